import type { Attribute } from '../../shared/identifiers/attributes.ts';
import type { PrepareIdentifier } from '../../shared/identifiers/prepare-identifier.ts';
import type { Mapping } from '../../shared/mappings.ts';
import type { Property } from '../../shared/properties.ts';
import type { TikTokAdsClient } from '../client/client.ts';
import type { TikTokAdsError } from '../client/errors.ts';
import type { ViewHost } from '../element/lazy-element.ts';
import { TikTokMappingSavedEvent } from '../events/mapping-saved.ts';
import {
  changedAttributes,
  findConflict,
  type MappedProperties,
  type MappingConflict,
  reapplyChanges,
  resolveConflict,
  takeAgreed,
  withProperty,
} from './mapping-changes.ts';
import { PropertyPicker } from './property-picker.ts';
import { suggestMapping } from './suggest.ts';

const SAVED_SHOWN_MS = 2000;

/** The other person's mapping, met while saving mine. */
export interface OpenConflict extends MappingConflict {
  theirs: Mapping;
  etag: string | null;
  keepMine: ReadonlySet<Attribute>;
}

/** What the table draws from, and what a press in it does. */
export class MappingModel {
  readonly picker = new PropertyPicker();
  readonly host: ViewHost;
  phase: 'loading' | 'failed' | 'refused' | 'ready' = 'loading';
  canEdit = false;
  properties: ReadonlyMap<string, Property> = new Map();
  saved: MappedProperties = {};
  draft: MappedProperties = {};
  suggestions: MappedProperties = {};
  prepare: PrepareIdentifier | null = null;
  conflict: OpenConflict | null = null;
  failure: TikTokAdsError | undefined;
  saveFailure: TikTokAdsError | undefined;
  previewFailed = false;
  isSaving = false;
  wasSaved = false;
  #savedTimer: ReturnType<typeof setTimeout> | undefined;
  #etag: string | null = null;
  #abort = new AbortController();

  constructor(host: ViewHost) {
    this.host = host;
  }

  get isDirty(): boolean {
    return changedAttributes(this.saved, this.draft).length > 0;
  }

  connected(): void {
    window.addEventListener('beforeunload', this.#guard);
    if (this.phase === 'loading' && this.#abort.signal.aborted) this.clientChanged();
  }

  disconnected(): void {
    window.removeEventListener('beforeunload', this.#guard);
    clearTimeout(this.#savedTimer);
    this.picker.close();
    this.#abort.abort();
  }

  clientChanged(): void {
    void this.load();
  }

  readonly #guard = (event: BeforeUnloadEvent): void => {
    if (this.isDirty) event.preventDefault();
  };

  async load(): Promise<void> {
    const { client } = this.host;
    if (client === undefined) return;
    this.#abort.abort();
    const { signal } = (this.#abort = new AbortController());
    this.phase = 'loading';
    this.failure = undefined;
    this.saveFailure = undefined;
    this.conflict = null;
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
      this.picker.setProperties(properties);
      this.#take(mapping.value, mapping.etag);
      this.draft = this.saved;
      this.#suggest();
      this.phase = 'ready';
      void this.loadPreview();
    } catch (error) {
      if (signal.aborted) return;
      this.failure = this.host.report(error);
      this.phase = this.failure?.code === 'permission_denied' ? 'refused' : 'failed';
    }
    this.host.update();
  }

  async loadPreview(): Promise<void> {
    this.previewFailed = false;
    try {
      this.prepare ??= (await import('../../shared/identifiers/prepare-identifier.ts')).prepareIdentifier;
    } catch {
      this.previewFailed = true;
    }
    this.host.update();
  }

  #take(mapping: Mapping, etag: string | null): void {
    this.saved = mapping.attributes;
    this.#etag = etag;
  }

  #suggest(): void {
    this.suggestions = this.canEdit ? suggestMapping(this.draft, [...this.properties.values()]) : {};
  }

  #change(draft: MappedProperties): void {
    this.draft = draft;
    this.wasSaved = false;
    // What is changed while the conflict is open must be part of what it resolves to.
    if (this.conflict !== null)
      this.conflict = { ...this.conflict, ...findConflict(this.saved, draft, this.conflict.theirs.attributes) };
    this.#suggest();
    this.host.update();
  }

  /** Maps an attribute, or leaves it unmapped for null. */
  choose(attribute: Attribute, property: string | null): void {
    this.picker.close();
    this.#change(withProperty(this.draft, attribute, property));
    this.focusRow(attribute);
  }

  /** Gives focus back to a row's picker once it is drawn. */
  focusRow(attribute: Attribute): void {
    void this.host.element.updateComplete.then(() => this.host.find(`#pick-${attribute}`)?.focus());
  }

  acceptSuggestion(attribute: Attribute): void {
    const name = this.suggestions[attribute];
    if (name !== undefined) this.choose(attribute, name);
  }

  readonly acceptAll = (): void => this.#change({ ...this.suggestions, ...this.draft });

  readonly discard = (): void => {
    this.saveFailure = undefined;
    this.#change(this.saved);
  };

  readonly save = (): void => void this.#put(this.draft, this.#etag);

  /** Saves what the person chose between the two mappings. */
  saveConflict(): void {
    const { conflict } = this;
    if (conflict === null) return;
    void this.#put(resolveConflict(this.draft, conflict.theirs.attributes, conflict, conflict.keepMine), conflict.etag);
  }

  /** Gives up my changes for the other person's mapping. */
  takeTheirs(): void {
    const { conflict } = this;
    if (conflict === null) return;
    this.#take(conflict.theirs, conflict.etag);
    this.conflict = null;
    this.#change(this.saved);
  }

  keepMine(attribute: Attribute, mine: boolean): void {
    if (this.conflict === null) return;
    const keepMine = new Set(this.conflict.keepMine);
    if (mine) keepMine.add(attribute);
    else keepMine.delete(attribute);
    this.conflict = { ...this.conflict, keepMine };
    this.host.update();
  }

  async #put(attributes: MappedProperties, etag: string | null): Promise<void> {
    const { client, labels } = this.host;
    if (client === undefined || this.isSaving) return;
    const sent = this.draft;
    // Changes made while the answer was on its way stay, as unsaved ones.
    const withLaterChanges = (mapping: MappedProperties) => reapplyChanges(sent, this.draft, mapping);
    const isStale = () => client !== this.host.client;
    this.isSaving = true;
    this.saveFailure = undefined;
    this.host.update();
    try {
      const { value, etag: next } = await client.callWithEtag('putMapping', {
        body: { attributes },
        ifMatch: etag ?? undefined,
      });
      if (isStale()) return;
      this.draft = withLaterChanges(value.attributes);
      this.#take(value, next);
      this.conflict = null;
      this.#suggest();
      this.#showSaved();
      this.host.announce(labels.mappingTable.saved);
      this.host.element.dispatchEvent(
        new TikTokMappingSavedEvent({ attributes: value.attributes, version: value.version }),
      );
    } catch (error) {
      if (isStale()) return;
      if ((error as TikTokAdsError).status === 412) await this.#meetConflict(client, withLaterChanges(attributes));
      else this.saveFailure = this.host.report(error);
    } finally {
      this.isSaving = false;
      this.host.update();
    }
  }

  async #meetConflict(client: TikTokAdsClient, mine: MappedProperties): Promise<void> {
    const before = this.draft;
    try {
      const theirs = await client.callWithEtag('getMapping');
      if (client !== this.host.client) return;
      this.draft = reapplyChanges(before, this.draft, mine);
      this.saved = takeAgreed(this.saved, this.draft, theirs.value.attributes);
      const conflict = findConflict(this.saved, this.draft, theirs.value.attributes);
      this.conflict = { ...conflict, theirs: theirs.value, etag: theirs.etag, keepMine: new Set() };
      this.host.announce(this.conflictTitle());
      this.host.update();
      void this.host.element.updateComplete.then(() => this.host.find('.conflict')?.focus());
    } catch (error) {
      this.saveFailure = this.host.report(error);
    }
  }

  conflictTitle(): string {
    const { labels, format } = this.host;
    const { updatedBy, updatedAt } = this.conflict?.theirs ?? {};
    return labels.mappingTable.conflictTitle(updatedBy ?? null, format.time(updatedAt ?? new Date().toISOString()));
  }

  #showSaved(): void {
    this.wasSaved = true;
    clearTimeout(this.#savedTimer);
    this.#savedTimer = setTimeout(() => {
      this.wasSaved = false;
      this.host.update();
    }, SAVED_SHOWN_MS);
  }
}
