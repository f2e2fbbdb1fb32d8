import type { SentenceTexts } from '../sentence-texts.ts';

/** Sentences in place of the server's. The server speaks English: here it keeps the word. */
export const findingSentences: Partial<SentenceTexts> = {};
