// The one catalogue of event types. No zod here: pages read it too. `npm run docs:events` writes the table in docs/events.md from it.

/** What an event is about, as people look for it. */
export const EVENT_GROUPS = ['ads', 'accounts', 'audiences', 'other'] as const;
export type EventGroup = (typeof EVENT_GROUPS)[number];

/** `danger`: something has stopped. `warning`: it works, but not fully, or not for long. */
export const EVENT_SEVERITIES = ['success', 'info', 'warning', 'danger'] as const;
export type EventSeverity = (typeof EVENT_SEVERITIES)[number];

export interface EventTypeEntry {
  readonly severity: EventSeverity;
  readonly group: EventGroup;
  /** Somebody has to do something, until an event that resolves it says otherwise. */
  readonly needsYou: boolean;
  /** Earlier events of these types about the same subject need nobody any more. */
  readonly resolves: readonly string[];
  /** Whether people see it in the feed; the others go to the stream and to the host alone. A single event may be less: see `isListed` there. */
  readonly isListed: boolean;
  /** What it means, in one sentence. */
  readonly meaning: string;
}

function entry(
  severity: EventSeverity,
  group: EventGroup,
  meaning: string,
  more: Partial<Pick<EventTypeEntry, 'needsYou' | 'resolves' | 'isListed'>> = {},
): EventTypeEntry {
  return { severity, group, meaning, needsYou: false, resolves: [], isListed: true, ...more };
}

const NEEDS_YOU = { needsYou: true } as const;
const CONNECTION_TROUBLE = ['connection.expiring', 'connection.read_only', 'connection.disconnected'] as const;

export const EVENT_TYPES = {
  'ad.disapproved': entry('danger', 'ads', 'TikTok’s review turned an ad down.', NEEDS_YOU),
  'ad.approved': entry('success', 'ads', 'TikTok’s review passed an ad, or part of its placements.', {
    resolves: ['ad.disapproved'],
  }),
  'adgroup.disapproved': entry('danger', 'ads', 'TikTok’s review turned an ad group down.', NEEDS_YOU),
  'adgroup.approved': entry('success', 'ads', 'TikTok’s review passed an ad group.', {
    resolves: ['adgroup.disapproved'],
  }),
  'campaign.status_changed': entry('info', 'ads', 'A campaign’s status at TikTok is another than before.'),
  'account.suspended': entry('danger', 'accounts', 'TikTok suspended an ad account: its ads have stopped.', NEEDS_YOU),
  'account.restored': entry('success', 'accounts', 'TikTok lifted the suspension of an ad account.', {
    resolves: ['account.suspended'],
  }),
  'account.access_lost': entry(
    'warning',
    'accounts',
    'The sign-in no longer reaches an imported ad account.',
    NEEDS_YOU,
  ),
  'account.access_restored': entry('success', 'accounts', 'The sign-in reaches an ad account again.', {
    resolves: ['account.access_lost'],
  }),
  'connection.expiring': entry(
    'warning',
    'accounts',
    'A sign-in ends soon and cannot be renewed by itself.',
    NEEDS_YOU,
  ),
  'connection.read_only': entry('warning', 'accounts', 'A sign-in could not be renewed: reading works, exports wait.', {
    needsYou: true,
    resolves: ['connection.expiring'],
  }),
  'connection.disconnected': entry('danger', 'accounts', 'TikTok refuses a sign-in.', {
    needsYou: true,
    resolves: ['connection.expiring', 'connection.read_only'],
  }),
  'connection.restored': entry('success', 'accounts', 'A sign-in works again.', { resolves: CONNECTION_TROUBLE }),
  'connection.removed': entry('info', 'accounts', 'Somebody disconnected a sign-in for good.', {
    resolves: CONNECTION_TROUBLE,
  }),
  'export.started': entry('info', 'audiences', 'An export began to send, or goes on after somebody retried it.', {
    isListed: false,
    resolves: ['export.failed', 'mirror.confirmation_needed'],
  }),
  'export.completed': entry(
    'success',
    'audiences',
    'TikTok has everybody an export sent, and the audience is usable.',
    { resolves: ['export.failed', 'mirror.confirmation_needed'] },
  ),
  'export.failed': entry('danger', 'audiences', 'An export stopped; a retry goes on from there.', {
    needsYou: true,
    resolves: ['mirror.confirmation_needed'],
  }),
  'export.cancelled': entry('info', 'audiences', 'Somebody cancelled an export.', {
    resolves: ['export.failed', 'mirror.confirmation_needed'],
  }),
  'mirror.confirmation_needed': entry(
    'warning',
    'audiences',
    'A run of a mirror would change much and waits for a person.',
    { needsYou: true, resolves: ['export.failed'] },
  ),
  'audience.ready': entry('success', 'audiences', 'TikTok finished an audience: ads can use it.'),
  'audience.expiring': entry('warning', 'audiences', 'TikTok deletes an audience soon unless it is used.'),
  'approval.requested': entry('warning', 'ads', 'A call waits until a person has decided on it.', NEEDS_YOU),
  'approval.decided': entry('info', 'ads', 'A call that waited was approved, denied, withdrawn or is over.', {
    resolves: ['approval.requested'],
  }),
  'tiktok.unknown': entry('info', 'other', 'TikTok sent a notice of a kind this release does not know.'),
} as const satisfies Readonly<Record<string, EventTypeEntry>>;

export type EventType = keyof typeof EVENT_TYPES;

/** What the stream calls its one message without an event: what was asked for is no longer kept; read the list again. */
export const STREAM_RESET = 'reset';
