import type {
  AudienceChange,
  Delivery,
  ExportConfirmation,
  ExportCounts,
  ExportReport,
  Finding,
} from '../../shared/exports.ts';
import type { Attribute } from '../../shared/identifiers/index.ts';
import { isExpired, parseTikTokTime } from '../audiences/index.ts';
import { AppError } from '../errors.ts';
import {
  CUSTOMER_FILE_AUDIENCE,
  type CustomAudience,
  MAX_AUDIENCES,
  PARTNER_AUDIENCE,
  segmentName,
} from '../tiktok/index.ts';
import { requireFit } from './identifier-plan.ts';

// What the check before sending says. Pure: facts in, findings out. A blocker is what TikTok would refuse for sure; where only TikTok
// knows (how many of the people are in the audience already, whom it matches) it is a warning.

export interface ReportFacts {
  readonly change: AudienceChange;
  readonly delivery: Delivery;
  readonly attributes: readonly Attribute[];
  readonly counts: ExportCounts;
  /** `not_read`: for a removal, which needs nobody's consent. */
  readonly consent: 'mapped' | 'not_mapped' | 'not_read';
  readonly confirmation: ExportConfirmation | null;
  /** Why nothing can be sent to the ad account; null when it can. */
  readonly accountTrouble: string | null;
  /** The audience that is still to be made; null when it exists. */
  readonly newAudience: { readonly name: string; readonly retentionInDays: number | null } | null;
  /** Null when TikTok could not be asked. */
  readonly tiktok: {
    /** As it is now; null for one that is still to be made, and for one that is gone. */
    readonly audience: CustomAudience | null;
    /** Audiences that the ad account made. */
    readonly ownAudiences: number;
    /** Names of all its audiences but this one. */
    readonly names: readonly string[];
  } | null;
  /** An export of this workspace made the audience with an end so many days after. */
  readonly fixedRetentionDays: number | null;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** TikTok's figure for both: what must remain after a change by file, and what must be matched before ads can use it. */
const MIN_PEOPLE = 1_000;
const LIMIT_NEAR = 380;
const DAY_MS = 86_400_000;
const EXPIRING_DAYS = 60;
/** "Processing takes 24 to 48 hours" (help page "Managing Custom Audiences"). */
const PROCESSING_DAYS = 2;
const MANY_REJECTED = 0.1;
/** Above both, somebody looks before people are taken out: so many of them, and this share of the audience. */
export const MANY_REMOVALS = { count: 1_000, share: 0.3 } as const;

const SEVERITIES: readonly Finding['severity'][] = ['blocker', 'warning', 'info'];

/** Everything worth knowing before sending, blockers first. */
export function findings(facts: ReportFacts): Finding[] {
  const found = [
    ...aboutPeople(facts),
    ...aboutSize(facts),
    ...aboutNewAudience(facts),
    ...aboutAudience(facts),
    ...aboutChange(facts),
    ...aboutRows(facts),
    ...aboutAsking(facts),
  ];
  return found.toSorted((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
}

/** People in the audience afterwards, before TikTok matches them; null when that cannot be said. */
export function predict(facts: ReportFacts): ExportReport['predicted'] {
  const { change, counts, tiktok, newAudience } = facts;
  if (newAudience !== null || change === 'CREATE' || change === 'REPLACE' || change === 'MIRROR')
    return { people: counts.ready, isUpperBound: false };
  const known = coverOf(tiktok?.audience ?? null);
  if (known === null) return null;
  return { people: change === 'REMOVE' ? known : known + (counts.toAdd ?? counts.ready), isUpperBound: true };
}

/** TikTok's count of an audience; null while it has none. */
function coverOf(audience: CustomAudience | null): number | null {
  return audience === null || audience.coverNum === 0 ? null : audience.coverNum;
}

function aboutPeople({ change, counts }: ReportFacts): Finding[] {
  const { rows, ready, rejectedRows, withoutConsent, toAdd, toRemove } = counts;
  if (ready === 0 && (toRemove ?? 0) === 0) {
    if (rows === 0) return [blocker('nobody_to_send', 'The list holds no rows, so there is nobody to send.')];
    const why = [
      ...(rejectedRows > 0 ? [`${number(rejectedRows)} without a usable identifier`] : []),
      ...(withoutConsent > 0 ? [`${number(withoutConsent)} without consent`] : []),
    ].join(', ');
    return [
      blocker(
        'nobody_to_send',
        `None of the ${number(rows)} rows can be sent: ${why}. rejects.csv says which and why.`,
      ),
    ];
  }
  if (change === 'MIRROR' && toAdd === 0 && toRemove === 0) {
    return [
      info('nothing_changed', `Nothing has changed: TikTok has all ${people(ready)} already, and nothing is sent.`),
    ];
  }
  return [];
}

function aboutSize(facts: ReportFacts): Finding[] {
  const { change, delivery, counts, newAudience, tiktok } = facts;
  const { ready, toAdd, toRemove } = counts;
  if (ready === 0 && (toRemove ?? 0) === 0) return [];
  const isNew = newAudience !== null || change === 'CREATE';
  if (isNew || delivery === 'stream') {
    const after = predict(facts);
    if (after === null || after.people >= MIN_PEOPLE) return [];
    const size = after.isUpperBound
      ? `At most ${people(after.people)} would be in it.`
      : `${people(after.people)} would be in it.`;
    const later = isNew ? ' You can create it now and add people later.' : '';
    return [
      warning(
        'too_small_to_target',
        `TikTok needs 1,000 matched people before ads can use an audience. ${size}${later}`,
      ),
    ];
  }
  if (change === 'REPLACE' || (change === 'MIRROR' && (toRemove ?? 0) > 0)) {
    if (ready >= MIN_PEOPLE) return [];
    return [blocker('audience_too_small', `${REFUSES_SMALL} ${people(ready)} would be in it. Send more people.`)];
  }
  const known = coverOf(tiktok?.audience ?? null);
  if (change === 'REMOVE') {
    if (known === null || known - ready >= MIN_PEOPLE) return [];
    return [
      warning(
        'audience_too_small',
        `${REFUSES_SMALL} It has ${people(known)} now, and up to ${number(ready)} would leave.`,
      ),
    ];
  }
  const most = change === 'MIRROR' ? ready : known === null ? null : known + (toAdd ?? ready);
  if (most === null || most >= MIN_PEOPLE) return [];
  return [warning('audience_too_small', `${REFUSES_SMALL} At most ${people(most)} would be in it.`)];
}

const REFUSES_SMALL = 'TikTok refuses a change by file that leaves fewer than 1,000 people in the audience.';

function aboutNewAudience({ delivery, newAudience, tiktok, now }: ReportFacts): Finding[] {
  if (newAudience === null) return [];
  const { name, retentionInDays } = newAudience;
  const found: Finding[] = [];
  if (tiktok !== null) {
    const { ownAudiences: held, names } = tiktok;
    if (held >= MAX_AUDIENCES) {
      found.push(
        blocker(
          'audience_limit_reached',
          `The ad account already holds ${number(held)} audiences, as many as TikTok allows. Delete one, or send to one that exists.`,
        ),
      );
    } else if (held >= LIMIT_NEAR) {
      found.push(
        warning(
          'audience_limit_near',
          `The ad account holds ${number(held)} of the ${MAX_AUDIENCES} audiences that TikTok allows. After this one there is room for ${number(MAX_AUDIENCES - held - 1)} more.`,
        ),
      );
    }
    if (names.includes(delivery === 'stream' ? segmentName(name) : name)) {
      found.push(
        warning(
          'audience_name_taken',
          `The ad account has an audience called “${name}” already. TikTok allows two of one name, but nobody can tell them apart: choose another name, or send to that one.`,
        ),
      );
    }
  }
  if (delivery === 'stream' && segmentName(name) !== name)
    found.push(info('audience_name_cut', `TikTok shortens the name of a stream to “${segmentName(name)}”.`));
  if (retentionInDays !== null) {
    const end = `It ends ${plural(retentionInDays, 'day')} after it is made, about ${date(now + retentionInDays * DAY_MS)}, and nothing extends that, not even more people.`;
    found.push(
      retentionInDays <= PROCESSING_DAYS
        ? warning(
            'fixed_retention',
            `${end} TikTok takes 24 to 48 hours to process people, so ads may never get to use it.`,
          )
        : info('fixed_retention', end),
    );
  }
  return found;
}

function aboutAudience(facts: ReportFacts): Finding[] {
  const { delivery, attributes, newAudience, tiktok, fixedRetentionDays, now } = facts;
  if (newAudience !== null || tiktok === null) return [];
  const { audience } = tiktok;
  if (audience === null) {
    return [
      blocker(
        'audience_not_found',
        'TikTok knows no such audience in this ad account any more. Choose another one, or make a new one.',
      ),
    ];
  }
  const found: Finding[] = [];
  if (!audience.isCreator) {
    found.push(
      blocker(
        'audience_not_updatable',
        'Another ad account made this audience and shares it with this one. Only there people can be sent to it.',
      ),
    );
  } else if (audience.audienceType !== (delivery === 'file' ? CUSTOMER_FILE_AUDIENCE : PARTNER_AUDIENCE)) {
    found.push(
      blocker(
        'audience_not_updatable',
        `TikTok lists this audience as “${audience.audienceType}”, which takes no people from here.`,
      ),
    );
  } else if (delivery === 'file') {
    found.push(...mismatch(audience.calculateType, attributes));
  }
  const endsAt = parseTikTokTime(audience.expiredTime);
  if (endsAt === null) return found;
  if (isExpired(audience.expiredTime, now)) {
    const past = `This audience expired on ${date(endsAt)}. TikTok only lets it be deleted: make a new one.`;
    return [...found, blocker('audience_expired', past)];
  }
  const daysLeft = Math.ceil((endsAt - now) / DAY_MS);
  const isNear = audience.isExpiring || daysLeft < EXPIRING_DAYS;
  const end = `on ${date(endsAt)}, in ${plural(daysLeft, 'day')}`;
  if (fixedRetentionDays !== null) {
    const text = `This audience was made to end after ${plural(fixedRetentionDays, 'day')}: it ends ${end}, and nothing extends that, not even more people.`;
    found.push(isNear ? warning('fixed_retention', text) : info('fixed_retention', text));
  } else if (isNear) {
    found.push(
      warning(
        'audience_expiring',
        `This audience ends ${end}. Changing it or using it in ads extends that to 365 days, unless its end was fixed when it was made.`,
      ),
    );
  }
  return found;
}

function mismatch(calculateType: string | null, attributes: readonly Attribute[]): Finding[] {
  try {
    requireFit(calculateType, attributes);
    return [];
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return [blocker('audience_type_mismatch', error.message)];
  }
}

function aboutChange({ change, counts, confirmation, tiktok }: ReportFacts): Finding[] {
  const found: Finding[] = [];
  const known = coverOf(tiktok?.audience ?? null);
  if (change === 'REPLACE') {
    const who = known === null ? 'everybody who is in the audience' : `all ${people(known)}`;
    found.push(
      warning(
        'replaces_audience',
        `TikTok takes out ${who} first. Ads that use this audience may stop until it is ready again, usually in 24 to 48 hours. This can’t be undone.`,
      ),
    );
  }
  const leaving = change === 'REMOVE' ? counts.ready : change === 'REPLACE' ? 0 : (counts.toRemove ?? 0);
  if (known !== null && leaving > MANY_REMOVALS.count && leaving > known * MANY_REMOVALS.share) {
    const what = change === 'REMOVE' ? people(leaving) : `${number(leaving)} identifiers`;
    found.push(
      warning('many_removals', `Up to ${what} would leave the audience, in which TikTok has ${people(known)} now.`),
    );
  }
  if (confirmation === null) return found;
  // Whoever asked for the confirmation knows the figures best.
  return [...found.filter(({ code }) => code !== confirmation.code), warning(confirmation.code, confirmation.message)];
}

function aboutRows({ change, counts, consent }: ReportFacts): Finding[] {
  const { rows, ready, rejectedRows, withoutConsent, toRemove, byReason } = counts;
  const found: Finding[] = [];
  if (ready > 0 && rejectedRows > 0 && rejectedRows >= rows * MANY_REJECTED) {
    found.push(
      warning(
        'many_rejected',
        `${number(rejectedRows)} of ${number(rows)} rows (${percent(rejectedRows, rows)}) have no usable identifier and stay out. rejects.csv says which and why.`,
      ),
    );
  }
  if (consent === 'not_mapped' && rows > 0) {
    found.push(
      info(
        'consent_not_mapped',
        'No column says who has given consent, so everybody in the list is sent. Map Consent to leave out who has not.',
      ),
    );
  }
  if (withoutConsent > 0) {
    const unknown = byReason['unknown_consent'] ?? 0;
    found.push(
      info(
        'rows_without_consent',
        [
          `${number(withoutConsent)} of ${number(rows)} rows have no consent and stay out.`,
          ...(unknown > 0 ? [`In ${number(unknown)} of them it cannot be read as yes or no.`] : []),
          ...(change !== 'MIRROR' && (toRemove ?? 0) > 0
            ? [`${number(toRemove ?? 0)} identifiers that may be in the audience are taken out.`]
            : []),
        ].join(' '),
      ),
    );
  }
  return found;
}

function aboutAsking({ accountTrouble, tiktok }: ReportFacts): Finding[] {
  const found: Finding[] = [];
  if (accountTrouble !== null) found.push(blocker('account_not_usable', accountTrouble));
  if (tiktok === null) {
    found.push(
      warning(
        'tiktok_not_asked',
        'TikTok could not be asked just now, so nothing is known about its side: room for an audience, its size, its end. Check again in a moment; sending checks too.',
      ),
    );
  }
  return found;
}

function blocker(code: Finding['code'], message: string): Finding {
  return { code, severity: 'blocker', message };
}
function warning(code: Finding['code'], message: string): Finding {
  return { code, severity: 'warning', message };
}
function info(code: Finding['code'], message: string): Finding {
  return { code, severity: 'info', message };
}

const numbers = new Intl.NumberFormat('en');
const dates = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

function number(value: number): string {
  return numbers.format(value);
}
function people(count: number): string {
  return count === 1 ? '1 person' : `${number(count)} people`;
}
function plural(count: number, unit: string): string {
  return `${number(count)} ${unit}${count === 1 ? '' : 's'}`;
}
function date(at: number): string {
  return dates.format(at);
}
function percent(part: number, whole: number): string {
  return `${Math.max(1, Math.floor((part / whole) * 100))} %`;
}
