import { canExportTo, chosenStanding, type Draft, type Step, type World } from './export-state.ts';

export interface LostAccount {
  advertiserId: string;
  name: string;
}

export interface Settled {
  draft: Draft;
  /** The chosen account can be used, or a new sign-in brings it back where the draft is. */
  isBack: boolean;
  /** The account that was chosen and is gone, the first time it is missed. */
  lost: LostAccount | null;
}

/**
 * The draft's ad account after the accounts were loaded anew: the same as long as it can be used, a proposal to whoever has
 * chosen none, and nothing in place of one that was chosen and is gone.
 *
 * @param known `known` the ad accounts as they were, for the name of one that is gone
 */
export function settleAccount(
  draft: Draft,
  world: World,
  {
    lost,
    known,
    hasChosen,
    step,
  }: { lost: LostAccount | null; known: World['accounts']; hasChosen: boolean; step: Step },
): Settled {
  const advertiserId = draft.advertiserId ?? lost?.advertiserId ?? null;
  const isSettled = advertiserId !== null && (hasChosen || step !== 'account');
  const standing = chosenStanding(advertiserId, world);
  const isWaiting = isSettled && standing === 'needs_sign_in' && draft.advertiserId !== null && step !== 'account';
  if (standing === 'usable' || isWaiting) return { draft: { ...draft, advertiserId }, isBack: true, lost: null };
  if (lost !== null) return { draft, isBack: false, lost: null };
  // An audience belongs to its account.
  const without: Draft = { ...draft, advertiserId: null, customAudienceId: null };
  if (isSettled) {
    const isIt = (one: { advertiserId: string }) => one.advertiserId === advertiserId;
    const name = (world.accounts.find(isIt) ?? known.find(isIt))?.name ?? advertiserId;
    return { draft: without, isBack: false, lost: { advertiserId, name } };
  }
  const proposed = world.accounts.find((account) => canExportTo(account, world));
  return { draft: { ...without, advertiserId: proposed?.advertiserId ?? null }, isBack: false, lost: null };
}
