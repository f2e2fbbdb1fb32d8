import type { SentenceTexts } from '../sentence-texts.ts';
import { isolated, list, number, plural } from './speech.ts';

const people = (count: number): string => plural(count, { other: '#명' });
const identifiers = (count: number): string => plural(count, { other: '식별자 #개' });
const rowsOf = (count: number): string => plural(count, { other: '#행' });
const days = (count: number): string => plural(count, { other: '#일' });

const seeRejects = '해당 행과 이유는 rejects.csv에서 확인하세요.';

/** Korean sentences in place of the server's, about what the check before an export found and what a run asks. */
export const findingSentences: SentenceTexts = {
  list_empty: () => '목록에 행이 없어 보낼 사람이 없습니다.',
  none_usable({ rows, rejected, withoutConsent }) {
    const why = [
      ...(rejected > 0 ? [`사용할 수 있는 식별자 없음: ${rowsOf(rejected)}`] : []),
      ...(withoutConsent > 0 ? [`동의 없음: ${rowsOf(withoutConsent)}`] : []),
    ].join(', ');
    return `${rowsOf(rows)} 중 보낼 수 있는 행이 없습니다(${why}). ${seeRejects}`;
  },
  nothing_changed: ({ people: count }) =>
    `변경된 내용이 없습니다. TikTok에 이미 ${people(count)}이 모두 있으므로 아무것도 보내지 않습니다.`,
  ads_need_1000: () => `광고에 오디언스를 사용하려면 TikTok에서 ${number(1000)}명 이상 매칭되어야 합니다.`,
  would_be_in_it: ({ people: count, isAtMost }) =>
    `전송 후 오디언스에는 ${isAtMost ? '최대 ' : ''}${people(count)}이 포함됩니다.`,
  create_now_add_later: () => '지금 만들고 나중에 사람을 추가할 수 있습니다.',
  file_needs_1000: () => `파일로 업데이트할 때 ${number(1000)}명 미만이 남으면 TikTok이 거부합니다.`,
  send_more: () => '사람을 더 보내세요.',
  would_leave: ({ people: count, leaving }) => `현재 ${people(count)}이 있으며 최대 ${people(leaving)}이 제거됩니다.`,
  account_full: ({ held }) =>
    `광고 계정의 오디언스가 ${number(held)}개로 TikTok의 한도에 도달했습니다. 사용하지 않는 오디언스를 삭제하거나 기존 오디언스에 보내세요.`,
  account_nearly_full: ({ held, limit, room }) =>
    `광고 계정의 오디언스가 TikTok의 한도 ${number(limit)}개 중 ${number(held)}개입니다. 이 오디언스를 만들면 남는 자리는 ${number(room)}개입니다.`,
  name_taken: ({ name }) =>
    `광고 계정에 이미 ‘${name}’ 오디언스가 있습니다. TikTok에서는 같은 이름을 사용할 수 있지만 서로 구분할 수 없습니다. 다른 이름을 사용하거나 그 오디언스에 보내세요.`,
  name_cut: ({ name }) => `TikTok에서 스트림의 이름이 다음과 같이 줄어듭니다: ‘${name}’.`,
  will_end: ({ days: count, at }) =>
    `만든 날부터 ${days(count)} 후(${at}경)에 만료됩니다. 사람을 더 보내도 연장되지 않습니다.`,
  may_end_unused: () => 'TikTok에서 처리하는 데 24~48시간이 걸리므로 광고에 사용하기 전에 만료될 수 있습니다.',
  audience_gone: () =>
    'TikTok의 이 광고 계정에 이 오디언스가 더 이상 없습니다. 다른 오디언스를 선택하거나 새로 만드세요.',
  audience_of_other_account: () =>
    '다른 광고 계정에서 만들어 이 계정에 공유한 오디언스입니다. 그 계정에서만 사람을 보낼 수 있습니다.',
  audience_of_other_kind: ({ kind }) =>
    `TikTok에서 이 오디언스의 종류는 ‘${isolated(kind)}’입니다. 이 종류에는 여기서 사람을 보낼 수 없습니다.`,
  takes_nothing: ({ type }) => `이 오디언스의 식별자 종류는 ${type}입니다. 이 종류에는 여기서 사람을 보낼 수 없습니다.`,
  takes_others: ({ type, takes, sends }) =>
    `이 오디언스는 ${list(takes)}만 받습니다(${type}). 보내려는 식별자는 ${list(sends)}입니다. 오디언스가 받는 식별자만 선택하거나 새 오디언스를 만드세요.`,
  expired: ({ at }) =>
    `이 오디언스는 ${at}에 만료되었습니다. TikTok에서는 삭제만 할 수 있습니다. 새 오디언스를 만드세요.`,
  made_to_end: ({ days: count, at, left }) =>
    `이 오디언스는 만든 날부터 ${days(count)} 후에 만료되도록 정해져 있습니다. ${at}에 만료되며(${days(left)} 후) 사람을 더 보내도 연장되지 않습니다.`,
  ends_soon: ({ at, left }) =>
    `이 오디언스는 ${at}에 만료됩니다(${days(left)} 후). 변경하거나 광고에 사용하면 365일로 연장됩니다. 만들 때 만료일을 정한 경우에는 연장되지 않습니다.`,
  takes_out_first: ({ people: count }) =>
    `TikTok이 먼저 현재 포함된 ${count === null ? '사람을' : `${people(count)}을`} 모두 제거합니다. 이 오디언스를 사용하는 광고는 다시 준비될 때까지(보통 24~48시간) 중단될 수 있습니다. 되돌릴 수 없습니다.`,
  people_leave: ({ leaving, people: count }) =>
    `오디언스에서 최대 ${people(leaving)}이 제거됩니다. 현재 오디언스에는 TikTok 기준으로 ${people(count)}이 있습니다.`,
  identifiers_leave: ({ leaving, people: count }) =>
    `오디언스에서 식별자가 최대 ${number(leaving)}개 제거됩니다. 현재 오디언스에는 TikTok 기준으로 ${people(count)}이 있습니다.`,
  many_rejected: ({ rejected, rows, percent }) =>
    `${rowsOf(rows)} 중 ${rowsOf(rejected)}(${number(percent)}%)은 사용할 수 있는 식별자가 없어 제외됩니다. ${seeRejects}`,
  consent_not_mapped: () =>
    '동의 여부가 들어 있는 열이 없어 목록의 모든 사람이 전송됩니다. 동의하지 않은 사람을 제외하려면 ‘동의’ 항목을 매핑하세요.',
  without_consent: ({ withheld, rows }) => `${rowsOf(rows)} 중 ${rowsOf(withheld)}은 동의가 없어 제외됩니다.`,
  consent_unreadable: ({ withheld }) => `그중 ${rowsOf(withheld)}은 동의 여부를 알 수 없습니다.`,
  withdrawn_leave: ({ identifiers: count }) => `오디언스에 있을 수 있는 ${identifiers(count)}가 제거됩니다.`,
  tiktok_not_asked: () =>
    '지금은 TikTok에 확인할 수 없어 TikTok의 상태(오디언스를 만들 자리, 인원, 만료일)를 알 수 없습니다. 잠시 후 다시 확인하세요. 보낼 때도 확인합니다.',
  replaces_everybody: ({ people: count }) =>
    `현재 오디언스에 포함된 모두가 제거되고 세그먼트의 ${people(count)}으로 교체됩니다.`,
  source_gave_nobody: ({ identifiers: count }) =>
    `세그먼트에서 가져온 사람이 없습니다. 그대로 보내면 오디언스의 모두가 제거됩니다(${identifiers(count)}).`,
  everybody_leaves: ({ rows, identifiers: count }) =>
    `세그먼트의 ${rowsOf(rows)} 중 보낼 수 있는 행이 없습니다. 그대로 보내면 오디언스의 모두가 제거됩니다(${identifiers(count)}).`,
  share_leaves: ({ identifiers: count, members, percent }) =>
    `그대로 보내면 오디언스에서 ${identifiers(members)} 중 ${number(count)}개(${number(percent)}%)가 제거됩니다.`,
  source_shrank: ({ rows, before, identifiers: count }) =>
    `세그먼트에서 ${rowsOf(rows)}을 가져왔습니다(지난번에는 ${rowsOf(before)}). 그대로 보내면 오디언스에서 ${identifiers(count)}가 제거됩니다.`,
};
