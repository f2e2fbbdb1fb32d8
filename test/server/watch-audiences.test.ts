import { afterEach, expect, test } from 'vitest';
import { lookalike } from './audiences-support.ts';
import { exportRecord } from './store/records.ts';
import { DAY_MS, MINUTE_MS, startWatching, type Watching, WORKSPACE } from './watch-support.ts';

const LIST = '/dmp/custom_audience/list/';

let it: Watching;
afterEach(() => it.together.stop());

const advertiserId = (): string => it.importable[0] ?? '';
const control = (path: string, body: object) => it.together.simulator.control(path, body);
/** A day, and the look at its end. */
const days = async (count: number) => {
  await it.pass(count * DAY_MS);
  await it.pass(20 * MINUTE_MS);
};

/** Puts audiences into the ad account, as if somebody had made them in TikTok Ads Manager. */
async function plant(...audiences: object[]): Promise<string[]> {
  const planted = await control('audiences', { advertiserId: advertiserId(), audiences });
  return (planted as { customAudienceIds: string[] }).customAudienceIds;
}

/** An audience that TikTok goes on working on for a day or two. */
async function makeLookalike(): Promise<string> {
  const [source = ''] = await plant({ name: 'Source', people: 50_000 });
  const token = await it.together.session();
  const path = `/v1/audiences/${source}/lookalikes?advertiserId=${advertiserId()}`;
  const made = await it.together.server.call('POST', path, { as: token, json: lookalike('Alike') });
  expect(made.status, made.text).toBe(201);
  return made.json.customAudienceId;
}

test('audiences that end within 60 days are told, once more when seven are left, and otherwise not', async () => {
  it = await startWatching();
  const [later = '', soon = ''] = await plant(
    { name: 'Later', people: 5000, ageDays: 0.5, retentionDays: 59 },
    { name: 'Soon', people: 5000, ageDays: 26, retentionDays: 30 },
    { name: 'Far away', people: 5000, ageDays: 1 },
    { name: 'Over', people: 5000, ageDays: 40, retentionDays: 30 },
  );
  await it.import([advertiserId()]);
  await it.settle();
  const told = async () =>
    (await it.told('audience.expiring')).map(({ subject, data }) => [subject.id, subject.name, data]).sort();
  const expiring = (id: string, name: string, daysLeft: number) => [
    id,
    name,
    { customAudienceId: id, daysLeft, expiresAt: expect.stringMatching(/^\d{4}-.*Z$/) },
  ];
  expect(await told()).toEqual([expiring(later, 'Later', 58), expiring(soon, 'Soon', 3)].sort());
  await days(1);
  await days(1);
  expect(await told()).toHaveLength(2);
  await days(50);
  expect(await told()).toEqual(
    [
      expiring(later, 'Later', 58),
      expiring(later, 'Later', expect.any(Number) as number),
      expiring(soon, 'Soon', 3),
    ].sort(),
  );
  expect(await it.told('audience.ready')).toEqual([]);
});

test('an audience that turns valid is told, unless an export of ours follows it', async () => {
  it = await startWatching();
  await it.import([advertiserId()]);
  await it.settle();
  const alike = await makeLookalike();
  await days(1);
  expect(await it.told('audience.ready')).toEqual([]);
  await control('clock', { advanceSeconds: (3 * DAY_MS) / 1000 });
  await days(1);
  await days(1);
  expect(await it.told('audience.ready')).toMatchObject([
    { subject: { kind: 'audience', id: alike }, data: { customAudienceId: alike, exportId: null, peopleSent: null } },
  ]);
});

test('an audience that an export of ours follows is left to the export', async () => {
  it = await startWatching();
  await it.import([advertiserId()]);
  await it.settle();
  const alike = await makeLookalike();
  await days(1);
  const { exports } = it.together.server.deps.store.workspace(WORKSPACE);
  await exports.create(
    exportRecord({
      advertiserId: advertiserId(),
      connectionId: it.connectionId,
      customAudienceId: alike,
      state: 'processing',
    }),
  );
  await control('clock', { advanceSeconds: (3 * DAY_MS) / 1000 });
  await days(1);
  expect(await it.told('audience.ready')).toEqual([]);
});

test('the list is read once a day, and where TikTok does not let us the other looks go on', async () => {
  it = await startWatching();
  await it.import([advertiserId()]);
  await it.settle();
  expect(await it.calls(LIST)).toBe(1);
  for (let look = 0; look < 5; look += 1) await it.pass(20 * MINUTE_MS);
  expect(await it.calls(LIST)).toBe(1);
  const campaigns = await it.calls('/campaign/get/');
  await it.together.simulator.addFault({ path: LIST, kind: 'code', code: 40001, message: 'No permission', rate: 1 });
  await days(1);
  expect(await it.calls(LIST)).toBeGreaterThan(1);
  expect(await it.calls('/campaign/get/')).toBeGreaterThan(campaigns);
});
