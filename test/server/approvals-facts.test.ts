import { describe, expect, test } from 'vitest';
import type { CallBody, GuardedCall } from '../../server/call-catalogue/guarded-call.ts';
import { callDigest } from '../../server/approvals/call-digest.ts';
import { factsOf } from '../../server/approvals/facts.ts';
import { planRun } from '../../server/approvals/kept-call.ts';
import { subjectOf } from '../../server/approvals/subject.ts';

const ACCOUNT = '7100000000000000001';

const json = (value: Record<string, unknown>): CallBody => ({ kind: 'json', value });
const call = (change: Partial<GuardedCall> = {}): GuardedCall => ({
  id: 'call_00000001',
  method: 'POST',
  path: '/campaign/update/',
  search: '',
  query: {},
  family: 'campaign',
  actions: ['update'],
  advertiserId: ACCOUNT,
  advertiserIds: [ACCOUNT],
  connectionId: 'con_00000001',
  body: json({}),
  ...change,
});
const agent = { kind: 'session', actorKind: 'agent', userId: 'agent-1' } as const;

describe('the facts a person decides on', () => {
  const facts = (value: Record<string, unknown>, change: Partial<GuardedCall> = {}) =>
    factsOf(call({ body: json(value), ...change }));
  const asObject = (list: readonly { field: string; value: string }[]) =>
    Object.fromEntries(list.map(({ field, value }) => [field, value]));

  test('come with names, statuses, budgets and schedules first, and without the ad account, which stands beside them', () => {
    const told = facts({
      advertiser_id: ACCOUNT,
      location_ids: ['6252001', '2635167'],
      schedule_start_time: '2026-12-01 00:00:00',
      is_hfss: false,
      budget: 250.5,
      operation_status: 'ENABLE',
      adgroup_name: 'Spring',
    });
    expect(told).toEqual([
      { field: 'adgroup_name', value: 'Spring' },
      { field: 'operation_status', value: 'ENABLE' },
      { field: 'budget', value: '250.5' },
      { field: 'schedule_start_time', value: '2026-12-01 00:00:00' },
      { field: 'location_ids', value: '6252001, 2635167' },
      { field: 'is_hfss', value: 'false' },
    ]);
  });

  test('another ad account than the one that stands beside them is told', () => {
    expect(facts({ advertiser_id: '7100000000000000002' })).toEqual([
      { field: 'advertiser_id', value: '7100000000000000002' },
    ]);
  });

  test('look into objects and lists, and count what is long', () => {
    const told = asObject(
      facts({
        creatives: [{ ad_name: 'One', budget: { mode: 'DAY' } }, { ad_name: 'Two' }, {}, { ad_name: 'Four' }],
        age_groups: Array.from({ length: 12 }, (_, index) => `AGE_${index}`),
        excluded_location_ids: [],
        a: { b: { c: { d: { e: 1, f: 2 } } } },
      }),
    );
    expect(told).toMatchObject({
      creatives: '4 entries',
      'creatives.1.ad_name': 'One',
      'creatives.1.budget.mode': 'DAY',
      'creatives.2.ad_name': 'Two',
      age_groups: 'AGE_0, AGE_1, AGE_2, AGE_3, AGE_4 … (12)',
      excluded_location_ids: 'none',
      'a.b.c.d': '2 fields',
    });
    expect(told).not.toHaveProperty('creatives.4.ad_name');
  });

  test('are few and short, whatever a call brings', () => {
    const wide = Object.fromEntries(
      Array.from({ length: 5000 }, (_, index) => [`field_${index}_${'x'.repeat(300)}`, 'y'.repeat(5000)]),
    );
    const told = facts({ ...wide, campaign_name: '🦊'.repeat(5000) });
    expect(told).toHaveLength(60);
    for (const { field, value } of told) {
      expect(Array.from(field).length).toBeLessThanOrEqual(80);
      expect(Array.from(value).length).toBeLessThanOrEqual(200);
    }
    let nested: Record<string, unknown> = {};
    for (let depth = 0; depth < 5000; depth += 1) nested = { deeper: nested };
    expect(facts(nested)).toHaveLength(1);
  });

  test('show what decides however much stands before it, and say that there is more', () => {
    const junk = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`a${index}_name`, 'harmless']));
    const inside = { operation_status: 'DISABLE', budget: 1 };
    const nested = Object.fromEntries(Array.from({ length: 99 }, (_, index) => [`b${index}`, [inside, junk, inside]]));
    const last = { campaign_id: '17', budget: 1_000_000, operation_status: 'ENABLE' };
    for (const before of [junk, nested, { wide: junk, ...nested, ...junk }]) {
      const told = facts({ ...before, ...last });
      expect(asObject(told)).toMatchObject({ campaign_id: '17', budget: '1000000', operation_status: 'ENABLE' });
      // A sentence about the call says the first of each.
      expect(told.find(({ field }) => /(^|\.)budget$/.test(field))?.field).toBe('budget');
      expect(told).toHaveLength(60);
      expect(told.at(-1)).toEqual({
        field: '…',
        value: expect.stringMatching(/^(more than )?\d+ others are not shown$/),
      });
    }
  });

  test('tell of every entry of a long list what it says about money and running', () => {
    const budget = Array.from({ length: 20 }, (_, index) => ({
      adgroup_id: String(index),
      budget: index === 12 ? 90_000 : 20,
    }));
    expect(asObject(facts({ budget }))).toMatchObject({ budget: '20 entries', 'budget.4–20.budget': '90000, 20' });
    const creatives = Array.from({ length: 9 }, (_, index) => ({
      operation_status: index === 8 ? 'ENABLE' : 'DISABLE',
    }));
    expect(asObject(facts({ creatives }))['creatives.4–9.operation_status']?.split(', ').sort()).toEqual([
      'DISABLE',
      'ENABLE',
    ]);
  });

  test('tell what the query says beside the body', () => {
    const told = facts({ budget: 10 }, { query: { budget: '90000', page: '1' } });
    expect(asObject(told)).toEqual({ budget: '10', 'budget (query)': '90000', page: '1' });
  });

  test('cannot be made to read as something else', () => {
    const told = asObject(facts({ campaign_name: 'Safe\u202e\u0007 gnp.exe\ud800', 'bud\nget': '1' }));
    expect(told).toEqual({ campaign_name: 'Safe  gnp.exe�', 'bud get': '1' });
  });

  test('hold no secret and nobody’s address', () => {
    const told = asObject(
      facts({
        contact_email: 'kim@example.com',
        note: 'write to kim@example.com',
        phone_number: '+1 555 123 4567',
        call_back: '+4915112345678',
        app_secret: 'abc',
        landing_page_url: 'https://shop.example/sale?token=abc&email=kim',
        ip_address: '192.0.2.1',
      }),
    );
    expect(JSON.stringify(told)).not.toMatch(/kim|555|4915|abc|192/);
    expect(told['landing_page_url']).toBe('https://shop.example/sale?…');
  });

  test('of a call that may carry people are names, ids, numbers and counts, and nothing else', () => {
    const told = facts(
      {
        custom_audience_name: 'VIP',
        custom_audience_ids: ['71000000000000001'],
        action: 'APPEND',
        description: 'Kim Berg, Main Street 1',
        retention_in_days: 30,
        id_list: ['a'.repeat(64), 'b'.repeat(64)],
        batch_data: [[{ id: 'a'.repeat(64) }], []],
        phones: ['15551234567'],
        rule: { text: 'Kim Berg' },
      },
      { path: '/segment/mapping/', family: 'audience' },
    );
    expect(asObject(told)).toEqual({
      custom_audience_name: 'VIP',
      custom_audience_ids: '71000000000000001',
      action: 'APPEND',
      description: '(not shown)',
      retention_in_days: '30',
      id_list: '2 values',
      batch_data: '2 entries',
      phones: '(not shown)',
      rule: '1 field',
    });
  });

  test('of a form are its fields, without what a file could tell', () => {
    const fields = { advertiser_id: ACCOUNT, upload_type: 'UPLOAD_BY_FILE', file_name: 'sale.png', comment: 'Kim' };
    expect(
      asObject(factsOf(call({ path: '/file/image/ad/upload/', family: 'creative', body: { kind: 'form', fields } }))),
    ).toEqual({ upload_type: 'UPLOAD_BY_FILE', file_name: 'sale.png', comment: '(not shown)' });
  });

  test('shows the MD5 that stands for an upload, and no other text of that length', () => {
    const image_signature = 'd41d8cd98f00b204e9800998ecf8427e';
    const fields = { image_signature, note_signature: image_signature, video_signature: 'Maren Holm' };
    expect(
      asObject(factsOf(call({ path: '/file/image/ad/upload/', family: 'creative', body: { kind: 'form', fields } }))),
    ).toEqual({ image_signature, note_signature: '(not shown)', video_signature: '(not shown)' });
  });
});

describe('what a call is about', () => {
  test.each([
    ['/campaign/create/', { campaign_name: 'Spring' }, { kind: 'campaign', id: null, name: 'Spring' }],
    ['/campaign/update/', { campaign_id: '17', campaign_name: 'New' }, { kind: 'campaign', id: '17', name: 'New' }],
    ['/campaign/status/update/', { campaign_ids: ['17'] }, { kind: 'campaign', id: '17', name: null }],
    ['/campaign/status/update/', { campaign_ids: ['17', '18'] }, { kind: 'campaign', id: null, name: null }],
    [
      '/adgroup/budget/update/',
      { budget: [{ adgroup_id: '19', budget: 5 }] },
      { kind: 'adgroup', id: '19', name: null },
    ],
    ['/ad/create/', { adgroup_id: '19', creatives: [{ ad_name: 'A' }] }, { kind: 'ad', id: null, name: 'A' }],
    ['/ad/update/', { creatives: [{ ad_id: '1' }, { ad_id: '2' }] }, { kind: 'ad', id: null, name: null }],
    ['/smart_plus/campaign/update/', { campaign_id: 17 }, { kind: 'campaign', id: '17', name: null }],
    // Nothing that the call may say beside it decides what a person reads.
    [
      '/campaign/status/update/',
      { campaign_ids: ['17', '18'], campaign_id: '99', campaign_name: 'Harmless', ad_id: '5' },
      { kind: 'campaign', id: null, name: null },
    ],
    [
      '/campaign/status/update/',
      { campaign_ids: ['17'], campaign_id: '99' },
      { kind: 'campaign', id: null, name: null },
    ],
    ['/campaign/status/update/', { campaign_ids: ['17'], campaign_id: 17 }, { kind: 'campaign', id: '17', name: null }],
    ['/pixel/create/', { pixel_name: 'P' }, { kind: 'campaign', id: null, name: null }],
    ['/campaign/update/', { campaign_id: '17; drop', campaign_name: 4 }, { kind: 'campaign', id: null, name: null }],
  ])('%s with %j', (path, value, expected) => {
    expect(subjectOf(call({ path, body: json(value) }))).toEqual(expected);
  });

  test('an audience and a file have names of their own', () => {
    const audience = call({
      path: '/dmp/custom_audience/update/',
      family: 'audience',
      body: json({ custom_audience_id: '7', custom_audience_name: 'VIP' }),
    });
    expect(subjectOf(audience)).toEqual({ kind: 'audience', id: '7', name: 'VIP' });
    const file = call({
      path: '/file/video/ad/upload/',
      family: 'creative',
      body: { kind: 'form', fields: { file_name: 'sale.mp4' } },
    });
    expect(subjectOf(file)).toEqual({ kind: 'file', id: null, name: 'sale.mp4' });
  });
});

describe('an approval fits', () => {
  const digest = (change: Partial<GuardedCall> = {}, actor: Parameters<typeof callDigest>[0] = agent) =>
    callDigest(actor, call({ body: json({ campaign_id: '17', budget: 100 }), search: 'a=1&b=2', ...change }));

  test('the same call however its members and its query are ordered, and under any id', () => {
    expect(digest({ body: json({ budget: 100, campaign_id: '17' }), search: 'b=2&a=1', id: 'call_00000002' })).toBe(
      digest(),
    );
  });

  test.each<[string, Partial<GuardedCall>, Partial<typeof agent>?]>([
    ['another amount', { body: json({ campaign_id: '17', budget: 101 }) }],
    ['an amount as text', { body: json({ campaign_id: '17', budget: '100' }) }],
    ['one more member', { body: json({ campaign_id: '17', budget: 100, operation_status: null }) }],
    ['another path', { path: '/campaign/create/' }],
    ['another method', { method: 'PUT' }],
    ['another query', { search: 'a=1&b=3' }],
    ['a query twice', { search: 'a=1&b=2&b=2' }],
    ['another connection', { connectionId: 'con_00000002' }],
    ['a form with the same fields', { body: { kind: 'form', fields: { campaign_id: '17', budget: '100' } } }],
  ])('not %s', (_, change) => {
    expect(digest(change)).not.toBe(digest());
  });

  test('not another caller', () => {
    const others = [
      { ...agent, userId: 'agent-2' },
      { ...agent, actorKind: 'automation' },
      { ...agent, kind: 'host', userId: null },
    ] as const;
    expect(new Set([agent, ...others].map((actor) => digest({}, actor))).size).toBe(4);
  });

  test('lists in their order: it may matter', () => {
    expect(digest({ body: json({ ids: ['1', '2'] }) })).not.toBe(digest({ body: json({ ids: ['2', '1'] }) }));
  });
});

describe('who sends an approved call', () => {
  test('the server, where it is JSON about campaigns', () => {
    const { runs, kept } = planRun(call({ body: json({ budget: 100 }) }));
    expect(runs).toBe('by_server');
    expect(JSON.parse(kept ?? '')).toMatchObject({ path: '/campaign/update/', body: json({ budget: 100 }) });
  });

  test.each(['audience', 'measurement', 'lead', 'business_center', 'other'] as const)(
    'its caller, where family %s may carry people: nothing is kept',
    (family) => {
      expect(planRun(call({ family, body: json({ id_list: ['x'] }) }))).toEqual({ runs: 'by_caller', kept: null });
    },
  );

  test('its caller, where it is larger than a page of JSON', () => {
    expect(planRun(call({ body: json({ text: 'x'.repeat(300_000) }) })).runs).toBe('by_caller');
  });

  test('its caller, where it is a form that says which file it brings', () => {
    const form = (fields: Record<string, string>) =>
      planRun(call({ path: '/file/image/ad/upload/', family: 'creative', body: { kind: 'form', fields } }));
    expect(form({ image_signature: 'd41d8cd98f00b204e9800998ecf8427e' }).runs).toBe('by_caller');
    expect(form({ upload_type: 'UPLOAD_BY_URL', image_url: 'https://shop.example/a.png' }).runs).toBe('by_caller');
    for (const fields of [{}, { image_signature: '' }, { upload_type: 'UPLOAD_BY_FILE' }]) {
      expect(() => form(fields as Record<string, string>)).toThrow(/MD5 of the file before the file/);
    }
    expect(() => planRun(call({ body: { kind: 'stream' } }))).toThrow(/neither JSON nor a form/);
  });

  test('nobody, where TikTok would not compare what the form says with its file', () => {
    const md5 = 'd41d8cd98f00b204e9800998ecf8427e';
    const form = (path: string, fields: Record<string, string>) => () =>
      planRun(call({ path, family: 'creative', body: { kind: 'form', fields } }));
    expect(form('/file/image/ad/upload/', { note_signature: md5 })).toThrow(/in the field image_signature/);
    expect(form('/file/image/ad/upload/', { video_signature: md5 })).toThrow(/in the field image_signature/);
    expect(form('/file/transfer/upload/', { signature: md5 })).not.toThrow();
    expect(form('/playable/upload/', { image_signature: md5 })).toThrow(/TikTok checks no MD5 of it/);
    expect(form('/playable/upload/', { upload_type: 'UPLOAD_BY_URL' })).toThrow(/TikTok checks no MD5 of it/);
  });
});
