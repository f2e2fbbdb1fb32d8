import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import { axeProblems } from './support/axe.ts';
import { audience, READY_COUNTS, type ExportServerOptions } from './support/export-server.ts';
import { NAME, setOffline, watchExport as watch } from './support/export-watch.ts';
import { chooseFile, openExporter as open, toStep } from './support/exporter.ts';
import { all, clearPage, focusedName, press, pressFree, seen, sees, until } from './support/page.ts';
import { problem } from './support/stub-server.ts';

const VIP = audience('7001', 'VIP buyers 2026-03');

async function toReport(options: ExportServerOptions = {}) {
  const opened = await open(options);
  await toStep('Audience');
  await press('button', 'Check before sending');
  await until(() => opened.server.asked('POST /v1/exports').length === 1, 'the export opened');
  opened.server.move('ready', { counts: READY_COUNTS });
  await sees('people are ready to send');
  return opened;
}

describe('the check before sending', () => {
  afterEach(clearPage);

  it('reads at a glance, says the same in words, and downloads what was rejected', async () => {
    const { element, server } = await toReport({
      routes: { 'GET /v1/exports/*/rejects.csv': () => problem(500, 'internal_error', 'The disk is gone.') },
    });
    const picture = element.shadowRoot?.querySelector('svg[role=img]');
    expect(picture?.getAttribute('aria-label')).to.equal('96.4% ready, 2.4% duplicates, 1.1% rejected');
    expect(seen()).to.match(/Matched on People who have it Email 23,412 Phone 18,002 Google advertising ID 6,011/);
    expect(seen()).to.match(/276 in all Phone can’t be read 188 Email is incomplete 71 Device ID is all zeros 17/);
    expect(await axeProblems(element)).to.deep.equal([]);
    // It stands there already: a second look at it would stop what this page does for it.
    await sees('Shown above');
    expect(all('button', /^Open the export of/)).to.have.length(0);
    await press('button', 'Download rejected rows');
    await until(() => server.asked('GET /v1/exports/*/rejects.csv').length === 1, 'a download');
    await sees('We couldn’t download the rejected rows of');
  });

  it('keeps the report when sending is refused, and signs in again from there', async () => {
    await toReport({
      permissions: ['read', 'export', 'connect'],
      routes: {
        'POST /v1/exports/*/start': () =>
          problem(409, 'connection_disconnected', 'TikTok refuses this sign-in. Sign in again.', {
            tiktokRequestId: '202603121432070A9F3C51E77B20D4C8',
          }),
      },
    });
    await pressFree('Send 24,112 people');
    await sees('We couldn’t start sending');
    expect(seen()).to.include('202603121432070A9F3C51E77B20D4C8').and.include('of 25,000 people are ready to send');
    expect(all('button', 'Sign in again')).to.have.length(1);
    expect(all('button', 'Send 24,112 people')).to.have.length(1);
  });

  it('brings focus along when sending begins, and leaves it alone elsewhere', async () => {
    const { server } = await toReport();
    const send = await until(
      () => all('button', 'Send 24,112 people').find((one) => one.getAttribute('aria-disabled') !== 'true'),
      'a report',
    );
    send.focus();
    send.click();
    await until(() => focusedName() === 'Sending 24,112 people', 'focus on the title');
    const elsewhere = document.createElement('input');
    elsewhere.setAttribute('aria-label', 'Elsewhere');
    document.body.append(elsewhere);
    elsewhere.focus();
    server.move('processing', { peopleUploaded: 24_112 });
    await sees('TikTok is building your audience');
    expect(focusedName()).to.equal('Elsewhere');
  });

  it('points to the tick when the red button is pressed before it', async () => {
    const { server } = await watch(
      {
        state: 'ready',
        counts: READY_COUNTS,
        audience: { update: { customAudienceId: '7001', action: 'REPLACE' } },
        audienceName: NAME,
      },
      { audiences: [{ ...VIP, name: NAME }] },
    );
    await pressFree('Replace with 24,112 people');
    await until(() => focusedName() === 'Keep the audience', 'focus on the harmless button');
    await sees('Take out the 48,210 people who are there now');
    await press('button', 'Replace everyone');
    await until(() => focusedName() === 'Take out the 48,210 people who are there now', 'focus on the tick');
    expect(server.asked('POST /v1/exports/*/start')).to.have.length(0);
    await sendKeys({ press: 'Space' });
    await until(
      () => all('button', 'Replace everyone')[0]?.getAttribute('aria-disabled') !== 'true',
      'the red button free',
    );
    await press('button', 'Replace everyone');
    await until(() => focusedName() === 'Sending 24,112 people', 'focus on what goes on now');
  });

  it('waits with a file while the page is offline, and goes on by itself when it is back', async () => {
    const { element, server } = await open();
    await toStep('Who');
    let answer = (): void => undefined;
    const mayAnswer = new Promise<void>((resolve) => (answer = resolve));
    server.on('PUT /v1/exports/*/records', async ({ body }) => {
      await mayAnswer;
      if (!navigator.onLine) throw new TypeError('Failed to fetch');
      server.uploaded.push(String(body));
      return { body: server.move('ready', { counts: READY_COUNTS, receivedBytes: String(body).length }) };
    });
    await chooseFile('email\nana@example.com\n');
    await sees('1 row');
    await toStep('Audience');
    await press('button', 'Check before sending');
    await until(() => server.asked('PUT /v1/exports/*/records').length === 1, 'an upload');
    expect(seen()).to.include('Keep this page open');
    try {
      setOffline(true);
      await sees('It goes on by itself, from where it stopped, once you’re back.');
      expect(await axeProblems(element)).to.deep.equal([]);
      answer();
    } finally {
      setOffline(false);
    }
    await sees('people are ready to send');
    expect(server.uploaded).to.have.length(1);
  });
});
