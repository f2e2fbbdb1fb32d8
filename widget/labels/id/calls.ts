import type { CallerSaid, CallSaid, calls as English } from '../en/calls.ts';
import { isolated, number } from './speech.ts';

const KINDS: Readonly<Record<string, string>> = {
  campaign: 'kampanye',
  adgroup: 'grup iklan',
  ad: 'iklan',
  smart_plus: 'kampanye Smart+',
  creative: 'materi iklan',
  video: 'video',
  image: 'gambar',
  file: 'file',
  audience: 'audiens',
  custom_audience: 'audiens',
  account: 'akun iklan',
  advertiser: 'akun iklan',
  business_center: 'Business Center',
  report: 'laporan',
  split_test: 'uji split',
  catalog: 'katalog',
  pixel: 'piksel',
  measurement: 'koneksi data',
  lead: 'formulir prospek',
  identity: 'identitas',
};
/** A kind that is not known by name reads as its words. */
const kindOf = (kind: string): string => {
  const words = kind.replaceAll('_', ' ').trim();
  return KINDS[kind] ?? (words === '' || words === 'other' || words === 'tool' ? 'pengaturan' : words);
};

function thing({ kind, name, id, count = 1 }: CallSaid): string {
  const noun = kindOf(kind);
  if (count > 1) return `${number(count)} ${noun}`;
  if (name !== null) return `${noun} “${isolated(name)}”`;
  return id === null ? noun : `${noun} ${isolated(id)}`;
}

const money = ({ budget }: CallSaid): string => {
  if (budget === undefined || budget === null) return '';
  return `${isolated(budget.amount)}${budget.per === 'day' ? ' per hari' : budget.per === 'all' ? ' secara total' : ''}`;
};

/** "create the campaign “Spring sale” with 250.00 USD a day, paused"; verbs here have no tenses. */
function deed(said: CallSaid): string {
  const has = (action: CallSaid['actions'][number]) => said.actions.includes(action);
  const what = thing(said);
  const sum = money(said);
  if (has('create')) {
    const begins =
      has('resume') || said.begins === 'running'
        ? ', langsung berjalan'
        : said.begins === 'paused'
          ? ', dalam keadaan dijeda'
          : '';
    return `membuat ${what}${sum === '' ? '' : ` dengan ${sum}`}${begins}`;
  }
  if (has('upload')) return `mengunggah ${what}`;
  if (has('audience_write')) return `mengubah isi ${what}`;
  const parts: string[] = [];
  const first = (verb: string) => void parts.push(parts.length === 0 ? `${verb} ${what}` : `${verb}nya`);
  if (has('remove')) first('menghapus');
  if (has('pause')) first('menjeda');
  if (has('resume')) first('menjalankan');
  if (has('budget_change') && !has('update')) {
    const budget = parts.length === 0 ? `anggaran ${what}` : 'anggarannya';
    parts.push(sum === '' ? `mengubah ${budget}` : `menetapkan ${budget} menjadi ${sum}`);
  }
  if (has('update') || parts.length === 0) {
    first('mengubah');
    if (has('budget_change')) {
      parts[parts.length - 1] += sum === '' ? ' dan anggarannya' : `, dengan anggaran ${sum}`;
    }
  }
  return parts.join(' dan ');
}

const who = ({ kind, userId, isYou = false }: CallerSaid): string => {
  if (isYou) return 'Anda';
  const name = userId === null ? null : isolated(userId);
  if (kind === 'person') return name ?? 'Seseorang';
  const what = kind === 'agent' ? 'Agen' : 'Program';
  // An agent has a user of its own, or acts for a person: the name may be either's.
  return name === null ? what : `${what} (${name})`;
};

/** Sentences about calls to TikTok: who, what, and what became of it. */
export const calls: typeof English = {
  who,
  wants: (caller, said) => `${who(caller)} ingin ${deed(said)}`,
  wanted: (caller, said) => `${who(caller)} tadinya ingin ${deed(said)}`,
  did: (caller, said) => `${who(caller)} telah ${deed(said)}`,
  tried: (caller, said) => `${who(caller)} mencoba ${deed(said)}`,
  thing,
  kind: kindOf,
};
