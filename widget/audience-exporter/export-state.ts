import {
  ATTRIBUTES,
  CONSENT,
  MATCHING_ATTRIBUTES,
  type Attribute,
  type Mappable,
} from '../../shared/identifiers/attributes.ts';
import type { AdAccount } from '../../shared/ad-accounts.ts';
import type { Audience } from '../../shared/audiences.ts';
import type { AudienceAction, Delivery } from '../../shared/exports.ts';
import type { EmailRule } from '../../shared/identifiers/email.ts';
import type { Schedule } from '../../shared/mirrors.ts';
import type { Segment } from '../../shared/segments.ts';
import type { ListFacts } from './pasted-list.ts';

// What the person has decided so far, and the rules about it. No page, no network: the view shows it, the flow acts on it.

export const STEPS = ['account', 'who', 'what', 'audience', 'check'] as const;
export type Step = (typeof STEPS)[number];

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
  columns: Readonly<Partial<Record<Mappable, number>>>;
  /** Rows whose consent column does not say yes, judged by the first ones. */
  withoutConsent: number;
}

export interface Draft {
  advertiserId: string | null;
  source: 'segment' | 'csv' | 'list';
  segmentId: string | null;
  csv: CsvChoice | null;
  /** What was pasted; null for nothing. */
  list: ListFacts | null;
  /** The person has said that everybody in the pasted list agreed. Asked only where consent is mapped. */
  hasAgreed: boolean;
  /** `sync`: a mirror keeps the audience equal to the segment. Only of a segment that the server can fetch. */
  frequency: 'once' | 'sync';
  schedule: Schedule;
  /** Attributes the person unticked; everything else that is available goes along. */
  left: ReadonlySet<Attribute>;
  /** Alpha-2, upper case; reads national phone numbers. */
  defaultCountry: string | null;
  /** Which emails count as one; see `shared/identifiers/email.ts`. */
  emailRule: EmailRule;
  audienceKind: 'new' | 'existing';
  name: string;
  retentionInDays: number | null;
  /** Of a new audience. */
  delivery: Delivery;
  isReachFrequency: boolean;
  customAudienceId: string | null;
  action: AudienceAction;
}

export const EMPTY_DRAFT: Draft = {
  advertiserId: null,
  source: 'segment',
  segmentId: null,
  csv: null,
  list: null,
  hasAgreed: false,
  frequency: 'once',
  schedule: { every: 'day', at: '06:00' },
  left: new Set(),
  defaultCountry: null,
  emailRule: 'current',
  audienceKind: 'new',
  name: '',
  retentionInDays: null,
  delivery: 'file',
  isReachFrequency: false,
  customAudienceId: null,
  // Adding loses nobody. TikTok's own default would replace the whole list.
  action: 'APPEND',
};

/** What the server knows, as far as it has been loaded. */
export interface World {
  accounts: readonly AdAccount[];
  segments: readonly Segment[];
  mapping: Readonly<Partial<Record<Mappable, string>>>;
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
    else if (draft.source === 'list' && (draft.list?.found[attribute] ?? 0) === 0) states[attribute] = 'no_column';
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
  if (draft.source === 'list') return draft.list?.lines ?? null;
  return world.segments.find((segment) => segment.segmentId === draft.segmentId)?.size ?? null;
}

/** How many people have something in an attribute, where that is known. */
export function filledCount(draft: Draft, world: World, attribute: Attribute): number | null {
  if (draft.source === 'csv') return draft.csv?.filled[attribute] ?? null;
  if (draft.source === 'list') return draft.list?.found[attribute] ?? null;
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
  | 'no_consent_column'
  | 'paste_list'
  | 'list_too_long'
  | 'list_unreadable'
  | 'list_not_mapped'
  | 'say_consent'
  | 'schedule_time'
  | 'choose_match_key'
  | 'name_missing'
  | 'name_taken'
  | 'retention_out_of_range'
  | 'choose_audience'
  | 'only_removal';

/** Whether rows have to say that their person agreed. */
export const needsConsent = ({ mapping }: Pick<World, 'mapping'>): boolean => mapping[CONSENT] !== undefined;

/** Whoever is taken out need not have agreed to it: the server reads no consent then. */
export const isRemoval = ({ audienceKind, action }: Pick<Draft, 'audienceKind' | 'action'>): boolean =>
  audienceKind === 'existing' && action === 'REMOVE';

/** The file has no column for the consent that the mapping asks for, or nobody has said it of the pasted list. */
export function lacksConsent(draft: Draft, world: Pick<World, 'mapping'>): boolean {
  if (!needsConsent(world)) return false;
  if (draft.source === 'csv') return draft.csv !== null && draft.csv.columns[CONSENT] === undefined;
  return draft.source === 'list' && draft.list !== null && !draft.hasAgreed;
}

/** The server can fetch the chosen segment, so it can keep an audience equal to it. */
export function canSync(draft: Draft, world: World): boolean {
  if (draft.source !== 'segment') return false;
  return world.segments.find(({ segmentId }) => segmentId === draft.segmentId)?.hasSource === true;
}

export function isSync(draft: Draft, world: World): boolean {
  return draft.frequency === 'sync' && canSync(draft, world);
}

/** In the order a person meets them: what loses nobody comes first. */
export const AUDIENCE_ACTIONS_SHOWN = ['APPEND', 'REMOVE', 'REPLACE'] as const;
