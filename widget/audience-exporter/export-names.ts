import type { AudienceChange, Export } from '../../shared/exports.ts';
import type { ViewHost } from '../element/lazy-element.ts';
import type { World } from './export-state.ts';

interface Names {
  host: ViewHost;
  world: World;
  /** Of every audience met so far, whichever account it is in. */
  audienceNames: ReadonlyMap<string, string>;
}

/** What an export's audience is called: the name TikTok has for it now, or had when the export was opened, or its id. */
export function exportName({ host, audienceNames }: Names, { audience, audienceName }: Export): string {
  if ('create' in audience) return audience.create.name;
  const id = audience.update.customAudienceId;
  return audienceNames.get(id) ?? audienceName ?? host.labels.audienceExporter.unnamedAudience(id);
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

export function actionOf({ audience }: Export): AudienceChange {
  return 'create' in audience ? 'CREATE' : audience.update.action;
}
