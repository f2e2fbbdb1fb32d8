import { z } from 'zod';
import { failureSchema } from './errors.ts';
import { instantSchema } from './fields.ts';
import { ATTRIBUTES } from './identifiers/attributes.ts';

// What the check before sending says, as data: each sentence by its name with its figures, so that a page can say it in its own
// language. The same in English is the `message` beside it.

const count = z.number().int().min(0);
const attributes = z.array(z.enum(ATTRIBUTES));

function sentence<const Says extends string, const Figures extends z.ZodRawShape>(says: Says, figures: Figures) {
  return z.object({ says: z.literal(says), ...figures });
}

/** One sentence of a finding or of a confirmation. Of counts, `people` and `rows` are what they say, `identifiers` those of people. */
export const findingSentenceSchema = z.discriminatedUnion('says', [
  // Whom there is to send.
  sentence('list_empty', {}),
  sentence('none_usable', { rows: count, rejected: count, withoutConsent: count }),
  sentence('nothing_changed', { people: count }),
  // How many there would be.
  sentence('ads_need_1000', {}),
  sentence('would_be_in_it', { people: count, isAtMost: z.boolean() }),
  sentence('create_now_add_later', {}),
  sentence('file_needs_1000', {}),
  sentence('send_more', {}),
  sentence('would_leave', { people: count, leaving: count }),
  // An audience that is still to be made.
  sentence('account_full', { held: count }),
  sentence('account_nearly_full', { held: count, limit: count, room: count }),
  sentence('name_taken', { name: z.string() }),
  sentence('name_cut', { name: z.string() }),
  sentence('will_end', { days: count, at: instantSchema }),
  sentence('may_end_unused', {}),
  // One that exists.
  sentence('audience_gone', {}),
  sentence('audience_of_other_account', {}),
  sentence('audience_of_other_kind', { kind: z.string() }),
  sentence('takes_nothing', { type: z.string() }),
  sentence('takes_others', { type: z.string(), takes: attributes, sends: attributes }),
  sentence('expired', { at: instantSchema }),
  sentence('made_to_end', { days: count, at: instantSchema, left: count }),
  sentence('ends_soon', { at: instantSchema, left: count }),
  // What a change does.
  sentence('takes_out_first', { people: count.nullable().describe('null when TikTok has not counted them') }),
  sentence('people_leave', { leaving: count, people: count }),
  sentence('identifiers_leave', { leaving: count, people: count }),
  // The rows.
  sentence('many_rejected', { rejected: count, rows: count, percent: count }),
  sentence('consent_not_mapped', {}),
  sentence('without_consent', { withheld: count, rows: count }),
  sentence('consent_unreadable', { withheld: count }),
  sentence('withdrawn_leave', { identifiers: count }),
  // The asking itself.
  sentence('tiktok_not_asked', {}),
  sentence('failure', { failure: failureSchema }),
  // What somebody is asked to confirm.
  sentence('replaces_everybody', { people: count }),
  sentence('source_gave_nobody', { identifiers: count }),
  sentence('everybody_leaves', { rows: count, identifiers: count }),
  sentence('share_leaves', { identifiers: count, members: count, percent: count }),
  sentence('source_shrank', { rows: count, before: count, identifiers: count }),
]);
export type FindingSentence = z.infer<typeof findingSentenceSchema>;
