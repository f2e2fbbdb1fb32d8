import type { Mappable } from '../../shared/identifiers/attributes.ts';
import type { Mapping } from '../../shared/mappings.ts';
import type { TikTokAdsClient } from '../client/client.ts';
import type { TikTokAdsError } from '../client/errors.ts';
import { isAtTheKeys } from '../element/focus.ts';
import type { ViewHost } from '../element/lazy-element.ts';
import { TikTokMappingSavedEvent } from '../events/mapping-saved.ts';
import {
  findConflict,
  type MappedProperties,
  type MappingConflict,
  reapplyChanges,
  resolveConflict,
  takeAgreed,
} from './mapping-changes.ts';

const SAVED_SHOWN_MS = 2000;
const UNDO_SHOWN_MS = 10_000;

/** As much of the table's state as saving reads and changes. */
export interface DraftHolder {
  readonly host: ViewHost;
  saved: MappedProperties;
  draft: MappedProperties;
  /** How many attributes differ between the two. */
  readonly changes: number;
  /** Takes a new draft, and what follows from it. */
  change(draft: MappedProperties): void;
  suggest(): void;
  /** Focus goes to the row that was changed last. */
  focusRow(): void;
}

/** The other person's mapping, met while saving mine. */
export interface OpenConflict extends MappingConflict {
  theirs: Mapping;
  etag: string | null;
  keepMine: ReadonlySet<Mappable>;
}

/** What the bar says once nothing is unsaved any more. */
type Afterwards = { kind: 'saved' } | { kind: 'discarded'; changes: number; draft: MappedProperties };

/** Saving the mapping, giving changes up, and meeting somebody who saved first. */
export class SaveFlow {
  conflict: OpenConflict | null = null;
  failure: TikTokAdsError | undefined;
  isSaving = false;
  afterwards: Afterwards | null = null;
  readonly #model: DraftHolder;
  #etag: string | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(model: DraftHolder) {
    this.#model = model;
  }

  /** Before everything is loaded anew. */
  reset(): void {
    this.failure = undefined;
    this.conflict = null;
    this.afterwards = null;
    // A save of the session before does not hold up the first one of this.
    this.isSaving = false;
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.afterwards = null;
  }

  take(mapping: Mapping, etag: string | null): void {
    this.#model.saved = mapping.attributes;
    this.#etag = etag;
  }

  /** What is changed while the conflict is open must be part of what it resolves to. */
  draftChanged(): void {
    const { saved, draft } = this.#model;
    this.afterwards = null;
    if (this.conflict !== null)
      this.conflict = { ...this.conflict, ...findConflict(saved, draft, this.conflict.theirs.attributes) };
  }

  readonly discard = (): void => {
    const { saved, draft, changes } = this.#model;
    this.failure = undefined;
    this.#model.change(saved);
    this.#offerUndo(changes, draft);
  };

  readonly undo = (): void => {
    if (this.afterwards?.kind !== 'discarded') return;
    this.#model.change(this.afterwards.draft);
    this.#model.host.announce(this.#words.unsaved(this.#model.changes));
    void this.#focusIn('.savebar .btn--primary');
  };

  readonly save = (): void => void this.#put(this.#model.draft, this.#etag);

  /** Saves what the person chose between the two mappings. */
  saveConflict(): void {
    const { conflict } = this;
    if (conflict === null) return;
    const { draft } = this.#model;
    void this.#put(resolveConflict(draft, conflict.theirs.attributes, conflict, conflict.keepMine), conflict.etag);
  }

  /** Gives up my changes for the other person's mapping; they can be had back, on top of it. */
  takeTheirs(): void {
    const { conflict } = this;
    if (conflict === null) return;
    const { saved, draft, changes } = this.#model;
    this.take(conflict.theirs, conflict.etag);
    this.conflict = null;
    this.#model.change(this.#model.saved);
    this.#offerUndo(changes, reapplyChanges(saved, draft, this.#model.saved));
  }

  keepMine(attribute: Mappable, mine: boolean): void {
    if (this.conflict === null) return;
    const keepMine = new Set(this.conflict.keepMine);
    if (mine) keepMine.add(attribute);
    else keepMine.delete(attribute);
    this.conflict = { ...this.conflict, keepMine };
    this.#model.host.update();
  }

  async #put(attributes: MappedProperties, etag: string | null): Promise<void> {
    const { host } = this.#model;
    const { client } = host;
    if (client === undefined || this.isSaving) return;
    const sent = this.#model.draft;
    // Changes made while the answer was on its way stay, as unsaved ones.
    const withLaterChanges = (mapping: MappedProperties) => reapplyChanges(sent, this.#model.draft, mapping);
    const isStale = () => client !== host.client;
    this.isSaving = true;
    this.failure = undefined;
    host.update();
    try {
      const { value, etag: next } = await client.callWithEtag('putMapping', {
        body: { attributes },
        ifMatch: etag ?? undefined,
      });
      if (isStale()) return;
      // The pressed button is about to go: focus returns to the row that was changed last.
      if (host.find('.savebar')?.matches(':focus-within') === true) this.#model.focusRow();
      this.#model.draft = withLaterChanges(value.attributes);
      this.take(value, next);
      this.conflict = null;
      this.#model.suggest();
      this.#show({ kind: 'saved' }, SAVED_SHOWN_MS);
      host.announce(this.#words.saved);
      host.element.dispatchEvent(new TikTokMappingSavedEvent({ attributes: value.attributes, version: value.version }));
    } catch (error) {
      if (isStale()) return;
      if ((error as TikTokAdsError).status === 412) await this.#meetConflict(client, withLaterChanges(attributes));
      else this.failure = host.report(error);
    } finally {
      if (!isStale()) this.isSaving = false;
      host.update();
    }
  }

  async #meetConflict(client: TikTokAdsClient, mine: MappedProperties): Promise<void> {
    const { host } = this.#model;
    const before = this.#model.draft;
    try {
      const theirs = await client.callWithEtag('getMapping');
      if (client !== host.client) return;
      const draft = reapplyChanges(before, this.#model.draft, mine);
      const saved = takeAgreed(this.#model.saved, draft, theirs.value.attributes);
      this.#model.draft = draft;
      this.#model.saved = saved;
      const conflict = findConflict(saved, draft, theirs.value.attributes);
      this.conflict = { ...conflict, theirs: theirs.value, etag: theirs.etag, keepMine: new Set() };
      host.update();
      void this.#focusIn('.conflict');
    } catch (error) {
      if (client === host.client) this.failure = host.report(error);
    }
  }

  #offerUndo(changes: number, draft: MappedProperties): void {
    if (changes === 0) return;
    this.#show({ kind: 'discarded', changes, draft }, UNDO_SHOWN_MS);
    this.#model.host.announce(this.#words.discarded(changes));
    void this.#focusIn('.savebar .btn');
  }

  #show(afterwards: Afterwards, forMs: number): void {
    this.afterwards = afterwards;
    this.#model.host.update();
    this.#leaveAfter(forMs);
  }

  /** The bar leaves after a while, but nothing that can be taken back leaves somebody who works by keyboard. */
  #leaveAfter(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const { host } = this.#model;
      const isInUse = isAtTheKeys(host) || host.find('.savebar:is(:hover, :focus-within)') !== null;
      if (this.afterwards?.kind === 'discarded' && isInUse) return this.#leaveAfter(ms);
      this.afterwards = null;
      this.#model.host.update();
    }, ms);
  }

  async #focusIn(selector: string): Promise<void> {
    const { host } = this.#model;
    await host.element.updateComplete;
    host.find(selector)?.focus({ preventScroll: selector.startsWith('.savebar') });
  }

  get #words() {
    return this.#model.host.labels.mappingTable;
  }
}
