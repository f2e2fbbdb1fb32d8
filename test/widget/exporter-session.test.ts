import { expect } from 'chai';
import { account, ACCOUNTS, audience, ExportServer } from './support/export-server.ts';
import { chooseAudience, openExporter as open, toStep } from './support/exporter.ts';
import { all, clearPage, find, press, seen, sees } from './support/page.ts';

describe('the exporter, while the session or its ad accounts change', () => {
  afterEach(clearPage);

  it('offers the audiences of a new session only, however late the old one answers', async () => {
    let answer = (): void => undefined;
    const mayAnswer = new Promise<void>((resolve) => (answer = resolve));
    const { element } = await open({
      routes: {
        'GET /v1/audiences': async () => {
          await mayAnswer;
          return { body: { items: [audience('71', 'Of the old session')], nextCursor: null } };
        },
      },
    });
    await toStep('Audience');
    element.client = new ExportServer({ audiences: [audience('72', 'Of the new session')] }).client;
    await sees('Step 1 of 5');
    await toStep('Audience');
    (await find('radio', 'Existing audience')).click();
    await find('button', /^Audience:/);
    answer();
    await press('button', /^Audience:/);
    await find('option', /^Of the new session/);
    // What the old session still had to say has come through by then.
    await new Promise((resolve) => setTimeout(resolve));
    expect(all('option', /^Of the old session/)).to.have.length(0);
  });

  it('gives up an audience whose ad account is gone, instead of exporting to another account’s', async () => {
    const { server } = await open({ audiences: [audience('71', 'VIP buyers')] });
    await toStep('Audience');
    await chooseAudience('vip', /^VIP buyers/);
    await sees('What should happen?');
    server.on('GET /v1/ad-accounts', () => ({ body: { items: ACCOUNTS.slice(1), nextCursor: null } }));
    document.dispatchEvent(new Event('tiktok-account-removed'));
    await sees('Step 1 of 5');
    ((await find('radio', /^株式会社/)) as HTMLInputElement).click();
    await toStep('Audience');
    await find('button', /^Audience:/);
    expect(seen()).to.not.include('What should happen?');
    await press('button', 'Check before sending');
    await sees('Choose an audience');
    expect(server.asked('POST /v1/exports')).to.have.length(0);
  });

  it('loads again behind a skeleton after a first load that failed', async () => {
    let isDown = true;
    const server = new ExportServer();
    server.on('GET /v1/ad-accounts', async () => {
      if (isDown)
        return { status: 503, body: { code: 'internal_error', title: 'No', status: 503, detail: 'Not now.' } };
      return { body: { items: [account('7990000000000000001', 'Another account')], nextCursor: null } };
    });
    const element = document.createElement('tiktok-audience-exporter');
    element.client = server.client;
    document.body.append(element);
    await sees('We couldn’t load what you can export');
    isDown = false;
    const shown: boolean[] = [];
    const watcher = new MutationObserver(() =>
      shown.push(element.shadowRoot?.querySelector('.panel[aria-busy="true"]') !== null),
    );
    watcher.observe(element.shadowRoot as ShadowRoot, { subtree: true, childList: true });
    await press('button', 'Try again');
    await sees('Another account');
    watcher.disconnect();
    expect(shown.includes(true)).to.equal(true);
  });
});
