import { expect } from 'chai';
import type { ReactiveController } from 'lit';
import type { AdAccountStatus } from '../../shared/ad-accounts.ts';
import { AccountIndex, ALL_ACCOUNTS, pageOf, sortAccounts } from '../../widget/ad-account-list/account-query.ts';
import { initial, zoneOffset } from '../../widget/ad-account-list/account-status.ts';
import { nextChangeMs, RelativeClock } from '../../widget/controllers/relative-clock.ts';
import { SelectionController } from '../../widget/controllers/selection.ts';
import { formatFor } from '../../widget/element/format.ts';
import { account } from './support/ads-server.ts';

const MINUTE = 60_000;
const iso = (ms: number) => new Date(ms).toISOString();

/** A host that counts its updates and runs its controllers as Lit does. */
function fakeHost() {
  const controllers: ReactiveController[] = [];
  const host = {
    updates: 0,
    updateComplete: Promise.resolve(true),
    addController: (controller: ReactiveController) => void controllers.push(controller),
    removeController: () => undefined,
    requestUpdate: () => void (host.updates += 1),
    update(draw: () => void) {
      for (const controller of controllers) controller.hostUpdate?.();
      draw();
      for (const controller of controllers) controller.hostUpdated?.();
    },
    leave: () => controllers.forEach((controller) => controller.hostDisconnected?.()),
  };
  return host;
}

describe('finding, sorting and paging ad accounts', () => {
  const one = (name: string, status: AdAccountStatus, currency: string | null, role: 'ADMIN' | 'ANALYST' | null) =>
    account(`71000000000000000${name.length}${name.charCodeAt(0)}`, name, { status, currency, role });
  const accounts = [
    one('Ägir', 'connected', 'EUR', 'ANALYST'),
    one('Bolt', 'suspended', null, null),
    one('Cedar', 'disconnected', 'BRL', 'ADMIN'),
    one('Dune', 'connected', 'BRL', 'ADMIN'),
  ];
  const named = (list: readonly { name: string }[]) => list.map(({ name }) => name).join(' ');

  it('finds by text and status together, and counts what the text alone finds', () => {
    const index = new AccountIndex(accounts);
    const all = index.find(ALL_ACCOUNTS);
    expect(all.accounts.length).to.equal(4);
    expect([...all.counts]).to.deep.equal([
      ['connected', 2],
      ['suspended', 1],
      ['disconnected', 1],
    ]);
    const found = index.find({ ...ALL_ACCOUNTS, text: ' agi ', status: 'suspended' });
    expect([found.accounts.length, found.countOfText, found.counts.get('connected')]).to.deep.equal([0, 1, 1]);
  });

  it('sorts trouble first, equals by name, and what is not known last both ways', () => {
    expect(named(sortAccounts(accounts, 'status', 'ascending'))).to.equal('Cedar Bolt Ägir Dune');
    expect(named(sortAccounts(accounts, 'currency', 'ascending'))).to.equal('Cedar Dune Ägir Bolt');
    expect(named(sortAccounts(accounts, 'currency', 'descending'))).to.equal('Ägir Cedar Dune Bolt');
    expect(named(sortAccounts(accounts, 'role', 'descending'))).to.equal('Ägir Cedar Dune Bolt');
    expect(named(sortAccounts(accounts, 'name', 'descending'))).to.equal('Dune Cedar Bolt Ägir');
  });

  it('gives the last page for one past the end, and one empty page of nothing', () => {
    expect(pageOf(accounts, 7, 3)).to.deep.include({ page: 1, pageCount: 2, start: 3 });
    expect(pageOf([], 0, 3)).to.deep.equal({ rows: [], page: 0, pageCount: 1, start: 0 });
  });
});

describe('what is known of an ad account', () => {
  it('reads time zones and names of every kind', () => {
    expect(zoneOffset('Asia/Tokyo')).to.equal('UTC+9');
    expect(zoneOffset('Etc/GMT')).to.equal('UTC+0');
    expect(zoneOffset('America/Sao_Paulo')).to.equal('UTC−3');
    expect(zoneOffset('Nowhere/At_All')).to.equal('');
    expect([initial('  «étoile»'), initial('株式'), initial('𝒜lpha'), initial('!!')]).to.deep.equal([
      'É',
      '株',
      '𝒜',
      '#',
    ]);
  });
});

describe('SelectionController', () => {
  it('ticks a range from the last press to this one, in the order shown', () => {
    const selection = new SelectionController(fakeHost());
    const order = ['a', 'b', 'c', 'd', 'e'];
    selection.set('d', true, order);
    selection.set('b', true, order);
    expect([...selection.ids].sort()).to.deep.equal(['b', 'c', 'd']);
    selection.set('c', false);
    selection.set('e', false, order);
    expect([...selection.ids]).to.deep.equal(['b']);
    expect(selection.countOf(order)).to.equal(1);
  });

  it('drops what is gone, and everything when it is switched off', () => {
    const selection = new SelectionController(fakeHost());
    selection.setAll(['a', 'b'], true);
    selection.retain((id) => id === 'b');
    expect([...selection.ids]).to.deep.equal(['b']);
    selection.toggle(true);
    selection.toggle(false);
    expect([selection.size, selection.isOn]).to.deep.equal([0, false]);
  });
});

describe('relative times', () => {
  const start = Date.UTC(2026, 2, 9, 12);
  let now = start;
  const format = formatFor('en-GB', () => now);

  it('change exactly when the words do, in the past and in the future, at every distance', () => {
    for (const minutes of [
      -0.2, -0.9, -1, -1.4, -29.5, -59.4, -59.99, -60, -89, -119, -1439.9, -1440, -1441, -3000, -40_000, -600_000,
    ]) {
      for (const sign of [1, -1]) {
        now = start;
        const at = iso(start + sign * minutes * MINUTE);
        const words = format.relative(at);
        const wait = nextChangeMs(at, start);
        now = start + Math.max(0, wait - 3);
        expect(format.relative(at), `${at} early`).to.equal(words);
        now = start + wait;
        expect(format.relative(at), `${at} late`).not.to.equal(words);
      }
    }
  });

  it('are whole units that have passed: never 60 minutes, 24 hours or 12 months', () => {
    now = start;
    const ago = (minutes: number) => format.relative(iso(start - minutes * MINUTE));
    expect([0.5, 1, 59, 59.99, 60, 119.9].map(ago)).to.deep.equal([
      'now',
      '1 minute ago',
      '59 minutes ago',
      '59 minutes ago',
      '1 hour ago',
      '1 hour ago',
    ]);
    expect([1439.9, 1440, 1440 * 30.4, 1440 * 364.9, 1440 * 365].map(ago)).to.deep.equal([
      '23 hours ago',
      '1 day ago',
      '30 days ago',
      '11 months ago',
      '1 year ago',
    ]);
    expect(format.relative(iso(start + 59.5 * MINUTE))).to.equal('in 59 minutes');
  });

  it('never change for what is no date', () => {
    expect(nextChangeMs('soon', start)).to.equal(Number.POSITIVE_INFINITY);
  });

  it('update the host when one of them reads differently, and not for one that is gone', () => {
    const waits: { run: () => void; ms: number | undefined }[] = [];
    const realSetTimeout = window.setTimeout;
    window.setTimeout = ((run: () => void, ms?: number) => waits.push({ run, ms })) as unknown as typeof setTimeout;
    try {
      now = start;
      const host = fakeHost();
      const clock = new RelativeClock(
        host,
        () => format,
        () => now,
      );
      // The first turns to "1 minute ago" in a moment; the second has half an hour to go.
      host.update(() => [iso(start - MINUTE + 40), iso(start - 90 * MINUTE)].forEach((at) => clock.relative(at)));
      expect([host.updates, waits.at(-1)?.ms]).to.deep.equal([0, 40]);
      now += 40;
      waits.at(-1)?.run();
      expect(host.updates).to.equal(1);
      host.update(() => clock.relative(iso(start - 90 * MINUTE)));
      expect(waits.at(-1)?.ms).to.equal(30 * MINUTE - 40);
      host.leave();
    } finally {
      window.setTimeout = realSetTimeout;
    }
  });
});
