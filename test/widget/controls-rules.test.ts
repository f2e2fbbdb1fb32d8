import { expect } from 'chai';
import '../../widget/controls/define.ts';
import type { ControlDecision } from '../../shared/control-kinds.ts';
import {
  CELLS,
  cellsToPut,
  countDecisions,
  DEFAULT_RULES,
  findConflict,
  holding,
  resolveConflict,
  takeAgreed,
} from '../../widget/controls/rule-changes.ts';
import type { AdsState } from './support/ads-server.ts';
import { axeProblems } from './support/axe.ts';
import { approval, type ControlsState, controlsServer, HIKARI } from './support/controls-server.ts';
import { all, clearPage, find, focusedName, press, seen, sees, until } from './support/page.ts';
import { problem } from './support/stub-server.ts';

function show(change: Partial<ControlsState> = {}, ads: Partial<AdsState> = {}) {
  const state = controlsServer(change, ads);
  const element = document.createElement('tiktok-controls');
  element.client = state.feed.server.client;
  element.lang = 'en-GB';
  document.body.append(element);
  return { element, state, server: state.feed.server };
}

const page = () => seen().replace(/[\u2068\u2069]/g, '');
const cell = (name: string) =>
  find('combobox', new RegExp(`^${name}(?:, not saved yet)?$`)) as Promise<HTMLSelectElement>;
const shown = async (name: string) => (await cell(name)).selectedOptions[0]?.textContent?.trim();

async function choose(name: string, option: string): Promise<void> {
  const list = await cell(name);
  list.focus();
  list.selectedIndex = [...list.options].findIndex((each) => each.textContent?.trim() === option);
  list.dispatchEvent(new Event('change', { bubbles: true }));
}

/** Opens the list of scopes and takes one. */
async function goTo(scope: RegExp): Promise<void> {
  await press('button', /^Rules for/);
  (await find('option', scope)).click();
}

afterEach(() => {
  clearPage();
  document.documentElement.removeAttribute('dir');
});

describe('who may do what in <tiktok-controls>', () => {
  it('is a table of eight changes by three kinds of actors, with a line in words', async () => {
    const { element } = show({ rules: { '': { 'agent:remove': 'deny', 'automation:budget_change': 'ask' } } });
    await find('table');
    await sees('Programs ask before 1 kind of change');
    expect(page()).to.contain(
      'People may do everything. Programs ask before 1 kind of change. Agents ask before 7 kinds of changes; 1 is never allowed.',
    );
    const table = await find('table');
    expect(table.querySelectorAll('[role=row]').length).to.equal(9);
    expect([...table.querySelectorAll('[role=columnheader]')].length).to.equal(4);
    expect([...table.querySelectorAll('[role=rowheader] > :first-child')].map((one) => one.textContent)).to.deep.equal([
      'Create',
      'Change',
      'Pause',
      'Start',
      'Delete',
      'Change a budget',
      'Upload',
      'Change an audience',
    ]);
    expect(await shown('Agents, create')).to.equal('Ask first (default)');
    expect(await shown('Agents, delete')).to.equal('Never');
    expect(await axeProblems(element)).to.deep.equal([]);
  });

  it('counts changes, saves only those, and says so', async () => {
    const { element, server } = show();
    await choose('Agents, create', 'Never');
    await choose('Programs, delete', 'Ask first');
    await sees('2 unsaved changes');
    expect(element.hasUnsavedChanges).to.equal(true);
    expect(page()).to.contain('Agents ask before 7 kinds of changes; 1 is never allowed.');
    const leaving = new Event('beforeunload', { cancelable: true });
    window.dispatchEvent(leaving);
    expect(leaving.defaultPrevented).to.equal(true);
    await press('button', 'Save rules');
    await until(() => !element.hasUnsavedChanges, 'it to be saved');
    const [put] = server.asked('PUT /v1/controls');
    expect(put?.headers.get('If-Match')).to.equal('"1"');
    expect(put?.body).to.deep.equal({
      advertiserId: null,
      cells: [
        { actorKind: 'agent', action: 'create', decision: 'deny' },
        { actorKind: 'automation', action: 'remove', decision: 'ask' },
      ],
    });
    await sees('Last changed');
    expect(await shown('Agents, create')).to.equal('Never');
  });

  it('gives changes up, and gives them back', async () => {
    const { element, server } = show();
    await choose('Agents, create', 'Never');
    await press('button', 'Discard');
    await sees('1 change discarded');
    expect(element.hasUnsavedChanges).to.equal(false);
    await until(() => focusedName() === 'Undo', 'focus on the way back');
    await press('button', 'Undo');
    await sees('1 unsaved change');
    expect(await shown('Agents, create')).to.equal('Never');
    expect(server.asked('PUT /v1/controls').length).to.equal(0);
  });

  it('shows for one ad account what comes from the workspace, and takes its own rules away again', async () => {
    const { server } = show({ rules: { '': { 'agent:create': 'allow' }, [HIKARI]: { 'agent:pause': 'deny' } } });
    await find('table');
    await goTo(/ひかり/);
    await until(async () => (await shown('Agents, pause')) === 'Never', 'the ad account’s own rule');
    expect(await shown('Agents, create')).to.equal('Allow, as in the workspace');
    expect(await shown('Agents, start')).to.equal('Ask first, as in the workspace');
    expect(page()).to.contain('Dashed: as in the workspace');
    await choose('Agents, pause', 'Ask first, as in the workspace');
    await sees('1 unsaved change');
    await press('button', 'Save rules');
    await until(() => server.asked('PUT /v1/controls').length === 1, 'it to be saved');
    expect(server.asked('PUT /v1/controls')[0]?.body).to.deep.equal({
      advertiserId: HIKARI,
      cells: [{ actorKind: 'agent', action: 'pause', decision: null }],
    });
  });

  it('lists ad accounts with rules of their own apart, and finds others by name', async () => {
    show({ rules: { [HIKARI]: { 'agent:pause': 'deny' } } });
    await find('table');
    await press('button', /^Rules for/);
    await sees('With rules of their own');
    const options = all('option').filter((one) => one.localName !== 'option');
    expect(options.map((one) => one.textContent?.replace(/\s+/g, ' ').trim())).to.deep.equal([
      'Whole workspace',
      '株式会社ひかり化粧品 7231904417760051203 own rules',
      'Nordlys Outdoor — Europe 7104856021930123265',
    ]);
  });

  it('asks before unsaved rules are lost to another scope', async () => {
    const { element } = show();
    await choose('Agents, create', 'Never');
    await goTo(/Nordlys/);
    await sees('Discard 1 unsaved change?');
    expect(await axeProblems(document.body)).to.deep.equal([]);
    await press('button', 'Keep editing');
    expect(element.hasUnsavedChanges).to.equal(true);
    await goTo(/Nordlys/);
    await press('button', 'Discard and go on');
    await until(() => page().includes('Dashed: as in the workspace'), 'the other scope');
    expect(element.hasUnsavedChanges).to.equal(false);
  });

  it('lets the person choose when somebody else changed the same rule meanwhile', async () => {
    const { element, state, server } = show();
    await choose('Agents, create', 'Never');
    await choose('Agents, pause', 'Allow');
    state.rules = { '': { 'agent:create': 'allow', 'person:remove': 'ask' } };
    state.version = 7;
    state.updatedBy = 'jun';
    await press('button', 'Save rules');
    await sees('jun\u2069 saved these rules');
    expect(page()).to.contain('Your 2 changes are still here and nothing was overwritten. 1 of them differs');
    expect(page()).to.contain('Agents, pause: yours is kept').and.to.contain('People, delete: theirs is taken over');
    expect(await axeProblems(element)).to.deep.equal([]);
    const group = await find('radiogroup', 'Agents, create');
    const [mine, theirs] = [...group.querySelectorAll('input')];
    expect([mine?.checked, theirs?.checked]).to.deep.equal([false, true]);
    mine?.click();
    await press('button', 'Save my choice');
    await until(() => !element.hasUnsavedChanges, 'it to be saved');
    const put = server.asked('PUT /v1/controls').at(-1);
    expect(put?.headers.get('If-Match')).to.equal('"7"');
    expect(put?.body).to.deep.equal({
      advertiserId: null,
      cells: [
        { actorKind: 'agent', action: 'create', decision: 'deny' },
        { actorKind: 'agent', action: 'pause', decision: 'allow' },
      ],
    });
    expect(await shown('People, delete')).to.equal('Ask first');
  });

  it('takes all of theirs, and brings mine back on top', async () => {
    const { element, state } = show();
    await choose('Agents, create', 'Never');
    state.rules = { '': { 'agent:create': 'allow' } };
    state.version = 7;
    await press('button', 'Save rules');
    await press('button', 'Take all of theirs');
    await until(async () => (await shown('Agents, create')) === 'Allow', 'theirs');
    expect(element.hasUnsavedChanges).to.equal(false);
    await press('button', 'Undo');
    await until(async () => (await shown('Agents, create')) === 'Never', 'mine');
  });

  it('saves without a question when only rules of another scope have changed', async () => {
    const { element, state, server } = show();
    await choose('Agents, create', 'Never');
    state.rules = { [HIKARI]: { 'agent:pause': 'deny' } };
    state.version = 9;
    await press('button', 'Save rules');
    await until(() => !element.hasUnsavedChanges, 'it to be saved');
    expect(server.asked('PUT /v1/controls').map(({ headers }) => headers.get('If-Match'))).to.deep.equal([
      '"1"',
      '"9"',
    ]);
    expect(all('radiogroup').length).to.equal(0);
  });

  it('keeps what is chosen while a save is on its way as unsaved, and shows a failure in the bar', async () => {
    const { server } = show();
    await choose('Agents, create', 'Never');
    server.on('PUT /v1/controls', () => problem(500, 'internal_error'));
    await press('button', 'Save rules');
    await sees('We couldn’t save the rules');
    expect(page()).to.contain('req_0123456789').and.to.contain('1 unsaved change');
    expect(await shown('Agents, create')).to.equal('Never');
  });

  it('leaves the filled button to what has to be saved', async () => {
    const { element } = show({ approvals: [approval()] });
    const filled = () =>
      [...(element.shadowRoot?.querySelectorAll('.btn--primary') ?? [])].map((one) => one.textContent?.trim());
    await until(() => filled().join() === 'Approve', 'the approval');
    await choose('Agents, create', 'Never');
    await until(() => filled().join() === 'Save rules', 'the rules');
  });

  it('tells a model to ask a person, since no permission lets it change its own rules', async () => {
    const { server } = show();
    const session = {
      kind: 'session',
      workspaceId: 'acme',
      userId: 'maren',
      permissions: ['read', 'controls'],
      actorKind: 'agent',
    };
    server.on('GET /v1/session', () => ({ body: { ...session, expiresAt: null } }));
    await sees('Models don’t change what they may do. Ask a person to do it.');
    expect(all('combobox', /^Agents/).length).to.equal(0);
  });

  it('shows plain words to those who may only look', async () => {
    const { element } = show({ rules: { '': { 'agent:remove': 'deny' } } }, { permissions: ['read'] });
    await sees('You can look, but not change');
    expect(all('combobox', /^Agents/).length).to.equal(0);
    expect((await find('table')).textContent?.replace(/\s+/g, ' ')).to.contain('Never');
    expect(all('button', 'Add a cap').length).to.equal(0);
    expect(await axeProblems(element)).to.deep.equal([]);
  });
});

describe('rules of two people', () => {
  const rules = (change: Record<string, ControlDecision>) => change as Partial<typeof DEFAULT_RULES>;

  it('differ only where both changed the same cell to something else', () => {
    const base = rules({ 'agent:create': 'ask' });
    const mine = rules({ 'agent:create': 'deny', 'agent:pause': 'allow', 'person:remove': 'ask' });
    const theirs = rules({ 'agent:create': 'allow', 'person:remove': 'ask', 'person:upload': 'deny' });
    const agreed = takeAgreed(base, mine, theirs);
    const conflict = findConflict(agreed, mine, theirs);
    expect(conflict).to.deep.equal({
      rows: ['agent:create'],
      onlyMine: ['agent:pause'],
      onlyTheirs: ['person:upload'],
    });
    expect(resolveConflict(mine, theirs, conflict, new Set())).to.deep.equal({
      'agent:create': 'allow',
      'agent:pause': 'allow',
      'person:remove': 'ask',
      'person:upload': 'deny',
    });
    expect(cellsToPut(theirs, resolveConflict(mine, theirs, conflict, new Set(['agent:create'])))).to.deep.equal([
      { actorKind: 'agent', action: 'create', decision: 'deny' },
      { actorKind: 'agent', action: 'pause', decision: 'allow' },
    ]);
  });

  it('hold above what is inherited, in every one of the 24 cells', () => {
    expect(CELLS.length).to.equal(24);
    const held = holding(rules({ 'person:create': 'deny' }), DEFAULT_RULES);
    expect(countDecisions(held, 'person')).to.deep.equal({ allow: 7, ask: 0, deny: 1 });
    expect(countDecisions(held, 'agent')).to.deep.equal({ allow: 0, ask: 8, deny: 0 });
  });
});
