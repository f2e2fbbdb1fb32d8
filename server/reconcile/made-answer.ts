import type { CallAnswer } from '../guard-shapes/index.ts';
import type { CallLookUp } from '../store/calls.ts';
import type { FoundEntity } from './match.ts';

/**
 * The answer that was lost, as far as TikTok's lists tell: `data` is the entity itself for a campaign or ad group, as it would have
 * been; `ad_ids` and `creatives` for ads; the id for an audience. Its `request_id` is the look-up's.
 *
 * @param entities in the order of the call
 */
export function madeAnswer(
  level: CallLookUp['level'],
  entities: readonly FoundEntity[],
  tiktokRequestId: string | null,
): CallAnswer {
  return okAnswer(dataOf(level, entities), tiktokRequestId);
}

/** An envelope that says that it was done. */
export function okAnswer(data: Readonly<Record<string, unknown>>, tiktokRequestId: string | null): CallAnswer {
  const envelope = { code: 0, message: 'OK', request_id: tiktokRequestId ?? '', data };
  return {
    httpStatus: 200,
    contentType: 'application/json',
    body: Buffer.from(JSON.stringify(envelope), 'utf8'),
    tiktokCode: 0,
    tiktokMessage: 'OK',
    tiktokRequestId,
    retryAfterMs: null,
  };
}

function dataOf(level: CallLookUp['level'], entities: readonly FoundEntity[]): Readonly<Record<string, unknown>> {
  if (level === 'ad') return { ad_ids: entities.map(({ id }) => id), creatives: entities.map(({ row }) => row) };
  const [entity] = entities;
  if (entity === undefined) throw new Error('there is nothing to answer with');
  return level === 'audience' ? { custom_audience_id: entity.id } : entity.row;
}
