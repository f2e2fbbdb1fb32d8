import type { CallAnswer } from '../guard-shapes/index.ts';
import { PARTIAL_OK, parseExactJson } from '../tiktok/index.ts';
import { okAnswer } from './made-answer.ts';
import type { FoundEntity } from './match.ts';

// A call for 20 ads may be done in part before its answer is lost. Only what is missing is sent again, and the caller gets one answer
// for all of them.

/** The answer to the whole call: the ads that were there, with those of `answer` in the gaps, in the order of the call. */
export function combineAds(found: readonly (FoundEntity | null)[], answer: CallAnswer): CallAnswer {
  const { data, code, message } = readEnvelope(answer);
  const newIds = listOf(data['ad_ids']);
  const newRows = listOf(data['creatives']);
  const ad_ids = fill(found, ({ id }) => id, newIds);
  const creatives = fill(found, ({ row }) => row, newRows);
  const combined = okAnswer({ ...data, ad_ids, creatives }, answer.tiktokRequestId);
  return code === PARTIAL_OK ? asPartial(combined, message) : combined;
}

/** The answer where TikTok refused what was missing: PARTIAL_OK, with TikTok's reason. */
export function partOfAds(found: readonly (FoundEntity | null)[], refusal: CallAnswer): CallAnswer {
  const there = found.filter((ad) => ad !== null);
  const data = { ad_ids: there.map(({ id }) => id), creatives: there.map(({ row }) => row) };
  const done = `${there.length} of ${found.length} ads were made. The others: ${refusal.tiktokMessage}`;
  return asPartial(okAnswer(data, refusal.tiktokRequestId), done);
}

function asPartial(answer: CallAnswer, message: string): CallAnswer {
  const envelope = { ...(JSON.parse(answer.body.toString('utf8')) as object), code: PARTIAL_OK, message };
  return {
    ...answer,
    body: Buffer.from(JSON.stringify(envelope), 'utf8'),
    tiktokCode: PARTIAL_OK,
    tiktokMessage: message,
  };
}

function fill(
  found: readonly (FoundEntity | null)[],
  read: (ad: FoundEntity) => unknown,
  fresh: readonly unknown[],
): unknown[] {
  const left = [...fresh];
  const filled = found.flatMap((ad) => (ad === null ? left.splice(0, 1) : [read(ad)]));
  return [...filled, ...left];
}

function readEnvelope({ body }: CallAnswer): { data: Record<string, unknown>; code: unknown; message: string } {
  const envelope = parseExactJson(body.toString('utf8')) as Record<string, unknown>;
  const data = envelope['data'];
  return {
    data: typeof data === 'object' && data !== null && !Array.isArray(data) ? (data as Record<string, unknown>) : {},
    code: envelope['code'],
    message: typeof envelope['message'] === 'string' ? envelope['message'] : '',
  };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
