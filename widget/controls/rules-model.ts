import type { ControlDecision } from '../../shared/control-kinds.ts';
import type { Controls } from '../../shared/controls.ts';
import type { TikTokAdsError } from '../client/errors.ts';
import { SlowLoad } from '../controllers/slow.ts';
import type { ViewHost } from '../element/lazy-element.ts';
import {
  type AllRules,
  type CellKey,
  CELLS,
  changedCells,
  DEFAULT_RULES,
  holding,
  type OwnRules,
  ownRules,
  withRule,
} from './rule-changes.ts';
import { type RulesHolder, RulesSave } from './rules-save.ts';

/** Tells the settings around the element that `hasUnsavedChanges` is another. Not one of the public events. */
const UNSAVED_EVENT = 'tiktok-ads-connect:unsaved';

/** The rules of the workspace or of one ad account, and the draft of a person who changes them. */
export class RulesModel implements RulesHolder {
  readonly host: ViewHost;
  readonly saving: RulesSave;
  scope: string | null = null;
  isLoaded = false;
  failure: TikTokAdsError | undefined;
  saved: OwnRules = {};
  draft: OwnRules = {};
  /** What holds where the scope has no rule of its own. */
  above: AllRules = DEFAULT_RULES;
  withRules: readonly string[] = [];
  updatedAt: string | null = null;
  updatedBy: string | null = null;
  readonly #slow: SlowLoad;
  #loads = new AbortController();
  #lastTouched: CellKey | undefined;
  #wasDirty = false;

  constructor(host: ViewHost) {
    this.host = host;
    this.saving = new RulesSave(this);
    this.#slow = new SlowLoad(host.element, () => host.announce(host.labels.common.stillLoading));
  }

  get isSlow(): boolean {
    return this.#slow.isSlow;
  }

  get changes(): number {
    return changedCells(this.saved, this.draft).length;
  }

  get isDirty(): boolean {
    return this.changes > 0;
  }

  /** What would hold once the draft is saved. */
  get rules(): AllRules {
    return holding(this.draft, this.above);
  }

  isChanged(key: CellKey): boolean {
    return this.saved[key] !== this.draft[key];
  }

  stop(): void {
    this.#loads.abort();
    this.saving.stop();
  }

  reset(): void {
    this.#forget(null);
    this.withRules = [];
  }

  #forget(scope: string | null): void {
    this.stop();
    this.scope = scope;
    this.isLoaded = false;
    this.failure = undefined;
    this.saved = {};
    this.draft = {};
    this.saving.reset();
  }

  /** Shows the rules of another scope; unsaved changes are gone. */
  go(scope: string | null): void {
    this.#forget(scope);
    void this.load();
  }

  readonly load = async (): Promise<void> => {
    const { client } = this.host;
    if (client === undefined || this.saving.isSaving) return;
    this.#loads.abort();
    const { signal } = (this.#loads = new AbortController());
    const { scope } = this;
    this.failure = undefined;
    if (!this.isLoaded) this.#slow.begin();
    this.host.update();
    try {
      const [{ value, etag }, workspace] = await Promise.all([
        client.callWithEtag('getControls', { query: scope === null ? {} : { advertiserId: scope }, signal }),
        scope === null ? undefined : client.call('getControls', { query: {}, signal }),
      ]);
      // What a person has begun meanwhile is not taken out of their hands; saving meets the difference.
      if (signal.aborted || (this.isLoaded && this.isDirty)) return;
      this.above = workspace === undefined ? DEFAULT_RULES : holding(ownRules(workspace), DEFAULT_RULES);
      this.took(value);
      this.draft = this.saved;
      this.saving.etag = etag;
      this.isLoaded = true;
    } catch (error) {
      if (signal.aborted) return;
      this.failure = this.host.report(error);
    } finally {
      if (!signal.aborted) this.#slow.end();
    }
    this.host.update();
  };

  took(controls: Controls): void {
    this.saved = ownRules(controls);
    this.withRules = controls.advertisersWithRules;
    this.updatedAt = controls.updatedAt;
    this.updatedBy = controls.updatedBy;
  }

  /** @param decision null: as it is above */
  set(key: CellKey, decision: ControlDecision | null): void {
    this.#lastTouched = key;
    this.#change(withRule(this.draft, key, decision));
  }

  /** Takes all own rules away. */
  readonly clear = (): void => {
    this.#lastTouched = CELLS[0]?.key;
    this.#change({});
    this.host.announce(this.host.labels.controls.unsaved(this.changes));
    void this.host.element.updateComplete.then(() =>
      this.host.find('.savebar .btn--primary')?.focus({ preventScroll: true }),
    );
  };

  #change(draft: OwnRules): void {
    this.draft = draft;
    this.saving.draftChanged();
    this.host.update();
  }

  focusCell(): void {
    this.host.find(`[data-rule='${this.#lastTouched ?? CELLS[0]?.key ?? ''}']`)?.focus({ preventScroll: true });
  }

  /** After each update: what the page around should know. */
  updated(): void {
    if (this.isDirty === this.#wasDirty) return;
    this.#wasDirty = this.isDirty;
    this.host.element.dispatchEvent(new Event(UNSAVED_EVENT, { bubbles: true, composed: true }));
  }
}
