import { ATTRIBUTES, CONSENT, MAPPABLE, type Mappable } from '../../shared/identifiers/attributes.ts';
import type { Property } from '../../shared/properties.ts';
import type { TikTokAdsError } from '../client/errors.ts';
import type { Combobox, ComboboxField } from '../controllers/combobox.ts';
import { SlowLoad } from '../controllers/slow.ts';
import { keepFocusClear } from '../element/keep-focus-clear.ts';
import type { ViewHost } from '../element/lazy-element.ts';
import { changedAttributes, type MappedProperties, withProperty } from './mapping-changes.ts';
import { type Preview, type PreviewResult, rememberingPreview } from './preview.ts';
import { propertyList } from './property-list.ts';
import { type DraftHolder, SaveFlow } from './save-flow.ts';
import { suggestMapping } from './suggest.ts';

/** Tells the settings around the table that `hasUnsavedChanges` is another. Not one of the public events. */
const UNSAVED_EVENT = 'tiktok-ads-connect:unsaved';
const SPOKEN_AFTER_MS = 700;

/** What the table draws from, and what a press in it does. Saving is `SaveFlow`'s. */
export class MappingModel implements DraftHolder {
  readonly host: ViewHost;
  readonly list: Combobox<Property>;
  readonly saving: SaveFlow;
  phase: 'loading' | 'failed' | 'refused' | 'ready' = 'loading';
  /** Asking again while what is there stays. */
  isLookingAgain = false;
  canEdit = false;
  properties: ReadonlyMap<string, Property> = new Map();
  saved: MappedProperties = {};
  draft: MappedProperties = {};
  suggestions: MappedProperties = {};
  preview: Preview | null = null;
  previewFailed = false;
  failure: TikTokAdsError | undefined;
  /** Values that the person tries in place of an example. They live here only: nothing stores or sends them. */
  readonly tried = new Map<Mappable, string>();
  /** The row that somebody was led to, until focus leaves it: after a press, focus alone shows nothing. */
  called: Mappable | undefined;
  /** Leads there as soon as it is drawn. */
  #awaited: Mappable | undefined;
  #wasDirty = false;
  #lastTouched: Mappable = 'email';
  readonly #slow: SlowLoad;
  #speech: ReturnType<typeof setTimeout> | undefined;
  #abort = new AbortController();

  constructor(host: ViewHost) {
    this.host = host;
    this.list = propertyList(host);
    this.saving = new SaveFlow(this);
    this.#slow = new SlowLoad(host.element, () => host.announce(host.labels.common.stillLoading));
    keepFocusClear(host, '.savebar');
  }

  /** The load takes unusually long. */
  get isSlow(): boolean {
    return this.#slow.isSlow;
  }

  get changes(): number {
    return changedAttributes(this.saved, this.draft).length;
  }

  /** Of the thirteen; consent is a question of its own. */
  get mappedCount(): number {
    return ATTRIBUTES.filter((attribute) => this.draft[attribute] !== undefined).length;
  }

  get isDirty(): boolean {
    return this.changes > 0;
  }

  connected(): void {
    window.addEventListener('beforeunload', this.#guard);
    window.addEventListener('online', this.#backOnline);
    if (this.phase === 'loading' && this.#abort.signal.aborted) this.clientChanged();
  }

  disconnected(): void {
    window.removeEventListener('beforeunload', this.#guard);
    window.removeEventListener('online', this.#backOnline);
    clearTimeout(this.#speech);
    this.saving.stop();
    this.#abort.abort();
    this.isLookingAgain = false;
  }

  clientChanged(): void {
    this.phase = 'loading';
    this.saved = {};
    this.draft = {};
    this.tried.clear();
    void this.load();
  }

  readonly #guard = (event: BeforeUnloadEvent): void => {
    if (this.isDirty) event.preventDefault();
  };

  readonly #backOnline = (): void => {
    if (this.phase === 'failed' && this.failure?.code === 'network_error') void this.load();
  };

  async load(): Promise<void> {
    const { client } = this.host;
    if (client === undefined) return;
    this.#abort.abort();
    const { signal } = (this.#abort = new AbortController());
    if (this.phase === 'ready') this.isLookingAgain = true;
    else this.phase = 'loading';
    this.failure = undefined;
    this.saving.reset();
    this.#slow.begin();
    this.host.update();
    try {
      const [session, properties, mapping] = await Promise.all([
        client.session(),
        client.listAll('listProperties', { signal }),
        client.callWithEtag('getMapping', { signal }),
      ]);
      if (signal.aborted) return;
      this.canEdit = session.permissions.includes('map');
      this.properties = new Map(properties.map((property) => [property.name, property]));
      this.list.setItems(properties);
      this.saving.take(mapping.value, mapping.etag);
      this.draft = this.saved;
      this.suggest();
      this.phase = 'ready';
      void this.loadPreview();
    } catch (error) {
      if (signal.aborted) return;
      this.failure = this.host.report(error);
      this.phase = this.failure?.code === 'permission_denied' ? 'refused' : 'failed';
    }
    this.#slow.end();
    this.isLookingAgain = false;
    this.host.update();
  }

  /** Asks for properties once more where there were none. */
  async lookAgain(): Promise<void> {
    if (this.isLookingAgain) return;
    await this.load();
    if (this.phase === 'ready' && this.properties.size === 0)
      this.host.announce(this.host.labels.mappingTable.stillEmpty);
  }

  async loadPreview(): Promise<void> {
    this.previewFailed = false;
    try {
      const { prepareIdentifier } = await import('../../shared/identifiers/prepare-identifier.ts');
      this.preview ??= rememberingPreview(prepareIdentifier);
    } catch {
      this.previewFailed = true;
    }
    this.host.update();
  }

  suggest(): void {
    this.suggestions = this.canEdit ? suggestMapping(this.draft, this.properties.values()) : {};
  }

  /** Takes a new draft, and what follows from it. */
  change(draft: MappedProperties): void {
    this.draft = draft;
    this.saving.draftChanged();
    this.suggest();
    this.host.update();
  }

  /** What the list of properties needs to know about one row. */
  fieldOf(attribute: Mappable): ComboboxField<Property> {
    const words = this.host.labels.mappingTable;
    return {
      opener: `pick-${attribute}`,
      label: words.pickerLabel(words.attributes[attribute]),
      chosen: this.draft[attribute] ?? null,
      unset: words.pickerUnmap(words.attributes[attribute]),
      choose: (property) => this.choose(attribute, property?.name ?? null),
    };
  }

  labelOf(property: string): string {
    return this.properties.get(property)?.label ?? property;
  }

  /** Maps an attribute, or leaves it unmapped for null. */
  choose(attribute: Mappable, property: string | null): void {
    this.#lastTouched = attribute;
    this.change(withProperty(this.draft, attribute, property));
  }

  /** Focus goes to a row's property; to the one that was changed last when none is named. */
  focusRow(attribute: Mappable = this.#lastTouched): void {
    this.host.find(`#pick-${attribute}`)?.focus({ preventScroll: true });
  }

  /** Scrolls to a row and focuses its property, as soon as the row is there. Where there will be none, nothing happens. */
  focusAttribute(attribute: Mappable): void {
    this.#awaited = attribute;
    this.host.update();
  }

  /** After each update: what waited for it, and what the page around should know. */
  updated(): void {
    if (this.phase !== 'loading' && this.#awaited !== undefined) {
      const attribute = this.#awaited;
      this.#awaited = undefined;
      this.#lead(attribute);
    }
    if (this.isDirty === this.#wasDirty) return;
    this.#wasDirty = this.isDirty;
    this.host.element.dispatchEvent(new Event(UNSAVED_EVENT, { bubbles: true, composed: true }));
  }

  #lead(attribute: Mappable): void {
    const target = this.host.find(`#pick-${attribute}`);
    if (target === null) return;
    // Where a person may only look, it is plain text.
    if (!(target instanceof HTMLButtonElement)) target.tabIndex = -1;
    target.scrollIntoView({ block: 'center' });
    target.focus({ preventScroll: true });
    if (!target.matches(':focus')) return;
    this.called = attribute;
    const leave = () => {
      if (this.called === attribute) this.called = undefined;
      this.host.update();
    };
    target.addEventListener('blur', leave, { once: true });
    this.host.update();
  }

  acceptSuggestion(attribute: Mappable): void {
    const name = this.suggestions[attribute];
    if (name === undefined) return;
    // Before the pressed button goes: a person accepts one after the other from there.
    this.focusRow(attribute);
    this.choose(attribute, name);
  }

  readonly acceptAll = (): void => {
    const first = MAPPABLE.find((attribute) => this.suggestions[attribute] !== undefined);
    if (first === undefined) return;
    this.#lastTouched = first;
    this.focusRow();
    this.host.announce(this.host.labels.mappingTable.suggestionsUsed(Object.keys(this.suggestions).length));
    this.change({ ...this.suggestions, ...this.draft });
  };

  /** The value whose way to TikTok a row shows: the one tried, or the example of its property. */
  valueOf(attribute: Mappable): string | undefined {
    const name = this.draft[attribute] ?? this.suggestions[attribute];
    return this.tried.get(attribute) ?? (name === undefined ? undefined : this.properties.get(name)?.example);
  }

  previewOf(attribute: Mappable, value: string): PreviewResult | null {
    // A country that is only suggested fills nothing yet.
    const country = this.draft.country === undefined ? undefined : this.valueOf('country');
    return this.preview?.(attribute, value, country) ?? null;
  }

  /** Puts a value in place of the example; null gives the example back. */
  try(attribute: Mappable, value: string | null): void {
    clearTimeout(this.#speech);
    if (value === null) this.tried.delete(attribute);
    else {
      this.tried.set(attribute, value);
      this.#speech = setTimeout(() => this.#speakPreview(attribute, value), SPOKEN_AFTER_MS);
    }
    this.host.update();
  }

  #speakPreview(attribute: Mappable, value: string): void {
    const words = this.host.labels.mappingTable;
    const preview = value === '' && attribute !== CONSENT ? null : this.previewOf(attribute, value);
    if (preview !== null) this.host.announce(words.previewSpoken(words.attributes[attribute], preview));
  }
}
