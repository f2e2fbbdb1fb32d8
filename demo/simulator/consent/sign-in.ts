import type { Context } from 'hono';
import type { SimulatorState } from '../state.ts';
import type { SimulatorEnv } from '../transport.ts';
import type { ConsentVisit } from './desk.ts';
import type { Html } from './html.ts';
import { errorPage, signInPage, type Carried } from './layout.ts';

/**
 * `form-action` names schemes rather than one origin: browsers apply it to every redirect that follows the submit, and
 * where the app's callback sends the person next is the app's business.
 */
const CONTENT_SECURITY_POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self' http: https:; base-uri 'none'; frame-ancestors 'none'";

/** What an app asks for at either consent page. */
export interface AuthorizeRequest {
  appId: string;
  redirectUri: string;
  state: string | null;
  scope: readonly string[];
}

/** Where a flow lives, and how it names things. */
export interface ConsentFlow {
  /** The address of the sign-in form; its consent page is below, at `/consent`. */
  path: string;
  lead: string;
  /** What the app asked for, or a sentence saying what is wrong with it. */
  read(field: (name: string) => string | undefined): AuthorizeRequest | string;
  /** The request again as form fields. */
  carry(request: AuthorizeRequest): Carried;
}

/** Answers a consent page. */
export function sendPage(state: SimulatorState, content: Html, status = 200): Response {
  const headers = new Headers({
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': CONTENT_SECURITY_POLICY,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  });
  if (state.severOpener) headers.set('cross-origin-opener-policy', 'same-origin');
  return new Response(content.text, { status, headers });
}

/** The first page of either flow, as the app opens it. */
export function openSignIn(state: SimulatorState, flow: ConsentFlow, c: Context<SimulatorEnv>): Response {
  const request = flow.read((name) => c.req.query(name));
  if (typeof request === 'string') return sendPage(state, errorPage(request), 400);
  return signInForm(state, flow, request, state.world.users[0]?.email ?? '', null);
}

/** Takes the sign-in form: goes on to the consent page, or shows the form again. */
export async function takeSignIn(
  state: SimulatorState,
  flow: ConsentFlow,
  c: Context<SimulatorEnv>,
): Promise<Response> {
  const form = await c.req.parseBody();
  const field = (name: string): string | undefined => textOf(form[name]);
  const request = flow.read(field);
  if (typeof request === 'string') return sendPage(state, errorPage(request), 400);
  const email = field('email')?.trim().toLowerCase() ?? '';
  const user = state.world.users.find((candidate) => candidate.email === email);
  if (user === undefined || user.password !== field('password')) {
    return signInForm(state, flow, request, email, 'This email and password do not belong together.');
  }
  const visit = state.consent.open({ ...request, path: flow.path, user });
  return c.redirect(`${flow.path}/consent?visit=${visit.visitId}`, 303);
}

/** The visit the address names, or the page that says there is none. */
export function requireVisit(
  state: SimulatorState,
  flow: ConsentFlow,
  c: Context<SimulatorEnv>,
): ConsentVisit | Response {
  const visit = state.consent.find(c.req.query('visit') ?? '');
  if (visit?.path === flow.path) return visit;
  return sendPage(state, errorPage('This authorization has ended or is unknown.'), 400);
}

/** The permissions that stayed ticked. A caller that posts a decision without the page's own fields gives them all. */
export function rememberScope(visit: ConsentVisit, form: Readonly<Record<string, unknown>>): void {
  if (form['offered'] === undefined && form['permission'] === undefined) return;
  const ticked = new Set(listOf(form['permission']));
  visit.givenScope = new Set(visit.scope.filter((id) => ticked.has(id)));
}

/** A redirect back to the app. */
export function callbackUrl(visit: ConsentVisit, answer: Readonly<Record<string, string>>): string {
  const url = new URL(visit.redirectUri);
  for (const [name, value] of Object.entries(answer)) url.searchParams.set(name, value);
  if (visit.state !== null) url.searchParams.set('state', visit.state);
  return url.href;
}

/** What TikTok sends on a refusal is not published for ad accounts; the names are those of RFC 6749 [unverified]. */
export function refusalUrl(visit: ConsentVisit): string {
  return callbackUrl(visit, { error: 'access_denied', error_description: 'The user denied the request.' });
}

export function isHttpUrl(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text);
}

/** The text of a form field; the first of several. */
export function textOf(value: unknown): string | undefined {
  return listOf(value)[0];
}

/** All texts of a form field. */
export function listOf(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter((item): item is string => typeof item === 'string');
}

function signInForm(
  state: SimulatorState,
  flow: ConsentFlow,
  request: AuthorizeRequest,
  email: string,
  problem: string | null,
): Response {
  const form = { action: flow.path, lead: flow.lead, carried: flow.carry(request) };
  return sendPage(state, signInPage(form, state.world.users, email, problem), problem === null ? 200 : 401);
}
