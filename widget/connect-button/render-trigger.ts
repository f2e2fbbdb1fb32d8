import { html, nothing, type TemplateResult } from 'lit';
import type { ConnectionKind } from '../../shared/connections.ts';
import type { Environment } from '../../shared/fields.ts';
import { firstIcon } from '../element/first-icons.ts';
import type { Labels } from '../labels/labels.ts';

export interface TriggerParts {
  labels: Labels;
  environment: Environment;
  kind: ConnectionKind;
  /** Offers to paste an access token; undefined where it is not offered. */
  paste: (() => void) | undefined;
  /** A known connection is to be signed in again. */
  isAgain: boolean;
  mayConnect: boolean;
  isOpening: boolean;
  /** Why the last press led nowhere. */
  failed: string | undefined;
  press: () => void;
}

/** The button that begins; it keeps its place, and can be focused, when it may not be pressed. */
export function renderTrigger(parts: TriggerParts): TemplateResult {
  const { labels, mayConnect, isOpening, press } = parts;
  const words = labels.connectButton;
  const [name] = wordsFor(parts);
  return html`<button
      part=${isOpening || !mayConnect ? 'trigger button' : 'trigger button primary-button'}
      type="button"
      class="btn ${isOpening || !mayConnect ? '' : 'btn--primary'}"
      aria-disabled=${isOpening || !mayConnect ? 'true' : nothing}
      aria-describedby="hint"
      @click=${() => !isOpening && press()}
    >
      ${isOpening ? words.opening : html`${firstIcon(mayConnect ? 'plug' : 'lock')}${name}`}
    </button>
    ${renderHint(parts)}
    ${
      parts.paste === undefined || !mayConnect
        ? nothing
        : html`<button type="button" class="link" @click=${parts.paste}>${words.pasteToken}</button>`
    }`;
}

/** The name of the button, and what a press will do. */
function wordsFor({ labels, environment, kind, isAgain }: TriggerParts): [name: string, will: string] {
  const words = labels.connectButton;
  if (environment === 'sandbox') return [words.connectSandboxAccount, words.idleSandbox];
  if (isAgain) return [words.connectAgain, words.idleAgain];
  return kind === 'tiktok_account' ? [words.connectAccount, words.idleAccount] : [words.connect, words.idle];
}

/** What a press will do, before it does it; or why it can't, or didn't. */
export function renderHint(parts: TriggerParts): TemplateResult {
  const { labels, mayConnect, failed } = parts;
  const [, will] = wordsFor(parts);
  return html`<p part="hint" class="subtitle" id="hint" role=${failed === undefined ? nothing : 'alert'}>
    ${
      failed === undefined
        ? mayConnect
          ? will
          : labels.connectButton.noPermission
        : html`${failed}
            <button type="button" class="link" @click=${() => location.reload()}>${labels.common.reload}</button>`
    }
  </p>`;
}
