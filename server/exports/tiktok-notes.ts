import type { TikTokRequestRecord } from '../store/exports.ts';

const MAX_NOTES = 50;
/** Calls that are made many times over; of a row of them that went well the first and the last are kept. */
const REPEATED_CALLS: readonly string[] = ['/segment/mapping/', '/dmp/custom_audience/file/upload/'];

/** The notes of TikTok's answers with one more. At most 50: what changed the audience as a whole is kept longest. */
export function addNote(notes: readonly TikTokRequestRecord[], note: TikTokRequestRecord): TikTokRequestRecord[] {
  const [beforeLast, last] = notes.slice(-2);
  const isOneOfMany = [beforeLast, last, note].every(
    (each) => each !== undefined && each.call === note.call && each.code === 0 && isRepeated(each),
  );
  const added = [...(isOneOfMany ? notes.slice(0, -1) : notes), note];
  if (added.length <= MAX_NOTES) return added;
  const least = Math.max(0, added.findIndex(isRepeated));
  return added.filter((_, index) => index !== least);
}

function isRepeated({ call }: TikTokRequestRecord): boolean {
  return REPEATED_CALLS.includes(call);
}
