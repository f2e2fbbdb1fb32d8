import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { type CallBody, classify, isSecretField, refusal } from '../../server/call-catalogue/index.ts';
import { CONTROL_ACTIONS } from '../../shared/control-kinds.ts';
import { SDK_CALLS } from './pass-through-catalogue-rows.ts';

const NO_BODY: CallBody = { kind: 'none' };
const json = (value: Record<string, unknown>): CallBody => ({ kind: 'json', value });

function classOf(path: string, body: CallBody = NO_BODY, method = 'POST', query: Record<string, string> = {}) {
  return classify({ method, path, query, body });
}
const actionsOf = (path: string, fields: Record<string, unknown> = {}) => classOf(path, json(fields)).actions;

describe("every call of TikTok's own SDK", () => {
  test('is classified or refused as the table says', () => {
    expect(sdkCalls().map(row)).toEqual(SDK_CALLS);
  });

  test('is written down when it is a POST: nothing is a write or a read by the end of its path alone', () => {
    const odd = sdkCalls().filter(({ method, path }) => {
      if (method !== 'POST' || refusal({ path, query: {}, body: NO_BODY }) !== null) return false;
      // What is not written down is a read for GET: asked for with GET, known paths stay what they are.
      return JSON.stringify(classOf(path)) !== JSON.stringify(classOf(path, NO_BODY, 'GET'));
    });
    expect(odd).toEqual([]);
  });
});

describe('status updates', () => {
  test.each([
    ['ENABLE', ['resume'], true],
    ['DISABLE', ['pause'], false],
    ['DELETE', ['remove'], false],
    ['enable', ['pause', 'resume', 'remove'], true],
    [7, ['pause', 'resume', 'remove'], true],
    [undefined, ['pause', 'resume', 'remove'], true],
  ])('operation_status %s is %j', (operation_status, actions, isBudgetRelevant) => {
    for (const path of ['/campaign/status/update/', '/adgroup/status/update/', '/smart_plus/campaign/status/update/']) {
      expect(classOf(path, json({ campaign_ids: ['1'], operation_status }))).toMatchObject({
        actions,
        isBudgetRelevant,
      });
    }
    expect(classOf('/ad/status/update/', json({ operation_status }))).toMatchObject({
      actions,
      isBudgetRelevant: false,
    });
  });

  test('said twice in different ways, both hold', () => {
    expect(
      classOf('/campaign/status/update/', json({ operation_status: 'DISABLE' }), 'POST', { operation_status: 'ENABLE' })
        .actions,
    ).toEqual(['pause', 'resume']);
  });

  test('materials of an ad have their own', () => {
    expect(actionsOf('/ad/aco/material_status/update/', { material_status: 'DISABLE' })).toEqual(['pause']);
    expect(actionsOf('/smart_plus/ad/material_status/update/', { operation_status: 'ENABLE' })).toEqual(['resume']);
  });
});

describe('creates', () => {
  test('run unless they say DISABLE', () => {
    expect(classOf('/campaign/create/', json({}))).toMatchObject({
      actions: ['create', 'resume'],
      isBudgetRelevant: true,
    });
    expect(classOf('/campaign/create/', json({ operation_status: 'ENABLE' })).actions).toEqual(['create', 'resume']);
    expect(classOf('/campaign/create/', json({ operation_status: 'DISABLE', budget: 50 }))).toEqual({
      family: 'campaign',
      actions: ['create'],
      permission: 'campaigns',
      isBudgetRelevant: false,
    });
  });

  test('of ads say it for every creative', () => {
    const paused = { operation_status: 'DISABLE' };
    expect(actionsOf('/ad/create/', { creatives: [paused, paused] })).toEqual(['create']);
    expect(actionsOf('/ad/create/', { creatives: [paused, {}] })).toEqual(['create', 'resume']);
    expect(actionsOf('/ad/create/', { creatives: [] })).toEqual(['create', 'resume']);
    expect(actionsOf('/ad/create/', { creatives: [paused, { operation_status: 'ENABLE' }] })).toEqual([
      'create',
      'resume',
    ]);
  });

  test('a status deeper inside does not pause the whole', () => {
    const adgroup_list = [{ adgroup_id: '1', operation_status: 'DISABLE' }];
    expect(actionsOf('/campaign/copy/task/create/', { adgroup_list })).toEqual(['create', 'resume']);
    expect(actionsOf('/campaign/copy/task/create/', { adgroup_list, operation_status: 'DISABLE' })).toEqual(['create']);
  });

  test('that know no operation_status run whatever they say', () => {
    for (const path of [
      '/campaign/gmv_max/create/',
      '/campaign/spc/create/',
      '/adgroup/rf/create/',
      '/campaign/new/create/',
    ]) {
      expect(classOf(path, json({ operation_status: 'DISABLE' }))).toMatchObject({
        actions: ['create', 'resume'],
        isBudgetRelevant: true,
      });
    }
  });
});

describe('updates', () => {
  test('with any budget field change budgets', () => {
    for (const fields of [
      { budget: 70 },
      { budget_mode: 'BUDGET_MODE_INFINITE' },
      { schedule_budget: [] },
      { deeper: [{ budget: '9' }] },
    ]) {
      expect(classOf('/campaign/update/', json(fields))).toMatchObject({
        actions: ['update', 'budget_change'],
        isBudgetRelevant: true,
      });
    }
    expect(classOf('/adgroup/budget/update/')).toMatchObject({
      actions: ['update', 'budget_change'],
      isBudgetRelevant: true,
    });
  });

  test('that TikTok may raise by itself are changed by whoever lets it', () => {
    for (const fields of [{ promotion_days: { is_enabled: true } }, { auto_budget: { auto_budget_enabled: true } }])
      expect(classOf('/campaign/gmv_max/update/', json(fields))).toMatchObject({
        actions: ['update', 'budget_change'],
        isBudgetRelevant: true,
      });
    expect(actionsOf('/campaign/gmv_max/update/', { roas_bid: 3 })).toEqual(['update']);
  });

  test('of a schedule matter to spend caps and are no change of budgets', () => {
    const schedule_end_time = '2030-01-01 00:00:00';
    expect(classOf('/adgroup/update/', json({ schedule_end_time }))).toMatchObject({
      actions: ['update'],
      isBudgetRelevant: true,
    });
    expect(classOf('/adgroup/update/', json({ adgroup_name: 'New' })).isBudgetRelevant).toBe(false);
  });

  test('that set a status do that too', () => {
    expect(actionsOf('/ad/update/', { creatives: [{ ad_id: '1', operation_status: 'ENABLE' }] })).toEqual([
      'update',
      'resume',
    ]);
  });

  test('that nobody could look into count as changing budgets', () => {
    expect(classOf('/campaign/update/', { kind: 'stream' })).toMatchObject({
      actions: ['update', 'budget_change'],
      isBudgetRelevant: true,
    });
  });

  test('hide nothing in the query or in text of forms', () => {
    expect(classOf('/campaign/update/', NO_BODY, 'POST', { budget: '9' }).actions).toContain('budget_change');
    const fields = { creatives: '[{"operation_status":"ENABLE"}]' };
    expect(classOf('/ad/update/', { kind: 'form', fields }).actions).toEqual(['update', 'resume']);
  });
});

describe('paths that nobody wrote down', () => {
  test.each([
    ['/campaign/label/create/', ['create', 'resume']],
    ['/tcm/order/create/v2/', ['create', 'resume']],
    ['/business/video/publish/', ['create']],
    ['/business/spark_ad/update/', ['update', 'budget_change']],
    ['/catalog/thing/remove/', ['remove']],
    ['/file/new/upload/', ['upload']],
    ['/adgroup/thing/status/update/', ['pause', 'resume', 'remove']],
    ['/dmp/new_audience/delete/', ['audience_write']],
    ['/campaign/get/', ['update', 'budget_change']],
    ['/report/integrated/get/', ['update']],
    ['/constructor/', ['update', 'budget_change']],
    ['/tool/__proto__/', ['update']],
  ])('POST %s is %j', (path, actions) => {
    expect(classOf(path).actions).toEqual(actions);
  });

  test('that make a running campaign among an account’s own posts are calls about campaigns', () => {
    const paused = json({ operation_status: 'DISABLE', budget: 100 });
    expect(classOf('/business/spark_ad/create/', paused)).toEqual({
      family: 'campaign',
      actions: ['create', 'resume'],
      permission: 'campaigns',
      isBudgetRelevant: true,
    });
  });

  test('read with GET and HEAD, and are written with anything else', () => {
    for (const method of ['GET', 'HEAD']) {
      expect(classOf('/campaign/new/', NO_BODY, method)).toEqual({
        family: 'campaign',
        actions: [],
        permission: 'read',
        isBudgetRelevant: false,
      });
    }
    for (const method of ['PUT', 'PATCH', 'DELETE', 'PROPFIND']) {
      expect(classOf('/campaign/new/', NO_BODY, method).actions).not.toEqual([]);
    }
  });

  test('a GET of a path that writes is a write', () => {
    expect(classOf('/campaign/create/', NO_BODY, 'GET').actions).toEqual(['create', 'resume']);
  });

  test('what could hold a budget is one that spend caps ask about, unless it ends something', () => {
    expect(classOf('/campaign/something/').isBudgetRelevant).toBe(true);
    expect(classOf('/campaign/something/delete/').isBudgetRelevant).toBe(false);
    expect(classOf('/catalog/something/').isBudgetRelevant).toBe(false);
  });
});

describe('what is refused', () => {
  test.each([
    '/oauth2/access_token/',
    '/oauth2/revoke_token/',
    '/oauth2/advertiser/get/',
    '/oauth2/refresh_token/',
    '/oauth/token/',
    '/tt_user/oauth2/token/',
    '/tt_user/token_info/get/',
    '/tto/oauth2/tcm/',
    '/subscription/subscribe/',
    '/subscription/get/',
    '/business/webhook/update/',
    '/business/property/add/',
  ])('%s, for it takes or gives secrets', (path) => {
    expect(refusal({ path, query: {}, body: NO_BODY })).toMatch(/secrets or tokens/);
  });

  test.each([
    'secret',
    'app_secret',
    'client_secret',
    'clientSecret',
    'access_token',
    'Access-Token',
    'refresh_token',
    'auth_code',
  ])('the field %s, wherever it stands', (name) => {
    const path = '/campaign/get/';
    const inside = { a: [{ b: { [name]: 'x' } }] };
    const calls = [
      { path, query: { [name]: 'x' }, body: NO_BODY },
      { path, query: { filtering: JSON.stringify(inside) }, body: NO_BODY },
      { path, query: {}, body: json({ [name]: 'x' }) },
      { path, query: {}, body: json(inside) },
      { path, query: {}, body: { kind: 'form', fields: { [name]: 'x' } } },
      { path, query: {}, body: { kind: 'form', fields: { context: JSON.stringify(inside) } } },
    ] satisfies Parameters<typeof refusal>[0][];
    for (const call of calls) expect(refusal(call)).toContain(`The field ${name} `);
    expect(isSecretField(name, path)).toBe(true);
  });

  test('however it is written', () => {
    const filtering = '{"\\u0073ecret":"x"}';
    expect(refusal({ path: '/campaign/get/', query: { filtering }, body: NO_BODY })).toContain('secret');
  });

  test('its answer never holds the value', () => {
    expect(refusal({ path: '/campaign/get/', query: { secret: 'hunter2' }, body: NO_BODY })).not.toContain('hunter2');
  });

  test('a deep body is looked through to its end', () => {
    let value: Record<string, unknown> = { secret: 'x' };
    for (let depth = 0; depth < 50_000; depth++) value = { a: value };
    expect(refusal({ path: '/campaign/create/', query: {}, body: json(value) })).toContain('secret');
  });

  test('is not: app ids, the code that lends a video, names that only sound alike', () => {
    const fields = { app_id: '1', advertiser_id: '2', token_type: 'x', need_auth_code_video: true, country_code: 'DE' };
    expect(refusal({ path: '/app/update/', query: {}, body: json(fields) })).toBeNull();
    expect(refusal({ path: '/tt_video/authorize/', query: {}, body: json({ auth_code: '#abc' }) })).toBeNull();
    expect(refusal({ path: '/tt_video/info/', query: { auth_code: '#abc' }, body: NO_BODY })).toBeNull();
    expect(refusal({ path: '/tt_video/info/', query: { access_token: 'x' }, body: NO_BODY })).not.toBeNull();
    expect(refusal({ path: '/user/info/', query: {}, body: NO_BODY })).toBeNull();
  });
});

test('permissions: reads need read, audiences export, everything else campaigns', () => {
  expect(classOf('/report/task/create/').permission).toBe('read');
  expect(classOf('/segment/mapping/').permission).toBe('export');
  expect(classOf('/bc/transfer/')).toMatchObject({ permission: 'campaigns', actions: ['update', 'budget_change'] });
});

test('actions are told in one order, whatever the order of finding them', () => {
  const { actions } = classOf('/optimizer/rule/create/');
  expect(actions).toEqual(CONTROL_ACTIONS.filter((action) => actions.includes(action)));
});

interface SdkCall {
  method: string;
  path: string;
}

/** The calls of the SDK as it is installed. */
function sdkCalls(): SdkCall[] {
  const folder = fileURLToPath(new URL('./api/', import.meta.resolve('tiktok-business-api-sdk-official')));
  const source = readdirSync(folder)
    .map((file) => readFileSync(`${folder}${file}`, 'utf8'))
    .join('\n');
  const found = [...source.matchAll(/callApi\(\s*'\/open_api\/v1\.3(\/[^']+)',\s*'([A-Z]+)'/g)];
  const calls = new Map(found.map(([, path = '', method = '']) => [`${path} ${method}`, { method, path }]));
  expect(calls.size).toBeGreaterThan(200);
  return [...calls.values()].sort((a, b) =>
    a.path < b.path ? -1 : a.path > b.path ? 1 : a.method < b.method ? -1 : 1,
  );
}

function row({ method, path }: SdkCall): string {
  const head = `${method.padEnd(4)} ${path} |`;
  if (refusal({ path, query: {}, body: NO_BODY }) !== null) return `${head} refused`;
  const { family, actions, permission, isBudgetRelevant } = classOf(path, NO_BODY, method);
  const does = actions.length === 0 ? '-' : actions.join(' ');
  return `${head} ${family} | ${does} | ${permission}${isBudgetRelevant ? ' | budgets' : ''}`;
}
