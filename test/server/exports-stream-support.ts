import { expect } from 'vitest';
import type { Export } from '../../shared/exports.ts';
import type { FaultInput } from '../support/simulator.ts';
import { type Exporting, sha256 } from './exports-support.ts';

export const MAPPING = '/segment/mapping/';
export const SEGMENT = '/segment/audience/';

/** What tests of streams do with the server and simulator that `its` gives. */
export function streaming(its: () => Exporting) {
  const emails = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, index) => `person${from + index}@example.com`);
  const hashes = (people: readonly string[]) => people.map(sha256).sort();
  const calls = async (path: string) => (await its().simulator.requests(path)).length;
  const stream = (name = 'Streamed') => ({ audience: { create: { name, delivery: 'stream' } } });
  const update = (customAudienceId: string | null, action: string) => ({
    audience: { update: { customAudienceId, action } },
  });
  const memberEmails = async (shown: Export) => (await its().members(shown.customAudienceId)).email;
  const audiences = async () =>
    (await its().call('GET', `/v1/audiences?advertiserId=${its().advertiserId}`)).json.items;

  async function started(people: readonly string[], request: Record<string, unknown> = stream()): Promise<string> {
    const { id } = await its().open(request);
    await its().fill(id, `Email\n${people.join('\n')}\n`);
    const answer = await its().act(id, 'start');
    expect(answer.status, answer.text).toBe(202);
    return id;
  }
  async function runUntil(exportId: string, ...states: Export['state'][]): Promise<Export> {
    for (let round = 0; round < 60; round++) {
      await its().server.jobs.runDue();
      const now = await its().get(exportId);
      if (states.includes(now.state)) return now;
      if (now.state === 'failed') throw new Error(`the export failed: ${now.error?.message}`);
      its().advance(30_000);
    }
    throw new Error(`the export never came to ${states.join(' or ')}`);
  }
  async function sent(people: readonly string[], request?: Record<string, unknown>): Promise<Export> {
    return runUntil(await started(people, request), 'processing');
  }
  /** A fault leaves the simulator's list when its call has come in. */
  async function hasFaults(): Promise<boolean> {
    const answer = await fetch(`${its().simulator.url}/_simulator/faults`);
    return ((await answer.json()) as { faults: unknown[] }).faults.length > 0;
  }
  const rejects = async (exportId: string) =>
    (await its().call('GET', `/v1/exports/${exportId}/rejects.csv`)).text.split('\n').slice(1, -1);
  const badRows = (people: readonly string[], fault: Partial<FaultInput> = {}) =>
    its().simulator.addFault({ kind: 'bad_rows', ids: people.map(sha256), ...fault });
  return {
    emails,
    hashes,
    calls,
    stream,
    update,
    memberEmails,
    audiences,
    started,
    runUntil,
    sent,
    hasFaults,
    rejects,
    badRows,
  };
}
