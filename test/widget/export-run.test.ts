import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import type { Export } from '../../shared/exports.ts';
import { TikTokConnectSucceededEvent } from '../../widget/events/connect-succeeded.ts';
import { axeProblems } from './support/axe.ts';
import { audience, READY_COUNTS } from './support/export-server.ts';
import { NAME, setOffline, watchExport as watch } from './support/export-watch.ts';
import { toStep } from './support/exporter.ts';
import { all, clearPage, find, focusedName, press, seen, sees, until } from './support/page.ts';
import { problem } from './support/stub-server.ts';

const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
const SENT: Partial<Export> = {
  counts: READY_COUNTS,
  chunks: { total: 3, uploaded: 3 },
  peopleUploaded: 24_112,
  customAudienceId: '7345678901234567890',
};
const line = (state: Export['state'], hours: number) => ({ state, at: hoursAgo(hours) });
const STARTED = [line('receiving', 31), line('ready', 31), line('uploading', 31)];

describe('an export under way', () => {
  afterEach(() => {
    setOffline(false);
    clearPage();
  });

  it('is paused and resumed at the server, and says so', async () => {
    const { element, server } = await watch({
      ...SENT,
      state: 'uploading',
      peopleUploaded: 8000,
      chunks: { total: 3, uploaded: 1 },
    });
    await press('button', 'Pause sending');
    await sees('Sending is paused');
    expect(seen()).to.include('8,000 of 24,112 people are at TikTok').and.include('nobody is sent twice');
    expect(await axeProblems(element)).to.deep.equal([]);
    await press('button', 'Resume sending');
    await sees('Sending 24,112 people');
    expect(server.asked('POST /v1/exports/*/resume')).to.have.length(1);
  });

  it('says what is wrong and when the next try is while the server waits out a trouble', async () => {
    const trouble: Export['trouble'] = {
      since: hoursAgo(2),
      reason: {
        code: 'segment_source_failed',
        message: 'The segment’s source did not answer as expected. It answered with status 503.',
      },
      nextTryAt: new Date(2026, 4, 5, 14, 5).toISOString(),
    };
    const { element, server } = await watch({ ...SENT, state: 'receiving', segmentId: 'buyers', trouble });
    await sees('Nothing has moved for a while');
    expect(seen()).to.match(/status 503\. The next try is at (?:2:05\sPM|14:05)\./);
    expect(await axeProblems(element)).to.deep.equal([]);
    server.move('uploading', { trouble });
    await sees('Sending 24,112 people');
    expect(seen()).to.include('status 503.');
  });

  it('shows above what goes on that a pause was refused', async () => {
    await watch(
      { ...SENT, state: 'uploading', peopleUploaded: 8000 },
      { routes: { 'POST /v1/exports/*/pause': () => problem(409, 'export_wrong_state', 'It is processing already.') } },
    );
    await press('button', 'Pause sending');
    await sees('We couldn’t pause the export');
    expect(seen()).to.include('It is processing already.').and.include('8,000 of 24,112 people sent');
  });

  it('goes on at the server while the page is offline, and catches up when it is back', async () => {
    const { server } = await watch({ ...SENT, state: 'uploading', peopleUploaded: 8000 });
    setOffline(true);
    await sees('The export goes on without this page.');
    expect(all('button', 'Cancel export')[0]?.getAttribute('aria-disabled')).to.equal('true');
    server.move('processing', { peopleUploaded: 24_112 });
    setOffline(false);
    await sees('Processing since');
    expect(all('button', 'Cancel export')).to.have.length(0);
  });

  it('asks before it cancels, with focus on what keeps it, and gives focus to what is left', async () => {
    await watch({ ...SENT, state: 'uploading', peopleUploaded: 8000 });
    const cancel = await find('button', 'Cancel export');
    cancel.focus();
    await sendKeys({ press: 'Enter' });
    await until(() => focusedName() === 'Keep exporting', 'focus on the harmless button');
    expect(seen()).to.include('8,000 people are at TikTok already and stay there.');
    await sendKeys({ press: 'Escape' });
    await until(() => focusedName() === 'Cancel export', 'focus back');
    await sendKeys({ press: 'Enter' });
    await until(() => focusedName() === 'Keep exporting', 'the question again');
    all('button', 'Cancel export').at(-1)?.click();
    await sees('The rest was not sent.');
    await until(() => focusedName() === 'Export cancelled', 'focus on the title');
  });

  it('tells since when TikTok has it, when it was looked at and when it is looked at next', async () => {
    const { element } = await watch({
      ...SENT,
      state: 'processing',
      timeline: [...STARTED, line('processing', 30)],
      audienceProgress: {
        isValid: false,
        coverNum: 0,
        message: null,
        expiredTime: null,
        isExpiring: false,
        checkedAt: hoursAgo(0.25),
      },
    });
    await sees('TikTok is building your audience');
    await sees('Next look');
    expect(seen())
      .to.match(/since \d{1,2}:\d\d(?: [AP]M)? (?:yesterday|on )/)
      .and.match(/Last look 15 minutes ago\s* · \s*Next look within a minute/)
      .and.include('7345678901234567890');
    expect(element.shadowRoot?.querySelectorAll('.timeline time[datetime]').length).to.be.greaterThan(3);
    expect(await axeProblems(element)).to.deep.equal([]);
  });

  it('says plainly when 48 hours are over, and what to do', async () => {
    await watch({ ...SENT, state: 'processing', timeline: [...STARTED, line('processing', 50)] });
    await sees('TikTok takes longer than usual');
    expect(seen()).to.include('there is nothing to send again').and.include('Open in Ads Manager');
  });
});

describe('what came of an export', () => {
  afterEach(clearPage);
  const TOO_SMALL: Partial<Export> = {
    ...SENT,
    state: 'failed',
    error: { code: 'audience_failed', message: 'TikTok says the audience cannot be used: too small' },
    timeline: [...STARTED, line('processing', 30), line('failed', 1)],
    audienceProgress: {
      isValid: false,
      coverNum: 612,
      message: 'Audience size too small.',
      expiredTime: null,
      isExpiring: false,
      checkedAt: hoursAgo(1),
    },
  };

  it('puts TikTok’s number beside what was sent', async () => {
    await watch({
      ...SENT,
      state: 'completed',
      timeline: [...STARTED, line('processing', 30), line('completed', 0.5)],
      audienceProgress: {
        isValid: true,
        coverNum: 19_874,
        message: null,
        expiredTime: null,
        isExpiring: false,
        checkedAt: hoursAgo(0.5),
      },
    });
    await sees('Your audience is ready');
    expect(seen())
      .to.match(/19,874/)
      .and.include('Took 29 h 30 min');
  });

  it('says how many matched when they are too few, and adds more to the same audience', async () => {
    const { element, server } = await watch(TOO_SMALL, { audiences: [audience('7345678901234567890', NAME)] });
    await sees('Too few people matched');
    expect(seen())
      .to.include('TikTok matched 612 of the 24,112 people you sent.')
      .and.include('TikTok says: “\u2068Audience size too small.\u2069”')
      .and.not.include('Export paused');
    expect(await axeProblems(element)).to.deep.equal([]);
    await press('button', 'Add more people');
    await sees('Step 2 of 5');
    await toStep('Audience');
    await sees('48,210 matched');
    await press('button', 'Check before sending');
    await until(() => server.asked('POST /v1/exports').length === 1, 'the export opened');
    expect(server.asked('POST /v1/exports')[0]?.body).to.deep.include({
      audience: { update: { customAudienceId: '7345678901234567890', action: 'APPEND' } },
    });
  });

  it('signs in again for a refused sign-in, and then goes on by itself', async () => {
    const { element, server } = await watch(
      {
        ...SENT,
        state: 'failed',
        peopleUploaded: 8000,
        error: {
          code: 'tiktok_token_rejected',
          message: 'Refused.',
          tiktokRequestId: '202603121432070A9F3C51E77B20D4C8',
        },
        timeline: [...STARTED, line('failed', 30)],
      },
      {
        permissions: ['read', 'export', 'connect'],
        routes: {
          'POST /v1/connections/authorize': () => ({
            status: 201,
            body: { attemptId: 'att_00000001', authorizeUrl: 'about:blank#tiktok', expiresAt: hoursAgo(-1) },
          }),
          'GET /v1/connections/attempts/*': () => ({
            body: { attemptId: 'att_00000001', status: 'pending', expiresAt: hoursAgo(-1) },
          }),
        },
      },
    );
    await sees('8,000 of 24,112 people are already there and won’t be sent twice. Sign in again and the rest follows.');
    expect(await axeProblems(element)).to.deep.equal([]);
    await press('button', 'Sign in again');
    await until(() => server.asked('POST /v1/connections/authorize').length === 1, 'a sign-in');
    expect(server.asked('POST /v1/connections/authorize')[0]?.body).to.deep.include({ connectionId: 'con_00000000' });
    expect(server.asked('POST /v1/exports/*/retry')).to.have.length(0);
    document.body.dispatchEvent(new TikTokConnectSucceededEvent({ connectionId: 'con_another00' }));
    document.body.dispatchEvent(new TikTokConnectSucceededEvent({ connectionId: 'con_00000000' }));
    await sees('Sending 24,112 people');
    expect(server.asked('POST /v1/exports/*/retry')).to.have.length(1);
  });

  it('says that it failed where no other try can help, and offers a new export instead', async () => {
    const { element, server } = await watch({
      ...SENT,
      state: 'failed',
      peopleUploaded: 8000,
      error: { code: 'audience_not_found', message: 'TikTok knows no such audience in this ad account.' },
      timeline: STARTED,
    });
    await sees('Export failed');
    expect(seen())
      .to.include('The audience is gone')
      .and.include('This export can’t go on. Export the people again to a new audience.')
      .and.not.include('won’t be sent twice')
      .and.not.include('Paused');
    expect(all('button', /^Try again/)).to.have.length(0);
    expect(await axeProblems(element)).to.deep.equal([]);
    await press('button', 'Export another audience');
    await sees('Step 1 of 5');
    expect(server.asked('POST /v1/exports/*/retry')).to.have.length(0);
  });

  it('names who can sign in when this person cannot, and offers nothing to somebody who may only look', async () => {
    const failed: Partial<Export> = {
      ...SENT,
      state: 'failed',
      peopleUploaded: 0,
      error: { code: 'connection_disconnected', message: 'Refused.' },
    };
    await watch(failed);
    await sees('Signing in needs the Connect permission.');
    expect(all('button', 'Try again')).to.have.length(1);
    clearPage();
    await watch(failed, { permissions: ['read'] });
    await sees('TikTok refused the sign-in');
    expect([all('button', 'Try again').length, all('button', 'Cancel export').length]).to.deep.equal([0, 0]);
  });
});
