import type {
  AdAccountRecord,
  AttemptRecord,
  ConnectionRecord,
  GrantedAdvertiserRecord,
} from '../../../server/store/connections.ts';
import type { ApprovalRecord } from '../../../server/store/approvals.ts';
import type { AuditRecord } from '../../../server/store/audit.ts';
import type { LedgerRecord } from '../../../server/store/ledgers.ts';
import type { MirrorRecord } from '../../../server/store/mirrors.ts';
import type { ExportRecord } from '../../../server/store/exports.ts';
import type { RevocationRecord } from '../../../server/store/revocations.ts';
import type { TikTokAppRecord } from '../../../server/store/tiktok-apps.ts';
import type { SignInReview } from '../../../server/store/types.ts';

// Plain records with sensible values, so that a test names only what it is about.

export function attempt(change: Partial<Omit<AttemptRecord, 'workspaceId'>> = {}): Omit<AttemptRecord, 'workspaceId'> {
  return {
    id: 'att_00000001',
    userId: 'user-1',
    stateHash: 'hash-1',
    origin: 'https://app.example',
    returnUrl: null,
    environment: 'production',
    kind: 'advertiser',
    appId: '7000000000000000001',
    reconnectId: null,
    status: 'pending',
    connectionId: null,
    error: null,
    createdAt: 1000,
    expiresAt: 601_000,
    usedAt: null,
    review: null,
    sealedGrant: null,
    ...change,
  };
}

export function connection(change: Partial<ConnectionRecord> = {}): ConnectionRecord {
  return {
    id: 'con_00000001',
    kind: 'advertiser',
    environment: 'production',
    state: 'active',
    stateReason: null,
    source: 'oauth',
    sealedToken: 'sealed-1',
    tokenVersion: 1,
    tokenExpiresAt: null,
    refreshExpiresAt: null,
    renewalTroubleSince: null,
    tokenLast4: null,
    appId: '7000000000000000001',
    coreUserId: `user-of-${change.id ?? 'con_00000001'}`,
    displayName: 'Kim',
    email: 'k***@example.com',
    scopes: ['4', '5'],
    refusedScopes: [],
    businessCenterCount: null,
    advertiserChange: null,
    createdAt: 1000,
    updatedAt: 1000,
    lastCheckedAt: null,
    ...change,
  };
}

export function granted(change: Partial<GrantedAdvertiserRecord> = {}): GrantedAdvertiserRecord {
  return {
    advertiserId: '7100000000000000001',
    name: 'Acme',
    status: 'STATUS_ENABLE',
    role: 'ADMIN',
    currency: 'EUR',
    timezone: 'Europe/Berlin',
    country: 'DE',
    ...change,
  };
}

export function adAccount(change: Partial<AdAccountRecord> = {}): AdAccountRecord {
  return {
    advertiserId: '7100000000000000001',
    connectionId: 'con_00000001',
    name: 'Acme',
    currency: 'EUR',
    timezone: 'Europe/Berlin',
    country: 'DE',
    role: 'ADMIN',
    tiktokStatus: 'STATUS_ENABLE',
    accessLostAt: null,
    statusChangedAt: null,
    importedAt: 2000,
    lastCheckedAt: null,
    ...change,
  };
}

export function exportRecord(change: Partial<ExportRecord> = {}): ExportRecord {
  return {
    id: 'exp_00000001',
    advertiserId: '7100000000000000001',
    connectionId: 'con_00000001',
    state: 'draft',
    request: { advertiserId: '7100000000000000001', attributes: ['email'], audience: { create: { name: 'People' } } },
    audienceName: 'People',
    mapping: { email: 'Email' },
    calculateType: null,
    customAudienceId: null,
    receivedBytes: 0,
    delivery: 'file',
    mirrorId: null,
    confirmation: null,
    preparedAt: null,
    uploadedAt: null,
    tiktokRequests: [],
    counts: {
      rows: 0,
      ready: 0,
      duplicates: 0,
      rejectedRows: 0,
      withoutConsent: 0,
      people: {},
      toAdd: null,
      toRemove: null,
      refused: 0,
      rejectedValues: 0,
      byAttribute: {},
      byReason: {},
    },
    chunks: { total: 0, uploaded: 0 },
    peopleUploaded: 0,
    audienceProgress: null,
    error: null,
    pausedAt: null,
    waiting: null,
    engine: {},
    createdBy: 'user-1',
    createdAt: 1000,
    updatedAt: 1000,
    timeline: [{ state: 'draft', at: 1000 }],
    ...change,
  };
}

export function tiktokApp(
  change: Partial<Omit<TikTokAppRecord, 'isCurrent'>> = {},
): Omit<TikTokAppRecord, 'isCurrent'> {
  return {
    appId: '71',
    sealedSecret: 'sealed-secret',
    secretLast4: 'abc1',
    createdAt: 1000,
    updatedAt: 1000,
    ...change,
  };
}

export function revocation(change: Partial<RevocationRecord> = {}): RevocationRecord {
  return {
    id: 'rev_00000001',
    connectionId: 'con_00000001',
    kind: 'advertiser',
    environment: 'production',
    appId: '7000000000000000001',
    sealedToken: 'sealed-1',
    createdAt: 1000,
    giveUpAt: 9000,
    ...change,
  };
}

export function auditRecord(change: Partial<AuditRecord> = {}): AuditRecord {
  return {
    id: 'aud_00000001',
    at: 1000,
    action: 'connection.connected',
    actorKind: 'session',
    userId: 'user-1',
    origin: 'https://app.example',
    subjectId: 'con_00000001',
    detail: {},
    ...change,
  };
}

/** What accepting a held sign-in would take away. */
export const REVIEW: SignInReview = {
  connectionId: 'con_00000001',
  otherUser: { before: 'Kim', now: 'Sam' },
  lostAdvertiserCount: 1,
  lostImportedCount: 1,
  lostAdvertisers: [{ advertiserId: '7100000000000000001', name: 'Straße', imported: true }],
  lostScopes: [],
};

export function mirrorRecord(change: Partial<MirrorRecord> = {}): MirrorRecord {
  return {
    id: 'mir_00000001',
    advertiserId: '7100000000000000001',
    segmentId: 'vip',
    attributes: ['email', 'phone'],
    target: { create: { name: 'VIP' } },
    customAudienceId: null,
    audienceName: 'VIP',
    delivery: 'file',
    calculateType: null,
    schedule: null,
    timezone: 'UTC',
    defaultCountry: null,
    emailRule: null,
    nextRunAt: null,
    pausedAt: null,
    currentExportId: null,
    lastExportId: null,
    skipped: 0,
    version: 1,
    createdBy: 'user-1',
    createdAt: 1000,
    updatedAt: 1000,
    ...change,
  };
}

export function ledgerRecord(change: Partial<LedgerRecord> = {}): LedgerRecord {
  return {
    id: 'led_00000001',
    advertiserId: '7100000000000000001',
    customAudienceId: null,
    generation: 0,
    settled: true,
    exportId: null,
    identifiers: 0,
    holdsSealed: false,
    sealedKey: 'sealed-ledger-key',
    createdAt: 1000,
    updatedAt: 1000,
    ...change,
  };
}

export function approvalRecord(change: Partial<ApprovalRecord> = {}): ApprovalRecord {
  return {
    id: 'apr_00000001',
    status: 'pending',
    runs: 'by_server',
    requestedAt: 1000,
    expiresAt: 9000,
    actorKind: 'agent',
    credential: 'session',
    userId: 'agent-1',
    grant: { permissions: ['campaigns', 'read'], origin: null },
    advertiserId: '7100000000000000001',
    accountName: 'Northwind',
    currency: 'USD',
    connectionId: 'con_00000001',
    method: 'POST',
    path: '/campaign/update/',
    family: 'campaign',
    actions: ['update', 'budget_change'],
    asked: ['budget_change'],
    subject: { kind: 'campaign', id: '1700000000000000001', name: 'Spring' },
    facts: [{ field: 'budget', value: '100' }],
    digest: `digest-of-${change.id ?? 'apr_00000001'}`,
    sealedCall: 'sealed-call',
    decidedAt: null,
    decidedBy: null,
    note: null,
    callId: 'call_00000001',
    result: null,
    updatedAt: 1000,
    endedAt: null,
    ...change,
  };
}
