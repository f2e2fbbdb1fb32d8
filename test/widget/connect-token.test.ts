import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import type { TikTokConnectButton } from '../../widget/connect-button/connect-button.ts';
import { connection } from './support/ads-server.ts';
import { axeProblems } from './support/axe.ts';
import { forgetWindows, openWindow, type Shown, show, watchWindows } from './support/connect.ts';
import { all, find, focusedName, press, seen, sees, until } from './support/page.ts';
import { problem } from './support/stub-server.ts';

const TOKEN = 'POST /v1/connections/token';
const LINK = 'Have an access token? Paste it instead';
const IDS = ['7104856021930123265', '7231904417760051203'];

/** The form of the production environment. */
async function pasting(properties: Partial<TikTokConnectButton> = {}): Promise<Shown> {
  const shown = show(
    { connections: [connection({ source: 'token', tokenLast4: '1a2b', advertiserCount: 2 })] },
    { allowToken: true, ...properties },
  );
  await press('button', LINK);
  await until(() => focusedName().startsWith('Access token'), 'the focus on the token');
  return shown;
}

const bodies = ({ server }: Shown) => server.asked(TOKEN).map((request) => request.body);
const field = (name: RegExp) => find('textbox', name);

beforeEach(() => watchWindows());
afterEach(forgetWindows);

describe('an access token instead of a sign-in', () => {
  it('is offered only where the page asks for it', async () => {
    const { element } = show();
    await find('button', 'Connect ad account');
    expect(all('button', LINK).length).to.equal(0);
    element.setAttribute('allow-token', '');
    await find('button', LINK);
    expect(await axeProblems(element)).to.deep.equal([]);
    element.remove();
    show({ permissions: ['read'] }, { allowToken: true });
    await sees('Connecting needs the Connect permission.');
    expect(all('button', LINK).length).to.equal(0);
  });

  it('connects without naming ad accounts, and shows the last 4 characters afterwards', async () => {
    const shown = await pasting();
    const { element, server, events } = shown;
    expect(seen()).to.contain('Connect with an access token');
    expect(seen()).to.contain('For partners whom TikTok approved for long-lived tokens.');
    expect(seen()).to.contain('Stored sealed. Later, only its last 4 characters show.');
    expect(await axeProblems(element)).to.deep.equal([]);
    server.on(TOKEN, () => ({ status: 201, body: connection({ source: 'token', tokenLast4: '1a2b' }) }));
    await sendKeys({ type: ' act.long-lived-token-1a2b ' });
    await sendKeys({ press: 'Enter' });
    await until(() => /Token ending in .1a2b.\./.test(seen()), 'the end of the token');
    expect(seen()).not.to.contain('long-lived-token');
    expect(bodies(shown)).to.deep.equal([{ environment: 'production', accessToken: 'act.long-lived-token-1a2b' }]);
    expect(events).to.deep.equal(['succeeded']);
    expect(openWindow() === null).to.equal(true);
    await find('button', 'Choose ad accounts');
  });

  it('asks for ad account ids beside their field when the server needs them', async () => {
    const shown = await pasting();
    const { server, element } = shown;
    server.on(TOKEN, () =>
      problem(422, 'invalid_request', 'name them in advertiserIds.', {
        errors: [{ path: 'advertiserIds', message: 'is needed here' }],
      }),
    );
    await sendKeys({ type: 'act.long-lived-token' });
    await press('button', 'Connect');
    await sees('TikTok doesn’t list this token’s ad accounts. Enter their IDs.');
    await until(() => focusedName().startsWith('Ad account IDs'), 'the focus on the ids');
    expect(all('button', 'Copy').length).to.equal(0);
    expect(await axeProblems(element)).to.deep.equal([]);
    server.on(TOKEN, () =>
      problem(422, 'invalid_request', 'Out of reach.', {
        errors: [{ path: 'advertiserIds.1', message: 'the token does not reach it' }],
      }),
    );
    await sendKeys({ type: `${IDS[0]}, ${IDS[1]} ${IDS[0]}` });
    await press('button', 'Connect');
    await until(
      () => /This token doesn’t reach .7231904417760051203.\. Correct it, or leave it out\./.test(seen()),
      'it',
    );
    expect(bodies(shown)[1]).to.deep.equal({
      environment: 'production',
      accessToken: 'act.long-lived-token',
      advertiserIds: IDS,
    });
  });

  it('says what is wrong with a token before it is sent, and why TikTok refuses one', async () => {
    const shown = await pasting();
    await press('button', 'Connect');
    await sees('Paste the access token that TikTok gave you.');
    await sendKeys({ type: 'two words and more' });
    await press('button', 'Connect');
    await sees('This isn’t a token as TikTok shows it');
    expect(bodies(shown)).to.deep.equal([]);
    shown.server.on(TOKEN, () =>
      problem(422, 'tiktok_token_rejected', 'It connects with the environment "sandbox".', {
        tiktokRequestId: '20260312AB',
        errors: [{ path: 'accessToken', message: 'is refused in the environment "production"' }],
      }),
    );
    const input = await until(() => shown.element.shadowRoot?.querySelector<HTMLInputElement>('input'), 'the field');
    input.value = 'act.refused-token';
    await press('button', 'Connect');
    await sees('The access token couldn’t be connected');
    expect(seen()).to.contain('or it is a sandbox token, which can’t be connected here. Nothing was stored.');
    expect(seen()).not.to.contain('environment');
    expect(seen()).to.contain('20260312AB');
    await sees('This token can’t be used here.');
    await until(() => focusedName().startsWith('Access token'), 'the focus on the token');
    expect(await axeProblems(shown.element)).to.deep.equal([]);
  });

  it('drops what it asked when the person cancels', async () => {
    const shown = await pasting();
    let answer = (): void => undefined;
    const asked = new Promise<void>((resolve) => (answer = resolve));
    shown.server.on(TOKEN, async () => {
      await asked;
      return { status: 201, body: connection({ source: 'token' }) };
    });
    await sendKeys({ type: 'act.long-lived-token' });
    await press('button', 'Connect');
    await until(() => bodies(shown).length === 1, 'the call');
    await press('button', 'Cancel');
    await find('button', 'Connect ad account');
    answer();
    await shown.server.client.call('getSession');
    expect(shown.events).to.deep.equal([]);
  });

  it('opens for a page’s own button, and leads to the window again when that is wanted', async () => {
    const { element } = show({}, { withoutTrigger: true });
    await until(() => element.hasAttribute('idle'), 'an empty element');
    element.start({ token: true });
    await field(/^Ad account IDs/);
    element.start();
    await sees('Finish in the TikTok window');
    expect(all('textbox').length).to.equal(0);
  });

  it('says of each token what came of it, also where it was meant for another connection', async () => {
    const { element, server } = await pasting();
    const made = connection({ source: 'token', importedCount: 1 });
    server.on(TOKEN, () => ({ status: 201, body: made }));
    const paste = async (): Promise<void> => {
      await field(/^Ad account IDs/);
      await until(() => focusedName().startsWith('Access token'), 'the focus on the token');
      await sendKeys({ type: 'act.long-lived-token' });
      await press('button', 'Connect');
    };
    await paste();
    await find('heading', 'Connected as Maren Holm');
    element.start({ token: true, connectionId: made.id });
    await paste();
    await find('heading', 'Signed in again as Maren Holm');
    element.start({ token: true, connectionId: 'con_another' });
    await paste();
    await find('heading', 'Connected as Maren Holm');
  });

  it('takes a sandbox token in the same form, says what is missing, and never shows the token again', async () => {
    const { server, element } = show({}, { environment: 'sandbox' });
    await sees('You paste an access token instead.');
    await press('button', 'Connect sandbox account');
    await sees('Connect a sandbox account');
    await until(() => focusedName().startsWith('Access token'), 'the focus on the token');
    expect(await axeProblems(element)).to.deep.equal([]);
    await press('button', 'Connect sandbox');
    await sees('Paste the access token from TikTok’s developer portal.');
    await sendKeys({ type: 'sandbox-token-123456' });
    await press('button', 'Connect sandbox');
    await sees('Enter at least one ad account ID');
    await sendKeys({ type: IDS.join(', ') });
    server.on(TOKEN, () => ({ status: 201, body: connection({ environment: 'sandbox', source: 'token' }) }));
    await press('button', 'Connect sandbox');
    await find('button', 'Choose ad accounts');
    expect(server.asked(TOKEN).at(-1)?.body).to.deep.equal({
      environment: 'sandbox',
      accessToken: 'sandbox-token-123456',
      advertiserIds: IDS,
    });
    expect(openWindow() === null).to.equal(true);
  });
});
