import { plural } from './speech.ts';

// What is counted in more than one view; from a million on, Spanish puts a "de" between the number and the noun.

export const accounts = (count: number): string =>
  plural(count, {
    one: '# cuenta publicitaria',
    many: '# de cuentas publicitarias',
    other: '# cuentas publicitarias',
  });

export const people = (count: number): string =>
  plural(count, { one: '# persona', many: '# de personas', other: '# personas' });

export const rows = (count: number): string => plural(count, { one: '# fila', many: '# de filas', other: '# filas' });

export const identifiers = (count: number): string =>
  plural(count, { one: '# identificador', many: '# de identificadores', other: '# identificadores' });

export const days = (count: number): string => plural(count, { one: '# día', many: '# de días', other: '# días' });

export const unsavedChanges = (count: number): string =>
  plural(count, {
    one: '# cambio sin guardar',
    many: '# de cambios sin guardar',
    other: '# cambios sin guardar',
  });

export const accountsFound = (count: number): string =>
  plural(count, {
    one: '# cuenta publicitaria encontrada',
    many: '# de cuentas publicitarias encontradas',
    other: '# cuentas publicitarias encontradas',
  });

export const discardedChanges = (count: number): string =>
  plural(count, {
    one: '# cambio descartado',
    many: '# de cambios descartados',
    other: '# cambios descartados',
  });

export const callsWaiting = (count: number): string =>
  plural(count, {
    one: '# llamada espera una decisión',
    many: '# de llamadas esperan una decisión',
    other: '# llamadas esperan una decisión',
  });
