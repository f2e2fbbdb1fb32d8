import type { eventFeed as English } from '../en/event-feed.ts';
import { isolated, number, plural } from './speech.ts';

const people = (count: number): string => plural(count, { other: '#人' });
const accounts = (count: number): string => plural(count, { other: '#件の広告アカウント' });
const quoted = (texts: readonly string[]): string => texts.map((text) => `「${isolated(text)}」`).join('');
const says = (reasons: readonly string[]): string =>
  reasons.length === 0 ? 'TikTokから理由は示されていません。' : `TikTokの理由：${quoted(reasons)}。`;
const suggests = (text: string | null): string => (text === null ? '' : `TikTokの提案：${quoted([text])}。`);
const group = (kind: 'ad' | 'adgroup'): string => (kind === 'ad' ? '広告' : '広告セット');
/** What hangs on a sign-in in trouble. */
const hangs = (accountCount: number, waiting: number): string => {
  if (waiting > 0) return `${number(waiting)}件のエクスポートが対応を待っています。失われたものはありません。`;
  return accountCount === 0
    ? '現在、影響を受けるものはありません。'
    : `${accounts(accountCount)}へのエクスポートは、誰かが再ログインするまで待機します。失われたものはありません。`;
};
/** "、12人の追加", beside those who would go. */
const andAdd = (toAdd: number | null): string => (toAdd === null || toAdd === 0 ? '' : `、${people(toAdd)}が追加`);

/** TikTok's `secondary_status` of a campaign, in words. */
const campaignStatuses: Readonly<Record<string, string>> = {
  CAMPAIGN_STATUS_ENABLE: '有効',
  CAMPAIGN_STATUS_DISABLE: '一時停止',
  CAMPAIGN_STATUS_DELETE: '削除済み',
  CAMPAIGN_STATUS_ADVERTISER_AUDIT: '広告アカウントの審査待ち',
  CAMPAIGN_STATUS_ADVERTISER_AUDIT_DENY: '停止（広告アカウントの審査不合格）',
  CAMPAIGN_STATUS_BUDGET_EXCEED: '停止（予算を使い切りました）',
  CAMPAIGN_STATUS_REVIEW_DISAPPROVED: '停止（TikTokの審査不承認）',
  ADVERTISER_CONTRACT_PENDING: '広告アカウントの契約待ち',
  ADVERTISER_ACCOUNT_PUNISH: '停止（広告アカウントがTikTokにより停止）',
};
/** A constant that is not known by name reads as its words. */
const campaignStatus = (constant: string): string =>
  campaignStatuses[constant] ??
  constant
    .replace(/^CAMPAIGN_STATUS_/, '')
    .replaceAll('_', ' ')
    .toLowerCase();

/** Words of `<tiktok-event-feed>`. */
export const eventFeed: typeof English = {
  title: 'アクティビティ',
  show: '表示',
  filters: { needs_you: '要対応', all: 'すべて', ads: '広告', accounts: 'アカウント', audiences: 'オーディエンス' },
  today: (date) => `今日、${date}`,
  yesterday: '昨日',
  unread: '未読：',
  markAllRead: 'すべて既読にする',
  markedRead: (count) => `${number(count)}件のイベントを既読にしました`,
  unmarked: '未読に戻しました',
  undo: '元に戻す',
  dismiss: '閉じる',
  fresh: (count) => `新着${number(count)}件`,
  freshName: (count) => `新着${number(count)}件のイベントを表示`,
  heardMany: (count) => `アクティビティに新着イベントが${number(count)}件あります`,
  older: '以前のものを表示',
  loadingOlder: '以前のものを読み込み中…',
  kept: 'イベントは90日間保存されます。',
  loadFailed: 'アクティビティを読み込めませんでした',
  olderFailed: '以前のイベントを読み込めませんでした',
  retryFailed: 'エクスポートを続行できませんでした',
  noPermissionTitle: 'アクティビティを閲覧する権限がありません',
  noPermission:
    'このワークスペースでのあなたの役割では、TikTokを利用できません。管理者に「閲覧」権限を依頼してください。',
  empty: {
    needs_you: {
      title: '対応が必要なものはありません',
      text: '広告の不承認、アカウントの停止、ログインの問題は、すぐにここに表示されます。',
    },
    all: {
      title: 'まだ何も起きていません',
      text: '広告と広告アカウントに関するTikTokからの通知や、エクスポートの結果が、自動でここに表示されます。',
    },
    ads: { title: '広告に関するものはありません', text: '広告の審査結果は、すぐにここに表示されます。' },
    accounts: {
      title: 'アカウントに関するものはありません',
      text: '広告アカウントの停止、アクセス権の喪失、ログインの問題がここに表示されます。',
    },
    audiences: {
      title: 'オーディエンスに関するものはありません',
      text: 'エクスポートの完了や待機、オーディエンスの準備完了やまもなく来る期限がここに表示されます。',
    },
  },
  interrupted: 'リアルタイム更新が中断しています',
  tryingIn: (seconds) => `${number(seconds)}秒後に再接続します。その間の更新は、再接続時に取得されます。`,
  trying: '再接続しています。その間の更新は、再接続時に取得されます。',
  tryNow: '今すぐ再接続',
  live: 'リアルタイム更新が再開しました',

  /** What stands where a name is missing. */
  nameless: {
    ad: '広告',
    adgroup: '広告セット',
    campaign: 'キャンペーン',
    account: '広告アカウント',
    connection: 'TikTokログイン',
    export: 'エクスポート',
    audience: 'オーディエンス',
    approval: 'TikTokへのリクエスト',
    notice: '通知',
  },
  titles: {
    'ad.disapproved': (name) => `広告の不承認：${name}`,
    'ad.approved': (name) => `広告の承認：${name}`,
    'adgroup.disapproved': (name) => `広告セットの不承認：${name}`,
    'adgroup.approved': (name) => `広告セットの承認：${name}`,
    'campaign.status_changed': (name) => `キャンペーンの変更：${name}`,
    'account.suspended': (name) => `広告アカウントの停止：${name}`,
    'account.restored': (name) => `広告アカウントの復旧：${name}`,
    'account.access_lost': (name) => `アクセス権の喪失：${name}`,
    'account.access_restored': (name) => `アクセス権の回復：${name}`,
    'connection.expiring': (name) => `ログインの期限が近づいています：${name}`,
    'connection.read_only': (name) => `ログインが読み取り専用です：${name}`,
    'connection.disconnected': (name) => `ログインの拒否：${name}`,
    'connection.restored': (name) => `ログインの復旧：${name}`,
    'connection.removed': (name) => `ログインの切断：${name}`,
    'export.started': (name) => `エクスポートの開始：${name}`,
    'export.completed': (name) => `エクスポートの完了：${name}`,
    'export.failed': (name) => `エクスポートの停止：${name}`,
    'export.cancelled': (name) => `エクスポートのキャンセル：${name}`,
    'mirror.confirmation_needed': (name) => `確認待ちの実行：${name}`,
    'audience.ready': (name) => `オーディエンスの準備完了：${name}`,
    'audience.expiring': (name) => `オーディエンスの期限が近づいています：${name}`,
    'approval.requested': (name) => `承認待ち：${name}`,
    'approval.decided': (name) => `決定：${name}`,
    'tiktok.unknown': (name) => `TikTokからの不明な通知：${name}`,
  },
  approvedInPart: (kind) => (name) => `${group(kind)}の一部承認：${name}`,
  /** In place of “Decided”, as far as it is known how. */
  decidedTitle: {
    approved: (name) => `承認済み：${name}`,
    failed: (name) => `承認済み、未実行：${name}`,
    denied: (name) => `却下：${name}`,
    withdrawn: (name) => `取り下げ：${name}`,
    expired: (name) => `決定なし（期限切れ）：${name}`,
  },
  endsIn: (days) => (name) =>
    days > 0 ? `オーディエンスの期限まであと${number(days)}日：${name}` : `オーディエンスの期限は今日です：${name}`,
  ended: (name) => `オーディエンスの期限切れ：${name}`,
  /** Of a kind that only a newer server knows. */
  otherTitle: (name) => `新しい種類のイベント：${name}`,

  /** @param isOpen somebody has to do something still */
  disapproved: (kind, reasons, suggestion, isOpen) =>
    // TikTok's suggestion says what to do; ours beside it would say it twice.
    `${says(reasons)}${suggests(suggestion)}${
      isOpen && suggestion === null ? `${group(kind)}を変更して、もう一度審査に出してください。` : ''
    }`,
  approved: (kind, isPartial) =>
    isPartial
      ? 'TikTokの審査が完了しました。一部のプレースメント、年齢、地域は承認されていませんが、それ以外では配信できます。'
      : `TikTokの審査が完了しました。${group(kind)}を配信できます。`,
  campaignChanged: (from, to) => `現在：${campaignStatus(to)}。以前：${campaignStatus(from)}。`,
  suspended: (reason, isOpen) =>
    `${reason === null ? '' : says([reason])}${
      isOpen
        ? '広告は停止し、このアカウントへのエクスポートは拒否されます。異議を申し立てることができます。'
        : '広告は停止し、このアカウントへのエクスポートは拒否されていました。'
    }`,
  restored: '広告を再び配信でき、このアカウントへのエクスポートも可能です。',
  accessLost:
    'このログインではアクセスできなくなったため、エクスポートは待機します。アクセスできる人がログインするか、広告アカウントの管理者に依頼してください。',
  accessRestored: 'このログインで再びアクセスできます。待機していたものは自動で再開します。',
  expiring: (accountCount) =>
    accountCount === 0
      ? '自動では更新できません。期限までに再ログインしてください。'
      : `自動では更新できません。期限までに再ログインすると、${accounts(accountCount)}を途切れなく使用できます。`,
  readOnly: (accountCount, waiting) => `このTikTokログインを更新できませんでした。${hangs(accountCount, waiting)}`,
  disconnected: (accountCount, waiting) =>
    `TikTokがこのログインを受け付けなくなりました。${hangs(accountCount, waiting)}`,
  reconnected: '待機していたものは自動で再開します。',
  removed: '誰かがこのログインを切断しました。今後、このログインでTikTokに送信されるものはありません。',
  exportCompleted: (sent, rejected) =>
    `TikTokが${people(sent)}を受け取りました${rejected === 0 ? '' : `（${number(rejected)}行は除外）`}。オーディエンスを広告に使用できます。`,
  exportCompletedRemoval: (sent) => `TikTokに${people(sent)}の削除を伝えました。`,
  exportFailed: (why, sent) =>
    `${why}${why.endsWith('。') ? '' : ' '}${sent === 0 ? '何も送信されていません。' : `${people(sent)}はすでに届いており、二重に送信されることはありません。`}`,
  exportFailedWhy: '途中で問題が発生しました。',
  exportCancelled: (sent) =>
    `誰かがキャンセルしました。${sent === 0 ? '何も送信されていません。' : `${people(sent)}は送信済みで、そのまま残ります。`}`,
  exportStarted: '送信しています。',
  asks: {
    many_removals: (toAdd, toRemove) =>
      `${toRemove === null ? '多くの人' : people(toRemove)}が削除${andAdd(toAdd)}されます。誰かが同意するまで、何も送信されません。`,
    replaces_audience: () =>
      'オーディエンスの全員が置き換わり、その間は広告が停止することがあります。誰かが同意するまで、何も送信されません。',
    source_shrank: (toAdd, toRemove) =>
      `セグメントが大幅に縮小しました。${toRemove === null ? '多くの人' : people(toRemove)}が削除${andAdd(toAdd)}されます。誰かが同意するまで、何も送信されません。`,
  },
  audienceReady: (matched, sent) => {
    if (matched === null) return '広告に使用できます。';
    const found =
      sent === null || sent < matched ? `約${people(matched)}` : `送信した${people(sent)}のうち${people(matched)}`;
    return `${found}がTikTokでマッチしました。広告に使用できます。`;
  },
  audienceEnding: '有効な広告セットで使用するか、人を追加すると、TikTokにさらに365日間保持されます。',
  audienceEnded: '期限までに使用されていなければ、TikTokによって削除されています。',
  /** @param wants the sentence of who wants what */
  approvalRequested: (wants, isOpen) =>
    `${wants}。${isOpen ? '誰かが決定するまで、TikTokには何も送信されません。' : ''}`,
  approvalDecided: {
    approved: (by) => (by === null ? '承認されました。' : `「${isolated(by)}」が承認しました。`),
    failed: () => '承認されましたが、実行できませんでした。理由はコントロールで確認できます。',
    denied: (by) =>
      `${by === null ? '却下されました' : `「${isolated(by)}」が却下しました`}。TikTokには何も送信されていません。`,
    withdrawn: () => 'リクエストした人が取り下げました。TikTokには何も送信されていません。',
    expired: () => '決定の期限が過ぎました。TikTokには何も送信されていません。',
  },
  unknown: 'このバージョンでは扱えない種類のため、何も行いません。',
  other: 'このバージョンでは、内容をまだ説明できません。',
  unknownMore: '内容',
  kind: (object) => `種類${object}`,

  unconfirmed: (what) =>
    `未確認：TikTokに再確認できなかったか、TikTokにこの${what}がすでにありません。内容は通知の時点のものです。`,
  settled: (when) => `${when}に解決済み。対応は不要です。`,
  at: (time) => time,
  on: (moment) => moment,
  retried: '止まったところから続行します。',
  needsConnect: '再ログインには「接続」権限が必要です。',
  needsExport: '続行には「エクスポート」権限が必要です。',
  standsUnder: {
    accounts: '「広告アカウント」で確認できます。',
    audiences: '「オーディエンス」で決定できます。',
    controls: '「コントロール」で決定できます。',
  },

  edit: '広告マネージャーで編集',
  appeal: '広告マネージャーで異議を申し立てる',
  see: '広告マネージャーで表示',
  opensNewTab: '新しいタブで開きます',
  signIn: '再ログイン',
  newToken: '新しいトークンを貼り付け',
  retry: 'エクスポートを再試行',
  retrying: '続行しています…',
  review: '実行を確認',
  reviewCall: '確認',
  openControls: 'コントロールを表示',
  openExport: 'エクスポートを開く',
  openAccounts: '広告アカウントを表示',
  openAudiences: 'オーディエンスを表示',
  /** The button and what it is about, for people who hear buttons one by one. */
  about: (button, name) => `${button}：${isolated(name)}`,
};
