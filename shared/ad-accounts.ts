import { z } from 'zod';
import { advertiserRoleSchema } from './connections.ts';
import { failureSchema } from './errors.ts';
import { environmentSchema, instantSchema, ownIdSchema, tiktokIdSchema } from './fields.ts';

/** Shown to people as Connected, Read-only, Disconnected, Suspended, No permission. */
export const AD_ACCOUNT_STATUSES = ['connected', 'read_only', 'disconnected', 'suspended', 'no_permission'] as const;
export const adAccountStatusSchema = z.enum(AD_ACCOUNT_STATUSES).meta({ id: 'AdAccountStatus' });
export type AdAccountStatus = z.infer<typeof adAccountStatusSchema>;

/** An imported ad account with its live status. */
export const adAccountSchema = z
  .object({
    advertiserId: tiktokIdSchema,
    connectionId: ownIdSchema,
    environment: environmentSchema,
    name: z.string(),
    currency: z.string().nullable(),
    timezone: z.string().nullable(),
    country: z.string().nullable(),
    role: advertiserRoleSchema.nullable(),
    status: adAccountStatusSchema,
    statusReason: failureSchema.nullable(),
    statusChangedAt: instantSchema.nullable(),
    importedAt: instantSchema,
    lastCheckedAt: instantSchema.nullable(),
  })
  .meta({ id: 'AdAccount' });
export type AdAccount = z.infer<typeof adAccountSchema>;

/** All or nothing: an id that cannot be imported is named in `errors` and none is. Importing again changes nothing. */
export const importAdAccountsSchema = z
  .strictObject({ connectionId: ownIdSchema, advertiserIds: z.array(tiktokIdSchema).min(1).max(5000) })
  .meta({ id: 'ImportAdAccounts' });
export type ImportAdAccounts = z.infer<typeof importAdAccountsSchema>;
