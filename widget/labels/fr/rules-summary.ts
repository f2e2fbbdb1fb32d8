import type { ActorKind, ControlDecision } from '../../../shared/control-kinds.ts';
import { agreed, counted } from './counted.ts';
import { number } from './speech.ts';

const ACTIONS_IN_ALL = 8;
const kinds = (count: number) =>
  count === ACTIONS_IN_ALL
    ? `les ${number(ACTIONS_IN_ALL)} types de modifications`
    : counted(count, '# type de modification', '# types de modifications');

/** Who may do what: the heads of the table of rules. */
export const actors: Readonly<Record<ActorKind, string>> = {
  person: 'Personnes',
  automation: 'Programmes',
  agent: 'Agents',
};

type Counts = Readonly<Record<ControlDecision, number>>;

/** « Les agents demandent avant 6 types de modifications ; 2 ne sont jamais autorisés. » */
function sentence(kind: ActorKind, { allow, ask, deny }: Counts): string {
  const who = `Les ${actors[kind].toLowerCase()}`;
  if (allow === ACTIONS_IN_ALL) return `${who} peuvent tout faire.`;
  if (deny === ACTIONS_IN_ALL) return `${who} ne peuvent rien modifier.`;
  if (ask === 0) return `${who} peuvent tout faire sauf ${kinds(deny)}.`;
  const never = deny === 0 ? '' : ` ; ${agreed(deny, '# n’est jamais autorisé', '# ne sont jamais autorisés')}`;
  return `${who} demandent avant ${kinds(ask)}${never}.`;
}

/** What holds, in a few words. */
export function summary({ person, automation, agent }: Readonly<Record<ActorKind, Counts>>): string {
  const areFree = [person, automation].every(({ allow }) => allow === ACTIONS_IN_ALL);
  const two = areFree
    ? ['Les personnes et les programmes peuvent tout faire.']
    : [sentence('person', person), sentence('automation', automation)];
  return [...two, sentence('agent', agent)].join(' ');
}
