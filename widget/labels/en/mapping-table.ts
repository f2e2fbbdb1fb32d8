import type { Attribute } from '../../../shared/identifiers/attributes.ts';
import type { RejectReason } from '../../../shared/identifiers/reject-reasons.ts';
import { number, plural } from '../number.ts';

const attributes: Readonly<Record<Attribute, string>> = {
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
};

const fillsColumn = 'Fills its column in your audience file.';
const uses: Readonly<Record<Attribute, string>> = {
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

const changes = (count: number, names: string, side: string, one: string, many: string): string =>
  `${names} ${count === 1 ? 'changes' : 'change'} on ${side} side only and ${count === 1 ? one : many}.`;

/** Words of `<tiktok-mapping-table>`. */
export const mappingTable = {
  attributes,
  uses,
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
  suggested: 'suggested',
  useOne: 'Use',
  useOneLabel: (property: string, attribute: string) => `Use ${property} for ${attribute}`,
  suggestedLabel: (property: string, attribute: string) => `${attribute}: ${property} suggested, choose another`,
  chooseProperty: 'Choose a property',
  pickLabel: (attribute: string, property: string) => `${attribute}: ${property}`,
  pickNoneLabel: (attribute: string) => `${attribute}: choose a property`,
  staysBlank: 'Stays blank in the audience file',
  noExample: 'No example to show. Your product has sent none for this property.',
  goneProperty: 'This property no longer exists. Choose another.',
  needsCountry: 'Needs a country. Map Country, or choose a default when you export.',
  alreadyHashed: 'Already hashed. Sent as it is, in lower case.',
  changed: 'not saved yet',
  copyHash: (attribute: string) => `Copy the hash of ${attribute}`,
  pickerLabel: (attribute: string) => `Property for ${attribute}`,
  pickerList: 'Properties',
  pickerSystem: 'System properties',
  pickerCustom: 'Custom properties',
  pickerUnmap: (attribute: string) => `Leave ${attribute} unmapped`,
  pickerCount: (found: number, all: number) => `${number(found)} of ${plural(all, 'property', 'properties')}`,
  pickerNone: (text: string) => `No property has “${text}” in its name.`,
  keyMove: 'move',
  keyChoose: 'choose',
  keyClose: 'close',
  unsavedRegion: 'Unsaved changes',
  unsaved: (count: number) => plural(count, 'unsaved change'),
  discard: 'Discard',
  save: 'Save mapping',
  saving: 'Saving…',
  saved: 'Saved',
  conflictTitle: (person: string | null, time: string) => `${person ?? 'Someone else'} saved this mapping at ${time}`,
  conflictText: (mine: number, differ: number) =>
    `Your ${mine === 1 ? 'change is' : `${number(mine)} changes are`} still here and nothing was overwritten. ${
      differ === 0
        ? 'None of them differs from what was saved.'
        : `${number(differ)} of them ${differ === 1 ? 'differs' : 'differ'} from what was saved. Choose which to keep.`
    }`,
  conflictRegion: 'Mapping conflict',
  conflictMine: 'Yours',
  conflictTheirs: 'Theirs, saved',
  conflictNotMapped: 'Not mapped',
  conflictOnlyMine: (names: string, count: number) => changes(count, names, 'your', 'is kept', 'are kept'),
  conflictOnlyTheirs: (names: string, count: number) =>
    changes(count, names, 'their', 'is taken over', 'are taken over'),
  conflictTakeTheirs: 'Take all of theirs',
  conflictSave: 'Save my choice',
  readOnlyTitle: 'You can look, but not change',
  readOnly: 'Mapping needs the Map permission. Ask an admin of this workspace.',
  emptyTitle: 'No properties yet',
  emptyText: 'Your product has not sent its user properties. Once it has, you choose here which of them TikTok gets.',
  lookAgain: 'Look again',
  noPermissionTitle: 'You can’t see the mapping',
  noPermissionText: 'Seeing it needs the Read permission. Ask an admin of this workspace.',
  loading: 'Loading the property mapping',
  loadFailedTitle: 'We couldn’t load the property mapping',
  saveFailedTitle: 'We couldn’t save the mapping',
  previewFailedTitle: 'The preview is not available',
  previewFailedText: 'The part that prepares it did not load. Choosing and saving still work.',
};
