import type { ControlAction } from '../../../shared/control-kinds.ts';
import type { CallerSaid, CallSaid, calls as English } from '../en/calls.ts';
import { inThing, ofThing } from './contraction.ts';
import { isolated, plural } from './speech.ts';

/** A noun: its article and pronoun hang on its gender. */
interface Kind {
  readonly one: string;
  readonly many: string;
  readonly gender: 'm' | 'f';
}
const m = (one: string, many: string): Kind => ({ one, many, gender: 'm' });
const f = (one: string, many: string): Kind => ({ one, many, gender: 'f' });

const KINDS: Readonly<Record<string, Kind>> = {
  campaign: f('campanha', 'campanhas'),
  adgroup: m('grupo de anúncios', 'grupos de anúncios'),
  ad: m('anúncio', 'anúncios'),
  smart_plus: f('campanha Smart+', 'campanhas Smart+'),
  creative: m('criativo', 'criativos'),
  video: m('vídeo', 'vídeos'),
  image: f('imagem', 'imagens'),
  file: m('arquivo', 'arquivos'),
  audience: m('público', 'públicos'),
  custom_audience: m('público', 'públicos'),
  account: f('conta de anúncios', 'contas de anúncios'),
  advertiser: f('conta de anúncios', 'contas de anúncios'),
  business_center: f('Central de Negócios', 'Centrais de Negócios'),
  report: m('relatório', 'relatórios'),
  split_test: m('teste A/B', 'testes A/B'),
  catalog: m('catálogo', 'catálogos'),
  pixel: m('pixel', 'pixels'),
  measurement: f('conexão de dados', 'conexões de dados'),
  lead: m('formulário de leads', 'formulários de leads'),
  identity: f('identidade', 'identidades'),
};
/** A kind that is not known by name reads as its words. */
const kindOf = (kind: string): Kind => {
  const words = kind.replaceAll('_', ' ').trim();
  return (
    KINDS[kind] ??
    (words === '' || words === 'other' || words === 'tool' ? f('configuração', 'configurações') : m(words, words))
  );
};

const GRAMMAR = {
  m: { the: 'o', a: 'um', active: 'ativo' },
  f: { the: 'a', a: 'uma', active: 'ativa' },
} as const;

function thing({ kind, name, id, count = 1 }: CallSaid): string {
  const { one, many, gender } = kindOf(kind);
  const { the, a } = GRAMMAR[gender];
  if (count > 1) return `${plural(count, { one: '#', many: '# de', other: '#' })} ${many}`;
  if (name !== null) return `${the} ${one} “${isolated(name)}”`;
  return id === null ? `${a} ${one}` : `${the} ${one} ${isolated(id)}`;
}

const money = ({ budget }: CallSaid): string => {
  if (budget === undefined || budget === null) return '';
  return `${isolated(budget.amount)}${budget.per === 'day' ? ' por dia' : budget.per === 'all' ? ' no total' : ''}`;
};

type Form = 'toDo' | 'did';
/** `stem`: the infinitive before a pronoun, as in "pausá-la". */
type Verb = Readonly<Record<Form | 'stem', string>>;
const VERBS: Readonly<Record<'create' | 'update' | 'pause' | 'resume' | 'remove' | 'upload' | 'set', Verb>> = {
  create: { toDo: 'criar', stem: 'criá', did: 'criou' },
  update: { toDo: 'alterar', stem: 'alterá', did: 'alterou' },
  pause: { toDo: 'pausar', stem: 'pausá', did: 'pausou' },
  resume: { toDo: 'ativar', stem: 'ativá', did: 'ativou' },
  remove: { toDo: 'excluir', stem: 'excluí', did: 'excluiu' },
  upload: { toDo: 'enviar', stem: 'enviá', did: 'enviou' },
  set: { toDo: 'definir', stem: 'defini', did: 'definiu' },
};

/** "criar a campanha “Spring sale” com 250,00 USD por dia, em pausa" */
function deed(said: CallSaid, form: Form): string {
  const has = (action: ControlAction) => said.actions.includes(action);
  const what = thing(said);
  const sum = money(said);
  const isMany = (said.count ?? 1) > 1;
  const grammar = GRAMMAR[kindOf(said.kind).gender];
  const it = `${grammar.the}${isMany ? 's' : ''}`;
  const verb = (name: keyof typeof VERBS) => VERBS[name][form];
  if (has('create')) {
    const begins =
      has('resume') || said.begins === 'running'
        ? `, ${grammar.active}${isMany ? 's' : ''} na hora`
        : said.begins === 'paused'
          ? ', em pausa'
          : '';
    return `${verb('create')} ${what}${sum === '' ? '' : ` com ${sum}`}${begins}`;
  }
  if (has('upload')) return `${verb('upload')} ${what}`;
  if (has('audience_write')) return `${verb('update')} quem está ${inThing(what)}`;
  const parts: string[] = [];
  const first = (name: keyof typeof VERBS) => {
    const again = form === 'toDo' ? `${VERBS[name].stem}-l${it}` : `${it} ${VERBS[name].did}`;
    parts.push(parts.length === 0 ? `${verb(name)} ${what}` : again);
  };
  if (has('remove')) first('remove');
  if (has('pause')) first('pause');
  if (has('resume')) first('resume');
  if (has('budget_change') && !has('update')) {
    const budget = parts.length === 0 ? `o orçamento ${ofThing(what)}` : 'o orçamento';
    parts.push(sum === '' ? `${verb('update')} ${budget}` : `${verb('set')} ${budget} em ${sum}`);
  }
  if (has('update') || parts.length === 0) {
    first('update');
    if (has('budget_change')) {
      parts[parts.length - 1] += sum === '' ? ' e o orçamento' : `, com um orçamento de ${sum}`;
    }
  }
  return parts.join(' e ');
}

const who = ({ kind, userId, isYou = false }: CallerSaid): string => {
  if (isYou) return 'Você';
  const name = userId === null ? null : isolated(userId);
  if (kind === 'person') return name ?? 'Alguém';
  const what = kind === 'agent' ? 'Um agente' : 'Um programa';
  // An agent has a user of its own, or acts for a person: the name may be either's.
  return name === null ? what : `${what} (${name})`;
};

/** Sentences about calls to TikTok: who, what, and what became of it. */
export const calls: typeof English = {
  who,
  wants: (caller, said) => `${who(caller)} quer ${deed(said, 'toDo')}`,
  wanted: (caller, said) => `${who(caller)} queria ${deed(said, 'toDo')}`,
  did: (caller, said) => `${who(caller)} ${deed(said, 'did')}`,
  tried: (caller, said) => `${who(caller)} tentou ${deed(said, 'toDo')}`,
  thing,
  kind: (kind) => kindOf(kind).one,
};
