import { callFields, type GuardedCall } from '../call-catalogue/index.ts';
import type { AppError } from '../errors.ts';
import type { CallAnswer, CallHandle, Guards, Sent } from '../guard-shapes/index.ts';
import { combineAds, partOfAds } from './combine-ads.ts';
import { nextStep, type Step } from './decide.ts';
import { answerIfDeleted } from './deleted.ts';
import { holdNames } from './leases.ts';
import { madeAnswer, okAnswer } from './made-answer.ts';
import type { FoundEntity } from './match.ts';
import { creativesOf, type Plan, planOf } from './plan.ts';
import { readAnswer } from './read-answer.ts';
import { leftMs, look, outcomeUnknown, type Search } from './search.ts';

export type Once = Parameters<Guards['reconcile']['send']>[4];

export interface Outcome {
  readonly answer: CallAnswer;
  readonly isReconciled: boolean;
}

/** The repeat of a create that was done: the first one counts. */
const DUPLICATED_REQUEST = 40050;
/** It is like that already. */
const NO_UPDATE = 40012;

/** What is known so far. */
interface Progress {
  readonly call: GuardedCall;
  readonly plan: Plan;
  readonly once: Once;
  sends: number;
  /** In vain, since it was sent last. */
  looks: number;
  blindLooks: number;
  isDoubtful: boolean;
  isSaidDone: boolean;
  /** A try is in doubt. */
  hasLost: boolean;
  lastWord: CallAnswer | AppError | null;
  /** What of it exists, in the order of the call; empty before the first look. */
  found: readonly (FoundEntity | null)[];
  /** On the monotonic clock; null before. */
  firstSentAt: number | null;
}

/**
 * Sends a write until its outcome is known. While no answer is lost that is once, and whatever TikTok says is the answer.
 *
 * @throws {AppError} call_outcome_unknown - within the bound nobody could find out; the error of a try that was not sent, when it is
 *   clear that nothing was done; tiktok_unavailable - another call holds one of the names
 */
export async function sendCall(search: Search, call: GuardedCall, once: Once): Promise<Outcome> {
  const { handle, time } = search;
  const plan = planOf(call);
  const progress: Progress = {
    call,
    plan,
    once,
    sends: 0,
    looks: 0,
    blindLooks: 0,
    isDoubtful: false,
    isSaidDone: false,
    hasLost: handle.isResumed,
    lastWord: null,
    found: [],
    firstSentAt: null,
  };
  if (plan.kind === 'look_up') {
    await holdNames(handle, time);
    if (handle.isResumed) {
      // Some of its ads may exist from before: only the rest is sent.
      const there = await takeLook(search, progress);
      if (there !== null) return there;
      if (progress.found.length === 0 || progress.isDoubtful) throw outcomeUnknown(handle, true);
    }
  }
  let outcome = await takeSend(search, progress, leftMs(search));
  while (outcome === null) {
    const step = nextStep(situationOf(search, progress), time.limits);
    outcome = await take(search, progress, step);
  }
  return outcome;
}

/** Null: it is not over. */
async function take(search: Search, progress: Progress, step: Step): Promise<Outcome | null> {
  switch (step.kind) {
    case 'give_up':
      throw outcomeUnknown(search.handle, mayGoOn(progress.plan));
    case 'last_word':
      return takeLastWord(progress);
    case 'look':
      await search.time.sleep(step.afterMs);
      return takeLook(search, progress);
    case 'send':
      await search.time.sleep(step.afterMs);
      return takeSend(search, progress, step.maxWaitMs);
  }
}

/** Whether a repeat could do more than say the same. */
function mayGoOn(plan: Plan): boolean {
  return plan.kind === 'repeat' || (plan.kind === 'look_up' && plan.maySendAgain);
}

function takeLastWord({ lastWord, found }: Progress): Outcome {
  if (lastWord === null) throw new Error('there is no last word');
  const isPart = found.some((entity) => entity !== null);
  if (lastWord instanceof Error) throw lastWord;
  return isPart
    ? { answer: partOfAds(found, lastWord), isReconciled: true }
    : { answer: lastWord, isReconciled: false };
}

async function takeLook(search: Search, progress: Progress): Promise<Outcome | null> {
  const { plan } = progress;
  const looked = await look(search);
  if (looked === null || plan.kind !== 'look_up') {
    // TikTok did not tell: this look proves nothing.
    progress.blindLooks += 1;
    return null;
  }
  progress.blindLooks = 0;
  if (looked.found.every((entity) => entity !== null)) {
    const answer = madeAnswer(plan.lookUp.level, looked.found, looked.tiktokRequestId);
    return { answer, isReconciled: true };
  }
  progress.looks += 1;
  progress.isDoubtful = !looked.isCertain;
  progress.found = looked.found;
  return null;
}

async function takeSend(search: Search, progress: Progress, maxWaitMs: number): Promise<Outcome | null> {
  const { deps, handle, time } = search;
  const at = deps.clock.now();
  const startedAt = time.monotonic();
  progress.firstSentAt ??= startedAt;
  progress.sends += 1;
  progress.looks = 0;
  progress.lastWord = null;
  const isFirst = progress.sends === 1;
  const { tryMs, leastMs, boundMs } = time.limits;
  // However long it waited for its turn, the first try has all its time, and so has finding out what became of it.
  const timeoutMs = isFirst ? tryMs : Math.min(tryMs, Math.max(leastMs, leftMs(search)));
  const sent = await progress.once(onlyMissing(progress), { timeoutMs, maxWaitMs: Math.max(0, maxWaitMs) });
  if (isFirst) search.endsAt = Math.max(search.endsAt, time.monotonic() + boundMs / 2);
  await handle.attempted(attemptOf(sent, at, Math.round(time.monotonic() - startedAt)));
  if (sent.kind === 'answered') return takeAnswer(search, progress, sent.answer);
  if (sent.kind === 'lost') progress.hasLost = true;
  else if (!progress.hasLost) throw sent.error;
  // A change is not looked for, so nothing will tell what the tries before it did.
  else if (progress.plan.kind !== 'repeat') progress.lastWord = sent.error;
  return null;
}

async function takeAnswer(search: Search, progress: Progress, answer: CallAnswer): Promise<Outcome | null> {
  const { found, plan, call } = progress;
  const said = readAnswer(answer);
  if (said === 'done')
    return found.some((entity) => entity !== null)
      ? { answer: combineAds(found, answer), isReconciled: true }
      : { answer, isReconciled: false };
  if (said === 'unclear') {
    progress.hasLost = true;
    return null;
  }
  if (!progress.hasLost) return { answer, isReconciled: false };
  // A try before it may have been done all the same, so what its repeat is refused with is not yet the answer.
  if (answer.tiktokCode === DUPLICATED_REQUEST && plan.kind === 'look_up') {
    progress.isSaidDone = true;
    return null;
  }
  if (plan.kind === 'repeat') {
    // "Not now" says as little about the tries before it as no answer does.
    if (said === 'not_now') return null;
    if (answer.tiktokCode === NO_UPDATE) return { answer: okAnswer({}, answer.tiktokRequestId), isReconciled: true };
    const deleted = await answerIfDeleted(search, call);
    if (deleted !== null) return { answer: deleted, isReconciled: true };
  }
  progress.lastWord = answer;
  return null;
}

/** Of several ads those that are not there yet. */
function onlyMissing({ call, found }: Progress): GuardedCall {
  const fields = callFields(call);
  const creatives = creativesOf(fields);
  if (creatives === null || call.body.kind !== 'json' || found.every((entity) => entity === null)) return call;
  const missing = creatives.filter((_creative, index) => found[index] == null);
  return { ...call, body: { kind: 'json', value: { ...fields, creatives: missing } } };
}

function situationOf(search: Search, progress: Progress): Parameters<typeof nextStep>[0] {
  const { plan, sends, looks, blindLooks, isDoubtful, isSaidDone, lastWord, firstSentAt } = progress;
  const isFirstTime = firstSentAt !== null && !search.handle.isResumed;
  return {
    plan,
    sends,
    looks,
    blindLooks,
    isDoubtful,
    isSaidDone,
    hasLastWord: lastWord !== null,
    sinceFirstMs: isFirstTime ? search.time.monotonic() - firstSentAt : null,
    leftMs: leftMs(search),
  };
}

function attemptOf(sent: Sent, at: number, durationMs: number): Parameters<CallHandle['attempted']>[0] {
  const base = { at, durationMs, purpose: 'send', httpStatus: null, tiktokCode: null, tiktokRequestId: null } as const;
  switch (sent.kind) {
    case 'lost':
      return { ...base, outcome: 'lost', detail: sent.detail };
    case 'not_sent':
      return { ...base, outcome: 'not_sent', detail: sent.error.code };
    case 'answered': {
      const { httpStatus, tiktokCode, tiktokRequestId } = sent.answer;
      return { ...base, outcome: 'answered', httpStatus, tiktokCode, tiktokRequestId, detail: null };
    }
  }
}
