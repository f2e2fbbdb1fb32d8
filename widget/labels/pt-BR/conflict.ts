import { plural } from './speech.ts';

/** What became of your changes, and how many of them are not as somebody else saved them. */
export const conflictText = (mine: number, differ: number): string => {
  const safe = plural(mine, {
    one: 'Sua alteração continua aqui e nada foi sobrescrito.',
    many: 'Suas # de alterações continuam aqui e nada foi sobrescrito.',
    other: 'Suas # alterações continuam aqui e nada foi sobrescrito.',
  });
  if (differ === 0) return `${safe} ${mine === 1 ? 'Não difere' : 'Nenhuma difere'} do que foi salvo.`;
  const differs =
    mine === 1 ? 'Ela difere' : plural(differ, { one: '# difere', many: '# diferem', other: '# diferem' });
  return `${safe} ${differs} do que foi salvo. Escolha o que manter.`;
};
