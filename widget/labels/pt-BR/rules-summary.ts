import type { ActorKind, ControlDecision } from '../../../shared/control-kinds.ts';
import { number, plural } from './speech.ts';

const ACTIONS_IN_ALL = 8;
const kinds = (count: number) =>
  count === ACTIONS_IN_ALL
    ? `todos os ${number(ACTIONS_IN_ALL)} tipos de alteração`
    : plural(count, {
        one: '# tipo de alteração',
        many: '# de tipos de alteração',
        other: '# tipos de alteração',
      });
const actorsSaid: Readonly<Record<ActorKind, string>> = {
  person: 'As pessoas',
  automation: 'Os programas',
  agent: 'Os agentes',
};

type Counts = Readonly<Record<ControlDecision, number>>;

/** "Os agentes perguntam antes de 6 tipos de alteração; 2 nunca são permitidos." */
function sentence(kind: ActorKind, { allow, ask, deny }: Counts): string {
  const who = actorsSaid[kind];
  if (allow === ACTIONS_IN_ALL) return `${who} podem fazer tudo.`;
  if (deny === ACTIONS_IN_ALL) return `${who} não podem alterar nada.`;
  if (ask === 0) return `${who} podem fazer tudo, exceto ${kinds(deny)}.`;
  const never = plural(deny, {
    one: '; # nunca é permitido',
    many: '; # nunca são permitidos',
    other: '; # nunca são permitidos',
  });
  return `${who} perguntam antes de ${kinds(ask)}${deny === 0 ? '' : never}.`;
}

/** What the rules come to, in a few words. */
export function summary(counts: Readonly<Record<ActorKind, Counts>>): string {
  const { person, automation, agent } = counts;
  const areFree = [person, automation].every(({ allow }) => allow === ACTIONS_IN_ALL);
  const two = areFree
    ? ['As pessoas e os programas podem fazer tudo.']
    : [sentence('person', person), sentence('automation', automation)];
  return [...two, sentence('agent', agent)].join(' ');
}
