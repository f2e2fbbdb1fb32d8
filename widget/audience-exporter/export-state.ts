import { ATTRIBUTES, MATCHING_ATTRIBUTES, type Attribute } from '../../shared/identifiers/attributes.ts';
import type { AdAccount } from '../../shared/ad-accounts.ts';
import type { Audience } from '../../shared/audiences.ts';
import type { AudienceAction, CreateExport } from '../../shared/exports.ts';
import type { EmailRule } from '../../shared/identifiers/email.ts';
import type { Segment } from '../../shared/segments.ts';

// What the person has decided so far, and the rules about it. No page, no network: the view shows it, the flow acts on it.

export const STEPS = ['account', 'who', 'what', 'audience', 'check'] as const;
export type Step = (typeof STEPS)[number];

/** TikTok's limits for `custom_audience_name` and `retention_in_days`. */
export const MAX_NAME_LENGTH = 128;
export const MAX_RETENTION_DAYS = 365;
/** Proposed to whoever wants an audience to end: half a year, as long as most campaigns that use one. */
export const PROPOSED_RETENTION_DAYS = 180;

/** A chosen file as the worker saw its head. */
export interface CsvChoice {
  fileName: string;
  bytes: number;
  /** Header names in the file's order. */
  headers: readonly string[];
  /** Rows of the whole file, judged by its first part. */
  estimatedRows: number;
  isExact: boolean;
  /** Rows with a usable value of each attribute, judged by the first ones. */
  filled: Readonly<Partial<Record<Attribute, number>>>;
  /** Attribute → place of the column that fills it, after the person's own matching. */
  columns: Readonly<Partial<Record<Attribute, number>>>;
}

export interface Draft {
  advertiserId: string | null;
  source: 'segment' | 'csv';
  segmentId: string | null;
  csv: CsvChoice | null;
  /** Attributes the person unticked; everything else that is available goes along. */
  left: ReadonlySet<Attribute>;
  /** Alpha-2, upper case; reads national phone numbers. */
  defaultCountry: string | null;
  /** Which emails count as one; see `shared/identifiers/email.ts`. */
  emailRule: EmailRule;
  audienceKind: 'new' | 'existing';
  name: string;
  retentionInDays: number | null;
  customAudienceId: string | null;
  action: AudienceAction;
}

export const EMPTY_DRAFT: Draft = {
  advertiserId: null,
  source: 'segment',
  segmentId: null,
  csv: null,
  left: new Set(),
  defaultCountry: null,
  emailRule: 'current',
  audienceKind: 'new',
  name: '',
  retentionInDays: null,
  customAudienceId: null,
  // Adding loses nobody. TikTok's own default would replace the whole list.
  action: 'APPEND',
};

/** What the server knows, as far as it has been loaded. */
export interface World {
  accounts: readonly AdAccount[];
  segments: readonly Segment[];
  mapping: Readonly<Partial<Record<Attribute, string>>>;
  /** Audiences of the chosen account; null until loaded. */
  audiences: readonly Audience[] | null;
  /** Sandbox ad accounts that TikTok has no audiences for, as far as it was asked. */
  withoutAudiences: ReadonlySet<string>;
  /** Connections whose sign-in was not granted every permission. */
  withoutPermission: ReadonlySet<string>;
}

export type AttributeState = 'available' | 'not_mapped' | 'no_column';

/** Whether each attribute can be chosen, and why not. */
export function attributeStates(draft: Draft, world: World): Record<Attribute, AttributeState> {
  const states = {} as Record<Attribute, AttributeState>;
  for (const attribute of ATTRIBUTES) {
    if (world.mapping[attribute] === undefined) states[attribute] = 'not_mapped';
    else if (draft.source === 'csv' && draft.csv !== null && draft.csv.columns[attribute] === undefined)
      states[attribute] = 'no_column';
    else states[attribute] = 'available';
  }
  return states;
}

/** The attributes that go along, in the audience file's order. */
export function chosenAttributes(draft: Draft, world: World): Attribute[] {
  const states = attributeStates(draft, world);
  return ATTRIBUTES.filter((attribute) => states[attribute] === 'available' && !draft.left.has(attribute));
}

export function isMatching(attribute: Attribute): boolean {
  return (MATCHING_ATTRIBUTES as readonly Attribute[]).includes(attribute);
}

/** True when phones go along and no country column can tell how to read a national number. */
export function needsDefaultCountry(draft: Draft, world: World): boolean {
  return chosenAttributes(draft, world).includes('phone') && attributeStates(draft, world).country !== 'available';
}

/** A read-only sign-in may not write, others not even read, and TikTok's sandbox may have no audiences at all. */
export function canExportTo(account: AdAccount, { withoutAudiences }: Pick<World, 'withoutAudiences'>): boolean {
  return account.status === 'connected' && !isAnalyst(account) && !withoutAudiences.has(account.advertiserId);
}

/**
 * How the draft's ad account stands. `needs_sign_in`: a new sign-in brings it back. `lost`: it is gone, or stopped by something that no
 * sign-in of the same person cures.
 */
export function chosenStanding(
  advertiserId: string | null,
  world: Pick<World, 'accounts' | 'withoutAudiences'>,
): 'none' | 'usable' | 'needs_sign_in' | 'lost' {
  if (advertiserId === null) return 'none';
  const account = world.accounts.find((one) => one.advertiserId === advertiserId);
  if (account === undefined) return 'lost';
  if (canExportTo(account, world)) return 'usable';
  const isSignIn = account.statusReason?.code !== 'tiktok_permission_denied' && !isAnalyst(account);
  return isSignIn && (account.status === 'disconnected' || account.status === 'read_only') ? 'needs_sign_in' : 'lost';
}

export const isAnalyst = ({ role }: AdAccount): boolean => role === 'ANALYST';

/** How many people the chosen source has, null when nobody knows. */
export function sourceSize(draft: Draft, world: World): number | null {
  if (draft.source === 'csv') return draft.csv?.estimatedRows ?? null;
  return world.segments.find((segment) => segment.segmentId === draft.segmentId)?.size ?? null;
}

/** How many people have something in an attribute, where that is known. */
export function filledCount(draft: Draft, world: World, attribute: Attribute): number | null {
  if (draft.source === 'csv') return draft.csv?.filled[attribute] ?? null;
  const name = world.mapping[attribute];
  const filled = world.segments.find(({ segmentId }) => segmentId === draft.segmentId)?.filled;
  // A property may be called what every object has, such as “constructor”.
  return name === undefined || filled == null || !Object.hasOwn(filled, name) ? null : (filled[name] ?? null);
}

export type StepProblem =
  | 'choose_account'
  | 'choose_segment'
  | 'choose_file'
  | 'no_match_column'
  | 'choose_match_key'
  | 'name_missing'
  | 'name_taken'
  | 'retention_out_of_range'
  | 'choose_audience';

/** What keeps a step from being done; null when it is. The check has no answer of its own. */
export function stepProblem(step: Step, draft: Draft, world: World): StepProblem | null {
  switch (step) {
    case 'account': {
      const account = world.accounts.find((one) => one.advertiserId === draft.advertiserId);
      return account !== undefined && canExportTo(account, world) ? null : 'choose_account';
    }
    case 'who':
      if (draft.source === 'segment') {
        return world.segments.some((segment) => segment.segmentId === draft.segmentId) ? null : 'choose_segment';
      }
      if (draft.csv === null) return 'choose_file';
      return MATCHING_ATTRIBUTES.some((attribute) => attributeStates(draft, world)[attribute] === 'available')
        ? null
        : 'no_match_column';
    case 'what':
      return chosenAttributes(draft, world).some(isMatching) ? null : 'choose_match_key';
    case 'audience':
      return draft.audienceKind === 'new' ? newAudienceProblem(draft, world) : existingAudienceProblem(draft, world);
    case 'check':
      return null;
  }
}

function newAudienceProblem(draft: Draft, world: World): StepProblem | null {
  const name = draft.name.trim();
  if (name === '' || name.length > MAX_NAME_LENGTH) return 'name_missing';
  if (world.audiences?.some((audience) => audience.name === name) === true) return 'name_taken';
  const days = draft.retentionInDays;
  if (days !== null && !(Number.isInteger(days) && days >= 1 && days <= MAX_RETENTION_DAYS))
    return 'retention_out_of_range';
  return null;
}

function existingAudienceProblem(draft: Draft, world: World): StepProblem | null {
  const chosen = world.audiences?.find((audience) => audience.customAudienceId === draft.customAudienceId);
  return chosen?.updatable === true ? null : 'choose_audience';
}

export interface AudienceShift {
  now: number;
  /** Null when the size of what is sent is not known. */
  after: number | null;
  /** TikTok fails an update that would leave fewer than 1,000. */
  mayFail: boolean;
}

/** TikTok: "The operation fails if fewer than 1,000 users would remain", and ads need as many matches. */
export const MINIMUM_AUDIENCE = 1000;

/** What an action does to an audience's size. TikTok matches only some of the people, so `after` is a bound, not a promise. */
export function audienceShift(action: AudienceAction, now: number, people: number | null): AudienceShift {
  if (people === null) return { now, after: null, mayFail: false };
  const after = action === 'APPEND' ? now + people : action === 'REMOVE' ? Math.max(0, now - people) : people;
  return { now, after, mayFail: action !== 'APPEND' && after < MINIMUM_AUDIENCE };
}

/** The body of `POST /v1/exports`. Call it only when no step has a problem. */
export function toCreateExport(draft: Draft, world: World): CreateExport {
  const { advertiserId, customAudienceId } = draft;
  if (advertiserId === null) throw new Error('no ad account is chosen');
  const audience =
    draft.audienceKind === 'new'
      ? {
          create: {
            name: draft.name.trim(),
            ...(draft.retentionInDays === null ? {} : { retentionInDays: draft.retentionInDays }),
          },
        }
      : { update: { customAudienceId: customAudienceId ?? '', action: draft.action } };
  return {
    advertiserId,
    attributes: chosenAttributes(draft, world),
    audience,
    ...(draft.source === 'segment' && draft.segmentId !== null ? { segmentId: draft.segmentId } : {}),
    ...(draft.defaultCountry === null ? {} : { defaultCountry: draft.defaultCountry }),
    ...(draft.emailRule === 'current' ? {} : { emailRule: draft.emailRule }),
  };
}

/** In the order a person meets them: what loses nobody comes first. */
export const AUDIENCE_ACTIONS_SHOWN = ['APPEND', 'REMOVE', 'REPLACE'] as const;
