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

/** The four that TikTok's audience interfaces match people on; the others only fill their column in the file. */
export const MATCHING_ATTRIBUTES = ['email', 'phone', 'googleAdvertisingId', 'appleIdfa'] as const;
export type MatchingAttribute = (typeof MATCHING_ATTRIBUTES)[number];
