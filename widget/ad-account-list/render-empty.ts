import { html, nothing, type TemplateResult } from 'lit';
import type { Connection } from '../../shared/connections.ts';
import { stateBlock } from '../element/state-block.ts';
import type { Labels } from '../labels/labels.ts';
import type { ConnectStart } from './connect-start.ts';
import { signInName } from './sign-in-look.ts';

export interface EmptyParts {
  labels: Labels;
  connections: readonly Connection[];
  mayConnect: boolean;
  allowsToken: boolean;
  connect: ConnectStart;
}

/** No ad account yet. Who is signed in already has only to choose; everybody else connects first. */
export function renderEmpty({ labels, connections, mayConnect, allowsToken, connect }: EmptyParts): TemplateResult {
  const words = labels.adAccountList;
  if (!mayConnect) return stateBlock({ mark: 'plug', title: words.emptyTitle, text: words.emptyLookOnly });
  const usable = connections.filter(
    ({ state, advertiserCount }) => state !== 'disconnected' && state !== 'revoked' && advertiserCount > 0,
  );
  const [first] = usable;
  const button = (text: string, press: () => void, isPrimary = true) =>
    html`<button type="button" part=${isPrimary ? 'button primary-button' : 'button'} class="btn ${isPrimary ? 'btn--primary' : ''}" @click=${press}>${text}</button>`;
  if (first !== undefined) {
    const isOne = usable.length === 1;
    return stateBlock({
      mark: 'plug',
      title: words.emptyTitle,
      text: isOne ? words.emptySignedIn(signInName(first, labels), first.advertiserCount) : words.emptySignedInMany,
      actions: html`${isOne ? button(labels.signIns.choose, () => connect.choose(first)) : nothing}
      ${button(words.connectAnother, () => connect.start(), false)}`,
    });
  }
  return stateBlock({
    mark: 'plug',
    title: words.emptyTitle,
    text: words.empty,
    actions: button(words.connect, () => connect.start()),
    ...(allowsToken
      ? {
          more: html`<button type="button" class="link paste" @click=${() => connect.pasteToken()}>${labels.signIns.orPasteToken}</button>`,
        }
      : {}),
  });
}
