import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MAPPING, SEGMENT, streaming } from './exports-stream-support.ts';
import { type Exporting, startExporting } from './exports-support.ts';

const HOUR = 3_600_000;

describe('a stream of people that meets trouble', () => {
  let its: Exporting;
  beforeEach(async () => {
    its = await startExporting({ limits: { streamPeople: 100 } });
  });
  afterEach(() => its.stop());
  const {
    emails,
    hashes,
    calls,
    stream,
    update,
    memberEmails,
    audiences,
    started,
    runUntil,
    sent,
    hasFaults,
    rejects,
    badRows,
  } = streaming(() => its);

  test.each([
    ['the connection was lost', { kind: 'reset' }],
    ['an edge error came instead', { kind: 'html', status: 502 }],
    ['TikTok spoke of a time-out', { kind: 'code', code: 50002 }],
  ] as const)('makes the audience once although %s after its create', async (_, fault) => {
    await its.simulator.addFault({ ...fault, path: SEGMENT, times: 1, when: 'after' });
    const people = emails(0, 130);
    const done = await sent(
      people,
      stream('A name that is longer than the seventy characters TikTok keeps of it, by far'),
    );
    expect(await calls(SEGMENT)).toBe(1);
    expect(await memberEmails(done)).toEqual(hashes(people));
    expect(done.tiktokRequests[0]).toMatchObject({ call: SEGMENT, code: 'code' in fault ? fault.code : null });
  });

  test('makes the audience when its create never arrived, and does not take an older one of that name', async () => {
    const older = await sent(emails(0, 10));
    await its.simulator.addFault({ kind: 'reset', path: SEGMENT, times: 1, when: 'before' });
    const newer = await sent(emails(5, 20));
    expect(newer.customAudienceId).not.toBe(older.customAudienceId);
    expect(await memberEmails(older)).toEqual(hashes(emails(0, 10)));
    expect(await memberEmails(newer)).toEqual(hashes(emails(5, 20)));
    expect(await audiences()).toHaveLength(2);
  });

  test.each([
    ['before', { kind: 'reset' }],
    ['after', { kind: 'reset' }],
    ['after', { kind: 'html', status: 502 }],
    ['after', { kind: 'code', code: 51063 }],
  ] as const)('holds everybody once when answers to batches are lost %s they are taken (%j)', async (when, fault) => {
    await its.simulator.addFault({ ...fault, path: MAPPING, times: 2, when });
    const people = emails(0, 320);
    expect(await memberEmails(await sent(people))).toEqual(hashes(people));
  });

  test('waits while TikTok is down for an hour, and goes on where it was', async () => {
    await its.simulator.addFault({ kind: 'delay', delayMs: 0, path: MAPPING, times: 2 });
    await its.simulator.addFault({ kind: 'code', code: 60001, path: MAPPING, times: 3 });
    const people = emails(0, 450);
    const id = await started(people);
    await its.jobs.runDue();
    const held = await its.get(id);
    expect(held).toMatchObject({
      state: 'uploading',
      error: null,
      chunks: { total: 5, uploaded: 2 },
      peopleUploaded: 200,
    });
    for (let quarter = 0; quarter < 4; quarter++) {
      its.advance(HOUR / 4);
      await its.jobs.runDue();
    }
    const done = await runUntil(id, 'processing');
    expect(await memberEmails(done)).toEqual(hashes(people));
    expect((await its.simulator.requests(MAPPING)).filter(({ code }) => code === 0)).toHaveLength(5);
  });

  test('waits for a sign-in when its token is lost half-way', async () => {
    await its.simulator.addFault({ kind: 'delay', delayMs: 0, path: MAPPING, times: 2 });
    await its.simulator.addFault({ kind: 'code', code: 40105, path: MAPPING, times: 1 });
    const people = emails(0, 450);
    const id = await started(people);
    await its.jobs.runDue();
    expect(await its.get(id)).toMatchObject({
      state: 'uploading',
      chunks: { uploaded: 2 },
      waiting: { reason: { code: 'connection_disconnected' } },
    });
    await its.connect(await its.session(), { connectionId: its.connectionId });
    const done = await runUntil(id, 'processing');
    expect(done.waiting).toBeNull();
    expect(await memberEmails(done)).toEqual(hashes(people));
    expect(await calls(MAPPING)).toBe(6);
  });

  test('rests between two batches while it is paused, restarts included, and goes on with the next', async () => {
    const people = emails(0, 450);
    await its.simulator.addFault({ kind: 'delay', delayMs: 0, path: MAPPING, times: 2 });
    await its.simulator.addFault({ kind: 'delay', delayMs: 500, path: MAPPING, times: 1 });
    const id = await started(people);
    const run = its.jobs.runDue();
    while (await hasFaults()) await new Promise((resolve) => setTimeout(resolve, 5));
    expect((await its.act(id, 'pause')).status).toBe(202);
    await run;
    await its.server.restart();
    its.advance(HOUR);
    await its.server.jobs.runDue();
    expect(await its.get(id)).toMatchObject({ pausedAt: expect.any(String), chunks: { total: 5, uploaded: 3 } });
    expect(await calls(MAPPING)).toBe(3);
    await its.act(id, 'resume');
    await its.server.jobs.runDue();
    const done = await its.get(id);
    expect(done).toMatchObject({ state: 'processing', peopleUploaded: 450 });
    expect(await calls(MAPPING)).toBe(5);
    expect(await memberEmails(done)).toEqual(hashes(people));
  });

  test('sends nothing more once it is cancelled; what TikTok has stays', async () => {
    await its.simulator.addFault({ kind: 'delay', delayMs: 0, path: MAPPING, times: 1 });
    await its.simulator.addFault({ kind: 'delay', delayMs: 500, path: MAPPING, times: 1 });
    const id = await started(emails(0, 450));
    const run = its.jobs.runDue();
    while (await hasFaults()) await new Promise((resolve) => setTimeout(resolve, 5));
    expect((await its.act(id, 'cancel')).json).toMatchObject({ state: 'cancelled' });
    await run;
    its.advance(HOUR);
    await its.jobs.runDue();
    const cancelled = await its.get(id);
    expect(cancelled).toMatchObject({ state: 'cancelled', customAudienceId: expect.any(String) });
    expect(await calls(MAPPING)).toBe(2);
    expect((await memberEmails(cancelled)).length).toBe(200);
  });

  test('gives its place to others after a while, and comes to the same end in slices', async () => {
    await its.stop();
    its = await startExporting({ limits: { streamPeople: 100, sliceMs: 0 } });
    const people = emails(0, 650);
    await badRows(['person0@example.com', 'person399@example.com']);
    const id = await started(people);
    expect(await its.jobs.runDue()).toBeGreaterThan(7);
    const done = await its.get(id);
    expect(done).toMatchObject({ state: 'processing', counts: { refused: 2 }, chunks: { total: 7, uploaded: 7 } });
    expect(await memberEmails(done)).toEqual(hashes(people.filter((_, index) => index !== 0 && index !== 399)));
  });

  test('is usable again only when TikTok has had its two days, since a stream leaves no entry in the history', async () => {
    const created = await sent(emails(0, 1200));
    its.simulator.simulator.advance(49 * 3600);
    its.advance(16 * 60_000);
    await runUntil(created.id, 'completed');
    const more = await sent(emails(1200, 1300), update(created.customAudienceId, 'APPEND'));
    its.advance(2 * HOUR);
    await its.jobs.runDue();
    expect(await its.get(more.id)).toMatchObject({ state: 'processing', audienceProgress: { coverNum: 1200 } });
    its.simulator.simulator.advance(49 * 3600);
    its.advance(49 * HOUR);
    await its.jobs.runDue();
    expect(await its.get(more.id)).toMatchObject({ state: 'completed', audienceProgress: { coverNum: 1300 } });
  });

  test.each([1, 2, 3])('holds exactly who was not refused, whatever happens on the way (%i)', async (seed) => {
    let state = seed * 7919;
    const next = (below: number): number => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    const people = emails(0, 900);
    const bad = new Set(Array.from({ length: 6 }, () => next(900)));
    const { customAudienceId } = await sent(emails(5000, 5010));
    await badRows([...bad].map((index) => people[index] as string));
    const id = await started(people, update(customAudienceId, 'APPEND'));
    const faults = [
      { kind: 'html', status: 502 },
      { kind: 'code', code: 50002 },
      { kind: 'code', code: 60001 },
    ] as const;
    await its.simulator.addFault({ kind: 'code', code: 40061, path: MAPPING, times: 1 });
    for (let round = 0; round < 12; round++) {
      const fault = faults[next(faults.length)] ?? faults[0];
      await its.simulator.addFault({ kind: 'delay', delayMs: 0, path: MAPPING, times: 1 + next(9) });
      const when = next(2) === 0 ? 'before' : 'after';
      await its.simulator.addFault({ ...fault, path: MAPPING, times: 1 + next(5), when });
      const run = its.server.jobs.runDue();
      if (next(3) === 0) await its.act(id, 'pause');
      await run;
      if (next(4) === 0) await its.server.restart();
      if ((await its.get(id)).pausedAt !== null) await its.act(id, 'resume');
      its.advance(120_000);
    }
    for (let round = 0; round < 20 && (await its.get(id)).state === 'uploading'; round++) {
      await its.server.jobs.runDue();
      its.advance(120_000);
    }
    const done = await its.get(id);
    expect([done.state, done.error]).toEqual(['processing', null]);
    const taken = people.filter((_, index) => !bad.has(index));
    expect(await memberEmails(done)).toEqual(hashes([...emails(5000, 5010), ...taken]));
    expect(done.peopleUploaded).toBe(taken.length);
    expect(await rejects(id)).toEqual(
      [...bad].sort((one, other) => one - other).map((index) => `${index + 1},email,refused_by_tiktok`),
    );
  });
});
