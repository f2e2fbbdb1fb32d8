import type { adAccountList as English } from '../en/ad-account-list.ts';
import { happened } from './moment.ts';
import { isolated, number, plural } from './speech.ts';

const accounts = (count: number): string => plural(count, { other: '#件の広告アカウント' });
/** "広告アカウント3件への"; nothing where there are none. */
const to = (count: number): string => (count === 0 ? '' : `広告アカウント${number(count)}件への`);

/** Words of `<tiktok-ad-account-list>`. */
export const adAccountList: typeof English = {
  title: '広告アカウント',
  fromSignIns: (count) => `TikTokログイン${number(count)}件から`,
  loadedSoFar: (count) => `広告アカウントを読み込み中：現在${number(count)}件`,
  firstOnly: (count) => `最初の${number(count)}件です。残りは読み込めませんでした。`,
  find: '名前またはIDで検索',
  found: (count) => `${accounts(count)}が見つかりました`,
  notFoundTitle: '広告アカウントが見つかりません',
  notFound: (query) => `名前またはIDに「${query}」を含む広告アカウントはありません。`,
  notFoundStatus: (status) => `現在、ステータスが「${status}」の広告アカウントはありません。`,
  notFoundBoth: (query, status) =>
    `名前またはIDに「${query}」を含み、ステータスが「${status}」の広告アカウントはありません。`,
  showAll: 'すべて表示',
  connectAnother: '別のアカウントを接続',
  columns: {
    account: 'アカウント',
    status: 'ステータス',
    role: '役割',
    currency: '通貨',
    zone: 'タイムゾーン',
    remove: '削除',
  },
  unnamed: '名前のない広告アカウント',
  unknown: '不明',
  sandbox: 'サンドボックス',
  statuses: {
    connected: '接続済み',
    read_only: '読み取り専用',
    disconnected: '切断',
    suspended: '停止',
    no_permission: '権限なし',
  },

  filterBy: 'ステータスで絞り込む',
  everyStatus: 'すべて',
  sortBy: '並べ替え',
  sorts: {
    name: { ascending: '名前（昇順）', descending: '名前（降順）' },
    status: { ascending: 'ステータス（問題あり優先）', descending: 'ステータス（接続済み優先）' },
    role: { ascending: '役割（管理者が先）', descending: '役割（管理者が後）' },
    currency: { ascending: '通貨（昇順）', descending: '通貨（降順）' },
    timezone: { ascending: 'タイムゾーン（昇順）', descending: 'タイムゾーン（降順）' },
  },
  sorted: (order) => `並べ替えました：${order}`,
  pages: 'ページ',
  range: (first, last, all) => `${number(first)}～${number(last)} / ${number(all)}件`,
  rangeSpoken: (first, last, all) => `広告アカウント${number(all)}件中${number(first)}～${number(last)}件目`,
  previous: '前へ',
  next: '次へ',
  page: 'ページ',
  ofPages: (count) => `/ ${number(count)}`,

  readOnlyWhy: '再ログインするまで、エクスポートは待機します。',
  analystWhy: 'アナリストは閲覧のみ可能です。',
  ungrantedWhy: 'オーディエンスの権限がありません。',
  notApprovedWhy: 'まだTikTokに承認されていません。',
  refusedOn: (date) => `${date}に拒否されました。`,
  refused: 'TikTokがログインを拒否しています。',
  suspendedWhy: '広告は停止しています。',
  notSharedSince: (date) => `${date}から共有されていません。`,
  notShared: 'このログインではもう共有されていません。',
  appeal: '異議申し立て',
  appealName: (name) => `${name}の異議申し立て（新しいタブで開きます）`,
  seeWhy: '理由を確認',
  seeWhyName: (name) => `${name}が承認されない理由を確認（新しいタブで開きます）`,
  signInAgain: '再ログイン',
  signInAgainName: (name) => `${name}のために再ログイン`,
  askAdmin: '管理者に依頼…',
  askAdminName: (name) => `${name}の管理者に依頼…`,

  checkedWhen: (when) => `${happened(when)}確認`,
  checkedAt: (date, time) => `${date} ${time}`,
  checkedAtTitle: (at) => `最終確認：${at}`,
  refresh: '更新',
  refreshName: (name) => `${name}を更新`,
  checking: '確認しています…',
  checkAll: 'すべて確認',
  checkAllName: 'すべての広告アカウントを確認',
  checkingAll: (done, all) =>
    all === 1 ? '確認しています…' : `ログインを確認しています（${number(Math.min(done + 1, all))}/${number(all)}）…`,
  checkedAll: (troubled) =>
    troubled === 0
      ? '確認しました。すべての広告アカウントが接続済みです。'
      : `確認しました。${accounts(troubled)}が接続されていません。`,
  checked: (name, status) => `${name}：${status}`,
  checkedRefused: 'TikTokに引き続き拒否されています。再ログインしてください。',
  checkFailed: (name) => `${name}を確認できませんでした`,
  checkAllFailed: '一部の広告アカウントを確認できませんでした',

  select: '選択',
  selectName: (name) => `${name}を選択`,
  selectAll: (count) => `${number(count)}件をすべて選択`,
  selectAllFound: (count) => `見つかった${number(count)}件をすべて選択`,
  selected: (count) => (count === 0 ? '選択なし' : `${number(count)}件を選択中`),
  selectedHidden: (count) => `うち${number(count)}件はここに表示されていません`,
  selectionBar: '選択中の広告アカウント',

  removeName: (name) => `${name}を削除`,
  removeTitle: (name) => `${name}を削除しますか？`,
  removeManyTitle: (count) => `${accounts(count)}を削除しますか？`,
  andMore: (count) => `ほか${number(count)}件`,
  removeStops: '新しいエクスポートは送信されなくなり、実行中のものは停止します。',
  removeStopsMany: '新しいエクスポートは送信されなくなり、実行中のものは停止します。',
  removeStays: 'キャンペーンとオーディエンスはTikTok広告マネージャーに残ります。',
  removeStaysMany: 'キャンペーンとオーディエンスはTikTok広告マネージャーに残ります。',
  removeHistory: 'エクスポート履歴は残ります。',
  removeOthers: (count) => `ほかの${accounts(count)}には影響しません。`,
  removeAgain: 'いつでも再度インポートできます。',
  removeAgainMany: 'いつでも再度インポートできます。',
  keep: '削除しない',
  keepMany: '削除しない',
  remove: 'アカウントを削除',
  removeManyAsk: (count) => `${accounts(count)}を削除…`,
  removeMany: (count) => `${accounts(count)}を削除`,
  removing: '削除しています…',
  removingMany: (count) => `${accounts(count)}を削除しています`,
  removedOf: (done, all) => `${number(all)}件中${number(done)}件を削除しました`,
  stop: '停止',
  stopping: '停止しています…',
  removed: (name) => `${name}を削除しました`,
  removedMany: (count) => `${accounts(count)}を削除しました`,
  removedSome: (count, left) => `${accounts(count)}を削除しました。${number(left)}件は残っています`,
  removeFailed: 'この広告アカウントを削除できませんでした',
  removeFailedMany: (left, all) =>
    left === all
      ? `${accounts(left)}を削除できませんでした`
      : `${accounts(all)}のうち${number(left)}件を削除できませんでした`,
  retryMany: (count) => (count === 1 ? '再試行' : `${number(count)}件を再試行`),

  undo: '元に戻す',
  undoing: '元に戻しています…',
  undone: (count) => `${accounts(count)}を元に戻しました`,
  undoFailed: (count) => `${accounts(count)}を元に戻せませんでした`,
  dismiss: '閉じる',

  readOnlyTitle: (name) => `${name}は読み取り専用です`,
  readOnly: (count) =>
    `TikTokログインを更新できなかったため、${to(count)}エクスポートは一時停止しています。失われたものはなく、閲覧は引き続き可能です。`,
  disconnectedTitle: (name) => `${name}は切断されています`,
  disconnected: (count) =>
    `このログインはTikTokで受け付けられなくなったため、${to(count)}エクスポートは待機しています。失われたものはなく、再ログインすると再開します。`,
  disconnectedToken: (count) =>
    `このトークンはTikTokで受け付けられなくなったため、${to(count)}エクスポートは待機しています。失われたものはなく、新しいトークンで再開します。`,
  moreTroubled: (count) => `ほかに対応が必要なログイン${number(count)}件を表示`,

  askTitle: (name) => `${name}の管理者に依頼`,
  askAnalyst:
    'アナリストは閲覧のみ可能なため、この広告アカウントにはエクスポートできません。広告アカウントの管理者は、TikTokビジネスセンターであなたをオペレーターに変更できます。その後、ここで更新してください。',
  askAccess:
    'この広告アカウントは、このログインではもう共有されていません。再ログインして、TikTokのページで選択してください。表示されない場合は、広告アカウントの管理者がTikTokビジネスセンターでアクセス権を付与し直せます。その後、ここで更新してください。',
  askMessage: '管理者へのメッセージ',
  askAnalystMessage: (name, id, person) =>
    `お疲れさまです。TikTok広告アカウント「${name}」（${id}）で、${person}にオペレーターの役割を付与していただけますか。アナリストのままでは、このアカウントにオーディエンスを送信できません。設定はTikTokビジネスセンターで行えます。よろしくお願いいたします。`,
  askAccessMessage: (name, id, person) =>
    `お疲れさまです。TikTok広告アカウント「${name}」（${id}）へのアクセス権を、オペレーターまたは管理者として、${person}にもう一度付与していただけますか。設定はTikTokビジネスセンターで行えます。よろしくお願いいたします。`,
  me: '私',
  copyMessage: 'メッセージをコピー',
  messageCopied: 'コピーしました',
  openBusinessCenter: 'ビジネスセンター',
  opensNewTab: '新しいタブで開きます',

  emptyTitle: '広告アカウントがまだありません',
  empty: 'TikTokを接続して、ここで使用する広告アカウントを選んでください。1分ほどで完了します。',
  emptySignedIn: (name, count) =>
    `「${isolated(name)}」から${accounts(count)}が共有されています。ここで使用するものを選んでください。`,
  emptySignedInMany: '下のログインのいずれかから、ここで使用する広告アカウントを選んでください。',
  connect: '広告アカウントを接続',
  lookOnly: '接続と削除には「接続」権限が必要です。このワークスペースの管理者に依頼してください。',
  emptyLookOnly:
    'まだ誰もTikTokを接続していません。接続には「接続」権限が必要です。このワークスペースの管理者に依頼してください。',
  failedTitle: '広告アカウントを読み込めませんでした',
  staleTitle: '広告アカウントを更新できませんでした',
  offline: '何も変更されていません。接続が戻り次第、広告アカウントを表示します。',
  noPermissionTitle: 'TikTok広告アカウントを閲覧する権限がありません',
  noPermission:
    'このワークスペースでのあなたの役割では、TikTokを利用できません。管理者に「閲覧」権限を依頼してください。',
};
