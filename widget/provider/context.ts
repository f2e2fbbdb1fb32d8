import { createContext } from '@lit/context';
import type { TikTokAdsClient } from '../client/client.ts';
import type { LabelOverrides } from '../labels/labels.ts';

/** What the provider hands down. */
export interface ProviderValue {
  /** Absent until the provider knows the server and how to get a session. */
  client?: TikTokAdsClient | undefined;
  /** BCP 47, such as `en-GB`; absent means the page's language. */
  locale?: string | undefined;
  /** The host's own strings in place of ours. */
  labels?: LabelOverrides | undefined;
  /** False where the host wants no stream: then elements ask now and then. */
  isLive?: boolean | undefined;
}

// A global symbol as key lets two copies of the library on one page find each other.
export const providerContext = createContext<ProviderValue>(Symbol.for('tiktok-ads-connect.client'));
