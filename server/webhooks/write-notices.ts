import type { Logger } from 'pino';
import { AppError } from '../errors.ts';
import type { NewNotice, WebhookInbox } from '../store/webhooks.ts';

/** What one transaction takes at most: it holds up everything else meanwhile. */
const MAX_PER_COMMIT = 1000;
/** What waits for a transaction at most; more means that the disk cannot keep up, and TikTok does better to come back. */
const MAX_WAITING = 20_000;
const MAX_WAITING_CHARACTERS = 128 * 1024 * 1024;
const RETRY_AFTER_SECONDS = 5;
/**
 * From the beginning of one transaction to that of the next, at least: most of it costs the same for one notice as for a
 * hundred. A notice that comes alone does not wait.
 */
const INTERVAL_MS = 3;
/** While every turn of the event loop brings more, the transaction waits for them so long. */
const GATHER_MS = 10;

export interface NoticeWriter {
  /**
   * Writes a notice together with all that arrive meanwhile: one synced transaction for many.
   *
   * @returns on the disk; whether it is new
   * @throws {AppError} storage_failed - it is not on the disk
   */
  write(notice: NewNotice): Promise<boolean>;
}

interface Waiting {
  notice: NewNotice;
  resolve: (isNew: boolean) => void;
  reject: (error: AppError) => void;
}

/** @param parts.onNew is told after each transaction that had something new */
export function createNoticeWriter(parts: {
  inbox: Pick<WebhookInbox, 'add'>;
  log: Logger;
  onNew: () => void;
}): NoticeWriter {
  let waiting: Waiting[] = [];
  let characters = 0;
  let isUnderWay = false;
  let notBefore = 0;

  const writeNext = async (): Promise<void> => {
    const batch = waiting.slice(0, MAX_PER_COMMIT);
    waiting = waiting.slice(MAX_PER_COMMIT);
    for (const { notice } of batch) characters -= notice.sealedBody.length;
    notBefore = performance.now() + INTERVAL_MS;
    await writeBatch(parts, batch);
    isUnderWay = false;
    if (waiting.length > 0) plan();
  };

  /** Goes on gathering as long as the last turn of the event loop brought something. */
  const gather = (had: number, until: number): void => {
    const isGrowing = waiting.length > had && waiting.length < MAX_PER_COMMIT && performance.now() < until;
    if (isGrowing) setImmediate(gather, waiting.length, until);
    else void writeNext();
  };

  const plan = (): void => {
    isUnderWay = true;
    const now = performance.now();
    const pauseMs = waiting.length >= MAX_PER_COMMIT ? 0 : notBefore - now;
    const until = Math.max(now, notBefore) + GATHER_MS;
    if (pauseMs <= 0) setImmediate(gather, 0, until);
    else setTimeout(gather, pauseMs, 0, until);
  };

  return {
    write(notice) {
      if (waiting.length >= MAX_WAITING || characters + notice.sealedBody.length > MAX_WAITING_CHARACTERS)
        return Promise.reject(notStored('More notices wait for the disk than this server can hold.'));
      return new Promise((resolve, reject) => {
        waiting.push({ notice, resolve, reject });
        characters += notice.sealedBody.length;
        if (!isUnderWay) plan();
      });
    },
  };
}

async function writeBatch(
  { inbox, log, onNew }: { inbox: Pick<WebhookInbox, 'add'>; log: Logger; onNew: () => void },
  batch: readonly Waiting[],
): Promise<void> {
  let isNew: boolean[];
  try {
    isNew = await inbox.add(batch.map(({ notice }) => notice));
  } catch (error) {
    log.error({ notices: batch.length, err: error }, 'notices of TikTok could not be stored');
    for (const { reject } of batch) reject(notStored('The notice could not be written to the disk.'));
    return;
  }
  batch.forEach(({ resolve }, index) => resolve(isNew[index] === true));
  if (isNew.includes(true)) onNew();
}

/** TikTok sends again for 24 hours (subscriptions) or 72 (its other products). */
function notStored(why: string): AppError {
  return new AppError('storage_failed', `${why} Send it again later.`, {
    members: { retryAfterSeconds: RETRY_AFTER_SECONDS },
  });
}
