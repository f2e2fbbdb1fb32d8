import { DEMO_PROPERTIES } from './properties.ts';

/** How many people of the first rows have something in each property. */
type Counts = readonly [property: string, vip: number, buyers: number, newsletter: number];

// A host asks its database for these. Here they stand counted, since reading 250,000 made-up people takes seconds; a test
// counts them again.
const COUNTED: readonly Counts[] = [
  ['customer_id', 1_200, 25_000, 250_000],
  ['email', 1_139, 23_753, 237_419],
  ['mobile_phone', 909, 19_061, 189_916],
  ['first_name', 1_131, 23_525, 234_971],
  ['last_name', 1_130, 23_432, 235_067],
  ['gender', 1_050, 22_059, 220_098],
  ['birthday', 892, 18_779, 187_659],
  ['city', 1_109, 22_999, 229_983],
  ['region', 453, 9_835, 97_721],
  ['postcode', 1_049, 21_899, 218_900],
  ['country', 1_160, 24_222, 242_536],
  ['orders_count', 1_200, 25_000, 250_000],
  ['lifetime_value', 1_200, 25_000, 250_000],
  ['newsletter_opt_in', 1_200, 25_000, 250_000],
  ['android_ad_id', 554, 11_273, 112_430],
  ['ios_device_ref', 319, 6_807, 68_443],
  ['loyalty_tier', 904, 18_855, 187_896],
  ['notes', 658, 13_975, 138_986],
];

const COLUMN = { vip: 1, 'buyers-90d': 2, newsletter: 3 } as const;

/** People of a demo segment with something in each property, by its name; 0 for those the product has but nobody filled in. */
export function filledOf(segmentId: keyof typeof COLUMN): Readonly<Record<string, number>> {
  const counted = new Map(COUNTED.map((counts) => [counts[0], counts[COLUMN[segmentId]]]));
  return Object.fromEntries(DEMO_PROPERTIES.map(({ name }) => [name, counted.get(name) ?? 0]));
}
