import { afterEach, describe, expect, it } from 'vitest';
import { createReceiverHealth } from '../../server/host-webhooks/receiver-health.ts';
import { NEXT_SECRET, SECRET, startTelling, type Telling, verifies, WORKSPACE } from './host-webhooks-support.ts';
import { hostWebhookSchema } from '../../shared/event-deliveries.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

let its: Telling;
afterEach(() => its.stop());

describe('what the host gets', () => {
  it('is the event, signed so that the public package of Standard Webhooks takes it', async () => {
    its = await startTelling();
    const id = await its.tell('701', 'Spring, Frühling, 春');
    await its.server.jobs.runDue();
    const [request] = its.receiver.received;
    expect(its.receiver.received).toHaveLength(1);
    if (request === undefined) return;
    expect(verifies(request)).toBe(true);
    expect(verifies({ ...request, body: request.body.replace('Spring', 'Autumn') })).toBe(false);
    expect(request.headers).toMatchObject({ 'webhook-id': id, 'content-type': 'application/json; charset=utf-8' });
    expect(request).toMatchObject({ method: 'POST', path: '/tiktok-events' });
    const webhook = hostWebhookSchema.parse(request.webhook);
    expect(webhook).toMatchObject({ type: 'campaign.status_changed', workspaceId: WORKSPACE });
    expect(webhook.timestamp).toBe(webhook.data.occurredAt);
    expect(webhook.data).toMatchObject({ id, advertiserId: '701', isListed: true });
    expect(await its.deliveries()).toMatchObject([
      { eventId: id, state: 'delivered', attempts: 1, lastStatus: 204, lastError: null, nextAttemptAt: null },
    ]);
  });

  it('is described in the document of the interface', async () => {
    its = await startTelling();
    const { json } = await its.server.call('GET', '/openapi.json', {});
    const { requestBody, parameters } = json.webhooks['/event'].post;
    expect(requestBody.content['application/json'].schema).toEqual({ $ref: '#/components/schemas/HostWebhook' });
    expect(parameters.map(({ name }: { name: string }) => name)).toEqual([
      'webhook-id',
      'webhook-timestamp',
      'webhook-signature',
    ]);
  });

  it('verifies by the old secret and the new one while both are set, and only by the new one afterwards', async () => {
    its = await startTelling({ env: { HOST_WEBHOOK_SECRET: `${SECRET}, ${NEXT_SECRET}` } });
    await its.tell('701', 'one');
    await its.server.jobs.runDue();
    await its.server.restart({ HOST_WEBHOOK_SECRET: NEXT_SECRET });
    await its.tell('701', 'two');
    await its.server.jobs.runDue();
    const both = its.receiver.received.map((request) => [verifies(request, SECRET), verifies(request, NEXT_SECRET)]);
    expect(both).toEqual([
      [true, true],
      [false, true],
    ]);
  });

  it('carries the user and password of the address as the header they stand for', async () => {
    its = await startTelling();
    await its.server.restart({ HOST_WEBHOOK_URL: its.receiver.url.replace('http://', 'http://us%40er:pass@') });
    await its.tell('701', 'one');
    await its.server.jobs.runDue();
    const expected = `Basic ${Buffer.from('us@er:pass').toString('base64')}`;
    expect(its.receiver.received.map(({ headers }) => headers.authorization)).toEqual([expected]);
  });
});

describe('a delivery that fails', () => {
  it('holds up its own ad account and no other, and is followed by the rest in order', async () => {
    its = await startTelling();
    const a = [await its.tell('701', 'a1'), await its.tell('701', 'a2'), await its.tell('701', 'a3')];
    const b = [await its.tell('702', 'b1'), await its.tell('702', 'b2')];
    let isFirst = true;
    its.receiver.reply = ({ eventId }) => {
      const status = eventId === a[0] && isFirst ? 500 : 200;
      if (eventId === a[0]) isFirst = false;
      return { status };
    };
    await its.server.jobs.runDue();
    expect(its.receiver.ids.filter((id) => a.includes(id))).toEqual([a[0]]);
    expect(its.receiver.ids.filter((id) => b.includes(id))).toEqual(b);
    expect(await its.deliveries('?state=pending')).toHaveLength(3);
    its.advance(7000);
    await its.server.jobs.runDue();
    expect(its.receiver.ids.filter((id) => a.includes(id))).toEqual([a[0], a[0], a[1], a[2]]);
    expect(await its.deliveries('?state=pending')).toEqual([]);
  });

  it('is tried for three days with growing pauses, then is dead; what waited behind it gets its own try', async () => {
    its = await startTelling();
    const startedAt = its.server.deps.clock.now();
    const [first, second] = [await its.tell('701', 'one'), await its.tell('701', 'two')];
    its.receiver.reply = ({ eventId }) => ({ status: eventId === first ? 500 : 200 });
    const pauses: number[] = [];
    for (let tries = 0; ; tries += 1) {
      await its.server.jobs.runDue();
      const [delivery] = (await its.deliveries()).filter(({ eventId }) => eventId === first);
      if (delivery?.state !== 'pending' || delivery.nextAttemptAt === null || tries > 100) break;
      const pause = Date.parse(delivery.nextAttemptAt) - its.server.deps.clock.now();
      pauses.push(pause);
      its.advance(pause + 1);
    }
    expect(its.server.deps.clock.now() - startedAt).toBeGreaterThanOrEqual(3 * DAY);
    expect(its.server.deps.clock.now() - startedAt).toBeLessThan(3 * DAY + MINUTE);
    expect(pauses[0]).toBeLessThan(7000);
    expect(Math.max(...pauses)).toBeLessThanOrEqual(7.3 * HOUR);
    expect(pauses.length).toBeGreaterThan(12);
    expect(await its.deliveries('?state=dead')).toMatchObject([
      {
        eventId: first,
        attempts: pauses.length + 1,
        lastStatus: 500,
        lastError: 'The receiver answered 500 instead of 2xx.',
        nextAttemptAt: null,
      },
    ]);
    expect(await its.deliveries('?state=delivered')).toMatchObject([{ eventId: second, attempts: 1 }]);
  });

  it('waits at least as long as the receiver asks by Retry-After', async () => {
    its = await startTelling();
    await its.tell('701', 'one');
    its.receiver.reply = () => ({ status: 429, headers: { 'Retry-After': '120' } });
    await its.server.jobs.runDue();
    its.receiver.reply = () => ({ status: 200 });
    its.advance(119_000);
    await its.server.jobs.runDue();
    expect(its.receiver.received).toHaveLength(1);
    its.advance(2000);
    await its.server.jobs.runDue();
    expect(its.receiver.received).toHaveLength(2);
  });

  it('is dead at once when the receiver answers 410', async () => {
    its = await startTelling();
    const [first, second] = [await its.tell('701', 'one'), await its.tell('701', 'two')];
    its.receiver.reply = ({ eventId }) => ({ status: eventId === first ? 410 : 200 });
    await its.server.jobs.runDue();
    expect(await its.deliveries()).toMatchObject([
      { eventId: second, state: 'delivered' },
      { eventId: first, state: 'dead', attempts: 1, lastStatus: 410 },
    ]);
  });

  it('does not follow a redirect', async () => {
    its = await startTelling();
    await its.tell('701', 'one');
    its.receiver.reply = () => ({ status: 307, headers: { Location: '/elsewhere' } });
    await its.server.jobs.runDue();
    expect(its.receiver.received.map(({ path }) => path)).toEqual(['/tiktok-events']);
    expect(await its.deliveries()).toMatchObject([
      { state: 'pending', lastStatus: 307, lastError: expect.stringContaining('redirect') },
    ]);
  });

  it('is given up for this time when the answer does not come, and a late 200 counts for nothing', async () => {
    its = await startTelling({ hostWebhook: { timeoutMs: 150 } });
    const id = await its.tell('701', 'one');
    its.receiver.reply = () => null;
    await its.server.jobs.runDue();
    expect(await its.deliveries()).toMatchObject([
      { eventId: id, state: 'pending', attempts: 1, lastStatus: null, lastError: 'No answer within 0.15 s.' },
    ]);
  });

  it.each([
    ['http://user:hunter2@name-of-nobody.invalid/token-in-path', /DNS/],
    ['https://user:hunter2@127.0.0.1:1/token-in-path', /Nothing listens/],
  ])('says why in words that hold nothing of the address (%s)', async (url, words) => {
    its = await startTelling({ env: { HOST_WEBHOOK_URL: url } });
    await its.tell('701', 'one');
    await its.server.jobs.runDue();
    const [delivery] = await its.deliveries();
    expect(delivery?.lastError).toMatch(words);
    expect(JSON.stringify(delivery)).not.toMatch(/hunter2|token-in-path|user/);
  });

  it('says when the address speaks no TLS', async () => {
    its = await startTelling();
    await its.server.restart({ HOST_WEBHOOK_URL: its.receiver.url.replace('http:', 'https:') });
    await its.tell('701', 'one');
    await its.server.jobs.runDue();
    expect((await its.deliveries())[0]?.lastError).toMatch(/^TLS could not be agreed on/);
  });

  it('is tried soon once the receiver works again, however long its pause was', async () => {
    its = await startTelling();
    const ids = [await its.tell('701', 'a'), await its.tell('702', 'b'), await its.tell('703', 'c')];
    await its.receiver.down();
    for (let tries = 0; tries < 8; tries += 1) {
      await its.server.jobs.runDue();
      its.advance(3 * HOUR);
    }
    await its.server.jobs.runDue();
    const waiting = await its.deliveries('?state=pending');
    expect(Math.min(...waiting.map(({ nextAttemptAt }) => Date.parse(nextAttemptAt ?? '')))).toBeGreaterThan(
      its.server.deps.clock.now() + HOUR,
    );
    await its.receiver.up();
    ids.push(await its.tell('704', 'd'));
    await its.server.jobs.runDue();
    expect(its.receiver.ids.toSorted()).toEqual(ids.toSorted());
  });
});

describe('a receiver that comes and goes', () => {
  it('is asked about everything that waits once, and once more when it has rested, without a further success', async () => {
    its = await startTelling();
    const { deps } = its.server;
    const { deliveries } = deps.store;
    const hurry = deliveries.hurry.bind(deliveries);
    let looks = 0;
    deliveries.hurry = (...given) => {
      looks += 1;
      return hurry(...given);
    };
    const health = createReceiverHealth({ restMs: 200 });
    for (let round = 0; round < 3; round += 1) {
      for (const isTaken of [false, false, false, true]) await health.note(deps, isTaken);
      if (round === 0) expect(looks).toBe(1);
    }
    await expect.poll(() => looks).toBe(2);
    for (const isTaken of [false, false, true]) await health.note(deps, isTaken);
    expect(looks).toBe(2);
    health.stop();
  });
});

describe('a restart', () => {
  it('goes on with what a receiver that was down has not got, in order', async () => {
    its = await startTelling();
    await its.receiver.down();
    const ids = [await its.tell('701', 'one'), await its.tell('701', 'two')];
    await its.server.jobs.runDue();
    await its.server.restart();
    await its.receiver.up();
    ids.push(await its.tell('701', 'three'));
    its.advance(7000);
    await its.server.jobs.runDue();
    expect(its.receiver.ids).toEqual(ids);
    const [oldest] = (await its.deliveries()).toReversed();
    expect(oldest).toMatchObject({ attempts: 2, lastError: null });
  });

  it('without the address sends nothing and keeps what is pending; with it again what is young goes on', async () => {
    its = await startTelling();
    await its.receiver.down();
    const old = await its.tell('701', 'old');
    await its.server.jobs.runDue();
    its.advance(2 * DAY);
    const young = await its.tell('702', 'young');
    await its.server.restart({ HOST_WEBHOOK_URL: '' });
    await its.receiver.up();
    await its.tell('703', 'never for the host');
    its.advance(DAY + HOUR);
    await its.server.jobs.runDue();
    expect(its.receiver.received).toEqual([]);
    expect(await its.deliveries()).toMatchObject([
      { eventId: young, state: 'pending' },
      { eventId: old, state: 'dead', lastError: 'HOST_WEBHOOK_URL was not set for three days.' },
    ]);
    await its.server.restart({ HOST_WEBHOOK_URL: its.receiver.url });
    await its.server.jobs.runDue();
    expect(its.receiver.ids).toEqual([young]);
  });

  it('finds a line whose job is missing', async () => {
    its = await startTelling();
    const id = await its.tell('701', 'one');
    await its.server.deps.store.jobs.remove('event.deliver', `${WORKSPACE}/701`);
    await its.server.restart();
    await its.server.jobs.runDue();
    expect(its.receiver.ids).toEqual([id]);
  });

  it('after a crash between answer and note sends the same again under the same id', async () => {
    its = await startTelling();
    const id = await its.tell('701', 'one');
    const { deps } = its.server;
    const workspace = deps.store.workspace.bind(deps.store);
    deps.store.workspace = (workspaceId) => ({
      ...workspace(workspaceId),
      eventDeliveries: {
        ...workspace(workspaceId).eventDeliveries,
        settle: () => Promise.reject(new Error('the process died here')),
      },
    });
    await its.server.jobs.runDue();
    await its.server.restart();
    its.advance(MINUTE);
    await its.server.jobs.runDue();
    expect(its.receiver.received.map(({ headers }) => headers['webhook-id'])).toEqual([id, id]);
    expect(await its.deliveries()).toMatchObject([{ eventId: id, state: 'delivered' }]);
  });
});

describe('a replay', () => {
  it('sends dead events again under their ids, in order, and before what came later', async () => {
    its = await startTelling();
    its.receiver.reply = () => ({ status: 410 });
    const since = new Date(its.server.deps.clock.now()).toISOString();
    const dead = [await its.tell('701', 'one'), await its.tell('701', 'two')];
    await its.server.jobs.runDue();
    its.receiver.reply = () => ({ status: 204 });
    its.receiver.received.length = 0;
    const later = await its.tell('701', 'three');
    expect(await its.replay({ deadSince: since })).toBe(2);
    await its.server.jobs.runDue();
    expect(its.receiver.ids).toEqual([...dead, later]);
    expect((await its.deliveries()).map(({ state, attempts }) => [state, attempts])).toEqual(
      Array.from({ length: 3 }, () => ['delivered', 1]),
    );
  });

  it('takes ids of delivered and of waiting events, and gives each three days anew', async () => {
    its = await startTelling();
    const delivered = await its.tell('701', 'one');
    await its.server.jobs.runDue();
    its.receiver.reply = () => ({ status: 503 });
    const waiting = await its.tell('702', 'two');
    await its.server.jobs.runDue();
    its.receiver.reply = () => ({ status: 200 });
    its.advance(4 * DAY);
    expect(await its.replay({ eventIds: [delivered, waiting, 'evt_0000000000000000000000'] })).toBe(2);
    its.receiver.reply = () => ({ status: 503 });
    await its.server.jobs.runDue();
    expect((await its.deliveries()).map(({ state }) => state)).toEqual(['pending', 'pending']);
    its.receiver.reply = () => ({ status: 200 });
    its.advance(7000);
    await its.server.jobs.runDue();
    expect((await its.deliveries()).map(({ state }) => state)).toEqual(['delivered', 'delivered']);
  });

  it('and the list are for the host’s key alone, and for one workspace', async () => {
    its = await startTelling();
    const theirs = await its.tell('701', 'one', 'workspace-2');
    await its.server.jobs.runDue();
    const token = await its.server.mintSession({ workspaceId: WORKSPACE });
    const asked = await its.server.call('GET', '/v1/event-deliveries', { as: token });
    const again = await its.server.call('POST', '/v1/event-deliveries/replay', {
      as: token,
      json: { eventIds: [theirs] },
    });
    expect([asked, again].map(({ status, json }) => [status, json.code])).toEqual([
      [403, 'host_key_required'],
      [403, 'host_key_required'],
    ]);
    expect(await its.deliveries()).toEqual([]);
    expect(await its.replay({ eventIds: [theirs] })).toBe(0);
    expect(await its.deliveries('', 'workspace-2')).toHaveLength(1);
  });

  it('is listed page by page, newest first', async () => {
    its = await startTelling();
    const ids = [await its.tell('701', 'one'), await its.tell('701', 'two'), await its.tell('702', 'three')];
    const ask = (query: string) =>
      its.server.call('GET', `/v1/event-deliveries?limit=2${query}`, {
        as: its.server.hostKey,
        workspaceId: WORKSPACE,
      });
    const first = await ask('');
    const second = await ask(`&cursor=${first.json.nextCursor}`);
    const listed = [...first.json.items, ...second.json.items].map(({ eventId }) => eventId);
    expect(listed).toEqual(ids.toReversed());
    expect(second.json.nextCursor).toBeNull();
    expect((await ask('&state=lost')).json).toMatchObject({ code: 'invalid_request' });
  });
});
