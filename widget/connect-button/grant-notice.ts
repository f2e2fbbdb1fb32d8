import { html, nothing } from 'lit';
import type { Connection, SignInReview } from '../../shared/connections.ts';
import type { Labels } from '../labels/labels.ts';
import type { Grant } from './grant-reader.ts';
import { button } from './notice-button.ts';
import type { Notice } from './notice.ts';

export interface GrantActions {
  choose: () => void;
  /** Starts an advertiser's sign-in, whatever this one was. */
  connectAdvertiser: () => void;
  dismiss: () => void;
  startAgain: () => void;
}

interface GrantParts {
  labels: Labels;
  /** This connection was meant to be signed in again; otherwise it turned out to be there already. */
  isAgain: boolean;
  /** What the person let go of by accepting this sign-in. */
  accepted: SignInReview | undefined;
  act: GrantActions;
}

/** What a sign-in brought: who, how many, and what it does not allow. */
export function grantNotice(grant: Grant, parts: GrantParts): Notice {
  const { connection } = grant;
  const notice = mainNotice(grant, parts);
  const also = alsoSaid(connection, parts.labels);
  return also.length === 0 || notice.also !== undefined
    ? notice
    : { ...notice, also: html`${also.map((text, index) => html`${index === 0 ? nothing : ' '}<bdi>${text}</bdi>`)}` };
}

function mainNotice(grant: Grant, parts: GrantParts): Notice {
  const { labels, act } = parts;
  const words = labels.connectButton;
  const { connection } = grant;
  const name = connection?.tiktokUser?.displayName;
  if (connection?.advertiserCount === 0) return nothingShared(connection, parts);
  if (connection !== undefined && connection.missingScopes.length > 0) {
    const lacking = connection.missingScopes.map((scope) => words.lacks(scope.id, scope.name));
    return {
      mark: 'warning',
      kind: 'warning',
      title: grant.isKnown ? words.againTitle(name) : words.connectedTitle(name),
      text: `${lacking.join(' ')} ${words.lacksHow}`,
      actions: html`${button(words.signInAgain, act.startAgain, 'primary')}
      ${grant.isKnown ? button(words.done, act.dismiss, 'quiet') : button(words.choose, act.choose, 'quiet')}`,
    };
  }
  if (grant.isKnown) return knownNotice(grant, parts);
  const title = words.connectedTitle(name);
  const actions = button(words.choose, act.choose, 'primary');
  return { mark: 'ok', kind: 'ok', title, text: shared(connection, labels), actions };
}

/** Whoever pasted a token named its ad accounts, or had them listed: TikTok's page had no part in it. */
function shared(connection: Connection | undefined, { connectButton: words }: Labels): string {
  return connection?.source === 'oauth' ? words.connected(connection.advertiserCount) : words.connectedText;
}

/** No ad account is shared: for an advertiser's sign-in the one thing that was missing, for a TikTok account's the usual. */
function nothingShared(connection: Connection, { labels, act }: GrantParts): Notice {
  const words = labels.connectButton;
  const name = connection.tiktokUser?.displayName;
  if (connection.kind === 'tiktok_account') {
    return {
      mark: 'ok',
      kind: 'ok',
      title: name === undefined ? words.accountTitle : words.connectedTitle(name),
      text: words.accountOnly,
      actions: html`${button(words.done, act.dismiss, 'primary')}
      ${button(words.connect, act.connectAdvertiser, 'quiet')}`,
    };
  }
  const isInCenter = connection.notices.includes('business_center_only');
  const how = isInCenter ? words.businessCenterOnly : words.nothing;
  return {
    mark: 'stop',
    kind: 'danger',
    title: isInCenter ? words.businessCenterTitle : words.nothingTitle,
    text: connection.importedCount === 0 ? how : `${how} ${words.nothingAgain}`,
    actions: html`${button(isInCenter ? words.signInAgain : labels.common.tryAgain, act.startAgain, 'primary')}
    ${button(labels.common.close, act.dismiss, 'quiet')}`,
  };
}

/** The connection was there before. Who came to add ad accounts goes on to them; who came to mend it is done. */
function knownNotice({ connection }: Grant, { labels, isAgain, accepted, act }: GrantParts): Notice {
  const words = labels.connectButton;
  const choose = (kind?: 'primary') => button(words.choose, act.choose, kind);
  const done = (kind: 'primary' | 'quiet') => button(words.done, act.dismiss, kind);
  const actions = isAgain ? html`${done('primary')}${choose()}` : html`${choose('primary')}${done('quiet')}`;
  const title = words.againTitle(connection?.tiktokUser?.displayName);
  const text =
    accepted !== undefined
      ? words.accepted(accepted.lostImportedCount)
      : isAgain || connection === undefined
        ? words.reconnected
        : shared(connection, labels);
  return { mark: 'ok', kind: 'ok', title, text, actions };
}

/** What somebody should know beside the result: which token it is, and what the sandbox cannot do. */
function alsoSaid(connection: Connection | undefined, { connectButton: words }: Labels): string[] {
  if (connection === undefined) return [];
  return [
    ...(connection.tokenLast4 === null ? [] : [words.tokenEnding(connection.tokenLast4)]),
    ...(connection.notices.includes('sandbox_limits') ? [words.sandboxLimits] : []),
  ];
}
