import type { common as English } from '../en/common.ts';

const ENDED = '何も変更されていません。ページを再読み込みするか、もう一度ログインしてください。';

/** Words that more than one element says. */
export const common: typeof English = {
  comma: '、',
  colon: '：',
  stop: '。',
  unitGap: '',
  tryAgain: '再試行',
  reload: 'ページを再読み込み',
  sessionEnded: 'セッションが終了しました',
  offline: 'オフラインです',
  offlineText: '表示中の内容はそのまま残りますが、最新ではない可能性があります。接続が戻ると自動で読み込み直します。',
  cancel: 'キャンセル',
  close: '閉じる',
  requestId: 'リクエストID',
  copy: 'コピー',
  copied: 'コピーしました',
  stillLoading: 'まだ読み込んでいます',
  partFailed: 'この部分を読み込めませんでした',
  /** Sentences for failures that the server did not describe itself. */
  failures: {
    network_error: 'サーバーに接続できません。何も変更されていません。接続を確認して、もう一度お試しください。',
    timeout: 'サーバーから時間内に応答がありませんでした。何も変更されていません。もう一度お試しください。',
    session_unavailable: ENDED,
    invalid_session: ENDED,
    session_expired: ENDED,
    missing_credentials: ENDED,
    unexpected_response:
      'サーバーから予期しない応答がありました。何も変更されていません。1分ほど待ってから、もう一度お試しください。',
    internal_error: 'こちら側で問題が発生しました。何も変更されていません。1分ほど待ってから、もう一度お試しください。',
  },
  roles: { ADMIN: '管理者', OPERATOR: 'オペレーター', ANALYST: 'アナリスト' },
  noRole: '役割なし',
};
