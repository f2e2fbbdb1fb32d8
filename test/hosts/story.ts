/// <reference lib="dom" />
import type { ElementHandle, Page } from 'puppeteer-core';
import { profilesOf } from '../../demo/data/index.ts';
import { difference, expectedMembers, heldMembers } from '../flow/support/expected-members.ts';
import { click, find, reads, tick, type } from '../flow/support/person.ts';
import { changes, type Footprint, footprint, footprintWithoutScripts } from './watch.ts';
import type { HostWorld } from './world.ts';

// What a marketer does in a host's settings page, and what its developer looks at meanwhile. Every app in this folder offers
// the same: a button that shows and hides the part with our elements, and a list of what our events have told it.

export interface Scene {
  readonly page: Page;
  readonly world: HostWorld;
  readonly watchPopup: (popup: Page) => Promise<void>;
  /** Everything that went wrong so far. */
  readonly complaints: readonly string[];
  /** A CSV file of the people in `CSV_PEOPLE`. */
  readonly csvPath: string;
  /** Whether our code comes with the page itself, rather than when the advertising part is first shown. */
  readonly comesWithPage: boolean;
  /** Whether our code comes from our server's origin, from which a browser starts no worker. */
  readonly usesScriptTag: boolean;
  /** Goes with the address. */
  readonly query: string;
}

export interface Step {
  readonly name: string;
  readonly run: () => Promise<void>;
}

export const CSV_PEOPLE = { from: 300_000, size: 2_000 } as const;
const TICKED = ['Nordlicht Schuhe EU', 'Ipê Amarelo Decoração'] as const;
const AUDIENCE = 'Customers from a file';
const TWO_DAYS_SECONDS = 48 * 3_600;
const MATCHED_BY = ['Email', 'Phone', 'Google advertising ID', 'Apple IDFA'] as const;

/** The whole story, in the order in which it happens; each part stands on the one before. */
export function storyOf(scene: Scene): Step[] {
  const { page, world, complaints } = scene;
  let before: Footprint = {};
  return [
    {
      name: 'opens',
      run: async () => {
        const url = world.url + scene.query;
        if (scene.comesWithPage) before = await footprintWithoutScripts(page, url);
        await page.goto(url);
        await find(page, 'heading', 'Acme settings');
        if (!scene.comesWithPage) {
          before = await footprint(page);
          await click(page, 'button', 'Show advertising');
        }
        await find(page, 'button', 'Connect ad account');
      },
    },
    { name: 'connects', run: () => connect(scene) },
    { name: 'imports', run: () => importAccounts(scene) },
    { name: 'maps', run: () => saveMapping(scene) },
    { name: 'remounts', run: () => hideAndShow(scene) },
    { name: 'exports', run: () => exportFile(scene) },
    {
      name: 'is a guest',
      run: async () => {
        equal(changes(before, await footprint(page)), [], 'what was changed of the host’s');
        equal(complaints, [], 'what went wrong on the page');
      },
    },
  ];
}

/** The framework's development build says what its production build keeps to itself, and mounts twice where it does that. */
export function developmentStoryOf({ page, world, complaints, query }: Scene): Step[] {
  return [
    {
      name: 'development',
      run: async () => {
        await page.goto(world.url + query);
        for (let round = 1; round <= 2; round += 1) {
          await click(page, 'button', 'Show advertising');
          for (const name of TICKED) await find(page, 'row', new RegExp(name));
          await find(page, 'button', /^Apple IDFA: iPhone device reference/);
          await click(page, 'button', 'Hide advertising');
        }
        // Lit's development build comes with the framework's, and says that it does.
        const serious = complaints.filter((line) => !line.includes('Lit is in dev mode'));
        equal(serious, [], 'what went wrong on the page');
      },
    },
  ];
}

async function connect({ page, world, watchPopup }: Scene): Promise<void> {
  const opened = new Promise<Page>((resolve) => {
    page.once('popup', (window) => {
      if (window !== null) resolve(window);
    });
  });
  await click(page, 'button', 'Connect ad account');
  const popup = await opened;
  await watchPopup(popup);
  await click(popup, 'button', 'Log in');
  for (const name of TICKED) await tick(popup, 'checkbox', new RegExp(name));
  await click(popup, 'button', 'Authorize');
  await reads(page, /TikTok shared 2 ad accounts/);
  const [connection] = await itemsAt<{ id: string }>(world, '/v1/connections');
  await hostShows(page, 'connection', connection?.id ?? 'a connection');
}

async function importAccounts({ page, world }: Scene): Promise<void> {
  await click(page, 'button', 'Choose ad accounts');
  for (const name of TICKED) await tick(page, 'checkbox', new RegExp(name));
  await click(page, 'button', 'Import 2 accounts');
  await reads(page, /2 ad accounts imported/);
  for (const name of TICKED) await find(page, 'row', new RegExp(name));
  const imported = await itemsAt<{ advertiserId: string }>(world, '/v1/ad-accounts');
  equal(imported.length, TICKED.length, 'imported ad accounts');
  await hostShows(page, 'accounts', `${imported.length} imported`);
}

/** Picks what no name suggests, and moves the elements about in between: a move loses nothing that is not saved yet. */
async function saveMapping({ page }: Scene): Promise<void> {
  await click(page, 'button', 'Use 11 suggestions');
  await click(page, 'button', 'Apple IDFA: choose a property');
  await type(page, 'combobox', 'Property for Apple IDFA', 'iphone');
  await page.keyboard.press('Enter');
  await find(page, 'button', /^Apple IDFA: iPhone device reference/);
  const provider = await inHost(page, 'tiktok-ads-provider');
  await provider.evaluate((element) => element.parentNode?.insertBefore(element, element.nextSibling));
  await find(page, 'button', /^Apple IDFA: iPhone device reference/);
  await click(page, 'button', 'Save mapping');
  await hostShows(page, 'mapping', '12 attributes, version 1');
}

/** The host takes its whole advertising part out of the page, and puts it in again. */
async function hideAndShow({ page }: Scene): Promise<void> {
  await click(page, 'button', 'Hide advertising');
  await page.waitForFunction(() => document.querySelector('tiktok-ads-provider') === null);
  await click(page, 'button', 'Show advertising');
  for (const name of TICKED) await find(page, 'row', new RegExp(name));
  await find(page, 'button', /^Apple IDFA: iPhone device reference/);
}

/** A CSV file, since that needs what bundlers get wrong most: a worker of our own. */
async function exportFile({ page, world, csvPath, usesScriptTag }: Scene): Promise<void> {
  let hasWorker = false;
  page.once('workercreated', () => {
    hasWorker = true;
  });
  await tick(page, 'radio', new RegExp(TICKED[0]));
  await click(page, 'button', 'Continue');
  await tick(page, 'radio', 'CSV file');
  const input = (await inHost(page, 'input[type=file]')) as ElementHandle<HTMLInputElement>;
  await input.uploadFile(csvPath);
  await reads(page, /customers\.csv .*semicolons/);
  await click(page, 'button', 'Continue');
  for (const name of MATCHED_BY) await tick(page, 'checkbox', name);
  await click(page, 'button', 'Continue');
  await type(page, 'textbox', 'Name', AUDIENCE);
  await click(page, 'button', 'Check before sending');
  await click(page, 'button', /^Send [\d,]+ people$/);
  await reads(page, /TikTok is building your audience/);
  equal(hasWorker, !usesScriptTag, 'whether the worker of the bundle started');
  equal(world.notFound, [], 'files that the build has left behind');
  await world.simulator.control('clock', { advanceSeconds: TWO_DAYS_SECONDS });
  await reads(page, /Your audience is ready/);
  await hostShows(page, 'export', 'completed');

  const advertiser = world.simulator.person().advertisers.find(({ name }) => name === TICKED[0]);
  const held = await heldMembers(world.simulator.url, advertiser?.advertiserId ?? '', AUDIENCE);
  const expected = expectedMembers(profilesOf(CSV_PEOPLE.size, CSV_PEOPLE.from));
  const nothing = { missing: 0, extra: 0 };
  equal(difference(held, expected), { email: nothing, phone: nothing, maid: nothing }, 'the audience’s members');
}

/** Waits until the host's own page shows, in the place with that id, what an event of ours has told it. */
async function hostShows(page: Page, id: string, wanted: string): Promise<void> {
  const place = await inHost(page, `#${id}`);
  try {
    await page.waitForFunction((element, text) => element.textContent.includes(text), {}, place, wanted);
  } catch (cause) {
    const text = await place.evaluate((element) => element.textContent);
    throw new Error(`The host shows “${text}” as its ${id}, not “${wanted}”`, { cause });
  }
}

/** The first element that fits, wherever in the shadow trees it lives, closed ones included. */
async function inHost(page: Page, selector: string): Promise<ElementHandle> {
  const handle = await page.waitForFunction(
    (wanted) => {
      const closed = (globalThis as unknown as Record<symbol, WeakMap<Element, ShadowRoot> | undefined>)[
        Symbol.for('test.closed-shadow-roots')
      ];
      const search = (root: Document | ShadowRoot): Element | null => {
        const found = root.querySelector(wanted);
        if (found !== null) return found;
        for (const element of root.querySelectorAll('*')) {
          const inside = element.shadowRoot ?? closed?.get(element);
          const deeper = inside === undefined ? null : search(inside);
          if (deeper !== null) return deeper;
        }
        return null;
      };
      return search(document);
    },
    {},
    selector,
  );
  return handle.asElement() as ElementHandle;
}

async function itemsAt<Item>({ server, workspaceId }: HostWorld, path: string): Promise<Item[]> {
  const { json } = await server.call('GET', path, { as: server.hostKey, workspaceId });
  return (json as { items: Item[] }).items;
}

function equal(actual: unknown, expected: unknown, what: string): void {
  const [is, should] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (is !== should) throw new Error(`${what}: ${is}, where ${should} was expected`);
}
