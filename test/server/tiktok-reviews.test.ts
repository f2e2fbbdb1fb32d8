import { afterEach, expect, test } from 'vitest';
import {
  getAdgroupReviews,
  getAdReviews,
  isRefusedReading,
  listAdPage,
  type ReviewInfo,
} from '../../server/tiktok/index.ts';
import { cleanUp, failure, listen, makeClient } from '../support/tiktok-client.ts';

afterEach(cleanUp);

const ADVERTISER = '7104856021930123265';
const AD = '1790000000000000065';
const grant = { environment: 'production', accessToken: 'token' } as const;
const ok = (data: unknown) => JSON.stringify({ code: 0, message: 'OK', request_id: 'r', data });

/** A TikTok that answers each call by its query. */
async function tiktok(answer: (query: URLSearchParams, path: string) => string) {
  const queries: URLSearchParams[] = [];
  const url = await listen((request) => {
    const { searchParams, pathname } = new URL(request.url ?? '', 'http://tiktok');
    queries.push(searchParams);
    return { body: answer(searchParams, pathname) };
  });
  return { client: makeClient(url).client, queries };
}

async function readOne(review: object | null): Promise<ReviewInfo | undefined> {
  const { client } = await tiktok(() => ok({ ad_review_map: { [AD]: review } }));
  return (await getAdReviews(client, grant, ADVERTISER, [AD])).get(AD);
}

const rejected = {
  ad_id: Number(AD),
  is_approved: false,
  review_status: 'UNAVAILABLE',
  last_audit_time: 1_773_400_000,
  reject_info: [
    { reasons: ['No sound.', ' '], suggestion: 'Add sound.', content_info: {} },
    { reasons: ['No sound.', 'Blurred.'], suggestion: null },
  ],
};

test('a refusal has its reasons once each, and when the review ended', async () => {
  expect(await readOne(rejected)).toEqual({
    verdict: 'disapproved',
    reasons: ['No sound.', 'Blurred.'],
    suggestion: 'Add sound.',
    auditedAt: 1_773_400_000_000,
  });
});

test.each([
  ['approved', { is_approved: true, review_status: 'ALL_AVAILABLE' }],
  ['partial', { is_approved: true, review_status: 'PART_AVAILABLE', reject_info: [{ reasons: ['RU'] }] }],
  ['partial', { is_approved: false, review_status: 'PART_AVAILABLE' }],
  ['approved', { is_approved: true }],
  ['disapproved', { is_approved: false, reject_info: [{ reasons: [] }] }],
  ['disapproved', { is_approved: false, review_status: 'UNAVAILABLE', forbidden_locations: ['RU'] }],
  ['none', { is_approved: false, review_status: 'UNAVAILABLE', reject_info: [] }],
  ['none', { is_approved: null, review_status: null, reject_info: null }],
  ['none', {}],
] as const)('%s: %o', async (verdict, review) => {
  expect(await readOne(review)).toMatchObject({ verdict });
});

test.each([
  ['2026-03-12 10:11:12', Date.UTC(2026, 2, 12, 10, 11, 12)],
  ['1773400000', 1_773_400_000_000],
  [0, null],
  [null, null],
  ['', null],
  ['1970-01-01 00:00:00', null],
])('the end of the review as %o', async (last_audit_time, auditedAt) => {
  expect(await readOne({ ...rejected, last_audit_time })).toMatchObject({ auditedAt });
});

test('an ad that TikTok does not know is missing', async () => {
  expect(await readOne(null)).toBeUndefined();
});

test('ads are asked about by the hundred, ad groups by twenty, and ids stay text', async () => {
  const ids = Array.from({ length: 205 }, (_, index) => String(BigInt(AD) + BigInt(index)));
  const { client, queries } = await tiktok((query, path) => {
    const name = path.includes('adgroup') ? 'adgroup_ids' : 'ad_ids';
    const asked = JSON.parse(query.get(name) ?? '[]') as string[];
    const map = Object.fromEntries(asked.map((id) => [id, rejected]));
    return ok(name === 'ad_ids' ? { ad_review_map: map } : { ad_review_map: {}, ad_group_review_map: map });
  });
  expect([...(await getAdReviews(client, grant, ADVERTISER, ids)).keys()]).toEqual(ids);
  expect(queries).toHaveLength(3);
  expect([...(await getAdgroupReviews(client, grant, ADVERTISER, ids.slice(0, 45))).keys()]).toEqual(ids.slice(0, 45));
  expect(queries).toHaveLength(6);
});

test('one id that TikTok minds does not hide the others', async () => {
  const ids = Array.from({ length: 100 }, (_, index) => String(1000 + index));
  const { client } = await tiktok((query) => {
    const asked = JSON.parse(query.get('ad_ids') ?? '[]') as string[];
    if (asked.includes('1042')) return JSON.stringify({ code: 40002, message: 'Ad 1042', request_id: 'r', data: {} });
    return ok({ ad_review_map: Object.fromEntries(asked.map((id) => [id, rejected])) });
  });
  const found = await getAdReviews(client, grant, ADVERTISER, ids);
  expect(ids.filter((id) => !found.has(id))).toEqual(['1042']);
});

test('a question that TikTok refuses to this sign-in is told from one it could not answer', async () => {
  const answering = async (code: number) => {
    const { client } = await tiktok(() => JSON.stringify({ code, message: 'No', request_id: 'r', data: {} }));
    return failure(getAdReviews(client, grant, ADVERTISER, [AD]));
  };
  expect(isRefusedReading(await answering(40001))).toBe(true);
  expect(isRefusedReading(await answering(51010))).toBe(false);
});

test('a page of ads names each with its place, and only the fields that are needed are asked for', async () => {
  const { client, queries } = await tiktok(() =>
    ok({
      list: [
        { ad_id: AD, ad_name: 'Video', campaign_id: '17', adgroup_id: 33, secondary_status: 'AD_STATUS_AUDIT' },
        { ad_name: 'without an id' },
      ],
      page_info: { page: 1, page_size: 2, total_number: 3, total_page: 2 },
    }),
  );
  expect(await listAdPage(client, grant, { advertiserId: ADVERTISER, page: 1, pageSize: 2, ids: [AD] })).toEqual({
    items: [{ id: AD, name: 'Video', status: 'AD_STATUS_AUDIT', campaignId: '17', adgroupId: '33' }],
    totalPages: 2,
  });
  expect(JSON.parse(queries[0]?.get('fields') ?? '')).toEqual([
    'ad_id',
    'ad_name',
    'campaign_id',
    'adgroup_id',
    'secondary_status',
  ]);
  expect(JSON.parse(queries[0]?.get('filtering') ?? '')).toEqual({ ad_ids: [AD] });
});
