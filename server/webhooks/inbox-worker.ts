import type { Deps } from '../deps.ts';
import { createLookLoop, endedWithin, LONGEST_REST_MS, restUntil, type JobRunner } from '../jobs/index.ts';
import type { NoticeRecord } from '../store/webhooks.ts';
import { createNoticeProcessor } from './process-notices.ts';

// Takes stored notices and looks into them. Not a job of the job runner: there is no order among notices and no subject they have in
// common, and thousands of them are best asked about together. Whoever claims notices has them for a lease that is renewed while they
// are worked on; after a crash the next process takes them over when the lease ends.

const LEASE_MS = 15_000;
const RENEW_EVERY_MS = 5_000;
/** What arrives while a round is under way is looked into beside it, after so long. */
const GATHER_MS = 20;
const STOP_GRACE_MS = 10_000;

/** Notices taken at once; the bodies of one step have to fit into memory, up to 1 MB each. */
const MAX_ROUND = 500;
const CLAIM_STEP = 100;
const MAX_ROUND_CHARACTERS = 8 * 1024 * 1024;
/** A round whose answers are slow does not keep the next ones waiting. */
const MAX_ROUNDS = 4;
/**
 * After a question to TikTok the next look waits so long: what comes meanwhile is asked about together, and the app's calls are left
 * to others. The first notice after a quiet time is looked into at once.
 */
const ASKING_GAP_MS = 200;
/**
 * While notices pour in, whoever sends them comes first: rounds are small, and after each the worker leaves the thread alone for
 * longer than the round took. They wait on the disk until the flood is over.
 */
const FLOOD_MS = 50;
const FLOOD_REST = 9;
const LONGEST_FLOOD_REST_MS = 500;
/** A notice that breaks what looks into it every time is given up after this many times. */
const MAX_FAILURES = 8;
const FAILURE_PAUSE_MS = 5_000;

interface Round {
  notices: readonly NoticeRecord[];
  work: Promise<void>;
}

export interface InboxWorker extends JobRunner {
  /** Notices were stored: looks now, and gives way while more and more come. */
  arrived(): void;
}

/**
 * Looks into what TikTok sent: asks TikTok about it, and tells what is news. It looks every two seconds by itself. Several processes may
 * run one each.
 */
export function createInboxWorker(deps: Deps): InboxWorker {
  const { clock, log, random } = deps;
  const { webhookInbox } = deps.store;
  const owner = Buffer.from(random.bytes(12)).toString('base64url');
  const processor = createNoticeProcessor(deps, owner, () => {
    notBefore = Math.max(notBefore, performance.now() + ASKING_GAP_MS);
  });
  const rounds = new Set<Round>();
  let controller = new AbortController();
  const loop = createLookLoop(lookAndPause, () => notBefore - performance.now());
  let renewals: NodeJS.Timeout | undefined;
  /** On the monotonic clock: pacing has nothing to do with what time it is. */
  let notBefore = 0;
  let arrivedAt = -FLOOD_MS;

  async function claim(most: number): Promise<NoticeRecord[]> {
    const notices: NoticeRecord[] = [];
    let characters = 0;
    while (notices.length < most && characters < MAX_ROUND_CHARACTERS) {
      const now = clock.now();
      const some = await webhookInbox.claim(owner, now, now + LEASE_MS, CLAIM_STEP);
      notices.push(...some);
      characters += some.reduce((sum, { sealedBody }) => sum + sealedBody.length, 0);
      if (some.length < CLAIM_STEP) break;
    }
    return notices;
  }

  async function run(notices: readonly NoticeRecord[]): Promise<void> {
    const { signal } = controller;
    await processor.process(notices, signal);
    // Aborted in the middle: whoever looks next may have them at once. Those that are finished have no lease any more.
    if (signal.aborted) await release(notices);
  }

  async function release(notices: readonly NoticeRecord[]): Promise<void> {
    await webhookInbox.renew(
      owner,
      notices.map(({ seq }) => seq),
      clock.now(),
    );
  }

  /** What breaks a round is looked into alone, so that it breaks nothing else. */
  async function runSafely(notices: readonly NoticeRecord[]): Promise<void> {
    try {
      await run(notices);
    } catch (error) {
      const [notice] = notices;
      if (notices.length > 1) {
        log.warn({ notices: notices.length, err: error }, 'notices of TikTok could not be looked into together');
        for (const one of notices) await runSafely([one]);
      } else if (notice !== undefined) {
        log.error(
          { notice: notice.seq, attempts: notice.attempts, err: error },
          'a notice of TikTok could not be looked into',
        );
        await postpone(notice);
      }
    }
  }

  async function postpone(notice: NoticeRecord): Promise<void> {
    if (notice.attempts >= MAX_FAILURES) return processor.giveUp(notice);
    const { seq, attempts, triedSince } = notice;
    const now = clock.now();
    const later = [{ seq, at: now + FAILURE_PAUSE_MS * 2 ** Math.min(attempts, 6), triedSince: triedSince ?? now }];
    await webhookInbox.finish(owner, { at: now, done: [], later, events: [], reviews: [], toHost: false });
  }

  function launch(notices: readonly NoticeRecord[]): Promise<void> {
    const round: Round = { notices, work: Promise.resolve() };
    rounds.add(round);
    round.work = runSafely(notices)
      .catch((error: unknown) => log.error({ err: error }, 'what became of notices of TikTok could not be stored'))
      .finally(() => {
        rounds.delete(round);
        loop.wake();
      });
    return round.work;
  }

  function mayBegin(): boolean {
    return loop.isStarted() && rounds.size < MAX_ROUNDS && performance.now() >= notBefore;
  }

  async function look(): Promise<void> {
    while (mayBegin()) {
      const beganAt = performance.now();
      const isFlood = beganAt - arrivedAt < FLOOD_MS;
      const notices = await claim(isFlood ? CLAIM_STEP : MAX_ROUND);
      if (notices.length === 0) return;
      if (!loop.isStarted()) return release(notices);
      const round = launch(notices);
      if (isFlood) {
        await Promise.race([round, wait(FLOOD_MS)]);
        const tookMs = performance.now() - beganAt;
        notBefore = Math.max(notBefore, performance.now() + Math.min(FLOOD_REST * tookMs, LONGEST_FLOOD_REST_MS));
      } else if (notices.length < MAX_ROUND) {
        // Others come while it is under way; those are asked about together.
        await Promise.race([round, wait(GATHER_MS)]);
      }
    }
  }

  async function pause(): Promise<number> {
    const gapMs = notBefore - performance.now();
    if (gapMs > 0) return Math.min(gapMs, LONGEST_REST_MS);
    if (rounds.size >= MAX_ROUNDS) return LONGEST_REST_MS;
    return restUntil(await webhookInbox.nextAt(), clock.now());
  }

  async function lookAndPause(): Promise<number> {
    try {
      await look();
      return await pause();
    } catch (error) {
      log.error({ err: error }, 'the inbox could not be looked at');
      return LONGEST_REST_MS;
    }
  }

  function renew(): void {
    const seqs = [...rounds].flatMap(({ notices }) => notices.map(({ seq }) => seq));
    if (seqs.length === 0) return;
    webhookInbox
      .renew(owner, seqs, clock.now() + LEASE_MS)
      .catch((error: unknown) => log.warn({ err: error }, 'the lease of notices could not be renewed'));
  }

  return {
    start() {
      controller = new AbortController();
      renewals = setInterval(renew, RENEW_EVERY_MS);
      loop.start();
    },
    async stop() {
      const looked = loop.stop();
      controller.abort(new Error('The server is stopping.'));
      await looked;
      await endedWithin(
        [...rounds].map(({ work }) => work),
        STOP_GRACE_MS,
      );
      clearInterval(renewals);
    },
    wake: () => loop.wake(),
    arrived() {
      arrivedAt = performance.now();
      loop.wake();
    },
    async runDue() {
      let count = 0;
      for (let notices = await claim(MAX_ROUND); notices.length > 0; notices = await claim(MAX_ROUND)) {
        await launch(notices);
        count += notices.length;
      }
      return count;
    },
  };
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
