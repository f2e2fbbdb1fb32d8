import type { ActorKind, ControlDecision } from '../../../shared/control-kinds.ts';
import { number, plural } from './speech.ts';

const ACTIONS_IN_ALL = 8;
/** In the dative, after „vor“ and „außer“. */
const kinds = (count: number) =>
  count === ACTIONS_IN_ALL
    ? `allen ${number(ACTIONS_IN_ALL)} Arten von Änderungen`
    : plural(count, { one: '# Art von Änderungen', other: '# Arten von Änderungen' });

/** Who may do what: the heads of the table of rules. */
export const actors: Readonly<Record<ActorKind, string>> = {
  person: 'Personen',
  automation: 'Programme',
  agent: 'Agenten',
};

type Counts = Readonly<Record<ControlDecision, number>>;

/** „Agenten fragen vor 6 Arten von Änderungen; 2 sind nie erlaubt.“ */
function sentence(kind: ActorKind, { allow, ask, deny }: Counts): string {
  const who = actors[kind];
  if (allow === ACTIONS_IN_ALL) return `${who} dürfen alles.`;
  if (deny === ACTIONS_IN_ALL) return `${who} dürfen nichts ändern.`;
  if (ask === 0) return `${who} dürfen alles außer ${kinds(deny)}.`;
  const never = deny === 0 ? '' : `; ${plural(deny, { one: '# ist nie erlaubt', other: '# sind nie erlaubt' })}`;
  return `${who} fragen vor ${kinds(ask)}${never}.`;
}

/** What holds, in a few words. */
export function summary({ person, automation, agent }: Readonly<Record<ActorKind, Counts>>): string {
  const areFree = [person, automation].every(({ allow }) => allow === ACTIONS_IN_ALL);
  const two = areFree
    ? ['Personen und Programme dürfen alles.']
    : [sentence('person', person), sentence('automation', automation)];
  return [...two, sentence('agent', agent)].join(' ');
}
