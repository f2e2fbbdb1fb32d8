import { expect } from 'chai';
import type { Finding } from '../../shared/exports.ts';
import type { FindingSentence } from '../../shared/finding-sentences.ts';
import { loadLabels } from '../../widget/labels/labels.ts';
import { de } from '../../widget/labels/de.ts';
import { axeProblems } from './support/axe.ts';
import { audience, exported, READY_COUNTS, type ExportServerOptions } from './support/export-server.ts';
import { watchExport as watch } from './support/export-watch.ts';
import { openExporter as open, toStep } from './support/exporter.ts';
import { all, clearPage, find, focusedName, press, pressFree, seen, sees, until } from './support/page.ts';
import { problem } from './support/stub-server.ts';

const LOW: Finding = { code: 'too_small_to_target', severity: 'warning', message: 'Ads need 1,000 matches.' };
const TAKEN: Finding = {
  code: 'audience_name_taken',
  severity: 'blocker',
  message: 'Another audience of this ad account has this name. Choose another one.',
};
const FULL: Finding = {
  code: 'audience_limit_reached',
  severity: 'blocker',
  message: 'The ad account holds 400 audiences, which is all that TikTok allows. Remove one first.',
};
const NOTE: Finding = { code: 'fixed_retention', severity: 'info', message: 'It ends on 9 May 2027.' };

async function toReport(findings: Finding[], options: ExportServerOptions = {}, button = 'Check before sending') {
  const opened = await open(options);
  opened.server.findings = findings;
  await toStep('Audience');
  await press('button', button);
  await until(() => opened.server.asked('POST /v1/exports').length === 1, 'the export opened');
  opened.server.move('ready', { counts: READY_COUNTS });
  await sees('people are ready to send');
  return opened;
}

describe('the report before sending, as TikTok would see it', () => {
  afterEach(clearPage);

  it('stops Send while something would be refused, says what, and leads to where it is cured', async () => {
    const { element, server } = await toReport([TAKEN, FULL, LOW, NOTE]);
    await sees('2 things stop this export');
    expect(seen())
      .to.include('Another audience has this name')
      .and.include(FULL.message)
      .and.include('Before you send')
      .and.include(NOTE.message);
    expect(seen().indexOf('2 things stop')).to.be.lessThan(seen().indexOf('Before you send'));
    expect(await axeProblems(element)).to.deep.equal([]);
    const send = await find('button', 'Create it anyway');
    expect(send.getAttribute('aria-disabled')).to.equal('true');
    send.click();
    await until(() => all('button', 'Change the audience').length === 2, 'the ways out');
    expect(server.asked('POST /v1/exports/*/start')).to.have.length(0);
    await press('button', 'Change the audience');
    await sees('Step 4 of 5');
    await until(() => server.asked('POST /v1/exports/*/cancel').length === 1, 'the unsent export cancelled');
  });

  it('speaks the person’s language, and English where that has no words yet', async () => {
    await loadLabels('de');
    const newer: FindingSentence[] = JSON.parse('[{ "says": "ads_need_1000" }, { "says": "something_of_tomorrow" }]');
    const { element } = await toReport([
      { ...FULL, sentences: [{ says: 'account_full', held: 400 }] },
      { ...LOW, sentences: newer },
      { ...NOTE, sentences: [{ says: 'will_end', days: 30, at: '2027-05-09T10:00:00.000Z' }] },
    ]);
    await sees(FULL.message);
    const { lang } = document.documentElement;
    try {
      document.documentElement.lang = 'de';
      const { findingSentences } = de.audienceExporter;
      await sees(findingSentences.account_full?.({ held: 400 }) ?? '');
      await sees(findingSentences.will_end?.({ days: 30, at: '9. Mai 2027' }) ?? '');
      const inEnglish = [...(element.shadowRoot?.querySelectorAll('p[lang=en]') ?? [])];
      expect(inEnglish.map(({ textContent }) => textContent)).to.deep.equal([LOW.message]);
      expect(await axeProblems(element)).to.deep.equal([]);
    } finally {
      document.documentElement.lang = lang;
    }
  });

  it('sends in spite of a warning', async () => {
    const { server } = await toReport([{ ...LOW, code: 'many_rejected', message: 'A fifth was rejected.' }]);
    await sees('Many rows were rejected');
    await pressFree('Send 24,112 people');
    await until(() => server.asked('POST /v1/exports/*/start').length === 1, 'the start');
  });

  it('does not keep Send back when the report cannot be had, and asks again', async () => {
    let isDown = true;
    const { server } = await toReport([], {
      routes: {
        'GET /v1/exports/*/report': () =>
          isDown ? problem(502, 'tiktok_unavailable', 'TikTok did not answer.') : { body: server.report() },
      },
    });
    await sees('We couldn’t ask what TikTok will say');
    await until(
      () => all('button', 'Send 24,112 people')[0]?.getAttribute('aria-disabled') !== 'true',
      'a button that can be pressed',
    );
    isDown = false;
    server.findings = [TAKEN];
    await press('button', 'Ask again');
    await sees('One thing stops this export');
  });

  it('counts people without consent beside the rejected, and what a change adds and takes out', async () => {
    const { element } = await watch({
      state: 'ready',
      mirrorId: 'mir_00000001',
      dryRun: true,
      consent: true,
      audience: { update: { customAudienceId: '7001', action: 'MIRROR' } },
      counts: { ...READY_COUNTS, rows: 26_204, withoutConsent: 1204, toAdd: 1204, toRemove: 310 },
    });
    await sees('What would change');
    expect(seen())
      .to.match(/Without consent 1,204/)
      .and.match(/To be added or changed 1,204 people To be taken out 310 identifiers/)
      .and.include('Only a check');
    const picture = element.shadowRoot?.querySelector('svg[role=img]');
    expect(picture?.getAttribute('aria-label')).to.include('4.6% without consent');
    expect(all('button', /^Send|^Confirm/)).to.have.length(0);
    expect(await axeProblems(element)).to.deep.equal([]);
  });

  it('ends a check at its report, and goes back to the audience for a real one', async () => {
    const { server } = await toReport([], {}, 'Check only');
    await sees('Only a check');
    expect(seen()).to.include('Nothing was sent').and.not.include('Nothing has been sent');
    expect(server.asked('POST /v1/exports')[0]?.body).to.deep.include({ dryRun: true });
    expect(all('button', /^Send/)).to.have.length(0);
    await press('button', 'Back to the audience');
    await sees('Step 4 of 5');
    await press('button', 'Check before sending');
    await until(() => server.asked('POST /v1/exports').length === 2, 'a real export');
    expect(server.asked('POST /v1/exports')[1]?.body).to.not.have.property('dryRun');
  });
});

describe('a run that waits for a confirmation', () => {
  afterEach(clearPage);
  const RUN = {
    state: 'ready',
    mirrorId: 'mir_00000001',
    createdBy: null,
    audience: { update: { customAudienceId: '7001', action: 'MIRROR' } },
    counts: { ...READY_COUNTS, toAdd: 12, toRemove: 9310 },
    confirmation: { code: 'many_removals', message: '9,310 of 24,000 people would be taken out.' },
  } as const;

  it('says what it would do, and sends once somebody confirms it', async () => {
    const { element, server } = await watch(RUN);
    await sees('This run would take out many people');
    expect(seen()).to.include('9,310 of 24,000 people would be taken out.').and.include('By schedule');
    await sees('Needs you');
    expect(await axeProblems(element)).to.deep.equal([]);
    await pressFree('Confirm and send');
    await until(() => server.asked('POST /v1/exports/*/start').length === 1, 'the start');
    await until(() => focusedName() === 'Sending what has changed', 'focus on what goes on now');
  });

  it('is put away by “Do not send”', async () => {
    const { server } = await watch(RUN);
    await press('button', 'Do not send');
    await until(() => server.asked('POST /v1/exports/*/cancel').length === 1, 'the cancelled run');
    await sees('Export cancelled');
  });

  it('asks with a tick before a first run replaces everybody', async () => {
    const { server } = await watch(
      {
        ...RUN,
        audience: { update: { customAudienceId: '7001', action: 'REPLACE' } },
        confirmation: { code: 'replaces_audience', message: 'The first run replaces everybody.' },
      },
      { audiences: [audience('7001', 'VIP buyers')] },
    );
    await pressFree('Confirm and send');
    await until(() => focusedName() === 'Keep the audience', 'the question');
    expect(server.asked('POST /v1/exports/*/start')).to.have.length(0);
  });

  it('shows in the history that it needs somebody, whoever began it', async () => {
    await open({ history: [exported(RUN)] });
    await sees('Needs you');
    expect(seen()).to.include('By schedule').and.include('This run would take out many people');
  });
});
