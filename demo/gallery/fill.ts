// What the host has told the server before the page opens: properties, segments, and audiences that TikTok already holds.

import { DEMO_MAPPING, DEMO_PROPERTIES, DEMO_SEGMENTS, type DemoProperty } from '../data/index.ts';
import type { PlantedAudience, Stage } from './scene.ts';

const THINGS = [
  'order',
  'visit',
  'survey',
  'gift card',
  'return',
  'delivery',
  'appointment',
  'referral',
  'review',
] as const;
const FACTS: readonly (readonly [words: string, type: DemoProperty['type'], example: string])[] = [
  ['Number of the last', 'string', 'A-20417'],
  ['Date of the last', 'date', '2026-01-19'],
  ['Amount of the last', 'number', '74.50'],
  ['City of the last', 'string', 'Lisboa'],
  ['Has had a', 'boolean', 'true'],
  ['Contact for the', 'string', 'Sam Okafor'],
  ['Score after the', 'number', '8'],
];

/** The demo's properties, none, or the demo's and invented ones up to so many. */
export function propertiesOf(wanted: Stage['properties']): readonly DemoProperty[] {
  if (wanted === 'none') return [];
  if (typeof wanted !== 'number') return DEMO_PROPERTIES;
  const invented = Array.from({ length: Math.max(0, wanted - DEMO_PROPERTIES.length) }, (_, index): DemoProperty => {
    const [words, type, example] = FACTS[index % FACTS.length] ?? ['Note on the', 'string', ''];
    const thing = THINGS[Math.floor(index / FACTS.length) % THINGS.length] ?? 'order';
    const round = Math.floor(index / (FACTS.length * THINGS.length)) + 1;
    const label = `${words} ${thing}${round === 1 ? '' : ` (${round})`}`;
    const name = label
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '_')
      .replace(/_$/, '');
    return { name, label, type, kind: 'custom', ...(index % 3 === 0 ? {} : { example }) };
  });
  return [...DEMO_PROPERTIES, ...invented].slice(0, wanted);
}

/** Attribute → property name; null when nothing was saved yet. */
export function mappingOf(wanted: Stage['mapping']): Readonly<Record<string, string>> | null {
  if (wanted === 'none') return null;
  return wanted === undefined || wanted === 'demo' ? DEMO_MAPPING : wanted;
}

export interface StagedSegment {
  readonly segmentId: string;
  readonly name: string;
  readonly size: number;
  /** By property name; some hosts count it, some do not. */
  readonly filled?: Readonly<Record<string, number>>;
}

/** Shares of people who have something there, from 0 to 1. */
const SHARES = {
  email: 0.94,
  mobile_phone: 0.71,
  android_ad_id: 0.38,
  ios_device_ref: 0.22,
  country: 0.97,
  first_name: 0.9,
} as const;

const GROUPS = [
  'Customers in',
  'Newsletter readers in',
  'Lapsed buyers in',
  'First orders in',
  'Store visitors in',
] as const;
const PLACES = [
  'Berlin',
  'São Paulo',
  '東京',
  'دبي',
  'Lagos',
  'Kraków',
  'Seattle',
  'Ciudad de México',
  'Bengaluru',
  'Lyon',
] as const;

/** The demo's segments, none, or the demo's and invented ones up to so many. */
export function segmentsOf(wanted: Stage['segments']): readonly StagedSegment[] {
  if (wanted === 'none') return [];
  if (typeof wanted !== 'number') return DEMO_SEGMENTS;
  const invented = Array.from({ length: Math.max(0, wanted - DEMO_SEGMENTS.length) }, (_, index): StagedSegment => {
    const group = GROUPS[index % GROUPS.length] ?? '';
    const place = PLACES[Math.floor(index / GROUPS.length) % PLACES.length] ?? '';
    const round = Math.floor(index / (GROUPS.length * PLACES.length)) + 1;
    const name = `${group} ${place}${round === 1 ? '' : `, wave ${round}`}`;
    const size = 400 + ((index * 7_919) % 90_000);
    const filled = Object.fromEntries(
      Object.entries(SHARES).map(([property, share]) => [property, Math.round(size * share)]),
    );
    return { segmentId: `segment-${index + 1}`, name, size, ...(index % 4 === 3 ? {} : { filled }) };
  });
  return [...DEMO_SEGMENTS, ...invented].slice(0, wanted);
}

const AUDIENCES = [
  'VIP customers',
  'Newsletter',
  'Abandoned carts',
  'Winter sale buyers',
  'App users',
  'Store card holders',
] as const;
const SPANS = ['last 30 days', 'last 90 days', '2025', 'Q1', 'Q2', 'all time', 'test group', 'exclusion list'] as const;
/** Mostly of the kind that takes every identifier, so that most can be updated; some hold one kind only. */
const TYPES = [
  'MULTIPLE_TYPES',
  'MULTIPLE_TYPES',
  'MULTIPLE_TYPES',
  'EMAIL_SHA256',
  'MULTIPLE_TYPES',
  'PHONE_SHA256',
] as const;

/** Audiences as years of work leave them in an ad account: names that repeat, sizes from too small to millions. */
export function audiencesOf(wanted: NonNullable<Stage['audiences']>): readonly PlantedAudience[] {
  if (typeof wanted !== 'number') return wanted;
  return Array.from({ length: wanted }, (_, index) => {
    const what = AUDIENCES[index % AUDIENCES.length] ?? '';
    const span = SPANS[Math.floor(index / AUDIENCES.length) % SPANS.length] ?? '';
    const round = Math.floor(index / (AUDIENCES.length * SPANS.length)) + 1;
    return {
      name: `${what}, ${span}${round === 1 ? '' : ` #${round}`}`,
      people: index % 9 === 8 ? 640 : 1_100 + ((index * 104_729) % 1_900_000),
      calculateType: TYPES[index % TYPES.length] ?? 'MULTIPLE_TYPES',
      ageDays: (index * 13) % 300,
    };
  });
}
