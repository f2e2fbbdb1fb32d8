import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import { axeProblems } from './support/axe.ts';
import { openMapping } from './support/mapping-page.ts';
import { all, clearPage, find, focusedName, press, seen, sees, until } from './support/page.ts';
import { problem } from './support/stub-server.ts';

/** What the polite region of the element says. */
const said = (): string =>
  all('status')
    .map(({ textContent }) => textContent)
    .join(' ');

describe('saving a mapping', () => {
  afterEach(clearPage);

  it('keeps my changes when somebody else saved first, and lets me choose row by row', async () => {
    const { element, server, someoneElseSaves } = await openMapping({
      attributes: { email: 'email', country: 'country' },
    });
    await press('button', 'Email: Email address');
    await sendKeys({ type: 'hashed' });
    await sendKeys({ press: 'Enter' });
    await press('button', 'Use Mobile phone for Phone');
    someoneElseSaves({ country: 'country', gender: 'gender' });
    await press('button', 'Save mapping');
    await sees('Jun Tanaka saved this mapping at');
    expect(seen()).to.include(
      'Your 2 changes are still here and nothing was overwritten. 1 of them differs from what was saved.',
    );
    expect(seen())
      .to.include('Phone changes on your side only and is kept.')
      .and.include('Gender changes on their side only and is taken over.');
    const radios = all('radio') as HTMLInputElement[];
    expect(radios.map((radio) => radio.checked)).to.deep.equal([false, true]);
    expect(await axeProblems(element)).to.deep.equal([]);
    radios[0]?.click();
    await press('button', 'Save my choice');
    await sees('Saved');
    expect(server.asked('PUT /v1/mapping').at(-1)?.body).to.deep.equal({
      attributes: { email: 'email_sha', phone: 'mobile_phone', country: 'country', gender: 'gender' },
    });
  });

  it('marks nothing that both saved alike, and saves what is changed while the conflict is open', async () => {
    const { server, someoneElseSaves } = await openMapping({ attributes: { email: 'email' } });
    await press('button', 'Use Mobile phone for Phone');
    await press('button', 'Use Gender for Gender');
    someoneElseSaves({ email: 'email', phone: 'mobile_phone' });
    await press('button', 'Save mapping');
    await sees('Jun Tanaka saved this mapping at');
    await find('button', 'Phone: Mobile phone');
    expect(seen()).to.include('Your change is still here');
    await press('button', 'Use First name for First name');
    await sees('First name and Gender change on your side only and are kept.');
    await press('button', 'Save my choice');
    await sees('Saved');
    expect(server.asked('PUT /v1/mapping').at(-1)?.body).to.deep.equal({
      attributes: { email: 'email', phone: 'mobile_phone', firstName: 'first_name', gender: 'gender' },
    });
  });

  it('keeps what is changed while a save is on its way, as not saved yet', async () => {
    const { server } = await openMapping();
    let answer = (): void => undefined;
    const mayAnswer = new Promise<void>((resolve) => (answer = resolve));
    server.on('PUT /v1/mapping', async ({ body }) => {
      await mayAnswer;
      return { body: { ...(body as object), version: 2, updatedAt: null, updatedBy: null }, headers: { ETag: '"2"' } };
    });
    await press('button', 'Use Mobile phone for Phone');
    await press('button', 'Save mapping');
    await find('button', 'Saving…');
    await press('button', 'Use Gender for Gender');
    answer();
    await sees('1 unsaved change');
    await find('button', 'Phone: Mobile phone');
    await find('button', 'Gender: Gender, not saved yet');
  });

  it('takes the other person’s mapping when asked, and sends nothing', async () => {
    const { server, someoneElseSaves } = await openMapping();
    await press('button', 'Use Mobile phone for Phone');
    someoneElseSaves({ email: 'email_sha' });
    await press('button', 'Save mapping');
    await press('button', 'Take all of theirs');
    await find('button', 'Email: Email (hashed)');
    expect(server.asked('PUT /v1/mapping')).to.have.length(1);
  });

  it('keeps the changes when saving fails, and gives them up only when told', async () => {
    const { element } = await openMapping({
      routes: { 'PUT /v1/mapping': () => problem(422, 'unknown_property', 'There is no property mobile_phone.') },
    });
    await press('button', 'Use Mobile phone for Phone');
    await press('button', 'Save mapping');
    await sees('We couldn’t save the mapping');
    expect(seen()).to.include('There is no property mobile_phone.').and.include('1 unsaved change');
    const leaving = new Event('beforeunload', { cancelable: true });
    window.dispatchEvent(leaving);
    expect(leaving.defaultPrevented).to.equal(true);
    await press('button', 'Discard');
    await until(() => !seen().includes('unsaved change'), 'nothing unsaved');
    expect(element.hasUnsavedChanges).to.equal(false);
  });

  it('never has the bar lie over what the keyboard goes to, however much the bar says', async () => {
    const { element } = await openMapping({
      routes: { 'PUT /v1/mapping': () => problem(422, 'unknown_property', 'There is no property mobile_phone.') },
    });
    await press('button', 'Use Mobile phone for Phone');
    await press('button', 'Save mapping');
    await sees('We couldn’t save the mapping');
    const bar = element.shadowRoot?.querySelector<HTMLElement>('.savebar');
    // From far above: the browser brings each to the very bottom of the window.
    window.scrollTo(0, 0);
    element.shadowRoot?.querySelector<HTMLElement>('.row button')?.focus();
    const passed = new Set<Element | null | undefined>();
    // Examples that arrive meanwhile bring buttons of their own: what is next is whatever the keyboard reaches.
    for (;;) {
      const at = element.shadowRoot?.activeElement;
      if (at?.closest('.row') == null) break;
      expect(passed.has(at), 'the same button twice').to.equal(false);
      passed.add(at);
      const [under, over] = [at.getBoundingClientRect(), bar?.getBoundingClientRect()];
      expect(under.bottom, at.textContent ?? '').to.be.at.most(over?.top ?? 0);
      await sendKeys({ press: 'Tab' });
      await until(() => element.shadowRoot?.activeElement !== at, 'focus further on');
    }
    expect(passed.size).to.be.greaterThan(10);
  });

  it('gives discarded changes back when asked, with focus on what comes next', async () => {
    const { element } = await openMapping();
    await press('button', /^Use \d suggestions$/);
    const discard = await find('button', 'Discard');
    discard.focus();
    discard.click();
    await sees('5 changes discarded');
    await until(() => focusedName() === 'Undo', 'focus on the way back');
    expect(element.hasUnsavedChanges).to.equal(false);
    expect(said()).to.include('5 changes discarded');
    await press('button', 'Undo');
    await sees('5 unsaved changes');
    await until(() => focusedName() === 'Save mapping', 'focus on saving');
  });

  it('returns focus to the row changed last once it has saved', async () => {
    await openMapping();
    await press('button', 'Use Gender for Gender');
    const save = await find('button', 'Save mapping');
    save.focus();
    save.click();
    await sees('Saved');
    await until(() => focusedName() === 'Gender: Gender', 'focus on the row');
    expect(said()).to.include('Saved');
    await until(() => all('region', 'Unsaved changes').length === 0, 'the bar gone');
  });

  it('keeps the changes when the session has ended, and says how to go on', async () => {
    await openMapping({ routes: { 'PUT /v1/mapping': () => problem(401, 'session_expired') } });
    await press('button', 'Use Gender for Gender');
    await press('button', 'Save mapping');
    await sees('Your session has ended Your changes are still here.');
    expect(seen()).to.include('1 unsaved change');
  });

  it('takes the other person’s mapping and gives mine back on top of it', async () => {
    const { server, someoneElseSaves } = await openMapping();
    await press('button', 'Use Mobile phone for Phone');
    someoneElseSaves({ email: 'email', phone: 'email_sha', gender: 'gender' });
    await press('button', 'Save mapping');
    await press('button', 'Take all of theirs');
    await sees('1 change discarded');
    await press('button', 'Undo');
    await find('button', 'Phone: Mobile phone, not saved yet');
    await press('button', 'Save mapping');
    await sees('Saved');
    expect(server.asked('PUT /v1/mapping').at(-1)?.body).to.deep.equal({
      attributes: { email: 'email', phone: 'mobile_phone', gender: 'gender' },
    });
  });

  it('says the day when the other person saved on another one', async () => {
    const { server } = await openMapping();
    await press('button', 'Use Gender for Gender');
    server.on('GET /v1/mapping', () => ({
      body: { attributes: { gender: 'country' }, version: 9, updatedAt: '2026-03-09T14:32:00.000Z', updatedBy: null },
      headers: { ETag: '"9"' },
    }));
    server.on('PUT /v1/mapping', () => problem(412, 'precondition_failed'));
    await press('button', 'Save mapping');
    await until(() => /Someone else saved this mapping on .*9.* at /.test(seen()), 'who and when');
    await find('radiogroup', 'Gender');
    expect(focusedName()).to.equal('Mapping conflict');
  });

  it('chooses between the two by arrow keys', async () => {
    const { someoneElseSaves } = await openMapping();
    await press('button', 'Use Gender for Gender');
    someoneElseSaves({ email: 'email', gender: 'country' });
    await press('button', 'Save mapping');
    await sees('Jun Tanaka saved this mapping at');
    await sendKeys({ press: 'Tab' });
    await until(() => /^Country ?Jun Tanaka, saved$/.test(focusedName()), 'focus on what was saved');
    await sendKeys({ press: 'ArrowUp' });
    await until(() => (all('radio')[0] as HTMLInputElement).checked, 'mine chosen');
  });
});
