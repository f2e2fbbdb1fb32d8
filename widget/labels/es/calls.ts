import type { ControlAction } from '../../../shared/control-kinds.ts';
import type { CallerSaid, CallSaid, calls as English } from '../en/calls.ts';
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
  campaign: f('campaña', 'campañas'),
  adgroup: m('grupo de anuncios', 'grupos de anuncios'),
  ad: m('anuncio', 'anuncios'),
  smart_plus: f('campaña Smart+', 'campañas Smart+'),
  creative: f('creatividad', 'creatividades'),
  video: m('video', 'videos'),
  image: f('imagen', 'imágenes'),
  file: m('archivo', 'archivos'),
  audience: f('audiencia', 'audiencias'),
  custom_audience: f('audiencia', 'audiencias'),
  account: f('cuenta publicitaria', 'cuentas publicitarias'),
  advertiser: f('cuenta publicitaria', 'cuentas publicitarias'),
  business_center: m('Centro de negocios', 'Centros de negocios'),
  report: m('informe', 'informes'),
  split_test: f('prueba A/B', 'pruebas A/B'),
  catalog: m('catálogo', 'catálogos'),
  pixel: m('píxel', 'píxeles'),
  measurement: f('conexión de datos', 'conexiones de datos'),
  lead: m('formulario de clientes potenciales', 'formularios de clientes potenciales'),
  identity: f('identidad', 'identidades'),
};
/** A kind that is not known by name reads as its words. */
const kindOf = (kind: string): Kind => {
  const words = kind.replaceAll('_', ' ').trim();
  return (
    KINDS[kind] ?? (words === '' || words === 'other' || words === 'tool' ? m('ajuste', 'ajustes') : m(words, words))
  );
};

const GRAMMAR = {
  m: { the: 'el', a: 'un', it: 'lo', them: 'los', active: 'activo' },
  f: { the: 'la', a: 'una', it: 'la', them: 'las', active: 'activa' },
} as const;

function thing({ kind, name, id, count = 1 }: CallSaid): string {
  const { one, many, gender } = kindOf(kind);
  const { the, a } = GRAMMAR[gender];
  if (count > 1) return `${plural(count, { one: '#', many: '# de', other: '#' })} ${many}`;
  if (name !== null) return `${the} ${one} “${isolated(name)}”`;
  return id === null ? `${a} ${one}` : `${the} ${one} ${isolated(id)}`;
}

/** "del grupo de anuncios": the article melts into the preposition. */
const ofThing = (what: string): string => (what.startsWith('el ') ? `d${what}` : `de ${what}`);

const money = ({ budget }: CallSaid): string => {
  if (budget === undefined || budget === null) return '';
  return `${isolated(budget.amount)}${budget.per === 'day' ? ' al día' : budget.per === 'all' ? ' en total' : ''}`;
};

/** What somebody is to do, did, or you did. */
type Form = 'toDo' | 'did' | 'youDid';
type Verb = Readonly<Record<Form, string>>;
const VERBS: Readonly<Record<Exclude<ControlAction, 'budget_change'> | 'set', Verb>> = {
  create: { toDo: 'crear', did: 'creó', youDid: 'creaste' },
  update: { toDo: 'cambiar', did: 'cambió', youDid: 'cambiaste' },
  pause: { toDo: 'pausar', did: 'pausó', youDid: 'pausaste' },
  resume: { toDo: 'activar', did: 'activó', youDid: 'activaste' },
  remove: { toDo: 'eliminar', did: 'eliminó', youDid: 'eliminaste' },
  upload: { toDo: 'subir', did: 'subió', youDid: 'subiste' },
  audience_write: {
    toDo: 'cambiar quién está en',
    did: 'cambió quién está en',
    youDid: 'cambiaste quién está en',
  },
  set: { toDo: 'fijar', did: 'fijó', youDid: 'fijaste' },
};

/** "crear la campaña “Spring sale” con 250,00 USD al día, en pausa" */
function deed(said: CallSaid, form: Form): string {
  const has = (action: ControlAction) => said.actions.includes(action);
  const what = thing(said);
  const sum = money(said);
  const isMany = (said.count ?? 1) > 1;
  const grammar = GRAMMAR[kindOf(said.kind).gender];
  const it = isMany ? grammar.them : grammar.it;
  const verb = (name: keyof typeof VERBS) => VERBS[name][form];
  /** "cambiarla", but "la cambió" */
  const withIt = (text: string) => (form === 'toDo' ? `${text}${it}` : `${it} ${text}`);
  if (has('create')) {
    const begins =
      has('resume') || said.begins === 'running'
        ? `, ${grammar.active}${isMany ? 's' : ''} de inmediato`
        : said.begins === 'paused'
          ? ', en pausa'
          : '';
    return `${verb('create')} ${what}${sum === '' ? '' : ` con ${sum}`}${begins}`;
  }
  if (has('upload')) return `${verb('upload')} ${what}`;
  if (has('audience_write')) return `${verb('audience_write')} ${what}`;
  const parts: string[] = [];
  const first = (text: string) => void parts.push(parts.length === 0 ? `${text} ${what}` : withIt(text));
  if (has('remove')) first(verb('remove'));
  if (has('pause')) first(verb('pause'));
  if (has('resume')) first(verb('resume'));
  if (has('budget_change') && !has('update')) {
    const budget = parts.length === 0 ? `el presupuesto ${ofThing(what)}` : 'su presupuesto';
    parts.push(sum === '' ? `${verb('update')} ${budget}` : `${verb('set')} ${budget} en ${sum}`);
  }
  if (has('update') || parts.length === 0) {
    first(verb('update'));
    if (has('budget_change')) {
      parts[parts.length - 1] += sum === '' ? ' y su presupuesto' : `, con un presupuesto de ${sum}`;
    }
  }
  return parts.join(' y ');
}

const who = ({ kind, userId, isYou = false }: CallerSaid): string => {
  if (isYou) return 'Tú';
  const name = userId === null ? null : isolated(userId);
  if (kind === 'person') return name ?? 'Alguien';
  const what = kind === 'agent' ? 'Un agente' : 'Un programa';
  // An agent has a user of its own, or acts for a person: the name may be either's.
  return name === null ? what : `${what} (${name})`;
};

/** The verb carries the person: "Quieres crear…", "Un agente quiere crear…". */
const says = (caller: CallerSaid, you: string, other: string): string =>
  caller.isYou === true ? you : `${who(caller)} ${other}`;
const begun = (sentence: string): string => `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}`;

/** Sentences about calls to TikTok: who, what, and what became of it. */
export const calls: typeof English = {
  who,
  wants: (caller, said) => `${says(caller, 'Quieres', 'quiere')} ${deed(said, 'toDo')}`,
  wanted: (caller, said) => `${says(caller, 'Querías', 'quería')} ${deed(said, 'toDo')}`,
  did: (caller, said) => (caller.isYou === true ? begun(deed(said, 'youDid')) : `${who(caller)} ${deed(said, 'did')}`),
  tried: (caller, said) => `${says(caller, 'Intentaste', 'intentó')} ${deed(said, 'toDo')}`,
  thing,
  kind: (kind) => kindOf(kind).one,
};
