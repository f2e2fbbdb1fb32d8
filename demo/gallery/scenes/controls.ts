import { approvalsPage, callsPage, longApprovals, ordinaryApprovals, recentCalls } from '../controls.ts';
import type { Permission, SpendCapUse } from '../../../shared/index.ts';
import type { Bend, Scene, Stage, Turn } from '../scene.ts';

const ALL_SKINS = ['dashboard', 'dense', 'rtl'] as const;
const DECIDES: readonly Permission[] = ['read', 'controls'];
const EU = 'Nordlicht Schuhe EU';
/** A workspace in which nothing has happened. */
const QUIET: Stage = { connection: null, imported: 0, mapping: 'none', properties: 'none', segments: 'none' };
const WITH_ACCOUNT: Stage = { ...QUIET, connection: {}, imported: [EU] };

/** As if all this had been asked for, and sent. */
const WAITING: Bend = {
  path: '/v1/approvals',
  method: 'GET',
  kind: 'rewrite',
  change: (_body, now) => approvalsPage(ordinaryApprovals(now)),
};
const SENT: Bend = {
  path: '/v1/tiktok-calls',
  method: 'GET',
  kind: 'rewrite',
  change: (_body, now) => callsPage(recentCalls(now)),
};
/** What really happened on this stage stays out of what is made up, or comes as news that nobody heard. */
const NO_STREAM: Bend = { path: '/v1/events', kind: 'hold' };

/** A model asks for a campaign. */
const ASKS: Turn = {
  do: 'send',
  as: 'agent',
  account: EU,
  path: '/campaign/create/',
  json: {
    campaign_name: 'Spring sale',
    objective_type: 'TRAFFIC',
    budget_mode: 'BUDGET_MODE_DAY',
    budget: 250,
  },
};
const STRICT: Turn = {
  do: 'rules',
  cells: [
    { actorKind: 'automation', action: 'remove', decision: 'ask' },
    { actorKind: 'agent', action: 'remove', decision: 'deny' },
    { actorKind: 'agent', action: 'pause', decision: 'allow' },
  ],
};
const CAP: Turn = { do: 'cap', account: EU, daily: '2500', lifetime: null };

/** What people did at TikTok itself goes past every cap. */
const OVER: Bend = {
  path: '/v1/spend-caps/*',
  method: 'GET',
  kind: 'rewrite',
  change: (use: SpendCapUse) => ({
    ...use,
    sums: use.sums.map((sum) => ({ ...sum, total: sum.period === 'daily' ? '2740.00' : null })),
  }),
};

export const controlsScenes: readonly Scene[] = [
  {
    id: 'ordinary',
    isNarrowToo: true,
    title: 'An ordinary day: four calls wait, rules of the workspace, and what was sent',
    permissions: DECIDES,
    stage: { ...WITH_ACCOUNT, turns: [STRICT] },
    bends: [NO_STREAM, WAITING, SENT],
    shows: [
      'wants to create the campaign',
      'You asked for it, so somebody else decides.',
      'Not before the holidays',
      '1 is never allowed',
      'found again by name',
    ],
    skins: ALL_SKINS,
  },
  {
    id: 'from-an-agent',
    title: 'What an agent has asked for',
    permissions: DECIDES,
    stage: { ...WITH_ACCOUNT, turns: [ASKS] },
    shows: ['An agent (', 'Spring sale', 'Approve', 'Waiting'],
  },
  {
    id: 'approved',
    title: 'Approved: TikTok has it',
    permissions: DECIDES,
    stage: { ...WITH_ACCOUNT, turns: [ASKS] },
    play: (person) => person.press('button', /^Approve: /),
    shows: ['Approved by you. TikTok has done it.', 'Nordlicht Schuhe EU'],
  },
  {
    id: 'overtaken',
    title: 'Somebody else was faster',
    permissions: DECIDES,
    stage: { ...WITH_ACCOUNT, turns: [ASKS] },
    bends: [NO_STREAM],
    play: async (person) => {
      await person.reads('Spring sale');
      await person.turn({ do: 'decide', as: 'deny', note: 'The budget is for May.' });
      await person.press('button', /^Approve: /);
    },
    shows: ['Somebody was faster', 'denied it', 'The budget is for May.'],
  },
  {
    id: 'denying',
    title: 'Denying, with a note',
    permissions: DECIDES,
    stage: QUIET,
    bends: [NO_STREAM, WAITING],
    play: async (person) => {
      await person.press('button', /^Deny: An agent/);
      await person.type('textbox', /^Note/, 'Half of that, and paused.');
    },
    shows: ['Deny this call?', 'Let it wait', '25 of 500'],
    skins: ['dense', 'rtl'],
  },
  {
    id: 'deleting',
    title: 'Approving what cannot be undone asks first',
    permissions: DECIDES,
    stage: QUIET,
    bends: [NO_STREAM, WAITING],
    play: (person) => person.press('button', /^Approve: A program/),
    shows: ['Approve and delete?', 'Nothing brings it back.'],
  },
  {
    id: 'decide-failed',
    title: 'A decision that could not be sent',
    permissions: DECIDES,
    stage: QUIET,
    bends: [
      NO_STREAM,
      WAITING,
      { path: '/v1/approvals/*', method: 'POST', kind: 'problem', status: 500, code: 'internal_error' },
    ],
    play: (person) => person.press('button', /^Approve: An agent \(.maren/),
    shows: ['It couldn’t be approved', 'Request ID'],
  },
  {
    id: 'long-words',
    title: 'Long names, in several scripts',
    permissions: DECIDES,
    stage: QUIET,
    bends: [
      NO_STREAM,
      {
        path: '/v1/approvals',
        method: 'GET',
        kind: 'rewrite',
        change: (_body, now) => approvalsPage(longApprovals(now)),
      },
    ],
    shows: ['Donaudampfschifffahrt', '128 ad groups'],
    skins: ['rtl'],
  },
  {
    id: 'rules-unsaved',
    title: 'Rules that are not saved yet',
    languages: ['de', 'ja', 'ar'],
    permissions: DECIDES,
    stage: { ...WITH_ACCOUNT, turns: [STRICT] },
    play: async (person) => {
      await person.select(/^Agents, create/, 'Never');
      await person.select(/^Programs, change a budget/, 'Ask first');
    },
    shows: ['2 unsaved changes', 'Save rules', '2 are never allowed'],
  },
  {
    id: 'rules-account',
    title: 'Rules of one ad account: most come from the workspace',
    permissions: DECIDES,
    stage: {
      ...WITH_ACCOUNT,
      turns: [
        STRICT,
        { do: 'rules', account: EU, cells: [{ actorKind: 'agent', action: 'create', decision: 'allow' }] },
      ],
    },
    play: async (person) => {
      await person.reads('Nothing waits for a decision');
      await person.press('button', /^Rules for/);
      await person.press('option', new RegExp(EU));
    },
    shows: ['Dashed: as in the workspace', 'Last changed'],
  },
  {
    id: 'rules-conflict',
    title: 'Somebody else saved the same rule first',
    permissions: DECIDES,
    stage: WITH_ACCOUNT,
    play: async (person) => {
      await person.select(/^Agents, create/, 'Never');
      await person.select(/^Agents, start/, 'Never');
      await person.turn({
        do: 'rules',
        cells: [
          { actorKind: 'agent', action: 'create', decision: 'allow' },
          { actorKind: 'person', action: 'remove', decision: 'ask' },
        ],
      });
      await person.press('button', 'Save rules');
    },
    shows: ['saved these rules', '1 of them differs', 'Save my choice'],
    skins: ['rtl'],
  },
  {
    id: 'rules-leaving',
    title: 'Unsaved rules before another scope is looked at',
    permissions: DECIDES,
    stage: WITH_ACCOUNT,
    play: async (person) => {
      await person.select(/^Agents, create/, 'Never');
      await person.press('button', /^Rules for/);
      await person.press('option', new RegExp(EU));
    },
    shows: ['Discard 1 unsaved change?', 'Keep editing'],
  },
  {
    id: 'caps',
    title: 'A spend cap, and what the budgets at TikTok take up of it',
    inForcedColours: true,
    permissions: DECIDES,
    stage: { ...WITH_ACCOUNT, turns: [CAP] },
    shows: ['Whole ad account', 'Budgets a day', /of 2,500\.00 EUR/, 'Add a cap'],
  },
  {
    id: 'cap-over',
    title: 'Budgets over the cap, and without end',
    permissions: DECIDES,
    stage: { ...WITH_ACCOUNT, turns: [{ ...CAP, lifetime: '60000' }] },
    bends: [OVER],
    shows: ['240.00 EUR over the cap', 'Without end, of 60,000.00 EUR', 'adds up without end'],
    skins: ['rtl'],
  },
  {
    id: 'cap-wrong',
    title: 'A cap with amounts that do not go together',
    permissions: DECIDES,
    stage: WITH_ACCOUNT,
    play: async (person) => {
      await person.press('button', 'Add a cap');
      await person.type('textbox', 'In a day at most', '250');
      await person.type('textbox', 'In all at most', '100');
      await person.press('button', 'Save cap');
    },
    shows: ['Add a spend cap', 'The amount in all must be at least the one for a day.'],
    skins: ['dense'],
  },
  {
    id: 'cap-removing',
    title: 'A cap is removed after a question only',
    permissions: DECIDES,
    stage: { ...WITH_ACCOUNT, turns: [CAP] },
    play: (person) => person.press('button', /^Remove: /),
    shows: ['Remove this cap?', 'may then add up to anything'],
  },
  {
    id: 'cap-unread',
    title: 'The budgets could not be read',
    permissions: DECIDES,
    stage: { ...WITH_ACCOUNT, turns: [CAP] },
    bends: [
      {
        path: '/v1/spend-caps/*',
        method: 'GET',
        kind: 'problem',
        status: 502,
        code: 'tiktok_unavailable',
        tiktokRequestId: '202603120930000A9F3C51E77B20D4C8',
      },
    ],
    shows: ['The budgets couldn’t be read', '2,500.00 EUR a day', 'Request ID'],
  },
  {
    id: 'nothing-yet',
    title: 'Nothing waits, nothing was sent, no ad account is there',
    permissions: DECIDES,
    stage: QUIET,
    shows: ['Nothing waits for a decision', 'No ad accounts yet', 'No changes yet'],
    skins: ALL_SKINS,
  },
  {
    id: 'loading',
    title: 'Loading',
    permissions: DECIDES,
    stage: QUIET,
    bends: [
      { path: '/v1/approvals', kind: 'hold' },
      { path: '/v1/controls', kind: 'hold' },
      { path: '/v1/ad-accounts', kind: 'hold' },
      { path: '/v1/tiktok-calls', kind: 'hold' },
    ],
    shows: ['Waiting for a decision', 'Who may do what', 'Recent changes'],
    hides: ['Nothing waits'],
  },
  {
    id: 'server-error',
    title: 'The server fails, with a request ID',
    permissions: DECIDES,
    stage: QUIET,
    bends: [
      { path: '/v1/approvals', kind: 'problem', status: 500, code: 'internal_error' },
      { path: '/v1/controls', kind: 'problem', status: 500, code: 'internal_error' },
      { path: '/v1/tiktok-calls', kind: 'problem', status: 500, code: 'internal_error' },
    ],
    shows: ['We couldn’t load what waits for a decision', 'We couldn’t load the rules', 'Request ID'],
  },
  {
    id: 'may-only-look',
    title: 'A person who may look and change nothing',
    permissions: ['read'],
    stage: { ...WITH_ACCOUNT, turns: [STRICT, ASKS] },
    shows: ['You can look, but not change', 'Deciding needs the Controls permission.'],
    hides: ['Approve', 'Save rules'],
  },
  {
    id: 'no-permission',
    title: 'A person who may not even look',
    permissions: ['connect'],
    stage: QUIET,
    shows: ['You can’t see the controls', 'Ask an admin'],
  },
];
