import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Export } from '../../shared/exports.ts';
import { deviceId, type Exporting, md5, phoneNumber, sha256, startExporting } from './exports-support.ts';

const UPDATE = '/dmp/custom_audience/update/';
const MAPPING = '/segment/mapping/';
const CALLS = { file: ['/dmp/custom_audience/file/upload/', UPDATE], stream: [MAPPING] } as const;

describe.each([['file'], ['stream']] as const)(
  'an export that adds people and removes others, as a %s,',
  (delivery) => {
    let its: Exporting;
    beforeEach(async () => {
      its = await startExporting({ limits: { streamPeople: 100, maxChunkBytes: 26_000 } });
      const properties = ['Email', 'Phone', 'GAID', 'IDFA', 'Consent'].map((name) => ({
        name,
        label: name,
        type: 'string',
        kind: 'system',
      }));
      expect((await its.call('PUT', '/v1/properties', { json: properties })).status).toBe(200);
      const attributes = {
        email: 'Email',
        phone: 'Phone',
        googleAdvertisingId: 'GAID',
        appleIdfa: 'IDFA',
        consent: 'Consent',
      };
      const mapped = await its.call('PUT', '/v1/mapping', { json: { attributes } });
      expect(mapped.status, mapped.text).toBe(200);
    });
    afterEach(() => its.stop());

    const emails = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, index) => `person${from + index}@example.com`);
    const hashes = (people: readonly string[]) => people.map(sha256).sort();
    const memberEmails = async (customAudienceId: string | null) => (await its.members(customAudienceId)).email;
    const csv = (yes: readonly string[], no: readonly string[]) =>
      `Email,Consent\n${[...yes.map((person) => `${person},yes`), ...no.map((person) => `${person},no`)].join('\n')}\n`;

    async function ready(body: string, audience: Record<string, unknown>, attributes = ['email']): Promise<string> {
      const { id } = await its.open({ attributes, audience });
      await its.fill(id, body);
      return id;
    }
    async function start(id: string): Promise<string> {
      const answer = await its.act(id, 'start');
      expect(answer.status, answer.text).toBe(202);
      its.advance(10);
      return id;
    }
    async function runUntil(exportId: string, ...states: Export['state'][]): Promise<Export> {
      for (let round = 0; round < 60; round++) {
        await its.jobs.runDue();
        const now = await its.get(exportId);
        if (states.includes(now.state)) return now;
        if (now.state === 'failed') throw new Error(`the export failed: ${now.error?.message}`);
        its.advance(30_000);
      }
      throw new Error(`the export never came to ${states.join(' or ')}`);
    }
    const made = async (people: readonly string[]): Promise<string> => {
      const id = await start(await ready(csv(people, []), { create: { name: 'Consenting', delivery } }));
      return (await runUntil(id, 'processing')).customAudienceId ?? '';
    };
    const append = (customAudienceId: string) => ({ update: { customAudienceId, action: 'APPEND' } });
    const rejects = async (exportId: string) =>
      (await its.call('GET', `/v1/exports/${exportId}/rejects.csv`)).text.split('\n').slice(1, -1);

    test('adds first and removes then, exactly those who took back their consent', async () => {
      const customAudienceId = await made(emails(0, 1500));
      const id = await ready(csv(emails(1500, 1700), emails(100, 250)), append(customAudienceId));
      expect((await its.get(id)).counts).toMatchObject({ toAdd: 200, toRemove: 150, withoutConsent: 150 });
      const before = (await its.simulator.requests()).length;
      const done = await runUntil(await start(id), 'processing');
      expect(await memberEmails(customAudienceId)).toEqual(hashes([...emails(0, 100), ...emails(250, 1700)]));
      expect(done).toMatchObject({ peopleUploaded: 200, delivery });
      expect(done.chunks.uploaded).toBe(done.chunks.total);
      const answer = await fetch(`${its.simulator.url}/_simulator/requests?limit=1000`);
      const { requests } = (await answer.json()) as {
        requests: { number: number; body: { action?: string } | null }[];
      };
      const actions = requests.flatMap(({ number, body }) => (number > before ? (body?.action ?? []) : []));
      expect([...new Set(actions)]).toEqual(delivery === 'file' ? ['APPEND', 'REMOVE'] : ['add', 'delete']);
    });

    test('takes every kind of identifier out of an audience of several kinds', async () => {
      const attributes = ['email', 'phone', 'googleAdvertisingId', 'appleIdfa'];
      const line = (index: number, consent: string) =>
        [
          index % 3 === 0 ? '' : `p${index}@example.com`,
          index % 2 === 0 ? phoneNumber(index) : '',
          index % 4 === 0 ? deviceId(index) : md5(deviceId(index)),
          index % 5 === 0 ? deviceId(50_000 + index) : '',
          consent,
        ].join(',');
      const header = 'Email,Phone,GAID,IDFA,Consent';
      const all = Array.from({ length: 1300 }, (_, index) => index);
      const body = (lines: readonly string[]) => `${[header, ...lines].join('\n')}\n`;
      const first = await start(
        await ready(body(all.map((index) => line(index, 'yes'))), { create: { name: 'Kinds', delivery } }, attributes),
      );
      const { customAudienceId } = await runUntil(first, 'processing');
      const gone = all.filter((index) => index % 7 === 0);
      const second = await ready(
        body(gone.map((index) => line(index, 'no'))),
        append(customAudienceId ?? ''),
        attributes,
      );
      await runUntil(await start(second), 'processing');
      const left = all.filter((index) => index % 7 !== 0);
      const members = await its.members(customAudienceId);
      expect(members.email).toEqual(
        hashes(left.filter((index) => index % 3 !== 0).map((index) => `p${index}@example.com`)),
      );
      expect(members.phone).toEqual(hashes(left.filter((index) => index % 2 === 0).map(phoneNumber)));
      const device = (index: number) => (index % 4 === 0 ? sha256(deviceId(index)) : md5(deviceId(index)));
      const apple = left.filter((index) => index % 5 === 0).map((index) => sha256(deviceId(50_000 + index)));
      expect(members.maid).toEqual([...left.map(device), ...apple].sort());
    });

    test.each(CALLS[delivery].flatMap((path) => [1, 2, 3].map((nth) => [path, nth] as const)))(
      'comes to the same end when the answer to %s is lost, call %i',
      async (path, nth) => {
        const customAudienceId = await made(emails(0, 1200));
        const id = await ready(csv(emails(1200, 1350), emails(0, 150)), append(customAudienceId));
        if (nth > 1) await its.simulator.addFault({ kind: 'delay', delayMs: 0, path, times: nth - 1 });
        await its.simulator.addFault({ kind: 'html', status: 502, path, times: 1, when: 'after' });
        await runUntil(await start(id), 'processing');
        expect(await memberEmails(customAudienceId)).toEqual(hashes(emails(150, 1350)));
      },
    );

    test('is worked out anew when another export has changed the audience since it was prepared', async () => {
      const customAudienceId = await made(emails(0, 1200));
      const adds = await ready(csv(emails(1200, 1300), []), append(customAudienceId));
      const removes = await ready(csv([], emails(1150, 1300)), append(customAudienceId));
      await start(adds);
      await start(removes);
      await runUntil(adds, 'processing');
      expect((await runUntil(removes, 'processing')).counts.toRemove).toBe(150);
      expect(await memberEmails(customAudienceId)).toEqual(hashes(emails(0, 1150)));
    });

    if (delivery === 'file') {
      test('says what it did when TikTok keeps those who should leave, because too few would remain', async () => {
        const customAudienceId = await made(emails(0, 1100));
        const id = await ready(csv(emails(1100, 1150), emails(0, 300)), append(customAudienceId));
        const failed = await runUntil(await start(id), 'failed');
        expect(failed).toMatchObject({ peopleUploaded: 50, error: { code: 'audience_too_small' } });
        expect(failed.error?.message).toMatch(/was to be added \(50\).* 300 identifiers/);
        expect(await memberEmails(customAudienceId)).toEqual(hashes(emails(0, 1150)));
        const more = await start(await ready(csv(emails(2000, 2300), []), append(customAudienceId)));
        await runUntil(more, 'processing');
        await its.act(id, 'retry');
        await runUntil(id, 'processing');
        expect(await memberEmails(customAudienceId)).toEqual(hashes([...emails(300, 1150), ...emails(2000, 2300)]));
      });
    } else {
      test('leaves below 1,000 people in it, and goes on past somebody whom TikTok refuses to take out', async () => {
        const customAudienceId = await made(emails(0, 1100));
        const id = await ready(csv([], emails(0, 900)), append(customAudienceId));
        await its.simulator.addFault({ kind: 'bad_rows', ids: [sha256('person7@example.com')] });
        const done = await runUntil(await start(id), 'processing');
        expect(await memberEmails(customAudienceId)).toEqual(hashes([...emails(7, 8), ...emails(900, 1100)]));
        expect(done.counts.refused).toBe(1);
        expect((await rejects(id)).at(-1)).toBe(',email,refused_by_tiktok');
      });
    }
  },
);
