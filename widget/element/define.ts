import { VERSION } from './version.ts';

type Versioned = CustomElementConstructor & { tiktokAdsConnectVersion?: string };

/** What copies of the library know of each other, whatever their versions: it lies with the registry that they share. */
interface OnPage {
  /** The version that registered something first. */
  readonly version: string;
  /** Versions that came later and have said so. */
  readonly told: Set<string>;
}

const ON_PAGE: unique symbol = Symbol.for('tiktok-ads-connect.page');

/**
 * Registers an element once. Running twice is harmless. A tag that another copy of the library has taken stays as it is, and the
 * console says so, once for all tags; also where two versions share a page without a tag in common.
 */
export function define(tag: string, element: CustomElementConstructor): void {
  const registry = customElements as CustomElementRegistry & { [ON_PAGE]?: OnPage };
  const { version, told } = (registry[ON_PAGE] ??= { version: VERSION, told: new Set() });
  const taken: Versioned | undefined = registry.get(tag);
  if (taken === element) return;
  if (taken === undefined) {
    (element as Versioned).tiktokAdsConnectVersion = VERSION;
    registry.define(tag, element);
    if (version === VERSION) return;
  }
  if (told.has(VERSION)) return;
  told.add(VERSION);
  const other = taken === undefined ? version : taken.tiktokAdsConnectVersion;
  // oxlint-disable-next-line no-console -- nobody else can tell a page that it loads the library twice
  console.warn(
    `tiktok-ads-connect ${VERSION} was loaded beside ${other === VERSION ? 'another copy of it' : (other ?? 'an unknown version')}: <${tag}> ${taken === undefined ? 'may not suit the others' : 'stays as it was registered first'}. Load one, by script tag or from npm.`,
  );
}
