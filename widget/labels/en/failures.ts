import type { FailureTexts } from '../failure-codes.ts';

/** Sentences in place of the server's. The server speaks English, and says more about the case at hand: here it keeps the word. */
export const failures: Partial<FailureTexts> = {};
