import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { draftOf, SECRET, startTelling, type Telling } from './host-webhooks-support.ts';
import { recordEvents } from '../../server/events/record-events.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

let its: Telling;
let other: TestServer | null = null;
afterEach(async () => {
  await other?.stop();
  other = null;
  await its.stop();
});

/** A second server on the same database. */
function startOther(): Promise<TestServer> {
  return startTestServer({
    env: {
      HOST_WEBHOOK_URL: its.receiver.url,
      HOST_WEBHOOK_SECRET: SECRET,
      DATABASE_URL: `file:${join(dirname(its.server.dataDir), 'server.db')}`,
    },
  });
}

describe('deliveries at work', () => {
  it('by two processes go out once each, in the order of their ad account', async () => {
    its = await startTelling();
    const accounts = Array.from({ length: 10 }, (_, index) => String(700 + index));
    const rounds = 20;
    for (let round = 0; round < rounds; round += 1)
      await recordEvents(its.server.deps, 'workspace-1', ...accounts.map((id) => draftOf(id, `event ${round}`)));
    other = await startOther();
    its.server.jobs.start();
    await its.receiver.count(accounts.length * rounds);
    const end = await its.tell('799', 'last');
    await its.receiver.count(accounts.length * rounds + 1);
    expect(new Set(its.receiver.ids).size).toBe(its.receiver.ids.length);
    expect(its.receiver.ids.at(-1)).toBe(end);
    for (const advertiserId of accounts) {
      const names = its.receiver.received
        .filter(({ webhook }) => webhook.data.advertiserId === advertiserId)
        .map(({ webhook }) => webhook.data.subject.name);
      expect(names).toEqual(Array.from({ length: rounds }, (_, round) => `event ${round}`));
    }
  });

  it('of a workspace with a hundred slow ad accounts leave another its turn', async () => {
    its = await startTelling();
    its.receiver.reply = () => ({ status: 200, afterMs: 10 });
    const busy = Array.from({ length: 100 }, (_, index) => draftOf(String(1000 + index), 'many'));
    await recordEvents(its.server.deps, 'busy', ...busy);
    await its.tell('701', 'one', 'quiet');
    its.server.jobs.start();
    await its.receiver.count(101);
    const place = its.receiver.received.findIndex(({ webhook }) => webhook.workspaceId === 'quiet');
    expect(place).toBeLessThan(13);
  });

  it('are not cut off by a stop when the answer is about to come: nothing is sent twice', async () => {
    its = await startTelling({ jobs: 'running' });
    its.receiver.reply = () => ({ status: 200, afterMs: 100 });
    const id = await its.tell('701', 'one');
    await its.receiver.count(1);
    await its.server.restart();
    const second = await its.tell('701', 'two');
    await its.receiver.count(2);
    expect(its.receiver.ids).toEqual([id, second]);
  });

  it('are counted by how they ended', async () => {
    its = await startTelling();
    await its.tell('701', 'one');
    await its.tell('702', 'two');
    its.receiver.reply = (_request, index) => ({ status: index === 0 ? 500 : 200 });
    await its.server.jobs.runDue();
    const { text } = await its.server.call('GET', '/metrics');
    expect(text).toMatch(/event_deliveries_total\{outcome="again"\} 1/);
    expect(text).toMatch(/event_deliveries_total\{outcome="delivered"\} 1/);
  });
});
