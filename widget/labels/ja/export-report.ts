import type { ExportConfirmation, Finding } from '../../../shared/exports.ts';
import type { exportReport as English } from '../en/export-report.ts';
import { number, plural } from './speech.ts';

const people = (count: number): string => plural(count, { other: '#人' });

const findings: Readonly<Record<Finding['code'], string>> = {
  nobody_to_send: '送信できる人がいません',
  nothing_changed: '変更がありません',
  audience_too_small: '残る人数が少なすぎます',
  too_small_to_target: '広告に使用するには少なすぎます',
  audience_limit_reached: '広告アカウントの上限に達しています',
  audience_limit_near: '広告アカウントがまもなく上限に達します',
  audience_name_taken: '同じ名前のオーディエンスがあります',
  audience_name_cut: 'TikTokで名前が短縮されます',
  audience_type_mismatch: 'このオーディエンスは別の種類の識別子で作成されています',
  audience_not_updatable: 'このオーディエンスはここから変更できません',
  audience_not_found: 'オーディエンスがなくなっています',
  audience_expired: 'オーディエンスは期限切れです',
  audience_expiring: 'オーディエンスはまもなく期限切れになります',
  fixed_retention: '期限が固定されています',
  replaces_audience: '現在含まれる全員が削除されます',
  many_removals: '多くの人が削除されます',
  source_shrank: 'セグメントが縮小しました',
  many_rejected: '多くの行が拒否されました',
  consent_not_mapped: '同意の確認がありません',
  rows_without_consent: '同意していない人がいます',
  account_not_usable: '現在、この広告アカウントにはエクスポートできません',
  tiktok_not_asked: 'TikTokに確認できませんでした',
};

const confirmations: Readonly<Record<ExportConfirmation['code'], string>> = {
  many_removals: 'この実行では多くの人が削除されます',
  replaces_audience: '初回の実行でオーディエンスの全員が置き換わります',
  source_shrank: 'セグメントが前回より大幅に縮小しています',
};

/** Words of `<tiktok-audience-exporter>` for the report before sending, and for what a run asks first. */
export const exportReport: typeof English = {
  findings,
  blockersTitle: (count) => `エクスポートできない理由が${number(count)}件あります`,
  warningsTitle: '送信前の確認事項',
  notesTitle: '参考情報',
  findingActions: {
    who: '別の対象者を選択',
    what: '別の識別子を選択',
    audience: 'オーディエンスを変更',
    account: '別のアカウントを選択',
  },
  askAgain: 'もう一度確認',
  reportLoading: 'TikTokにオーディエンスを確認しています…',
  reportFailedTitle: 'TikTokの判定を確認できませんでした',
  waitForReport: '少々お待ちください。TikTokにオーディエンスを確認しています。',
  withoutConsent: '同意なし',
  /** What each part of the bar is, in the picture's name. */
  partNames: { ready: '送信可能', same: '重複', withheld: '同意なし', rejected: '拒否' },
  sharesOf: (parts) => parts.map(({ share, label }) => `${label}${share}%`).join('、'),
  hashedAlready: (count) => `${number(count)}件の値はハッシュ化済みでした。`,
  changeTitle: '変更される内容',
  toAdd: '追加・変更',
  toRemove: '削除',
  audienceNow: '現在のオーディエンス（マッチした人数）',
  audienceAfter: '実行後（TikTokでの照合前）',
  identifiers: (count) => plural(count, { other: '識別子#件' }),
  identifiersHint: '識別子とは、メールアドレス、電話番号、デバイスIDです。1人が複数持つこともあります。',
  aboutPeople: (count, isUpperBound) => `${isUpperBound ? '最大' : ''}${people(count)}`,
  confirmations,
  confirmTitle: 'この実行には確認が必要です',
  confirmSend: '確認して送信',
  doNotSend: '送信しない',
  startsByItself: 'この実行は自動で進みます。',
};
