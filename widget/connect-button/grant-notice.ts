import { html } from 'lit';
import type { Labels } from '../labels/labels.ts';
import { button } from './notice-button.ts';
import type { Notice } from './notice.ts';
import type { Grant } from './read-grant.ts';

export interface GrantActions {
  choose: () => void;
  dismiss: () => void;
  startAgain: () => void;
}

interface GrantParts {
  labels: Labels;
  /** This connection was meant to be signed in again; otherwise it turned out to be there already. */
  isAgain: boolean;
  hasNoPicker: boolean;
  act: GrantActions;
}

/** Ad accounts that are named before the rest is counted. */
const NAMED = 3;

/** What a sign-in brought: who, how many, and what it does not share any more. */
export function grantNotice(grant: Grant, { labels, isAgain, hasNoPicker, act }: GrantParts): Notice {
  const words = labels.connectButton;
  const name = grant.connection?.tiktokUser?.displayName;
  const choose = (kind?: 'primary') => button(words.choose, act.choose, kind);
  if (hasNoPicker) {
    const text = labels.common.failures['network_error'] ?? '';
    return {
      mark: 'offline',
      kind: 'danger',
      title: words.pickerFailedTitle,
      text,
      actions: button(labels.common.tryAgain, act.choose, 'primary'),
    };
  }
  if (grant.sharedCount === 0) {
    const text = grant.missing.length === 0 ? words.nothing : `${words.nothing} ${words.nothingAgain}`;
    const actions = button(labels.common.tryAgain, act.startAgain, 'primary');
    return { mark: 'stop', kind: 'danger', title: words.nothingTitle, text, actions };
  }
  const count = grant.missing.length;
  if (count > 0) {
    const names = grant.missing.slice(0, count === NAMED + 1 ? count : NAMED).map((account) => account.name);
    return {
      mark: 'warning',
      kind: 'warning',
      title: words.fewerTitle(count),
      text: `${words.fewer(names, count - names.length)} ${words.fewerHow}`,
      actions: html`${button(words.signInAgain, act.startAgain, 'primary')}
      ${button(words.goOnWithout(count), isAgain ? act.dismiss : act.choose, 'quiet')}`,
    };
  }
  if (grant.isKnown) return knownNotice(grant, { labels, isAgain, act, choose, name });
  const text = grant.sharedCount === undefined ? words.connectedText : words.connected(grant.sharedCount);
  return { mark: 'ok', kind: 'ok', title: words.connectedTitle(name), text, actions: choose('primary') };
}

interface KnownParts {
  labels: Labels;
  isAgain: boolean;
  act: GrantActions;
  choose: (kind?: 'primary') => unknown;
  name: string | undefined;
}

/** The connection was there before. Who came to add ad accounts goes on to them; who came to mend it is done. */
function knownNotice(grant: Grant, { labels, isAgain, act, choose, name }: KnownParts): Notice {
  const words = labels.connectButton;
  const done = (kind: 'primary' | 'quiet') => button(words.done, act.dismiss, kind);
  const actions = isAgain ? html`${done('primary')}${choose()}` : html`${choose('primary')}${done('quiet')}`;
  const title = words.comparingTitle(name);
  if (grant.comparison === 'running') {
    return { mark: 'clock', title, text: words.comparing, isWaiting: true, actions };
  }
  if (grant.comparison === 'failed') return { mark: 'info', title, text: words.notCompared, actions };
  const { sharedCount } = grant;
  const text =
    grant.comparison === 'done'
      ? isAgain || sharedCount === undefined
        ? words.reconnected
        : words.connected(sharedCount)
      : words.connectedText;
  return { mark: 'ok', kind: 'ok', title, text, actions };
}
