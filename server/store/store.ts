import type { ApprovalLookup, ApprovalRecord, ApprovalStore } from './approvals.ts';
import type { AuditStore } from './audit.ts';
import type { ControlStore } from './controls.ts';
import type { CallLookup, CallStore, LeaseStore } from './calls.ts';
import type { BusinessCenterStore, CallTargetStore } from './call-targets.ts';
import type { DeliveryLookup, EventDeliveryStore, EventLookup, EventStore } from './events.ts';
import type { ExportRecord, ExportStore } from './exports.ts';
import type { AdAccountStore, AttemptStore, ConnectionRecord, ConnectionStore, StateLookup } from './connections.ts';
import type { JobStore } from './jobs.ts';
import type { LedgerStore } from './ledgers.ts';
import type { MirrorStore } from './mirrors.ts';
import type { MappingStore, PropertyStore, SegmentStore } from './host-data.ts';
import type { GrantLookup, RevocationStore } from './revocations.ts';
import type { SpendCapStore } from './spend-caps.ts';
import type { AppLookup, TikTokAppStore } from './tiktok-apps.ts';
import type { SubscriptionLookup, SubscriptionStore, WatchedStore } from './watched.ts';
import type { EpochMs, Slice, SliceQuery } from './types.ts';
import type { AdvertiserLookup, WebhookInbox } from './webhooks.ts';

// The Store is what every driver implements and the one contract suite in test/server/store/contract.ts checks. Nothing
// outside a driver may rely on a database answering synchronously or on one dialect, so every method is async and every
// race is settled inside one method (an expected old state goes in, "no" comes back).

export type { EpochMs, Slice, SliceQuery } from './types.ts';

/** Everything a workspace owns. There is no other way to reach it, so no query can forget its tenant. */
export interface WorkspaceStore {
  readonly workspaceId: string;
  readonly attempts: AttemptStore;
  readonly connections: ConnectionStore;
  readonly adAccounts: AdAccountStore;
  readonly properties: PropertyStore;
  readonly mapping: MappingStore;
  readonly segments: SegmentStore;
  readonly exports: ExportStore;
  readonly mirrors: MirrorStore;
  readonly ledgers: LedgerStore;
  readonly tiktokApps: TikTokAppStore;
  readonly revocations: RevocationStore;
  readonly audit: AuditStore;
  readonly events: EventStore;
  readonly eventDeliveries: EventDeliveryStore;
  readonly watched: WatchedStore;
  readonly subscriptions: SubscriptionStore;
  readonly controls: ControlStore;
  readonly spendCaps: SpendCapStore;
  readonly approvals: ApprovalStore;
  readonly calls: CallStore;
  readonly callTargets: CallTargetStore;
  readonly businessCenters: BusinessCenterStore;
}

/**
 * Whose a sealed value is. `id` is the connection's, attempt's, revocation's, ledger's or approval's, the app's id, the hash of a notice,
 * or the Idempotency-Key that an answer is kept for.
 */
export interface SecretOwner {
  /** Empty for a notice of TikTok, which belongs to none before somebody has looked into it. */
  workspaceId: string;
  kind:
    | 'connection-token'
    | 'attempt-grant'
    | 'revocation'
    | 'app-secret'
    | 'ledger-key'
    | 'notice'
    | 'call-answer'
    | 'approval-call';
  id: string;
}

/** Where a driver gets the ids that it makes itself. */
export interface IdSource {
  id(prefix: 'job'): string;
}

/** Whether the owner of a folder in DATA_DIR still exists, in whatever workspace: what nobody owns is swept out. */
export interface FolderOwners {
  exportExists(id: string): Promise<boolean>;
  ledgerExists(id: string): Promise<boolean>;
}

/** Records of all workspaces by when they were last written, the longest ago first. */
export interface ChangeLookup {
  connections(query: ChangeQuery): Promise<Slice<{ workspaceId: string; record: ConnectionRecord }>>;
  exports(query: ChangeQuery): Promise<Slice<{ workspaceId: string; record: ExportRecord }>>;
  approvals(query: ChangeQuery): Promise<Slice<{ workspaceId: string; record: ApprovalRecord }>>;
}

export interface ChangeQuery extends SliceQuery {
  since: EpochMs;
}

export interface Store {
  workspace(workspaceId: string): WorkspaceStore;
  /** The callback knows only the state TikTok sent back; it finds the workspace through it. */
  readonly oauthStates: StateLookup;
  readonly grants: GrantLookup;
  readonly jobs: JobStore;
  readonly folderOwners: FolderOwners;
  readonly events: EventLookup;
  readonly deliveries: DeliveryLookup;
  /** What has changed lately, for those who make up for what a crash cut off. */
  readonly changes: ChangeLookup;
  readonly webhookInbox: WebhookInbox;
  readonly advertisers: AdvertiserLookup;
  readonly apps: AppLookup;
  readonly subscriptions: SubscriptionLookup;
  readonly approvals: ApprovalLookup;
  readonly calls: CallLookup;
  readonly leases: LeaseStore;
  /**
   * Every sealed value in turn, for `rotate-keys`: the driver writes back what `reseal` returns, unless the
   * value was replaced meanwhile: then that one is resealed. Returns how many changed.
   */
  resealSecrets(reseal: (sealed: string, owner: SecretOwner) => string): Promise<number>;
  /** Resolves when the database answers. Rejects otherwise. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
