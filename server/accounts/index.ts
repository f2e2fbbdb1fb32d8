export { deriveStatus, type DerivedStatus } from './account-status.ts';
export { accountStatusDrafts, noteAccountStatus, type SeenStatus } from '../account-news/index.ts';
export { requireAdAccount } from './require-ad-account.ts';
export { ACCOUNT_PROBLEMS, requireUsableAccount } from './require-usable-account.ts';
export { adAccountRoutes } from './routes.ts';
