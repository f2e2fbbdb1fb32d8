import { afterEach, expect, test } from 'vitest';
import type { Deps } from '../../server/deps.ts';
import { reconcileApp } from '../../server/subscriptions/reconcile.ts';
import { startWatching, WORKSPACE, type Watching } from './watch-support.ts';

let it: Watching;
afterEach(() => it.together.stop());

/** TikTok's list as the simulator answers it, changed by `bend`. */
function bending(deps: Deps, bend: (data: Record<string, unknown>) => Record<string, unknown>): Deps {
  const request: Deps['tiktok']['request'] = async (wanted) => {
    const answer = await deps.tiktok.request(wanted);
    if (wanted.path !== '/subscription/get/') return answer;
    return { ...answer, data: wanted.data.parse(bend(answer.data as Record<string, unknown>)) };
  };
  return { ...deps, tiktok: { ...deps.tiktok, request } };
}

const records = () =>
  it.together.server.deps.store.workspace(WORKSPACE).subscriptions.listByConnection(it.connectionId, null, 1000);

async function reconcile(deps: Deps): Promise<unknown> {
  const { appId, appSecret } = it.together.simulator.info;
  // Only what was made before a reading can be missing from it.
  it.together.advance(1000);
  return reconcileApp(deps, { appId, appSecret }, new AbortController().signal);
}

async function start(): Promise<Deps> {
  it = await startWatching();
  await it.import(it.importable.slice(0, 2));
  await it.settle();
  expect((await records()).length).toBeGreaterThan(2);
  return it.together.server.deps;
}

test('subscriptions that TikTok lists with our address written in another way are still ours', async () => {
  const deps = await start();
  const before = await records();
  const odd = bending(deps, (data) => ({
    ...data,
    subscriptions: (data['subscriptions'] as { callback_url: string }[]).map((row) => ({
      ...row,
      callback_url: row.callback_url.replace('http://', 'HTTP://'),
    })),
  }));
  expect(await reconcile(odd)).toEqual([]);
  expect(await records()).toHaveLength(before.length);
});

test('a list that names ever more pages is read to an end', async () => {
  const deps = await start();
  let pages = 0;
  const page = { subscriptions: [{ subscription_id: '1', callback_url: 'https://else.example/' }] };
  const endless: Deps = {
    ...deps,
    tiktok: {
      ...deps.tiktok,
      request: (wanted) => {
        pages += 1;
        const data = wanted.data.parse({ ...page, page_info: { page: 1, total_page: 1_000_000_000, total_number: 1 } });
        return Promise.resolve({ data, tiktokRequestId: '1', partial: false });
      },
    },
  };
  await reconcile(endless);
  expect(pages).toBeLessThanOrEqual(6000);
});
