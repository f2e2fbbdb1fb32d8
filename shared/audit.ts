import { z } from 'zod';
import { instantSchema, ownIdSchema } from './fields.ts';
import { pageQuerySchema } from './page.ts';

/** What is written down for good. New kinds are added at the end. */
export const AUDIT_ACTIONS = [
  'connection.connected',
  'connection.reconnected',
  'connection.sign_in_discarded',
  'connection.disconnected',
  'connection.state_changed',
  'ad_account.imported',
  'ad_account.removed',
  'mapping.saved',
  'export.created',
  'export.started',
  'export.cancelled',
  'export.retried',
  'export.finished',
  'tiktok_app.saved',
  'tiktok_app.removed',
  'audience.renamed',
  'audience.sub_type_changed',
  'audience.deleted',
  'audience.shared',
  'audience.unshared',
  'audience.lookalike_created',
  'mirror.created',
  'mirror.changed',
  'mirror.run',
  'mirror.paused',
  'mirror.resumed',
  'mirror.removed',
  'controls.changed',
  'spend_cap.saved',
  'spend_cap.removed',
  'approval.requested',
  'approval.approved',
  'approval.denied',
  'approval.withdrawn',
  'approval.expired',
  'tiktok_call.made',
] as const;
export const auditActionSchema = z.enum(AUDIT_ACTIONS).meta({ id: 'AuditAction' });
export type AuditAction = z.infer<typeof auditActionSchema>;

/** One thing somebody, or the server itself, did. Never changed and never removed. */
export const auditEntrySchema = z
  .object({
    id: ownIdSchema,
    at: instantSchema,
    action: auditActionSchema,
    actor: z.object({
      kind: z
        .enum(['session', 'host', 'server'])
        .describe('a person in a page, the host’s back end, or background work'),
      userId: z.string().nullable(),
    }),
    origin: z.string().nullable().describe('the web origin the session was made for, or the sign-in came from'),
    subjectId: z.string().describe('the connection, ad account, export or app it is about; `mapping` for the mapping'),
    detail: z
      .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
      .describe('what the action needs to be understood, such as `from` and `to` of a state; no personal values'),
  })
  .meta({ id: 'AuditEntry' });
export type AuditEntry = z.infer<typeof auditEntrySchema>;

/** Query of `GET /v1/audit-log`, newest first. */
export const listAuditLogQuerySchema = pageQuerySchema.extend({
  action: auditActionSchema.optional(),
  subjectId: z.string().min(1).max(128).optional(),
});
export type ListAuditLogQuery = z.infer<typeof listAuditLogQuerySchema>;
