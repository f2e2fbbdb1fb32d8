import {
  createSimulator,
  type RunningSimulator,
  type Simulator,
  type SimulatorOptions,
} from '../../demo/simulator/index.ts';

export interface FaultInput {
  path?: string;
  method?: string;
  times?: number;
  /** Only every so many-th call it fits, without end. */
  every?: number;
  /** Only this share of the calls it fits, without end. */
  rate?: number;
  kind: 'status' | 'code' | 'delay' | 'reset' | 'html' | 'bad_rows';
  /** For `bad_rows`: the hashes that make a mapping request bad as a whole. */
  ids?: readonly string[];
  status?: number;
  code?: number;
  message?: string;
  delayMs?: number;
  when?: 'before' | 'after';
}

export interface LoggedRequest {
  /** Counts all requests from 1. */
  number: number;
  /** TikTok's time, ISO 8601. */
  at: string;
  method: string;
  path: string;
  query: Record<string, string>;
  status: number | null;
  code: number | null;
  tiktokRequestId: string | null;
  /** The kind of fault that bent the answer. */
  fault: string | null;
  environment: 'production' | 'sandbox';
}

export interface SimulatedAdvertiser {
  advertiserId: string;
  name: string;
  status: string;
  role: 'ADMIN' | 'OPERATOR' | 'ANALYST';
}

/** What an audience holds. */
export interface SimulatedMembers {
  /** Distinct identifiers. */
  total: number;
  email: readonly string[];
  phone: readonly string[];
  maid: readonly string[];
}

export interface KindSummary {
  count: number;
  /** The first 8 bytes of every hash, combined by exclusive or, as 16 hex digits. */
  digest: string;
}

/** The same in numbers, for audiences too large to be read. */
export interface SimulatedMembersSummary {
  total: number;
  people: number;
  email: KindSummary;
  phone: KindSummary;
  maid: KindSummary;
}

/** Where a consent ended: the callback's address, before anything is asked of it. */
export interface ConsentOptions {
  /** Which ad accounts are ticked; all of the person's by default. */
  advertiserIds?: readonly string[];
  /** Which permissions stay ticked: ids, or words of the TikTok-account flow; all by default. */
  scopes?: readonly string[];
  /** Who signs in; the first person of the world by default. */
  email?: string;
  /** Presses the button that refuses. */
  refuse?: boolean;
}

/** A grant that TikTok holds. Times are ISO 8601; null where a token of this kind has none. */
export interface SimulatedGrant {
  kind: 'advertiser' | 'tiktok_account';
  environment: 'production' | 'sandbox';
  appId: string;
  /** The person's email. */
  user: string;
  coreUserId: string;
  openId: string | null;
  /** Tells several consents of one person apart; null in the advertiser flow. */
  grantId: string | null;
  accessTokenLast4: string;
  refreshTokenLast4: string | null;
  issuedAt: string;
  expiresAt: string | null;
  refreshExpiresAt: string | null;
  refreshes: number;
  lastRefreshAt: string | null;
  /** Refreshes less than an hour after one whose answer had arrived. */
  duplicateRefreshes: number;
}

/** An ad as TikTok keeps it, with what its review came to. */
export interface SimulatedAd {
  adId: string;
  name: string;
  adgroupId: string;
  adgroupName: string;
  campaignId: string;
  campaignName: string;
  operationStatus: 'ENABLE' | 'DISABLE' | 'DELETE';
  secondaryStatus: string;
  decision: 'review' | 'approve' | 'reject';
  reason: string;
}

export interface SimulatedSubscription {
  subscriptionId: string;
  appId: string;
  entity: string;
  callbackUrl: string;
  /** `subscription_detail` without the token. */
  detail: Readonly<Record<string, unknown>>;
  /** False once its token has ended. */
  isAlive: boolean;
  createdAt: string;
}

export type DeliveryState = 'queued' | 'sending' | 'waiting' | 'delivered' | 'given_up' | 'dropped';

export interface SimulatedDelivery {
  id: number;
  callbackUrl: string;
  entity: string;
  /** Updates in the request. */
  entries: number;
  state: DeliveryState;
  /** The delivery it repeats, or null. */
  duplicateOf: number | null;
  attemptCount: number;
  attempts: { at: string; status: number | null; error: string | null }[];
  nextAttemptAt: string | null;
}

export interface SimulatedDeliveries {
  counts: Record<DeliveryState | 'total' | 'attempts' | 'gathering', number>;
  /** The newest first, 2,000 at most. */
  deliveries: SimulatedDelivery[];
}

export interface TestSimulator extends RunningSimulator {
  readonly simulator: Simulator;
  readonly info: ReturnType<Simulator['info']>;
  addFault(fault: FaultInput): Promise<void>;
  clearFaults(): Promise<void>;
  /** The API calls so far, of one endpoint such as `/user/info/` or all of them. */
  requests(path?: string): Promise<LoggedRequest[]>;
  /** The identifiers of an audience, sorted. */
  members(customAudienceId: string): Promise<SimulatedMembers>;
  /** How many they are, and a digest of which. */
  membersSummary(customAudienceId: string): Promise<SimulatedMembersSummary>;
  /** The grants TikTok holds, the sandbox's own left out. */
  tokens(): Promise<SimulatedGrant[]>;
  /** What an ad account advertises with. */
  ads(advertiserId: string): Promise<SimulatedAd[]>;
  /** All webhook subscriptions, also dead ones. */
  subscriptions(): Promise<SimulatedSubscription[]>;
  /** Webhooks on their way and those that arrived; of one state or of all. */
  webhooks(state?: DeliveryState): Promise<SimulatedDeliveries>;
  /** Any other control call, such as `tokens/revoke`. */
  control(path: string, body: unknown): Promise<unknown>;
  /** A person of the world with what they may do; the first one by default. */
  person(email?: string): {
    email: string;
    coreUserId: string;
    displayName: string;
    advertisers: SimulatedAdvertiser[];
  };
  /** Walks the consent page as a browser without a script does, up to the redirect to the app. @returns that address */
  consent(authorizeUrl: string, options?: ConsentOptions): Promise<URL>;
  /** As `consent`, then opens the callback as the browser would. @returns what the server answers there */
  authorize(
    authorizeUrl: string,
    options?: ConsentOptions,
  ): Promise<{ status: number; headers: Headers; text: string; callbackUrl: URL }>;
}

/** A simulator on a free port, without request limits unless the test asks for some. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<TestSimulator> {
  const simulator = createSimulator({ rateLimits: 'off', ...options });
  const running = await simulator.start({ port: 0 });

  const control = async (path: string, body: unknown): Promise<unknown> => {
    const response = await fetch(`${running.url}/_simulator/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`/_simulator/${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };

  const read = async (path: string): Promise<unknown> => {
    const response = await fetch(`${running.url}/_simulator/${path}`);
    if (!response.ok) throw new Error(`/_simulator/${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };

  const consent = async (
    authorizeUrl: string,
    { advertiserIds, scopes, email, refuse = false }: ConsentOptions = {},
  ): Promise<URL> => {
    const signIn = await openPage(new URL(authorizeUrl), null);
    const signInForm = readForm(signIn.text);
    signInForm.fields.set('email', email ?? signInForm.fields.get('email') ?? '');
    const consentPage = await openPage(new URL(signInForm.action, signIn.url), signInForm.fields);
    const consentForm = readForm(consentPage.text);
    tick(consentForm, 'advertiser_id', advertiserIds);
    tick(consentForm, 'permission', scopes);
    consentForm.fields.set('action', refuse ? 'cancel' : 'authorize');
    const answer = await post(new URL(consentForm.action, consentPage.url), consentForm.fields);
    const location = answer.headers.get('location');
    if (location === null) throw new Error(`The consent page did not go on: ${answer.status} ${await answer.text()}`);
    return new URL(location, consentPage.url);
  };

  return {
    ...running,
    simulator,
    get info() {
      return simulator.info();
    },
    control,
    async addFault(fault) {
      await control('faults', fault);
    },
    async clearFaults() {
      await fetch(`${running.url}/_simulator/faults`, { method: 'DELETE' });
    },
    async requests(path) {
      const query = path === undefined ? '' : `?path=${encodeURIComponent(path)}`;
      const answer = (await (await fetch(`${running.url}/_simulator/requests${query}`)).json()) as {
        requests: LoggedRequest[];
      };
      return answer.requests;
    },
    async members(customAudienceId) {
      return (await read(`audiences/${customAudienceId}/members`)) as SimulatedMembers;
    },
    async membersSummary(customAudienceId) {
      return (await read(`audiences/${customAudienceId}/members?summary=true`)) as SimulatedMembersSummary;
    },
    async tokens() {
      const answer = (await (await fetch(`${running.url}/_simulator/tokens`)).json()) as { tokens: SimulatedGrant[] };
      return answer.tokens.filter(({ environment }) => environment === 'production');
    },
    async ads(advertiserId) {
      return ((await read(`ads?advertiserId=${advertiserId}`)) as { ads: SimulatedAd[] }).ads;
    },
    async subscriptions() {
      return ((await read('webhooks/subscriptions')) as { subscriptions: SimulatedSubscription[] }).subscriptions;
    },
    async webhooks(state) {
      const query = state === undefined ? '' : `&state=${state}`;
      return (await read(`webhooks?limit=2000${query}`)) as SimulatedDeliveries;
    },
    person(email) {
      const { users, advertisers } = simulator.world;
      const user = email === undefined ? users[0] : users.find((each) => each.email === email);
      if (user === undefined) throw new Error(`nobody called ${email ?? 'anything'} in this world`);
      const own = [...user.roles].map(([advertiserId, role]) => {
        const advertiser = advertisers.get(advertiserId);
        return { advertiserId, role, name: advertiser?.name ?? '', status: advertiser?.status ?? '' };
      });
      return { email: user.email, coreUserId: user.coreUserId, displayName: user.displayName, advertisers: own };
    },
    consent,
    async authorize(authorizeUrl, consentOptions) {
      const callbackUrl = await consent(authorizeUrl, consentOptions);
      const response = await fetch(callbackUrl, { redirect: 'manual', headers: { accept: 'text/html' } });
      return { status: response.status, headers: response.headers, text: await response.text(), callbackUrl };
    },
  };
}

interface OpenedPage {
  url: URL;
  text: string;
}

/** Opens a page, posting the form when there is one, and follows redirects as far as they stay on the same origin. */
async function openPage(url: URL, form: URLSearchParams | null): Promise<OpenedPage> {
  let response = form === null ? await fetch(url, { redirect: 'manual' }) : await post(url, form);
  let at = url;
  while (response.status >= 300 && response.status < 400) {
    at = new URL(response.headers.get('location') ?? '', at);
    response = await fetch(at, { redirect: 'manual' });
  }
  const text = await response.text();
  if (!response.ok) throw new Error(`${at.pathname} answered ${response.status}: ${text}`);
  return { url: at, text };
}

function post(url: URL, form: URLSearchParams): Promise<Response> {
  return fetch(url, { method: 'POST', redirect: 'manual', body: form });
}

/** The page's one form: where it goes, what it holds as served, and the values its checkboxes offer, by name. */
interface Form {
  action: string;
  fields: URLSearchParams;
  choices: [name: string, value: string][];
}

/** Ticks exactly these checkboxes of one name; all of them when none are given. */
function tick({ fields, choices }: Form, name: string, values: readonly string[] | undefined): void {
  const offered = choices.filter(([each]) => each === name).map(([, value]) => value);
  fields.delete(name);
  for (const value of values ?? offered) fields.append(name, value);
}

function readForm(html: string): Form {
  const action = /<form[^>]*\saction="([^"]*)"/.exec(html)?.[1];
  if (action === undefined) throw new Error(`There is no form on this page: ${html}`);
  const fields = new URLSearchParams();
  const choices: Form['choices'] = [];
  for (const [tag] of html.matchAll(/<input\b[^>]*>/g)) {
    const name = attribute(tag, 'name');
    const value = attribute(tag, 'value') ?? '';
    const type = attribute(tag, 'type') ?? 'text';
    if (name === null) continue;
    if (type === 'checkbox') choices.push([name, value]);
    if ((type === 'checkbox' || type === 'radio') && !/\schecked[\s>]/.test(tag)) continue;
    fields.append(name, value);
  }
  return { action: unescapeHtml(action), fields, choices };
}

function attribute(tag: string, name: string): string | null {
  const match = new RegExp(`\\s${name}="([^"]*)"`).exec(tag);
  return match?.[1] === undefined ? null : unescapeHtml(match[1]);
}

const NAMED: Readonly<Record<string, string>> = { quot: '"', lt: '<', gt: '>', amp: '&' };

function unescapeHtml(text: string): string {
  return text.replace(/&(?:#(\d+)|(quot|lt|gt|amp));/g, (_, digits?: string, name?: string) =>
    digits === undefined ? (NAMED[name ?? ''] ?? '') : String.fromCharCode(Number(digits)),
  );
}
