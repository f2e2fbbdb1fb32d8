/** Made-up entries of every entity, for webhooks that a test sends without anything having happened. */
import { formatUtc } from '../clock.ts';
import type { JsonValue } from '../exact-json.ts';
import type { SimulatorState } from '../state.ts';
import type { Advertiser } from '../world.ts';
import { FLAT_ENTITY, type Entry } from './bodies.ts';

/** A notice of this entity, with some of its fields given. */
export function sampleEntry(state: SimulatorState, entity: string, overrides: Entry): Entry {
  const base = entity === FLAT_ENTITY ? sampleSuspension(state, overrides) : sample(state, entity);
  return { ...base, ...overrides };
}

/** The flat notice of an ad account's suspension or of its end. */
export function suspensionNotice(
  advertiser: Advertiser | undefined,
  { status, reason, atMs, subscriptionId }: { status: JsonValue; reason: string; atMs: number; subscriptionId: string },
): Entry {
  return {
    advertiser_id: advertiser?.advertiserId,
    advertiser_name: advertiser?.name,
    owner_bc_id: advertiser?.ownerBcId ?? undefined,
    status,
    status_change_time: formatUtc(atMs),
    ...(status === 'STATUS_LIMIT' ? { suspension_reason: reason } : {}),
    subscription_id: subscriptionId,
  };
}

function sampleSuspension(state: SimulatorState, overrides: Entry): Entry {
  const named = overrides['advertiser_id'];
  const advertiser =
    (typeof named === 'string' ? state.world.advertisers.get(named) : undefined) ?? firstAdvertiser(state);
  return suspensionNotice(advertiser, {
    status: overrides['status'] ?? 'STATUS_LIMIT',
    reason: 'Repeated policy violations.',
    atMs: state.clock.now(),
    subscriptionId: state.random.id(19, '73'),
  });
}

function sample(state: SimulatorState, entity: string): Entry {
  const { random } = state;
  const advertiser = firstAdvertiser(state);
  const advertiserId = advertiser?.advertiserId ?? '0';
  const adgroup = {
    campaign_id: random.id(19, '17'),
    campaign_name: 'Frühling',
    adgroup_id: random.id(19, '17'),
    adgroup_name: 'DE 25–44',
  };
  const ad = { ad_id: random.id(19, '17'), ad_name: 'Vidéo A' };
  switch (entity) {
    case 'LEAD':
      return {
        id: random.id(19, '71'),
        lead_source: 'INSTANT_FORM',
        page_id: random.id(19, '68'),
        page_name: 'Newsletter',
        advertiser_id: advertiserId,
        advertiser_name: advertiser?.name,
        library_id: '0',
        ...adgroup,
        ...ad,
        create_time: Math.floor(state.clock.now() / 1000),
        changes: [
          { field: 'name', value: 'Zoë Müller' },
          { field: 'email', value: 'zoe@example.com' },
        ],
      };
    case 'AD':
    case 'AD_GROUP':
      return {
        log_id: state.webhooks.ids.next(),
        adv_id: advertiserId,
        ...adgroup,
        ...(entity === 'AD' ? ad : {}),
        reject_reason: 'The landing page does not match the ad.',
      };
    case 'CREATIVE_FATIGUE':
      return {
        adv_id: advertiserId,
        adgroup_id: adgroup.adgroup_id,
        ad_id: ad.ad_id,
        date: formatUtc(state.clock.now()).slice(0, 10),
      };
    case 'REPORT_DATA_CHANGE':
      return {
        data_level: 'AUCTION_ADVERTISER',
        changed_metrics_values: {
          [advertiserId]: { spend: '12.40', impressions: '3100', clicks: '41', video_play_actions: '2950' },
        },
      };
    case 'API_SERVICE_STATUS':
      return {
        incident_id: random.id(12, '9'),
        incident_title: 'Elevated error rate',
        incident_products: ['AUDIENCE_API'],
        incident_event_type: 'NEW',
        incident_level: 'MAJOR',
        incident_start_time: formatUtc(state.clock.now()),
        incident_resolve_time: null,
        incident_detail: 'Requests may fail.',
      };
    default:
      return { adv_id: advertiserId };
  }
}

function firstAdvertiser(state: SimulatorState): Advertiser | undefined {
  return [...state.world.advertisers.values()][0];
}
