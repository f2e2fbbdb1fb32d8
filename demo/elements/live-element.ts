/** What the custom elements manifest says of an element, as far as its live page shows it. */
export interface LiveElement {
  readonly tag: string;
  readonly summary: string;
  readonly attributes: readonly LiveAttribute[];
  readonly events: readonly { readonly name: string; readonly description?: string }[];
}

export interface LiveAttribute {
  readonly name: string;
  /** `boolean`, `string | undefined`, `'light' | 'dark'`. */
  readonly type: string;
  readonly default: string;
  readonly description: string;
}
