// Ids are strings everywhere: TikTok's exceed 2^53, and a branded string cannot be mixed up with another kind of id.
declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

export type WorkspaceId = Branded<'WorkspaceId'>;
export type ConnectionId = Branded<'ConnectionId'>;
export type ExportId = Branded<'ExportId'>;
/** TikTok's `advertiser_id`: an ad account. */
export type AdvertiserId = Branded<'AdvertiserId'>;
/** TikTok's `custom_audience_id`. */
export type CustomAudienceId = Branded<'CustomAudienceId'>;
/** TikTok's `bc_id`: a Business Center. */
export type BcId = Branded<'BcId'>;
