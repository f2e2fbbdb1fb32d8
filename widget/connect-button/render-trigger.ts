import { html, nothing, type TemplateResult } from 'lit';
import type { Environment } from '../../shared/fields.ts';
import { firstIcon } from '../element/first-icons.ts';
import type { Labels } from '../labels/labels.ts';

export interface TriggerParts {
  labels: Labels;
  environment: Environment;
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
  const name =
    parts.environment === 'sandbox' ? words.connectSandboxAccount : parts.isAgain ? words.connectAgain : words.connect;
  return html`<button
      part="button"
      type="button"
      class="btn ${isOpening || !mayConnect ? '' : 'btn--primary'}"
      aria-disabled=${isOpening || !mayConnect ? 'true' : nothing}
      aria-describedby="hint"
      @click=${() => !isOpening && press()}
    >
      ${isOpening ? words.opening : html`${firstIcon(mayConnect ? 'plug' : 'lock')}${name}`}
    </button>
    ${renderHint(parts)}`;
}

/** What a press will do, before it does it; or why it can't, or didn't. */
export function renderHint({ labels, environment, isAgain, mayConnect, failed }: TriggerParts): TemplateResult {
  const words = labels.connectButton;
  const will = environment === 'sandbox' ? words.idleSandbox : isAgain ? words.idleAgain : words.idle;
  return html`<p part="hint" class="subtitle" id="hint" role=${failed === undefined ? nothing : 'alert'}>
    ${failed ?? (mayConnect ? will : words.noPermission)}
  </p>`;
}
