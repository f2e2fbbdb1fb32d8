import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AudienceChange, Delivery } from '../../shared/exports.ts';
import { MATCHING_ATTRIBUTES, type MatchingAttribute } from '../../shared/identifiers/index.ts';
import { createSealer } from '../../server/crypto/index.ts';
import type { Deps } from '../../server/deps.ts';
import { peopleLayout } from '../../server/exports/identifier-plan.ts';
import { makeSpoolFolder, type SpoolPaths, spoolPaths } from '../../server/exports/spool-files.ts';
import {
  bindLedger,
  type ChangeInput,
  type LedgerPlan,
  openLedger,
  planChange,
  readUnchanged,
  settleLedger,
} from '../../server/ledger/index.ts';
import { systemRandom } from '../../server/random.ts';
import { openStore } from '../../server/store/index.ts';

// Ledgers without a server around them: real files and a real store, and in TikTok's place a set.

export const WORKSPACE = 'acme';
export const ADVERTISER = '7100000000000000001';
/** The audience of whoever names none. */
export const AUDIENCE = '7200000000000000001';
export type Person = Partial<Record<MatchingAttribute, string>>;

export async function openLedgerBench() {
  const dataDir = await mkdtemp(join(tmpdir(), 'tiktok-ads-connect-ledger-'));
  const random = systemRandom;
  const store = await openStore({ databaseUrl: `file:${join(dataDir, 'store.db')}` }, random);
  const deps = {
    config: { dataDir, dataDirReserveMb: 0 },
    store,
    random,
    clock: { now: () => Date.now() },
    sealer: createSealer([randomBytes(32)]),
  } as unknown as Deps;
  return {
    deps,
    dataDir,
    ledgers: store.workspace(WORKSPACE).ledgers,
    async close() {
      await store.close();
      await rm(dataDir, { recursive: true });
    },
  };
}
export type LedgerBench = Awaited<ReturnType<typeof openLedgerBench>>;

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
export function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}

export interface Prepared {
  readonly record: ChangeInput['record'];
  readonly paths: SpoolPaths;
  readonly input: ChangeInput;
}

/** An export that has taken these people: its spool, its map of duplicates and its withdrawn rows. */
export async function prepare(
  bench: LedgerBench,
  given: {
    id: string;
    action: AudienceChange;
    customAudienceId: string | null;
    delivery?: Delivery;
    people: readonly Person[];
    withdrawn?: readonly Person[];
    attributes?: readonly MatchingAttribute[];
    mirrorId?: string | null;
    consent?: boolean;
    everybody?: boolean;
    dryRun?: boolean;
    partitionEntries?: number;
  },
): Promise<Prepared> {
  const { id, action, customAudienceId, people, delivery = 'file' } = given;
  const attributes = [...(given.attributes ?? MATCHING_ATTRIBUTES)];
  const layout = peopleLayout(attributes);
  const paths = spoolPaths(bench.dataDir, id);
  await makeSpoolFolder(paths);
  const lineOf = (person: Person): string => `${layout.matching.map((kind) => person[kind] ?? '').join(',')}\n`;
  const lines = people.map(lineOf);
  const marks = new Uint8Array(Math.ceil(lines.length / 8));
  const seen = new Set<string>();
  lines.forEach((line, row) => {
    if (seen.has(line)) marks[row >> 3] = (marks[row >> 3] ?? 0) | (1 << (row & 7));
    seen.add(line);
  });
  const gone = (given.withdrawn ?? []).map(lineOf);
  await writeFile(paths.spool, lines.join(''));
  await writeFile(paths.duplicates, marks);
  await writeFile(paths.withdrawn, gone.join(''));
  const record: ChangeInput['record'] = {
    id,
    advertiserId: ADVERTISER,
    customAudienceId,
    delivery,
    mirrorId: given.mirrorId ?? null,
    mapping: given.consent === true ? { consent: 'agreed' } : {},
    request: {
      advertiserId: ADVERTISER,
      attributes,
      ...(given.dryRun === true ? { dryRun: true } : {}),
      audience:
        action === 'CREATE'
          ? { create: { name: 'Shoppers' } }
          : { update: { customAudienceId: customAudienceId ?? '', action } },
    },
  };
  return {
    record,
    paths,
    input: {
      record,
      everybody: given.everybody ?? false,
      paths,
      layout,
      spool: { bytes: lines.join('').length, rows: lines.length },
      withdrawn: given.consent === true ? { bytes: gone.join('').length, rows: gone.length } : null,
      partitionEntries: given.partitionEntries,
    },
  };
}

export function plan(bench: LedgerBench, prepared: Prepared) {
  return planChange(bench.deps, WORKSPACE, prepared.input);
}

/** One identifier as TikTok sees it: Google's and Apple's names of a device are one column of a file, two schemas of a stream. */
export function identifiersOf(person: Person, delivery: Delivery = 'file'): string[] {
  return MATCHING_ATTRIBUTES.flatMap((kind) => {
    const hash = person[kind];
    if (hash === undefined || hash === '') return [];
    const isDevice = kind === 'googleAdvertisingId' || kind === 'appleIdfa';
    return [`${isDevice && delivery === 'file' ? 'device' : kind}:${hash}`];
  });
}

/** What the export sends, one entry a person: those to add or remove, then those who leave. */
export async function linesToSend(
  { input, paths }: Prepared,
  planned: LedgerPlan | null,
): Promise<{ people: Person[]; leaving: Person[] }> {
  const isUnchanged = await readUnchanged(paths, input.spool.rows);
  const read = async (path: string, kinds: readonly MatchingAttribute[]): Promise<Person[]> =>
    (await readFile(path, 'utf8'))
      .split('\n')
      .slice(0, -1)
      .map((line) => Object.fromEntries(line.split(',').map((cell, index) => [kinds[index], cell])) as Person);
  const people = await read(paths.spool, input.layout.matching);
  const leaving =
    planned === null || planned.departures.rows === 0 ? [] : await read(paths.departures, MATCHING_ATTRIBUTES);
  return { people: people.filter((_, row) => !isUnchanged(row)), leaving };
}

export const email = (name: string): Person => ({ email: sha256(name) });
let exportNumber = 0;
export const nextId = (): string => `exp_${String(++exportNumber).padStart(8, '0')}`;

type Given = Omit<Parameters<typeof prepare>[1], 'id' | 'customAudienceId'> & {
  id?: string;
  customAudienceId?: string | null;
};

/** An export from its people to the end, with TikTok's set of identifiers in hand. */
export async function run(bench: LedgerBench, members: Set<string>, given: Given) {
  const isCreate = given.action === 'CREATE';
  const prepared = await prepare(bench, {
    id: nextId(),
    customAudienceId: isCreate ? null : AUDIENCE,
    ...given,
  });
  const planned = await plan(bench, prepared);
  const opened = await openLedger(bench.deps, WORKSPACE, prepared.record, prepared.paths, planned.plan);
  if (opened !== 'open') throw new Error(`the ledger is ${opened}`);
  const sent = await linesToSend(prepared, planned.plan);
  const of = (people: readonly Person[]) => people.flatMap((person) => identifiersOf(person, given.delivery));
  if (given.action === 'REPLACE') members.clear();
  for (const each of of(sent.people))
    if (given.action === 'REMOVE') members.delete(each);
    else members.add(each);
  for (const each of of(sent.leaving)) members.delete(each);
  if (isCreate && planned.plan !== null) await bindLedger(bench.deps, WORKSPACE, planned.plan, AUDIENCE);
  await settleLedger(bench.deps, WORKSPACE, prepared.record.id, planned.plan, prepared.paths);
  return { ...planned, sent, prepared };
}

/** A run that opens the ledger and then breaks off: what of it reached TikTok, the test says. */
export async function breakOff(bench: LedgerBench, given: Given): Promise<void> {
  const prepared = await prepare(bench, { id: nextId(), customAudienceId: AUDIENCE, ...given });
  const { plan: planned } = await plan(bench, prepared);
  await openLedger(bench.deps, WORKSPACE, prepared.record, prepared.paths, planned);
}

/** What TikTok should hold when it holds these people. */
export const wanted = (people: readonly Person[], delivery: Delivery = 'file') =>
  [...new Set(people.flatMap((person) => identifiersOf(person, delivery)))].toSorted();
