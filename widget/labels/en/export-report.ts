import type { ExportConfirmation, Finding } from '../../../shared/exports.ts';
import { number, plural } from '../number.ts';

const people = (count: number): string => plural(count, 'person', 'people');

const findings: Readonly<Record<Finding['code'], string>> = {
  nobody_to_send: 'There is nobody to send',
  nothing_changed: 'Nothing has changed',
  audience_too_small: 'Too few people would remain',
  too_small_to_target: 'Too few for ads',
  audience_limit_reached: 'The ad account is full',
  audience_limit_near: 'The ad account is nearly full',
  audience_name_taken: 'Another audience has this name',
  audience_name_cut: 'TikTok shortens the name',
  audience_type_mismatch: 'The audience was made with other identifiers',
  audience_not_updatable: 'The audience can’t be changed from here',
  audience_not_found: 'The audience is gone',
  audience_expired: 'The audience has ended',
  audience_expiring: 'The audience ends soon',
  fixed_retention: 'It ends on a fixed day',
  replaces_audience: 'Everyone there now is taken out',
  many_removals: 'Many people would be taken out',
  source_shrank: 'The segment has shrunk',
  many_rejected: 'Many rows were rejected',
  consent_not_mapped: 'Nobody is asked for consent',
  rows_without_consent: 'Some people have not agreed',
  account_not_usable: 'The ad account can’t take exports now',
  tiktok_not_asked: 'TikTok could not be asked',
};

const confirmations: Readonly<Record<ExportConfirmation['code'], string>> = {
  many_removals: 'This run would take out many people',
  replaces_audience: 'The first run replaces everyone in the audience',
  source_shrank: 'The segment is much smaller than last time',
};

/** Words of `<tiktok-audience-exporter>` for the report before sending, and for what a run asks first. */
export const exportReport = {
  findings,
  blockersTitle: (count: number): string =>
    count === 1 ? 'One thing stops this export' : `${number(count)} things stop this export`,
  warningsTitle: 'Before you send',
  notesTitle: 'Good to know',
  findingActions: {
    who: 'Choose other people',
    what: 'Choose other identifiers',
    audience: 'Change the audience',
    account: 'Choose another account',
  },
  askAgain: 'Ask again',
  reportLoading: 'Asking TikTok about the audience…',
  reportFailedTitle: 'We couldn’t ask what TikTok will say',
  waitForReport: 'One moment: TikTok is being asked about the audience.',
  withoutConsent: 'Without consent',
  /** What each part of the bar is, in the picture's name. */
  partNames: { ready: 'ready', same: 'duplicates', withheld: 'without consent', rejected: 'rejected' },
  sharesOf: (parts: readonly { share: string; label: string }[]) =>
    parts.map(({ share, label }) => `${share}% ${label}`).join(', '),
  hashedAlready: (count: number) => `${plural(count, 'value was', 'values were')} hashed already.`,
  changeTitle: 'What would change',
  toAdd: 'To be added or changed',
  toRemove: 'To be taken out',
  audienceNow: 'In the audience now, as matched',
  audienceAfter: 'Afterwards, before TikTok matches them',
  identifiers: (count: number) => plural(count, 'identifier'),
  identifiersHint: 'An identifier is an email, a phone number or a device ID. A person can have several.',
  aboutPeople: (count: number, isUpperBound: boolean) => `${isUpperBound ? 'up to ' : ''}${people(count)}`,
  confirmations,
  confirmTitle: 'This run waits for you',
  confirmSend: 'Confirm and send',
  doNotSend: 'Do not send',
  startsByItself: 'This run goes on by itself.',
};
