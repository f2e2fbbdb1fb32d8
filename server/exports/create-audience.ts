import { AppError } from '../errors.ts';
import { type CustomAudience, type Grant, listAllAudiences, MAX_AUDIENCES, TikTokApiError } from '../tiktok/index.ts';
import { exportsOf } from './engine.ts';
import type { ExportMemory } from './memory.ts';
import type { Sending } from './sending.ts';

// TikTok has no idempotency and takes the same name twice, so a create is noted before it is sent. When its answer is lost, or this
// process dies before it comes, the note is found again and the audience is looked for among those that were not there before.
// Only what surely did not happen is sent again.

/** What a create came to. `memory` and `customAudienceId` are to be stored in one write. */
export type CreateStep =
  | { kind: 'applied'; memory: ExportMemory; customAudienceId: string }
  | { kind: 'wait'; memory: ExportMemory; untilMs: number };

/** How an audience is made, and known again. */
export interface Creation {
  /** Chunks that the create takes along. */
  readonly chunks: number;
  readonly bearsName: (audience: CustomAudience) => boolean;
  /** Whether one of that name, which was not there before, can be the one. */
  readonly isOurs: (audience: CustomAudience) => boolean;
  readonly send: () => Promise<{ customAudienceId: string }>;
}

/** Looks at TikTok's list before a create counts as not having happened: a late one must not be made twice. */
const LOOKS = 2;

/**
 * Makes the audience, or finds out what became of the attempt before.
 *
 * @throws {AppError} audience_limit_reached
 * @throws {TikTokApiError} TikTok refused
 */
export async function createOnce(sending: Sending, grant: Grant, creation: Creation): Promise<CreateStep> {
  return sending.memory.attempt === null ? create(sending, grant, creation) : lookFor(sending, grant, creation);
}

async function create(sending: Sending, grant: Grant, creation: Creation): Promise<CreateStep> {
  const { deps, memory } = sending;
  const existing = await listAllAudiences(deps.tiktok, grant, sending.record.advertiserId, sending.signal);
  if (existing.length >= MAX_AUDIENCES) throw limitReached();
  const known = existing.filter(creation.bearsName).map(({ customAudienceId }) => customAudienceId);
  const now = deps.clock.now();
  const attempt = { at: now, chunks: creation.chunks, known, looks: 0 };
  const attempted: ExportMemory = { ...memory, attempt, troubleSince: memory.troubleSince ?? now };
  await sending.save(attempted);
  try {
    const { customAudienceId } = await creation.send();
    return made(memory, creation.chunks, customAudienceId);
  } catch (error) {
    if (mayHaveHappened(error)) {
      // It stays noted, so that a retry looks for it first.
      if (isOutOfPatience(sending)) throw error;
      return { kind: 'wait', memory: attempted, untilMs: attempt.at + reconcileDelay(sending) };
    }
    await sending.save({ ...memory, attempt: null });
    throw isLimitRefusal(error) ? limitReached(error) : error;
  }
}

async function lookFor(sending: Sending, grant: Grant, creation: Creation): Promise<CreateStep> {
  const { deps, workspaceId, record, memory, signal } = sending;
  const { attempt } = memory;
  if (attempt === null) throw new Error('nothing to look for');
  const delay = reconcileDelay(sending);
  const due = attempt.at + delay * (attempt.looks + 1);
  if (deps.clock.now() < due) return { kind: 'wait', memory, untilMs: due };

  const audiences = await listAllAudiences(deps.tiktok, grant, record.advertiserId, signal);
  const candidates = audiences.filter(
    (audience) =>
      creation.bearsName(audience) &&
      creation.isOurs(audience) &&
      audience.isCreator &&
      !attempt.known.includes(audience.customAudienceId),
  );
  const taken = await exportsOf(deps, workspaceId).listByAudiences(
    record.advertiserId,
    candidates.map(({ customAudienceId }) => customAudienceId),
  );
  // What an earlier run of the same mirror has made is the mirror's own.
  const others = taken.filter(({ mirrorId }) => mirrorId === null || mirrorId !== record.mirrorId);
  const found = candidates.find(({ customAudienceId }) =>
    others.every((other) => other.customAudienceId !== customAudienceId),
  );
  if (found !== undefined) {
    const { customAudienceId } = found;
    deps.log.info({ exportId: record.id, customAudienceId }, 'found the audience whose create had lost its answer');
    const step = made(memory, attempt.chunks, customAudienceId);
    return { ...step, memory: { ...step.memory, isAdopted: attempt.chunks === 0 } };
  }
  const looks = attempt.looks + 1;
  if (looks < LOOKS) {
    const looked: ExportMemory = { ...memory, attempt: { ...attempt, looks } };
    await sending.save(looked);
    return { kind: 'wait', memory: looked, untilMs: attempt.at + delay * (looks + 1) };
  }
  await sending.save({ ...memory, attempt: null });
  // The files of the attempt may not be the ones that a create now would take: the caller puts it together again.
  return { kind: 'wait', memory: sending.memory, untilMs: deps.clock.now() };
}

function made(
  memory: ExportMemory,
  chunks: number,
  customAudienceId: string,
): Extract<CreateStep, { kind: 'applied' }> {
  return {
    kind: 'applied',
    memory: { ...memory, attempt: null, applied: chunks, sawProcessing: false },
    customAudienceId,
  };
}

const LONGEST_DELAY_MS = 15 * 60_000;

/** How long a write without an answer gets to show up: the longer TikTok has been in trouble, the longer. */
export function reconcileDelay({ memory: { attempt, troubleSince }, limits }: Sending): number {
  const lasted = attempt === null || troubleSince === null ? 0 : attempt.at - troubleSince;
  return Math.max(limits.reconcileDelayMs, Math.min(LONGEST_DELAY_MS, lasted / 4));
}

/** Whether answers have been lost for so long that a person has to know. */
export function isOutOfPatience({ deps, memory: { troubleSince }, limits }: Sending): boolean {
  return troubleSince !== null && deps.clock.now() - troubleSince >= limits.patienceMs;
}

/** Whether a change may have arrived at TikTok although this is what its call ended in. */
export function mayHaveHappened(error: unknown): boolean {
  return error instanceof TikTokApiError && error.mayHaveHappened;
}

/** TikTok publishes no code for "400 audiences reached", only that there is a cap; its text has to tell. */
function isLimitRefusal(error: unknown): boolean {
  return (
    error instanceof TikTokApiError &&
    error.kind === 'refused' &&
    /audience/i.test(error.tiktokMessage) &&
    /\blimit\b|maximum number/i.test(error.tiktokMessage)
  );
}

function limitReached(cause?: unknown): AppError {
  return new AppError(
    'audience_limit_reached',
    `The ad account already holds ${MAX_AUDIENCES} custom audiences, as many as TikTok allows. Delete one in TikTok Ads Manager or update an existing one.`,
    { tiktokRequestId: cause instanceof TikTokApiError ? cause.tiktokRequestId : null, cause },
  );
}
