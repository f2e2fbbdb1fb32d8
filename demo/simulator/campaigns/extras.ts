import type { JsonValue } from '../exact-json.ts';
import { badArgument, oneOf, optionalTextList, type Arguments } from '../input.ts';
import type { Extras } from './entities.ts';

/**
 * The fields of a call that are kept as they were sent. Names nobody knows are passed over, as TikTok does.
 *
 * @param words fields that hold one of a few words; `wordLists`: fields that hold several of them
 * @throws {TikTokFailure} 40002 - one of those holds another word
 */
export function readExtras(
  args: Arguments,
  fields: readonly string[],
  words: Readonly<Record<string, readonly string[]>>,
  wordLists: Readonly<Record<string, readonly string[]>> = {},
): Extras {
  const extras: Record<string, JsonValue> = {};
  for (const field of fields) {
    const value = args[field];
    if (value === undefined || value === null) continue;
    const offered = words[field];
    if (offered !== undefined) oneOf(args, field, offered, '');
    const offeredList = wordLists[field];
    const wrong =
      offeredList === undefined
        ? undefined
        : optionalTextList(args, field)?.find((each) => !offeredList.includes(each));
    if (wrong !== undefined) throw badArgument(`${field}: Must be one of: ${offeredList?.join(', ')}.`);
    // It came out of a JSON parser.
    extras[field] = value as JsonValue;
  }
  return extras;
}

/** Whether two values read the same on the wire. */
export function isSame(one: JsonValue, other: JsonValue): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
