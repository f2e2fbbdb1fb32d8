import type { Attribute } from '../../shared/identifiers/attributes.ts';
import type { TikTokAdsClient } from '../client/client.ts';
import type { ViewHost } from '../element/lazy-element.ts';
import { RelativeClock } from '../controllers/relative-clock.ts';
import { openTab } from '../element/open-tab.ts';
import { AudiencePicker } from './audience-picker.ts';
import { canDo, chosenAudience } from './audience-rules.ts';
import { AudiencesSlot } from './audiences-slot.ts';
import { ChoiceList } from './choice-list.ts';
import { CsvPicker, toCsvChoice } from './csv-picker.ts';
import { ExporterNews } from './exporter-news.ts';
import { ExportRuns } from './export-runs.ts';
import { toCreateExport, toCreateMirror } from './export-request.ts';
import { chosenStanding, type Draft, EMPTY_DRAFT, isSync, STEPS, type Step, type World } from './export-state.ts';
import { needsSignIn } from './export-verdict.ts';
import { toSource } from './export-source.ts';
import { faultyControl } from './faulty-control.ts';
import { NO_FILTER } from './history-filter.ts';
import { type ListChoices, readList } from './pasted-list.ts';
import { monthIn, nameFromFile, proposeName } from './propose-name.ts';
import { type LostAccount, settleAccount } from './settle-account.ts';
import { stepProblem } from './step-problem.ts';
import { WorldLoader } from './world-loader.ts';

/** The exporter's inside without its looks: what is decided, which step is open, and what goes on from there. */
export class ExporterModel {
  readonly host: ViewHost;
  readonly loader: WorldLoader;
  readonly runs: ExportRuns;
  readonly csv: CsvPicker;
  readonly clock: RelativeClock;
  readonly accountList = new ChoiceList();
  readonly segmentList = new ChoiceList();
  readonly audiencePicker: AudiencePicker;
  readonly audiences: AudiencesSlot;
  readonly news: ExporterNews;
  draft: Draft = EMPTY_DRAFT;
  step: Step = 'account';
  /** A problem is named only after the person tried to go on. */
  showsProblem = false;
  /** Nothing around the element could open the mapping: then it says where that is. */
  mapHint = false;
  /** The chosen ad account that can't be used any more, until it is back or another one is chosen. */
  lostAccount: LostAccount | null = null;
  /** What was pasted, as it was pasted; it stays in this page. */
  listText = '';
  /** The export that is open ends at its report. */
  isCheckOnly = false;
  #hasChosenAccount = false;
  #nameEdited = false;
  #usedClient: TikTokAdsClient | undefined;

  constructor(host: ViewHost) {
    this.host = host;
    this.loader = new WorldLoader(host);
    const isTold = () => this.news.isStreaming;
    this.runs = new ExportRuns(host, this.loader, () => this.audiences.refresh(), isTold);
    this.clock = new RelativeClock(host.element, () => host.format);
    this.audiencePicker = new AudiencePicker(this);
    this.audiences = new AudiencesSlot(host, {
      advertiserId: () => this.draft.advertiserId,
      openExport: (exported) => this.runs.watch(exported),
      showHistory: this.showAudience,
      runsMoved: () => this.runs.history.refresh(),
      sendMore: ({ customAudienceId }, advertiserId) => this.sendMore(advertiserId, customAudienceId),
      isTold,
    });
    this.news = new ExporterNews(this);
    this.csv = new CsvPicker(
      () => {
        const { defaultCountry, emailRule } = this.draft;
        return { mapping: this.world.mapping, defaultCountry, emailRule };
      },
      () => this.#csvChanged(),
    );
  }

  get world(): World {
    return this.loader.world;
  }

  get audienceNames(): ReadonlyMap<string, string> {
    return this.loader.audienceNames;
  }

  connected(): void {
    this.audiences.connected();
    this.runs.connected();
    if (!this.loader.isClosed) return;
    void this.load();
    if (!this.runs.goOn()) this.check();
  }

  disconnected(): void {
    this.audiences.disconnected();
    this.loader.close();
    this.runs.disconnected();
  }

  clientChanged(): void {
    if (this.#usedClient !== undefined) {
      this.runs.forget();
      this.loader.forget();
      this.step = 'account';
      this.lostAccount = null;
      this.#hasChosenAccount = false;
      this.accountList.reset();
      this.segmentList.reset();
    }
    this.#usedClient = this.host.client;
    this.audiences.clientChanged();
    void this.load();
  }

  readonly reload = (): void => void this.load();

  /** @param isQuiet nobody asked for it: only the ad accounts may be others, and what fails is not told */
  async load(isQuiet = false): Promise<void> {
    const { accounts } = this.world;
    if (await this.loader.load(isQuiet)) {
      this.#fillDraft(accounts);
      if (!isQuiet) this.#loadMore();
      this.#checkAgain();
    }
    this.host.update();
  }

  #loadMore(): void {
    void this.#lookAtSandboxes();
    void this.runs.loadHistory();
    void this.audiences.lookForQuestion();
    if (this.csv.state.file !== null) void this.csv.look();
    if (this.step === 'audience') void this.loadAudiences();
  }

  /** @param known the ad accounts as they were, for the name of one that is gone */
  #fillDraft(known: World['accounts']): void {
    const { segments } = this.world;
    const accountBefore = this.draft.advertiserId;
    this.#fillAccount(known);
    if (accountBefore !== this.draft.advertiserId) this.audiences.accountChanged();
    const { segmentId } = this.draft;
    const isGone = segmentId !== null && !segments.some((one) => one.segmentId === segmentId);
    // As with the account: never other people than those who were chosen.
    if (isGone && this.draft.source === 'segment') this.#goBack('who');
    this.draft = {
      ...this.draft,
      segmentId: isGone ? null : (segmentId ?? segments[0]?.segmentId ?? null),
      source: segments.length === 0 && this.draft.source === 'segment' ? 'csv' : this.draft.source,
    };
  }

  /** Proposes an ad account to whoever has not chosen one, and never another one in place of the chosen. */
  #fillAccount(known: World['accounts']): void {
    const { draft, world, step, lostAccount } = this;
    const settled = settleAccount(draft, world, { lost: lostAccount, known, hasChosen: this.#hasChosenAccount, step });
    this.draft = settled.draft;
    if (settled.isBack) {
      this.#hasChosenAccount ||= lostAccount !== null;
      this.lostAccount = null;
    } else if (settled.lost !== null) this.#loseAccount(settled.lost);
  }

  /** Back to the first step, with nothing chosen: people must not go to an account that nobody chose. */
  #loseAccount(lost: LostAccount): void {
    const { runs, host } = this;
    this.lostAccount = lost;
    this.#hasChosenAccount = false;
    if (!this.#goBack('account')) return;
    host.announce(host.labels.audienceExporter.accountLost(lost.name));
    host.update();
    void runs.focusRun();
  }

  /** Back to a step whose choice is gone, unless that is where the person is or has not been. False when no step is shown. */
  #goBack(step: 'account' | 'who'): boolean {
    const { runs } = this;
    const { phase } = runs.flow.run;
    // An export that is on its way, or was opened from the history, stands on its own.
    const showsSteps = !runs.isWatching && phase !== 'running' && phase !== 'ended';
    if (showsSteps && this.step === 'check') runs.flow.drop();
    if (step === 'account' || this.step !== 'account') this.step = step;
    this.showsProblem = false;
    this.mapHint = false;
    return showsSteps;
  }

  /** Tries the check again that a lost sign-in had kept from going on. */
  #checkAgain(): void {
    const { flow, isWatching } = this.runs;
    const { failure, phase } = flow.run;
    if (isWatching || this.step !== 'check' || !needsSignIn(failure) || phase === 'running' || phase === 'ended')
      return;
    if (chosenStanding(this.draft.advertiserId, this.world) === 'usable') this.tryAgain();
  }

  /** Tries again what the open check failed at. */
  tryAgain(): void {
    const { flow } = this.runs;
    if (flow.canContinueUpload) flow.continueUpload();
    else if (flow.run.phase !== 'ready' && (flow.run.export === null || this.draft.source !== 'segment')) this.check();
    else void flow.lookAgain();
  }

  async #lookAtSandboxes(): Promise<void> {
    if (!(await this.loader.lookAtSandboxes())) return;
    if (this.runs.flow.run.phase === 'idle') this.#fillDraft(this.world.accounts);
    this.host.update();
  }

  async loadAudiences(): Promise<void> {
    if (await this.loader.loadAudiences(this.draft.advertiserId)) {
      this.audiencePicker.combobox.setItems(this.world.audiences ?? []);
      this.#proposeName();
    }
    this.host.update();
  }

  change(change: Partial<Draft>): void {
    if (change.advertiserId !== undefined && change.advertiserId !== this.draft.advertiserId)
      this.draft = { ...this.draft, customAudienceId: null };
    if (change.advertiserId !== undefined) {
      // What was in the way of another one's audiences.
      this.loader.audiencesFailure = null;
      this.#hasChosenAccount = true;
      this.lostAccount = null;
    }
    const accountBefore = this.draft.advertiserId;
    if (change.name !== undefined) this.#nameEdited = true;
    this.draft = { ...this.draft, ...change };
    // Adding loses nobody: it takes the place of what the newly chosen audience cannot do.
    const chosen = chosenAudience(this.draft, this.world);
    if (chosen !== undefined && !canDo(chosen, this.draft.action)) this.draft = { ...this.draft, action: 'APPEND' };
    if (accountBefore !== this.draft.advertiserId) this.audiences.accountChanged();
    this.showsProblem = false;
    this.mapHint = false;
    // Both decide which values of a file are usable.
    if ((change.defaultCountry !== undefined || change.emailRule !== undefined) && this.draft.source === 'csv')
      void this.csv.look();
    this.host.update();
  }

  /** Takes several attributes along, or none of them. */
  choose(attributes: readonly Attribute[], isChosen: boolean): void {
    const left = new Set(this.draft.left);
    for (const attribute of attributes) {
      if (isChosen) left.delete(attribute);
      else left.add(attribute);
    }
    this.change({ left });
  }

  /** Goes to an attribute's row of the mapping, or says where the mapping is. */
  openMapping(attribute: Attribute): void {
    this.mapHint = !openTab(this.host.element, 'mapping', attribute);
    this.host.update();
  }

  toggle(attribute: Attribute): void {
    const left = new Set(this.draft.left);
    if (!left.delete(attribute)) left.add(attribute);
    this.change({ left });
  }

  #csvChanged(): void {
    this.showsProblem = false;
    this.draft = { ...this.draft, csv: toCsvChoice(this.csv.state) };
    this.host.update();
  }

  get sourceName(): string {
    const { source, segmentId, csv } = this.draft;
    if (source === 'csv') return csv?.fileName ?? '';
    if (source === 'list') return this.host.labels.audienceExporter.pastedList;
    return this.world.segments.find((segment) => segment.segmentId === segmentId)?.name ?? '';
  }

  #proposeName(): void {
    if (this.#nameEdited) return;
    const source = this.draft.source === 'csv' ? nameFromFile(this.sourceName) : this.sourceName;
    const month = monthIn(this.host.format.locale, new Date());
    const taken = new Set(this.world.audiences?.map(({ name }) => name));
    this.draft = { ...this.draft, name: proposeName(source, month, taken) };
  }

  /** Opens a step that is already done, which gives up a check that was not sent. */
  goTo(step: Step): void {
    if (this.step === 'check' && step !== 'check') this.runs.flow.drop();
    this.isCheckOnly = false;
    this.#enter(step);
  }

  /** Leaves the open step for the next one, unless something is missing. */
  readonly next = (): void => {
    const problem = stepProblem(this.step, this.draft, this.world);
    if (problem !== null) {
      this.showsProblem = true;
      const more = this.host.find<HTMLDetailsElement>('#more-options');
      if (problem === 'retention_out_of_range' && more !== null) more.open = true;
      if (problem === 'no_match_column' || problem === 'no_consent_column') this.csv.isMatching = true;
      this.host.update();
      void this.host.element.updateComplete.then(() => faultyControl(this.host, this.step)?.focus());
      return;
    }
    const next = STEPS[STEPS.indexOf(this.step) + 1];
    if (next === undefined) return;
    // Whoever goes on with what was proposed has chosen it.
    if (this.step === 'account') this.#hasChosenAccount = true;
    this.#enter(next);
    if (next === 'check') this.check();
  };

  #enter(step: Step): void {
    this.step = step;
    this.showsProblem = false;
    this.mapHint = false;
    const { audienceExporter, common } = this.host.labels;
    const { stepOf, steps } = audienceExporter;
    this.host.announce(`${stepOf(STEPS.indexOf(step) + 1, STEPS.length)}${common.colon}${steps[step]}`);
    if (step === 'audience') {
      this.#proposeName();
      void this.loadAudiences();
    }
    if (step === 'what' || step === 'audience') void this.loader.loadCountries();
    this.host.update();
    void this.host.element.updateComplete.then(() => this.host.find('.is-current h4')?.focus());
  }

  /** Opens the export and brings its people in; nothing goes to TikTok. */
  check(): void {
    const { draft, world, csv, listText } = this;
    const source = toSource(draft, world, csv.state, listText);
    void this.runs.flow.open(toCreateExport(draft, world, this.isCheckOnly), source);
  }

  /** Goes to the report and ends there: nothing of it can be sent. */
  readonly checkOnly = (): void => {
    this.isCheckOnly = true;
    this.next();
    // Something was missing: the next press of the other button means the other thing.
    if (this.step !== 'check') this.isCheckOnly = false;
  };

  get isSync(): boolean {
    return isSync(this.draft, this.world);
  }

  /** Makes the mirror that the report was about, and shows its first run. */
  readonly keepInSync = (): void => {
    const { runs, draft, world } = this;
    runs.act(() => runs.flow.keepInSync(toCreateMirror(draft, world)));
  };

  /** Takes what was pasted as a list of people. */
  paste(text: string, said?: ListChoices): void {
    this.listText = text;
    this.change({ list: readList(text, said), ...(said === undefined ? { hasAgreed: false } : {}) });
  }

  /** Every run of one audience, in the history. */
  readonly showAudience = (customAudienceId: string, name: string): void => {
    const { host, runs } = this;
    void runs.history.narrow({ ...NO_FILTER, audience: { customAudienceId, name } });
    void host.element.updateComplete.then(() => host.find('.history__head .title')?.focus());
  };

  /** Back to the steps with an audience chosen, and nothing that takes people out of it. */
  sendMore(advertiserId: string, customAudienceId: string): void {
    this.startOver();
    this.change({ advertiserId });
    this.change({ audienceKind: 'existing', customAudienceId, action: 'APPEND' });
    // An account that takes no exports says why in its own step.
    if (chosenStanding(advertiserId, this.world) === 'usable') this.goTo('who');
  }

  /** Back to an empty first step; what is decided about account and attributes stays. */
  readonly startOver = (): void => {
    this.runs.flow.leave();
    this.runs.isWatching = false;
    this.#nameEdited = false;
    this.draft = {
      ...this.draft,
      customAudienceId: null,
      audienceKind: 'new',
      action: 'APPEND',
      retentionInDays: null,
      delivery: 'file',
      isReachFrequency: false,
      frequency: 'once',
    };
    this.#enter('account');
    void this.runs.loadHistory();
  };
}
