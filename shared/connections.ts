import { z } from 'zod';
import { failureSchema } from './errors.ts';
import { environmentSchema, instantSchema, originSchema, ownIdSchema, tiktokIdSchema } from './fields.ts';
import { permissionScopeSchema } from './permission-scopes.ts';

export const CONNECTION_STATES = ['active', 'expiring', 'read_only', 'disconnected', 'revoked'] as const;
export const connectionStateSchema = z.enum(CONNECTION_STATES).meta({ id: 'ConnectionState' });
export type ConnectionState = z.infer<typeof connectionStateSchema>;

/**
 * Which of TikTok's two sign-ins a grant came from: an advertiser's, whose token lives until it is revoked, or a TikTok account
 * holder's, whose token lives 24 hours and is renewed with a refresh token that lives a year.
 */
export const CONNECTION_KINDS = ['advertiser', 'tiktok_account'] as const;
export const connectionKindSchema = z.enum(CONNECTION_KINDS).meta({
  id: 'ConnectionKind',
  description:
    '`advertiser`: a token that lives until it is revoked; `tiktok_account`: one of 24 hours that the server renews',
});
export type ConnectionKind = z.infer<typeof connectionKindSchema>;

/**
 * What somebody should know about a connection although it works. `no_ad_accounts`: the grant reaches none;
 * `business_center_only`: it reaches none, but the person belongs to a Business Center; `permissions_missing`: see
 * `missingScopes`; `sign_in_ends`: see `signInEndsAt`; `renewal_delayed`: the token could not be renewed yet and is tried again;
 * `sandbox_limits`: TikTok's sandbox neither lists ad accounts nor, as far as is known, holds audiences.
 */
export const CONNECTION_NOTICES = [
  'no_ad_accounts',
  'business_center_only',
  'permissions_missing',
  'sign_in_ends',
  'renewal_delayed',
  'sandbox_limits',
] as const;
export const connectionNoticeSchema = z.enum(CONNECTION_NOTICES).meta({
  id: 'ConnectionNotice',
  description: 'what each means and what to do: see the list of connections',
});
export type ConnectionNotice = z.infer<typeof connectionNoticeSchema>;

/** Most ad accounts that a difference or a review names; the counts are always whole. */
export const MAX_NAMED_ADVERTISERS = 100;

export const namedAdvertiserSchema = z.object({ advertiserId: tiktokIdSchema, name: z.string() });
export type NamedAdvertiser = z.infer<typeof namedAdvertiserSchema>;

/** How the ad accounts a grant reaches changed when it was last read and something had changed. */
export const advertiserChangeSchema = z
  .object({
    at: instantSchema,
    gainedCount: z.number().int(),
    lostCount: z.number().int(),
    gained: z.array(namedAdvertiserSchema).max(MAX_NAMED_ADVERTISERS),
    lost: z.array(namedAdvertiserSchema).max(MAX_NAMED_ADVERTISERS),
  })
  .meta({ id: 'AdvertiserChange' });
export type AdvertiserChange = z.infer<typeof advertiserChangeSchema>;

/** A stored TikTok grant. The token itself never leaves the server. */
export const connectionSchema = z
  .object({
    id: ownIdSchema,
    kind: connectionKindSchema,
    environment: environmentSchema,
    state: connectionStateSchema,
    stateReason: failureSchema.nullable().describe('Why the state is not active'),
    source: z.enum(['oauth', 'token']).describe('whether somebody signed in at TikTok or pasted a token'),
    appId: z.string().nullable().describe('the developer app the sign-in was made with; null for a pasted token'),
    tokenLast4: z.string().nullable().describe('of a pasted token, so that people can tell it apart; null otherwise'),
    tokenExpiresAt: instantSchema.nullable().describe('when the token in use ends; null: it lives until it is revoked'),
    signInEndsAt: instantSchema
      .nullable()
      .describe('when the token can be renewed no longer and somebody must sign in again; null: never'),
    tiktokUser: z
      .object({
        coreUserId: z
          .string()
          .describe('TikTok’s core_user_id; of a TikTok account its open_id, another one for every app'),
        displayName: z.string(),
        email: z.string().nullable().describe('masked by TikTok'),
      })
      .nullable()
      .describe('null where TikTok does not say, as in the sandbox'),
    scopes: z.array(z.string()).describe('TikTok permission scope ids, exact text; empty where TikTok does not say'),
    missingScopes: z
      .array(permissionScopeSchema)
      .describe('permissions that exports need and the person did not grant; empty where TikTok does not say'),
    notices: z.array(connectionNoticeSchema).describe('what to know although it works'),
    advertiserChange: advertiserChangeSchema.nullable().describe('null: nothing has changed since the sign-in'),
    advertiserCount: z.number().int().describe('ad accounts the grant reaches'),
    importedCount: z.number().int().describe('how many of them are imported here'),
    createdAt: instantSchema,
    updatedAt: instantSchema.describe('since when the state lasts, or the last sign-in'),
    lastCheckedAt: instantSchema.nullable().describe('when TikTok last took the token, or refused it'),
  })
  .meta({ id: 'Connection' });
export type Connection = z.infer<typeof connectionSchema>;

/** `returnUrl` (same origin) is where the callback page goes back to when the sign-in runs in the page's own tab. */
export const authorizeSchema = z
  .strictObject({
    origin: originSchema,
    environment: environmentSchema.optional(),
    kind: connectionKindSchema.optional().describe('default `advertiser`; with `connectionId` that connection’s own'),
    connectionId: ownIdSchema.optional().describe('the connection to sign in again; it keeps its id'),
    returnUrl: z
      .url({ protocol: /^https?$/ })
      .max(2048)
      .optional()
      .describe('of the same origin: where a sign-in in the page’s own tab goes back to'),
  })
  .meta({ id: 'Authorize' });
export type Authorize = z.infer<typeof authorizeSchema>;

export const authorizeStartedSchema = z
  .object({ attemptId: ownIdSchema, authorizeUrl: z.string(), expiresAt: instantSchema })
  .meta({ id: 'AuthorizeStarted' });
export type AuthorizeStarted = z.infer<typeof authorizeStartedSchema>;

/**
 * What accepting a new sign-in of a known connection would take away. Until somebody accepts or discards it, the connection
 * goes on with the sign-in it has.
 */
export const signInReviewSchema = z
  .object({
    connectionId: ownIdSchema,
    otherUser: z
      .object({ before: z.string(), now: z.string() })
      .nullable()
      .describe('display names, where another TikTok user signed in than the one the connection belongs to'),
    lostAdvertiserCount: z.number().int().describe('ad accounts the connection reaches and the new sign-in does not'),
    lostImportedCount: z.number().int().describe('how many of them are imported here'),
    lostAdvertisers: z
      .array(namedAdvertiserSchema.extend({ imported: z.boolean() }))
      .max(MAX_NAMED_ADVERTISERS)
      .describe('imported ones first'),
    lostScopes: z.array(permissionScopeSchema),
  })
  .meta({ id: 'SignInReview' });
export type SignInReview = z.infer<typeof signInReviewSchema>;

export const ATTEMPT_STATUSES = ['pending', 'succeeded', 'failed', 'expired'] as const;
export const attemptSchema = z
  .object({
    attemptId: ownIdSchema,
    status: z.enum(ATTEMPT_STATUSES),
    connectionId: ownIdSchema.optional(),
    error: failureSchema.optional(),
    review: signInReviewSchema
      .optional()
      .describe(
        'while `pending`: the sign-in worked, would take something away, and waits to be accepted or discarded',
      ),
    expiresAt: instantSchema.describe('ten minutes after the start; with `review`, half an hour to decide'),
  })
  .meta({ id: 'ConnectionAttempt' });
export type ConnectionAttempt = z.infer<typeof attemptSchema>;

/** `advertiserIds` is needed where TikTok cannot list them (sandbox). */
export const connectWithTokenSchema = z
  .strictObject({
    environment: environmentSchema,
    accessToken: z
      .string()
      .trim()
      .min(8)
      .max(512)
      .regex(/^[\x21-\x7e]+$/, 'must be a token as TikTok shows it: ASCII without spaces'),
    advertiserIds: z.array(tiktokIdSchema).min(1).max(1000).optional(),
  })
  .meta({ id: 'ConnectWithToken' });
export type ConnectWithToken = z.infer<typeof connectWithTokenSchema>;

export const ADVERTISER_ROLES = ['ADMIN', 'OPERATOR', 'ANALYST'] as const;
export const advertiserRoleSchema = z.enum(ADVERTISER_ROLES);
export type AdvertiserRole = z.infer<typeof advertiserRoleSchema>;

export const NOT_IMPORTABLE_REASONS = [
  'analyst',
  'suspended',
  'not_approved',
  'no_access',
  'already_imported',
] as const;
export const notImportableReasonSchema = z.enum(NOT_IMPORTABLE_REASONS);
export type NotImportableReason = z.infer<typeof notImportableReasonSchema>;

/** One ad account that a grant can see. `status` is TikTok's own, such as STATUS_ENABLE or STATUS_LIMIT. */
export const grantedAdvertiserSchema = z
  .object({
    advertiserId: tiktokIdSchema,
    name: z.string(),
    status: z.string().nullable().describe('null where TikTok does not say, as in the sandbox'),
    role: advertiserRoleSchema.nullable().describe('null outside a Business Center: TikTok has no way to ask'),
    currency: z.string().nullable(),
    timezone: z.string().nullable(),
    country: z.string().nullable(),
    importable: z.boolean(),
    reason: notImportableReasonSchema.optional(),
  })
  .meta({ id: 'GrantedAdvertiser' });
export type GrantedAdvertiser = z.infer<typeof grantedAdvertiserSchema>;
