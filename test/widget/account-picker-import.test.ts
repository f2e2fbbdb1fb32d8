import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import { adsServer, advertiser, CONNECTION_ID, connection } from './support/ads-server.ts';
import { axeProblems } from './support/axe.ts';
import { ADVERTISERS, choosing, forgetWindows, importedIds, manyAdvertisers, watchWindows } from './support/connect.ts';
import { all, find, press, pressFree, seen, sees, until } from './support/page.ts';
import { problem, type StubServer } from './support/stub-server.ts';

beforeEach(() => watchWindows());
afterEach(forgetWindows);

/** Begins to import all 12. @returns what lets the server answer */
async function importing(server: StubServer): Promise<() => void> {
  let answer = (): void => undefined;
  server.on('POST /v1/ad-accounts', async () => {
    await new Promise<void>((resolve) => (answer = resolve));
    return { status: 201, body: { items: [] } };
  });
  await press('checkbox', /^Select all 12 you can import/);
  await press('button', 'Import 12 accounts');
  await sees('0 of 12 imported');
  return () => answer();
}

describe('an import from the account picker', () => {
  it('imports thousands in parts, keeps what is in when one part fails, and goes on with the rest', async () => {
    const { server, element } = await choosing({ advertisers: manyAdvertisers(1200) });
    const ids = importedIds();
    const accept = ({ body }: { body: unknown }) => ({ status: 201, body: { items: body } });
    let calls = 0;
    server.on('POST /v1/ad-accounts', (request) =>
      ++calls === 2 ? problem(502, 'tiktok_unavailable', 'TikTok did not answer.') : accept(request),
    );
    await press('checkbox', /^Select all 1,200 you can import/);
    await press('button', 'Import 1,200 accounts');
    await sees('500 imported, 700 still to go');
    expect(seen()).to.contain('TikTok did not answer. What was imported is safe, and nothing is imported twice.');
    expect(await axeProblems(element)).to.deep.equal([]);
    await find('button', 'Done');
    await press('button', 'Import 700 accounts');
    await until(() => all('dialog').length === 0, 'no dialog');
    await sees('1,200 ad accounts imported');
    expect(new Set(ids).size).to.equal(1200);
    const sizes = server
      .asked('POST /v1/ad-accounts')
      .map(({ body }) => (body as { advertiserIds: string[] }).advertiserIds.length);
    expect(sizes).to.deep.equal([500, 500, 500, 200]);
  });

  it('imports the others when TikTok changed some meanwhile, and then says why beside those', async () => {
    const { server, state } = await choosing({ advertisers: manyAdvertisers(12) });
    const ids = importedIds();
    server.on('POST /v1/ad-accounts', ({ body }) => {
      const asked = (body as { advertiserIds: string[] }).advertiserIds;
      const at = asked.indexOf('7104856021930120003');
      if (at < 0) return { status: 201, body: { items: [] } };
      state.advertisers = state.advertisers.map((each) =>
        each.advertiserId === '7104856021930120003'
          ? { ...each, importable: false, reason: 'suspended' as const }
          : { ...each, importable: false, reason: 'already_imported' as const },
      );
      const errors = [{ path: `advertiserIds.${at}`, message: 'cannot be imported: TikTok has suspended it' }];
      return problem(409, 'account_not_importable', 'One of the ad accounts cannot be imported.', { errors });
    });
    await press('checkbox', /^Select all 12 you can import/);
    await press('button', 'Import 12 accounts');
    await sees('1 ad account couldn’t be imported');
    expect(seen()).to.contain('The other 11 are imported.');
    await sees('Suspended by TikTok.');
    await press('button', 'Done');
    await sees('11 ad accounts imported');
    expect(ids.length).to.equal(11);
    expect(ids.includes('7104856021930120003')).to.equal(false);
  });

  it('stops after the part that is under way', async () => {
    const { server } = await choosing({ advertisers: manyAdvertisers(1200) });
    let answer = (): void => undefined;
    server.on('POST /v1/ad-accounts', async () => {
      await new Promise<void>((resolve) => (answer = resolve));
      return { status: 201, body: { items: [] } };
    });
    await press('checkbox', /^Select all 1,200 you can import/);
    await press('button', 'Import 1,200 accounts');
    await sees('0 of 1,200 imported');
    expect(all('progressbar', '0 of 1,200 imported').length).to.equal(1);
    await press('button', 'Stop');
    await find('button', 'Stopping…');
    answer();
    await sees('Stopped as you asked. The rest is still selected.');
    expect(server.asked('POST /v1/ad-accounts').length).to.equal(1);
    await find('button', 'Import 700 accounts');
  });

  it('stops at Esc what is being imported, stays to say how far it came, and closes at the next one', async () => {
    const { server } = await choosing({ advertisers: manyAdvertisers(1200) });
    const answers: (() => void)[] = [];
    server.on('POST /v1/ad-accounts', async () => {
      await new Promise<void>((resolve) => answers.push(resolve));
      return { status: 201, body: { items: [] } };
    });
    await press('checkbox', /^Select all 1,200 you can import/);
    await press('button', 'Import 1,200 accounts');
    await sees('0 of 1,200 imported');
    await sendKeys({ press: 'Escape' });
    await find('button', 'Stopping…');
    answers[0]?.();
    await sees('Stopped as you asked. The rest is still selected.');
    await press('button', 'Import 700 accounts');
    await until(() => answers.length === 2, 'the next part');
    await sendKeys({ press: 'Escape' });
    await find('button', 'Stopping…');
    await sendKeys({ press: 'Escape' });
    await until(() => all('dialog').length === 0, 'no dialog');
    answers[1]?.();
    await sees('1,000 ad accounts imported');
  });

  it('tells an import under the sign-in that it began with, whatever was opened meanwhile', async () => {
    const { server, element } = await choosing({ advertisers: manyAdvertisers(12) });
    const told: string[] = [];
    element.addEventListener('tiktok-accounts-imported', ({ detail }) =>
      told.push(`${detail.connectionId}: ${detail.advertiserIds.length}`),
    );
    const answer = await importing(server);
    server.on('GET /v1/connections/*/advertisers', ({ path }) => {
      expect(path).to.contain('con_other');
      return { body: { items: [advertiser('7300000000000000001', 'Of another sign-in')], nextCursor: null } };
    });
    element.choose({ connectionId: 'con_other' });
    await sees('Of another sign-in');
    expect(seen()).not.to.contain('Meridian 0003');
    answer();
    await until(() => told.length > 0, 'the end of the import');
    expect(told).to.deep.equal([`${CONNECTION_ID}: 12`]);
    expect(all('dialog').length).to.equal(1);
    await find('button', 'Choose at least one ad account');
  });

  it('tells what was imported, also when the page hides it or takes it out before the person is done', async () => {
    const { server, element } = await choosing({ advertisers: manyAdvertisers(1200) });
    const told: number[] = [];
    element.addEventListener('tiktok-accounts-imported', ({ detail }) => told.push(detail.advertiserIds.length));
    let calls = 0;
    server.on('POST /v1/ad-accounts', () =>
      ++calls % 2 === 0 ? problem(502, 'tiktok_unavailable', 'No.') : { status: 201, body: { items: [] } },
    );
    await press('checkbox', /^Select all 1,200 you can import/);
    await press('button', 'Import 1,200 accounts');
    await sees('500 imported, 700 still to go');
    element.style.display = 'none';
    await until(() => told.length === 1, 'it to be told');
    element.style.display = '';
    element.choose({ connectionId: CONNECTION_ID });
    // Nothing is imported while the list is read anew.
    await pressFree('Import 700 accounts');
    await sees('500 imported, 200 still to go');
    element.remove();
    document.body.append(element);
    await until(() => told.length === 2, 'the rest to be told');
    expect(told).to.deep.equal([500, 500]);
  });

  it('tells what came in while it was out of the page once it is back', async () => {
    const { server, element } = await choosing({ advertisers: manyAdvertisers(12) });
    const told: number[] = [];
    document.addEventListener('tiktok-accounts-imported', ({ detail }) => told.push(detail.advertiserIds.length), {
      once: true,
    });
    const answer = await importing(server);
    element.remove();
    await element.updateComplete;
    let updates = 0;
    element.addController({ hostUpdated: () => void (updates += 1) });
    answer();
    // What has come in, and that it has ended, which leaves nothing to be seen.
    await until(() => updates > 0, 'the end of the import');
    expect(told).to.deep.equal([]);
    document.body.append(element);
    await until(() => told.length > 0, 'it to be told');
    expect(told).to.deep.equal([12]);
  });

  it('keeps what another session had chosen to itself', async () => {
    const { server, element } = await choosing({ advertisers: manyAdvertisers(12) });
    const told: unknown[] = [];
    element.addEventListener('tiktok-accounts-imported', ({ detail }) => told.push(detail));
    const answer = await importing(server);
    const other = adsServer({ advertisers: ADVERTISERS, connections: [connection()] }).server;
    element.client = other.client;
    await until(() => all('dialog').length === 0, 'no dialog');
    answer();
    element.choose({ connectionId: CONNECTION_ID });
    await sees('Lumen & Sons');
    await find('button', 'Choose at least one ad account');
    expect(seen()).not.to.contain('Meridian');
    expect(told).to.deep.equal([]);
  });
});
