import { z } from 'zod';
import { failureSchema } from './errors.ts';
import { environmentSchema, instantSchema, originSchema, ownIdSchema, tiktokIdSchema } from './fields.ts';

export const CONNECTION_STATES = ['active', 'expiring', 'read_only', 'disconnected', 'revoked'] as const;
export const connectionStateSchema = z.enum(CONNECTION_STATES).meta({ id: 'ConnectionState' });
export type ConnectionState = z.infer<typeof connectionStateSchema>;

/** A stored TikTok grant. The token itself never leaves the server. */
export const connectionSchema = z
  .object({
    id: ownIdSchema,
    environment: environmentSchema,
    state: connectionStateSchema,
    stateReason: failureSchema.nullable().describe('Why the state is not active'),
    source: z.enum(['oauth', 'token']),
    tiktokUser: z
      .object({
        coreUserId: z.string(),
        displayName: z.string(),
        email: z.string().nullable().describe('masked by TikTok'),
      })
      .nullable()
      .describe('null where TikTok does not say, as in the sandbox'),
    scopes: z.array(z.string()).describe('TikTok permission scope ids, exact text'),
    advertiserCount: z.number().int().describe('ad accounts the grant reaches'),
    importedCount: z.number().int(),
    createdAt: instantSchema,
    updatedAt: instantSchema,
    lastCheckedAt: instantSchema.nullable(),
  })
  .meta({ id: 'Connection' });
export type Connection = z.infer<typeof connectionSchema>;

/** `returnUrl` (same origin) is where the callback page goes back to when the sign-in runs in the page's own tab. */
export const authorizeSchema = z
  .strictObject({
    origin: originSchema,
    environment: environmentSchema.optional(),
    connectionId: ownIdSchema.optional(),
    returnUrl: z
      .url({ protocol: /^https?$/ })
      .max(2048)
      .optional(),
  })
  .meta({ id: 'Authorize' });
export type Authorize = z.infer<typeof authorizeSchema>;

export const authorizeStartedSchema = z
  .object({ attemptId: ownIdSchema, authorizeUrl: z.string(), expiresAt: instantSchema })
  .meta({ id: 'AuthorizeStarted' });
export type AuthorizeStarted = z.infer<typeof authorizeStartedSchema>;

export const ATTEMPT_STATUSES = ['pending', 'succeeded', 'failed', 'expired'] as const;
export const attemptSchema = z
  .object({
    attemptId: ownIdSchema,
    status: z.enum(ATTEMPT_STATUSES),
    connectionId: ownIdSchema.optional(),
    error: failureSchema.optional(),
    expiresAt: instantSchema,
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
