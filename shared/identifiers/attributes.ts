/** The 13 export attributes, in the order of the audience file's columns. */
export const ATTRIBUTES = [
  'email',
  'phone',
  'firstName',
  'lastName',
  'firstNameInitial',
  'gender',
  'dateOfBirth',
  'city',
  'state',
  'country',
  'zip',
  'googleAdvertisingId',
  'appleIdfa',
] as const;
export type Attribute = (typeof ATTRIBUTES)[number];

/**
 * What a mapping may name beside the 13: the property that says whether a person has consented to being sent to TikTok. It is
 * read and never exported.
 */
export const CONSENT = 'consent';
export const MAPPABLE = [...ATTRIBUTES, CONSENT] as const;
export type Mappable = (typeof MAPPABLE)[number];

/** The four that TikTok's audience interfaces match people on; the others only fill their column in the file. */
export const MATCHING_ATTRIBUTES = ['email', 'phone', 'googleAdvertisingId', 'appleIdfa'] as const;
export type MatchingAttribute = (typeof MATCHING_ATTRIBUTES)[number];
