import { expect } from 'chai';
import '../../widget/ad-account-list/define.ts';
import { importAgain } from '../../widget/ad-account-list/removal.ts';
import { TikTokAdsError } from '../../widget/client/errors.ts';
import { account, type AdsState, adsServer } from './support/ads-server.ts';
import { all, clearPage, press, seen, sees, until } from './support/page.ts';

const id = (index: number) => String(7104856021930120000n + BigInt(index));
const many = (count: number, word = 'Meridian') =>
  Array.from({ length: count }, (_, index) => account(id(index), `${word} ${String(index + 1).padStart(4, '0')}`));

function show(change: Partial<AdsState>) {
  const { server, state } = adsServer(change);
  const element = document.createElement('tiktok-ad-account-list');
  element.client = server.client;
  element.lang = 'en';
  document.body.append(element);
  return { element, server, state };
}

/** An answer that waits to be let go. */
function gate() {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { open, opened };
}

afterEach(() => clearPage());

describe('<tiktok-ad-account-list> when things happen at once', () => {
  it('keeps what belongs to one session out of the next: the question, the removal and the undo', async () => {
    const { element, server } = show({ accounts: many(20) });
    const { open, opened } = gate();
    server.on('DELETE /v1/ad-accounts/*', async () => {
      await opened;
      return { status: 204 };
    });
    await press('button', /^Remove Meridian 0001/);
    await sees('Remove Meridian 0001?');
    await press('button', 'Remove account');
    await until(() => server.asked('DELETE /v1/ad-accounts/*').length === 1, 'the removal');
    const second = adsServer({ accounts: many(15, 'Second') });
    element.client = second.server.client;
    await sees('Second 0001');
    expect(all('dialog').length).to.equal(0);
    open();
    await until(() => server.asked('DELETE /v1/ad-accounts/*').length === 1, 'the end');
    await element.refresh();
    expect(seen()).to.contain('Ad accounts 15');
    expect(all('button', 'Undo').length).to.equal(0);
    expect(second.server.requests.filter(({ method }) => method !== 'GET').length).to.equal(0);
  });

  it('does not show a removed ad account again because of an answer that was older', async () => {
    const { element, server, state } = show({ accounts: many(20) });
    await sees('Meridian 0001');
    const { open, opened } = gate();
    let isFirst = true;
    server.on('GET /v1/ad-accounts', async () => {
      const items = [...state.accounts];
      const waits = isFirst;
      isFirst = false;
      if (waits) await opened;
      return { body: { items, nextCursor: null } };
    });
    const refreshed = element.refresh();
    await press('button', /^Remove Meridian 0001/);
    await press('button', 'Remove account');
    await sees('Ad accounts 19');
    open();
    await refreshed;
    await until(() => server.asked('GET /v1/ad-accounts').length === 3, 'another look');
    await element.refresh();
    expect(seen()).not.to.contain('Ad accounts 20');
    expect(all('button', /^Remove Meridian 0001/).length).to.equal(0);
  });

  it('asks once more only for what a refusal has named', async () => {
    let calls = 0;
    const client = {
      call: async () => {
        calls += 1;
        if (calls > 10) throw new TikTokAdsError('network_error', 'Enough');
        const errors = [{ path: 'advertiserIds', message: 'one of them is not importable' }];
        throw new TikTokAdsError('account_not_importable', 'No', { status: 422, errors });
      },
    } as unknown as Parameters<typeof importAgain>[0];
    const { back, error } = await importAgain(client, many(3));
    expect([calls, back.length, error?.code]).to.deep.equal([1, 0, 'account_not_importable']);
  });

  it('shows names that are made to mislead as text, each apart from what stands beside it', async () => {
    const names = [
      '<img src=x onerror="window.hurt = true">',
      '\u202Egnp.exe\u202D',
      '\u200B\u200B\u200B',
      '👩‍👩‍👧‍👦'.repeat(40),
      'W'.repeat(500),
      '${html`x`}',
    ];
    const { element } = show({ accounts: names.map((name, index) => account(id(index), name)) });
    await until(() => all('row').length === names.length + 1, 'a row for each');
    const root = element.shadowRoot as ShadowRoot;
    expect([root.querySelectorAll('img').length, 'hurt' in window]).to.deep.equal([0, false]);
    for (const name of names.slice(0, 2)) {
      const holders = [...root.querySelectorAll('bdi')].filter((each) => each.textContent?.includes(name));
      expect(holders.length, name).to.be.greaterThan(0);
    }
    expect(element.scrollWidth <= element.clientWidth + 1).to.equal(true);
  });
});
