export { tellAccess } from './tell-access.ts';
export { accountStatusDrafts, noteAccountStatus, type SeenStatus, statusDrafts } from './note-account-status.ts';
