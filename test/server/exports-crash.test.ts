import { readFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { withKillableServer } from './exports-crash-support.ts';
import { sha256 } from './exports-support.ts';

const UPLOAD = '/dmp/custom_audience/file/upload/';
const CREATE = '/dmp/custom_audience/create/';

describe('an export whose server is killed', () => {
  const its = withKillableServer();
  const { audiences, call, emails, faults, headers, members, open, read, relaunch, seen, signIn, until } = its;

  test('in the middle of its records goes on from the last checkpoint', async () => {
    const { id } = await open();
    const people = emails(30_000);
    const body = Buffer.from(`Email\n${people.join('\n')}\n`);
    const request = httpRequest(`${its.url}/v1/exports/${id}/records`, {
      method: 'PUT',
      headers: { ...headers, 'Content-Type': 'text/csv', 'Upload-Offset': '0' },
    });
    request.on('error', () => {});
    request.write(body.subarray(0, body.length - 100)); // the end never comes
    await until(
      () => read(id),
      ({ receivedBytes }) => receivedBytes > 0,
    );
    await relaunch();
    request.destroy();

    const kept = await read(id);
    expect(kept.state).toBe('receiving');
    expect(body[kept.receivedBytes - 1]).toBe(0x0a);
    expect(kept.counts.rows).toBe(body.subarray(0, kept.receivedBytes).filter((byte) => byte === 0x0a).length - 1);
    const rest = await fetch(`${its.url}/v1/exports/${id}/records`, {
      method: 'PUT',
      headers: { ...headers, 'Content-Type': 'text/csv', 'Upload-Offset': String(kept.receivedBytes) },
      body: body.subarray(kept.receivedBytes),
    });
    expect(await rest.json()).toMatchObject({
      state: 'ready',
      receivedBytes: body.length,
      counts: { rows: people.length, ready: people.length, duplicates: 0 },
    });
  });

  test('twice in the middle of records with consent counts every row once, and knows whom to leave out', async () => {
    await call('PUT', '/v1/mapping', { attributes: { email: 'Email', consent: 'Consent' } });
    const { id } = await open();
    const says = ['yes', 'no', '', 'on', 'maybe'];
    const rows = Array.from({ length: 30_000 }, (_, row) => ({
      email: `person${(row * 7) % 9_001}@example.com`,
      isYes: row % 5 === 0 || row % 5 === 3,
      line: `person${(row * 7) % 9_001}@example.com,${says[row % 5]}`,
    }));
    const body = Buffer.from(`Email,Consent\n${rows.map(({ line }) => line).join('\n')}\n`);
    for (let kills = 0; kills < 2; kills++) {
      const { receivedBytes: offset } = await read(id);
      const request = httpRequest(`${its.url}/v1/exports/${id}/records`, {
        method: 'PUT',
        headers: { ...headers, 'Content-Type': 'text/csv', 'Upload-Offset': String(offset) },
      });
      request.on('error', () => {});
      request.write(body.subarray(offset, kills === 0 ? body.length >> 1 : body.length - 100));
      await until(
        () => read(id),
        ({ receivedBytes }) => receivedBytes > offset,
      );
      await relaunch();
      request.destroy();
    }
    const kept = await read(id);
    const rest = await fetch(`${its.url}/v1/exports/${id}/records`, {
      method: 'PUT',
      headers: { ...headers, 'Content-Type': 'text/csv', 'Upload-Offset': String(kept.receivedBytes) },
      body: body.subarray(kept.receivedBytes),
    });
    const people = new Set(rows.filter(({ isYes }) => isYes).map(({ email }) => email));
    expect(await rest.json()).toMatchObject({
      state: 'ready',
      counts: {
        rows: 30_000,
        ready: people.size,
        duplicates: 12_000 - people.size,
        withoutConsent: 18_000,
        people: { email: people.size },
        byReason: { no_consent: 12_000, unknown_consent: 6_000 },
      },
    });
    const withdrawn = await readFile(join(its.folder, 'data', 'exports', id, 'withdrawn'), 'latin1');
    expect(withdrawn.split('\n').slice(0, -1)).toEqual(
      rows.filter(({ isYes }) => !isYes).map(({ email }) => sha256(email)),
    );
  });

  test('in the middle of an upload goes on with the next file', async () => {
    const people = emails(2000);
    const { id } = await open();
    await call('PUT', `/v1/exports/${id}/records`, `Email\n${people.join('\n')}`, 'text/csv');
    await its.simulator.addFault({ kind: 'delay', delayMs: 0, path: UPLOAD, times: 1 });
    await its.simulator.addFault({ kind: 'delay', delayMs: 60_000, path: UPLOAD, times: 1 });
    await call('POST', `/v1/exports/${id}/start`);
    // The second upload is on its way: a fault leaves the list when its call comes in.
    await until(faults, (count) => count === 0);
    expect((await read(id)).chunks.uploaded).toBe(1);
    await relaunch();

    const done = await until(
      () => read(id),
      ({ state }) => state === 'processing',
    );
    expect(done).toMatchObject({ chunks: { total: 4, uploaded: 4 }, peopleUploaded: 2000 });
    expect(await seen(UPLOAD)).toBeLessThanOrEqual(5);
    expect(await seen(CREATE)).toBe(1);
    expect(await members(done.customAudienceId)).toEqual(people.map(sha256).sort());
  });

  test('while it waits for a sign-in goes on after one, and sends no file twice', async () => {
    const people = emails(2000);
    const { id } = await open();
    await call('PUT', `/v1/exports/${id}/records`, `Email\n${people.join('\n')}`, 'text/csv');
    await its.simulator.addFault({ kind: 'delay', delayMs: 0, path: UPLOAD, times: 2 });
    await its.simulator.addFault({ kind: 'code', code: 40105, path: UPLOAD, times: 1 });
    await call('POST', `/v1/exports/${id}/start`);
    const waits = await until(
      () => read(id),
      ({ waiting }) => waiting !== null,
    );
    expect(waits).toMatchObject({ state: 'uploading', chunks: { total: 4, uploaded: 2 } });
    await relaunch();
    expect(await read(id)).toEqual(waits);

    expect(await signIn(its.connectionId)).toBe(its.connectionId);
    const done = await until(
      () => read(id),
      ({ state }) => state === 'processing',
    );
    expect(done).toMatchObject({ waiting: null, peopleUploaded: 2000 });
    expect([await seen(UPLOAD), await seen(CREATE)]).toEqual([5, 1]);
    expect(await members(done.customAudienceId)).toEqual(people.map(sha256).sort());
  });

  test('between a create and its answer does not make the audience twice', async () => {
    const people = emails(1500);
    const { id } = await open();
    await call('PUT', `/v1/exports/${id}/records`, `Email\n${people.join('\n')}`, 'text/csv');
    await its.simulator.addFault({ kind: 'delay', delayMs: 60_000, path: CREATE, times: 1, when: 'after' });
    await call('POST', `/v1/exports/${id}/start`);
    await until(audiences, (list) => list.length === 1);
    await relaunch();

    const done = await until(
      () => read(id),
      ({ state }) => state === 'processing',
    );
    expect(await audiences()).toMatchObject([{ customAudienceId: done.customAudienceId }]);
    expect(await members(done.customAudienceId)).toEqual(people.map(sha256).sort());
  });
});
