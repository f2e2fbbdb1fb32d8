import type { Attribute } from '../../shared/identifiers/attributes.ts';
import type { Property } from '../../shared/properties.ts';
import { filterProperties, indexProperties, type PropertyIndex, type PropertyMatches } from './filter-properties.ts';

/** One line that can be chosen: a property, or the last line, which leaves the attribute unmapped. */
export type PickerOption = { kind: 'property'; property: Property } | { kind: 'unmap' };

export interface PickerState {
  attribute: Attribute;
  /** What the person typed; null until they type, while the field still shows the mapped property. */
  typed: string | null;
  matches: PropertyMatches;
  options: readonly PickerOption[];
  /** Index in `options`; -1 when the text finds nothing. */
  active: number;
  /** Options drawn so far: a long list grows as the person goes down in it. */
  drawn: number;
  /** Opens upwards where there is no room below. */
  isAbove: boolean;
}

const FIRST_DRAWN = 40;
const DRAWN_AHEAD = 20;

/** The state of the one open property list, apart from the page. */
export class PropertyPicker {
  state: PickerState | null = null;
  #index: PropertyIndex = [];
  #current: string | null = null;

  setProperties(properties: readonly Property[]): void {
    this.#index = indexProperties(properties);
    this.state = null;
  }

  get size(): number {
    return this.#index.length;
  }

  /** Opens the list of an attribute on the property it has, or on the first. */
  open(attribute: Attribute, current: string | null, isAbove: boolean): void {
    this.#current = current;
    this.state = { ...this.#find(''), attribute, typed: null, drawn: FIRST_DRAWN, isAbove, active: 0 };
    this.activate(
      Math.max(
        0,
        this.state.options.findIndex((option) => option.kind === 'property' && option.property.name === current),
      ),
    );
  }

  close(): void {
    this.state = null;
  }

  type(text: string): void {
    if (this.state === null) return;
    const found = this.#find(text);
    const isEmpty = found.options.length === (this.#current === null ? 0 : 1);
    this.state = { ...this.state, ...found, typed: text, drawn: FIRST_DRAWN, active: isEmpty ? -1 : 0 };
  }

  /** Moves by lines, staying within the list. */
  move(lines: number): void {
    if (this.state === null || this.state.options.length === 0) return;
    this.activate(Math.min(this.state.options.length - 1, Math.max(0, this.state.active + lines)));
  }

  activate(active: number): void {
    if (this.state === null) return;
    this.state = { ...this.state, active, drawn: Math.max(this.state.drawn, active + DRAWN_AHEAD) };
  }

  /** Draws further lines, for a list that is scrolled towards its end. */
  drawMore(): void {
    if (this.state !== null && this.state.drawn < this.state.options.length) {
      this.state = { ...this.state, drawn: this.state.drawn + FIRST_DRAWN };
    }
  }

  #find(text: string): Pick<PickerState, 'matches' | 'options'> {
    const matches = filterProperties(this.#index, text);
    const options: PickerOption[] = [...matches.system, ...matches.custom].map(({ property }) => ({
      kind: 'property',
      property,
    }));
    if (this.#current !== null) options.push({ kind: 'unmap' });
    return { matches, options };
  }
}
