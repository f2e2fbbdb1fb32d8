import type { ControlAction } from '../../../shared/control-kinds.ts';
import type { CallerSaid, CallSaid, calls as English } from '../en/calls.ts';
import { isolated, number } from './speech.ts';

const KINDS: Readonly<Record<string, string>> = {
  campaign: 'キャンペーン',
  adgroup: '広告セット',
  ad: '広告',
  smart_plus: 'Smart+キャンペーン',
  creative: 'クリエイティブ',
  video: '動画',
  image: '画像',
  file: 'ファイル',
  audience: 'オーディエンス',
  custom_audience: 'オーディエンス',
  account: '広告アカウント',
  advertiser: '広告アカウント',
  business_center: 'ビジネスセンター',
  report: 'レポート',
  split_test: 'スプリットテスト',
  catalog: 'カタログ',
  pixel: 'ピクセル',
  measurement: 'データ接続',
  lead: 'リードフォーム',
  identity: 'アイデンティティ',
};
/** A kind that is not known by name reads as its words. */
const kindOf = (kind: string): string => {
  const words = kind.replaceAll('_', ' ').trim();
  return KINDS[kind] ?? (words === '' || words === 'other' || words === 'tool' ? '設定' : words);
};

function thing({ kind, name, id, count = 1 }: CallSaid): string {
  const noun = kindOf(kind);
  if (count > 1) return `${noun}${number(count)}件`;
  if (name !== null) return `${noun}「${isolated(name)}」`;
  return id === null ? noun : `${noun}（ID：${isolated(id)}）`;
}

const money = ({ budget }: CallSaid): string => {
  if (budget === undefined || budget === null) return '';
  return `${budget.per === 'day' ? '1日あたり' : budget.per === 'all' ? '総額' : ''}${isolated(budget.amount)}`;
};

/** "キャンペーン「春セール」を予算1日あたり250.00 USD、一時停止の状態で作成": what is done, up to where "する" is bent. */
function deed(said: CallSaid): string {
  const has = (action: ControlAction) => said.actions.includes(action);
  const what = thing(said);
  const sum = money(said);
  if (has('create')) {
    const begins =
      has('resume') || said.begins === 'running'
        ? 'すぐに配信する状態'
        : said.begins === 'paused'
          ? '一時停止の状態'
          : '';
    const how = [sum === '' ? '' : `予算${sum}`, begins].filter((part) => part !== '').join('、');
    return `${what}を${how === '' ? '' : `${how}で`}作成`;
  }
  if (has('upload')) return `${what}をアップロード`;
  if (has('audience_write')) return `${what}に含まれる人を変更`;
  const parts: string[] = [];
  const add = (verb: string) => void parts.push(parts.length === 0 ? `${what}を${verb}` : verb);
  if (has('remove')) add('削除');
  if (has('pause')) add('一時停止');
  if (has('resume')) add('開始');
  if (has('budget_change') && !has('update')) {
    const budget = parts.length === 0 ? `${what}の予算` : '予算';
    parts.push(sum === '' ? `${budget}を変更` : `${budget}を${sum}に設定`);
  }
  if (has('update') || parts.length === 0) {
    const isFirst = parts.length === 0;
    if (has('budget_change') && sum === '') parts.push(`${isFirst ? `${what}の` : ''}内容と予算を変更`);
    else parts.push(isFirst ? `${what}を変更` : '内容を変更');
    if (has('budget_change') && sum !== '') parts.push(`予算を${sum}に設定`);
  }
  return parts.join('し、');
}

const who = ({ kind, userId, isYou = false }: CallerSaid): string => {
  if (isYou) return 'あなた';
  const name = userId === null ? null : isolated(userId);
  if (kind === 'person') return name ?? '誰か';
  const what = kind === 'agent' ? 'エージェント' : 'プログラム';
  // An agent has a user of its own, or acts for a person: the name may be either's.
  return name === null ? what : `${what}（${name}）`;
};

/** Sentences about calls to TikTok: who, what, and what became of it. */
export const calls: typeof English = {
  who,
  wants: (caller, said) => `${who(caller)}が${deed(said)}しようとしています`,
  wanted: (caller, said) => `${who(caller)}が${deed(said)}しようとしました`,
  did: (caller, said) => `${who(caller)}が${deed(said)}しました`,
  tried: (caller, said) => `${who(caller)}が${deed(said)}しようとしました`,
  thing,
  /** The kind alone, for what has no name: "キャンペーン". */
  kind: kindOf,
};
