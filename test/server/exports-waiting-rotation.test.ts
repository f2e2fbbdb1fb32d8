import { describe, expect, test } from 'vitest';
import { sha256, startExporting } from './exports-support.ts';

const MINUTE = 60_000;

describe('an export on a token of 24 hours', () => {
  test('waits once TikTok refuses to renew it, is followed on meanwhile, and goes on after a sign-in', async () => {
    const its = await startExporting({ kind: 'tiktok_account', limits: { maxChunkBytes: 26_000 } });
    const advance = (ms: number) => {
      its.simulator.simulator.advance(ms / 1000);
      its.advance(ms);
    };
    try {
      const people = Array.from({ length: 1200 }, (_, index) => `person${index}@example.com`);
      const { id: sent } = await its.open({ audience: { create: { name: 'Sent before' } } });
      await its.fill(sent, `Email\n${people.join('\n')}\n`);
      await its.act(sent, 'start');
      await its.jobs.runDue();
      const { id } = await its.open();
      await its.fill(id, `Email\n${people.join('\n')}\n`);
      await its.simulator.control('tokens/expire', { what: 'refresh', coreUserId: its.simulator.person().coreUserId });
      advance(18 * 60 * MINUTE - MINUTE);
      await its.act(id, 'start');
      await its.jobs.runDue();
      expect((await its.call('GET', `/v1/connections/${its.connectionId}`)).json).toMatchObject({ state: 'read_only' });
      expect(await its.get(id)).toMatchObject({
        state: 'uploading',
        peopleUploaded: 0,
        waiting: { reason: { code: 'connection_read_only' } },
      });
      advance(30 * MINUTE);
      await its.jobs.runDue();
      expect(await its.get(sent)).toMatchObject({ state: 'processing', waiting: null });

      await its.connect(await its.session(), { connectionId: its.connectionId });
      await its.jobs.runDue();
      const done = await its.get(id);
      expect(done).toMatchObject({ state: 'processing', waiting: null, peopleUploaded: 1200 });
      expect((await its.members(done.customAudienceId)).email).toEqual(people.map(sha256).sort());
    } finally {
      await its.stop();
    }
  });
});
