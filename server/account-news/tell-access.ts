import type { Deps } from '../deps.ts';
import { type EventDraft, recordEvents } from '../events/index.ts';
import type { AdAccountRecord } from '../store/connections.ts';

type Account = Pick<AdAccountRecord, 'advertiserId' | 'name' | 'connectionId' | 'accessLostAt'>;

/** A loss is told again at each look for so long, should a crash have come between its being noted and told. */
const TELL_AGAIN_MS = 7 * 86_400_000;

/**
 * Tells which ad accounts a sign-in no longer reaches, and which it reaches again.
 *
 * @param changes each account as it was and when its access was lost as of now, null: it is reached
 */
export async function tellAccess(
  deps: Deps,
  workspaceId: string,
  changes: readonly { before: Account; accessLostAt: number | null }[],
): Promise<void> {
  const now = deps.clock.now();
  const drafts = changes.flatMap(({ before, accessLostAt }): EventDraft[] => {
    const { advertiserId, name, connectionId } = before;
    const common = {
      advertiserId,
      accountName: name,
      connectionId,
      subject: { kind: 'account', id: advertiserId, name },
      data: {},
    } as const;
    if (accessLostAt !== null) {
      if (now - accessLostAt > TELL_AGAIN_MS) return [];
      const key = `account.access_lost:${advertiserId}:${accessLostAt}`;
      return [{ ...common, type: 'account.access_lost', key, occurredAt: accessLostAt }];
    }
    if (before.accessLostAt === null) return [];
    const key = `account.access_restored:${advertiserId}:${before.accessLostAt}`;
    return [{ ...common, type: 'account.access_restored', key }];
  });
  await recordEvents(deps, workspaceId, ...drafts);
}
