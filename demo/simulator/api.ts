/**
 * The front desk of the API: what happens to every call before and after its endpoint. In order: injected faults, the
 * path, the token, the app's request limits, the sandbox's gaps, the permission, then the endpoint itself. Business
 * failures leave with HTTP 200.
 */
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { DeveloperApp, RateMeter } from './apps.ts';
import type { ApiCall, Route } from './call.ts';
import { adRoutes } from './endpoints/ad.ts';
import { adWriteRoutes } from './endpoints/ad-write.ts';
import { adgroupRoutes } from './endpoints/adgroup.ts';
import { adgroupWriteRoutes } from './endpoints/adgroup-write.ts';
import { advertiserRoutes } from './endpoints/advertiser.ts';
import { bcRoutes } from './endpoints/bc.ts';
import { campaignRoutes } from './endpoints/campaign.ts';
import { campaignWriteRoutes } from './endpoints/campaign-write.ts';
import { customAudienceRoutes } from './endpoints/custom-audience.ts';
import { customAudienceFileRoutes } from './endpoints/custom-audience-file.ts';
import { audienceApplyRoutes } from './endpoints/audience-apply.ts';
import { audienceShareRoutes } from './endpoints/audience-share.ts';
import { fileRoutes } from './endpoints/file.ts';
import { fileImageRoutes } from './endpoints/file-image.ts';
import { fileVideoRoutes } from './endpoints/file-video.ts';
import { lookalikeRoutes } from './endpoints/lookalike.ts';
import { oauth2Routes } from './endpoints/oauth2.ts';
import { reportRoutes } from './endpoints/report.ts';
import { segmentRoutes } from './endpoints/segment.ts';
import { toolRoutes } from './endpoints/tool.ts';
import { subscriptionRoutes } from './endpoints/subscription.ts';
import { ttUserRoutes } from './endpoints/tt-user.ts';
import { userRoutes } from './endpoints/user.ts';
import { badToken, envelopeResponse, makeRequestId, TikTokFailure } from './envelope.ts';
import { isRecord, parseExactJson, type JsonValue } from './exact-json.ts';
import { edgePage, type Fault } from './faults.ts';
import type { Environment, Grant } from './grants.ts';
import { badArgument, queryArguments, type Arguments } from './input.ts';
import { admit } from './rate-limit.ts';
import { summarize, summarizeQuery, type LoggedRequest } from './request-log.ts';
import type { SimulatorState } from './state.ts';
import {
  bodyOf,
  countedAnswer,
  cutConnection,
  drain,
  hasHungUp,
  pause,
  readText,
  resetConnection,
  whenDelivered,
  whenOver,
  type SimulatorContext,
} from './transport.ts';

const BASE_PATH = '/open_api/v1.3';
/** Ten thousand rows of six identifiers take about seven million bytes, more when a row names several audiences. */
const MAX_JSON_BYTES = 32 * 1024 * 1024;

const routes: readonly Route[] = [
  ...oauth2Routes,
  ...ttUserRoutes,
  ...userRoutes,
  ...advertiserRoutes,
  ...bcRoutes,
  ...customAudienceFileRoutes,
  ...customAudienceRoutes,
  ...audienceShareRoutes,
  ...audienceApplyRoutes,
  ...lookalikeRoutes,
  ...segmentRoutes,
  ...toolRoutes,
  ...campaignRoutes,
  ...campaignWriteRoutes,
  ...adgroupRoutes,
  ...adgroupWriteRoutes,
  ...adRoutes,
  ...adWriteRoutes,
  ...fileRoutes,
  ...fileImageRoutes,
  ...fileVideoRoutes,
  ...reportRoutes,
  ...subscriptionRoutes,
];
const routesByName = new Map(routes.map((route) => [`${route.method} ${route.path}`, route]));

/** Answers one request below `/open_api/`. */
export async function handleApiRequest(
  state: SimulatorState,
  environment: Environment,
  c: SimulatorContext,
): Promise<Response> {
  const url = new URL(c.req.url);
  const method = c.req.method;
  const requestId = makeRequestId(state.clock.now(), state.random);
  const entry: Omit<LoggedRequest, 'number'> = {
    at: new Date(state.clock.now()).toISOString(),
    environment,
    method,
    path: url.pathname,
    query: summarizeQuery(url.searchParams),
    body: null,
    status: 200,
    code: null,
    tiktokRequestId: requestId,
    fault: null,
    aborted: false,
    bodyBytes: 0,
    answerBytes: null,
  };
  watch(state, entry, c);

  const fault = state.faults.take(method, url.pathname);
  const bent = fault === null || fault.when === 'after' ? null : await applyFault(fault, requestId, entry, c);
  const settlers: ((isDelivered: boolean) => void)[] = [];
  const count = (bytes: number): void => void (entry.bodyBytes += bytes);
  const body = bodyOf(c, count);
  const run: CallRun = { url, requestId, entry, body, onDelivery: (settle) => void settlers.push(settle) };
  const answer = bent ?? (await executeCall(state, environment, c, run));
  const sent =
    fault === null || fault.when === 'before'
      ? answer
      : ((await applyFault(fault, requestId, entry, c, answer)) ?? answer);
  if (settlers.length > 0) {
    const settle = (isDelivered: boolean): void => settlers.forEach((each) => each(isDelivered));
    if (sent === answer) whenDelivered(c, settle);
    else settle(false);
  }

  if (sent !== RESPONSE_ALREADY_SENT) {
    entry.status = entry.aborted ? null : sent.status;
    await drain(c, count);
  }
  state.log.add(entry);
  // Without a socket there is nobody to hang up.
  if (c.env?.outgoing === undefined) state.log.close(entry);
  return sent;
}

/** Keeps the log's entry true until the connection's part in the call is over. */
function watch(state: SimulatorState, entry: Omit<LoggedRequest, 'number'>, c: SimulatorContext): void {
  const { log } = state;
  log.begin(entry);
  whenOver(c, (isCutOff) => {
    log.close(entry);
    if (!isCutOff || entry.fault === 'reset' || entry.fault === 'cut') return;
    entry.aborted = true;
    entry.status = null;
  });
}

/** What belongs to one request on its way through. */
interface CallRun extends Pick<ApiCall, 'onDelivery' | 'body'> {
  url: URL;
  requestId: string;
  entry: Omit<LoggedRequest, 'number'>;
}

async function executeCall(
  state: SimulatorState,
  environment: Environment,
  c: SimulatorContext,
  run: CallRun,
): Promise<Response> {
  const { url, requestId, entry } = run;
  // One client met this bare answer when the closing slash was missing; another calls without it in production.
  if (!url.pathname.endsWith('/') && state.settings.requireTrailingSlash) return plainText(404, '404 page not found');

  let code = 0;
  let message = 'OK';
  let data: JsonValue = {};
  const headers: Record<string, string> = {};
  try {
    const result = await runRoute(state, environment, c, run, headers);
    if (result instanceof Response) return rawAnswer(result, run);
    data = result;
  } catch (error) {
    // Whoever hung up while sending is told nothing.
    if (hasHungUp(c)) return plainText(499, '');
    code = error instanceof TikTokFailure ? error.code : 50000;
    message =
      error instanceof TikTokFailure
        ? error.message
        : `System error. ${error instanceof Error ? error.message : ''}`.trim();
  }
  entry.code = code;
  return envelopeResponse(requestId, code, message, data, headers);
}

/** An answer without an envelope, such as a file. */
function rawAnswer(answer: Response, { requestId, entry }: CallRun): Response {
  entry.answerBytes = 0;
  const sent = countedAnswer(answer, (bytes) => {
    entry.answerBytes = (entry.answerBytes ?? 0) + bytes;
  });
  sent.headers.set('x-tt-logid', requestId);
  return sent;
}

async function runRoute(
  state: SimulatorState,
  environment: Environment,
  c: SimulatorContext,
  { url, entry, body, onDelivery }: CallRun,
  headers: Record<string, string>,
): Promise<JsonValue | Response> {
  const path = `${url.pathname.slice(BASE_PATH.length)}${url.pathname.endsWith('/') ? '' : '/'}`;
  const route = url.pathname.startsWith(`${BASE_PATH}/`) ? routesByName.get(`${c.req.method} ${path}`) : undefined;
  if (route === undefined) throw new TikTokFailure(40400, `Route not found: ${c.req.method} ${url.pathname}.`);

  const grant = route.auth === 'token' ? authenticate(state, environment, c.req.header('Access-Token')) : null;
  if (grant !== null) pace(state, state.apps.find(grant.appId), route);
  if (environment === 'sandbox' && !route.inSandbox)
    throw new TikTokFailure(40009, 'This API is not available in the sandbox environment.');
  if (route.permission !== undefined && grant !== null && !isPermitted(grant, route.permission)) {
    throw new TikTokFailure(40001, 'Permission error: The access token lacks the required scope for endpoint.');
  }

  const isJson = route.method === 'POST' && route.isForm !== true;
  const args = route.method === 'GET' ? queryArguments(url.searchParams) : isJson ? await readJsonBody(c, body) : {};
  if (isJson) entry.body = summarize(args);
  if (route.auth === 'app') pace(state, state.apps.find(appIdOf(args)), route);
  // A form says whom it is for later.
  if (grant !== null && typeof args['advertiser_id'] === 'string') state.advertiserLimits.count(args['advertiser_id']);

  const call: ApiCall = {
    state,
    environment,
    args,
    grant,
    contentType: c.req.header('Content-Type') ?? null,
    body,
    setHeader: (name, value) => {
      headers[name] = value;
    },
    logBody: (summary) => {
      entry.body = summary;
    },
    logFault: (kind) => {
      entry.fault = kind;
    },
    onDelivery,
  };
  return route.handle(call);
}

function authenticate(state: SimulatorState, environment: Environment, accessToken: string | undefined): Grant {
  if (accessToken === undefined || accessToken === '') throw new TikTokFailure(40104, 'Access token is empty.');
  // Where account tokens do not count, an expired one is as unknown as any other.
  const grant =
    state.grants.find(accessToken) ??
    (state.settings.accountTokensReachAdAccounts ? state.accountGrants.use(accessToken) : undefined);
  // A token of the other environment is simply a bad one [inferred].
  if (grant === undefined || grant.environment !== environment) throw badToken();
  return grant;
}

/** Words such as `user.info.basic` say nothing about ad accounts, so an account token lacks no permission id here. */
function isPermitted(grant: Grant, permission: string): boolean {
  return grant.kind === 'tiktok_account' || grant.scope.includes(permission);
}

/** The app a call without a token names; which it is, its endpoint checks. */
function appIdOf(args: Arguments): string {
  const appId = args['app_id'] ?? args['client_id'];
  return typeof appId === 'string' ? appId : '';
}

/** Counts the call against the app's limits and the endpoint's own. */
function pace(state: SimulatorState, app: DeveloperApp | undefined, { ownLimit }: Route): void {
  if (app === undefined) return;
  // A stream of its own; the others are part of what the app does.
  if (ownLimit !== 'segmentMapping') meterCall(state, app, app.rate);
  if (ownLimit !== undefined) meterCall(state, app, app.ownRates[ownLimit]);
}

/** The texts are those seen in the wild. */
function meterCall(state: SimulatorState, app: DeveloperApp, meter: RateMeter | null): void {
  if (meter === null) return;
  const { limits } = meter;
  const { decision, state: next } = admit(limits, meter.state, state.clock.pace());
  meter.state = next;
  if (decision === 'admitted') return;
  if (decision === 'second') throw new TikTokFailure(40100, `App reaches the QPS limit ${limits.qps}`);
  if (decision === 'minute') throw new TikTokFailure(40100, 'Too many requests. Please retry in some time.');
  throw new TikTokFailure(
    40100,
    `Due to too many requests, requests from App ${app.appId} are temporarily restricted.`,
  );
}

async function readJsonBody(c: SimulatorContext, stream: AsyncIterable<Uint8Array>): Promise<Arguments> {
  if (!/^application\/json\b/i.test(c.req.header('Content-Type') ?? ''))
    throw badArgument('Content-Type must be application/json.');
  const text = await readText(stream, MAX_JSON_BYTES);
  if (text === null) throw badArgument('The request body is too large.');
  let body: unknown;
  try {
    body = parseExactJson(text);
  } catch {
    throw badArgument('The request body is not valid JSON.');
  }
  if (!isRecord(body)) throw badArgument('The request body must be a JSON object.');
  return body;
}

/** The bent answer, or null when the call goes on (a delay). */
async function applyFault(
  fault: Fault,
  requestId: string,
  entry: Omit<LoggedRequest, 'number'>,
  c: SimulatorContext,
  answer: Response | null = null,
): Promise<Response | null> {
  entry.fault = fault.kind;
  if (fault.kind === 'delay') {
    await pause(c, fault.delayMs);
    return null;
  }
  entry.code = fault.kind === 'code' ? fault.code : null;
  if (fault.kind === 'cut') {
    entry.answerBytes = 0;
    const count = (bytes: number): void => void (entry.answerBytes = (entry.answerBytes ?? 0) + bytes);
    return answer === null ? null : countedAnswer(answer, count, fault.cutAfterBytes, () => cutConnection(c));
  }
  const retryAfter = fault.retryAfterSeconds === null ? {} : { 'retry-after': String(fault.retryAfterSeconds) };
  if (fault.kind === 'code') return envelopeResponse(requestId, fault.code, fault.message, {});
  if (fault.kind === 'status') return plainText(fault.status, fault.message, retryAfter);
  if (fault.kind === 'html') {
    const headers = { 'content-type': 'text/html', ...retryAfter };
    return new Response(edgePage(fault.status), { status: fault.status, headers });
  }
  entry.status = null;
  return resetConnection(c) ? RESPONSE_ALREADY_SENT : plainText(502, 'connection reset');
}

function plainText(status: number, text: string, headers: Readonly<Record<string, string>> = {}): Response {
  const hasBody = status !== 204 && status !== 205 && status !== 304;
  return new Response(hasBody ? text : null, {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', ...headers },
  });
}
