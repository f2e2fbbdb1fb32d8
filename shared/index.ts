// The contract: zod schemas, types, the endpoint table and the error codes. No I/O; runs anywhere.
export {
  AD_ACCOUNT_STATUSES,
  type AdAccount,
  adAccountSchema,
  type AdAccountStatus,
  adAccountStatusSchema,
  type ImportAdAccounts,
  importAdAccountsSchema,
} from './ad-accounts.ts';
export {
  type Audience,
  audienceSchema,
} from './audiences.ts';
export {
  AUDIT_ACTIONS,
  type AuditAction,
  auditActionSchema,
  type AuditEntry,
  auditEntrySchema,
  type ListAuditLogQuery,
  listAuditLogQuerySchema,
} from './audit.ts';
export {
  type AdvertiserChange,
  advertiserChangeSchema,
  ADVERTISER_ROLES,
  type AdvertiserRole,
  advertiserRoleSchema,
  ATTEMPT_STATUSES,
  attemptSchema,
  type Authorize,
  authorizeSchema,
  type AuthorizeStarted,
  authorizeStartedSchema,
  type Connection,
  CONNECTION_KINDS,
  CONNECTION_NOTICES,
  CONNECTION_STATES,
  type ConnectionAttempt,
  type ConnectionKind,
  connectionKindSchema,
  type ConnectionNotice,
  connectionNoticeSchema,
  connectionSchema,
  type ConnectionState,
  connectionStateSchema,
  type ConnectWithToken,
  connectWithTokenSchema,
  type GrantedAdvertiser,
  grantedAdvertiserSchema,
  MAX_NAMED_ADVERTISERS,
  type NamedAdvertiser,
  namedAdvertiserSchema,
  NOT_IMPORTABLE_REASONS,
  type NotImportableReason,
  notImportableReasonSchema,
  type SignInReview,
  signInReviewSchema,
} from './connections.ts';
export {
  type EndpointName,
  ENDPOINTS,
  type EndpointTypes,
} from './endpoints.ts';
export {
  ERROR_CODES,
  ERROR_TITLES,
  type ErrorCode,
  type Failure,
  failureSchema,
  type Problem,
  problemSchema,
} from './errors.ts';
export {
  type AttributeCounts,
  attributeCountsSchema,
  AUDIENCE_ACTIONS,
  AUDIENCE_CHANGES,
  type AudienceAction,
  audienceActionSchema,
  type AudienceChange,
  type AudienceProgress,
  audienceProgressSchema,
  createAudienceSchema,
  type CreateExport,
  createExportSchema,
  type Export,
  EXPORT_STATES,
  type ExportAudience,
  exportAudienceSchema,
  type ExportCounts,
  exportCountsSchema,
  exportSchema,
  type ExportState,
  exportStateSchema,
  type ListExportsQuery,
  listExportsQuerySchema,
  type RecordsQuery,
  recordsQuerySchema,
  updateAudienceSchema,
} from './exports.ts';
export {
  type Environment,
  environmentSchema,
  hostIdSchema,
  instantSchema,
  originSchema,
  ownIdSchema,
  tiktokIdSchema,
} from './fields.ts';
export { ATTRIBUTES, MATCHING_ATTRIBUTES, type Attribute, type MatchingAttribute } from './identifiers/attributes.ts';
export {
  attributeSchema,
  type MappedAttributes,
  mappedAttributesSchema,
  type Mapping,
  mappingSchema,
  type PutMapping,
  putMappingSchema,
} from './mappings.ts';
export {
  OAUTH_MESSAGE_TYPE,
  OAUTH_WINDOW_NAME,
  type OAuthMessage,
  RETURN_ATTEMPT_PARAMETER,
} from './oauth-message.ts';
export {
  DEFAULT_PAGE_LIMIT,
  MAX_PAGE_LIMIT,
  type Page,
  type PageQuery,
  pageQuerySchema,
  pageSchema,
} from './page.ts';
export {
  namedScope,
  NEEDED_SCOPES,
  PERMISSION_SCOPES,
  type PermissionScope,
  permissionScopeSchema,
} from './permission-scopes.ts';
export {
  type Property,
  propertySchema,
  type PutProperties,
  putPropertiesSchema,
} from './properties.ts';
export {
  type PutSegment,
  putSegmentSchema,
  type Segment,
  type SegmentPage,
  segmentPageSchema,
  segmentSchema,
} from './segments.ts';
export {
  type CreateSession,
  createSessionSchema,
  DEFAULT_SESSION_TTL_SECONDS,
  MAX_SESSION_TTL_SECONDS,
  type Permission,
  PERMISSIONS,
  permissionSchema,
  type SessionToken,
  sessionTokenSchema,
  type SessionView,
  sessionViewSchema,
} from './sessions.ts';
export {
  REJECT_MARKER,
  UPLOAD_OFFSET_HEADER,
} from './upload.ts';
export {
  type PutTikTokApp,
  putTikTokAppSchema,
  tiktokAppSchema,
  type TikTokAppView,
} from './tiktok-app.ts';
