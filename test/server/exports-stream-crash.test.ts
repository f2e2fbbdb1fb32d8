import { describe, expect, test } from 'vitest';
import { withKillableServer } from './exports-crash-support.ts';
import { sha256 } from './exports-support.ts';

const UPDATE = '/dmp/custom_audience/update/';
const SEGMENT = '/segment/audience/';
const STREAM = '/segment/mapping/';

describe('a stream, or an export that adds and removes, whose server is killed', () => {
  const its = withKillableServer();
  const { audiences, call, emails, faults, headers, members, processing, read, relaunch, seen, startWith, until } = its;
  const stream = { create: { name: 'Crash', delivery: 'stream' } };

  test('in the middle of a stream goes on with the batch that was on its way', async () => {
    const people = emails(1000);
    await its.simulator.addFault({ kind: 'delay', delayMs: 0, path: STREAM, times: 2 });
    await its.simulator.addFault({ kind: 'delay', delayMs: 60_000, path: STREAM, times: 1, when: 'after' });
    const id = await startWith(`Email\n${people.join('\n')}`, stream);
    const { customAudienceId } = await until(
      () => read(id),
      ({ chunks }) => chunks.uploaded === 2,
    );
    await until(
      () => members(customAudienceId),
      (list) => list.length === 600,
    );
    await relaunch();
    const done = await processing(id);
    expect(done).toMatchObject({ chunks: { total: 5, uploaded: 5 }, peopleUploaded: 1000 });
    expect(await audiences()).toHaveLength(1);
    expect((await its.simulator.requests(STREAM)).filter(({ code }) => code === 0).length).toBeLessThanOrEqual(6);
    expect(await members(done.customAudienceId)).toEqual(people.map(sha256).sort());
  });

  test('between the create of a stream’s audience and its answer does not make it twice', async () => {
    const people = emails(300);
    await its.simulator.addFault({ kind: 'delay', delayMs: 60_000, path: SEGMENT, times: 1, when: 'after' });
    const id = await startWith(`Email\n${people.join('\n')}`, stream);
    await until(audiences, (list) => list.length === 1);
    await relaunch();
    const done = await processing(id);
    expect(await audiences()).toMatchObject([{ customAudienceId: done.customAudienceId }]);
    expect(await members(done.customAudienceId)).toEqual(people.map(sha256).sort());
  });

  test('again and again while it looks for bad rows leaves out those alone, each written down once', async () => {
    const people = emails(1000);
    const bad = [0, 199, 333, 334, 999];
    await its.simulator.addFault({ kind: 'bad_rows', ids: bad.map((index) => sha256(people[index] as string)) });
    const id = await startWith(`Email\n${people.join('\n')}`, stream);
    for (const calls of [4, 20, 40]) {
      await until(
        () => seen(STREAM),
        (count) => count >= calls,
      );
      await relaunch();
    }
    const done = await processing(id);
    expect(done).toMatchObject({ peopleUploaded: 995, counts: { refused: 5, rejectedValues: 5 } });
    expect(await members(done.customAudienceId)).toEqual(
      people
        .filter((_, index) => !bad.includes(index))
        .map(sha256)
        .sort(),
    );
    const rejects = await (await fetch(`${its.url}/v1/exports/${id}/rejects.csv`, { headers })).text();
    expect(rejects.split('\n').slice(1, -1)).toEqual(bad.map((index) => `${index + 1},email,refused_by_tiktok`));
  });

  test.each([['file'], ['stream']] as const)(
    'between adding people and removing others, as a %s, does both in the end',
    async (delivery) => {
      await call('PUT', '/v1/mapping', { attributes: { email: 'Email', consent: 'Consent' } });
      const people = emails(2600);
      const rows = (from: number, to: number, consent: string) =>
        people.slice(from, to).map((person) => `${person},${consent}\n`);
      const csv = (...all: string[][]) => `Email,Consent\n${all.flat().join('')}`;
      const first = await startWith(csv(rows(0, 2000, 'yes')), { create: { name: 'Crash', delivery } });
      const { customAudienceId } = await processing(first);
      const audience = { update: { customAudienceId, action: 'APPEND' } };
      const path = delivery === 'file' ? UPDATE : STREAM;
      // Of the file the adding is one call, of the stream three.
      const adding = delivery === 'file' ? 1 : 3;
      for (const when of ['before', 'after'] as const) {
        await its.simulator.addFault({ kind: 'delay', delayMs: 0, path, times: adding });
        await its.simulator.addFault({ kind: 'delay', delayMs: 60_000, path, times: 1, when });
        const [from, to] = when === 'before' ? [0, 150] : [150, 300];
        const id = await startWith(csv(rows(2000, 2600, 'yes'), rows(from, to, 'no')), audience);
        await until(faults, (count) => count === 0);
        if (when === 'after')
          await until(
            () => members(customAudienceId),
            (list) => list.length === 2600 - to,
          );
        await relaunch();
        const done = await processing(id);
        expect(done.chunks.uploaded).toBe(done.chunks.total);
        expect(await members(customAudienceId)).toEqual(people.slice(to).map(sha256).sort());
      }
    },
  );
});
