import type { RejectReason } from '../../../shared/identifiers/reject-reasons.ts';
import { number, plural } from '../number.ts';

const people = (count: number): string => plural(count, 'person', 'people');

// Short names for a list of counts; the mapping table says them as sentences.
const reasons: Readonly<Record<RejectReason, string>> = {
  empty: 'Blank',
  invalid_email: 'Email is incomplete',
  invalid_phone: 'Phone can’t be read',
  unknown_country: 'Country is not known',
  invalid_device_id: 'Device ID is malformed',
  zeroed_device_id: 'Device ID is all zeros',
  not_a_hash: 'Looks like a broken hash',
  invalid_date: 'Date can’t be read',
  invalid_gender: 'Gender is neither m nor f',
  invalid_zip: 'Postal code can’t be read',
  invalid_text: 'Text can’t be read',
  no_identifier: 'No email, phone or device ID',
};

const signInFirst = 'Sign in again and the rest follows.';

/** Words of `<tiktok-audience-exporter>` from the check to the result; see also `audience-exporter.ts` and `export-history.ts`. */
export const exportRuns = {
  hashing: 'Hashing the file',
  fetching: 'Fetching people',
  checkOpening: 'Opening the export…',
  checkHashing: (rows: number, all: number) => `Hashing ${number(rows)} of about ${plural(all, 'row')}`,
  checkHashed: (rows: number) => `${plural(rows, 'row')} hashed`,
  sentOf: (sent: string) => `${sent} uploaded`,
  rowsPerSecond: (rows: number) => `${plural(rows, 'row')} a second`,
  peoplePerSecond: (count: number) => `${people(count)} a second`,
  /** `seconds` comes in calm steps: tens, then minutes, then tens of minutes. */
  timeLeft: (seconds: number) => {
    if (seconds <= 10) return 'a few seconds left';
    if (seconds < 60) return `about ${number(seconds)} s left`;
    if (seconds < 5400) return `about ${plural(Math.round(seconds / 60), 'minute')} left`;
    const [hours, minutes] = [Math.floor(seconds / 3600), Math.round((seconds % 3600) / 60)];
    return `about ${number(hours)} h${minutes === 0 ? '' : ` ${number(minutes)} min`} left`;
  },
  pause: 'Pause',
  resume: 'Resume',
  paused: 'Paused. Nothing is lost.',
  stayHere: 'Keep this page open: the file is read here, and only hashes leave your computer.',
  mayLeaveCheck: 'You can leave this page. The check goes on and shows up in History.',
  stopChecking: 'Stop',
  checkReceiving: (rows: number) => (rows === 0 ? 'Fetching people…' : `${people(rows)} fetched so far`),
  checkArriving: (rows: number) => (rows === 0 ? 'Waiting for the first people…' : `${people(rows)} received so far`),
  hostSendsTitle: 'Waiting for your product to send the people',
  hostSendsText: 'It was told when the export was opened. This goes on by itself when they arrive.',
  hostSentSoFar: (rows: number) => `${people(rows)} received so far`,
  stillWaitingTitle: 'Nothing has arrived for a while',
  stillWaitingText: 'Nothing is lost. Look again, or stop and choose other people.',
  uploadPausedTitle: 'The upload has stopped',
  checkFailedTitle: 'We couldn’t prepare the export',
  offlineTitle: 'You’re offline',
  offlineFile: 'Hashing waits. It goes on by itself, from where it stopped, once you’re back.',
  offlineServer: 'The export goes on without this page. What you see here catches up once you’re back.',

  readyOf: (rows: number) => `of ${people(rows)} ${rows === 1 ? 'is' : 'are'} ready to send`,
  shares: (ready: string, duplicates: string, rejected: string) =>
    `${ready}% ready, ${duplicates}% duplicates, ${rejected}% rejected`,
  ready: 'Ready',
  duplicates: 'Duplicates, sent once',
  rejected: 'Rejected',
  foundBy: 'Matched on',
  foundByAside: 'People who have it',
  whyRejected: 'Why values were rejected',
  rejectedInAll: (count: number) => `${number(count)} in all`,
  nothingRejected: 'Nothing was rejected.',
  downloadRejectsFile: 'Download rejected rows',
  reasons,
  otherReason: (code: string) => code.replaceAll('_', ' '),
  otherReasons: 'Other reasons',
  willSay: 'What TikTok will say',
  enough: 'At least 1,000 people are sent.',
  enoughRemain: 'The audience keeps at least 1,000 people.',
  audienceSlots: (used: number, all: number) => `The account has ${number(used)} of ${number(all)} audiences.`,
  fewerMatched:
    'TikTok usually matches fewer people than you send. It needs 1,000 matches before ads can use the audience.',
  tooFewTitle: 'Too few for ads',
  tooFewText:
    'TikTok needs 1,000 matched people before ads can use an audience. You can create it now and add people later.',
  mayBeRefusedTitle: 'TikTok may refuse this',
  mayBeRefusedText:
    'It refuses an update after which fewer than 1,000 people would be in the audience. Nothing changes then.',
  nobodyTitle: 'There is nobody to send',
  nobodyText:
    'No row has a usable email, phone or device ID. Look at the reasons, then choose other people or other columns.',
  chooseMore: 'Choose more people',
  chooseOthers: 'Choose other people',
  createAnyway: 'Create it anyway',
  sendAnyway: (count: number) => `Send ${people(count)} anyway`,
  send: (count: number) => `Send ${people(count)}`,
  remove: (count: number) => `Remove ${people(count)}`,
  replaceWith: (count: number) => `Replace with ${people(count)}`,
  downloadHashed: 'Download the hashed file',
  downloadFailedTitle: (file: string, audience: string) => `We couldn’t download ${file} of ${audience}`,
  fileNames: { 'audience.csv': 'the hashed file', 'rejects.csv': 'the rejected rows' },
  dismiss: 'Dismiss',
  nothingSent: 'Nothing has been sent to TikTok yet.',

  replaceTitle: (audience: string) => `Replace everyone in “${audience}”?`,
  replaceText: (now: number | null) =>
    `TikTok takes out ${now === null ? 'everyone who is there now' : `all ${people(now)}`} first. Ads that use this audience may stop until it is ready again, usually in 24 to 48 hours. This can’t be undone.`,
  replaceTick: (now: number | null) =>
    now === null ? 'Take out everyone who is there now' : `Take out the ${people(now)} who are there now`,
  removeTitle: (count: number, audience: string) => `Remove ${people(count)} from “${audience}”?`,
  removeText:
    'TikTok takes out everyone of yours that it finds in the audience. The others stay. To undo it, add the same people again.',
  removeTick: (count: number) => `Take out up to ${people(count)}`,
  tickFirst: 'Tick the box first',
  now: 'Now',
  after: 'After',
  keep: 'Keep the audience',
  cancelTitle: 'Cancel this export?',
  cancelText: (sent: number) =>
    sent === 0
      ? 'Nothing has reached TikTok yet, and nothing will.'
      : `${people(sent)} are at TikTok already and stay there. The rest is not sent.`,
  keepExporting: 'Keep exporting',
  cancelExport: 'Cancel export',

  sendingTitle: (count: number) => `Sending ${people(count)}`,
  removingTitle: (count: number) => `Removing ${people(count)}`,
  pausedTitle: 'Sending is paused',
  receivingTitle: 'Preparing the export',
  processingTitle: 'TikTok is building your audience',
  processingUpdateTitle: 'TikTok is updating your audience',
  overdueTitle: 'TikTok takes longer than usual',
  completedTitle: 'Your audience is ready',
  updatedTitle: 'Your audience is up to date',
  tooSmallTitle: 'Too few people matched',
  tooSmallBanner: 'Ads can’t use this audience yet',
  endedBanner: 'Ads can’t use this audience any more',
  tooSmallLine: (matched: number) => `${number(matched)} matched, ads need 1,000`,
  expiredTitle: 'This audience has ended',
  unusableTitle: 'TikTok can’t use this audience yet',
  failedTitle: 'Export paused',
  cancelledTitle: 'Export cancelled',
  cancelledText: (sent: number) =>
    `${sent === 0 ? 'Nothing was sent' : 'The rest was not sent'}. Start again whenever you like.`,
  inAccount: (what: string, account: string) => `${what} in ${account}`,
  newIn: 'New audience',
  lineReceived: 'Received',
  linePrepared: 'Prepared',
  lineUploading: 'Uploading to TikTok',
  lineUploaded: 'Uploaded',
  lineAccepted: 'Accepted by TikTok',
  lineProcessing: 'Processing',
  lineReady: 'Ready for ads',
  lineEnded: 'Ended',
  lineUnusable: 'Not usable by ads',
  rows: (count: number) => plural(count, 'row'),
  rejectedRows: (count: number) => `${number(count)} rejected`,
  files: (count: number) => plural(count, 'file'),
  preparedText: (count: number, files: number) => `${people(count)} in ${plural(files, 'file')}`,
  duplicatesText: (duplicates: number, hashed: number) =>
    `${plural(duplicates, 'duplicate')}${hashed === 0 ? '' : `, ${plural(hashed, 'value was', 'values were')} hashed already`}`,
  fileOf: (file: number, all: number) => `File ${number(file)} of ${number(all)}`,
  sentPeople: (sent: number, all: number) => `${number(sent)} of ${people(all)} sent`,
  uploading: 'Uploading',
  usual: '24 to 48 h',
  since: (when: string) => `since ${when}`,
  /** "14:02 today", "14:02 yesterday", "14:02 on 9 Mar". */
  timeOnDay: (time: string, day: 'today' | 'yesterday' | { on: string }) =>
    `${time} ${typeof day === 'string' ? day : `on ${day.on}`}`,
  processingText:
    'TikTok matches your people now. That usually takes 24 to 48 hours, and until then it shows no number.',
  overdueText:
    'TikTok has had these people for more than 48 hours. Nothing is lost, and there is nothing to send again. If it is still like this tomorrow, open the audience in TikTok Ads Manager, or send TikTok’s support its ID.',
  audienceId: 'Audience ID',
  overdueShort: 'Longer than the usual 24 to 48 hours.',
  /** `when` is null within a minute. */
  lookedAt: (when: string | null) => `Last look ${when ?? 'just now'}`,
  nextLook: (when: string | null) => `Next look ${when ?? 'within a minute'}`,
  processingTook: (duration: string) => `Took ${duration}`,
  duration: (hours: number, minutes: number) =>
    hours === 0 ? `${number(minutes)} min` : `${number(hours)} h${minutes === 0 ? '' : ` ${number(minutes)} min`}`,
  endsOn: (date: string) => `Ends ${date} unless ads use it or you edit it.`,
  endedOn: (date: string) => `It ended on ${date}: no ad used it and nobody changed it in time.`,
  expiredText: 'TikTok keeps its name, but ads can’t use it. Export the people again as a new audience.',
  tooSmallText: (matched: number, sent: number) =>
    `TikTok matched ${number(matched)} of the ${people(sent)} you sent. Ads need 1,000. Add more people to this audience, and TikTok counts again.`,
  unusableText: 'Look at the audience in TikTok Ads Manager, then look again here.',
  matched: 'matched by TikTok',
  sentByYou: 'sent by you',
  inAudience: 'in the audience now',
  sentToRemove: 'sent to be taken out',
  openAdsManager: 'Open in Ads Manager',
  addMore: 'Add more people',
  tiktokSays: (message: string) => `TikTok says: “${message}”`,
  mayLeave: 'You can leave this page. The export goes on and shows up in History.',
  mayLeavePaused: 'You can leave this page. The export waits in History until somebody resumes it.',
  pollingStopped: 'Not asking any more. TikTok goes on by itself.',
  pauseSending: 'Pause sending',
  resumeSending: 'Resume sending',
  pausedSoFar: (sent: number, all: number) =>
    sent === 0 ? 'Nothing has been sent so far' : `${number(sent)} of ${people(all)} are at TikTok`,
  pausedText: 'The rest waits until somebody resumes it. Nothing is lost, and nobody is sent twice.',
  waitingTitle: 'Nothing has moved for a while',
  waitingText:
    'TikTok limits how much it takes at once, or does not answer right now. The server tries again by itself, and goes on from where it is.',
  actionFailedTitles: {
    start: 'We couldn’t start sending',
    cancel: 'We couldn’t cancel the export',
    retry: 'We couldn’t go on with the export',
    pause: 'We couldn’t pause the export',
    resume: 'We couldn’t resume the export',
    look: 'We couldn’t look at the export',
  },
  failureTitle: 'The export could not go on',
  failureTitles: {
    tiktok_token_rejected: 'TikTok refused the sign-in',
    connection_disconnected: 'TikTok refused the sign-in',
    connection_read_only: 'The sign-in is read-only',
    tiktok_permission_denied: 'TikTok does not allow this for the ad account',
    account_suspended: 'TikTok has suspended the ad account',
    account_not_imported: 'The ad account is not used here any more',
    segment_source_failed: 'The segment’s people could not be fetched',
    segment_source_refused: 'The segment’s people could not be fetched',
    missing_columns: 'Columns are missing',
    audience_failed: 'TikTok could not make the audience usable',
    audience_not_found: 'The audience is gone',
    audience_limit_reached: 'The ad account is full',
    audience_too_small: 'Too few people would remain',
    tiktok_error: 'TikTok did not accept this export',
    tiktok_unavailable: 'TikTok did not answer as expected',
    tiktok_rate_limited: 'TikTok is limiting requests',
    storage_failed: 'The server could not write to its disk',
  } as Readonly<Record<string, string>>,
  failureTexts: {
    tiktok_token_rejected: signInFirst,
    connection_disconnected: signInFirst,
    connection_read_only: signInFirst,
  } as Readonly<Record<string, string>>,
  signInNeedsConnect: 'Signing in needs the Connect permission. Ask an admin of this workspace.',
  signInAgain: 'Sign in again',
  retry: 'Try again',
  failedSoFar: (sent: number, all: number) =>
    `${number(sent)} of ${people(all)} are already there and won’t be sent twice. `,
  nothingLost: 'Nothing has reached TikTok yet, and nothing is lost. ',
  another: 'Export another audience',
  backToHistory: 'Close',

  announceReady: (count: number) => `${people(count)} ready to send`,
  announceHashed: (quarters: number) => `${quarters * 25}% of the file is hashed`,
  announceSent: (quarters: number) => `${quarters * 25}% of the people are sent`,
  announcePaused: 'Paused',
  announceResumed: 'Going on',
  announceOffline: 'You’re offline',
  announceOnline: 'You’re back online',
  announceState: {
    uploading: 'Sending has started',
    processing: 'Everything is sent. TikTok builds the audience now.',
    completed: 'Your audience is ready',
    failed: 'The export has stopped',
    cancelled: 'The export is cancelled',
  },
};
