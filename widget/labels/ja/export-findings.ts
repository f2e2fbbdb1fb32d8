import type { SentenceTexts } from '../sentence-texts.ts';
import { isolated, list, number, plural } from './speech.ts';

const people = (count: number): string => plural(count, { other: '#人' });
const identifiers = (count: number): string => plural(count, { other: '識別子#件' });
const rowsOf = (count: number): string => plural(count, { other: '#行' });
const days = (count: number): string => plural(count, { other: '#日' });

const seeRejects = '対象の行と理由は、rejects.csvで確認できます。';

/** Japanese sentences in place of the server's, about what the check before an export found and what a run asks. */
export const findingSentences: SentenceTexts = {
  list_empty: () => 'リストに行がないため、送信できる人がいません。',
  none_usable({ rows, rejected, withoutConsent }) {
    const why = [
      ...(rejected > 0 ? [`使用できる識別子なし：${rowsOf(rejected)}`] : []),
      ...(withoutConsent > 0 ? [`同意なし：${rowsOf(withoutConsent)}`] : []),
    ].join('、');
    return `${rowsOf(rows)}のうち、送信できる行はありません（${why}）。${seeRejects}`;
  },
  nothing_changed: ({ people: count }) =>
    `変更はありません。${people(count)}全員がすでにTikTokに届いているため、何も送信されません。`,
  ads_need_1000: () => `オーディエンスを広告に使用するには、TikTokで${number(1000)}人以上のマッチが必要です。`,
  would_be_in_it: ({ people: count, isAtMost }) =>
    `実行後、オーディエンスに含まれるのは${isAtMost ? '最大' : ''}${people(count)}です。`,
  create_now_add_later: () => '今すぐ作成し、後から人を追加することもできます。',
  file_needs_1000: () => `ファイルでの更新は、残りが${number(1000)}人未満になる場合、TikTokに拒否されます。`,
  send_more: () => '送信する人を増やしてください。',
  would_leave: ({ people: count, leaving }) =>
    `現在含まれるのは${people(count)}で、最大${people(leaving)}が削除されます。`,
  account_full: ({ held }) =>
    `広告アカウントのオーディエンスは${number(held)}件で、TikTokの上限に達しています。不要なオーディエンスを削除するか、既存のオーディエンスに送信してください。`,
  account_nearly_full: ({ held, limit, room }) =>
    `広告アカウントのオーディエンスは、TikTokの上限${number(limit)}件のうち${number(held)}件です。このオーディエンスを作成すると、残りは${number(room)}件になります。`,
  name_taken: ({ name }) =>
    `広告アカウントに「${name}」という名前のオーディエンスがすでにあります。TikTokでは同じ名前も使用できますが、見分けがつきません。別の名前にするか、そのオーディエンスに送信してください。`,
  name_cut: ({ name }) => `ストリームの名前は、TikTokで「${name}」に短縮されます。`,
  will_end: ({ days: count, at }) =>
    `作成から${days(count)}後（${at}頃）に期限切れになります。人を追加しても、延長はできません。`,
  may_end_unused: () => 'TikTokの処理には24～48時間かかるため、広告に使用できないまま期限切れになる可能性があります。',
  audience_gone: () =>
    'TikTokのこの広告アカウントに、このオーディエンスはもうありません。別のオーディエンスを選ぶか、新しく作成してください。',
  audience_of_other_account: () =>
    'このオーディエンスは別の広告アカウントで作成され、このアカウントに共有されています。送信は、共有元の広告アカウントでのみ可能です。',
  audience_of_other_kind: ({ kind }) =>
    `このオーディエンスのTikTokでの種類は「${isolated(kind)}」です。この種類には、ここから送信できません。`,
  takes_nothing: ({ type }) => `このオーディエンスの識別子の種類は${type}です。この種類には、ここから送信できません。`,
  takes_others: ({ type, takes, sends }) =>
    `このオーディエンスが受け付けるのは${list(takes)}のみです（${type}）。送信しようとしているのは${list(sends)}です。受け付ける識別子だけを選ぶか、新しいオーディエンスを作成してください。`,
  expired: ({ at }) =>
    `このオーディエンスは${at}に期限切れになりました。TikTokでは削除のみ可能です。新しいオーディエンスを作成してください。`,
  made_to_end: ({ days: count, at, left }) =>
    `このオーディエンスの期限は、作成から${days(count)}後の${at}に固定されています（あと${days(left)}）。人を追加しても、延長はできません。`,
  ends_soon: ({ at, left }) =>
    `このオーディエンスの期限は${at}です（あと${days(left)}）。変更するか広告に使用すると、期限が365日後まで延長されます。ただし、作成時に期限を固定した場合は延長されません。`,
  takes_out_first: ({ people: count }) =>
    `TikTokは、まず現在含まれる${count === null ? '' : people(count)}全員を削除します。このオーディエンスを使用している広告は、再び使用可能になるまで（通常24～48時間）停止することがあります。この操作は元に戻せません。`,
  people_leave: ({ leaving, people: count }) =>
    `最大${people(leaving)}がオーディエンスから削除されます。TikTokでの現在の人数は${people(count)}です。`,
  identifiers_leave: ({ leaving, people: count }) =>
    `最大で${identifiers(leaving)}がオーディエンスから削除されます。TikTokでの現在の人数は${people(count)}です。`,
  many_rejected: ({ rejected, rows, percent }) =>
    `${rowsOf(rows)}中${rowsOf(rejected)}（${number(percent)}%）は、使用できる識別子がないため除外されます。${seeRejects}`,
  consent_not_mapped: () =>
    '同意の有無を示す列がないため、リストの全員が送信されます。同意していない人を除外するには、「同意」をマッピングしてください。',
  without_consent: ({ withheld, rows }) => `${rowsOf(rows)}中${rowsOf(withheld)}は、同意がないため除外されます。`,
  consent_unreadable: ({ withheld }) => `そのうち${rowsOf(withheld)}は、同意の有無を判断できません。`,
  withdrawn_leave: ({ identifiers: count }) =>
    `オーディエンスに含まれる可能性のある${identifiers(count)}が削除されます。`,
  tiktok_not_asked: () =>
    '現在TikTokに確認できないため、TikTok側の状況（オーディエンスの空き枠、人数、期限）は不明です。少し待ってから、もう一度確認してください。送信時にも確認されます。',
  replaces_everybody: ({ people: count }) =>
    `オーディエンスに現在含まれる全員が削除され、セグメントの${people(count)}に置き換わります。`,
  source_gave_nobody: ({ identifiers: count }) =>
    `セグメントの取得元には誰もいませんでした。このまま送信すると、オーディエンスの全員が削除されます（${identifiers(count)}）。`,
  everybody_leaves: ({ rows, identifiers: count }) =>
    `セグメントの${rowsOf(rows)}のうち、送信できる行はありません。このまま送信すると、オーディエンスの全員が削除されます（${identifiers(count)}）。`,
  share_leaves: ({ identifiers: count, members, percent }) =>
    `このまま送信すると、${identifiers(members)}中${number(count)}件（${number(percent)}%）がオーディエンスから削除されます。`,
  source_shrank: ({ rows, before, identifiers: count }) =>
    `セグメントの取得元から取得したのは${rowsOf(rows)}です（前回は${rowsOf(before)}）。このまま送信すると、${identifiers(count)}がオーディエンスから削除されます。`,
};
