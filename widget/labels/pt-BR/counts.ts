import { plural } from './speech.ts';

// What is counted in more than one view; from a million on, Portuguese puts a "de" between the number and the noun.

export const accounts = (count: number): string =>
  plural(count, { one: '# conta de anúncios', many: '# de contas de anúncios', other: '# contas de anúncios' });

export const accountsFound = (count: number): string =>
  plural(count, {
    one: '# conta de anúncios encontrada',
    many: '# de contas de anúncios encontradas',
    other: '# contas de anúncios encontradas',
  });

export const people = (count: number): string =>
  plural(count, { one: '# pessoa', many: '# de pessoas', other: '# pessoas' });

export const rows = (count: number): string =>
  plural(count, { one: '# linha', many: '# de linhas', other: '# linhas' });

export const identifiers = (count: number): string =>
  plural(count, { one: '# identificador', many: '# de identificadores', other: '# identificadores' });

export const matches = (count: number): string =>
  plural(count, { one: '# correspondência', many: '# de correspondências', other: '# correspondências' });

export const days = (count: number): string => plural(count, { one: '# dia', many: '# de dias', other: '# dias' });

export const unsavedChanges = (count: number): string =>
  plural(count, {
    one: '# alteração não salva',
    many: '# de alterações não salvas',
    other: '# alterações não salvas',
  });

export const discardedChanges = (count: number): string =>
  plural(count, {
    one: '# alteração descartada',
    many: '# de alterações descartadas',
    other: '# alterações descartadas',
  });

export const callsWaiting = (count: number): string =>
  plural(count, {
    one: '# chamada aguarda uma decisão',
    many: '# de chamadas aguardam uma decisão',
    other: '# chamadas aguardam uma decisão',
  });
