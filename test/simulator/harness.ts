import { createHash } from 'node:crypto';
import {
  createSimulator,
  type RunningSimulator,
  type Simulator,
  type SimulatorOptions,
} from '../../demo/simulator/index.ts';

/** An answer of the simulated API. */
export interface Answer {
  status: number;
  code: number;
  message: string;
  requestId: string;
  // Tests look into many shapes; the assertions are what checks them.
  data: Record<string, unknown>;
  text: string;
  headers: Headers;
}

export interface Upload {
  advertiserId: string;
  content: string | Buffer;
  calculateType?: string;
  fileName?: string;
  signature?: string;
  /** Sends the file before the fields. */
  fileFirst?: boolean;
}

/** A running simulator and a client that talks to it over real HTTP, sharing no code with the product. */
export class SimulatorHarness {
  readonly simulator: Simulator;
  readonly running: RunningSimulator;
  accessToken = '';

  private constructor(simulator: Simulator, running: RunningSimulator) {
    this.simulator = simulator;
    this.running = running;
  }

  static async start(options: SimulatorOptions = {}): Promise<SimulatorHarness> {
    const simulator = createSimulator({ rateLimits: 'off', ...options });
    return new SimulatorHarness(simulator, await simulator.start());
  }

  stop(): Promise<void> {
    return this.running.stop();
  }

  /** Ids of the first person's ad accounts, in the order of the world. */
  advertiserIds(userIndex = 0): string[] {
    return [...(this.simulator.world.users[userIndex]?.roles.keys() ?? [])];
  }

  advertiser(index: number, userIndex = 0): string {
    const id = this.advertiserIds(userIndex)[index];
    if (id === undefined) throw new RangeError(`no ad account ${index}`);
    return id;
  }

  async get(
    path: string,
    query: Record<string, unknown> = {},
    accessToken: string | null = this.accessToken,
    origin = this.running.url,
  ): Promise<Answer> {
    const url = new URL(`/open_api/v1.3${path}`, origin);
    for (const [key, value] of Object.entries(query))
      url.searchParams.set(key, typeof value === 'string' ? value : JSON.stringify(value));
    return read(await fetch(url, { headers: tokenHeader(accessToken) }));
  }

  async post(
    path: string,
    body: unknown,
    accessToken: string | null = this.accessToken,
    origin = this.running.url,
  ): Promise<Answer> {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const headers = { 'content-type': 'application/json', ...tokenHeader(accessToken) };
    return read(await fetch(new URL(`/open_api/v1.3${path}`, origin), { method: 'POST', headers, body: text }));
  }

  async control(
    path: string,
    body?: unknown,
    method = body === undefined ? 'GET' : 'POST',
  ): Promise<{ status: number; body: Record<string, unknown> }> {
    const response = await fetch(new URL(`/_simulator${path}`, this.running.url), {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>) };
  }

  /** Walks through the consent page and exchanges the code; the token becomes this harness's own. */
  async connect(advertiserIds: readonly string[] = this.advertiserIds(), userIndex = 0): Promise<string> {
    const { appId, appSecret } = this.simulator.info();
    const authCode = await this.authCode(advertiserIds, userIndex);
    const answer = await this.post(
      '/oauth2/access_token/',
      { app_id: appId, secret: appSecret, auth_code: authCode },
      null,
    );
    if (answer.code !== 0) throw new Error(answer.message);
    this.accessToken = String(answer.data['access_token']);
    return this.accessToken;
  }

  async authCode(advertiserIds: readonly string[], userIndex = 0): Promise<string> {
    const visit = await this.signIn({ userIndex });
    const form = new URLSearchParams({ action: 'authorize' });
    for (const id of advertiserIds) form.append('advertiser_id', id);
    const location = (await this.submit(visit, form)).headers.get('location') ?? '';
    const code = new URL(location).searchParams.get('auth_code');
    if (code === null) throw new Error(`no auth_code in ${location}`);
    return code;
  }

  /** Signs in and returns the address of the consent page. */
  async signIn(input: { userIndex?: number; state?: string; redirectUri?: string } = {}): Promise<string> {
    const user = this.simulator.world.users[input.userIndex ?? 0];
    const form = new URLSearchParams({
      app_id: this.simulator.info().appId,
      redirect_uri: input.redirectUri ?? 'https://client.example/callback?tab=1',
      email: user?.email ?? '',
      password: user?.password ?? '',
      ...(input.state === undefined ? {} : { state: input.state }),
    });
    const response = await this.submit('/portal/auth', form);
    return response.headers.get('location') ?? '';
  }

  submit(path: string, form: URLSearchParams): Promise<Response> {
    return fetch(new URL(path, this.running.url), { method: 'POST', body: form, redirect: 'manual' });
  }

  async upload(input: Upload): Promise<Answer> {
    const bytes = typeof input.content === 'string' ? Buffer.from(input.content) : input.content;
    const form = new FormData();
    const attach = (): void => form.append('file', new Blob([new Uint8Array(bytes)]), input.fileName ?? 'audience.csv');
    if (input.fileFirst === true) attach();
    form.append('advertiser_id', input.advertiserId);
    form.append('file_signature', input.signature ?? createHash('md5').update(bytes).digest('hex'));
    form.append('calculate_type', input.calculateType ?? 'EMAIL_SHA256');
    if (input.fileFirst !== true) attach();
    const url = new URL('/open_api/v1.3/dmp/custom_audience/file/upload/', this.running.url);
    return read(await fetch(url, { method: 'POST', headers: tokenHeader(this.accessToken), body: form }));
  }

  /** Uploads hashed emails and returns the path. */
  async uploadEmails(advertiserId: string, from: number, to: number): Promise<string> {
    const answer = await this.upload({ advertiserId, content: `${emails(from, to).join('\n')}\n` });
    if (answer.code !== 0) throw new Error(answer.message);
    return String(answer.data['file_path']);
  }

  async createAudience(advertiserId: string, from: number, to: number, name = 'Buyers'): Promise<string> {
    const path = await this.uploadEmails(advertiserId, from, to);
    const body = {
      advertiser_id: advertiserId,
      custom_audience_name: name,
      file_paths: [path],
      calculate_type: 'EMAIL_SHA256',
    };
    const answer = await this.post('/dmp/custom_audience/create/', body);
    if (answer.code !== 0) throw new Error(answer.message);
    return String(answer.data['custom_audience_id']);
  }

  async details(
    advertiserId: string,
    audienceId: string,
  ): Promise<{ details: Record<string, unknown>; history: Record<string, unknown>[] }> {
    const answer = await this.get('/dmp/custom_audience/get/', {
      advertiser_id: advertiserId,
      custom_audience_ids: [audienceId],
    });
    const list = answer.data['list'] as
      | { audience_details: Record<string, unknown>; audience_history: Record<string, unknown>[] }[]
      | undefined;
    const first = list?.[0];
    if (first === undefined) throw new Error(answer.message);
    return { details: first.audience_details, history: first.audience_history };
  }

  async members(audienceId: string): Promise<{ total: number; email: string[]; phone: string[]; maid: string[] }> {
    return (await this.control(`/audiences/${audienceId}/members`)).body as {
      total: number;
      email: string[];
      phone: string[];
      maid: string[];
    };
  }
}

/** SHA-256 hex of made-up values numbered from one end to, not including, the other. */
export function emails(from: number, to: number): string[] {
  return hashes('person', from, to);
}

export function hashes(label: string, from: number, to: number): string[] {
  return Array.from({ length: to - from }, (_, index) =>
    createHash('sha256')
      .update(`${label}${from + index}`)
      .digest('hex'),
  );
}

async function read(response: Response): Promise<Answer> {
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  const body = isJson
    ? (JSON.parse(text) as { code: number; message: string; request_id: string; data: Record<string, unknown> })
    : undefined;
  return {
    status: response.status,
    code: body?.code ?? -1,
    message: body?.message ?? '',
    requestId: body?.request_id ?? '',
    data: body?.data ?? {},
    text,
    headers: response.headers,
  };
}

function tokenHeader(accessToken: string | null): Record<string, string> {
  return accessToken === null ? {} : { 'Access-Token': accessToken };
}
