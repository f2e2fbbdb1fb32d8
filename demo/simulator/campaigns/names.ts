import { badArgument, requiredText, type Arguments } from '../input.ts';

const MAX_WIDTH = 512;
/** Ideographs, kana, hangul and full-width forms. */
const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff01-\uff60\uffe0-\uffe6]/u;
const EMOJI = /\p{Emoji_Presentation}|\ufe0f/u;

/**
 * A name: at most 512 characters, wide ones counted twice, no emoji (portal page "Create a campaign").
 *
 * @throws {TikTokFailure} 40002
 */
export function requiredName(args: Arguments, field: string): string {
  const name = requiredText(args, field);
  if (name.trim() === '') throw badArgument(`${field}: Missing data for required field.`);
  if (EMOJI.test(name)) throw badArgument(`${field}: Emojis are not allowed.`);
  if (widthOf(name) > MAX_WIDTH) throw badArgument(`${field}: Longer than maximum length ${MAX_WIDTH}.`);
  return name;
}

function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += WIDE.test(character) ? 2 : 1;
  return width;
}
