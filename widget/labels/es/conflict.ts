import { plural } from './speech.ts';

/** What became of your changes, and how many of them are not as somebody else saved them. */
export const conflictText = (mine: number, differ: number): string => {
  const safe = plural(mine, {
    one: 'Tu cambio sigue aquí y no se sobrescribió nada.',
    many: 'Tus # de cambios siguen aquí y no se sobrescribió nada.',
    other: 'Tus # cambios siguen aquí y no se sobrescribió nada.',
  });
  if (differ === 0) return `${safe} ${mine === 1 ? 'No difiere' : 'Ninguno difiere'} de lo guardado.`;
  const differs =
    mine === 1 ? 'Difiere' : plural(differ, { one: '# difiere', many: '# difieren', other: '# difieren' });
  return `${safe} ${differs} de lo guardado. Elige con qué quedarte.`;
};
