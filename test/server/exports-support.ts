import { createHash } from 'node:crypto';
import { expect } from 'vitest';
import type { SimulatorOptions } from '../../demo/simulator/index.ts';
import type { ExportLimits } from '../../server/exports/index.ts';
import type { JobRunner } from '../../server/jobs/index.ts';
import type { ConnectionKind } from '../../shared/connections.ts';
import type { Export } from '../../shared/exports.ts';
import { startTogether, type Together } from '../support/connected.ts';
import type { Answer, CallOptions } from '../support/server.ts';

export const MAPPING = {
  email: 'Email',
  phone: 'Phone',
  firstName: 'First name',
  gender: 'Gender',
  country: 'Country',
  googleAdvertisingId: 'GAID',
  appleIdfa: 'IDFA',
} as const;

export interface PutOptions {
  contentType?: string;
  offset?: number;
  columns?: 'attributes' | 'properties';
  more?: boolean;
  as?: string;
}

/** A server with the export engine, connected to a simulator: one ad account imported, a mapping saved, jobs run by hand. */
export interface Exporting extends Together {
  readonly advertiserId: string;
  readonly connectionId: string;
  readonly token: string;
  readonly jobs: JobRunner;
  call(method: string, path: string, options?: CallOptions): Promise<Answer>;
  /** Opens an export that makes an audience, or fails the test. */
  open(request?: Record<string, unknown>): Promise<Export>;
  put(exportId: string, body: NonNullable<CallOptions['body']>, options?: PutOptions): Promise<Answer>;
  /** Sends records and expects them to be taken. */
  fill(exportId: string, body: NonNullable<CallOptions['body']>, options?: PutOptions): Promise<Export>;
  get(exportId: string): Promise<Export>;
  act(exportId: string, action: 'start' | 'cancel' | 'retry' | 'pause' | 'resume', as?: string): Promise<Answer>;
  /** Starts, uploads, and lets TikTok's two days of processing pass. */
  finish(exportId: string): Promise<Export>;
  members(
    customAudienceId: string | null,
  ): Promise<{ total: number; email: string[]; phone: string[]; maid: string[] }>;
}

export async function startExporting(
  options: {
    limits?: Partial<ExportLimits>;
    simulator?: SimulatorOptions;
    env?: Record<string, string>;
    kind?: ConnectionKind;
  } = {},
): Promise<Exporting> {
  const together = await startTogether({
    jobs: 'manual',
    exportLimits: { reconcileDelayMs: 1000, ...options.limits },
    ...(options.simulator === undefined ? {} : { simulator: options.simulator }),
    ...(options.env === undefined ? {} : { env: options.env }),
  });
  const { server, simulator } = together;
  const { jobs } = server;

  const token = await together.session();
  const connectionId = await together.connect(token, options.kind === undefined ? {} : { kind: options.kind });
  const account = simulator
    .person()
    .advertisers.find(({ role, status }) => role !== 'ANALYST' && status === 'STATUS_ENABLE');
  if (account === undefined) throw new Error('the simulated person has no usable ad account');
  const { advertiserId } = account;
  // The host key, since a session ends when a test moves the clock.
  const asHost = { as: server.hostKey, workspaceId: 'workspace-1' };
  const call = (method: string, path: string, wanted: CallOptions = {}) =>
    server.call(method, path, { ...asHost, ...wanted });
  const expectStatus = async (answer: Promise<Answer>, status: number): Promise<Answer> => {
    const given = await answer;
    expect(given.status, given.text).toBe(status);
    return given;
  };
  await expectStatus(call('POST', '/v1/ad-accounts', { json: { connectionId, advertiserIds: [advertiserId] } }), 201);
  const properties = Object.values(MAPPING).map((name) => ({ name, label: name, type: 'string', kind: 'system' }));
  await expectStatus(call('PUT', '/v1/properties', { json: properties }), 200);
  await expectStatus(call('PUT', '/v1/mapping', { json: { attributes: MAPPING } }), 200);

  const get = async (exportId: string): Promise<Export> =>
    (await expectStatus(call('GET', `/v1/exports/${exportId}`), 200)).json;
  const act = (exportId: string, action: string, as = server.hostKey) =>
    call('POST', `/v1/exports/${exportId}/${action}`, { as });
  const put = (
    exportId: string,
    body: NonNullable<CallOptions['body']>,
    { contentType, offset, columns, more, as }: PutOptions = {},
  ) => {
    const query = new URLSearchParams({
      ...(columns === undefined ? {} : { columns }),
      ...(more === true ? { more: 'true' } : {}),
    });
    return call('PUT', `/v1/exports/${exportId}/records?${query}`, {
      as: as ?? server.hostKey,
      body,
      headers: {
        'Content-Type': contentType ?? 'text/csv',
        ...(offset === undefined ? {} : { 'Upload-Offset': String(offset) }),
      },
    });
  };

  return {
    ...together,
    advertiserId,
    connectionId,
    token,
    jobs,
    call,
    get,
    act,
    put,
    async open(request = {}) {
      const json = { advertiserId, attributes: ['email'], audience: { create: { name: 'Test audience' } }, ...request };
      return (await expectStatus(call('POST', '/v1/exports', { json }), 201)).json;
    },
    async fill(exportId, body, wanted) {
      return (await expectStatus(put(exportId, body, wanted), 200)).json;
    },
    async finish(exportId) {
      await expectStatus(act(exportId, 'start'), 202);
      await jobs.runDue();
      expect((await get(exportId)).error).toBeNull();
      simulator.simulator.advance(49 * 3600);
      together.advance(16 * 60_000);
      await jobs.runDue();
      return get(exportId);
    },
    async members(customAudienceId) {
      const answer = await fetch(`${simulator.url}/_simulator/audiences/${customAudienceId}/members`);
      return (await answer.json()) as { total: number; email: string[]; phone: string[]; maid: string[] };
    },
  };
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
export function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}

/** A device id made from a number. */
export function deviceId(number: number): string {
  return `${(number + 1).toString(16).padStart(8, '0')}-1111-4222-8333-444444444444`;
}

/** E.164 of a made-up German mobile number. */
export function phoneNumber(number: number): string {
  return `+49151${String(20_000_000 + number)}`;
}
