import { VERSION } from './version.ts';

type Versioned = CustomElementConstructor & { tiktokAdsConnectVersion?: string };

let hasWarned = false;

/**
 * Registers an element once. Running twice is harmless; when another version of the library already took the tag,
 * that one stays in use and the console says so, once for all tags.
 */
export function define(tag: string, element: CustomElementConstructor): void {
  const taken: Versioned | undefined = customElements.get(tag);
  if (taken === undefined) {
    (element as Versioned).tiktokAdsConnectVersion = VERSION;
    customElements.define(tag, element);
  } else if (taken.tiktokAdsConnectVersion !== VERSION && !hasWarned) {
    hasWarned = true;
    const other = taken.tiktokAdsConnectVersion ?? 'an unknown version';
    // oxlint-disable-next-line no-console -- nobody else can tell a page that it loads the library twice
    console.warn(
      `tiktok-ads-connect ${VERSION} was loaded beside ${other}: <${tag}> stays as it was registered first.`,
    );
  }
}
