import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Export } from '../../shared/exports.ts';
import { type Exporting, sha256, startExporting } from './exports-support.ts';

const ACTIONS = ['pause', 'resume', 'pause', 'resume', 'retry', 'cancel'] as const;
const KNOWN = new Set([202, 404, 409]);

/** Numbers from 0 to 1 that look random and are the same in every run. */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

describe('exports that several people pause, resume, retry and cancel at once', () => {
  let its: Exporting;
  beforeEach(async () => {
    its = await startExporting({ limits: { maxChunkBytes: 26_000, maxPathsPerCall: 2, streamPeople: 200 } });
  });
  afterEach(() => its.stop());

  const emails = (count: number, from: number) =>
    Array.from({ length: count }, (_, index) => `person${from + index}@example.com`);

  test.each([
    [1, 'file'],
    [2, 'file'],
    [3, 'stream'],
    [4, 'stream'],
  ] as const)('end with every person at TikTok once, or cancelled (%i, as a %s)', async (seed, delivery) => {
    const next = numbersFrom(seed);
    const people = new Map<string, string[]>();
    for (let index = 0; index < 4; index++) {
      const { id } = await its.open({ audience: { create: { name: `Audience ${index}`, delivery } } });
      const those = emails(1_500, index * 10_000);
      people.set(id, those);
      await its.fill(id, `Email\n${those.join('\n')}\n`);
      expect((await its.act(id, 'start')).status).toBe(202);
    }
    const ids = [...people.keys()];
    const other = await its.session({ userId: 'another-person' });
    const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(next() * items.length)] as Item;
    for (let round = 0; round < 6; round++) {
      if (next() < 0.5) {
        const kind = pick(['reset', 'html'] as const);
        await its.simulator.addFault({
          kind,
          status: 502,
          path: delivery === 'file' ? '/dmp/*' : '/segment/*',
          times: 1,
          when: pick(['before', 'after'] as const),
        });
      }
      const run = its.jobs.runDue();
      const answers = await Promise.all(
        Array.from({ length: 12 }, () => {
          // One in many is cancelled; the others go on.
          const action = pick(ACTIONS);
          return its.act(
            pick(ids),
            action === 'cancel' && next() < 0.9 ? 'pause' : action,
            round < 3 ? other : undefined,
          );
        }),
      );
      expect(answers.filter(({ status }) => !KNOWN.has(status)).map(({ text }) => text)).toEqual([]);
      await run;
      its.advance(30_000);
    }
    const ended: Export[] = [];
    for (const id of ids) {
      for (let round = 0; round < 80; round++) {
        const { state, pausedAt } = await its.get(id);
        expect(pausedAt === null || state === 'uploading').toBe(true);
        if (state === 'processing' || state === 'cancelled' || state === 'completed') break;
        await its.act(id, state === 'failed' ? 'retry' : 'resume');
        await its.jobs.runDue();
        its.advance(120_000);
      }
      ended.push(await its.get(id));
    }
    expect(ended.map(({ state }) => state).filter((state) => state !== 'processing' && state !== 'cancelled')).toEqual(
      [],
    );
    for (const { id, state, customAudienceId, pausedAt } of ended) {
      expect(pausedAt).toBeNull();
      if (state === 'cancelled') continue;
      expect((await its.members(customAudienceId)).email).toEqual(people.get(id)?.map(sha256).sort());
    }
    const audiences = (await its.call('GET', `/v1/audiences?advertiserId=${its.advertiserId}`)).json.items;
    const names = audiences.map(({ name }: { name: string }) => name);
    expect(names.length).toBe(new Set(names).size);
  });

  test('are nobody’s business in another workspace, and a word or an id made up is refused', async () => {
    const { id } = await its.open();
    await its.fill(id, `Email\na@example.com\n`);
    await its.act(id, 'start');
    const stranger = await its.session({ workspaceId: 'workspace-2' });
    for (const action of ['pause', 'resume'] as const) {
      const theirs = await its.act(id, action, stranger);
      const none = await its.act('exp_doesnotexist0', action, stranger);
      expect([theirs.status, theirs.json.code, theirs.json.detail]).toEqual([404, none.json.code, none.json.detail]);
    }
    expect(await its.get(id)).toMatchObject({ state: 'uploading', pausedAt: null });
  });
});
