import type { AdAccount, AdAccountStatus, Connection, Page } from '../../../shared/index.ts';
import type { Bend } from '../scene.ts';

export const REQUEST_ID = '202603121432070A9F3C51E77B20D4C8';

/** Changes each ad account as the server lists it. */
export const accounts = (change: (account: AdAccount, index: number) => Partial<AdAccount>): Bend => ({
  path: '/v1/ad-accounts',
  method: 'GET',
  kind: 'rewrite',
  change: (page: Page<AdAccount>) => ({
    ...page,
    items: page.items.map((account, index) => ({ ...account, ...change(account, index) })),
  }),
});

/** Lists these sign-ins beside the one there is; ad accounts hang on them by `accounts`. */
export const connections = (...changes: readonly Partial<Connection>[]): Bend => ({
  path: '/v1/connections',
  method: 'GET',
  kind: 'rewrite',
  change: (page: Page<Connection>) => ({
    ...page,
    items: changes.map((change) => ({ ...page.items[0], ...change })),
  }),
});

export const user = (displayName: string) => ({ coreUserId: '6812345678901234567', displayName, email: null });
export const refused = {
  code: 'tiktok_token_rejected',
  message: 'TikTok refused the token.',
  tiktokRequestId: REQUEST_ID,
} as const;

const TROUBLE: readonly AdAccountStatus[] = ['read_only', 'disconnected', 'suspended', 'no_permission'];
/** Every 31st of a long list in trouble, of each kind. */
export const someInTrouble = accounts((_, index) =>
  index % 31 === 3 ? { status: TROUBLE[index % 4] ?? 'connected', statusChangedAt: '2026-03-09T12:00:00.000Z' } : {},
);
export const failsToList = {
  path: '/v1/ad-accounts',
  method: 'GET',
  kind: 'problem',
  status: 502,
  code: 'tiktok_unavailable',
  detail: 'TikTok didn’t answer in time. Nothing has changed. Try again, or pass the ID below to support.',
  tiktokRequestId: REQUEST_ID,
} as const;
