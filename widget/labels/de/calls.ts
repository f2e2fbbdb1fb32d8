import type { ControlAction } from '../../../shared/control-kinds.ts';
import type { CallerSaid, CallSaid, calls as English } from '../en/calls.ts';
import { isolated, list, number } from './speech.ts';

type Gender = 'm' | 'f' | 'n';
interface Noun {
  readonly one: string;
  readonly many: string;
  readonly gender: Gender;
}
const noun = (one: string, many: string, gender: Gender): Noun => ({ one, many, gender });

const AUDIENCE = noun('Zielgruppe', 'Zielgruppen', 'f');
const AD_ACCOUNT = noun('Werbekonto', 'Werbekonten', 'n');
const KINDS: Readonly<Record<string, Noun>> = {
  campaign: noun('Kampagne', 'Kampagnen', 'f'),
  adgroup: noun('Anzeigengruppe', 'Anzeigengruppen', 'f'),
  ad: noun('Anzeige', 'Anzeigen', 'f'),
  smart_plus: noun('Smart+-Kampagne', 'Smart+-Kampagnen', 'f'),
  creative: noun('Creative', 'Creatives', 'n'),
  video: noun('Video', 'Videos', 'n'),
  image: noun('Bild', 'Bilder', 'n'),
  file: noun('Datei', 'Dateien', 'f'),
  audience: AUDIENCE,
  custom_audience: AUDIENCE,
  account: AD_ACCOUNT,
  advertiser: AD_ACCOUNT,
  business_center: noun('Business Center', 'Business Center', 'n'),
  report: noun('Bericht', 'Berichte', 'm'),
  split_test: noun('Split-Test', 'Split-Tests', 'm'),
  catalog: noun('Katalog', 'Kataloge', 'm'),
  pixel: noun('Pixel', 'Pixel', 'n'),
  measurement: noun('Datenverbindung', 'Datenverbindungen', 'f'),
  lead: noun('Lead-Formular', 'Lead-Formulare', 'n'),
  identity: noun('Identität', 'Identitäten', 'f'),
};
/** A kind that is not known by name reads as its words. */
const nounOf = (kind: string): Noun => {
  const known = KINDS[kind];
  if (known !== undefined) return known;
  const words = kind.replaceAll('_', ' ').trim();
  if (words === '' || words === 'other' || words === 'tool') return noun('Einstellung', 'Einstellungen', 'f');
  return noun(`Objekt (${words})`, `Objekte (${words})`, 'n');
};

type Case = 'accusative' | 'dative';
const ARTICLES: Readonly<Record<Case, Readonly<Record<'the' | 'a', Readonly<Record<Gender, string>>>>>> = {
  accusative: { the: { m: 'den', f: 'die', n: 'das' }, a: { m: 'einen', f: 'eine', n: 'ein' } },
  dative: { the: { m: 'dem', f: 'der', n: 'dem' }, a: { m: 'einem', f: 'einer', n: 'einem' } },
};

function inCase({ kind, name, id, count = 1 }: CallSaid, grammatical: Case): string {
  const { one, many, gender } = nounOf(kind);
  if (count > 1) return `${number(count)} ${many}`;
  const { the, a } = ARTICLES[grammatical];
  if (name !== null) return `${the[gender]} ${one} „${isolated(name)}“`;
  return id === null ? `${a[gender]} ${one}` : `${the[gender]} ${one} ${isolated(id)}`;
}

/** In the accusative: whoever says what becomes of it has to build the sentence so. */
const thing = (said: CallSaid): string => inCase(said, 'accusative');

const money = ({ budget }: CallSaid): string => {
  if (budget === undefined || budget === null) return '';
  return `${isolated(budget.amount)}${budget.per === 'day' ? ' pro Tag' : budget.per === 'all' ? ' insgesamt' : ''}`;
};

/** „möchte löschen“, „hat gelöscht“, „hat versucht zu löschen“. */
type Form = 'do' | 'did' | 'tried';
const regular = (infinitive: string, participle: string): Readonly<Record<Form, string>> => ({
  do: infinitive,
  did: participle,
  tried: `zu ${infinitive}`,
});
const VERBS = {
  create: regular('erstellen', 'erstellt'),
  update: regular('ändern', 'geändert'),
  pause: regular('pausieren', 'pausiert'),
  resume: regular('starten', 'gestartet'),
  remove: regular('löschen', 'gelöscht'),
  upload: { do: 'hochladen', did: 'hochgeladen', tried: 'hochzuladen' },
  set: regular('setzen', 'gesetzt'),
} as const;

/** „die Kampagne „Frühling“ mit 250,00 USD pro Tag erstellen, pausiert“: the verb comes last. */
function deed(said: CallSaid, form: Form): string {
  const has = (action: ControlAction) => said.actions.includes(action);
  const what = thing(said);
  const sum = money(said);
  const verb = (name: keyof typeof VERBS) => VERBS[name][form];
  const isMany = (said.count ?? 1) > 1;
  const { gender } = nounOf(said.kind);
  const pronoun = isMany || gender === 'f' ? 'sie' : gender === 'm' ? 'ihn' : 'es';
  const itsBudget = isMany || gender === 'f' ? 'ihr Budget' : 'sein Budget';
  if (has('create')) {
    const begins =
      has('resume') || said.begins === 'running' ? ', sofort aktiv' : said.begins === 'paused' ? ', pausiert' : '';
    return `${what} ${sum === '' ? '' : `mit ${sum} `}${verb('create')}${begins}`;
  }
  if (has('upload')) return `${what} ${verb('upload')}`;
  if (has('audience_write')) return `die Personen in ${inCase(said, 'dative')} ${verb('update')}`;
  const parts: string[] = [];
  const object = () => (parts.length === 0 ? what : pronoun);
  if (has('remove')) parts.push(`${object()} ${verb('remove')}`);
  if (has('pause')) parts.push(`${object()} ${verb('pause')}`);
  if (has('resume')) parts.push(`${object()} ${verb('resume')}`);
  if (has('budget_change') && !has('update')) {
    const budget = parts.length === 0 ? `das Budget für ${what}` : itsBudget;
    parts.push(sum === '' ? `${budget} ${verb('update')}` : `${budget} auf ${sum} ${verb('set')}`);
  }
  if (has('update') || parts.length === 0) {
    const budgetToo = has('budget_change') && sum === '' ? ` und ${itsBudget}` : '';
    const newSum = has('budget_change') && sum !== '' ? `, mit einem Budget von ${sum}` : '';
    parts.push(`${object()}${budgetToo} ${verb('update')}${newSum}`);
  }
  return list(parts);
}

const who = ({ kind, userId, isYou = false }: CallerSaid): string => {
  if (isYou) return 'Sie';
  const name = userId === null ? null : isolated(userId);
  if (kind === 'person') return name ?? 'Jemand';
  const what = kind === 'agent' ? 'Ein Agent' : 'Ein Programm';
  // An agent has a user of its own, or acts for a person: the name may be either's.
  return name === null ? what : `${what} (${name})`;
};
const has = (caller: CallerSaid): string => (caller.isYou === true ? 'haben' : 'hat');

/** German sentences about calls to TikTok: who, what, and what became of it. */
export const calls: typeof English = {
  who,
  wants: (caller, said) => `${who(caller)} ${caller.isYou === true ? 'möchten' : 'möchte'} ${deed(said, 'do')}`,
  wanted: (caller, said) => `${who(caller)} ${caller.isYou === true ? 'wollten' : 'wollte'} ${deed(said, 'do')}`,
  did: (caller, said) => `${who(caller)} ${has(caller)} ${deed(said, 'did')}`,
  tried: (caller, said) => `${who(caller)} ${has(caller)} versucht, ${deed(said, 'tried')}`,
  thing,
  kind: (kind) => nounOf(kind).one,
};
