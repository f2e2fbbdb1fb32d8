import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { abandonLedger, openLedger } from '../../server/ledger/index.ts';
import {
  AUDIENCE,
  email,
  type LedgerBench,
  nextId,
  openLedgerBench,
  plan,
  prepare,
  run,
  wanted,
  WORKSPACE,
} from './ledger-support.ts';

let bench: LedgerBench;
beforeEach(async () => {
  bench = await openLedgerBench();
});
afterEach(() => bench.close());

describe('a ledger of consent', () => {
  const consent = { consent: true } as const;

  it('takes out who has said no since, unless somebody else with the same identifier says yes', async () => {
    const members = new Set<string>();
    await run(bench, members, { ...consent, action: 'CREATE', people: [email('a'), email('b'), email('c')] });
    const next = await run(bench, members, {
      ...consent,
      action: 'APPEND',
      people: [email('d'), email('c')],
      withdrawn: [email('b'), email('c'), email('never sent')],
    });
    expect(next.toRemove).toBe(1);
    expect([...members].toSorted()).toEqual(wanted([email('a'), email('c'), email('d')]));
  });

  it('takes out everybody who says no of an audience it does not know all of, and each of them once', async () => {
    const members = new Set(wanted([email('old'), email('stays')]));
    const people = [email('new')];
    const first = await run(bench, members, { ...consent, action: 'APPEND', people, withdrawn: [email('old')] });
    expect(first.toRemove).toBe(1);
    const again = { ...consent, action: 'APPEND', people, withdrawn: [email('old'), email('other')] } as const;
    expect((await run(bench, members, again)).toRemove).toBe(1);
    expect((await run(bench, members, again)).toRemove).toBe(0);
    expect([...members].toSorted()).toEqual(wanted([email('new'), email('stays')]));
  });

  it('is kept up by exports that read no consent', async () => {
    const members = new Set<string>();
    await run(bench, members, { ...consent, action: 'CREATE', people: [email('a')] });
    await run(bench, members, { action: 'APPEND', people: [email('b')] });
    await run(bench, members, { action: 'REMOVE', people: [email('a')] });
    const next = await run(bench, members, {
      ...consent,
      action: 'APPEND',
      people: [],
      withdrawn: [email('a'), email('b')],
    });
    expect(next.toRemove).toBe(1);
    expect([...members]).toEqual([]);
  });

  it('is not begun by an export that needs none', async () => {
    const { plan: planned, toAdd } = await run(bench, new Set(), { action: 'APPEND', people: [email('a')] });
    expect([planned, toAdd]).toEqual([null, null]);
  });

  it('has a plan made again when another export went first', async () => {
    const members = new Set<string>();
    await run(bench, members, { ...consent, action: 'CREATE', people: [email('a')] });
    const slow = await prepare(bench, {
      ...consent,
      id: nextId(),
      action: 'APPEND',
      customAudienceId: AUDIENCE,
      people: [email('s')],
      withdrawn: [email('b')],
    });
    const early = await plan(bench, slow);
    await run(bench, members, { ...consent, action: 'APPEND', people: [email('b')] });
    expect(early.toRemove).toBe(0);
    expect(await openLedger(bench.deps, WORKSPACE, slow.record, slow.paths, early.plan)).toBe('moved');
    const late = await plan(bench, slow);
    expect(late.toRemove).toBe(1);
    expect(await openLedger(bench.deps, WORKSPACE, slow.record, slow.paths, late.plan)).toBe('open');
    expect(await openLedger(bench.deps, WORKSPACE, slow.record, slow.paths, late.plan)).toBe('open');
  });

  it('forgets the ledger of an audience that never came to be', async () => {
    const dropped = await prepare(bench, {
      ...consent,
      id: nextId(),
      action: 'CREATE',
      customAudienceId: null,
      people: [email('a')],
    });
    const { plan: planned } = await plan(bench, dropped);
    expect(await bench.ledgers.get(planned?.ledgerId ?? '')).not.toBeNull();
    await abandonLedger(bench.deps, WORKSPACE, dropped.record.id);
    expect(await bench.ledgers.get(planned?.ledgerId ?? '')).toBeNull();
  });
});
