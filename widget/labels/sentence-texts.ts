import type { FindingSentence } from '../../shared/finding-sentences.ts';

/** Dates come as text, identifiers by the names that people read. */
type Spoken<Figures> = {
  readonly [Name in Exclude<keyof Figures, 'says'>]: Figures[Name] extends readonly unknown[]
    ? readonly string[]
    : Figures[Name];
};

/** A sentence for each thing that the check before an export may say; a failure has its own words already. */
export type SentenceTexts = {
  readonly [Says in Exclude<FindingSentence['says'], 'failure'>]: (
    figures: Spoken<Extract<FindingSentence, { says: Says }>>,
  ) => string;
};
