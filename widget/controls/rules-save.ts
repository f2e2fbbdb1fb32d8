import type { Controls } from '../../shared/controls.ts';
import type { TikTokAdsClient } from '../client/client.ts';
import type { TikTokAdsError } from '../client/errors.ts';
import { isAtTheKeys } from '../element/focus.ts';
import type { ViewHost } from '../element/lazy-element.ts';
import {
  type CellKey,
  cellsToPut,
  changedCells,
  findConflict,
  type OwnRules,
  ownRules,
  reapplyChanges,
  resolveConflict,
  type RuleConflict,
  takeAgreed,
} from './rule-changes.ts';

const SAVED_SHOWN_MS = 2000;
const UNDO_SHOWN_MS = 10_000;

/** As much of the rules' state as saving reads and changes. */
export interface RulesHolder {
  readonly host: ViewHost;
  /** The ad account, or null for the workspace. */
  readonly scope: string | null;
  saved: OwnRules;
  draft: OwnRules;
  readonly changes: number;
  /** Takes what the server has now. */
  took(controls: Controls): void;
  /** Focus goes to the cell that was changed last. */
  focusCell(): void;
  readonly load: () => Promise<void>;
}

/** The other person's rules, met while saving mine. */
export interface OpenConflict extends RuleConflict {
  readonly theirs: Controls;
  readonly theirRules: OwnRules;
  readonly etag: string | null;
  readonly keepMine: ReadonlySet<CellKey>;
}

type Afterwards =
  | { readonly kind: 'saved' }
  | { readonly kind: 'discarded'; readonly changes: number; readonly draft: OwnRules };

/** Saving rules, giving changes up, and meeting somebody who saved first. */
export class RulesSave {
  conflict: OpenConflict | null = null;
  failure: TikTokAdsError | undefined;
  isSaving = false;
  afterwards: Afterwards | null = null;
  etag: string | null = null;
  readonly #model: RulesHolder;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(model: RulesHolder) {
    this.#model = model;
  }

  /** Before another scope or session. */
  reset(): void {
    this.stop();
    this.failure = undefined;
    this.conflict = null;
    this.isSaving = false;
    this.etag = null;
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.afterwards = null;
  }

  /** What is changed while the conflict is open must be part of what it resolves to. */
  draftChanged(): void {
    const { saved, draft } = this.#model;
    this.afterwards = null;
    if (this.conflict !== null)
      this.conflict = { ...this.conflict, ...findConflict(saved, draft, this.conflict.theirRules) };
  }

  readonly discard = (): void => {
    const { saved, draft, changes } = this.#model;
    this.failure = undefined;
    this.#model.draft = saved;
    this.#offerUndo(changes, draft);
  };

  readonly undo = (): void => {
    if (this.afterwards?.kind !== 'discarded') return;
    this.#model.draft = this.afterwards.draft;
    this.afterwards = null;
    const { host, changes } = this.#model;
    host.announce(host.labels.controls.unsaved(changes));
    host.update();
    void this.#focusIn('.savebar .btn--primary');
  };

  readonly save = (): void => {
    const { saved, draft } = this.#model;
    void this.#put(saved, draft, this.etag);
  };

  readonly saveConflict = (): void => {
    const { conflict } = this;
    if (conflict === null) return;
    const wanted = resolveConflict(this.#model.draft, conflict.theirRules, conflict, conflict.keepMine);
    void this.#put(conflict.theirRules, wanted, conflict.etag);
  };

  /** Gives up my changes for the other person's rules; they can be had back, on top of those. */
  readonly takeTheirs = (): void => {
    const { conflict } = this;
    if (conflict === null) return;
    const { saved, draft, changes } = this.#model;
    this.etag = conflict.etag;
    this.conflict = null;
    this.#model.took(conflict.theirs);
    this.#model.draft = this.#model.saved;
    this.#offerUndo(changes, reapplyChanges(saved, draft, this.#model.saved));
  };

  keepMine(key: CellKey, isMine: boolean): void {
    if (this.conflict === null) return;
    const keepMine = new Set(this.conflict.keepMine);
    if (isMine) keepMine.add(key);
    else keepMine.delete(key);
    this.conflict = { ...this.conflict, keepMine };
    this.#model.host.update();
  }

  /** @param isAgain rules of another scope had changed meanwhile, which is no conflict */
  async #put(from: OwnRules, to: OwnRules, etag: string | null, isAgain = false): Promise<void> {
    const { host, scope } = this.#model;
    const { client } = host;
    if (client === undefined || this.isSaving) return;
    const cells = cellsToPut(from, to);
    // The choice may come to what they have already.
    if (cells.length === 0 && this.conflict !== null) return this.takeTheirs();
    const sent = this.#model.draft;
    const withLaterChanges = (rules: OwnRules) => reapplyChanges(sent, this.#model.draft, rules);
    const isStale = () => client !== host.client || scope !== this.#model.scope;
    this.isSaving = true;
    this.failure = undefined;
    host.update();
    try {
      const { value, etag: next } = await client.callWithEtag('putControls', {
        body: { advertiserId: scope, cells },
        ifMatch: etag ?? undefined,
      });
      if (isStale()) return;
      // The pressed button is about to go.
      if (host.find('.savebar, .conflict')?.matches(':focus-within') === true) this.#model.focusCell();
      const draft = withLaterChanges(ownRules(value));
      this.conflict = null;
      this.etag = next;
      this.#model.took(value);
      this.#model.draft = draft;
      this.#show({ kind: 'saved' }, SAVED_SHOWN_MS);
      host.announce(host.labels.controls.saved);
      // What is above may be what changed.
      if (isAgain) void this.#model.load();
    } catch (error) {
      if (isStale()) return;
      if ((error as TikTokAdsError).status === 412) await this.#meetConflict(client, withLaterChanges(to), isAgain);
      else this.failure = host.report(error);
    } finally {
      if (!isStale()) this.isSaving = false;
      host.update();
    }
  }

  async #meetConflict(client: TikTokAdsClient, mine: OwnRules, isAgain: boolean): Promise<void> {
    const { host, scope } = this.#model;
    const before = this.#model.draft;
    try {
      const query = scope === null ? {} : { advertiserId: scope };
      const { value: theirs, etag } = await client.callWithEtag('getControls', { query });
      if (client !== host.client || scope !== this.#model.scope) return;
      const theirRules = ownRules(theirs);
      const draft = reapplyChanges(before, this.#model.draft, mine);
      // One version goes for all scopes: here nothing has changed, so that nobody has to choose.
      if (!isAgain && this.conflict === null && changedCells(this.#model.saved, theirRules).length === 0) {
        this.isSaving = false;
        return await this.#put(theirRules, draft, etag, true);
      }
      const saved = takeAgreed(this.#model.saved, draft, theirRules);
      this.#model.draft = draft;
      this.#model.saved = saved;
      this.conflict = { ...findConflict(saved, draft, theirRules), theirs, theirRules, etag, keepMine: new Set() };
      host.update();
      void this.#focusIn('.conflict');
    } catch (error) {
      if (client === host.client) this.failure = host.report(error);
    }
  }

  #offerUndo(changes: number, draft: OwnRules): void {
    if (changes === 0) return this.#model.host.update();
    this.#show({ kind: 'discarded', changes, draft }, UNDO_SHOWN_MS);
    this.#model.host.announce(this.#model.host.labels.controls.discarded(changes));
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
}
