import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { ExportReport } from '../../shared/exports.ts';
import { audienceCalls } from './audiences-support.ts';
import { type Exporting, startExporting } from './exports-support.ts';
import { emailRows, startMirroring } from './mirrors-support.ts';

let its: Exporting;
beforeAll(async () => {
  its = await startExporting();
});
afterEach(() => its.simulator.clearFaults());
afterAll(() => its.stop());

const people = (count: number) =>
  `Email\n${Array.from({ length: count }, (_, index) => `p${index}@example.com`).join('\n')}\n`;
const ask = (exportId: string) => its.call('GET', `/v1/exports/${exportId}/report`);
async function report(exportId: string): Promise<ExportReport> {
  const answer = await ask(exportId);
  expect(answer.status, answer.text).toBe(200);
  return answer.json;
}
const codes = ({ findings }: ExportReport) => findings.map(({ severity, code }) => `${severity} ${code}`);

const plant = (audience: Record<string, unknown> = {}) => audienceCalls(its).plant(audience);
async function ready(audience: unknown, count: number): Promise<string> {
  const opened = await its.open({ audience });
  await its.fill(opened.id, people(count));
  return opened.id;
}

describe('the report of an export', () => {
  test('is there once the records are, and not before', async () => {
    const opened = await its.open();
    expect(await ask(opened.id)).toMatchObject({ status: 409, json: { code: 'export_wrong_state' } });
    await its.fill(opened.id, people(412));
    const told = await report(opened.id);
    expect(told).toMatchObject({
      exportId: opened.id,
      state: 'ready',
      delivery: 'file',
      change: 'CREATE',
      counts: { ready: 412 },
      audience: null,
      predicted: { people: 412, isUpperBound: false },
      checkedAt: expect.any(String),
    });
    expect(codes(told)).toEqual(['warning too_small_to_target', 'info consent_not_mapped']);
    expect(await ask('exp_0000000000000000000000')).toMatchObject({ status: 404 });
    const nobody = await its.session({ permissions: ['connect'] });
    expect((await its.call('GET', `/v1/exports/${opened.id}/report`, { as: nobody })).status).toBe(403);
  });

  test('tells of the audience as TikTok has it, and of an end that one of our exports fixed', async () => {
    const made = await ready({ create: { name: 'Thirty days', retentionInDays: 30 } }, 1500);
    const told = await report(made);
    expect(codes(told)).toEqual(['info fixed_retention', 'info consent_not_mapped']);
    const { customAudienceId } = await its.finish(made);
    const added = await ready({ update: { customAudienceId, action: 'APPEND' } }, 2000);
    const again = await report(added);
    expect(again.audience).toMatchObject({ customAudienceId, name: 'Thirty days', expiredTime: expect.any(String) });
    expect(again.predicted).toEqual({ people: (again.audience?.coverNum ?? 0) + 2000, isUpperBound: true });
    expect(codes(again)).toContain('warning fixed_retention');
    expect(again.findings.find(({ code }) => code === 'fixed_retention')?.message).toContain('after 30 days');
  });

  test('says what TikTok would refuse, and TikTok does', async () => {
    const customAudienceId = await plant();
    const few = await ready({ update: { customAudienceId, action: 'REPLACE' } }, 900);
    expect(codes(await report(few))).toEqual([
      'blocker audience_too_small',
      'warning replaces_audience',
      'info consent_not_mapped',
    ]);
    await its.act(few, 'start');
    await its.jobs.runDue();
    expect((await its.get(few)).error).toMatchObject({ code: 'audience_too_small' });
    expect(codes(await report(few))).toContain('blocker audience_too_small');
  });

  test('notices a name that is taken, and an audience that is gone or has expired since', async () => {
    await plant({ name: 'Twice' });
    const twice = await ready({ create: { name: 'Twice' } }, 1200);
    expect(codes(await report(twice))).toEqual(['warning audience_name_taken', 'info consent_not_mapped']);

    const customAudienceId = await plant({ name: 'Gone' });
    const late = await ready({ update: { customAudienceId, action: 'APPEND' } }, 1200);
    expect(codes(await report(late))).toEqual(['info consent_not_mapped']);
    await its.call('DELETE', `/v1/audiences/${customAudienceId}?advertiserId=${its.advertiserId}`);
    expect(codes(await report(late))).toEqual(['blocker audience_not_found', 'info consent_not_mapped']);

    const short = await plant({ name: 'Short', ageDays: 29, retentionDays: 30 });
    const tooLate = await ready({ update: { customAudienceId: short, action: 'APPEND' } }, 1200);
    expect(codes(await report(tooLate))).toContain('warning audience_expiring');
    its.simulator.simulator.advance(2 * 86_400);
    // TikTok’s clock went ahead of ours before.
    its.advance(5 * 86_400_000);
    expect(codes(await report(tooLate))).toContain('blocker audience_expired');
  });

  test('is given without TikTok too, when TikTok cannot be asked', async () => {
    const exportId = await ready({ create: { name: 'Silence' } }, 1200);
    await its.simulator.addFault({ kind: 'code', code: 60001, path: '/dmp/custom_audience/list/' });
    expect(codes(await report(exportId))).toEqual(['warning tiktok_not_asked', 'info consent_not_mapped']);
    expect(codes(await report(exportId))).toEqual(['info consent_not_mapped']);
  });

  test('names what stops the ad account', async () => {
    const exportId = await ready({ create: { name: 'Refused' } }, 1200);
    await its.simulator.addFault({
      kind: 'code',
      code: 40001,
      message: 'No permission to operate advertiser.',
      path: '/dmp/custom_audience/list/',
    });
    expect(codes(await report(exportId))).toEqual([
      'blocker account_not_usable',
      'warning tiktok_not_asked',
      'info consent_not_mapped',
    ]);
  });

  test('finds the runs of one audience in the list of exports', async () => {
    const customAudienceId = await plant({ name: 'With a past' });
    const added = await ready({ update: { customAudienceId, action: 'APPEND' } }, 10);
    const { json } = await its.call('GET', `/v1/exports?customAudienceId=${customAudienceId}`);
    expect(json.items.map(({ id }: { id: string }) => id)).toEqual([added]);
    const ofMirror = await its.call('GET', '/v1/exports?mirrorId=mir_0000000000000000000000');
    expect(ofMirror.json.items).toEqual([]);
  });
});

describe('the report of a mirror’s run', () => {
  test('tells what would change, and what somebody has to confirm', async () => {
    const mirroring = await startMirroring();
    try {
      const told = async (exportId: string): Promise<ExportReport> =>
        (await mirroring.call('GET', `/v1/exports/${exportId}/report`)).json;
      mirroring.rows = emailRows(0, 2400);
      const { id } = await mirroring.create({ audience: { create: { name: 'VIP', delivery: 'stream' } } });
      await mirroring.run(id);
      await mirroring.settle(id);

      const same = await mirroring.run(id, { dryRun: true });
      await mirroring.until(same.id, 'ready');
      expect(codes(await told(same.id))).toEqual(['info nothing_changed', 'info consent_not_mapped']);

      mirroring.rows = emailRows(1300, 2600);
      const changed = await mirroring.run(id);
      await mirroring.until(changed.id, 'ready');
      const given = await told(changed.id);
      expect(given).toMatchObject({
        change: 'MIRROR',
        delivery: 'stream',
        counts: { toAdd: 200, toRemove: 1300 },
        predicted: { people: 1300, isUpperBound: false },
      });
      expect(codes(given)).toEqual(['warning many_removals', 'info consent_not_mapped']);
      expect(given.findings[0]?.message).toContain('1,300');
    } finally {
      await mirroring.stop();
    }
  });
});

describe('the report of a list with consent', () => {
  test('says who stays out', async () => {
    const etag = (await its.call('GET', '/v1/mapping')).headers.get('etag') ?? '';
    await its.call('PUT', '/v1/properties', {
      json: ['Email', 'May we'].map((name) => ({ name, label: name, type: 'string', kind: 'system' })),
    });
    const json = { attributes: { email: 'Email', consent: 'May we' } };
    const saved = await its.call('PUT', '/v1/mapping', {
      json,
      headers: { 'If-Match': etag },
    });
    expect(saved.status, saved.text).toBe(200);
    const rows = Array.from({ length: 1300 }, (_, index) => `p${index}@example.com,${index < 1200 ? 'yes' : 'no'}`);
    const opened = await its.open({ audience: { create: { name: 'With consent' } } });
    await its.fill(opened.id, `Email,May we\n${[...rows, 'x@example.com,perhaps'].join('\n')}\n`);
    const told = await report(opened.id);
    expect(told.findings).toEqual([
      {
        code: 'rows_without_consent',
        severity: 'info',
        message: '101 of 1,301 rows have no consent and stay out. In 1 of them it cannot be read as yes or no.',
        sentences: [
          { says: 'without_consent', withheld: 101, rows: 1301 },
          { says: 'consent_unreadable', withheld: 1 },
        ],
      },
    ]);
  });
});
