import { nothing, type ReactiveController, type TemplateResult } from 'lit';
import type { ViewHost } from '../element/lazy-element.ts';
import { isVeiled, rootsAround } from '../element/roots.ts';
import type { Labels } from '../labels/labels.ts';
import { type FoundItem, indexItems, type ItemIndex } from './combobox-filter.ts';
import { isCharacter, isComposing, linesOf } from './combobox-keys.ts';
import type { ComboboxField, ComboboxKind, ComboboxSurface } from './combobox-kind.ts';
import { OptionList } from './combobox-list.ts';
import { measuresOf, placeList, roomLeft, wantsSheet } from './combobox-place.ts';
import { ListSpeech } from './combobox-speech.ts';
import { renderCombobox, renderOpener, renderSheet } from './combobox-view.ts';

export type { ComboboxField, ComboboxKind } from './combobox-kind.ts';

/**
 * A searchable list in the combobox pattern of ARIA: an input that filters, and a listbox of which only the lines in sight
 * are drawn, so that thousands cost what twenty do. One list is open at a time; it can serve many fields.
 *
 * Draw each field with `render`, and `renderSheet` once. The host's styles need `comboboxStyles`.
 */
export class Combobox<Item> implements ReactiveController, ComboboxSurface<Item> {
  readonly host: ViewHost;
  readonly kind: ComboboxKind<Item>;
  field: ComboboxField<Item> | null = null;
  list: OptionList<Item> | null = null;
  isSheet = false;
  initial = '';
  readonly speech: ListSpeech;
  #items: readonly Item[] = [];
  #index: ItemIndex<Item> = [];
  /** The words that the items were read with. */
  #readIn: Labels | undefined;
  #hasJustOpened = false;
  #mustScroll = false;
  /** The person moves in the list rather than in the text. */
  #isInList = false;
  #watching: AbortController | undefined;

  constructor(host: ViewHost, kind: ComboboxKind<Item>) {
    this.host = host;
    this.kind = kind;
    this.speech = new ListSpeech(() => host.update());
    host.element.addController(this);
  }

  get size(): number {
    return this.#index.length;
  }

  /** Sets or replaces the items; an open list keeps its text and its active item. */
  setItems(items: readonly Item[]): void {
    this.#items = items;
    this.#read();
    this.#changed();
  }

  #read(): void {
    this.#readIn = this.host.labels;
    this.#index = indexItems(this.#items, this.kind);
    this.#relist();
  }

  itemOf(key: string | null): Item | undefined {
    return this.#index.find(({ item }) => this.kind.key(item) === key)?.item;
  }

  lineId(found: FoundItem<Item> | undefined): string {
    return `${this.field?.opener ?? ''}-${found?.ordinal ?? 'unset'}`;
  }

  isOpenFor(opener: string): boolean {
    return this.field?.opener === opener;
  }

  /** Opens on the chosen item, or, with a first typed character, on what it finds. */
  open(field: ComboboxField<Item>, typed?: string): void {
    if (this.field === null) this.#watch();
    this.field = field;
    this.isSheet = wantsSheet(this.host.element);
    this.list = this.#newList(field);
    const chosen = this.itemOf(field.chosen);
    this.initial = typed ?? (chosen === undefined ? '' : this.kind.text(chosen));
    this.#isInList = typed === undefined;
    this.#hasJustOpened = true;
    if (typed !== undefined) this.type(typed);
    else if (field.chosen !== null) this.#activateKey(field.chosen);
    this.#changed();
  }

  #newList(field: ComboboxField<Item>): OptionList<Item> {
    return new OptionList(this.#index, {
      groups: this.kind.groups?.().map(({ key }) => key) ?? [''],
      measures: measuresOf(this.kind.lines ?? 1, this.kind.groups !== undefined),
      hasUnset: field.chosen !== null && field.unset !== undefined,
    });
  }

  /** The open list anew, with its text and its active item. */
  #relist(): void {
    const { field, list } = this;
    if (field === null || list === null) return;
    const active = list.foundAt(list.active)?.item;
    this.list = this.#newList(field);
    this.list.filter(list.typed);
    if (active !== undefined) this.#activateKey(this.kind.key(active));
  }

  /** Closes and changes nothing. Focus goes back to the opener unless it went elsewhere by itself. */
  close({ givesFocusBack = true } = {}): void {
    const { field } = this;
    if (field === null) return;
    if (this.isSheet) this.#find<HTMLDialogElement>('sheet')?.close();
    const opener = this.host.find(`[id="${field.opener}"]`);
    this.#forget();
    if (givesFocusBack && opener !== null) {
      // Before the input goes, so that focus never falls to the page in between.
      opener.closest('.combo__closed')?.removeAttribute('inert');
      opener.focus({ preventScroll: true });
    }
    this.host.update();
  }

  #forget(): void {
    this.field = null;
    this.list = null;
    this.#watching?.abort();
    this.speech.silence();
  }

  type(text: string): void {
    if (this.list === null) return;
    this.#isInList = false;
    this.list.filter(text);
    this.#changed();
    this.speech.soon(() => {
      const found = this.list?.found ?? 0;
      return found === 0 ? this.kind.none(text) : this.kind.count(found, this.size);
    });
  }

  choose(line: number): void {
    const { field, list } = this;
    if (field === null || list === null || line < 0) return;
    const item = list.foundAt(line)?.item;
    if (item === undefined && line !== list.unsetLine) return;
    const refusal = item && this.kind.refusal?.(item);
    if (refusal !== undefined) return this.speech.now(refusal);
    this.close();
    field.choose(item ?? null);
  }

  hover(line: number): void {
    if (this.list === null || this.list.active === line) return;
    this.list.active = line;
    this.host.update();
  }

  onKey(event: KeyboardEvent): void {
    const { list } = this;
    if (list === null || isComposing(event)) return;
    const step = linesOf(event, list.count, this.#isInList);
    if (step !== undefined) {
      this.#isInList = true;
      list.move(step);
      this.#changed();
    } else if (event.key === 'Enter') this.choose(list.active);
    else if (event.key === 'Escape' || (event.key === 'ArrowUp' && event.altKey)) {
      // Esc is for the list alone: a dialog around it stays open.
      event.stopPropagation();
      this.close();
    } else {
      if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') this.#isInList = false;
      return;
    }
    event.preventDefault();
  }

  openOnKey(event: KeyboardEvent, field: ComboboxField<Item>): void {
    const isTyping = isCharacter(event);
    if (isComposing(event) || (!isTyping && event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return;
    event.preventDefault();
    this.open(field, isTyping ? event.key : undefined);
  }

  /** The field, closed or open. `closed` draws an opener of one's own, with the id that the field names. */
  render(field: ComboboxField<Item>, closed?: () => TemplateResult): TemplateResult {
    // Its own words are those of the moment, too.
    if (this.isOpenFor(field.opener)) this.field = field;
    const isOpen = this.isOpenFor(field.opener) && !this.isSheet;
    return renderCombobox(this, closed?.() ?? renderOpener(this, field), isOpen ? this.list : null);
  }

  /** The full-screen list, anywhere in the host; nothing while there is none. */
  renderSheet(): TemplateResult | typeof nothing {
    return this.isSheet && this.list !== null ? renderSheet(this, this.list) : nothing;
  }

  onScroll(element: HTMLElement): void {
    if (this.list?.look(element.scrollTop, element.clientHeight) === true) this.host.update();
  }

  onBlur(event: FocusEvent): void {
    // When the window itself lost focus it comes back to the field; in another shape of the list it is about to.
    if (this.#hasJustOpened || (event.relatedTarget === null && !document.hasFocus())) return;
    const inside =
      event.relatedTarget instanceof Node && (event.currentTarget as HTMLElement).contains(event.relatedTarget);
    if (!inside) this.close({ givesFocusBack: false });
  }

  #activateKey(key: string): void {
    this.list?.activateItem((item) => this.kind.key(item) === key);
  }

  #changed(): void {
    this.#mustScroll = true;
    this.host.update();
  }

  /** Finds a part of the open list by its name. */
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- as `querySelector` has it
  #find<Found extends HTMLElement>(part: 'field' | 'list' | 'popover' | 'sheet'): Found | null {
    return this.host.find<Found>(`[id="${this.field?.opener ?? ''}-${part}"]`);
  }

  #watch(): void {
    const { signal } = (this.#watching = new AbortController());
    for (const root of rootsAround(this.host.element))
      root.addEventListener('pointerdown', this.#onPress, { capture: true, signal });
    window.addEventListener('scroll', this.#onScrollAround, { capture: true, passive: true, signal });
    window.addEventListener('resize', this.#onResize, { signal });
    window.visualViewport?.addEventListener('resize', this.#onResize, { signal });
    // A sheet is modal: where the page hides what it is in, nothing else of the page could be pressed.
    const sizes = new ResizeObserver(() => {
      if (this.isSheet && this.#find('sheet')?.getClientRects().length === 0) this.close();
    });
    sizes.observe(this.host.element);
    signal.addEventListener('abort', () => sizes.disconnect());
  }

  readonly #onPress = (event: Event): void => {
    if (this.isSheet) return;
    const path = event.composedPath();
    // The listener in the closed root sees what was pressed.
    if (isVeiled(path[0], this.host.element)) return;
    const inside = path.some((node) => node instanceof Element && node.matches('.combo__open'));
    if (!inside) this.close({ givesFocusBack: false });
  };

  /** The list goes where its field goes, and away once the field is out of sight. */
  readonly #onScrollAround = (event: Event): void => {
    const list = this.#find('list');
    if (list === null || event.composedPath().includes(list)) return;
    if (!this.#place()) this.close();
  };

  /** A phone was turned, its keyboard came, the window became another: the list stays, in the shape that fits now. */
  readonly #onResize = (): void => {
    const { field, list } = this;
    if (field === null || list === null) return;
    if (this.isSheet !== wantsSheet(this.host.element)) {
      this.isSheet = !this.isSheet;
      this.initial = list.typed ?? this.initial;
      this.#hasJustOpened = true;
      this.#relist();
      return this.#changed();
    }
    if (!this.#place()) {
      this.#find('field')?.scrollIntoView({ block: 'nearest' });
      this.#place();
    }
    // Another stretch of the list may be in sight.
    this.#changed();
  };

  #place(): boolean {
    if (this.isSheet) {
      this.#find('sheet')?.style.setProperty('--_room', `${roomLeft()}px`);
      return true;
    }
    const field = this.#find('field')?.parentElement;
    const popover = this.#find('popover');
    return field == null || popover === null || placeList(popover, field);
  }

  /** What an item is called may depend on the language. */
  hostUpdate(): void {
    if (this.#items.length > 0 && this.#readIn !== this.host.labels) this.#read();
  }

  hostUpdated(): void {
    const { list } = this;
    if (list === null) return;
    if (this.#hasJustOpened) this.#show(list);
    const box = this.#find('list');
    if (!this.#mustScroll || box === null) return;
    this.#mustScroll = false;
    // How much of the list is in sight is known only now that it is drawn.
    if (list.look(list.scroll, box.clientHeight)) this.host.update();
    list.showActive();
    box.scrollTop = list.scroll;
  }

  #show(list: OptionList<Item>): void {
    this.#hasJustOpened = false;
    this.#find('popover')?.showPopover();
    this.#find<HTMLDialogElement>('sheet')?.showModal();
    this.#place();
    const field = this.#find<HTMLInputElement>('field');
    field?.focus({ preventScroll: true });
    if (list.typed === null) field?.select();
    else field?.setSelectionRange(list.typed.length, list.typed.length);
  }

  hostDisconnected(): void {
    if (this.field === null) return;
    this.#forget();
    this.host.update();
  }
}
