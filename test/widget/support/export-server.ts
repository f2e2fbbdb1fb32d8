import type { AdAccount } from '../../../shared/ad-accounts.ts';
import type { Audience } from '../../../shared/audiences.ts';
import type { CreateExport, Export, ExportReport, ExportState, Finding } from '../../../shared/exports.ts';
import type { CreateMirror, Mirror } from '../../../shared/mirrors.ts';
import type { Segment } from '../../../shared/segments.ts';
import { problem, type StubRoute, StubServer } from './stub-server.ts';

/** A few minutes ago: how long TikTok has had an export is told from it. */
const NOW = new Date(Date.now() - 300_000).toISOString();

export function account(advertiserId: string, name: string, change: Partial<AdAccount> = {}): AdAccount {
  return {
    advertiserId,
    name,
    connectionId: 'con_00000000',
    environment: 'production',
    currency: 'EUR',
    timezone: 'Europe/Berlin',
    country: 'DE',
    role: 'ADMIN',
    status: 'connected',
    statusReason: null,
    statusChangedAt: null,
    importedAt: NOW,
    lastCheckedAt: NOW,
    ...change,
  };
}

export const ACCOUNTS = [
  account('7104856021930123265', 'Nordlys Outdoor — Europe'),
  account('7231904417760051203', '株式会社ひかり化粧品 公式アカウント', { currency: 'JPY' }),
  account('7180023349915566081', 'Casa Girassol Decoração e Presentes', { status: 'disconnected', currency: 'BRL' }),
];
export const SEGMENTS: Segment[] = [
  {
    segmentId: 'buyers',
    name: 'Bought in the last 90 days',
    size: 25_000,
    hasSource: true,
    filled: null,
    updatedAt: NOW,
  },
  { segmentId: 'vip', name: 'VIP customers', size: 1200, hasSource: false, filled: null, updatedAt: NOW },
];
export const MAPPING = {
  email: 'email',
  phone: 'mobile_phone',
  firstName: 'first_name',
  country: 'country',
  googleAdvertisingId: 'gaid',
};

export function audience(customAudienceId: string, name: string, change: Partial<Audience> = {}): Audience {
  return {
    customAudienceId,
    name,
    audienceType: 'Customer File Audience',
    calculateType: 'MULTIPLE_TYPES',
    coverNum: 48_210,
    isValid: true,
    isExpiring: false,
    createTime: null,
    expiredTime: null,
    isCreator: true,
    shared: false,
    updatable: true,
    delivery: 'file',
    mirrorId: null,
    history: [],
    ...change,
  };
}

export function exported(change: Partial<Export> = {}): Export {
  return {
    id: 'exp_00000001',
    advertiserId: '7104856021930123265',
    state: 'draft',
    attributes: ['email', 'phone', 'googleAdvertisingId'],
    audience: { create: { name: '90-day buyers, March 2026' } },
    delivery: 'file',
    mirrorId: null,
    dryRun: false,
    consent: false,
    audienceName: '90-day buyers, March 2026',
    segmentId: 'buyers',
    defaultCountry: null,
    emailRule: 'current',
    calculateType: null,
    customAudienceId: null,
    receivedBytes: 0,
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
    trouble: null,
    queue: null,
    confirmation: null,
    milestones: { received: null, prepared: null, uploaded: null, accepted: null, usable: null },
    usableBy: null,
    tiktokRequests: [],
    createdBy: 'Maren Holm',
    createdAt: NOW,
    updatedAt: NOW,
    timeline: [{ state: 'draft', at: NOW }],
    ...change,
  };
}

export function mirror({ advertiserId, segmentId, attributes, audience: target, schedule }: CreateMirror): Mirror {
  return {
    id: 'mir_00000001',
    advertiserId,
    segmentId,
    segmentName: 'Bought in the last 90 days',
    attributes,
    customAudienceId: 'update' in target ? target.update.customAudienceId : null,
    audienceName: 'create' in target ? target.create.name : null,
    delivery: 'create' in target ? (target.create.delivery ?? 'file') : 'file',
    schedule,
    timezone: 'Europe/Berlin',
    nextRunAt: null,
    pausedAt: null,
    members: null,
    currentExportId: null,
    lastRun: null,
    skipped: 0,
    createdBy: 'maren',
    createdAt: NOW,
    updatedAt: NOW,
  };
}

export const READY_COUNTS: Export['counts'] = {
  rows: 25_000,
  ready: 24_112,
  duplicates: 612,
  rejectedRows: 276,
  withoutConsent: 0,
  people: { email: 23_412, phone: 18_002, googleAdvertisingId: 6011 },
  toAdd: 24_112,
  toRemove: 0,
  refused: 0,
  rejectedValues: 276,
  byAttribute: {
    email: { valid: 23_904, empty: 1025, rejected: 71, alreadyHashed: 1204 },
    phone: { valid: 18_189, empty: 6623, rejected: 188, alreadyHashed: 0 },
    googleAdvertisingId: { valid: 6103, empty: 18_880, rejected: 17, alreadyHashed: 0 },
  },
  byReason: { invalid_phone: 188, invalid_email: 71, zeroed_device_id: 17 },
};

export interface ExportServerOptions {
  permissions?: string[];
  accounts?: AdAccount[];
  segments?: Segment[];
  audiences?: Audience[];
  mapping?: Record<string, string>;
  history?: Export[];
  routes?: Record<string, StubRoute>;
  /** Answers the stream of events. */
  live?: typeof fetch;
}

/** A stub of the export calls: one open export whose next answers a test decides. */
export class ExportServer extends StubServer {
  current: Export = exported();
  /** What the check before sending finds. */
  findings: Finding[] = [];
  mirror: Mirror | null = null;
  /** Bytes of the upload, as they came. */
  readonly uploaded: string[] = [];

  constructor(options: ExportServerOptions = {}) {
    super({});
    this.live = options.live;
    const {
      permissions = ['read', 'export', 'map'],
      accounts = ACCOUNTS,
      segments = SEGMENTS,
      audiences = [],
      mapping = MAPPING,
      history = [],
    } = options;
    const list = (items: readonly unknown[]) => () => ({ body: { items, nextCursor: null } });
    const routes: Record<string, StubRoute> = {
      'GET /v1/session': () => ({
        body: { kind: 'session', workspaceId: 'w', userId: 'maren', permissions, origin: null, expiresAt: null },
      }),
      'GET /v1/ad-accounts': list(accounts),
      'GET /v1/segments': list(segments),
      'GET /v1/audiences': list(audiences),
      'GET /v1/mapping': () => ({ body: { attributes: mapping, version: 1, updatedAt: NOW, updatedBy: null } }),
      'GET /v1/exports': list(history),
      'POST /v1/exports': ({ body }) => {
        const { advertiserId, attributes, audience: target, segmentId, defaultCountry, dryRun } = body as CreateExport;
        this.move('draft', {
          advertiserId,
          attributes,
          audience: target,
          audienceName: 'create' in target ? target.create.name : null,
          segmentId: segmentId ?? null,
          dryRun: dryRun ?? false,
          delivery: 'create' in target ? (target.create.delivery ?? 'file') : 'file',
          defaultCountry: defaultCountry ?? null,
        });
        return { status: 201, body: this.current };
      },
      'GET /v1/exports/*/report': () => ({ body: this.report() }),
      'POST /v1/mirrors': ({ body }) => {
        this.mirror = mirror(body as CreateMirror);
        return { status: 201, body: this.mirror };
      },
      'POST /v1/mirrors/*/run': () => {
        const { id = null, advertiserId = '', segmentId = '' } = this.mirror ?? {};
        this.current = exported({ id: 'exp_00000002', mirrorId: id, advertiserId, segmentId });
        return { status: 202, body: this.current };
      },
      'GET /v1/exports/*': () => ({ body: this.current }),
      'PUT /v1/exports/*/records': ({ body, headers }) => {
        const offset = Number(headers.get('Upload-Offset'));
        if (offset !== this.current.receivedBytes) return problem(409, 'upload_offset_mismatch');
        this.uploaded.push(String(body));
        const rows = this.uploaded.join('').trimEnd().split('\n').length - 1;
        const counts = { ...this.current.counts, rows, ready: rows };
        return { body: this.move('ready', { receivedBytes: offset + String(body).length, counts }) };
      },
      'POST /v1/exports/*/start': () => ({
        status: 202,
        body: this.move('uploading', { chunks: { total: 3, uploaded: 1 }, peopleUploaded: 8000 }),
      }),
      'POST /v1/exports/*/cancel': ({ path }) => ({
        status: 202,
        // Another one than the open one: the check that a mirror's first run took the place of.
        body: path.includes(this.current.id)
          ? this.move('cancelled')
          : exported({
              state: 'cancelled',
              dryRun: true,
              counts: READY_COUNTS,
              timeline: [
                { state: 'ready', at: NOW },
                { state: 'cancelled', at: NOW },
              ],
              updatedAt: new Date(Date.parse(NOW) + 3_600_000).toISOString(),
            }),
      }),
      'POST /v1/exports/*/pause': () => ({ status: 202, body: this.move(this.current.state, { pausedAt: NOW }) }),
      'POST /v1/exports/*/resume': () => ({ status: 202, body: this.move(this.current.state, { pausedAt: null }) }),
      'POST /v1/exports/*/retry': () => ({ status: 202, body: this.move('uploading', { error: null }) }),
      ...options.routes,
    };
    for (const [route, answer] of Object.entries(routes)) this.on(route, answer);
  }

  report(): ExportReport {
    const { id, state, delivery, audience: target, counts } = this.current;
    return {
      exportId: id,
      state,
      delivery,
      change: 'create' in target ? 'CREATE' : target.update.action,
      counts,
      audience: null,
      predicted: null,
      findings: this.findings,
      checkedAt: NOW,
    };
  }

  /** Takes the export to a state, as the server's own work would. */
  move(state: ExportState, change: Partial<Export> = {}): Export {
    const updatedAt = new Date(Date.parse(this.current.updatedAt) + 1000).toISOString();
    const timeline =
      this.current.state === state ? this.current.timeline : [...this.current.timeline, { state, at: updatedAt }];
    this.current = { ...this.current, ...change, state, updatedAt, timeline };
    return this.current;
  }
}
