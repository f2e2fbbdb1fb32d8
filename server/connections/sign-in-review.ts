import { MAX_NAMED_ADVERTISERS, type NamedAdvertiser, type SignInReview } from '../../shared/connections.ts';
import { namedScope } from '../../shared/permission-scopes.ts';

/** What a connection has. */
export interface Held {
  connectionId: string;
  /** Null where TikTok did not say who signed in. */
  user: { coreUserId: string; displayName: string } | null;
  /** Empty where TikTok did not say what was granted. */
  scopes: readonly string[];
  /** The ad accounts it reaches, as last read, and those that are imported and worked until now. */
  advertisers: readonly NamedAdvertiser[];
  imported: readonly NamedAdvertiser[];
}

/** What a new sign-in brings. */
export interface Brought {
  user: { coreUserId: string; displayName: string } | null;
  /** Null where TikTok did not say: then nothing is said about permissions. */
  scopes: readonly string[] | null;
  advertisers: readonly NamedAdvertiser[];
}

/** What the connection would lose by taking the new sign-in. Null when that takes nothing away. */
export function reviewSignIn(held: Held, brought: Brought): SignInReview | null {
  const isOther = held.user !== null && brought.user !== null && held.user.coreUserId !== brought.user.coreUserId;
  const lost = lostAdvertisers(held, new Set(brought.advertisers.map(({ advertiserId }) => advertiserId)));
  const lostScopes = brought.scopes === null ? [] : held.scopes.filter((id) => brought.scopes?.includes(id) === false);
  if (!isOther && lost.length === 0 && lostScopes.length === 0) return null;
  return {
    connectionId: held.connectionId,
    otherUser: isOther ? { before: held.user?.displayName ?? '', now: brought.user?.displayName ?? '' } : null,
    lostAdvertiserCount: lost.length,
    lostImportedCount: lost.filter(({ imported }) => imported).length,
    lostAdvertisers: lost.slice(0, MAX_NAMED_ADVERTISERS),
    lostScopes: lostScopes.map(namedScope),
  };
}

/** Whether somebody who agreed to `agreed` agreed to all that `now` says. */
export function isCovered(now: SignInReview, agreed: SignInReview): boolean {
  const scopes = new Set(agreed.lostScopes.map(({ id }) => id));
  const advertisers = new Set(agreed.lostAdvertisers.map(({ advertiserId }) => advertiserId));
  // Past what a review names, the counts have to do.
  const areAllNamed = agreed.lostAdvertiserCount === agreed.lostAdvertisers.length;
  return (
    now.connectionId === agreed.connectionId &&
    (now.otherUser === null || agreed.otherUser !== null) &&
    now.lostScopes.every(({ id }) => scopes.has(id)) &&
    now.lostAdvertiserCount <= agreed.lostAdvertiserCount &&
    now.lostImportedCount <= agreed.lostImportedCount &&
    (!areAllNamed || now.lostAdvertisers.every(({ advertiserId }) => advertisers.has(advertiserId)))
  );
}

type Lost = SignInReview['lostAdvertisers'][number];

/** Imported ones first, each part by name. */
function lostAdvertisers({ advertisers, imported }: Held, reached: ReadonlySet<string>): Lost[] {
  const importedIds = new Set(imported.map(({ advertiserId }) => advertiserId));
  const others = advertisers.filter(({ advertiserId }) => !importedIds.has(advertiserId));
  const isLost = ({ advertiserId }: NamedAdvertiser) => !reached.has(advertiserId);
  const toLost = (isImported: boolean) => (advertiser: NamedAdvertiser) => ({
    advertiserId: advertiser.advertiserId,
    name: advertiser.name,
    imported: isImported,
  });
  return [
    ...imported.filter(isLost).sort(byName).map(toLost(true)),
    ...others.filter(isLost).sort(byName).map(toLost(false)),
  ];
}

function byName(one: NamedAdvertiser, other: NamedAdvertiser): number {
  return one.name.localeCompare(other.name) || one.advertiserId.localeCompare(other.advertiserId);
}
