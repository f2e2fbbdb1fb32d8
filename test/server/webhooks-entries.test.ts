import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type NoticeEntry, parseNotice } from '../../server/webhooks/entries.ts';
import { redact } from '../../server/webhooks/redact.ts';

const NOW = Date.UTC(2026, 2, 12, 18);
const ADVERTISER = '7104856021930123265';

const AD = {
  log_id: '202603121011120002',
  adv_id: ADVERTISER,
  campaign_id: '1790000000000000017',
  campaign_name: 'Spring launch',
  adgroup_id: '1790000000000000033',
  adgroup_name: 'DE 25-44',
  ad_id: '1790000000000000065',
  ad_name: 'Video A',
  reject_reason: 'The landing page does not match the ad.',
};
const LEAD =
  '{"object":1,"time":1773331872,"entry":[{"id":7126000000000000641,"lead_source":"INSTANT_FORM","page_id":6873000000000000769,"page_name":"Newsletter","advertiser_id":7104856021930123265,"advertiser_name":"Shoes EU","library_id":0,"create_time":1773331860,"changes":[{"field":"name","value":"Zoë Müller"},{"field":"phone_number","value":"4915112345678"},{"field":"zip","value":10115},{"field":"choice","value":"YES_PLEASE"}]}]}';

/** As it goes over the line: ids that are text here become bare numbers where asked. */
function body(object: number, entries: readonly object[], head: object = { request_id: 1 }): string {
  const json = JSON.stringify({ ...head, object, time: 1_773_331_872, entry: entries });
  return json.replaceAll(`"adv_id":"${ADVERTISER}"`, `"adv_id":${ADVERTISER}`);
}

function only(text: string): NoticeEntry {
  const entries = parseNotice(text, NOW) ?? [];
  expect(entries).toHaveLength(1);
  return entries[0] as NoticeEntry;
}

describe('the entries of a notice', () => {
  it('reads the result of an ad’s review, with ids of 19 digits exact whether they come as numbers or as text', () => {
    const read = {
      kind: 'review',
      of: 'ad',
      advertiserId: ADVERTISER,
      id: '1790000000000000065',
      name: 'Video A',
      campaignId: '1790000000000000017',
      campaignName: 'Spring launch',
      adgroupId: '1790000000000000033',
      adgroupName: 'DE 25-44',
      rejectReason: 'The landing page does not match the ad.',
      identity: '3:202603121011120002',
      sentAt: 1_773_331_872_000,
    };
    expect(only(body(3, [AD]))).toEqual(read);
    expect(only(JSON.stringify({ object: '3', time: '1773331872', entry: [AD] }))).toEqual(read);
    const bare = body(3, [AD]).replaceAll(/"(\d{18,19})"/g, '$1');
    expect(only(bare)).toEqual(read);
  });

  it('takes an empty or missing reason for a review that passed', () => {
    for (const reject_reason of ['', '-', ' ', null, undefined])
      expect(only(body(3, [{ ...AD, reject_reason }]))).toMatchObject({ kind: 'review', rejectReason: null });
  });

  it('reads an ad group’s review', () => {
    const { ad_id: _id, ad_name: _name, ...entry } = AD;
    expect(only(body(2, [entry]))).toMatchObject({
      of: 'adgroup',
      id: AD.adgroup_id,
      name: 'DE 25-44',
      identity: '2:202603121011120002',
    });
  });

  it('names an entry by its log id, the same in whatever notice it comes', () => {
    const one = only(body(3, [AD], { request_id: 1 })).identity;
    expect(parseNotice(body(3, [{ ...AD, log_id: 'x' }, AD], { request_id: 2 }), NOW)?.[1]?.identity).toBe(one);
    const { log_id: _log, ...without } = AD;
    const hashed = only(body(3, [without])).identity;
    expect(hashed).toMatch(/^3:[\w-]{27}$/);
    expect(only(body(3, [Object.fromEntries(Object.entries(without).toReversed())], {})).identity).toBe(hashed);
    expect(only(body(3, [{ ...without, reject_reason: 'another' }])).identity).not.toBe(hashed);
  });

  it('reads a suspension under both spellings of its reason, and as one whatever subscription tells it', () => {
    const flat = {
      advertiser_id: ADVERTISER,
      advertiser_name: 'Shoes',
      status: 'STATUS_LIMIT',
      status_change_time: '2026-03-12 10:11:12',
      suspension_reason: 'Policy',
      subscription_id: '1',
    };
    const read = only(JSON.stringify(flat));
    expect(read).toMatchObject({
      kind: 'account',
      advertiserId: ADVERTISER,
      status: 'STATUS_LIMIT',
      changedAt: Date.UTC(2026, 2, 12, 10, 11, 12),
      reason: 'Policy',
    });
    expect(only(JSON.stringify({ ...flat, subscription_id: '2' })).identity).toBe(read.identity);
    const { suspension_reason: reason, ...without } = flat;
    expect(only(JSON.stringify({ ...without, suspension_reasion: reason }))).toMatchObject({ reason: 'Policy' });
    expect(only(JSON.stringify({ ...without, status: 'STATUS_ENABLE' }))).toMatchObject({ reason: null });
  });

  it('takes times that lie ahead for now', () => {
    const ahead = JSON.stringify({ object: 3, time: 4_000_000_000, entry: [AD] });
    expect(only(ahead)).toMatchObject({ sentAt: NOW });
  });

  it('reads a batch of 1,000', () => {
    const entries = Array.from({ length: 1000 }, (_, index) => ({
      ...AD,
      log_id: `l${index}`,
      ad_id: `${10n ** 18n + BigInt(index)}`,
    }));
    const read = parseNotice(body(3, entries), NOW) ?? [];
    expect(new Set(read.map((entry) => (entry.kind === 'review' ? entry.id : ''))).size).toBe(1000);
  });

  it('keeps what it does not know, with every ad account that is named', () => {
    const other = '7104856021930123777';
    const change = { data_level: 'AUCTION_ADVERTISER', changed_metrics_values: { [ADVERTISER]: {}, [other]: {} } };
    expect(only(body(11, [change]))).toMatchObject({
      kind: 'unknown',
      entity: 'REPORT_DATA_CHANGE',
      object: 11,
      advertiserIds: [ADVERTISER, other],
    });
    expect(only(body(99, [{ advertiser_ids: [ADVERTISER, Number(other)] }]))).toMatchObject({ entity: null });
    expect(only(body(3, [{ adv_id: ADVERTISER }]))).toMatchObject({ kind: 'unknown', entity: 'AD' });
    const account = { event: 'video.publish.completed', content: `{"advertiser_id":"${ADVERTISER}"}` };
    expect(only(JSON.stringify(account))).toMatchObject({
      entity: 'video.publish.completed',
      advertiserIds: [ADVERTISER],
    });
    expect(only('{"event":"x"}')).toMatchObject({ advertiserIds: [] });
    expect(only('{"object":14,"entry":[{"incident_id":"7"}]}')).toMatchObject({
      identity: '14:7',
      advertiserIds: [],
    });
    expect(parseNotice('[]', NOW)).toBeNull();
    expect(parseNotice('nothing', NOW)).toBeNull();
  });

  it('never fails, whatever JSON comes', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(1, 2, 3, 11, 99, '3', null), (value, object) => {
        for (const text of [JSON.stringify(value), JSON.stringify({ object, entry: [value], time: value })]) {
          for (const entry of parseNotice(text, NOW) ?? []) {
            expect(entry.identity.length).toBeLessThan(100);
            if (entry.kind === 'unknown') redact(entry.raw, ADVERTISER, entry.advertiserIds);
          }
        }
      }),
      { numRuns: 3000 },
    );
  });
});

describe('what is shown of an unknown notice', () => {
  const shown = (text: string) => {
    const entry = only(text);
    if (entry.kind !== 'unknown') throw new Error('It is known.');
    return redact(entry.raw, ADVERTISER, entry.advertiserIds);
  };

  it('is the ids and the time of a lead, and nothing of its person', () => {
    expect(shown(LEAD)).toEqual({
      id: '7126000000000000641',
      lead_source: 'INSTANT_FORM',
      page_id: '6873000000000000769',
      advertiser_id: ADVERTISER,
      library_id: '0',
      create_time: 1_773_331_860,
    });
  });

  it('leaves out what other ad accounts, maybe of other customers, did', () => {
    const other = '7104856021930123777';
    const values = { spend: '12.40', impressions: '3100', video_play_actions: 2950 };
    const change = {
      data_level: 'AUCTION_ADVERTISER',
      advertiser_ids: [ADVERTISER, other],
      changed_metrics_values: { [ADVERTISER]: values, [other]: values },
      message: 'No access to account of Jane Roe',
    };
    expect(shown(body(11, [change]))).toEqual({
      data_level: 'AUCTION_ADVERTISER',
      advertiser_ids: [ADVERTISER],
      changed_metrics_values: { [ADVERTISER]: values },
    });
  });

  it('keeps only what by name and form is no person’s', () => {
    const secrets = {
      userName: 'JANE_ROE',
      phone_id: '4915112345678',
      contact: { id: '1' },
      code: 4_915_112_345_678,
      note: 'x',
      'jane@example.com': true,
      birth_time: 1_000_000_000,
      label: 'JANE',
      address: { zip_id: '1' },
    };
    expect(
      shown(body(99, [{ advertiser_id: ADVERTISER, ...secrets, is_new: true, status: 'OK', kind: 'SOME_KIND' }])),
    ).toEqual({
      advertiser_id: ADVERTISER,
      is_new: true,
      status: 'OK',
      kind: 'SOME_KIND',
    });
  });

  it('is bounded', () => {
    const many = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`n${index}`, index]));
    expect(Object.keys(shown(body(99, [{ ...many, advertiser_id: ADVERTISER }]))).length).toBeLessThanOrEqual(200);
    let deep: unknown = { n: 1 };
    for (let depth = 0; depth < 500; depth += 1) deep = { deep };
    expect(shown(body(99, [{ advertiser_id: ADVERTISER, deep }]))).toEqual({ advertiser_id: ADVERTISER });
  });
});
