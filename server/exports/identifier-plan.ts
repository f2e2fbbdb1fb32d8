import type { FindingSentence } from '../../shared/finding-sentences.ts';
import {
  ATTRIBUTES,
  MATCHING_ATTRIBUTES,
  type Attribute,
  type MatchingAttribute,
} from '../../shared/identifiers/index.ts';
import { AppError } from '../errors.ts';
import type { SegmentIdType } from '../tiktok/index.ts';
import { inEnglish } from './finding-words.ts';
import { type DeviceForm, SINGLE_TYPES } from './single-types.ts';

// From the attributes that were chosen to the file that TikTok wants. Pure.
//
// A "people line" is how the engine keeps one person on disk: the hashes of the matching attributes first, in
// MATCHING_ATTRIBUTES order, then those of the other chosen attributes, joined by commas. The first part is what makes two
// rows the same person and what goes to TikTok; all of it goes into audience.csv.

export interface PeopleLayout {
  readonly matching: readonly MatchingAttribute[];
  readonly others: readonly Attribute[];
}

export type DeviceAttribute = 'googleAdvertisingId' | 'appleIdfa';
export const DEVICE_ATTRIBUTES: readonly DeviceAttribute[] = ['googleAdvertisingId', 'appleIdfa'];

/** Which hashes of device ids came in. SHA-256 is what raw ids become; an MD5 only comes from an input that was one. */
export type DeviceForms = Readonly<Record<DeviceAttribute, { readonly sha256: boolean; readonly md5: boolean }>>;

/** One column of a file for TikTok: the field of the people line it is read from, and which hash belongs into it. */
export interface FileColumn {
  readonly field: number;
  readonly form: DeviceForm;
}

export interface FilePlan {
  readonly calculateType: string;
  /** First line, with its line end; null for a list of plain values. */
  readonly header: string | null;
  readonly columns: readonly FileColumn[];
  /** Each value on a line of its own: the FIRST types take Google and Apple ids in one list. */
  readonly isStacked: boolean;
  /** The people lines are the file's lines as they stand. */
  readonly isIdentity: boolean;
}

/** How the people lines of an export with these attributes are laid out. */
export function peopleLayout(attributes: readonly Attribute[]): PeopleLayout {
  const isMatching = (attribute: Attribute): boolean => MATCHING_ATTRIBUTES.some((matching) => matching === attribute);
  return {
    matching: MATCHING_ATTRIBUTES.filter((attribute) => attributes.includes(attribute)),
    others: ATTRIBUTES.filter((attribute) => attributes.includes(attribute) && !isMatching(attribute)),
  };
}

/** Fields of a people line, in order. */
export function peopleFields(layout: PeopleLayout): readonly Attribute[] {
  return [...layout.matching, ...layout.others];
}

/**
 * Checks that an existing audience takes the identifiers that were chosen.
 *
 * @throws {AppError} audience_type_mismatch - it takes others; the detail says what to choose
 */
export function requireFit(calculateType: string | null, attributes: readonly Attribute[]): void {
  const why = misfit(calculateType, attributes);
  if (why !== null) throw new AppError('audience_type_mismatch', inEnglish([why]));
}

/** Why an existing audience does not take the identifiers that were chosen; null when it does. */
export function misfit(calculateType: string | null, attributes: readonly Attribute[]): FindingSentence | null {
  if (calculateType === 'MULTIPLE_TYPES') return null;
  const single = calculateType === null ? undefined : SINGLE_TYPES[calculateType];
  if (calculateType === null || single === undefined)
    return { says: 'takes_nothing', type: calculateType ?? 'unknown' };
  const { matching } = peopleLayout(attributes);
  if (matching.length > 0 && matching.every((attribute) => single.takes.includes(attribute))) return null;
  return { says: 'takes_others', type: calculateType, takes: [...single.takes], sends: [...matching] };
}

/** Which device hashes can be sent: the target's own when it has one, else both. */
export function deviceFormOf(calculateType: string | null): DeviceForm {
  return (calculateType === null ? undefined : SINGLE_TYPES[calculateType])?.form ?? 'any';
}

/**
 * The file for TikTok. For an audience that exists, its own type decides; for a new one the identifiers that came in: a
 * single kind gets its own type, everything else MULTIPLE_TYPES.
 */
export function planFile(layout: PeopleLayout, existingType: string | null, forms: DeviceForms): FilePlan {
  const calculateType = existingType ?? newType(layout, forms);
  const single = SINGLE_TYPES[calculateType];
  if (single !== undefined) {
    const isAlone = layout.matching.length === 1;
    return {
      calculateType,
      header: null,
      columns: layout.matching.map((_, field) => ({ field, form: 'any' })),
      isStacked: !isAlone,
      isIdentity: isAlone && layout.others.length === 0,
    };
  }
  const named = layout.matching.flatMap((attribute, field) => columnsOf(attribute, field, forms));
  return {
    calculateType,
    header: `${named.map(({ name }) => name).join(',')}\n`,
    columns: named.map(({ column }) => column),
    isStacked: false,
    isIdentity: layout.others.length === 0 && named.every(({ column }) => column.form === 'any'),
  };
}

/**
 * The file of those who leave an audience of this type, from people lines that may hold identifiers of every kind: what the audience
 * does not take cannot be in it either.
 */
export function planDepartures(layout: PeopleLayout, calculateType: string | null, forms: DeviceForms): FilePlan {
  const single = calculateType === null ? undefined : SINGLE_TYPES[calculateType];
  if (calculateType === null || single === undefined) return planFile(layout, 'MULTIPLE_TYPES', forms);
  const columns = layout.matching.flatMap((attribute, field): FileColumn[] => {
    if (!single.takes.includes(attribute)) return [];
    return [{ field, form: DEVICE_ATTRIBUTES.some((device) => device === attribute) ? single.form : 'any' }];
  });
  return { calculateType, header: null, columns, isStacked: true, isIdentity: false };
}

/** One place of a stream's `id_schema`: which identifier it is, and what of a people line goes there. */
export interface StreamColumn extends FileColumn {
  readonly idType: SegmentIdType;
}

/** What a stream sends of a people line: each kind of identifier, and each hash of a device id, has a place of its own. */
export function planStream(layout: PeopleLayout, forms: DeviceForms): StreamColumn[] {
  return layout.matching.flatMap((attribute, field): StreamColumn[] => {
    if (attribute === 'email') return [{ idType: 'EMAIL_SHA256', field, form: 'any' }];
    if (attribute === 'phone') return [{ idType: 'PHONE_SHA256', field, form: 'any' }];
    const prefix = attribute === 'googleAdvertisingId' ? 'AAID' : 'IDFA';
    const { sha256, md5 } = forms[attribute];
    return [
      ...(sha256 ? [{ idType: `${prefix}_SHA256`, field, form: 'sha256' } as const] : []),
      ...(md5 ? [{ idType: `${prefix}_MD5`, field, form: 'md5' } as const] : []),
    ];
  });
}

function newType({ matching }: PeopleLayout, forms: DeviceForms): string {
  const [only, ...rest] = matching;
  if (only === undefined || rest.length > 0) return 'MULTIPLE_TYPES';
  if (only === 'email') return 'EMAIL_SHA256';
  if (only === 'phone') return 'PHONE_SHA256';
  const prefix = only === 'googleAdvertisingId' ? 'GAID' : 'IDFA';
  if (!forms[only].md5) return `${prefix}_SHA256`;
  return forms[only].sha256 ? 'MULTIPLE_TYPES' : `${prefix}_MD5`;
}

/**
 * TikTok knows MAID_SHA256 and MAID_MD5 headers ("Create a Customer File Audience"), each usable up to three times, so both
 * device attributes in both forms still fit.
 */
function columnsOf(
  attribute: MatchingAttribute,
  field: number,
  forms: DeviceForms,
): { name: string; column: FileColumn }[] {
  if (attribute === 'email') return [{ name: 'email_SHA256', column: { field, form: 'any' } }];
  if (attribute === 'phone') return [{ name: 'phone_SHA256', column: { field, form: 'any' } }];
  const { sha256, md5 } = forms[attribute];
  if (!md5) return [{ name: 'MAID_SHA256', column: { field, form: 'any' } }];
  if (!sha256) return [{ name: 'MAID_MD5', column: { field, form: 'any' } }];
  return [
    { name: 'MAID_SHA256', column: { field, form: 'sha256' } },
    { name: 'MAID_MD5', column: { field, form: 'md5' } },
  ];
}

/** No device ids have come. */
export const NO_DEVICE_FORMS: DeviceForms = {
  googleAdvertisingId: { sha256: false, md5: false },
  appleIdfa: { sha256: false, md5: false },
};
