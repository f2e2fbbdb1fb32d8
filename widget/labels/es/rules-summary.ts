import type { ActorKind, ControlDecision } from '../../../shared/control-kinds.ts';
import { number, plural } from './speech.ts';

const ACTIONS_IN_ALL = 8;
const kinds = (count: number) =>
  count === ACTIONS_IN_ALL
    ? `los ${number(ACTIONS_IN_ALL)} tipos de cambios`
    : plural(count, { one: '# tipo de cambio', many: '# de tipos de cambios', other: '# tipos de cambios' });
const actorsSaid: Readonly<Record<ActorKind, string>> = {
  person: 'Las personas',
  automation: 'Los programas',
  agent: 'Los agentes',
};

type Counts = Readonly<Record<ControlDecision, number>>;

/** "Los agentes preguntan antes de 6 tipos de cambios; 2 no se permiten nunca." */
function sentence(kind: ActorKind, { allow, ask, deny }: Counts): string {
  const who = actorsSaid[kind];
  if (allow === ACTIONS_IN_ALL) return `${who} pueden hacer todo.`;
  if (deny === ACTIONS_IN_ALL) return `${who} no pueden cambiar nada.`;
  if (ask === 0) return `${who} pueden hacer todo salvo ${kinds(deny)}.`;
  const never = plural(deny, {
    one: '; # no se permite nunca',
    many: '; # no se permiten nunca',
    other: '; # no se permiten nunca',
  });
  return `${who} preguntan antes de ${kinds(ask)}${deny === 0 ? '' : never}.`;
}

/** What the rules come to, in a few words. */
export function summary(counts: Readonly<Record<ActorKind, Counts>>): string {
  const { person, automation, agent } = counts;
  const areFree = [person, automation].every(({ allow }) => allow === ACTIONS_IN_ALL);
  const two = areFree
    ? ['Las personas y los programas pueden hacer todo.']
    : [sentence('person', person), sentence('automation', automation)];
  return [...two, sentence('agent', agent)].join(' ');
}
