import type {
  AudienceChange,
  Delivery,
  ExportConfirmation,
  ExportCounts,
  ExportReport,
  Finding,
} from '../../shared/exports.ts';
import type { Failure } from '../../shared/errors.ts';
import type { FindingSentence } from '../../shared/finding-sentences.ts';
import type { Attribute } from '../../shared/identifiers/index.ts';
import { isExpired } from '../audiences/index.ts';
import { toInstant } from '../http/index.ts';
import {
  CUSTOMER_FILE_AUDIENCE,
  type CustomAudience,
  MAX_AUDIENCES,
  parseTikTokTime,
  PARTNER_AUDIENCE,
  segmentName,
} from '../tiktok/index.ts';
import { inEnglish } from './finding-words.ts';
import { misfit } from './identifier-plan.ts';

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
  readonly accountTrouble: Failure | null;
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
    if (rows === 0) return [blocker('nobody_to_send', { says: 'list_empty' })];
    return [blocker('nobody_to_send', { says: 'none_usable', rows, rejected: rejectedRows, withoutConsent })];
  }
  if (change === 'MIRROR' && toAdd === 0 && toRemove === 0) {
    return [info('nothing_changed', { says: 'nothing_changed', people: ready })];
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
    const size = { says: 'would_be_in_it', people: after.people, isAtMost: after.isUpperBound } as const;
    const later = isNew ? [{ says: 'create_now_add_later' } as const] : [];
    return [warning('too_small_to_target', { says: 'ads_need_1000' }, size, ...later)];
  }
  if (change === 'REPLACE' || (change === 'MIRROR' && (toRemove ?? 0) > 0)) {
    if (ready >= MIN_PEOPLE) return [];
    const size = { says: 'would_be_in_it', people: ready, isAtMost: false } as const;
    return [blocker('audience_too_small', { says: 'file_needs_1000' }, size, { says: 'send_more' })];
  }
  const known = coverOf(tiktok?.audience ?? null);
  if (change === 'REMOVE') {
    if (known === null || known - ready >= MIN_PEOPLE) return [];
    const size = { says: 'would_leave', people: known, leaving: ready } as const;
    return [warning('audience_too_small', { says: 'file_needs_1000' }, size)];
  }
  const most = change === 'MIRROR' ? ready : known === null ? null : known + (toAdd ?? ready);
  if (most === null || most >= MIN_PEOPLE) return [];
  const size = { says: 'would_be_in_it', people: most, isAtMost: true } as const;
  return [warning('audience_too_small', { says: 'file_needs_1000' }, size)];
}

function aboutNewAudience({ delivery, newAudience, tiktok, now }: ReportFacts): Finding[] {
  if (newAudience === null) return [];
  const { name, retentionInDays } = newAudience;
  const found: Finding[] = [];
  if (tiktok !== null) {
    const { ownAudiences: held, names } = tiktok;
    if (held >= MAX_AUDIENCES) {
      found.push(blocker('audience_limit_reached', { says: 'account_full', held }));
    } else if (held >= LIMIT_NEAR) {
      const room = MAX_AUDIENCES - held - 1;
      found.push(warning('audience_limit_near', { says: 'account_nearly_full', held, limit: MAX_AUDIENCES, room }));
    }
    if (names.includes(delivery === 'stream' ? segmentName(name) : name))
      found.push(warning('audience_name_taken', { says: 'name_taken', name }));
  }
  if (delivery === 'stream' && segmentName(name) !== name)
    found.push(info('audience_name_cut', { says: 'name_cut', name: segmentName(name) }));
  if (retentionInDays !== null) {
    const at = toInstant(now + retentionInDays * DAY_MS);
    const end = { says: 'will_end', days: retentionInDays, at } as const;
    found.push(
      retentionInDays <= PROCESSING_DAYS
        ? warning('fixed_retention', end, { says: 'may_end_unused' })
        : info('fixed_retention', end),
    );
  }
  return found;
}

function aboutAudience(facts: ReportFacts): Finding[] {
  const { delivery, attributes, newAudience, tiktok, fixedRetentionDays, now } = facts;
  if (newAudience !== null || tiktok === null) return [];
  const { audience } = tiktok;
  if (audience === null) return [blocker('audience_not_found', { says: 'audience_gone' })];
  const found: Finding[] = [];
  if (!audience.isCreator) {
    found.push(blocker('audience_not_updatable', { says: 'audience_of_other_account' }));
  } else if (audience.audienceType !== (delivery === 'file' ? CUSTOMER_FILE_AUDIENCE : PARTNER_AUDIENCE)) {
    found.push(blocker('audience_not_updatable', { says: 'audience_of_other_kind', kind: audience.audienceType }));
  } else if (delivery === 'file') {
    const why = misfit(audience.calculateType, attributes);
    if (why !== null) found.push(blocker('audience_type_mismatch', why));
  }
  const endsAt = parseTikTokTime(audience.expiredTime);
  if (endsAt === null) return found;
  const at = toInstant(endsAt);
  if (isExpired(audience.expiredTime, now)) return [...found, blocker('audience_expired', { says: 'expired', at })];
  const left = Math.ceil((endsAt - now) / DAY_MS);
  const isNear = audience.isExpiring || left < EXPIRING_DAYS;
  if (fixedRetentionDays !== null) {
    const end = { says: 'made_to_end', days: fixedRetentionDays, at, left } as const;
    found.push(isNear ? warning('fixed_retention', end) : info('fixed_retention', end));
  } else if (isNear) {
    found.push(warning('audience_expiring', { says: 'ends_soon', at, left }));
  }
  return found;
}

function aboutChange({ change, counts, confirmation, tiktok }: ReportFacts): Finding[] {
  const found: Finding[] = [];
  const known = coverOf(tiktok?.audience ?? null);
  if (change === 'REPLACE') found.push(warning('replaces_audience', { says: 'takes_out_first', people: known }));
  const leaving = change === 'REMOVE' ? counts.ready : change === 'REPLACE' ? 0 : (counts.toRemove ?? 0);
  if (known !== null && leaving > MANY_REMOVALS.count && leaving > known * MANY_REMOVALS.share) {
    const says = change === 'REMOVE' ? 'people_leave' : 'identifiers_leave';
    found.push(warning('many_removals', { says, leaving, people: known }));
  }
  if (confirmation === null) return found;
  // Whoever asked for the confirmation knows the figures best.
  return [...found.filter(({ code }) => code !== confirmation.code), { ...confirmation, severity: 'warning' }];
}

function aboutRows({ change, counts, consent }: ReportFacts): Finding[] {
  const { rows, ready, rejectedRows, withoutConsent, toRemove, byReason } = counts;
  const found: Finding[] = [];
  if (ready > 0 && rejectedRows > 0 && rejectedRows >= rows * MANY_REJECTED) {
    const percent = Math.max(1, Math.floor((rejectedRows / rows) * 100));
    found.push(warning('many_rejected', { says: 'many_rejected', rejected: rejectedRows, rows, percent }));
  }
  if (consent === 'not_mapped' && rows > 0) found.push(info('consent_not_mapped', { says: 'consent_not_mapped' }));
  if (withoutConsent > 0) {
    const unreadable = byReason['unknown_consent'] ?? 0;
    const leaving = change === 'MIRROR' ? 0 : (toRemove ?? 0);
    found.push(
      info(
        'rows_without_consent',
        { says: 'without_consent', withheld: withoutConsent, rows },
        ...(unreadable > 0 ? [{ says: 'consent_unreadable', withheld: unreadable } as const] : []),
        ...(leaving > 0 ? [{ says: 'withdrawn_leave', identifiers: leaving } as const] : []),
      ),
    );
  }
  return found;
}

function aboutAsking({ accountTrouble, tiktok }: ReportFacts): Finding[] {
  const found: Finding[] = [];
  if (accountTrouble !== null) found.push(blocker('account_not_usable', { says: 'failure', failure: accountTrouble }));
  if (tiktok === null) found.push(warning('tiktok_not_asked', { says: 'tiktok_not_asked' }));
  return found;
}

type Find = (code: Finding['code'], ...sentences: FindingSentence[]) => Finding;
const finding =
  (severity: Finding['severity']): Find =>
  (code, ...sentences) => ({ code, severity, message: inEnglish(sentences), sentences });
const blocker = finding('blocker');
const warning = finding('warning');
const info = finding('info');
