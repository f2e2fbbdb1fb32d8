import type { Export } from '../../shared/exports.ts';
import type { ViewHost } from '../element/lazy-element.ts';
import type { World } from './export-state.ts';

interface Names {
  host: ViewHost;
  world: World;
}

/** What an export's audience is called: its new name, or the name TikTok has for it, or its id. */
export function exportName({ host, world }: Names, { audience, customAudienceId }: Export): string {
  if ('create' in audience) return audience.create.name;
  const id = audience.update.customAudienceId;
  const known = world.audiences?.find((one) => one.customAudienceId === id);
  return known?.name ?? host.labels.audienceExporter.unnamedAudience(customAudienceId ?? id);
}

export function accountName({ world }: Names, { advertiserId }: Export): string {
  return world.accounts.find((account) => account.advertiserId === advertiserId)?.name ?? advertiserId;
}

export type ActionDone = 'CREATE' | 'APPEND' | 'REMOVE' | 'REPLACE';

export function actionOf({ audience }: Export): ActionDone {
  return 'create' in audience ? 'CREATE' : audience.update.action;
}

/** "14:32" today, "12 Mar, 14:32" on another day. */
export function momentOf({ host: { format } }: Names, iso: string): string {
  const isToday = new Date(iso).toDateString() === new Date().toDateString();
  return isToday ? format.time(iso) : `${format.date(iso)}, ${format.time(iso)}`;
}
