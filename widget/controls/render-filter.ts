import { html, type TemplateResult } from 'lit';
import { icon } from '../element/icons.ts';

/** A native list that narrows what is below it. */
export function renderFilter<Key extends string>(
  label: string,
  chosen: Key,
  options: readonly (readonly [key: Key, text: string])[],
  choose: (key: Key) => void,
): TemplateResult {
  const take = (event: Event) => {
    const option = options[(event.target as HTMLSelectElement).selectedIndex];
    if (option !== undefined && option[0] !== chosen) choose(option[0]);
  };
  return html`<span class="select select--small">
    <select aria-label=${label} @change=${take}>
      ${options.map(([key, text]) => html`<option .selected=${key === chosen}>${text}</option>`)}
    </select>
    ${icon('down')}
  </span>`;
}
