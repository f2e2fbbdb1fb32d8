import { z } from 'zod';

/** An instant: ISO-8601, UTC, milliseconds. */
export const instantSchema = z.iso.datetime();

/** A web origin such as `https://app.example`: scheme, host and port, nothing after. */
export const originSchema = z
  .string()
  .max(512)
  .regex(/^https?:\/\/[^/?#\s@\\]+$/, 'must be an origin such as https://app.example, without a path')
  .refine((text) => URL.canParse(text), 'must be an origin such as https://app.example: this host or port cannot be');

/** Ids that the host chooses (workspace, user, segment): opaque text. */
export const hostIdSchema = z
  .string()
  .min(1)
  .max(128)
  .regex(/^[\x21-\x7e]+$/, 'must be printable ASCII without spaces');

/** Text for people. Half a surrogate pair and NUL are refused: not every database and encoding keeps them. */
export function textSchema(min: number, max: number) {
  return z
    .string()
    .min(min)
    .max(max)
    .refine((text) => !/\p{Surrogate}/u.test(text), 'must be whole characters: it holds half a surrogate pair')
    .refine((text) => !text.includes('\0'), 'must be text: it holds the character NUL');
}

/** TikTok ids: digits, longer than a JavaScript number can hold. */
export const tiktokIdSchema = z.string().regex(/^\d{1,24}$/, 'must be digits, as text');

/** Ids that this server makes, such as `con_…` and `exp_…`. */
export const ownIdSchema = z.string().regex(/^[a-z]{2,8}_[A-Za-z0-9_-]{8,64}$/, 'is not an id of this server');

export const environmentSchema = z.enum(['production', 'sandbox']).meta({ id: 'Environment' });
export type Environment = z.infer<typeof environmentSchema>;
