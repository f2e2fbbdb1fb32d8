export { createTikTokClient } from './client.ts';
export type {
  Admission,
  PacedCall,
  TikTokAnswer,
  TikTokClient,
  TikTokClientOptions,
  TikTokEnvironment,
  TikTokFile,
  TikTokRequest,
} from './client.ts';
export { type AdvertiserInfo, ENABLED_STATUS, getAdvertiserInfo, SUSPENDED_STATUSES } from './endpoints/advertiser.ts';
export { listAdPage } from './endpoints/ad.ts';
export { listAdgroupPage } from './endpoints/adgroup.ts';
export {
  type AdgroupBudgetRow,
  type BudgetPage,
  type BudgetPageQuery,
  type CampaignBudgetRow,
  listAdgroupBudgets,
  listCampaignBudgets,
} from './endpoints/budget-page.ts';
export { listCampaignPage } from './endpoints/campaign.ts';
export { type EntityLevelName, listCreatedSince, type WholeEntity } from './endpoints/created-since.ts';
export type { EntityPage, EntityPageQuery, EntityRow } from './endpoints/entity-page.ts';
export { getAdgroupReviews, getAdReviews, isRefusedReading, type ReviewInfo } from './endpoints/review.ts';
export {
  changeToReachFrequency,
  createLookalike,
  deleteAudience,
  LOOKALIKE_MIN_SOURCE,
  renameAudience,
} from './endpoints/audience-changes.ts';
export { type AudienceReceiver, cancelShare, listReceivers, shareAudience } from './endpoints/audience-shares.ts';
export { listAdvertiserAssets, listBusinessCenters } from './endpoints/bc.ts';
export type { Grant, TikTokApp } from './endpoints/fields.ts';
export { type ExchangedGrant, exchangeAuthCode, listAdvertisers, revokeToken } from './endpoints/oauth2.ts';
export {
  type AccountTokens,
  exchangeAccountCode,
  inspectAccountToken,
  refreshAccountToken,
  revokeAccountToken,
} from './endpoints/tt-user.ts';
export { type Country, listCountries } from './endpoints/tool.ts';
export { getUserInfo, type TikTokUser } from './endpoints/user.ts';
export { probeSandboxAdvertiser } from './endpoints/sandbox.ts';
export { readEnvelope } from './envelope.ts';
export { PARTIAL_OK, TikTokApiError, type TikTokFailureKind } from './errors.ts';
export { parseExactJson } from './exact-json.ts';
export { inParallel } from './in-parallel.ts';
export {
  findReturnCode,
  type Outcome,
  OUTCOMES,
  RETURN_CODES,
  type ReturnCode,
  UNKNOWN_CODE,
} from './outcomes.ts';
export {
  isPassingCode,
  isPermissionDenied,
  isScopeMissing,
  isTokenExpired,
  isTokenRejected,
  isUnsupported,
} from './return-codes.ts';
export {
  type AudienceHistoryEntry,
  createAudience,
  CUSTOMER_FILE_AUDIENCE,
  type CustomAudience,
  type CustomAudienceDetails,
  getAudience,
  listAllAudiences,
  listAudiencePage,
  LOOKALIKE_AUDIENCE,
  MAX_AUDIENCES,
  updateAudience,
  uploadAudienceFile,
} from './endpoints/custom-audience.ts';
export {
  changeSegmentMembers,
  createSegmentAudience,
  deleteSegmentAudience,
  isSegmentName,
  PARTNER_AUDIENCE,
  segmentName,
} from './endpoints/segment.ts';
export {
  personBytes,
  SegmentBatch,
  type SegmentBatchOptions,
  type SegmentIdType,
} from './endpoints/segment-batch.ts';
export {
  type ListedSubscription,
  listSubscriptionPage,
  subscribe,
  type SubscriptionTarget,
  unsubscribe,
} from './endpoints/subscription.ts';
export { rateLimit, rateLimitPolicy, type RateView } from './rate-headers.ts';
export { RATE_TIERS } from './rate-limit.ts';
export { scrub } from './scrub.ts';
export { networkReason } from './send.ts';
export { reviewStage, type ReviewStage } from './secondary-status.ts';
export { parseTikTokTime } from './tiktok-time.ts';
