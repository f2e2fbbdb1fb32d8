import { isolated, number, plural } from '../number.ts';

/** "Berlin time": the place of an IANA name, in words. */
function zoneInWords(zone: string): string {
  const place = zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone;
  return zone === 'UTC' || zone.startsWith('Etc/') ? 'UTC' : `${place} time`;
}

/** Words of the audiences that are kept in sync with a segment. */
export const mirrors = {
  title: 'Kept in sync',
  subtitle: 'Each audience follows its segment: who joins is added, who leaves is taken out.',
  loading: 'Loading what is kept in sync',
  failedTitle: 'We couldn’t load what is kept in sync',
  zoneInWords,
  menuOf: (name: string) => `More for keeping ${isolated(name)} in sync`,
  unnamed: 'An audience that is not made yet',
  follows: (segment: string) => `Follows ${isolated(segment)}`,
  segmentGone: 'Its segment was removed. It stays as it is.',
  onRequest: 'Only when asked to',
  members: (count: number) => `${plural(count, 'identifier')} at TikTok`,
  /** `when` as in "in 3 hours", `at` as in "Fri 06:34". */
  nextRun: (when: string, at: string, zone: string | null) =>
    `Next run ${when}, ${at}${zone === null ? '' : `, ${zoneInWords(zone)}`}`,
  nextRunNow: 'Next run within minutes',
  justNow: 'just now',
  isPaused: (when: string) => `Paused ${when}`,
  skipped: (count: number) =>
    count === 1
      ? 'One run was skipped: the one before was not done.'
      : `${number(count)} runs were skipped: the one before was not done.`,
  noRun: 'No run yet',
  checked: 'Checked, not sent:',
  unchanged: 'Nothing had changed',
  sentAndWorking: 'TikTok works on it, usually 24 to 48 hours',
  notSent: 'Not sent',
  failed: 'The last run failed',
  runFailedNext: 'The next run tries again.',
  fetching: (count: number) =>
    count === 0 ? 'Fetching people…' : `${plural(count, 'person', 'people')} fetched so far`,
  comparing: 'Working out what has changed…',
  sending: (sent: number, all: number) => `${number(sent)} of ${plural(all, 'change')} sent`,
  starting: 'Starting…',
  queued: 'Waits for another export to this audience',
  runPaused: 'This run is held still',
  openRun: 'Open',
  openRunOf: (name: string) => `Open the run of ${isolated(name)}`,

  confirmTitle: 'Nothing is sent before you say so',
  confirm: {
    many_removals: (removed: number) => `Take out ${number(removed)} and send`,
    replaces_audience: () => 'Replace everyone',
    source_shrank: () => 'Send it anyway',
  },
  doNotSend: 'Do not send',
  look: 'Show the report',
  confirmed: 'Sending has started',
  declined: 'Nothing was sent. The next run looks again.',

  runNow: 'Run now',
  runNowOf: (name: string) => `Run now: ${isolated(name)}`,
  runStarted: (name: string) => `A run of ${isolated(name)} has begun`,
  check: 'Check first',
  full: 'Send everybody again…',
  fullTitle: 'Send everybody again?',
  fullWhy: 'For an audience that somebody changed in another place. The usual run sends only what has changed.',
  fullFile:
    'The segment takes the place of everybody in the audience. Ads may pause until TikTok is done, usually in 24 to 48 hours.',
  fullStream: 'Everybody of the segment is sent once more. Nobody else is taken out but those who left.',
  fullDo: 'Send everybody',
  fullKeep: 'Leave it',
  pause: 'Pause',
  resume: 'Resume',
  resumeOf: (name: string) => `Resume ${isolated(name)}`,
  paused: (name: string) => `${isolated(name)} is paused. The audience stays as it is.`,
  resumed: (name: string) => `${isolated(name)} goes on`,
  allRuns: 'All runs',
  schedule: 'Change schedule…',
  scheduleTitle: 'When it runs',
  every: { hour: 'Every hour', day: 'Every day', week: 'Every week', never: 'Only when asked to' },
  never: 'It runs only when somebody presses “Run now”.',
  scheduleSave: 'Save schedule',
  saving: 'Saving…',
  scheduled: (words: string) => `New schedule: ${words}`,
  scheduledBack: 'The schedule is as it was',
  scheduleFailed: 'We couldn’t change the schedule',
  stop: 'Stop keeping in sync…',
  stopTitle: (name: string) => `Stop keeping ${isolated(name)} in sync?`,
  stopStops: 'Nobody is added or taken out any more when the segment changes.',
  stopStays: 'The audience stays as it is, and ads go on using it.',
  stopAgain: 'To keep it in sync again later, everybody is replaced once.',
  stopAgainStream: 'A stream can’t be taken up again. Keep a new audience in sync then.',
  stopDo: 'Stop keeping in sync',
  stopBusy: 'Stopping…',
  stopKeep: 'Keep in sync',
  stopped: (name: string) => `${isolated(name)} is not kept in sync any more`,
  stopFailed: 'We couldn’t stop it',
  actionFailed: {
    run: 'The run could not begin',
    check: 'The check could not begin',
    full: 'The run could not begin',
    pause: 'We couldn’t pause it',
    resume: 'We couldn’t resume it',
    confirm: 'We couldn’t start sending',
    decline: 'We couldn’t give up this run',
  },
};
