import type { ControlAction } from '../../../shared/control-kinds.ts';
import type { CallerSaid, CallSaid, calls as English } from '../en/calls.ts';
import { asObject, asSubject } from './particle.ts';
import { isolated, number } from './speech.ts';

const KINDS: Readonly<Record<string, string>> = {
  campaign: '캠페인',
  adgroup: '광고 그룹',
  ad: '광고',
  smart_plus: 'Smart+ 캠페인',
  creative: '크리에이티브',
  video: '동영상',
  image: '이미지',
  file: '파일',
  audience: '오디언스',
  custom_audience: '오디언스',
  account: '광고 계정',
  advertiser: '광고 계정',
  business_center: '비즈니스 센터',
  report: '보고서',
  split_test: '분할 테스트',
  catalog: '카탈로그',
  pixel: '픽셀',
  measurement: '데이터 연결',
  lead: '리드 양식',
  identity: '아이덴티티',
};
/** A kind that is not known by name reads as its words, before a Korean one that particles fit. */
const kindOf = (kind: string): string => {
  const words = kind.replaceAll('_', ' ').trim();
  return KINDS[kind] ?? (words === '' || words === 'other' || words === 'tool' ? '설정' : `${words} 항목`);
};

/** The noun comes last, so that no particle hangs on a name. */
function thing({ kind, name, id, count = 1 }: CallSaid): string {
  const noun = kindOf(kind);
  if (count > 1) return `${noun} ${number(count)}개`;
  if (name !== null) return `‘${isolated(name)}’ ${noun}`;
  return id === null ? noun : `ID ${isolated(id)} ${noun}`;
}

const money = ({ budget }: CallSaid): string => {
  if (budget === undefined || budget === null) return '';
  return `${budget.per === 'day' ? '하루 ' : budget.per === 'all' ? '총 ' : ''}${isolated(budget.amount)}`;
};

/** "‘봄 세일’ 캠페인을 생성(예산 하루 250.00 USD, 일시 중지 상태)": what is done, up to where "하다" is bent. */
function deed(said: CallSaid): string {
  const has = (action: ControlAction) => said.actions.includes(action);
  const what = thing(said);
  const sum = money(said);
  if (has('create')) {
    const begins =
      has('resume') || said.begins === 'running' ? '바로 게재' : said.begins === 'paused' ? '일시 중지 상태' : '';
    const how = [sum === '' ? '' : `예산 ${sum}`, begins].filter((part) => part !== '').join(', ');
    return `${asObject(what)} 생성${how === '' ? '' : `(${how})`}`;
  }
  if (has('upload')) return `${asObject(what)} 업로드`;
  if (has('audience_write')) return `${what}에 포함된 사람을 변경`;
  const parts: string[] = [];
  const add = (verb: string) => void parts.push(parts.length === 0 ? `${asObject(what)} ${verb}` : verb);
  const paid = sum === '' ? '' : `(${sum})`;
  if (has('remove')) add('삭제');
  if (has('pause')) add('일시 중지');
  if (has('resume')) add('시작');
  if (has('budget_change') && !has('update'))
    parts.push(`${parts.length === 0 ? `${what}의 예산을` : '예산을'} 변경${paid}`);
  if (has('update') || parts.length === 0) {
    const isFirst = parts.length === 0;
    if (has('budget_change')) parts.push(`${isFirst ? `${what}의 ` : ''}내용과 예산을 변경${paid}`);
    else parts.push(isFirst ? `${asObject(what)} 변경` : '내용을 변경');
  }
  return parts.join('하고 ');
}

const who = ({ kind, userId, isYou = false }: CallerSaid): string => {
  if (isYou) return '회원님';
  const name = userId === null ? '' : `‘${isolated(userId)}’ `;
  if (kind === 'person') return name === '' ? '누군가' : `${name}사용자`;
  // An agent has a user of its own, or acts for a person: the name may be either's.
  return `${name}${kind === 'agent' ? '에이전트' : '프로그램'}`;
};

/** Sentences about calls to TikTok: who, what, and what became of it. */
export const calls: typeof English = {
  who,
  wants: (caller, said) => `${asSubject(who(caller))} ${deed(said)}하려고 합니다`,
  wanted: (caller, said) => `${asSubject(who(caller))} ${deed(said)}하려고 했습니다`,
  did: (caller, said) => `${asSubject(who(caller))} ${deed(said)}했습니다`,
  tried: (caller, said) => `${asSubject(who(caller))} ${deed(said)}하려고 했습니다`,
  thing,
  /** The kind alone, for what has no name: "캠페인". */
  kind: kindOf,
};
