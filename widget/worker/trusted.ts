/** The part of Trusted Types that is used here; TypeScript's DOM library does not have them yet. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(address: string): string },
  ): { createScriptURL(address: string): URL };
}

const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
let policy: ReturnType<TrustedTypes['createPolicy']> | undefined;

/**
 * The address of our own script in the form that `new Worker` takes where the page enforces Trusted Types. The policy is named
 * `tiktok-ads-connect`; it lets through what this library itself computes, and nobody else can reach it.
 *
 * @throws {TypeError} where the page's `trusted-types` does not allow the name; then there is no worker
 */
export function trusted(address: URL): URL {
  if (trustedTypes === undefined) return address;
  policy ??= trustedTypes.createPolicy('tiktok-ads-connect', { createScriptURL: (own) => own });
  return policy.createScriptURL(address.href);
}
