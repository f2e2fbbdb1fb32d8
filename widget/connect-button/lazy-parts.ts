import type { CSSResultOrNative, ReactiveControllerHost } from 'lit';
import { TikTokAdsError } from '../client/errors.ts';
import { wear } from '../element/wear.ts';
import type { AccountPicker, PickerHost } from './account-picker.ts';
import type { ConnectFlow, FlowParts } from './connect-flow.ts';
import type { TokenForm, TokenFormOptions } from './token-form.ts';

interface LazyHost extends PickerHost, ReactiveControllerHost {
  readonly shadowRoot: ShadowRoot | null;
}

/** What the connect button shows once it is pressed. It comes later, with its words and styles: the button is there at once. */
export class LazyParts {
  flow: ConnectFlow | undefined;
  /** The picker that was opened. */
  picker: AccountPicker | undefined;
  token: TokenForm | undefined;
  readonly #host: LazyHost;
  readonly #ownStyles: readonly CSSResultOrNative[];
  readonly #loadWords: () => Promise<void>;
  #pickerOnItsWay: Promise<AccountPicker> | undefined;
  #styles: readonly CSSResultOrNative[] = [];

  constructor(host: LazyHost, ownStyles: readonly CSSResultOrNative[], loadWords: () => Promise<void>) {
    this.#host = host;
    this.#ownStyles = ownStyles;
    this.#loadWords = loadWords;
  }

  /** Whether any of them has come, and its words with it. */
  get areHere(): boolean {
    return this.flow !== undefined || this.picker !== undefined || this.token !== undefined;
  }

  /** Fetched at the press; TikTok's page takes longer to come. @throws {TikTokAdsError} network_error */
  async loadFlow(parts: FlowParts): Promise<ConnectFlow> {
    if (this.flow !== undefined) return this.flow;
    const module = await this.#fetched(import('./connect-flow.ts'), 'what a sign-in goes by');
    this.#adopt(module.ConnectFlow.styles);
    this.flow ??= new module.ConnectFlow(this.#host, parts);
    return this.flow;
  }

  /** Fetched while the person is at TikTok, so that it is there when they come back. @throws {TikTokAdsError} network_error */
  loadPicker(): Promise<AccountPicker> {
    this.#pickerOnItsWay ??= this.#fetched(import('./account-picker.ts'), 'the account picker').then(
      (module) => {
        this.#adopt(module.AccountPicker.styles);
        return new module.AccountPicker(this.#host);
      },
      (error: unknown) => {
        this.#pickerOnItsWay = undefined;
        throw error;
      },
    );
    return this.#pickerOnItsWay;
  }

  /** @throws {TikTokAdsError} network_error */
  async loadToken(options: TokenFormOptions): Promise<TokenForm> {
    const module = await this.#fetched(import('./token-form.ts'), 'the token form');
    this.#adopt(module.TokenForm.styles);
    this.token ??= new module.TokenForm(this.#host, options);
    return this.token;
  }

  #adopt(styles: readonly CSSResultOrNative[]): void {
    this.#styles = [...new Set([...this.#styles, ...styles])];
    wear(this.#host.shadowRoot as ShadowRoot, [...this.#ownStyles, ...this.#styles]);
  }

  async #fetched<Module>(module: Promise<Module>, what: string): Promise<Module> {
    try {
      const [loaded] = await Promise.all([module, this.#loadWords()]);
      return loaded;
    } catch (cause) {
      throw new TikTokAdsError('network_error', `A part of the connect button did not load: ${what}`, {
        isPartMissing: true,
        cause,
      });
    }
  }
}
