import type { Connection, ConnectionNotice, NamedAdvertiser } from '../../shared/connections.ts';
import type { Format } from '../element/format.ts';
import type { IconName } from '../element/icons.ts';
import type { Labels } from '../labels/labels.ts';
import { knownName } from './account-status.ts';

/** How long before a token's end the server renews it. */
const RENEWED_BEFORE_MS = 6 * 3_600_000;
/** Ad accounts that a difference names before the rest is counted. */
const NAMED = 3;

export type SignInState = 'active' | 'expiring' | 'read_only' | 'disconnected';
/** What helps, and so what the button beside a sentence does. */
export type SignInStep = 'sign_in' | 'check' | 'choose' | 'business_center' | 'connect';

/** What the words of a sign-in are made of besides the sign-in. */
export interface LookParts {
  labels: Labels;
  format: Format;
  /** "in 3 hours", kept right while it is shown. */
  relative: (iso: string) => string;
  now: number;
}

export interface SignInLook {
  state: SignInState;
  mark: IconName;
  kind: 'ok' | 'warning' | 'danger' | 'none';
  /** At most one short line. */
  line: string;
  step: SignInStep | undefined;
}

export interface SignInNote {
  notice: ConnectionNotice;
  kind: 'warning' | 'info';
  text: string;
  steps: readonly SignInStep[];
}

const LOOKS: Readonly<Record<SignInState, Pick<SignInLook, 'mark' | 'kind'>>> = {
  active: { mark: 'ok', kind: 'ok' },
  expiring: { mark: 'clock', kind: 'warning' },
  read_only: { mark: 'eye', kind: 'warning' },
  disconnected: { mark: 'unlink', kind: 'danger' },
};

/** Whose sign-in it is, as it is named in a sentence: the person, the token by its end, or only what it is. */
export function signInName({ tiktokUser, tokenLast4, kind, source }: Connection, { signIns: words }: Labels): string {
  const name = tiktokUser?.displayName.trim() ?? '';
  if (name !== '') return name;
  if (tokenLast4 !== null) return words.token(tokenLast4);
  if (source === 'token') return words.pasted;
  return kind === 'tiktok_account' ? words.account : words.someone;
}

/** What tells it apart from another one of the same name: the masked e-mail, the token's end, which kind of sign-in. */
export function signInCaptions(connection: Connection, labels: Labels): readonly string[] {
  const { signIns: words } = labels;
  const { tiktokUser, tokenLast4, kind, source } = connection;
  const name = signInName(connection, labels);
  const all = [
    tiktokUser?.email ?? undefined,
    tokenLast4 === null ? (source === 'token' ? words.pasted : undefined) : words.token(tokenLast4),
    kind === 'tiktok_account' ? words.account : undefined,
  ];
  return all.filter((text): text is string => text !== undefined && text !== '' && text !== name);
}

/** The state to show: one that ends within days reads so, also where nothing else is wrong with it. */
export function signInState({ state, notices }: Connection): SignInState {
  if (state === 'revoked') return 'disconnected';
  return state === 'active' && notices.includes('sign_in_ends') ? 'expiring' : state;
}

/** It ends although nothing fails: not because TikTok did not renew its token so far. */
export const endsForGood = ({ notices, signInEndsAt }: Connection): boolean =>
  signInEndsAt !== null && (notices.includes('sign_in_ends') || !notices.includes('renewal_delayed'));

/** State in a mark, a word and at most one line. */
export function signInLook(connection: Connection, parts: LookParts): SignInLook {
  const state = signInState(connection);
  return { state, ...LOOKS[state], line: lineOf(connection, state, parts), step: stepOf(connection, state) };
}

function stepOf(connection: Connection, state: SignInState): SignInStep | undefined {
  // A renewal that is late has a notice of its own, with what helps.
  return state === 'active' || (state === 'expiring' && !endsForGood(connection)) ? undefined : 'sign_in';
}

function lineOf(connection: Connection, state: SignInState, parts: LookParts): string {
  const { format, relative, now } = parts;
  const { signIns: words } = parts.labels;
  const { tokenExpiresAt, signInEndsAt } = connection;
  switch (state) {
    case 'read_only':
      return words.readOnly;
    case 'disconnected':
      return words.refused;
    case 'expiring':
      if (endsForGood(connection) && signInEndsAt !== null) {
        return words.worksUntil(format.date(signInEndsAt));
      }
      return tokenExpiresAt === null ? words.notRenewed : words.worksUntil(momentOf(tokenExpiresAt, parts));
    case 'active': {
      if (tokenExpiresAt === null) return words.lasts;
      const renewsAt = Date.parse(tokenExpiresAt) - RENEWED_BEFORE_MS;
      return renewsAt > now ? words.renewsNext(relative(new Date(renewsAt).toISOString())) : words.renews;
    }
  }
}

/** "14:32", with the day before it when it is not today. */
export function momentOf(iso: string, { format, now }: Pick<LookParts, 'format' | 'now'>): string {
  const time = format.time(iso);
  const isToday = new Date(iso).toDateString() === new Date(now).toDateString();
  return isToday ? time : format.moment(iso);
}

/** What somebody should know besides the state, each with what helps. What the state's own line says is left out. */
export function signInNotes(connection: Connection, parts: LookParts): readonly SignInNote[] {
  const isOver = signInState(connection) === 'disconnected';
  return connection.notices.flatMap((notice) => {
    // Signing in anew is all that helps then, and it is what the state asks for.
    if (isOver && notice !== 'sandbox_limits') return [];
    const note = noteOf(notice, connection, parts);
    return note === undefined ? [] : [note];
  });
}

function noteOf(notice: ConnectionNotice, connection: Connection, parts: LookParts): SignInNote | undefined {
  const { signIns: words } = parts.labels;
  const warning = (text: string, ...steps: SignInStep[]): SignInNote => ({ notice, kind: 'warning', text, steps });
  switch (notice) {
    case 'no_ad_accounts':
      if (connection.source === 'token') return warning(words.noAccountsOfToken, 'sign_in');
      return connection.kind === 'tiktok_account'
        ? warning(words.noAccountsOfAccount, 'connect')
        : warning(words.noAccounts, 'sign_in');
    case 'business_center_only':
      return warning(words.businessCenterOnly, 'check', 'business_center');
    case 'permissions_missing':
      return warning(permissionsText(connection, parts), 'sign_in');
    case 'renewal_delayed': {
      // How long it works is in the line beside the state.
      return warning(words.renewalDelayed(undefined), 'check');
    }
    case 'sandbox_limits':
      return { notice, kind: 'info', text: words.sandbox, steps: [] };
    // The state says it.
    case 'sign_in_ends':
      return undefined;
  }
}

function permissionsText({ missingScopes }: Connection, { labels, format }: LookParts): string {
  const { signIns: words } = labels;
  const names = format.list(missingScopes.map(({ name }) => words.quoted(name)));
  const stops = missingScopes.flatMap(({ id }) => words.stops[id] ?? []);
  return words.permissionsMissing(
    names,
    stops.length === 0 ? words.stopsOther : format.list(stops),
    missingScopes.length === 1,
  );
}

export interface ChangeText {
  text: string;
  /** There is something new to choose from. */
  hasGained: boolean;
}

/** The ad accounts gained and lost since the last look, as a difference; undefined where nothing changed. */
export function changeText({ advertiserChange }: Connection, { signIns: words }: Labels): ChangeText | undefined {
  if (advertiserChange === null) return undefined;
  const { gained, gainedCount, lost, lostCount } = advertiserChange;
  if (gainedCount === 0 && lostCount === 0) return undefined;
  const parts: string[] = [];
  if (gainedCount > 0) {
    const names = namesOf(gained, gainedCount);
    parts.push(words.added(gainedCount, names, gainedCount - names.length));
  }
  if (lostCount > 0) {
    const names = namesOf(lost, lostCount);
    parts.push(words.gone(lostCount, names, lostCount - names.length, gainedCount === 0));
  }
  return { text: parts.join(' '), hasGained: gainedCount > 0 };
}

/** One more than are named is named too: "and 1 more" is as long as a name. */
function namesOf(advertisers: readonly NamedAdvertiser[], count: number): string[] {
  return advertisers.slice(0, count === NAMED + 1 ? count : NAMED).map((each) => knownName(each) ?? each.advertiserId);
}

/** What a banner above the list says already. */
export const isInBanner = ({ notice }: SignInNote): boolean => notice === 'renewal_delayed';

/** How much it needs somebody: what has stopped first. 0 where all is well. */
function urgency(connection: Connection): number {
  const rank = { disconnected: 4, read_only: 3, expiring: 2, active: 0 }[signInState(connection)];
  if (rank > 0) return rank;
  return connection.notices.some((notice) => notice !== 'sandbox_limits') ? 1 : 0;
}

/** What stops most first, then as the server has them; those that were withdrawn are gone. */
export function inOrder(connections: readonly Connection[]): { troubled: Connection[]; calm: Connection[] } {
  const live = connections.filter(({ state }) => state !== 'revoked');
  const ranked = live.map((connection) => ({ connection, rank: urgency(connection) }));
  const of = (each: readonly { connection: Connection }[]) => each.map(({ connection }) => connection);
  return {
    troubled: of(ranked.filter(({ rank }) => rank > 0).toSorted((a, b) => b.rank - a.rank)),
    calm: of(ranked.filter(({ rank }) => rank === 0)),
  };
}
