export { openToken, sealToken } from './token-vault.ts';
