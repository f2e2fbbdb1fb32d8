import type { Audience } from '../../../shared/audiences.ts';
import type { ActivityEvent } from '../../../shared/events.ts';
import type { Export } from '../../../shared/exports.ts';
import type { Mirror } from '../../../shared/mirrors.ts';
import { exporterStyles } from '../../../widget/audience-exporter/audience-exporter.styles.ts';
import { type AudiencesOptions, AudiencesView } from '../../../widget/audience-exporter/audiences/audiences-view.ts';
import { LazyElement, type ViewHost } from '../../../widget/element/lazy-element.ts';
import { ACCOUNTS, exported } from './export-server.ts';
import { find } from './page.ts';
import { problem, type StubRoute, StubServer } from './stub-server.ts';

const DAY_MS = 86_400_000;
export const ADVERTISER = '7104856021930123265';

/** TikTok's way to write a moment that many days from now. */
export const tiktokTime = (days: number): string =>
  new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 19).replace('T', ' ');

export const held = (customAudienceId: string, name: string, change: Partial<Audience> = {}): Audience => ({
  customAudienceId,
  name,
  audienceType: 'Customer File Audience',
  calculateType: 'MULTIPLE_TYPES',
  coverNum: 48_210,
  isValid: true,
  isExpiring: false,
  createTime: tiktokTime(-100),
  expiredTime: tiktokTime(265),
  isCreator: true,
  shared: false,
  updatable: true,
  delivery: 'file',
  mirrorId: null,
  history: [],
  ...change,
});

export const mirror = (change: Partial<Mirror> = {}): Mirror => ({
  id: 'mir_00000001',
  advertiserId: ADVERTISER,
  segmentId: 'buyers',
  segmentName: 'Bought in the last 90 days',
  attributes: ['email', 'phone'],
  customAudienceId: '7300000000000000001',
  audienceName: 'Buyers',
  delivery: 'file',
  schedule: { every: 'day', at: '06:30' },
  timezone: 'Europe/Berlin',
  nextRunAt: new Date(Date.now() + 3 * 3_600_000 + 30_000).toISOString(),
  pausedAt: null,
  members: 23_412,
  currentExportId: null,
  lastRun: {
    exportId: 'exp_00000001',
    state: 'completed',
    at: new Date(Date.now() - 2 * 3_600_000 - 30_000).toISOString(),
    toAdd: 1204,
    toRemove: 310,
    error: null,
  },
  skipped: 0,
  createdBy: 'Maren Holm',
  createdAt: new Date(Date.now() - 9 * DAY_MS).toISOString(),
  updatedAt: new Date(Date.now() - 9 * DAY_MS).toISOString(),
  ...change,
});

export const AUDIENCES: Audience[] = [
  held('7300000000000000001', 'Buyers', { mirrorId: 'mir_00000001' }),
  held('7300000000000000002', 'Newsletter', { coverNum: 640, isValid: false }),
  held('7300000000000000003', 'عملاء رمضان', {
    audienceType: 'Partner',
    delivery: 'stream',
    expiredTime: tiktokTime(30.5),
  }),
];

interface Setup {
  audiences?: Audience[];
  mirrors?: Mirror[];
  permissions?: string[];
  advertiserId?: string | null;
  routes?: Record<string, StubRoute>;
  sendMore?: (audience: Audience, advertiserId: string) => void;
  runsMoved?: () => void;
}

class AudiencesStand extends LazyElement<AudiencesView> {
  static override styles = [LazyElement.styles, ...exporterStyles];
  options: AudiencesOptions | undefined;

  protected override get loadingLabel(): string {
    return 'Loading';
  }

  protected override async loadView(host: ViewHost): Promise<AudiencesView> {
    if (this.options === undefined) throw new Error('Set its options first');
    return Promise.resolve(new AudiencesView(host, this.options));
  }

  accountChanged(): void {
    this.view?.accountChanged();
  }

  /** As the dialog does when the server has taken the new name. */
  rename(renamed: Audience): void {
    this.view?.list.put(renamed);
  }

  async hear(events: readonly ActivityEvent[] | null): Promise<void> {
    await this.view?.hear(events);
  }
}
customElements.define('audiences-stand', AudiencesStand);

/** The audiences in the page, before a server that keeps them; what it opened elsewhere is kept. */
export async function openAudiences(setup: Setup = {}) {
  const { audiences = AUDIENCES, mirrors = [mirror()], permissions = ['read', 'export'], routes = {} } = setup;
  const state = {
    audiences,
    mirrors,
    advertiserId: setup.advertiserId === undefined ? ADVERTISER : setup.advertiserId,
  };
  const opened: string[] = [];
  const one = (path: string, change: Partial<Mirror>) => {
    const id = path.split('/')[3];
    state.mirrors = state.mirrors.map((each) => (each.id === id ? { ...each, ...change } : each));
    return { body: state.mirrors.find((each) => each.id === id) };
  };
  const server = new StubServer({
    'GET /v1/session': () => ({
      body: { kind: 'session', workspaceId: 'w', userId: 'maren', permissions, origin: null, expiresAt: null },
    }),
    'GET /v1/ad-accounts': () => ({ body: { items: ACCOUNTS, nextCursor: null } }),
    'GET /v1/audiences': ({ query }) => {
      const start = Number(query.get('cursor') ?? 0);
      const end = start + Number(query.get('limit') ?? 50);
      const nextCursor = end < state.audiences.length ? String(end) : null;
      return { body: { items: state.audiences.slice(start, end), nextCursor } };
    },
    'GET /v1/audiences/*': ({ path }) => {
      const found = state.audiences.find(({ customAudienceId }) => path.endsWith(customAudienceId));
      const more = { audienceSubType: 'NORMAL', message: null, checkedAt: new Date().toISOString() };
      return found === undefined ? problem(404, 'audience_not_found') : { body: { ...found, ...more } };
    },
    'PATCH /v1/audiences/*': ({ path, body }) => {
      const { name } = body as { name?: string };
      state.audiences = state.audiences.map((each) =>
        path.endsWith(each.customAudienceId) && name !== undefined ? { ...each, name } : each,
      );
      return { body: state.audiences.find(({ customAudienceId }) => path.endsWith(customAudienceId)) };
    },
    'DELETE /v1/audiences/*': ({ path }) => {
      state.audiences = state.audiences.filter(({ customAudienceId }) => !path.endsWith(customAudienceId));
      return { status: 204 };
    },
    'GET /v1/mirrors': () => ({ body: { items: state.mirrors, nextCursor: null } }),
    'GET /v1/exports/*': ({ path }) => ({ body: exported({ id: path.split('/').at(-1) ?? '' }) }),
    'POST /v1/mirrors/*/pause': ({ path }) => one(path, { pausedAt: new Date().toISOString(), nextRunAt: null }),
    'POST /v1/mirrors/*/resume': ({ path }) => one(path, { pausedAt: null }),
    'PATCH /v1/mirrors/*': ({ path, body }) => one(path, body as Partial<Mirror>),
    'DELETE /v1/mirrors/*': ({ path }) => {
      state.mirrors = state.mirrors.filter(({ id }) => !path.endsWith(id));
      return { status: 204 };
    },
    ...routes,
  });
  const element = document.createElement('audiences-stand') as AudiencesStand;
  element.client = server.client;
  element.options = {
    advertiserId: () => state.advertiserId,
    openExport: ({ id }: Export) => opened.push(`export ${id}`),
    showHistory: (customAudienceId, name) => opened.push(`history ${customAudienceId} ${name}`),
    ...(setup.sendMore === undefined ? {} : { sendMore: setup.sendMore }),
    ...(setup.runsMoved === undefined ? {} : { runsMoved: setup.runsMoved }),
  };
  document.body.append(element);
  await find('heading', /^Audiences/);
  return { element, server, state, opened };
}

/** Opens the menu of an audience and chooses in it. */
export async function chooseInMenu(name: string, item: string): Promise<void> {
  (await find('button', `More for \u2068${name}\u2069`)).click();
  (await find('menuitem', item)).click();
}
