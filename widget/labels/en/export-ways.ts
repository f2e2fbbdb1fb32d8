import type { Schedule } from '../../../shared/mirrors.ts';
import { isolated, number, plural } from '../number.ts';
import { zoneInWords } from './zone.ts';

const people = (count: number): string => plural(count, 'person', 'people');

const weekdays = {
  monday: 'Monday',
  tuesday: 'Tuesday',
  wednesday: 'Wednesday',
  thursday: 'Thursday',
  friday: 'Friday',
  saturday: 'Saturday',
  sunday: 'Sunday',
};

/** `zone` is the ad account's, such as “Europe/Berlin”; null when TikTok does not say, then it is UTC. */
function scheduleInWords(schedule: Schedule, zone: string | null): string {
  const time = zoneInWords(zone);
  switch (schedule.every) {
    case 'hour':
      return 'Every hour';
    case 'day':
      return `Every day at ${schedule.at}, ${time}`;
    case 'week':
      return `Every ${weekdays[schedule.on]} at ${schedule.at}, ${time}`;
  }
}

/** Words of `<tiktok-audience-exporter>` for the ways in and out: pasted lists, consent, schedules, deliveries. */
export const exportWays = {
  list: 'Paste a list',
  pastedList: 'Pasted list',
  listLabel: 'Emails, phone numbers or device IDs, one on each line',
  listHint: 'A mix is fine. Values that are hashed already work too.',
  listPlaceholder: 'ana@example.com\n+49 171 1234567',
  listFound: (count: number) => plural(count, 'line'),
  listUnreadable: (count: number) =>
    `${plural(count, 'line')} ${count === 1 ? 'looks' : 'look'} like none of these and will be left out.`,
  listTooLong: 'This list is too long to paste. Save it as a CSV file and use that.',
  listHashedAs: (count: number) => `What ${count === 1 ? 'is the hashed line' : 'are the hashed lines'}?`,
  listHashedHint: (count: number) =>
    `Nobody can see what ${count === 1 ? 'a hash is' : `${number(count)} hashes are`} of, so say it here.`,
  listDevicesAs: (count: number) => `Whose ${count === 1 ? 'is the device ID' : 'are the device IDs'}?`,
  listDevicesByCase: 'Tell by the letters',
  listDevicesHint: 'Google’s and Apple’s look alike. By the letters, capitals are Apple’s and small letters Google’s.',
  pasteList: 'Paste at least one email, phone number or device ID.',
  listNothingFound: 'No line has an email, a phone number or a device ID.',
  listNotMapped: (kinds: readonly string[]) =>
    `${new Intl.ListFormat('en', { type: 'conjunction' }).format(kinds)} ${kinds.length === 1 ? 'is' : 'are'} not mapped to a property yet, so lists of ${kinds.length === 1 ? 'it' : 'them'} can’t be sent.`,
  noneInList: 'None in your list.',
  clear: 'Clear',
  clearList: 'Clear the list',
  announceList: (count: number) => `${plural(count, 'line')} found`,

  agreed: 'Everyone in this list has agreed to get ads this way',
  agreedHint: 'Your mapping asks each person for consent. A list has no column for it, so you say it here.',
  sayConsent: 'Say whether everyone in this list has agreed.',
  consent: 'Consent',
  noConsentTitle: 'No column for Consent',
  noConsentText:
    'Your mapping asks each person for consent, so a file without it can’t be exported. Match the column that says who agreed.',
  onlyRemoval: 'Only take people out',
  onlyRemovalChosen: 'These people are only taken out of an audience. That needs nobody’s consent.',
  onlyRemovalPossible:
    'Nobody knows who of these people has agreed, so they can only be taken out of an existing audience. To send them, go back to Who.',
  withoutConsentOf: (count: number, isAbout: boolean) =>
    `${isAbout ? 'About ' : ''}${plural(count, 'row')} without consent will be left out.`,
  allConsent: 'Everyone in the rows looked at has agreed.',

  frequency: 'How often',
  once: 'Send once',
  sync: 'Keep in sync',
  syncText:
    'The audience follows the segment: who joins is added, who leaves is taken out. Each run sends only what has changed.',
  every: 'Runs',
  everyChoices: { hour: 'Every hour', day: 'Every day', week: 'Every week' },
  weekday: 'On',
  weekdays,
  timeOfDay: 'At',
  scheduleInWords,
  asSentence: (words: string) => `${words}.`,
  scheduleSpread: 'Each run begins up to 10 minutes later.',
  scheduleTime: 'Set a time of day.',
  syncSummary: (schedule: string) => `kept in sync ${schedule.charAt(0).toLowerCase()}${schedule.slice(1)}`,

  delivery: 'How people get to TikTok',
  deliveries: { file: 'As a file', stream: 'As a stream' },
  deliveryTexts: {
    file: 'For a first big list, or to replace everything. Usable after 24 to 48 hours.',
    stream: 'For small changes often. No minimum of 1,000 to stay. Can’t be replaced as a whole.',
  },
  inSync: 'kept in sync',
  deliveryTags: { file: 'file', stream: 'stream' },
  streamSuggested: 'For a run every hour, a stream fits better: it takes small changes at once.',
  useStream: 'Use a stream',
  optionStream: 'as a stream',
  optionEnds: (date: string) => `ends ${date}`,
  optionReach: 'for Reach & Frequency',
  fixedEnd: 'End on a fixed day',
  fixedEndText: 'Without it, TikTok keeps the audience for 365 days after its last use or edit.',
  reachFrequency: 'For Reach & Frequency ads',
  reachFrequencyText: 'Only for ads booked in advance. There is no way back from it.',
  fileOnly: 'A stream has no fixed end and no Reach & Frequency.',
  streamNoReplace: 'A stream can’t be replaced. Remove people instead, or create a new audience.',
  syncNotPossible: 'This audience can’t follow the segment',
  syncNoStream: 'A stream can’t start from what is in it now. Keep a new audience in sync instead.',
  syncTaken: 'It is kept in sync with a segment already. Stop that first.',
  syncReplacesTitle: 'The first run replaces everyone',
  syncReplaces: (now: number) =>
    `It takes out ${now === 0 ? 'everyone who is there' : `the ${people(now)} who are there now`} and puts the segment in their place. It asks you first.`,
  isSyncedTitle: 'This audience is kept in sync with a segment',
  isSynced: 'What you send can be taken out again by its next run.',
  audienceExpires: (days: number): string => (days <= 0 ? 'ends today' : `ends in ${plural(days, 'day')}`),

  audiencesTitle: 'Audiences',
  audiencesText: 'What this ad account has at TikTok, and what keeps it in sync.',
  audiencesShow: 'Show audiences',

  checkOnly: 'Check only',
  checkOnlyTitle: 'Only a check',
  checkOnlyText: 'Nothing was sent, and nothing of this check can be. To send, go back and check before sending.',
  checkOnlyBack: 'Back to the audience',
  keepInSyncWith: (count: number) => `Send ${people(count)} and keep in sync`,
  syncStarts: (schedule: string) => `Then it goes on by itself: ${isolated(schedule)}.`,
};
