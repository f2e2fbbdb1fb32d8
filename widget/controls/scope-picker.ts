import type { AdAccount } from '../../shared/ad-accounts.ts';
import { Combobox, type ComboboxField } from '../controllers/combobox.ts';
import type { ViewHost } from '../element/lazy-element.ts';

/** The whole workspace, or one ad account. */
export interface Scope {
  readonly advertiserId: string | null;
  /** Of the ad account. */
  readonly name: string;
  readonly hasRules: boolean;
}

const WORKSPACE = 'workspace';
const keyOf = (advertiserId: string | null): string => advertiserId ?? WORKSPACE;

/** The list of scopes: the workspace first, then the ad accounts with rules of their own, then the others. */
export class ScopePicker {
  readonly combobox: Combobox<Scope>;
  readonly #host: ViewHost;

  constructor(host: ViewHost) {
    this.#host = host;
    const words = () => host.labels.controls;
    this.combobox = new Combobox<Scope>(host, {
      key: ({ advertiserId }) => keyOf(advertiserId),
      text: ({ advertiserId, name }) => (advertiserId === null ? words().rulesWorkspace : name),
      detail: ({ advertiserId }) => advertiserId ?? '',
      aside: ({ hasRules, advertiserId }) => (hasRules && advertiserId !== null ? words().rulesHaveOwn : ''),
      group: ({ advertiserId, hasRules }) => (advertiserId === null ? 'all' : hasRules ? 'own' : 'other'),
      groups: () => [
        { key: 'all', label: words().rulesWorkspace },
        { key: 'own', label: words().rulesOwn },
        { key: 'other', label: words().rulesOther },
      ],
      placeholder: () => words().rulesPlaceholder,
      list: () => words().rulesList,
      count: (found, all) => words().rulesCount(found, all),
      none: (typed) => words().accountNone(typed),
    });
  }

  setItems(accounts: readonly AdAccount[], withRules: readonly string[]): void {
    const own = new Set(withRules);
    this.combobox.setItems([
      { advertiserId: null, name: '', hasRules: false },
      ...accounts.map(({ advertiserId, name }) => ({ advertiserId, name, hasRules: own.has(advertiserId) })),
    ]);
  }

  field(scope: string | null, choose: (scope: string | null) => void): ComboboxField<Scope> {
    return {
      opener: 'rules-scope',
      label: this.#host.labels.controls.rulesFor,
      chosen: keyOf(scope),
      choose: (chosen) => {
        if (chosen !== null && chosen.advertiserId !== scope) choose(chosen.advertiserId);
      },
    };
  }
}
