import { appendFile, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  bindLedger,
  ledgerStanding,
  noteRefused,
  openLedger,
  removeLedger,
  settleLedger,
} from '../../server/ledger/index.ts';
import { BLOCK_BYTES, Fingerprinter } from '../../server/ledger/fingerprints.ts';
import { ledgerKey } from '../../server/ledger/ledger-of.ts';
import { EMAIL } from '../../server/ledger/states.ts';
import {
  ADVERTISER,
  AUDIENCE,
  breakOff,
  email,
  identifiersOf,
  type LedgerBench,
  linesToSend,
  md5,
  nextId,
  openLedgerBench,
  type Person,
  plan,
  prepare,
  run,
  sha256,
  WORKSPACE,
  wanted,
} from './ledger-support.ts';

let bench: LedgerBench;
beforeEach(async () => {
  bench = await openLedgerBench();
});
afterEach(() => bench.close());

describe('a mirror’s ledger', () => {
  const mirror = { mirrorId: 'mir_00000001' } as const;

  it('sends only who is new, and takes out who has left', async () => {
    const members = new Set<string>();
    await run(bench, members, { ...mirror, action: 'CREATE', people: [email('a'), email('b'), email('c')] });
    const second = await run(bench, members, {
      ...mirror,
      action: 'MIRROR',
      people: [email('b'), email('c'), email('d')],
    });
    expect(second).toMatchObject({ toAdd: 1, toRemove: 1 });
    expect(second.sent).toEqual({
      people: [{ ...email('d'), phone: '', googleAdvertisingId: '', appleIdfa: '' }],
      leaving: [{ email: sha256('a'), phone: '', googleAdvertisingId: '', appleIdfa: '' }],
    });
    expect([...members].toSorted()).toEqual(wanted([email('b'), email('c'), email('d')]));
  });

  it('sends nobody when nothing has changed, and takes back who returns', async () => {
    const members = new Set<string>();
    const all = [email('a'), email('b')];
    await run(bench, members, { ...mirror, action: 'CREATE', people: all });
    expect(await run(bench, members, { ...mirror, action: 'MIRROR', people: all })).toMatchObject({
      toAdd: 0,
      toRemove: 0,
    });
    await run(bench, members, { ...mirror, action: 'MIRROR', people: [email('b')] });
    expect(await run(bench, members, { ...mirror, action: 'MIRROR', people: all })).toMatchObject({
      toAdd: 1,
      toRemove: 0,
    });
    expect([...members].toSorted()).toEqual(wanted(all));
  });

  it('goes by identifiers: what one person gives up and another has stays', async () => {
    const members = new Set<string>();
    const phone = sha256('+49301234567');
    await run(bench, members, {
      ...mirror,
      action: 'CREATE',
      people: [
        { email: sha256('a'), phone },
        { email: sha256('b'), phone: '' },
      ],
    });
    const people = [{ email: sha256('a') }, { email: sha256('b'), phone }, { email: sha256('b'), phone }];
    const moved = await run(bench, members, { ...mirror, action: 'MIRROR', people });
    expect(moved).toMatchObject({ toAdd: 0, toRemove: 0 });
    expect([...members].toSorted()).toEqual(wanted(people));
  });

  it('tells the MD5 of a device id from its SHA-256, and takes each out in its own column', async () => {
    const members = new Set<string>();
    const people = [{ googleAdvertisingId: md5('ab') }, { appleIdfa: sha256('ab') }];
    await run(bench, members, { ...mirror, action: 'CREATE', people });
    const { plan: left, sent } = await run(bench, members, { ...mirror, action: 'MIRROR', people: [email('x')] });
    expect(left?.departures).toMatchObject({
      rows: 2,
      forms: { googleAdvertisingId: { sha256: false, md5: true }, appleIdfa: { sha256: true, md5: false } },
    });
    expect(
      sent.leaving.map(({ googleAdvertisingId, appleIdfa }) => [googleAdvertisingId, appleIdfa]).toSorted(),
    ).toEqual(
      [
        ['', sha256('ab')],
        [md5('ab'), ''],
      ].toSorted(),
    );
    expect([...members]).toEqual(wanted([email('x')]));
  });

  it('takes a device that went out under both names out of a stream under both, and out of a file once', async () => {
    for (const delivery of ['file', 'stream'] as const) {
      const members = new Set<string>();
      const people = [{ googleAdvertisingId: sha256('d') }, { appleIdfa: sha256('d') }, email('x')];
      await run(bench, members, { ...mirror, delivery, action: 'CREATE', people });
      const after = await run(bench, members, { ...mirror, delivery, action: 'MIRROR', people: [email('x')] });
      expect(after.sent.leaving).toHaveLength(delivery === 'file' ? 1 : 2);
      expect([...members]).toEqual(wanted([email('x')], delivery));
      const ledger = await bench.ledgers.find(ADVERTISER, AUDIENCE);
      await removeLedger(bench.deps, WORKSPACE, ledger?.id ?? '');
    }
  });

  it('relies on no name of a device that a run which broke off left open, though the other is settled since', async () => {
    const members = new Set<string>();
    const [apple, google] = [{ appleIdfa: sha256('d') }, { googleAdvertisingId: sha256('d') }];
    const stream = { ...mirror, delivery: 'stream' } as const;
    await run(bench, members, { ...stream, action: 'CREATE', people: [apple, email('x')] });
    await breakOff(bench, { ...stream, action: 'MIRROR', people: [email('x')] });
    members.delete(`appleIdfa:${sha256('d')}`); // TikTok has taken it out, and the server never hears of it
    await run(bench, members, { ...stream, action: 'MIRROR', people: [google, email('x')] });
    const both = [google, apple, email('x')];
    await run(bench, members, { ...stream, action: 'MIRROR', people: both });
    expect([...members].toSorted()).toEqual(wanted(both, 'stream'));
    // Once both names were sent, both are known.
    expect(await run(bench, members, { ...stream, action: 'MIRROR', people: both })).toMatchObject({
      toAdd: 0,
      toRemove: 0,
    });
  });

  it('takes a device out under the name that an earlier removal left, too', async () => {
    const members = new Set<string>();
    const [apple, google] = [{ appleIdfa: sha256('d') }, { googleAdvertisingId: sha256('d') }];
    const stream = { ...mirror, delivery: 'stream' } as const;
    await run(bench, members, { ...stream, action: 'CREATE', people: [apple, google, email('x')] });
    await run(bench, members, { ...stream, mirrorId: null, action: 'REMOVE', people: [google] });
    await run(bench, members, { ...stream, action: 'MIRROR', people: [email('x')] });
    expect([...members]).toEqual(wanted([email('x')], 'stream'));
  });

  it('takes out what belongs to an attribute that is no longer exported', async () => {
    const members = new Set<string>();
    await run(bench, members, { ...mirror, action: 'CREATE', people: [{ email: sha256('a'), phone: sha256('1') }] });
    await run(bench, members, { ...mirror, action: 'MIRROR', attributes: ['email'], people: [email('a')] });
    expect([...members]).toEqual(wanted([email('a')]));
  });

  it('sends everybody again in a full run, and still takes out only who has left', async () => {
    const members = new Set<string>();
    await run(bench, members, { ...mirror, action: 'CREATE', people: [email('a'), email('b')] });
    const full = await run(bench, members, {
      ...mirror,
      action: 'MIRROR',
      everybody: true,
      people: [email('b'), email('c')],
    });
    expect(full).toMatchObject({ toAdd: 2, toRemove: 1 });
  });

  it('counts what a run that never ended may have done, and heals it', async () => {
    const members = new Set<string>();
    await run(bench, members, { ...mirror, action: 'CREATE', people: [email('a'), email('b')] });
    await breakOff(bench, { ...mirror, action: 'MIRROR', people: [email('b'), email('c'), email('d')] });
    members.add(`email:${sha256('c')}`); // d is not sent, a not removed: then it breaks off
    const next = await run(bench, members, { ...mirror, action: 'MIRROR', people: [email('b'), email('d')] });
    expect(next).toMatchObject({ toAdd: 1, toRemove: 2 });
    expect([...members].toSorted()).toEqual(wanted([email('b'), email('d')]));
  });

  it('does not rely on a row that TikTok refused: it is sent again, and whoever has the same identifier too', async () => {
    const phone = sha256('+49301234567');
    const first = await prepare(bench, {
      ...mirror,
      id: nextId(),
      action: 'CREATE',
      customAudienceId: null,
      people: [{ email: sha256('bad'), phone }, email('good')],
    });
    const planned = await plan(bench, first);
    await openLedger(bench.deps, WORKSPACE, first.record, first.paths, planned.plan);
    await appendFile(join(first.paths.folder, 'refused'), `\n${'0'.repeat(20)}`);
    await noteRefused(first.paths, first.input.layout.matching, [sha256('bad'), phone, '', '']);
    if (planned.plan !== null) await bindLedger(bench.deps, WORKSPACE, planned.plan, AUDIENCE);
    await settleLedger(bench.deps, WORKSPACE, first.record.id, planned.plan, first.paths);
    const members = new Set(wanted([email('good')]));
    const next = { ...mirror, action: 'MIRROR', people: [email('good'), { email: sha256('new'), phone }] } as const;
    expect(await run(bench, members, next)).toMatchObject({ toAdd: 1, toRemove: 1 });
    expect([...members].toSorted()).toEqual(wanted(next.people));
    expect(await run(bench, members, next)).toMatchObject({ toAdd: 0, toRemove: 0 });
  });

  it('says so when its files are damaged, and is healed by a run that replaces', async () => {
    const members = new Set<string>();
    await run(bench, members, { ...mirror, action: 'CREATE', people: [email('a')] });
    const ledger = await bench.ledgers.find(ADVERTISER, AUDIENCE);
    const folder = join(bench.dataDir, 'ledgers', ledger?.id ?? '');
    const [generation = ''] = await readdir(folder);
    const bytes = await readFile(join(folder, generation, 'entries'));
    bytes[20] = (bytes[20] ?? 0) ^ 1;
    await writeFile(join(folder, generation, 'entries'), bytes);
    const broken = await prepare(bench, {
      ...mirror,
      id: nextId(),
      action: 'MIRROR',
      customAudienceId: AUDIENCE,
      people: [email('b')],
    });
    await expect(plan(bench, broken)).rejects.toMatchObject({ code: 'storage_failed' });
    await run(bench, members, { ...mirror, action: 'REPLACE', people: [email('b')] });
    expect(await ledgerStanding(bench.deps, WORKSPACE, ADVERTISER, AUDIENCE)).toMatchObject({ isComplete: true });
    expect(await run(bench, members, { ...mirror, action: 'MIRROR', people: [email('b')] })).toMatchObject({
      toAdd: 0,
      toRemove: 0,
    });
  });

  it('keeps neither hashes nor fingerprints readable on the disk', async () => {
    const hash = sha256('a');
    await run(bench, new Set(), { ...mirror, action: 'CREATE', people: [{ email: hash }] });
    const ledger = await bench.ledgers.find(ADVERTISER, AUDIENCE);
    const folder = join(bench.dataDir, 'ledgers', ledger?.id ?? '');
    const files = await readdir(folder, { recursive: true, withFileTypes: true });
    const written = files.filter((each) => each.isFile());
    expect(written.map(({ name }) => name).toSorted()).toEqual(['entries', 'index.json']);
    if (ledger === null) throw new Error('no ledger');
    const words = new Fingerprinter(ledgerKey(bench.deps, WORKSPACE, ledger)).digest(
      EMAIL,
      Buffer.from(hash, 'hex').subarray(0, BLOCK_BYTES),
    );
    const fingerprint = Buffer.from(words.buffer, words.byteOffset, 8);
    for (const file of written) {
      const bytes = await readFile(join(file.parentPath, file.name));
      expect(bytes.includes(fingerprint)).toBe(false);
      expect(bytes.includes(Buffer.from(hash, 'hex'))).toBe(false);
      expect(bytes.includes(Buffer.from(hash, 'hex').subarray(0, 8))).toBe(false);
      expect(bytes.includes(hash)).toBe(false);
    }
  });

  it('looks without leaving a trace in a dry run', async () => {
    const looked = await prepare(bench, {
      ...mirror,
      id: nextId(),
      action: 'CREATE',
      customAudienceId: null,
      dryRun: true,
      people: [email('a')],
    });
    expect((await plan(bench, looked)).plan).toBeNull();
    expect(await readdir(looked.paths.folder)).not.toContain('ledger');
    await expect(readdir(join(bench.dataDir, 'ledgers'))).rejects.toThrow('ENOENT');
  });
});

describe('switching generations', () => {
  it('goes on after a crash between the files and the row, and removes the generation before', async () => {
    const members = new Set<string>();
    await run(bench, members, { mirrorId: 'mir_00000001', action: 'CREATE', people: [email('a')] });
    const next = await prepare(bench, {
      id: nextId(),
      mirrorId: 'mir_00000001',
      action: 'MIRROR',
      customAudienceId: AUDIENCE,
      people: [email('b')],
    });
    const { plan: planned } = await plan(bench, next);
    const { ledgers } = bench.deps.store.workspace(WORKSPACE);
    const crashing = {
      ...bench.deps,
      store: {
        ...bench.deps.store,
        workspace: () => ({ ledgers: { ...ledgers, update: () => Promise.reject(new Error('the process dies')) } }),
      },
    } as unknown as LedgerBench['deps'];
    await expect(openLedger(crashing, WORKSPACE, next.record, next.paths, planned)).rejects.toThrow('dies');
    expect(await openLedger(bench.deps, WORKSPACE, next.record, next.paths, planned)).toBe('open');
    expect(await readdir(join(bench.dataDir, 'ledgers', planned?.ledgerId ?? ''))).toEqual([`2-${next.record.id}`]);
  });

  it('asks for a new plan when what was staged is gone', async () => {
    const next = await prepare(bench, {
      id: nextId(),
      mirrorId: 'mir_00000001',
      action: 'CREATE',
      customAudienceId: null,
      people: [email('b')],
    });
    const { plan: planned } = await plan(bench, next);
    await rm(next.paths.folder, { recursive: true });
    expect(await openLedger(bench.deps, WORKSPACE, next.record, next.paths, planned)).toBe('moved');
  });
});

describe('any sequence of runs', () => {
  let audienceNumber = 0;
  const kinds = ['email', 'phone', 'googleAdvertisingId', 'appleIdfa'] as const;
  const personArb: fc.Arbitrary<Person> = fc
    .array(fc.tuple(fc.constantFrom(...kinds), fc.nat(6), fc.boolean()), { minLength: 1, maxLength: 3 })
    .map((cells) =>
      Object.fromEntries(
        cells.map(([kind, number, isMd5]) => [
          kind,
          isMd5 && (kind === 'googleAdvertisingId' || kind === 'appleIdfa') ? md5(`${number}`) : sha256(`${number}`),
        ]),
      ),
    );
  const stepArb = fc.record({
    people: fc.array(personArb, { minLength: 0, maxLength: 14 }),
    /** How much of it gets through before it breaks off; null: all, and the ledger is settled. */
    breaksAfter: fc.option(fc.nat(12), { nil: null, freq: 2 }),
    everybody: fc.boolean(),
    partitionEntries: fc.constantFrom(1, 3, 100_000),
  });

  for (const delivery of ['file', 'stream'] as const) {
    it(`leaves exactly the segment’s identifiers in a mirrored audience (${delivery})`, async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(stepArb, { minLength: 1, maxLength: 7 }), async (steps) => {
          const audience = String(7_300_000_000_000_000_000n + BigInt(++audienceNumber));
          const members = new Set<string>();
          const made = await run(bench, members, { mirrorId: 'mir_00000001', delivery, action: 'CREATE', people: [] });
          await bench.ledgers.update(made.plan?.ledgerId ?? '', 1, { customAudienceId: audience, updatedAt: 1 });
          for (const { people, breaksAfter, ...how } of steps) {
            const prepared = await prepare(bench, {
              id: nextId(),
              mirrorId: 'mir_00000001',
              action: 'MIRROR',
              customAudienceId: audience,
              delivery,
              people,
              ...how,
            });
            const { plan: planned, toAdd } = await plan(bench, prepared);
            await openLedger(bench.deps, WORKSPACE, prepared.record, prepared.paths, planned);
            const sent = await linesToSend(prepared, planned);
            expect(toAdd).toBe(new Set(sent.people.map((person) => JSON.stringify(person))).size);
            const changes = [
              ...sent.people.map(
                (person) => () => identifiersOf(person, delivery).forEach((each) => members.add(each)),
              ),
              ...sent.leaving.map((one) => () => identifiersOf(one, delivery).forEach((each) => members.delete(each))),
            ];
            for (const change of changes.slice(0, breaksAfter ?? changes.length)) change();
            if (breaksAfter !== null) continue;
            await settleLedger(bench.deps, WORKSPACE, prepared.record.id, planned, prepared.paths);
            const isWanted = new Set(wanted(people, delivery));
            expect([...isWanted].filter((each) => !members.has(each))).toEqual([]);
            // In a stream a device may stay under its other name while somebody has it.
            const devices = new Set(people.flatMap((person) => [person.googleAdvertisingId, person.appleIdfa]));
            const extra = [...members].filter((each) => !isWanted.has(each));
            expect(extra.filter((each) => delivery === 'file' || !devices.has(each.split(':')[1]))).toEqual([]);
          }
        }),
        // Making a counterexample smaller would take longer than a test may.
        { numRuns: 20, endOnFailure: true },
      );
    });
  }
});
