import { dirname, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AUDIENCE_CHANGES, EXPORT_STATES, type Export } from '../../shared/exports.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { type Exporting, startExporting } from './exports-support.ts';
import { exportRecord } from './store/records.ts';

const HOUR = 3_600_000;
const START = Date.UTC(2026, 2, 1);

/** Ten thousand exports and more are what a busy workspace has after a few years. */
describe('a list of many exports', () => {
  let server: TestServer;
  const count = 10_000;
  const idOf = (n: number) => `exp_${String(n).padStart(8, '0')}`;
  beforeEach(async () => {
    server = await startTestServer();
    const { exports } = server.deps.store.workspace('workspace-1');
    // In one transaction, for the sake of the disk: the store itself syncs each.
    const raw = new Sqlite(join(dirname(server.dataDir), 'server.db'));
    await exports.create(exportRecord({ id: 'exp_template' }));
    const columns = (raw.pragma('table_info(exports)') as { name: string }[])
      .map(({ name }) => name)
      .filter((name) => !['id', 'created_at', 'state', 'audience_name', 'audience_search', 'change'].includes(name));
    const copy = raw.prepare(
      `insert into exports (id, created_at, state, audience_name, audience_search, change, ${columns.join(', ')})
        select :id, :at, :state, :name, :name, :change, ${columns.join(', ')} from exports where id = 'exp_template'`,
    );
    raw.transaction(() => {
      for (let n = 0; n < count; n += 1) {
        const change = AUDIENCE_CHANGES[n % 4] ?? 'CREATE';
        copy.run({
          id: idOf(n),
          at: START + Math.floor(n / 10) * HOUR,
          state: EXPORT_STATES[n % EXPORT_STATES.length] ?? 'draft',
          name: `audience no ${n}`,
          change,
        });
      }
      raw.prepare("delete from exports where id = 'exp_template'").run();
    })();
    raw.close();
  });
  afterEach(() => server.stop());

  async function listAll(query: Record<string, string>): Promise<string[]> {
    const ids: string[] = [];
    let cursor: string | null = null;
    do {
      const search = new URLSearchParams({ ...query, limit: '333', ...(cursor === null ? {} : { cursor }) });
      const answer = await server.call('GET', `/v1/exports?${search}`, {
        as: server.hostKey,
        workspaceId: 'workspace-1',
      });
      expect(answer.status, answer.text).toBe(200);
      ids.push(...answer.json.items.map(({ id }: Export) => id));
      cursor = answer.json.nextCursor;
    } while (cursor !== null);
    return ids;
  }
  const expected = (holds: (n: number) => boolean) =>
    Array.from({ length: count }, (_, n) => n)
      .filter(holds)
      .map(idOf)
      .toReversed();

  it('finds every one that fits every filter, once, across pages', async () => {
    expect(await listAll({})).toEqual(expected(() => true));
    expect(await listAll({ state: 'failed,cancelled' })).toEqual(expected((n) => n % 8 >= 6));
    expect(await listAll({ action: 'REMOVE,CREATE' })).toEqual(expected((n) => n % 2 === 0));
    expect(await listAll({ q: 'No 77' })).toEqual(expected((n) => String(n).startsWith('77')));
    const between = {
      since: new Date(START + 500 * HOUR).toISOString(),
      until: new Date(START + 600 * HOUR).toISOString(),
    };
    expect(await listAll(between)).toEqual(expected((n) => n >= 5000 && n < 6000));
    expect(await listAll({ ...between, state: 'draft', action: 'CREATE', q: '9' })).toEqual(
      expected((n) => n >= 5000 && n < 6000 && n % 8 === 0 && (String(n).includes('9') || idOf(n).includes('9'))),
    );
  });

  it('is narrowed by the index alone, without reading the exports that do not fit', () => {
    const raw = new Sqlite(join(dirname(server.dataDir), 'server.db'), { readonly: true });
    const plan = raw
      .prepare(
        `explain query plan select id from exports where workspace_id = 'w' and state in ('failed') and "change" in ('CREATE')
          and created_at >= 1 and (instr(audience_search, 'x') > 0 or instr(custom_audience_id, 'x') > 0 or instr(lower(id), 'x') > 0)
          order by created_at desc, id desc limit 101`,
      )
      .all() as { detail: string }[];
    raw.close();
    expect(plan.map(({ detail }) => detail).join('\n')).toMatch(/USING COVERING INDEX exports_list/);
  });
});

describe('the filters of the list of exports', () => {
  let its: Exporting;
  beforeEach(async () => {
    its = await startExporting();
  });
  afterEach(() => its.stop());
  const list = (query: Record<string, string>) => its.call('GET', `/v1/exports?${new URLSearchParams(query)}`);
  const found = async (query: Record<string, string>) => {
    const answer = await list(query);
    expect(answer.status, answer.text).toBe(200);
    return answer.json.items.map(({ id }: Export) => id);
  };

  it('know an existing audience by the name it has at TikTok, and every export by its ids', async () => {
    const people = Array.from({ length: 1000 }, (_, n) => `p${n}@example.com`).join('\n');
    const made = await its.open({ audience: { create: { name: 'Käufer & Fans' } } });
    await its.fill(made.id, `Email\n${people}\n`);
    const { customAudienceId } = await its.finish(made.id);
    const added = await its.open({ audience: { update: { customAudienceId, action: 'APPEND' } } });
    expect(added.audienceName).toBe('Käufer & Fans');
    expect(await found({ q: 'KAUFER' })).toEqual([added.id, made.id]);
    expect(await found({ q: ` ${customAudienceId} ` })).toEqual([added.id, made.id]);
    expect(await found({ q: added.id.slice(4).toLowerCase() })).toEqual([added.id]);
    expect(await found({ q: 'kaufer', action: 'CREATE' })).toEqual([made.id]);
    expect(await found({ q: 'kaufer', state: 'completed,failed' })).toEqual([made.id]);
    expect(await found({ q: 'kaufer', advertiserId: '42' })).toEqual([]);
    expect(await found({ until: made.createdAt })).toEqual([]);
    expect(await found({ since: added.createdAt })).toEqual([added.id]);
    expect(await found({ q: 'nobody' })).toEqual([]);
  });

  it.each([
    [{ state: 'done' }, 'state'],
    [{ state: '' }, 'state'],
    [{ state: 'failed,' }, 'state'],
    [{ state: 'failed cancelled' }, 'state'],
    [{ action: 'create' }, 'action'],
    [{ action: 'APPEND;REMOVE' }, 'action'],
    [{ advertiserId: 'x' }, 'advertiserId'],
    [{ q: '' }, 'q'],
    [{ q: 'x'.repeat(201) }, 'q'],
    [{ since: 'yesterday' }, 'since'],
    [{ until: '2026-02-30T00:00:00Z' }, 'until'],
    [{ since: '2026-01-02T00:00:00Z', until: '2026-01-01T00:00:00Z' }, 'until'],
  ])('refuse %j', async (query, path) => {
    const { status, json } = await list(query);
    expect([status, json.code, json.errors?.[0]?.path]).toEqual([422, 'invalid_request', path]);
  });
});
