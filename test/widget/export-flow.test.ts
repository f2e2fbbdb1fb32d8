import { expect } from 'chai';
import type { CreateExport } from '../../shared/exports.ts';
import { ExportFlow } from '../../widget/audience-exporter/export-flow.ts';
import { audienceShift } from '../../widget/audience-exporter/audience-rules.ts';
import { EMPTY_DRAFT, needsDefaultCountry, type World } from '../../widget/audience-exporter/export-state.ts';
import { isSettled, listDelayMs, pollDelayMs, shouldStopPolling } from '../../widget/audience-exporter/polling.ts';
import type { Line } from '../../widget/audience-exporter/page-waits.ts';
import { nameFromFile, proposeName } from '../../widget/audience-exporter/propose-name.ts';
import { stepProblem } from '../../widget/audience-exporter/step-problem.ts';
import { openCsvWorker } from '../../widget/worker/hash-csv.ts';
import {
  ACCOUNTS,
  audience,
  exported,
  ExportServer,
  MAPPING,
  READY_COUNTS,
  SEGMENTS,
} from './support/export-server.ts';
import { until } from './support/page.ts';
import { problem } from './support/stub-server.ts';

const ONLINE: Line = { isOffline: false, untilOnline: () => Promise.resolve() };
const VIP = audience('7001', 'VIP buyers 2026-03');

describe('the flow of one export', () => {
  const request: CreateExport = {
    advertiserId: '7104856021930123265',
    attributes: ['email'],
    audience: { create: { name: 'New' } },
  };

  function openFlow(server: ExportServer, clock = { now: 0 }, line: Line = ONLINE) {
    const failures: string[] = [];
    const wait = async (ms: number, signal: AbortSignal) => {
      clock.now += ms;
      await new Promise((resolve) => setTimeout(resolve));
      signal.throwIfAborted();
    };
    const flow = new ExportFlow({
      client: () => server.client,
      openWorker: openCsvWorker,
      line,
      waitForLook: (ms, signal) => wait(ms, signal),
      wait,
      now: () => clock.now,
      isTold: () => false,
      onChange: () => {},
      onOpened: () => {},
      onDropped: () => {},
      onMoved: () => {},
      onFailure: ({ code }) => failures.push(code),
    });
    return { flow, failures, clock };
  }

  it('tries a broken upload five times more, then waits for a person, and goes on without sending anything twice', async () => {
    const server = new ExportServer();
    let isDown = true;
    server.on('PUT /v1/exports/*/records', ({ body, headers }) => {
      if (isDown) return problem(503, 'internal_error');
      server.uploaded.push(`${headers.get('Upload-Offset')}:${String(body).length}`);
      return {
        body: server.move('ready', { receivedBytes: String(body).length, counts: { ...READY_COUNTS, rows: 1 } }),
      };
    });
    const { flow, failures } = openFlow(server);
    const opened = flow.open(request, {
      kind: 'csv',
      file: new Blob(['email\na@example.com\n']),
      columns: { email: 0 },
    });
    await until(() => flow.canContinueUpload, 'an upload that waits');
    expect(server.asked('PUT /v1/exports/*/records')).to.have.length(6);
    expect(server.asked('PUT /v1/exports/*/records')[0]?.query.get('more')).to.equal(null);
    expect(failures).to.deep.equal(['internal_error']);
    expect(flow.run.phase).to.equal('hashing');
    isDown = false;
    flow.continueUpload();
    await opened;
    expect([flow.run.phase, flow.run.failure]).to.deep.equal(['ready', null]);
    expect(server.uploaded).to.deep.equal(['0:71']);
  });

  it('stops asking when nothing moves for ten minutes, and asks again when told', async () => {
    const server = new ExportServer();
    const { flow, clock } = openFlow(server);
    await flow.open({ ...request, segmentId: 'buyers' }, { kind: 'segment', hasSource: true });
    expect([flow.run.phase, flow.run.isStalled]).to.deep.equal(['receiving', true]);
    expect(clock.now).to.be.within(600_000, 610_000);
    expect(server.asked('GET /v1/exports/*').length).to.be.lessThan(150);
    server.move('ready', { counts: READY_COUNTS });
    await flow.lookAgain();
    expect([flow.run.phase, flow.run.isStalled]).to.deep.equal(['ready', false]);
  });

  it('bears a few lost answers while following, and shows the failure that lasts', async () => {
    const server = new ExportServer();
    let answers = 0;
    server.on('GET /v1/exports/*', () =>
      ++answers < 4 ? problem(502, 'internal_error') : { body: server.move('ready', { counts: READY_COUNTS }) },
    );
    const { flow, failures } = openFlow(server);
    await flow.open({ ...request, segmentId: 'buyers' }, { kind: 'segment', hasSource: true });
    expect([flow.run.phase, failures.length]).to.deep.equal(['ready', 0]);
    server.on('GET /v1/exports/*', () => problem(404, 'not_found'));
    await flow.lookAgain();
    expect([flow.run.failure?.code, failures]).to.deep.equal(['not_found', ['not_found']]);
  });

  it('cancels what was never sent when it is dropped, and leaves what was', async () => {
    const server = new ExportServer();
    const { flow } = openFlow(server);
    server.on('GET /v1/exports/*', () => ({ body: server.move('ready', { counts: READY_COUNTS }) }));
    await flow.open({ ...request, segmentId: 'buyers' }, { kind: 'segment', hasSource: true });
    flow.drop();
    await until(() => server.asked('POST /v1/exports/*/cancel').length === 1, 'a cancelled export');
    await flow.watch(exported({ state: 'completed' }));
    flow.drop();
    expect(flow.run.phase).to.equal('idle');
    expect(server.asked('POST /v1/exports/*/cancel')).to.have.length(1);
  });
});

describe('export rules', () => {
  const world: World = {
    accounts: ACCOUNTS,
    segments: SEGMENTS,
    mapping: MAPPING,
    audiences: [VIP],
    withoutAudiences: new Set(),
    withoutPermission: new Set(),
  };

  it('says what a step still lacks', () => {
    const draft = { ...EMPTY_DRAFT, advertiserId: ACCOUNTS[0]?.advertiserId ?? '', segmentId: 'buyers', name: 'New' };
    expect(stepProblem('account', { ...draft, advertiserId: ACCOUNTS[2]?.advertiserId ?? '' }, world)).to.equal(
      'choose_account',
    );
    expect(stepProblem('audience', { ...draft, name: VIP.name }, world)).to.equal('name_taken');
    expect(stepProblem('audience', { ...draft, retentionInDays: 366 }, world)).to.equal('retention_out_of_range');
    expect(
      stepProblem('what', { ...draft, left: new Set(['email', 'phone', 'googleAdvertisingId'] as const) }, world),
    ).to.equal('choose_match_key');
    expect(needsDefaultCountry(draft, { ...world, mapping: { phone: 'p' } })).to.equal(true);
    expect(needsDefaultCountry(draft, world)).to.equal(false);
  });

  it('says what an action does to an audience, as a bound', () => {
    expect(audienceShift('APPEND', 48_210, 24_112)).to.deep.equal({ now: 48_210, after: 72_322, mayFail: false });
    expect(audienceShift('REMOVE', 1500, 24_112)).to.deep.equal({ now: 1500, after: 0, mayFail: true });
    expect(audienceShift('REPLACE', 48_210, null)).to.deep.equal({ now: 48_210, after: null, mayFail: false });
  });

  it('asks less and less often, and stops', () => {
    const waits = [0, 1, 5, 50].map((unchanged) => pollDelayMs('processing', unchanged));
    expect(waits).to.deep.equal([...waits].sort((left, right) => left - right));
    expect(waits.at(-1)).to.equal(300_000);
    // While the stream tells when it is done, only the second look comes soon, and a list is looked at less often than what is watched.
    expect([0, 1, 2, 50].map((unchanged) => pollDelayMs('processing', unchanged, true))).to.deep.equal([
      2000, 12_000, 72_000, 300_000,
    ]);
    expect(pollDelayMs('uploading', 0, true)).to.equal(pollDelayMs('uploading', 0));
    expect([listDelayMs('uploading', 0, false), listDelayMs('uploading', 0, true)]).to.deep.equal([1000, 10_000]);
    expect(shouldStopPolling('receiving', 9 * 60_000)).to.equal(false);
    expect(shouldStopPolling('receiving', 10 * 60_000)).to.equal(true);
    expect(['ready', 'failed', 'processing'].map((state) => isSettled(state as 'ready'))).to.deep.equal([
      true,
      true,
      false,
    ]);
  });

  it('proposes a name that is free and fits', () => {
    expect(proposeName('Buyers', 'March 2026', new Set())).to.equal('Buyers, March 2026');
    expect(proposeName('Buyers', 'March 2026', new Set(['Buyers, March 2026']))).to.equal('Buyers, March 2026 (2)');
    const long = proposeName('名'.repeat(200), 'March 2026', new Set());
    expect(long).to.have.length(128);
    expect(proposeName('😀'.repeat(100), 'March 2026', new Set()).length).to.be.at.most(128);
    expect(nameFromFile('loyalty_export-2026.csv')).to.equal('loyalty export-2026');
  });
});
