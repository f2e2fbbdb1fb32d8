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

/** A run of a mirror, or an export that also takes out whose consent was withdrawn: more than one number says what it sends. */
export function isChange(exported: Export): boolean {
  const { counts } = exported;
  return actionOf(exported) === 'MIRROR' || (actionOf(exported) !== 'REMOVE' && (counts.toRemove ?? 0) > 0);
}

/** How many go to TikTok: who is ready, or of a change whoever is added and taken out. */
export function toSend(exported: Export): number {
  const { counts } = exported;
  return isChange(exported) ? (counts.toAdd ?? counts.ready) + (counts.toRemove ?? 0) : counts.ready;
}

/** How many of those who were ready TikTok took: all but the rows that it refused. */
export const takenOf = ({ counts }: Pick<Export, 'counts'>): number => Math.max(0, counts.ready - counts.refused);

/** The audience at TikTok; null for a new one that is not made yet. */
export function audienceIdOf({ audience, customAudienceId }: Export): string | null {
  return customAudienceId ?? ('update' in audience ? audience.update.customAudienceId : null);
}

export function actionOf({ audience }: Export): AudienceChange {
  return 'create' in audience ? 'CREATE' : audience.update.action;
}
