import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type {
  ActorKind,
  ApprovalStatus,
  CallFamily,
  ControlAction,
  ControlDecision,
} from '../../../../shared/control-kinds.ts';
import type { Approval } from '../../../../shared/approvals.ts';
import type { ApprovalGrant } from '../../approvals.ts';

export const controlRules = sqliteTable(
  'control_rules',
  {
    workspaceId: text('workspace_id').notNull(),
    /** '' for the whole workspace. */
    advertiserId: text('advertiser_id').notNull(),
    actorKind: text('actor_kind').$type<ActorKind>().notNull(),
    action: text('action').$type<ControlAction>().notNull(),
    decision: text('decision').$type<ControlDecision>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.advertiserId, table.actorKind, table.action] })],
);

/** Who changed rules of the workspace or an ad account last. A row stays when the last rule is taken away. */
export const controlScopes = sqliteTable(
  'control_scopes',
  {
    workspaceId: text('workspace_id').notNull(),
    /** '' for the whole workspace. */
    advertiserId: text('advertiser_id').notNull(),
    /** How often its rules were changed. */
    version: integer('version').notNull(),
    updatedAt: integer('updated_at').notNull(),
    updatedBy: text('updated_by'),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.advertiserId] })],
);

export const spendCaps = sqliteTable(
  'spend_caps',
  {
    id: text('id').notNull(),
    workspaceId: text('workspace_id').notNull(),
    advertiserId: text('advertiser_id').notNull(),
    /** '' for the whole ad account. */
    campaignId: text('campaign_id').notNull(),
    campaignName: text('campaign_name'),
    currency: text('currency').notNull(),
    daily: text('daily'),
    lifetime: text('lifetime'),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
    updatedBy: text('updated_by'),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    uniqueIndex('spend_caps_scope').on(table.workspaceId, table.advertiserId, table.campaignId),
  ],
);

export const approvals = sqliteTable(
  'approvals',
  {
    id: text('id').notNull(),
    workspaceId: text('workspace_id').notNull(),
    status: text('status').$type<ApprovalStatus>().notNull(),
    runs: text('runs').$type<Approval['runs']>().notNull(),
    requestedAt: integer('requested_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
    actorKind: text('actor_kind').$type<ActorKind>().notNull(),
    credential: text('credential').$type<'session' | 'host'>().notNull(),
    userId: text('user_id'),
    /** The permissions and origin that the caller had: what is sent later may do no more. */
    grant: text('grant', { mode: 'json' }).$type<ApprovalGrant>().notNull(),
    advertiserId: text('advertiser_id'),
    accountName: text('account_name'),
    currency: text('currency'),
    connectionId: text('connection_id'),
    method: text('method').notNull(),
    path: text('path').notNull(),
    family: text('family').$type<CallFamily>().notNull(),
    actions: text('actions', { mode: 'json' }).$type<ControlAction[]>().notNull(),
    asked: text('asked', { mode: 'json' }).$type<ControlAction[]>().notNull(),
    subject: text('subject', { mode: 'json' }).$type<Approval['subject']>().notNull(),
    facts: text('facts', { mode: 'json' }).$type<Approval['facts']>().notNull(),
    /** SHA-256 of what the call says, so that an approval fits one call. */
    digest: text('digest').notNull(),
    /** The call, where the server sends it; wiped when it has ended. */
    sealedCall: text('sealed_call'),
    decidedAt: integer('decided_at'),
    decidedBy: text('decided_by'),
    note: text('note'),
    callId: text('call_id'),
    result: text('result', { mode: 'json' }).$type<Approval['result']>(),
    updatedAt: integer('updated_at').notNull(),
    /** When it came to a status that is its last; null before. */
    endedAt: integer('ended_at'),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    index('approvals_list').on(table.workspaceId, table.requestedAt, table.id),
    index('approvals_account').on(table.workspaceId, table.advertiserId, table.requestedAt, table.id),
    index('approvals_status').on(table.workspaceId, table.status, table.requestedAt, table.id),
    // One request for one call, however often it is repeated.
    uniqueIndex('approvals_open')
      .on(table.workspaceId, table.digest)
      .where(sql`"status" in ('pending', 'approved', 'running')`),
    index('approvals_due').on(table.expiresAt, table.id).where(sql`"status" in ('pending', 'approved')`),
    index('approvals_running').on(table.id).where(sql`"status" = 'running'`),
    index('approvals_changed').on(table.updatedAt, table.id),
    index('approvals_ended').on(table.endedAt).where(sql`"ended_at" is not null`),
  ],
);
