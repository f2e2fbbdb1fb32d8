import { AppError } from '../errors.ts';
import { TikTokApiError } from '../tiktok/index.ts';
import { toAudienceError } from './audience-error.ts';

/**
 * Carries out a change that may be done twice without harm, although TikTok may refuse the second time. When an answer is lost, TikTok
 * is asked whether the change is there before it is sent once more.
 *
 * @param isDone asks TikTok whether the change is there
 * @param what what would be done, as the subject of a sentence: "The audience’s new name"
 * @throws {AppError} tiktok_unavailable - nobody knows, or it surely did not happen; the detail says which
 * @throws {TikTokApiError} TikTok refused it
 */
export async function makeSure(
  change: () => Promise<void>,
  isDone: () => Promise<boolean>,
  what: string,
): Promise<void> {
  const lost: TikTokApiError[] = [];
  while (lost.length < 2) {
    try {
      await change();
      return;
    } catch (error) {
      if (!(error instanceof TikTokApiError) || (!error.mayHaveHappened && lost.length === 0)) throw error;
      // After a lost answer a refusal may only mean that it was done the first time.
      if (await look(isDone, what, error)) return;
      if (!error.mayHaveHappened) throw error;
      lost.push(error);
    }
  }
  throw unanswered(
    `${what} did not reach TikTok: twice there was no answer, and nothing has changed. Try again in a moment.`,
    lost[0],
  );
}

async function look(isDone: () => Promise<boolean>, what: string, cause: TikTokApiError): Promise<boolean> {
  try {
    return await isDone();
  } catch (error) {
    if (!(error instanceof TikTokApiError)) throw error;
    throw unanswered(
      `${what} may have reached TikTok or not: its answer was lost, and TikTok cannot be asked at the moment. Trying again in a moment is safe.`,
      cause,
    );
  }
}

/** The answer to a change of which nobody knows whether TikTok took it. */
export function unanswered(detail: string, cause: TikTokApiError | undefined): AppError {
  if (cause === undefined) return new AppError('tiktok_unavailable', detail);
  const { tiktokRequestId, members } = toAudienceError(cause);
  return new AppError('tiktok_unavailable', detail, { tiktokRequestId, members, cause });
}
