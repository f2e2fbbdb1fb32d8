import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Deps } from '../deps.ts';
import type { NoticeOutcome, NoticeRecord } from '../store/webhooks.ts';
import { askAccounts, decideAccounts } from './process-accounts.ts';
import { CancelledAsking, createAsker } from './process-ask.ts';
import { type EntryOutcome, newDecision, type PartDecision } from './process-decision.ts';
import { openNotice, type OpenNotice } from './process-open.ts';
import { nextOpenAt } from './process-pauses.ts';
import { askReviews, decideReviews, unseenIn } from './process-reviews.ts';
import { type AccountPart, type ReviewPart, routeEntries, slices, type UnknownPart } from './process-route.ts';
import { asUnknown, toUnknownEvent } from './process-unknown.ts';

// Claimed notices are taken apart by whom and what they concern; the parts are asked about side by side and written as each is
// known, so that a slow answer about one ad account holds up nothing but itself. A notice is done with when all its parts are.
//
// Deciding and writing of two parts never overlap in this process, and what another process noted meanwhile makes the write
// fail as `outdated`: then the part is decided anew, from the answer that is already there.

/** Events that one transaction takes at most: it holds up everything else meanwhile. */
const MAX_EVENTS = 500;
const MAX_TRIES = 5;
/** Opening and reading bodies holds up everything else: after so long others have their turn. */
const READING_MS = 10;

export interface NoticeProcessor {
  /**
   * Looks into claimed notices and finishes them.
   *
   * @throws whatever the database says; notices that are not finished by then are claimed again when the lease ends
   */
  process(notices: readonly NoticeRecord[], signal: AbortSignal): Promise<void>;
  /** Ends a notice that cannot be looked into: what it says is told as of an unknown kind where it names an ad account. */
  giveUp(notice: NoticeRecord): Promise<void>;
}

/**
 * @param owner who has claimed them
 * @param onAsk is told when TikTok is asked
 */
export function createNoticeProcessor(deps: Deps, owner: string, onAsk: () => void): NoticeProcessor {
  const asker = createAsker(deps, onAsk);
  let writing: Promise<unknown> = Promise.resolve();

  /** One after the other. */
  function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const turn = writing.then(work, work);
    // Whoever's turn it was hears of it; the next one comes all the same.
    writing = turn.catch(() => undefined);
    return turn;
  }

  async function finish(
    outcome: Pick<NoticeOutcome, 'done' | 'later'>,
    decision: PartDecision,
  ): Promise<'written' | 'outdated' | 'lost'> {
    const { events, reviews } = decision;
    const toHost = deps.config.hostWebhookUrl !== null;
    const at = deps.clock.now();
    const told = await deps.store.webhookInbox.finish(owner, { at, ...outcome, events, reviews, toHost });
    if (told === 'outdated') return 'outdated';
    if (told === 'lost') {
      deps.log.info(
        { notices: outcome.done.length + outcome.later.length },
        'notices went to another process meanwhile',
      );
      return 'lost';
    }
    for (const [counted, by] of decision.counts) deps.metrics.notice({ outcome: counted }, by);
    if (told.length > 0) {
      deps.live.published(told);
      if (toHost) deps.jobs.wake();
    }
    return 'written';
  }

  /** Writes a part, and with it the notices that have no other part left. */
  async function close(notices: readonly OpenNotice[], decide: () => Promise<PartDecision>): Promise<void> {
    await inTurn(async () => {
      for (let attempt = 1; ; attempt += 1) {
        const decision = await decide();
        const over = notices
          .filter(({ partsLeft }) => partsLeft === 1)
          .map((notice) => ({ notice, at: earliest(notice.againAt, decision.again.get(notice) ?? null) }));
        const done = over.filter(({ at }) => at === null).map(({ notice }) => notice.seq);
        const later = over.flatMap(({ notice: { seq, triedSince }, at }) =>
          at === null ? [] : [{ seq, at, triedSince }],
        );
        const written = await finish({ done, later }, decision);
        if (written === 'outdated' && attempt < MAX_TRIES) continue;
        for (const notice of notices) {
          // Nothing of this part is written: with the last of its other parts the notice is put in line again, not done with.
          const againAt = written === 'written' ? (decision.again.get(notice) ?? null) : deps.clock.now();
          notice.partsLeft -= 1;
          notice.againAt = earliest(notice.againAt, againAt);
        }
        return;
      }
    });
  }

  async function closeReviews(part: ReviewPart, signal: AbortSignal): Promise<void> {
    const ids = await unseenIn(deps, part);
    const readings =
      ids.length === 0
        ? new Map<string, never>()
        : await asker.ask(part.workspaceId, part.account.connection, signal, (until) =>
            askReviews(deps, part, ids, until),
          );
    await close(noticesOf([...part.things.values()].flat()), () => decideReviews(deps, part, readings));
  }

  async function closeAccounts(part: AccountPart, signal: AbortSignal): Promise<void> {
    const readings = await asker.ask(part.workspaceId, part.connection, signal, (until) =>
      askAccounts(deps, part, until),
    );
    const claims = [...part.things.values()].flatMap((thing) => thing.claims);
    await close(noticesOf(claims), () => decideAccounts(deps, part, readings));
  }

  async function closeUnknown(parts: readonly UnknownPart[]): Promise<void> {
    // In its turn: there may be many more of them, and all at once would hold up everything else.
    const decide = async (): Promise<PartDecision> => ({
      ...newDecision(),
      events: parts.map((part) => toUnknownEvent(deps, part)),
      counts: new Map([['unknown_kind', parts.length]]),
    });
    await close(noticesOf(parts.map(({ claim }) => claim)), decide);
  }

  /** Those that no key opens, and those that are no notices. */
  async function closeUnopened(records: readonly NoticeRecord[], outcome: EntryOutcome): Promise<void> {
    const now = deps.clock.now();
    const done: number[] = [];
    const later: NoticeOutcome['later'][number][] = [];
    for (const { seq, appId, receivedAt, attempts, triedSince } of records) {
      const since = triedSince ?? now;
      const at = outcome === 'sealed' ? nextOpenAt(since, now) : null;
      if (at === null) done.push(seq);
      else later.push({ seq, at, triedSince: since });
      if (at === null || attempts === 0)
        deps.log.error(
          { notice: seq, appId, receivedAt, isGivenUp: at === null },
          UNOPENED[outcome] ?? UNOPENED.unreadable,
        );
    }
    const counts = new Map([[outcome, done.length]]);
    if (records.length > 0) await inTurn(() => finish({ done, later }, { ...newDecision(), counts }));
  }

  async function openAll(records: readonly NoticeRecord[]) {
    const opened: { record: NoticeRecord; notice: ReturnType<typeof openNotice> }[] = [];
    let since = performance.now();
    for (const record of records) {
      opened.push({ record, notice: openNotice(deps, record) });
      if (performance.now() - since < READING_MS) continue;
      await nextTurn();
      since = performance.now();
    }
    return opened;
  }

  /** For what fails whenever it is tried: the notice must come to an end without it. @returns null when it failed */
  function orNull<Result>({ seq }: NoticeRecord, work: () => Result): Result | null {
    try {
      return work();
    } catch (error) {
      deps.log.error({ notice: seq, err: error }, 'nothing could be taken from a notice of TikTok, or not all of it');
      return null;
    }
  }

  return {
    async process(records, signal) {
      const opened = await openAll(records);
      const which = (wanted: 'sealed' | 'unreadable') =>
        opened.filter(({ notice }) => notice === wanted).map(({ record }) => record);
      await closeUnopened(which('sealed'), 'sealed');
      await closeUnopened(which('unreadable'), 'unreadable');

      const notices = opened.flatMap(({ notice }) => (typeof notice === 'string' ? [] : [notice]));
      const routed = await routeEntries(deps, notices);
      const unknown = slices(routed.unknown, MAX_EVENTS);
      for (const part of routed.reviews) open(noticesOf([...part.things.values()].flat()));
      for (const part of routed.accounts) open(noticesOf([...part.things.values()].flatMap(({ claims }) => claims)));
      for (const parts of unknown) open(noticesOf(parts.map(({ claim }) => claim)));
      const unconcerned = notices.filter(({ partsLeft }) => partsLeft === 0);
      if (unconcerned.length > 0 || routed.nobody > 0) {
        open(unconcerned);
        const counts = new Map<EntryOutcome, number>([['nobody', routed.nobody]]);
        await close(unconcerned, () => Promise.resolve({ ...newDecision(), counts }));
      }
      const results = await Promise.allSettled([
        ...unknown.map((parts) => closeUnknown(parts)),
        ...routed.reviews.map((part) => closeReviews(part, signal)),
        ...routed.accounts.map((part) => closeAccounts(part, signal)),
      ]);
      for (const result of results)
        if (result.status === 'rejected' && !(result.reason instanceof CancelledAsking)) throw result.reason;
    },

    async giveUp(record) {
      const notice = orNull(record, () => openNotice(deps, record)) ?? 'unreadable';
      const entries = typeof notice === 'string' ? [] : notice.entries.map(asUnknown);
      const { unknown } = await routeEntries(deps, typeof notice === 'string' ? [] : [{ ...notice, entries }]);
      for (const parts of slices(unknown, MAX_EVENTS)) {
        const events = parts.flatMap((part) => orNull(record, () => toUnknownEvent(deps, part)) ?? []);
        await inTurn(() => finish({ done: [], later: [] }, { ...newDecision(), events }));
      }
      const counts = new Map<EntryOutcome, number>([['failed', Math.max(1, entries.length)]]);
      await inTurn(() => finish({ done: [record.seq], later: [] }, { ...newDecision(), counts }));
    },
  };
}

const UNOPENED: Partial<Record<EntryOutcome, string>> & { unreadable: string } = {
  sealed: 'a notice of TikTok cannot be opened: its encryption key is not among ENCRYPTION_KEYS',
  unreadable: 'a notice of TikTok is no JSON object: nothing was taken from it',
};

function noticesOf(claims: readonly { notice: OpenNotice }[]): OpenNotice[] {
  return [...new Set(claims.map(({ notice }) => notice))];
}

function open(notices: readonly OpenNotice[]): void {
  for (const notice of notices) notice.partsLeft += 1;
}

function earliest(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return Math.min(one, other);
}
