import { html, nothing, type TemplateResult } from 'lit';
import { CONSENT, type Mappable } from '../../shared/identifiers/attributes.ts';
import { icon } from '../element/icons.ts';
import type { MappingModel } from './mapping-model.ts';
import { shortHash, splitBlanks } from './preview.ts';

const SHOWN_BLANKS = 4;
const MAX_VALUE_LENGTH = 512;
/** These are words of some language, and read in its direction; the others are codes, which stay left to right. */
const WORDS: readonly Mappable[] = [
  'firstName',
  'lastName',
  'firstNameInitial',
  'gender',
  'city',
  'state',
  'country',
  'consent',
];

const CONSENT_MARKS = { yes: 'ok', no: 'ban', unknown: 'warning' } as const;

/** Monospaced faces rarely have more than Latin letters; other scripts read better in the page's own face. */
const faceOf = (text: string): string => (/^[\0-\u024f\u1e00-\u206f]*$/.test(text) ? 'mono' : '');

/** A value on its way to TikTok, as the row's last cells: as stored or tried, normalised, hashed, or why it is not. */
export function renderPreview(view: MappingModel, attribute: Mappable): TemplateResult {
  const words = view.host.labels.mappingTable;
  const name = view.draft[attribute] ?? view.suggestions[attribute];
  if (name === undefined) return renderBlank(attribute === CONSENT ? words.consentUnmapped : words.staysBlank);
  const isTrying = view.tried.has(attribute);
  const value = view.valueOf(attribute);
  if (!view.properties.has(name)) return renderWord('warning', words.goneProperty, true);
  if (!isTrying && (value === undefined || value === ''))
    return renderBlank(
      html`${words.noExample} <button type="button" class="link" id="try-${attribute}" aria-label=${words.tryLabel(words.attributes[attribute])} @click=${() => startTrying(view, attribute)}>${words.tryOne}</button>`,
    );
  const raw = isTrying ? renderTry(view, attribute, value ?? '') : renderExample(view, attribute, value ?? '');
  // One template for all results: a field that is being typed in must not be drawn anew.
  const isNothing = value === '' && attribute !== CONSENT;
  return html`${raw}${isNothing ? renderWord('info', words.tryEmpty) : renderResult(view, attribute, value ?? '')}`;
}

function renderBlank(content: unknown): TemplateResult {
  return html`<div class="cell" data-cell="blank" role="cell" aria-colspan="3">${content}</div>`;
}

function renderExample(view: MappingModel, attribute: Mappable, example: string): TemplateResult {
  const words = view.host.labels.mappingTable;
  const { before, text, after } = splitBlanks(example);
  const dots = (count: number) =>
    html`<span class="space" aria-hidden="true">${'·'.repeat(Math.min(count, SHOWN_BLANKS))}</span>`;
  return html`<div class="cell value value--raw" data-cell="raw" role="cell">
    <span class="label">${words.columnExample}</span>
    <span class="example"
      ><span class="clip ${faceOf(text)}" dir=${WORDS.includes(attribute) ? 'auto' : 'ltr'} title=${example}
        >${before === 0 ? nothing : dots(before)}${text}${after === 0 ? nothing : dots(after)}</span
      ><button
        type="button"
        part="icon-button"
        class="btn btn--quiet btn--icon example__try"
        id="try-${attribute}"
        aria-label=${words.tryLabel(words.attributes[attribute])}
        title=${words.tryOne}
        @click=${() => startTrying(view, attribute)}
      >
        <svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d="M3 13l.6-2.9 7-7a1.2 1.2 0 0 1 1.7 0l.6.6a1.2 1.2 0 0 1 0 1.7l-7 7zM9.4 4.3l2.3 2.3"></path></svg>
      </button></span
    >
  </div>`;
}

/** The example's place, to be written over. What is written stays in the page. */
function renderTry(view: MappingModel, attribute: Mappable, value: string): TemplateResult {
  const words = view.host.labels.mappingTable;
  const name = words.attributes[attribute];
  const end = () => {
    view.try(attribute, null);
    void focusSoon(view, `#try-${attribute}`);
  };
  return html`<div class="cell value value--raw value--try" data-cell="raw" role="cell">
    <span class="label">${words.tryColumn}</span>
    <span class="try"
      ><span part="input" class="input"
        ><input
          id="try-${attribute}"
          class=${faceOf(value)}
          type="text"
          dir=${WORDS.includes(attribute) ? 'auto' : 'ltr'}
          maxlength=${MAX_VALUE_LENGTH}
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
          aria-label=${words.tryField(name)}
          aria-describedby="try-note-${attribute}"
          .value=${value}
          @input=${(event: InputEvent) => view.try(attribute, (event.target as HTMLInputElement).value)}
          @keydown=${(event: KeyboardEvent) => {
            if (event.key !== 'Escape' || event.isComposing) return;
            event.stopPropagation();
            end();
          }}
        /><button type="button" part="icon-button" class="btn btn--quiet btn--icon" aria-label=${words.tryEnd(name)} title=${words.tryEnd(name)} @click=${end}>${icon('close')}</button></span
      ><span class="caption" id="try-note-${attribute}">${words.tryNote}</span></span
    >
  </div>`;
}

function startTrying(view: MappingModel, attribute: Mappable): void {
  view.try(attribute, view.valueOf(attribute) ?? '');
  void focusSoon(view, `#try-${attribute}`);
}

async function focusSoon(view: MappingModel, selector: string): Promise<void> {
  await view.host.element.updateComplete;
  const target = view.host.find<HTMLInputElement | HTMLButtonElement>(selector);
  target?.focus();
  if (target instanceof HTMLInputElement) target.select();
}

function renderResult(view: MappingModel, attribute: Mappable, value: string): TemplateResult {
  const { labels, copied } = view.host;
  const words = labels.mappingTable;
  const preview = view.previewOf(attribute, value);
  if (preview === null) {
    return html`<div class="cell" data-cell="normal" role="cell"><span class="skeleton"></span></div>
      <div class="cell" data-cell="hash" role="cell"><span class="skeleton"></span></div>`;
  }
  switch (preview.kind) {
    case 'consent':
      return renderWord(CONSENT_MARKS[preview.says], words.consentSays[preview.says]);
    case 'needs_country':
      return renderWord('warning', words.needsCountry);
    case 'refused':
      return renderWord(
        preview.reason === 'zeroed_device_id' || preview.reason === 'empty' ? 'info' : 'warning',
        words.reasons[preview.reason],
      );
    case 'already_hashed':
      return renderWord('info', words.alreadyHashed);
    case 'hashed':
      return html`<div class="cell value" data-cell="normal" role="cell">
          <span class="label">${words.columnNormalised}</span>
          <span class="clip ${faceOf(preview.normalized)}" dir=${WORDS.includes(attribute) ? 'auto' : 'ltr'} title=${preview.normalized}>${preview.normalized}</span>
        </div>
        <div class="cell value value--hash" data-cell="hash" role="cell">
          <span class="label">${words.columnHash}</span>
          <button
            type="button"
            class="hash mono"
            title=${preview.hash}
            aria-label="${shortHash(preview.hash)}${view.host.labels.common.stop}${words.copyHash(words.attributes[attribute])}"
            @click=${() => view.host.copy(preview.hash)}
          >
            ${copied === preview.hash ? labels.common.copied : html`<span class="isolate">${shortHash(preview.hash)}</span>`}
          </button>
        </div>`;
  }
}

function renderWord(mark: 'warning' | 'info' | 'ok' | 'ban', text: string, isAlone = false): TemplateResult {
  return html`<div
    class="cell value value--word ${isAlone ? 'value--alone' : ''}"
    data-cell=${isAlone ? 'blank' : 'normal'}
    role="cell"
    aria-colspan=${isAlone ? 3 : 2}
  >
    <span class=${mark === 'warning' ? 'is-warning' : mark === 'ok' ? 'is-kept' : 'muted'}>${icon(mark)}</span><span>${text}</span>
  </div>`;
}
