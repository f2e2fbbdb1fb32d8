import type { CallerSaid, CallSaid, calls as English } from '../en/calls.ts';
import { type Noun, nounOf } from './kinds.ts';
import { isolated, plural } from './speech.ts';

/** Definite with a name or an id, indefinite without. */
function thing({ kind, name, id, count = 1 }: CallSaid): string {
  const noun = nounOf(kind);
  if (count > 1) return plural(count, noun.count);
  if (name !== null) return `${noun.the} «${isolated(name)}»`;
  return id === null ? noun.one : `${noun.the} ${isolated(id)}`;
}

/** "its", as it is joined to a noun. */
const its = (noun: Noun, count: number): string => {
  if (count === 2) return 'هما';
  return count > 2 || noun.isFeminine ? 'ها' : 'ه';
};

const money = ({ budget }: CallSaid): string => {
  if (budget === undefined || budget === null) return '';
  return `${isolated(budget.amount)}${budget.per === 'day' ? ' في اليوم' : budget.per === 'all' ? ' إجمالًا' : ''}`;
};

/** "creating the campaign “Spring sale” with 250.00 USD a day, paused": what is done as a noun, which agrees with nobody. */
function deed(said: CallSaid): string {
  const has = (action: CallSaid['actions'][number]) => said.actions.includes(action);
  const what = thing(said);
  const sum = money(said);
  if (has('create')) {
    const begins =
      has('resume') || said.begins === 'running'
        ? '، مع التشغيل فورًا'
        : said.begins === 'paused'
          ? '، مع الإيقاف المؤقت'
          : '';
    return `إنشاء ${what}${sum === '' ? '' : ` بميزانية ${sum}`}${begins}`;
  }
  if (has('upload')) return `رفع ${what}`;
  if (has('audience_write')) return `تغيير الأشخاص في ${what}`;
  const suffix = its(nounOf(said.kind), said.count ?? 1);
  const parts: string[] = [];
  const first = (verb: string, after = '') =>
    void parts.push(parts.length === 0 ? `${verb} ${what}${after}` : `${verb}${suffix}${after}`);
  if (has('remove')) first('حذف');
  if (has('pause')) first('إيقاف', ' مؤقتًا');
  if (has('resume')) first('تشغيل');
  if (has('budget_change') && !has('update')) {
    const budget = parts.length === 0 ? `ميزانية ${what}` : `ميزانيت${suffix}`;
    parts.push(sum === '' ? `تغيير ${budget}` : `ضبط ${budget} على ${sum}`);
  }
  if (has('update') || parts.length === 0) {
    first('تغيير');
    if (has('budget_change')) {
      parts[parts.length - 1] += sum === '' ? ` وميزانيت${suffix}` : `، بميزانية ${sum}`;
    }
  }
  return parts.join(' و');
}

const who = ({ kind, userId, isYou = false }: CallerSaid): string => {
  if (isYou) return 'أنت';
  const name = userId === null ? null : isolated(userId);
  if (kind === 'person') return name ?? 'شخص ما';
  const what = kind === 'agent' ? 'وكيل' : 'برنامج';
  // An agent has a user of its own, or acts for a person: the name may be either's.
  return name === null ? what : `${what} (${name})`;
};

/** Sentences about calls to TikTok: who, what, and what became of it. Who comes before a colon, so that no verb has to know. */
export const calls: typeof English = {
  who,
  wants: (caller, said) => (caller.isYou === true ? `طلبك: ${deed(said)}` : `طلب من ${who(caller)}: ${deed(said)}`),
  wanted: (caller, said) =>
    caller.isYou === true ? `كان طلبك: ${deed(said)}` : `كان طلبًا من ${who(caller)}: ${deed(said)}`,
  did: (caller, said) => `${who(caller)}: ${deed(said)}`,
  tried: (caller, said) =>
    caller.isYou === true ? `محاولتك: ${deed(said)}` : `محاولة من ${who(caller)}: ${deed(said)}`,
  thing,
  kind: (kind) => nounOf(kind).one,
};
