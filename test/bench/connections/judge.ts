import type { Outcome, Setting } from './setting.ts';

const HOUR = 3_600_000;
/** A token is renewed six hours before its end; what one call in ten costs on top are a few minutes. */
const LEAST_LIFE_MS = 5.5 * HOUR;
/** Every six hours, give or take one, and looked at from hour to hour. */
const LONGEST_UNPROBED_MS = 8 * HOUR;
/** Over how long renewals of connections that were made in the same minute have to be spread. */
const SPREAD_WINDOWS = 55 / 5;
const FAULTY_SHARE = 0.1;
/** Standard deviations that chance may take a count from what is expected. */
const CHANCE = 4;

export interface Judged {
  what: string;
  found: string;
  wanted: string;
  isGood: boolean;
}

/** Each promise with what came of it. */
export function judge(setting: Setting, outcome: Outcome): Judged[] {
  const shortLived = Math.floor(setting.connections / 2);
  const { renewals } = outcome;
  const perWindow = shortLived / SPREAD_WINDOWS;
  const mostInWindow = Math.ceil(perWindow + CHANCE * Math.sqrt(perWindow)) + 1;
  // A token is good for 24 hours and renewed after 17 to 18 of them.
  const leastRenewals = shortLived * Math.floor((setting.days * 24) / 18.5);
  const mostRenewals = shortLived * Math.ceil((setting.days * 24) / 16.5);
  const faulty = outcome.faulted / outcome.calls;
  const faultyChance = CHANCE * Math.sqrt((FAULTY_SHARE * (1 - FAULTY_SHARE)) / outcome.calls);
  const active = outcome.states['active'] ?? 0;
  return [
    exactly('access tokens that ended unrenewed', outcome.ended, 0),
    exactly('calls answered "token expired"', outcome.expiredAnswers, 0),
    exactly('tokens ended early by TikTok and renewed within minutes', outcome.renewedAgain, outcome.endedEarly),
    exactly('refreshes run twice', outcome.duplicates, 0),
    exactly('connections active at the end', active, setting.connections),
    exactly('connections whose ad accounts TikTok still lists', outcome.readable, setting.connections),
    exactly('jobs that ended in an unexpected error', outcome.failedJobs, 0),
    {
      what: 'renewals',
      found: `${renewals.total} (${renewals.perServer.join(' + ')} by server)`,
      wanted: `${leastRenewals} to ${mostRenewals}, by every server`,
      isGood: renewals.total >= leastRenewals && renewals.total <= mostRenewals && !renewals.perServer.includes(0),
    },
    {
      what: 'most renewals in any 5 minutes',
      found: `${renewals.inAnyWindow} (average ${renewals.averageInWindow.toFixed(2)})`,
      wanted: `at most ${mostInWindow}`,
      isGood: renewals.inAnyWindow <= mostInWindow,
    },
    {
      what: 'shortest life left of any access token',
      found: hours(outcome.shortestLifeMs),
      wanted: `at least ${hours(LEAST_LIFE_MS)}`,
      isGood: outcome.shortestLifeMs >= LEAST_LIFE_MS,
    },
    {
      what: 'longest time a long-lived token went unprobed',
      found: hours(outcome.longestUnprobedMs),
      wanted: `at most ${hours(LONGEST_UNPROBED_MS)}`,
      isGood: outcome.longestUnprobedMs <= LONGEST_UNPROBED_MS,
    },
    {
      what: 'calls that TikTok failed on purpose',
      found: `${outcome.faulted} of ${outcome.calls} (${percent(faulty)})`,
      wanted: `${percent(FAULTY_SHARE)} ± ${percent(faultyChance)}`,
      isGood: Math.abs(faulty - FAULTY_SHARE) <= faultyChance,
    },
  ];
}

function exactly(what: string, found: number, wanted: number): Judged {
  return { what, found: String(found), wanted: String(wanted), isGood: found === wanted };
}

function hours(ms: number): string {
  return `${(ms / HOUR).toFixed(2)} h`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
