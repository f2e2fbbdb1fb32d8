import type { ActorKind, ControlAction } from '../../../shared/control-kinds.ts';
import { isolated, number } from '../number.ts';

/** Who acted: by name where it is known, otherwise by kind. */
export interface CallerSaid {
  readonly kind: ActorKind;
  readonly userId: string | null;
  /** The person who looks is the one. */
  readonly isYou?: boolean;
}

/** A call to TikTok, as far as a sentence tells it. */
export interface CallSaid {
  readonly actions: readonly ControlAction[];
  /** What it is about: `campaign`, `adgroup`, `custom_audience` … */
  readonly kind: string;
  readonly name: string | null;
  readonly id: string | null;
  /** How many of them, where it is about several. */
  readonly count?: number;
  /** The money it names, written out. */
  readonly budget?: { readonly amount: string; readonly per: 'day' | 'all' | null } | null;
  /** How something new begins. */
  readonly begins?: 'paused' | 'running' | null;
}

const KINDS: Readonly<Record<string, readonly [one: string, many: string]>> = {
  campaign: ['campaign', 'campaigns'],
  adgroup: ['ad group', 'ad groups'],
  ad: ['ad', 'ads'],
  smart_plus: ['Smart+ campaign', 'Smart+ campaigns'],
  creative: ['creative', 'creatives'],
  video: ['video', 'videos'],
  image: ['image', 'images'],
  file: ['file', 'files'],
  audience: ['audience', 'audiences'],
  custom_audience: ['audience', 'audiences'],
  account: ['ad account', 'ad accounts'],
  advertiser: ['ad account', 'ad accounts'],
  business_center: ['Business Center', 'Business Centers'],
  report: ['report', 'reports'],
  split_test: ['split test', 'split tests'],
  catalog: ['catalog', 'catalogs'],
  pixel: ['pixel', 'pixels'],
  measurement: ['data connection', 'data connections'],
  lead: ['lead form', 'lead forms'],
  identity: ['identity', 'identities'],
};
/** A kind that is not known by name reads as its words. */
const kindOf = (kind: string): readonly [one: string, many: string] => {
  const words = kind.replaceAll('_', ' ').trim();
  return (
    KINDS[kind] ?? (words === '' || words === 'other' || words === 'tool' ? ['setting', 'settings'] : [words, words])
  );
};
const article = (noun: string) => (/^[aeiou]/i.test(noun) ? 'an' : 'a');

function thing({ kind, name, id, count = 1 }: CallSaid): string {
  const [one, many] = kindOf(kind);
  if (count > 1) return `${number(count)} ${many}`;
  if (name !== null) return `the ${one} “${isolated(name)}”`;
  return id === null ? `${article(one)} ${one}` : `the ${one} ${isolated(id)}`;
}

const money = ({ budget }: CallSaid): string => {
  if (budget === undefined || budget === null) return '';
  return `${isolated(budget.amount)}${budget.per === 'day' ? ' a day' : budget.per === 'all' ? ' in all' : ''}`;
};

type Form = 'do' | 'did';
const VERBS: Readonly<Record<Exclude<ControlAction, 'budget_change'> | 'set', Readonly<Record<Form, string>>>> = {
  create: { do: 'create', did: 'created' },
  update: { do: 'change', did: 'changed' },
  pause: { do: 'pause', did: 'paused' },
  resume: { do: 'start', did: 'started' },
  remove: { do: 'delete', did: 'deleted' },
  upload: { do: 'upload', did: 'uploaded' },
  audience_write: { do: 'change who is in', did: 'changed who is in' },
  set: { do: 'set', did: 'set' },
};

/** "create the campaign “Spring sale” with 250.00 USD a day, paused" */
function deed(said: CallSaid, form: Form): string {
  const has = (action: ControlAction) => said.actions.includes(action);
  const what = thing(said);
  const sum = money(said);
  const verb = (name: keyof typeof VERBS) => VERBS[name][form];
  if (has('create')) {
    const begins =
      has('resume') || said.begins === 'running' ? ', running at once' : said.begins === 'paused' ? ', paused' : '';
    return `${verb('create')} ${what}${sum === '' ? '' : ` with ${sum}`}${begins}`;
  }
  if (has('upload')) return `${verb('upload')} ${what}`;
  if (has('audience_write')) return `${verb('audience_write')} ${what}`;
  const parts: string[] = [];
  const first = (text: string) => void parts.push(parts.length === 0 ? `${text} ${what}` : `${text} it`);
  if (has('remove')) first(verb('remove'));
  if (has('pause')) first(verb('pause'));
  if (has('resume')) first(verb('resume'));
  if (has('budget_change') && !has('update')) {
    const budget = parts.length === 0 ? `the budget of ${what}` : 'its budget';
    parts.push(sum === '' ? `${verb('update')} ${budget}` : `${verb('set')} ${budget} to ${sum}`);
  }
  if (has('update') || parts.length === 0) {
    first(verb('update'));
    if (has('budget_change')) parts[parts.length - 1] += sum === '' ? ' and its budget' : `, with a budget of ${sum}`;
  }
  return parts.join(' and ');
}

const who = ({ kind, userId, isYou = false }: CallerSaid): string => {
  if (isYou) return 'You';
  const name = userId === null ? null : isolated(userId);
  if (kind === 'person') return name ?? 'Somebody';
  const what = kind === 'agent' ? 'An agent' : 'A program';
  // An agent has a user of its own, or acts for a person: the name may be either's.
  return name === null ? what : `${what} (${name})`;
};

/** Sentences about calls to TikTok: who, what, and what became of it. */
export const calls = {
  who,
  wants: (caller: CallerSaid, said: CallSaid) =>
    `${who(caller)} ${caller.isYou === true ? 'want' : 'wants'} to ${deed(said, 'do')}`,
  wanted: (caller: CallerSaid, said: CallSaid) => `${who(caller)} wanted to ${deed(said, 'do')}`,
  did: (caller: CallerSaid, said: CallSaid) => `${who(caller)} ${deed(said, 'did')}`,
  tried: (caller: CallerSaid, said: CallSaid) => `${who(caller)} tried to ${deed(said, 'do')}`,
  thing,
  /** The kind alone, for what has no name: "campaign". */
  kind: (kind: string) => kindOf(kind)[0],
};
