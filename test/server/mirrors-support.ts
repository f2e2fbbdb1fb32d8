import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'vitest';
import type { SimulatorOptions } from '../../demo/simulator/index.ts';
import type { ExportLimits } from '../../server/exports/index.ts';
import type { Export } from '../../shared/exports.ts';
import type { CreateMirror, Mirror, RunMirror } from '../../shared/mirrors.ts';
import { type Exporting, sha256, startExporting } from './exports-support.ts';

export type Row = Readonly<Record<string, string | null>>;

/** A server with the export engine, a simulator, and a host whose segment a test changes at will. */
export interface Mirroring extends Exporting {
  /** What the host's segment holds; pages of 1,000. */
  rows: Row[];
  /** Where the host gives them. */
  readonly sourceUrl: string;
  /** Set: the source answers with this status instead. */
  sourceStatus: number | null;
  /** Called once the source has given so many pages from now on. */
  afterPages(pages: number, onLastPage: () => void): void;
  create(input?: Partial<CreateMirror>): Promise<Mirror>;
  mirror(mirrorId: string): Promise<Mirror>;
  run(mirrorId: string, how?: RunMirror): Promise<Export>;
  /** Lets jobs run and time pass until the mirror has no run under way, and TikTok's processing is over. */
  settle(mirrorId: string): Promise<Mirror>;
  /** Lets jobs run and time pass until the export is in one of these states. */
  until(exportId: string, ...states: Export['state'][]): Promise<Export>;
  /** What TikTok has, as sorted hashes of e-mail addresses. */
  emails(customAudienceId: string | null): Promise<string[]>;
}

export const emailRow = (name: string): Row => ({ Email: `${name}@example.com` });
export const emailRows = (from: number, to: number): Row[] =>
  Array.from({ length: to - from }, (_, index) => emailRow(`p${from + index}`));
export const hashes = (rows: readonly Row[]): string[] =>
  [...new Set(rows.map(({ Email }) => sha256(Email ?? '')))].toSorted();

export async function startMirroring(
  options: { env?: Record<string, string>; limits?: Partial<ExportLimits>; simulator?: SimulatorOptions } = {},
): Promise<Mirroring> {
  const its = await startExporting(options);
  const state = { rows: [] as Row[], sourceStatus: null as number | null, pagesLeft: Infinity, onLastPage: () => {} };
  const host: Server = createServer((request, response) => {
    if (state.sourceStatus !== null) {
      response.writeHead(state.sourceStatus).end();
      return;
    }
    const from = Number(new URL(request.url ?? '', 'http://host').searchParams.get('cursor') ?? 0);
    const records = state.rows.slice(from, from + 1000);
    const nextCursor = from + 1000 < state.rows.length ? String(from + 1000) : null;
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify({ records, nextCursor }));
    state.pagesLeft -= 1;
    if (state.pagesLeft === 0) state.onLastPage();
  });
  await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(host.address() as AddressInfo).port}/vip`;
  const put = await its.call('PUT', '/v1/segments/vip', { json: { name: 'VIP', source: { url } } });
  expect(put.status, put.text).toBe(200);

  const mirror = async (id: string): Promise<Mirror> => {
    const answer = await its.call('GET', `/v1/mirrors/${id}`);
    expect(answer.status, answer.text).toBe(200);
    return answer.json;
  };
  return {
    ...its,
    sourceUrl: url,
    get rows() {
      return state.rows;
    },
    set rows(rows) {
      state.rows = rows;
    },
    get sourceStatus() {
      return state.sourceStatus;
    },
    set sourceStatus(status) {
      state.sourceStatus = status;
    },
    afterPages(pages, onLastPage) {
      state.pagesLeft = pages;
      state.onLastPage = onLastPage;
    },
    mirror,
    async create(input = {}) {
      const json = {
        advertiserId: its.advertiserId,
        segmentId: 'vip',
        attributes: ['email'],
        audience: { create: { name: 'VIP in sync' } },
        schedule: null,
        ...input,
      };
      const answer = await its.call('POST', '/v1/mirrors', { json });
      expect(answer.status, answer.text).toBe(201);
      return answer.json;
    },
    async run(id, how = {}) {
      const answer = await its.call('POST', `/v1/mirrors/${id}/run`, { json: how });
      expect(answer.status, answer.text).toBe(202);
      return answer.json;
    },
    async settle(id) {
      for (let round = 0; round < 60; round++) {
        await its.jobs.runDue();
        const now = await mirror(id);
        if (now.currentExportId === null) {
          its.simulator.simulator.advance(49 * 3600);
          return now;
        }
        its.advance(60_000);
      }
      throw new Error('the run of the mirror never ended');
    },
    async until(exportId, ...states) {
      for (let round = 0; round < 60; round++) {
        await its.jobs.runDue();
        const now = await its.get(exportId);
        if (states.includes(now.state)) return now;
        its.advance(60_000);
      }
      throw new Error('the export never came to that state');
    },
    async emails(customAudienceId) {
      return (await its.members(customAudienceId)).email.toSorted();
    },
    async stop() {
      await its.stop();
      host.closeAllConnections();
      await new Promise((resolve) => host.close(resolve));
    },
  };
}
