import type { ControlAction } from '../../../shared/control-kinds.ts';
import type { CallerSaid, CallSaid, calls as English } from '../en/calls.ts';
import { counted } from './counted.ts';
import { isolated, list } from './speech.ts';

type Gender = 'm' | 'f';
interface Noun {
  readonly one: string;
  readonly many: string;
  readonly gender: Gender;
}
const noun = (gender: Gender, one: string, many = `${one}s`): Noun => ({ one, many, gender });

const AUDIENCE = noun('f', 'audience');
const AD_ACCOUNT = noun('m', 'compte publicitaire', 'comptes publicitaires');
const KINDS: Readonly<Record<string, Noun>> = {
  campaign: noun('f', 'campagne'),
  adgroup: noun('m', 'groupe de publicités', 'groupes de publicités'),
  ad: noun('f', 'publicité'),
  smart_plus: noun('f', 'campagne Smart+', 'campagnes Smart+'),
  creative: noun('f', 'création'),
  video: noun('f', 'vidéo'),
  image: noun('f', 'image'),
  file: noun('m', 'fichier'),
  audience: AUDIENCE,
  custom_audience: AUDIENCE,
  account: AD_ACCOUNT,
  advertiser: AD_ACCOUNT,
  business_center: noun('m', 'Business Center'),
  report: noun('m', 'rapport'),
  split_test: noun('m', 'test fractionné', 'tests fractionnés'),
  catalog: noun('m', 'catalogue'),
  pixel: noun('m', 'pixel'),
  measurement: noun('f', 'connexion de données', 'connexions de données'),
  lead: noun('m', 'formulaire de prospects', 'formulaires de prospects'),
  identity: noun('f', 'identité'),
};
/** A kind that is not known by name reads as its words. */
const nounOf = (kind: string): Noun => {
  const known = KINDS[kind];
  if (known !== undefined) return known;
  const words = kind.replaceAll('_', ' ').trim();
  if (words === '' || words === 'other' || words === 'tool') return noun('m', 'paramètre');
  return noun('m', `objet (${words})`, `objets (${words})`);
};

const isElided = (word: string): boolean => /^[aeiouéèê]/i.test(word);
/** « la campagne », « l’audience », « une campagne », « 3 campagnes »; after « de »: « de la », « du », « d’une », « de 3 ». */
function inWords({ kind, name, id, count = 1 }: CallSaid, isAfterDe: boolean): string {
  const { one, many, gender } = nounOf(kind);
  if (count > 1) return `${isAfterDe ? 'de ' : ''}${counted(count, `# ${one}`, `# ${many}`)}`;
  if (name === null && id === null) return `${isAfterDe ? 'd’' : ''}${gender === 'f' ? 'une' : 'un'} ${one}`;
  const called = name === null ? isolated(id ?? '') : `« ${isolated(name)} »`;
  if (isElided(one)) return `${isAfterDe ? 'de ' : ''}l’${one} ${called}`;
  if (gender === 'f') return `${isAfterDe ? 'de ' : ''}la ${one} ${called}`;
  return `${isAfterDe ? 'du' : 'le'} ${one} ${called}`;
}

const thing = (said: CallSaid): string => inWords(said, false);

const money = ({ budget }: CallSaid): string => {
  if (budget === undefined || budget === null) return '';
  return `${isolated(budget.amount)}${budget.per === 'day' ? ' par jour' : budget.per === 'all' ? ' au total' : ''}`;
};

/** « veut supprimer », « a supprimé », « a essayé de supprimer ». */
type Form = 'do' | 'did' | 'tried';
const VERBS = {
  create: { do: 'créer', did: 'créé' },
  update: { do: 'modifier', did: 'modifié' },
  pause: { do: 'mettre en pause', did: 'mis en pause' },
  resume: { do: 'démarrer', did: 'démarré' },
  remove: { do: 'supprimer', did: 'supprimé' },
  upload: { do: 'charger', did: 'chargé' },
  set: { do: 'fixer', did: 'fixé' },
} as const;

/** « créer la campagne « Printemps » avec 250,00 USD par jour, en pause ». */
function deed(said: CallSaid, form: Form): string {
  const has = (action: ControlAction) => said.actions.includes(action);
  const what = thing(said);
  const sum = money(said);
  const verb = (name: keyof typeof VERBS) => (form === 'tried' ? `de ${VERBS[name].do}` : VERBS[name][form]);
  const itsBudget = (said.count ?? 1) > 1 ? 'leurs budgets' : 'son budget';
  if (has('create')) {
    const begins =
      has('resume') || said.begins === 'running'
        ? ', démarrage immédiat'
        : said.begins === 'paused'
          ? ', en pause'
          : '';
    return `${verb('create')} ${what}${sum === '' ? '' : ` avec ${sum}`}${begins}`;
  }
  if (has('upload')) return `${verb('upload')} ${what}`;
  if (has('audience_write')) return `${verb('update')} les personnes ${inWords(said, true)}`;
  // Verbs share their object, for a pronoun in its place would have to agree with everything.
  const verbs: string[] = [];
  if (has('remove')) verbs.push(verb('remove'));
  if (has('pause')) verbs.push(verb('pause'));
  if (has('resume')) verbs.push(verb('resume'));
  const isBudgetOnly = has('budget_change') && !has('update');
  if (has('update') || (verbs.length === 0 && !isBudgetOnly)) verbs.push(verb('update'));
  const parts = verbs.length === 0 ? [] : [`${list(verbs)} ${what}`];
  if (isBudgetOnly) {
    const budget = parts.length === 0 ? `le budget ${inWords(said, true)}` : itsBudget;
    parts.push(sum === '' ? `${verb('update')} ${budget}` : `${verb('set')} ${budget} à ${sum}`);
  } else if (has('budget_change')) {
    parts[0] += sum === '' ? ` et ${itsBudget}` : `, avec un budget de ${sum}`;
  }
  return parts.join(' et ');
}

const who = ({ kind, userId, isYou = false }: CallerSaid): string => {
  if (isYou) return 'Vous';
  const name = userId === null ? null : isolated(userId);
  if (kind === 'person') return name ?? 'Quelqu’un';
  const what = kind === 'agent' ? 'Un agent' : 'Un programme';
  // An agent has a user of its own, or acts for a person: the name may be either's.
  return name === null ? what : `${what} (${name})`;
};
const has = (caller: CallerSaid): string => (caller.isYou === true ? 'avez' : 'a');

/** French sentences about calls to TikTok: who, what, and what became of it. */
export const calls: typeof English = {
  who,
  wants: (caller, said) => `${who(caller)} ${caller.isYou === true ? 'voulez' : 'veut'} ${deed(said, 'do')}`,
  wanted: (caller, said) => `${who(caller)} ${caller.isYou === true ? 'vouliez' : 'voulait'} ${deed(said, 'do')}`,
  did: (caller, said) => `${who(caller)} ${has(caller)} ${deed(said, 'did')}`,
  tried: (caller, said) => `${who(caller)} ${has(caller)} essayé ${deed(said, 'tried')}`,
  thing,
  kind: (kind) => nounOf(kind).one,
};
