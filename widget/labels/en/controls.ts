import type {
  ActorKind,
  ApprovalStatus,
  CallStatus,
  ControlAction,
  ControlDecision,
} from '../../../shared/control-kinds.ts';
import { isolated, named, number, plural } from '../number.ts';

const decisions: Readonly<Record<ControlDecision, string>> = { allow: 'Allow', ask: 'Ask first', deny: 'Never' };
const ACTIONS_IN_ALL = 8;
const kinds = (count: number) =>
  count === ACTIONS_IN_ALL
    ? `all ${number(ACTIONS_IN_ALL)} kinds of changes`
    : plural(count, 'kind of change', 'kinds of changes');
const actors: Readonly<Record<ActorKind, string>> = { person: 'People', automation: 'Programs', agent: 'Agents' };

type Counts = Readonly<Record<ControlDecision, number>>;

/** "Agents ask before 6 kinds of changes; 2 are never allowed." */
function sentence(kind: ActorKind, { allow, ask, deny }: Counts): string {
  const who = actors[kind];
  if (allow === ACTIONS_IN_ALL) return `${who} may do everything.`;
  if (deny === ACTIONS_IN_ALL) return `${who} may change nothing.`;
  const never = deny === 0 ? '' : `${number(deny)} ${deny === 1 ? 'is' : 'are'} never allowed`;
  if (ask === 0) return `${who} may do everything but ${kinds(deny)}.`;
  return `${who} ask before ${kinds(ask)}${never === '' ? '' : `; ${never}`}.`;
}

/** What holds, in a few words. */
function summary(counts: Readonly<Record<ActorKind, Counts>>): string {
  const { person, automation, agent } = counts;
  const areFree = [person, automation].every(({ allow }) => allow === ACTIONS_IN_ALL);
  const two = areFree
    ? ['People and programs may do everything.']
    : [sentence('person', person), sentence('automation', automation)];
  return [...two, sentence('agent', agent)].join(' ');
}

/** Words of `<tiktok-controls>`: who may do what, what waits for a decision, and how much may be spent. */
export const controls = {
  title: 'Controls',
  noPermissionTitle: 'You can’t see the controls',
  noPermission: 'Your role in this workspace doesn’t include TikTok. Ask an admin for the Read permission.',
  loadFailed: 'We couldn’t load the controls',
  accountsFailed: 'We couldn’t load your ad accounts',
  /** The button and what it is about, for people who hear buttons one by one. */
  about: (button: string, what: string) => `${button}: ${what}`,
  undo: 'Undo',
  dismiss: 'Dismiss',
  older: 'Show older',
  loadingOlder: 'Loading older…',
  olderFailed: 'We couldn’t load older ones',
  readOnlyTitle: 'You can look, but not change',
  readOnly: 'Rules and caps need the Controls permission. Ask an admin of this workspace.',
  readOnlyAgent: 'Models don’t change what they may do. Ask a person to do it.',
  accountNone: (text: string) => `No ad account has “${text}” in its name or ID.`,
  accountCount: (found: number, all: number) => `${number(found)} of ${plural(all, 'ad account')}`,
  accountId: 'ID',

  // Waiting for a decision
  waiting: 'Waiting for a decision',
  waitingLead: 'TikTok gets these calls only after somebody approves them.',
  waitingFailed: 'We couldn’t load what waits for a decision',
  waitingEmpty: 'Nothing waits for a decision',
  waitingEmptyText: 'Where the rules below say “Ask first”, the call waits here until a person decides.',
  waitingMore: (count: number) => `Show ${number(count)} more`,
  askedAt: (when: string) => `Asked ${when}`,
  runsOut: (when: string) => `runs out ${when}`,
  wholeWorkspace: 'Whole workspace',
  says: 'What the call says',
  saysNothing: 'The call says nothing more.',
  callPath: 'Call',
  connection: 'Sign-in',
  byCaller: 'Files and lists of people are not kept here. Once you approve, the program sends it again by itself.',
  approve: 'Approve',
  approving: 'Approving…',
  deny: 'Deny',
  denying: 'Denying…',
  withdraw: 'Withdraw',
  withdrawing: 'Withdrawing…',
  own: 'You asked for it, so somebody else decides.',
  ownByOther: 'It was asked in your name, so somebody else decides.',
  needsControls: 'Deciding needs the Controls permission. Ask an admin of this workspace.',
  needsPerson: 'Only a person may decide. Ask one to open this page.',
  decideFailed: {
    approve: 'It couldn’t be approved',
    deny: 'It couldn’t be denied',
    withdraw: 'It couldn’t be withdrawn',
  },
  /** Instead of "Nothing has changed", which nobody knows then. */
  decideUnsure: 'The answer didn’t arrive. Try again: a call is decided on only once.',
  denyTitle: 'Deny this call?',
  denyText: 'TikTok gets nothing. Whoever asked sees that it was denied, and your note.',
  noteLabel: 'Note',
  noteOptional: 'optional',
  noteHint: 'Say what would have to be different.',
  noteLength: (length: number, most: number) => `${number(length)} of ${number(most)}`,
  keepWaiting: 'Let it wait',
  confirmTitle: { remove: 'Approve and delete?', resume: 'Approve and start?', budget: 'Approve this budget?' },
  confirmDo: { remove: 'Approve and delete', resume: 'Approve and start', budget: 'Approve budget' },
  consequences: {
    remove: (what: string) => `TikTok deletes ${what}. Nothing brings it back.`,
    removeInside: 'What is inside stops too. Its reports stay.',
    removeReports: 'Its reports stay.',
    resume: (what: string) => `Ads in ${what} can run and spend at once.`,
    begins: (what: string) => `TikTok makes ${what} and runs it at once.`,
    budget: (sum: string) => `The budget becomes ${isolated(sum)}.`,
    budgets: (sum: string) => `Several budgets are set, up to ${isolated(sum)} each.`,
    spend: (sum: string) => `It can spend up to ${isolated(sum)}.`,
    check: 'Spend caps are still looked at before it is sent.',
  },
  perDay: (sum: string) => `${sum} a day`,
  inAll: (sum: string) => `${sum} in all`,
  /** What became of a call, in a word. */
  statuses: {
    pending: 'Waits',
    approved: 'Approved',
    running: 'Being sent',
    succeeded: 'Done',
    failed: 'Failed',
    denied: 'Denied',
    withdrawn: 'Withdrawn',
    expired: 'Ran out',
  } satisfies Record<ApprovalStatus, string>,
  outcome: {
    approved: (by: string | null) => `Approved${by === null ? '' : ` by ${by}`}. The program has an hour to send it.`,
    running: (by: string | null) => `Approved${by === null ? '' : ` by ${by}`}. It is on its way to TikTok.`,
    succeeded: (by: string | null) => `Approved${by === null ? '' : ` by ${by}`}. TikTok has done it.`,
    failed: (by: string | null) => `Approved${by === null ? '' : ` by ${by}`}, but it was not done.`,
    denied: (by: string | null) => `${by === null ? 'It was denied' : `${by} denied it`}. TikTok got nothing.`,
    withdrawn: (by: string | null) => `${by === null ? 'It was withdrawn' : `${by} withdrew it`}. TikTok got nothing.`,
    expired: () => 'Nobody decided in time. TikTok got nothing. It can be asked for again.',
    pending: () => '',
  } satisfies Record<ApprovalStatus, (by: string | null) => string>,
  /** After why it was not done. */
  failedNext: 'It isn’t sent again by itself. Change it, then ask again.',
  /** Approved and sent, and the answer was lost for good. */
  outcomeUnclear: (by: string | null) =>
    `Approved${by === null ? '' : ` by ${by}`}. Nobody knows whether TikTok did it. Look in TikTok Ads Manager before you ask again.`,
  you: 'you',
  youFirst: 'You',
  note: (note: string) => `“${isolated(note)}”`,
  tiktokSays: (message: string) => `TikTok says: “${isolated(message)}”`,
  tiktokCode: 'TikTok’s code',
  /** Why a call was not sent, with what to do, instead of the server's own sentence or after it. */
  notSent: {
    call_denied: () =>
      'The rules don’t allow it. Somebody with the Controls permission may change them, under Who may do what.',
    spend_cap_exceeded: (message: string) => `${message} Lower a budget, or raise the cap under Spend caps.`,
    spend_cap_unprovable: (message: string) => `${message} Do it in TikTok Ads Manager, or remove the cap first.`,
  } as Readonly<Record<string, (message: string) => string>>,
  /** Announced when a card changes by itself. */
  heard: (title: string, outcome: string) => `${title}: ${outcome}`,
  heardNew: (count: number) => `${plural(count, 'call waits', 'calls wait')} for a decision`,
  someoneElse: 'Somebody was faster.',

  decided: 'Decided',
  decidedFailed: 'We couldn’t load earlier decisions',
  decidedEmpty: 'Nothing was decided yet.',
  decidedNone: 'Nothing fits this filter.',
  decidedFilter: 'Show',
  decidedAll: 'All decisions',

  // Who may do what
  rules: 'Who may do what',
  rulesFor: 'Rules for',
  rulesLead: 'Every change at TikTok that comes through here. Reading is always allowed.',
  rulesFailed: 'We couldn’t load the rules',
  rulesWorkspace: 'Whole workspace',
  rulesWorkspaceHint: 'wherever an ad account has no rules of its own',
  rulesOwn: 'With rules of their own',
  rulesOther: 'As in the workspace',
  rulesPlaceholder: 'Choose an ad account',
  rulesList: 'Workspace and ad accounts',
  rulesHaveOwn: 'own rules',
  rulesCount: (found: number, all: number) => `${number(found)} of ${number(all)}`,
  columnAction: 'Kind of change',
  actors,
  actorHints: {
    person: 'Whoever presses a button',
    automation: 'Your product’s own code',
    agent: 'Models that decide by themselves',
  },
  actions: {
    create: 'Create',
    update: 'Change',
    pause: 'Pause',
    resume: 'Start',
    remove: 'Delete',
    budget_change: 'Change a budget',
    upload: 'Upload',
    audience_write: 'Change an audience',
  } satisfies Record<ControlAction, string>,
  actionHints: {
    create: 'New campaigns, ad groups, ads and all else',
    update: 'Names, targeting, bids and other settings',
    pause: 'Stops ads, loses nothing',
    resume: 'Ads run and can spend',
    remove: 'Can’t be undone',
    budget_change: 'How much may be spent',
    upload: 'Videos, images and other files',
    audience_write: 'Who is in it, and who may use it',
  } satisfies Record<ControlAction, string>,
  decisions,
  decision: (decision: ControlDecision) => decisions[decision],
  inherited: (decision: ControlDecision, from: 'default' | 'workspace') =>
    from === 'default' ? `${decisions[decision]} (default)` : `${decisions[decision]}, as in the workspace`,
  inheritedKey: { default: 'Dashed: the default', workspace: 'Dashed: as in the workspace' },
  cell: (actor: string, action: string) => `${actor}, ${action.toLowerCase()}`,
  resetAll: 'Make all as in the workspace',
  resetDefault: 'Back to the defaults',
  summary,
  rulesChanged: (when: string, by: string | null) =>
    by === null ? `Last changed ${when}` : `Last changed ${when} by ${isolated(by)}`,
  changed: 'not saved yet',
  unsavedRegion: 'Unsaved changes',
  unsaved: (count: number) => plural(count, 'unsaved change'),
  discard: 'Discard',
  discarded: (count: number) => `${plural(count, 'change')} discarded`,
  save: 'Save rules',
  saving: 'Saving…',
  saved: 'Saved',
  saveFailed: 'We couldn’t save the rules',
  saveSessionEnded: 'Your changes are still here. Sign in again in another tab, then save.',
  leaveTitle: (count: number) => `Discard ${plural(count, 'unsaved change')}?`,
  /** @param scope null: the workspace */
  leaveText: (scope: string | null) =>
    `The rules for ${scope === null ? 'the whole workspace' : isolated(scope)} have changes that are not saved.`,
  leaveKeep: 'Keep editing',
  leaveDo: 'Discard and go on',
  conflictRegion: 'Conflict about the rules',
  conflictTitle: (person: string | null, time: string, date: string | null) =>
    `${person ?? 'Somebody else'} saved these rules ${date === null ? '' : `on ${date} `}at ${time}`,
  conflictText: (mine: number, differ: number) =>
    `Your ${mine === 1 ? 'change is' : `${number(mine)} changes are`} still here and nothing was overwritten. ${
      differ === 0
        ? `${mine === 1 ? 'It doesn’t differ' : 'None of them differs'} from what was saved.`
        : `${mine === 1 ? 'It differs' : `${number(differ)} of them ${differ === 1 ? 'differs' : 'differ'}`} from what was saved. Choose which to keep.`
    }`,
  conflictMine: 'Yours',
  conflictTheirs: 'Theirs, saved',
  conflictTheirsOf: (person: string) => `${person}, saved`,
  conflictTakeTheirs: 'Take all of theirs',
  conflictSave: 'Save my choice',
  conflictOnlyMine: (cells: readonly string[]) =>
    `${named(cells.slice(0, 3), Math.max(0, cells.length - 3))}: yours is kept`,
  conflictOnlyTheirs: (cells: readonly string[]) =>
    `${named(cells.slice(0, 3), Math.max(0, cells.length - 3))}: theirs is taken over`,
  conflictStandard: { default: 'The default', workspace: 'As in the workspace' },

  // Spend caps
  caps: 'Spend caps',
  capsLead: 'A call that lets budgets go over a cap is refused, whoever sends it.',
  capsFor: 'Ad account',
  capsList: 'Ad accounts',
  capsPlaceholder: 'Choose an ad account',
  capsFailed: 'We couldn’t load the spend caps',
  capsNoAccounts: 'No ad accounts yet',
  capsNoAccountsText: 'Connect TikTok and choose ad accounts first. Then you can say what their budgets may add up to.',
  capsEmpty: 'No spend cap here',
  capsEmptyText:
    'A cap is the most that the budgets of an ad account or a campaign may add up to, in a day or in all. Without one, only TikTok’s own limits hold.',
  capsAdd: 'Add a cap',
  capAccount: 'Whole ad account',
  capCampaign: (name: string | null) => name ?? 'Campaign',
  capDaily: 'a day',
  capLifetime: 'in all',
  capUse: 'Use',
  capReading: 'Adding up the budgets at TikTok…',
  capUseFailed: 'The budgets couldn’t be read',
  capUsed: (total: string, cap: string) => `${total} of ${cap}`,
  capLeft: (rest: string) => `${rest} left`,
  capOver: (over: string) => `${over} over the cap. Lower a budget or raise the cap.`,
  capEndless: (cap: string) => `Without end, of ${cap}`,
  capEndlessWhy: 'A daily budget without an end date adds up without end. Give it one, or cap the day instead.',
  capUnlimitedWhy: 'Something in it has no budget that limits it. Give it one.',
  capFull: 'Nothing left',
  capMeter: { daily: 'Budgets a day', lifetime: 'Budgets in all' },
  capLines: { daily: 'What a day is made of', lifetime: 'What it is made of' },
  capMore: (count: number, amount: string) => `${plural(count, 'smaller one')}: ${amount}`,
  capNew: 'new',
  capWithoutEnd: 'without end',
  /** How TikTok's budget becomes the amount. */
  capHow: {
    daily_budget: 'daily budget',
    dynamic_daily_budget: 'daily budget, which TikTok may exceed by a quarter',
    lifetime_budget: 'lifetime budget',
    lifetime_per_day: 'lifetime budget, per day',
    daily_times_days: 'daily budget, times its days',
    no_limit: 'no budget limits it',
  } as Readonly<Record<string, string>>,
  capRead: (when: string) => `Read ${when}`,
  capReadAgain: 'Read again',
  capChanged: (when: string, by: string | null) => (by === null ? `Set ${when}` : `Set ${when} by ${isolated(by)}`),
  capEdit: 'Edit',
  capRemove: 'Remove',
  capRemoveDo: 'Remove cap',
  capAddTitle: 'Add a spend cap',
  capEditTitle: 'Edit the spend cap',
  capTarget: 'For',
  capTargetAccount: 'The whole ad account',
  capTargetCampaign: 'One campaign',
  capCampaignId: 'Campaign ID',
  capCampaignHint: 'In TikTok Ads Manager, in the column Campaign ID.',
  capCampaignUnknown: 'TikTok lists no such campaign in this ad account.',
  capCampaignMissing: 'Copy the ID of the campaign: digits only.',
  capTakenAccount: 'This ad account has a cap already. Edit that one.',
  capTakenCampaign: 'This campaign has a cap already. Edit that one.',
  capDailyLabel: 'In a day at most',
  capLifetimeLabel: 'In all at most',
  capAmountHint: 'Leave it empty for no limit.',
  capAmountWrong: (example: string) => `Write an amount such as ${example}.`,
  capAmountDecimals: (currency: string, decimals: number) =>
    decimals === 0 ? `${currency} has no decimals.` : `${currency} has ${plural(decimals, 'decimal')}.`,
  capAmountZero: 'Write an amount above zero.',
  capAmountBelow: 'The amount in all must be at least the one for a day.',
  capAmountMissing: 'Give one of the two amounts.',
  capSave: 'Save cap',
  capSaving: 'Saving…',
  capSaved: 'Spend cap saved',
  capSaveFailed: 'We couldn’t save the cap',
  capRemoveTitle: 'Remove this cap?',
  capRemoveStops: (what: string) => `Budgets of ${isolated(what)} may then add up to anything.`,
  capRemoveStays: 'What runs at TikTok stays as it is.',
  capKeep: 'Keep cap',
  capRemoving: 'Removing…',
  capRemoveFailed: 'We couldn’t remove the cap',
  capRemoved: 'Spend cap removed',
  capBack: 'Spend cap is back',
  capUndoFailed: 'The cap couldn’t be brought back',

  // Recent changes
  recent: 'Recent changes',
  recentLead: 'What was sent to TikTok through here, newest first. Reading is not written down.',
  recentFailed: 'We couldn’t load recent changes',
  recentEmpty: 'No changes yet',
  recentEmptyText:
    'Each change that a person, a program or an agent sends to TikTok shows up here, with TikTok’s answer.',
  recentNone: 'Nothing fits this filter.',
  recentFilter: 'Show',
  recentAll: 'All changes',
  callStatuses: {
    running: 'Under way',
    succeeded: 'Done',
    failed: 'Failed',
    refused: 'Not allowed',
    waiting: 'Waiting',
    unknown: 'Unclear',
  } satisfies Record<CallStatus, string>,
  callNotSent: 'Not sent',
  callUnknown: 'Nobody knows whether TikTok did it. Look in TikTok Ads Manager before you send it again.',
  callMore: 'Details',
  callPathLabel: 'Call',
  callAccount: 'Ad account',
  callKey: 'Idempotency key',
  callCreateId: 'TikTok’s request_id',
  callEntities: 'IDs at TikTok',
  callId: 'Call ID',
  attempts: (count: number) => plural(count, 'attempt'),
  attempt: {
    answered: (code: number | null, ms: string) =>
      code === null
        ? `TikTok answered after ${ms}.`
        : code === 0
          ? `TikTok took it after ${ms}.`
          : `TikTok refused it after ${ms}.`,
    lost: 'The answer was lost.',
    not_sent: 'It could not be sent.',
    found: 'Looked for it by name: it is there.',
    not_found: 'Looked for it by name: it is not there.',
  },
  milliseconds: (ms: number) => (ms < 1000 ? `${number(ms)} ms` : `${number(Math.round(ms / 100) / 10)} s`),
  foundAgain: 'The answer was lost; found again by name.',
  sentAgain: (count: number) => `The answer was lost; sent ${plural(count, 'time')}.`,
};
