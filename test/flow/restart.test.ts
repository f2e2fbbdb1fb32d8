import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO_MAPPING, DEMO_PROPERTIES, findSegment, pageOf, profilesOf } from '../../demo/data/index.ts';
import { listen, type Listening } from '../../demo/listen.ts';
import type { Export } from '../../shared/exports.ts';
import { filesBelow, Secrets } from '../server/secrets-support.ts';
import { ORIGIN, startTogether, type Together } from '../support/connected.ts';
import { difference, expectedMembers, heldMembers } from './support/expected-members.ts';

const AUDIENCE = 'Survives a restart';
const PEOPLE = 25_000;
/** Asking without a pause would take the time from the server, which is in the same process. */
const LOOK_EVERY_MS = 20;
/** People whose raw values are looked for in what the server wrote. */
const LOOKED_FOR = 200;
const UPLOAD = '/dmp/custom_audience/file/upload/';

let together: Together;
let source: Listening;
let token: string;
let advertiserId: string;
/** Cursors asked for, in order; null is the first page. */
const asked: (string | null)[] = [];
/** The page whose answer is held back: when it has been asked for, and when it may go. */
const HELD_CURSOR = '20000';
const arrived = makeGate();
const release = makeGate();

beforeAll(async () => {
  together = await startTogether({
    jobs: 'running',
    exportLimits: { followFirstMs: 200, readPollMs: 200 },
  });
  source = await listen(segmentSource(), 0);
  token = await together.session({ origin: ORIGIN });
  const { server, simulator } = together;
  [{ advertiserId } = { advertiserId: '' }] = simulator.person().advertisers;
  const connectionId = await together.connect(token, { advertiserIds: [advertiserId] });
  const host = { as: server.hostKey, workspaceId: 'workspace-1' };
  const answers = [
    await server.call('POST', '/v1/ad-accounts', { as: token, json: { connectionId, advertiserIds: [advertiserId] } }),
    await server.call('PUT', '/v1/properties', { ...host, json: DEMO_PROPERTIES }),
    await server.call('PUT', '/v1/mapping', { as: token, json: { attributes: DEMO_MAPPING } }),
    await server.call('PUT', '/v1/segments/buyers-90d', {
      ...host,
      json: { name: 'Buyers', source: { url: `${source.url}/people` } },
    }),
  ];
  expect(answers.map(({ status, text }) => (status < 300 ? 'ok' : text))).toEqual(answers.map(() => 'ok'));
});

afterAll(async () => {
  release.open();
  await together?.stop();
  await source?.stop();
});

function makeGate(): { opened: Promise<void>; open(): void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}

function segmentSource(): Hono {
  const app = new Hono();
  app.get('/people', async (c) => {
    const cursor = c.req.query('cursor') ?? null;
    asked.push(cursor);
    if (cursor === HELD_CURSOR) {
      arrived.open();
      await release.opened;
    }
    const segment = findSegment('buyers-90d');
    const page = segment === null ? null : pageOf(segment, cursor);
    return page === null ? c.notFound() : c.json(page);
  });
  return app;
}

async function readExport(id: string): Promise<Export> {
  const answer = await together.server.call('GET', `/v1/exports/${id}`, { as: token });
  expect(answer.status, answer.text).toBe(200);
  return answer.json as Export;
}

/** Asks until the export is so; fails when it failed. */
async function until(id: string, isSo: (current: Export) => boolean): Promise<Export> {
  for (;;) {
    const current = await readExport(id);
    expect(current.error, JSON.stringify(current.error)).toBeNull();
    if (isSo(current)) return current;
    await sleep(LOOK_EVERY_MS);
  }
}

/** Where the server wrote a raw value of one of the first people, or a secret that it was given. */
async function findWritten(secrets: Secrets): Promise<string[]> {
  const files = await filesBelow(dirname(together.server.dataDir));
  return secrets.findIn([{ where: 'log', bytes: Buffer.from(together.log()) }, ...files]);
}

function knownSecrets(): Secrets {
  const secrets = new Secrets();
  secrets.add('host key', together.server.hostKey);
  secrets.add('session', token);
  secrets.add('app secret', together.simulator.info.appSecret);
  for (const { identifiers } of profilesOf(LOOKED_FOR)) {
    const { email, phone, googleAdvertisingId, appleIdfa } = identifiers;
    secrets.add('person', email, phone, googleAdvertisingId, appleIdfa);
  }
  return secrets;
}

async function hasFaults(simulatorUrl: string): Promise<boolean> {
  const answer = await fetch(`${simulatorUrl}/_simulator/faults`);
  return ((await answer.json()) as { faults: unknown[] }).faults.length > 0;
}

describe('a server that is restarted in the middle of an export', () => {
  it('goes on with the people it was fetching, and with the upload, and the audience is exact', async () => {
    const { server, simulator } = together;
    const created = await server.call('POST', '/v1/exports', {
      as: token,
      json: {
        advertiserId,
        segmentId: 'buyers-90d',
        attributes: ['email', 'phone', 'googleAdvertisingId', 'appleIdfa'],
        audience: { create: { name: AUDIENCE } },
      },
    });
    expect(created.status, created.text).toBe(201);
    const { id } = created.json as Export;

    await arrived.opened;
    await server.restart();
    release.open();
    const ready = await until(id, ({ state }) => state === 'ready');
    expect(ready.counts.rows).toBe(PEOPLE);
    // It goes on from its last checkpoint, not from the start.
    expect(asked.filter((cursor) => cursor === null)).toHaveLength(1);
    const secrets = knownSecrets();
    expect(secrets.count('person')).toBeGreaterThan(LOOKED_FOR);
    expect(await findWritten(secrets)).toEqual([]);
    // The search would find them: the hashes are there on purpose.
    const hashes = new Secrets();
    const [first] = expectedMembers(profilesOf(LOOKED_FOR)).email;
    hashes.add('hash', first);
    expect((await findWritten(hashes)).length).toBeGreaterThan(0);

    await simulator.addFault({ path: UPLOAD, times: 1, kind: 'delay', delayMs: 60_000 });
    const started = await server.call('POST', `/v1/exports/${id}/start`, { as: token });
    expect(started.status, started.text).toBe(202);
    // The fault is used up as soon as the upload has arrived; its answer takes longer than the server lives.
    while (await hasFaults(simulator.url)) await sleep(LOOK_EVERY_MS);
    await server.restart();
    await until(id, ({ state }) => state === 'processing');

    simulator.simulator.advance(48 * 3_600);
    const completed = await until(id, ({ state }) => state === 'completed');
    expect(completed.peopleUploaded).toBe(ready.counts.ready);

    expect(await findWritten(secrets)).toEqual([]);

    const members = await heldMembers(simulator.url, advertiserId, AUDIENCE);
    const nothingOff = { missing: 0, extra: 0 };
    expect(difference(members, expectedMembers(profilesOf(PEOPLE)))).toEqual({
      email: nothingOff,
      phone: nothingOff,
      maid: nothingOff,
    });
  });
});
