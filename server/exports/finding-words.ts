import type { FindingSentence } from '../../shared/finding-sentences.ts';
import { SINGLE_TYPES } from './single-types.ts';

// The sentences of `shared/finding-sentences.ts` in English: the `message` of findings and confirmations. Other languages are the
// widget's (`widget/labels/<code>/export-findings.ts`).

/** Those that belong together, as one text. */
export function inEnglish(sentences: readonly FindingSentence[]): string {
  return sentences.map(say).join(' ');
}

function say(sentence: FindingSentence): string {
  switch (sentence.says) {
    case 'list_empty':
      return 'The list holds no rows, so there is nobody to send.';
    case 'none_usable': {
      const { rows, rejected, withoutConsent } = sentence;
      const why = [
        ...(rejected > 0 ? [`${number(rejected)} without a usable identifier`] : []),
        ...(withoutConsent > 0 ? [`${number(withoutConsent)} without consent`] : []),
      ].join(', ');
      return `None of the ${number(rows)} rows can be sent: ${why}. rejects.csv says which and why.`;
    }
    case 'nothing_changed':
      return `Nothing has changed: TikTok has all ${people(sentence.people)} already, and nothing is sent.`;
    case 'ads_need_1000':
      return 'TikTok needs 1,000 matched people before ads can use an audience.';
    case 'would_be_in_it':
      return `${sentence.isAtMost ? 'At most ' : ''}${people(sentence.people)} would be in it.`;
    case 'create_now_add_later':
      return 'You can create it now and add people later.';
    case 'file_needs_1000':
      return 'TikTok refuses a change by file that leaves fewer than 1,000 people in the audience.';
    case 'send_more':
      return 'Send more people.';
    case 'would_leave':
      return `It has ${people(sentence.people)} now, and up to ${number(sentence.leaving)} would leave.`;
    case 'account_full':
      return `The ad account already holds ${number(sentence.held)} audiences, as many as TikTok allows. Delete one, or send to one that exists.`;
    case 'account_nearly_full':
      return `The ad account holds ${number(sentence.held)} of the ${number(sentence.limit)} audiences that TikTok allows. After this one there is room for ${number(sentence.room)} more.`;
    case 'name_taken':
      return `The ad account has an audience called “${sentence.name}” already. TikTok allows two of one name, but nobody can tell them apart: choose another name, or send to that one.`;
    case 'name_cut':
      return `TikTok shortens the name of a stream to “${sentence.name}”.`;
    case 'will_end':
      return `It ends ${plural(sentence.days, 'day')} after it is made, about ${date(sentence.at)}, and nothing extends that, not even more people.`;
    case 'may_end_unused':
      return 'TikTok takes 24 to 48 hours to process people, so ads may never get to use it.';
    case 'audience_gone':
      return 'TikTok knows no such audience in this ad account any more. Choose another one, or make a new one.';
    case 'audience_of_other_account':
      return 'Another ad account made this audience and shares it with this one. Only there people can be sent to it.';
    case 'audience_of_other_kind':
      return `TikTok lists this audience as “${sentence.kind}”, which takes no people from here.`;
    case 'takes_nothing':
      return `The audience is of type ${sentence.type}, which takes no records from here.`;
    case 'takes_others': {
      const { type, takes, sends } = sentence;
      return (
        `This audience takes ${SINGLE_TYPES[type]?.says ?? takes.join(', ')} (${type}), but ${sends.join(', ')} would be sent. ` +
        `Choose ${takes.join(' or ')} alone, or make a new audience.`
      );
    }
    case 'expired':
      return `This audience expired on ${date(sentence.at)}. TikTok only lets it be deleted: make a new one.`;
    case 'made_to_end':
      return `This audience was made to end after ${plural(sentence.days, 'day')}: it ends on ${date(sentence.at)}, in ${plural(sentence.left, 'day')}, and nothing extends that, not even more people.`;
    case 'ends_soon':
      return `This audience ends on ${date(sentence.at)}, in ${plural(sentence.left, 'day')}. Changing it or using it in ads extends that to 365 days, unless its end was fixed when it was made.`;
    case 'takes_out_first': {
      const who = sentence.people === null ? 'everybody who is in the audience' : `all ${people(sentence.people)}`;
      return `TikTok takes out ${who} first. Ads that use this audience may stop until it is ready again, usually in 24 to 48 hours. This can’t be undone.`;
    }
    case 'people_leave':
      return `Up to ${people(sentence.leaving)} would leave the audience, in which TikTok has ${people(sentence.people)} now.`;
    case 'identifiers_leave':
      return `Up to ${number(sentence.leaving)} identifiers would leave the audience, in which TikTok has ${people(sentence.people)} now.`;
    case 'many_rejected':
      return `${number(sentence.rejected)} of ${number(sentence.rows)} rows (${sentence.percent} %) have no usable identifier and stay out. rejects.csv says which and why.`;
    case 'consent_not_mapped':
      return 'No column says who has given consent, so everybody in the list is sent. Map Consent to leave out who has not.';
    case 'without_consent':
      return `${number(sentence.withheld)} of ${number(sentence.rows)} rows have no consent and stay out.`;
    case 'consent_unreadable':
      return `In ${number(sentence.withheld)} of them it cannot be read as yes or no.`;
    case 'withdrawn_leave':
      return `${number(sentence.identifiers)} identifiers that may be in the audience are taken out.`;
    case 'tiktok_not_asked':
      return 'TikTok could not be asked just now, so nothing is known about its side: room for an audience, its size, its end. Check again in a moment; sending checks too.';
    case 'failure':
      return sentence.failure.message;
    case 'replaces_everybody':
      return `Everybody who is in the audience now is taken out, and the ${people(sentence.people)} of the segment are put in.`;
    case 'source_gave_nobody':
      return `The segment’s source gave nobody. Everybody would be taken out of the audience (${plural(sentence.identifiers, 'identifier')}).`;
    case 'everybody_leaves':
      return `Nobody of the segment’s ${plural(sentence.rows, 'row')} can be sent. Everybody would be taken out of the audience (${plural(sentence.identifiers, 'identifier')}).`;
    case 'share_leaves':
      return `${plural(sentence.identifiers, 'identifier')} of ${number(sentence.members)} would be taken out of the audience (${sentence.percent} %).`;
    case 'source_shrank':
      return `The segment’s source gave ${plural(sentence.rows, 'row')}, after ${number(sentence.before)} the time before. ${plural(sentence.identifiers, 'identifier')} would be taken out of the audience.`;
  }
}

const numbers = new Intl.NumberFormat('en');
const dates = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

const number = (value: number): string => numbers.format(value);
const people = (count: number): string => (count === 1 ? '1 person' : `${number(count)} people`);
const plural = (count: number, unit: string): string => `${number(count)} ${unit}${count === 1 ? '' : 's'}`;
const date = (instant: string): string => dates.format(Date.parse(instant));
