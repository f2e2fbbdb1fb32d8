import type { Export } from '../../shared/exports.ts';
import type { ViewHost } from '../element/lazy-element.ts';
import type { World } from './export-state.ts';

interface Names {
  host: ViewHost;
  world: World;
  /** Of every audience met so far, whichever account it is in. */
  audienceNames: ReadonlyMap<string, string>;
}

/** What an export's audience is called: its new name, or the name TikTok has for it, or its id. */
export function exportName({ host, audienceNames }: Names, { audience }: Export): string {
  if ('create' in audience) return audience.create.name;
  const id = audience.update.customAudienceId;
  return audienceNames.get(id) ?? host.labels.audienceExporter.unnamedAudience(id);
}

/** How many TikTok counts in the audience that an export updates; null for a new one, and while it is not known. */
export function peopleNow({ world }: Names, { audience }: Export): number | null {
  if (!('update' in audience)) return null;
  const { customAudienceId } = audience.update;
  return world.audiences?.find((one) => one.customAudienceId === customAudienceId)?.coverNum ?? null;
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
