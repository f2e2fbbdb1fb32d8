export { connectionOwner, openTokens, sealTokens, type TokenSet } from './token-vault.ts';
