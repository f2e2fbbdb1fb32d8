import type { Mappable } from '../../../shared/identifiers/attributes.ts';
import type { Consent } from '../../../shared/identifiers/consent.ts';
import type { RejectReason } from '../../../shared/identifiers/reject-reasons.ts';
import { number, plural } from '../number.ts';

const listFormat = new Intl.ListFormat('en', { type: 'conjunction' });

const attributes: Readonly<Record<Mappable, string>> = {
  email: 'Email',
  phone: 'Phone',
  firstName: 'First name',
  lastName: 'Last name',
  firstNameInitial: 'First-name initial',
  gender: 'Gender',
  dateOfBirth: 'Date of birth',
  city: 'City',
  state: 'State',
  country: 'Country',
  zip: 'Postal code',
  googleAdvertisingId: 'Google advertising ID',
  appleIdfa: 'Apple IDFA',
  consent: 'Consent',
};

const fillsColumn = 'Fills its column in your audience file.';
const uses: Readonly<Record<Mappable, string>> = {
  email: 'TikTok matches people on it.',
  phone: 'TikTok matches people on it.',
  firstName: fillsColumn,
  lastName: fillsColumn,
  firstNameInitial: 'Fills its column. A whole first name is enough: we take its first letter.',
  gender: fillsColumn,
  dateOfBirth: fillsColumn,
  city: fillsColumn,
  state: fillsColumn,
  country: 'Fills its column, and tells us how to read phone numbers.',
  zip: fillsColumn,
  googleAdvertisingId: 'TikTok matches Android phones on it.',
  appleIdfa: 'TikTok matches Apple devices on it.',
  consent: 'Says who may be sent to TikTok. It is never sent itself.',
};

// Beside the value, with the fix where there is one.
const reasons: Readonly<Record<RejectReason, string>> = {
  empty: 'Nothing is left once cleaned. The cell stays blank.',
  invalid_email: 'Not a complete email address. This value is skipped.',
  invalid_phone: 'Not a phone number that can exist. This value is skipped.',
  unknown_country: 'Not a country we know. Use a code or an English name.',
  invalid_device_id: 'Not an advertising ID. This value is skipped.',
  zeroed_device_id: 'All zeros: tracking is off. This value is skipped.',
  not_a_hash: 'Looks like a broken hash. This value is skipped.',
  invalid_date: 'Not a date we can read. Use year, month, day.',
  invalid_gender: 'TikTok knows only m and f. The cell stays blank.',
  invalid_zip: 'Not a postal code. The cell stays blank.',
  invalid_text: 'This text can’t be read. The cell stays blank.',
  no_identifier: 'No email, phone or device ID.',
};

// Under an attribute's name; `uses` says it in full.
const file = 'File only';
const shortUses: Readonly<Record<Mappable, string>> = {
  email: 'Matching',
  phone: 'Matching',
  firstName: file,
  lastName: file,
  firstNameInitial: file,
  gender: file,
  dateOfBirth: file,
  city: file,
  state: file,
  country: 'File, phone country',
  zip: file,
  googleAdvertisingId: 'Matching',
  appleIdfa: 'Matching',
  consent: 'Never sent',
};

const changes = (names: readonly string[], side: string, one: string, many: string): string =>
  `${listFormat.format(names)} ${names.length === 1 ? 'changes' : 'change'} on ${side} side only and ${
    names.length === 1 ? one : many
  }.`;

// Beside the value: what it says, and what becomes of its row.
const consentSays: Readonly<Record<Consent, string>> = {
  yes: 'Says yes: the person is kept.',
  no: 'Does not say yes: the person is left out.',
  unknown: 'Neither yes nor no: the person is left out. Use words such as yes and no, or true and false.',
};

type Preview =
  | { kind: 'hashed'; normalized: string }
  | { kind: 'already_hashed' }
  | { kind: 'consent'; says: Consent }
  | { kind: 'needs_country' }
  | { kind: 'refused'; reason: RejectReason };
const needsCountry = 'Needs a country. Map Country, or choose a default when you export.';
const alreadyHashed = 'Already hashed. Sent as it is, in lower case.';

function previewSpoken(attribute: string, preview: Preview): string {
  switch (preview.kind) {
    case 'hashed':
      return `${attribute}, normalised: ${preview.normalized}`;
    case 'already_hashed':
      return `${attribute}: ${alreadyHashed}`;
    case 'consent':
      return `${attribute}: ${consentSays[preview.says]}`;
    case 'needs_country':
      return `${attribute}: ${needsCountry}`;
    case 'refused':
      return `${attribute}: ${reasons[preview.reason]}`;
  }
}

/** Words of `<tiktok-mapping-table>`. */
export const mappingTable = {
  attributes,
  uses,
  shortUses,
  reasons,
  title: 'Property mapping',
  mappedCount: (mapped: number, all: number) => `${number(mapped)} of ${number(all)}`,
  legend:
    'TikTok matches people on these four. The rest fills your audience file; Country also tells us how to read phone numbers.',
  columnAttribute: 'TikTok attribute',
  columnProperty: 'Your property',
  columnExample: 'Example',
  columnPreview: 'Example, normalised, hashed',
  columnNormalised: 'Normalised',
  columnHash: 'SHA-256',
  useSuggestions: (count: number) => `Use ${plural(count, 'suggestion')}`,
  suggestionsUsed: (count: number) => `${plural(count, 'suggestion')} used. Not saved yet.`,
  suggested: 'suggested',
  useOne: 'Use',
  useOneLabel: (property: string, attribute: string) => `Use ${property} for ${attribute}`,
  suggestedLabel: (property: string, attribute: string) => `${attribute}: ${property} suggested, choose another`,
  chooseProperty: 'Choose a property',
  pickLabel: (attribute: string, property: string) => `${attribute}: ${property}`,
  pickNoneLabel: (attribute: string) => `${attribute}: choose a property`,
  consentTitle: 'Consent',
  optional: 'optional',
  consentText:
    'People who have not said yes are left out. Whoever takes it back is removed at TikTok with the next export. The answer itself is never sent.',
  consentUnmapped: 'Nobody is asked: everyone you export is sent',
  consentSays,
  staysBlank: 'Stays blank in the audience file',
  noExample: 'No example to show. Your product has sent none for this property.',
  goneProperty: 'This property no longer exists. Choose another.',
  needsCountry,
  alreadyHashed,
  previewSpoken,
  misfits: {
    boolean: 'Holds true or false. Is it the right one?',
    number: 'Holds numbers. Is it the right one?',
    date: 'Holds dates. Is it the right one?',
  },
  types: { boolean: 'true or false', number: 'number', date: 'date' },
  tryOne: 'Try a value',
  tryLabel: (attribute: string) => `Try a value for ${attribute}`,
  tryField: (attribute: string) => `Value to try for ${attribute}`,
  tryColumn: 'Your try',
  tryNote: 'Only here: not saved, not sent.',
  tryEmpty: 'Type any value to see what TikTok would get.',
  tryEnd: (attribute: string) => `Back to the example of ${attribute}`,
  changed: 'not saved yet',
  copyHash: (attribute: string) => `Copy the hash of ${attribute}`,
  pickerLabel: (attribute: string) => `Property for ${attribute}`,
  pickerList: 'Properties',
  pickerSystem: 'System properties',
  pickerCustom: 'Custom properties',
  pickerUnmap: (attribute: string) => `Leave ${attribute} unmapped`,
  pickerCount: (found: number, all: number) => `${number(found)} of ${plural(all, 'property', 'properties')}`,
  pickerNone: (text: string) => `No property has “${text}” in its name.`,
  unsavedRegion: 'Unsaved changes',
  unsaved: (count: number) => plural(count, 'unsaved change'),
  discard: 'Discard',
  discarded: (count: number) => `${plural(count, 'change')} discarded`,
  undo: 'Undo',
  save: 'Save mapping',
  saving: 'Saving…',
  saved: 'Saved',
  conflictTitle: (person: string | null, time: string, date: string | null) =>
    `${person ?? 'Someone else'} saved this mapping ${date === null ? '' : `on ${date} `}at ${time}`,
  conflictText: (mine: number, differ: number) =>
    `Your ${mine === 1 ? 'change is' : `${number(mine)} changes are`} still here and nothing was overwritten. ${
      differ === 0
        ? 'None of them differs from what was saved.'
        : `${number(differ)} of them ${differ === 1 ? 'differs' : 'differ'} from what was saved. Choose which to keep.`
    }`,
  conflictRegion: 'Mapping conflict',
  conflictMine: 'Yours',
  conflictTheirs: 'Theirs, saved',
  conflictTheirsOf: (person: string) => `${person}, saved`,
  conflictNotMapped: 'Not mapped',
  conflictOnlyMine: (names: readonly string[]) => changes(names, 'your', 'is kept', 'are kept'),
  conflictOnlyTheirs: (names: readonly string[]) => changes(names, 'their', 'is taken over', 'are taken over'),
  conflictTakeTheirs: 'Take all of theirs',
  conflictSave: 'Save my choice',
  readOnlyTitle: 'You can look, but not change',
  readOnly: 'Mapping needs the Map permission. Ask an admin of this workspace.',
  emptyTitle: 'No properties yet',
  emptyText: 'Your product has not sent its user properties. Once it has, you choose here which of them TikTok gets.',
  lookAgain: 'Look again',
  looking: 'Looking…',
  stillEmpty: 'Still no properties.',
  noPermissionTitle: 'You can’t see the mapping',
  noPermissionText: 'Seeing it needs the Read permission. Ask an admin of this workspace.',
  loadFailedTitle: 'We couldn’t load the property mapping',
  offlineText: 'The mapping loads by itself as soon as you’re back.',
  saveFailedTitle: 'We couldn’t save the mapping',
  saveSessionEnded: 'Your changes are still here. Sign in again in another tab, then save.',
  saveOffline: 'You’re offline. Your changes are still here: save them once you’re back.',
  previewFailedTitle: 'The preview is not available',
  previewFailedText: 'The part that prepares it did not load. Choosing and saving still work.',
};
