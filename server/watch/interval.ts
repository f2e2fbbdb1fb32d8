// How often an ad account is looked at. Pure.

const MINUTE_MS = 60_000;
export const SHORTEST_INTERVAL_MS = 15 * MINUTE_MS;
/** Beyond a day a look would tell history. An app with that many ad accounts has outgrown its tier. */
const LONGEST_INTERVAL_MS = 24 * 60 * MINUTE_MS;
/** A look at an ad account with up to 1,000 campaigns, ad groups and ads, a page of each, and what is asked once a day. */
export const USUAL_CALLS = 3.1;
/** How much a new look changes what looks are thought to take. */
const WEIGHT = 0.05;

/**
 * The pause between two looks at an ad account: a quarter of an hour, or as long as it takes to look at all ad accounts of the developer
 * app within what the background may use of its limit.
 *
 * @param accounts imported ad accounts of the app, of all workspaces
 * @param callsPerLook what a look takes on average
 * @param callsPerMinute the background's part of the app's limit
 */
export function intervalMs(accounts: number, callsPerLook: number, callsPerMinute: number): number {
  const wanted = (accounts * callsPerLook * MINUTE_MS) / callsPerMinute;
  return Math.min(Math.max(SHORTEST_INTERVAL_MS, wanted), LONGEST_INTERVAL_MS);
}

/** The average with one more look. */
export function nextAverage(average: number, calls: number): number {
  return average + (calls - average) * WEIGHT;
}
