import type { signIns as English } from '../en/sign-ins.ts';
import { coming, happened } from './moment.ts';
import { named } from './named.ts';
import { isolated, number, plural } from './speech.ts';

const accounts = (count: number): string => plural(count, { other: '#件の広告アカウント' });

/** Words of the sign-ins, which stand below the ad accounts. */
export const signIns: typeof English = {
  title: 'TikTokログイン',
  /** Whose it is, where TikTok doesn't say. */
  account: 'TikTokアカウント',
  someone: 'TikTokログイン',
  token: (last4) => `末尾が${last4}のトークン`,
  pasted: '貼り付けたトークン',
  states: { active: '接続済み', expiring: 'まもなく期限切れ', read_only: '読み取り専用', disconnected: '切断' },
  lasts: '更新不要',
  renews: '自動更新',
  renewsNext: (when) => `自動更新（次回：${coming(when)}）`,
  worksUntil: (when) => `${when}まで有効です。`,
  notRenewed: 'まだ更新されていません。',
  readOnly: '再ログインするまで、エクスポートは待機します。',
  refused: 'TikTokに拒否されています。',
  imported: (used, shared) => `広告アカウント${number(shared)}件中${number(used)}件を使用中`,
  /** @param used ad accounts imported here @param shared those of them that it still shares, fewer */
  importedMore: (used, shared) =>
    `広告アカウント${number(used)}件を使用中（共有${shared === 0 ? 'なし' : `は${number(shared)}件`}）`,
  none: '広告アカウントなし',
  checked: (when) => `${happened(when)}確認`,
  notChecked: '未確認',
  more: (count) => `ほかのログイン${number(count)}件を表示`,
  less: '表示を減らす',

  manage: '管理',
  manageName: (name) => `${name}を管理`,
  actionsName: (name) => `${name}の操作`,
  check: '今すぐ確認',
  checking: '確認しています…',
  checkedName: (name, state) => `${name}：${state}`,
  checkFailed: (name) => `${name}を確認できませんでした`,
  signIn: '再ログイン',
  signInName: (name) => `${name}として再ログイン`,
  newToken: '新しいトークンを貼り付け',
  newTokenName: (name) => `${name}の代わりに新しいトークンを貼り付け`,
  choose: '広告アカウントを選択',
  chooseName: (name) => `${name}の広告アカウントを選択`,
  disconnect: '切断…',
  disconnectName: (name) => `${name}を切断…`,
  pasteToken: 'トークンを貼り付け',
  orPasteToken: '代わりにアクセストークンを貼り付け',
  connectAdvertiser: '広告アカウントを接続',
  businessCenter: 'ビジネスセンター',
  opensNewTab: '新しいタブで開きます',
  dismiss: '閉じる',
  dismissName: (name) => `閉じる：${name}`,

  noAccounts:
    'このログインでは広告アカウントが共有されていません。再ログインして、TikTokのページで1つ以上選択してください。',
  noAccountsOfAccount:
    'このTikTokアカウントでアクセスできる広告アカウントはありません。追加するには、広告主としてログインしてください。',
  noAccountsOfToken:
    'このトークンでアクセスできる広告アカウントはありません。広告アカウントのIDと一緒に、もう一度貼り付けてください。',
  businessCenterOnly:
    'このログインはビジネスセンターのものですが、広告アカウントが割り当てられていません。ビジネスセンターの管理者に割り当てを依頼してから、もう一度確認してください。',
  /** @param names TikTok's names of the permissions that are missing */
  quoted: (name) => `「${isolated(name)}」`,
  permissionsMissing: (names, stops) =>
    `権限${names}がないため、次のことができません：${stops}。再ログインして、この権限をオンのままにしてください。`,
  /** What stops without a permission, by TikTok's id of it: nouns, so that they can stand in a list. */
  stops: {
    '1': '広告アカウントの読み取り',
    '3': 'オーディエンスの作成と変更',
  },
  stopsOther: '一部の操作',
  renewalDelayed: (until) =>
    `TikTokでまだ更新されていません。更新は引き続き試みます${until === undefined ? '' : `。${until}までは有効です`}。現時点で何も変わっていません。`,
  sandbox:
    'TikTokのサンドボックスには広告アカウントの一覧もオーディエンスもありません。エクスポートではなく、お試し用として使用してください。',
  added: (count, names, more) => `${accounts(count)}が追加されました：${named(names, more)}。`,
  gone: (count, names, more, isAlone) =>
    `${isAlone ? accounts(count) : `${number(count)}件`}がなくなりました：${named(names, more)}。`,

  disconnectTitle: (name) => `${name}を切断しますか？`,
  stopsPermission: 'TikTokに許可の取り消しを伝え、トークンを破棄します。',
  stopsToken: 'トークンを破棄します。発行元で取り消すまで、TikTokでは引き続き有効です。',
  stopsWork: '更新と確認は行われなくなります。',
  stopsAccounts: (count) =>
    count === 1
      ? 'その広告アカウントはこの一覧から外れ、実行中のエクスポートは停止します：'
      : `その${accounts(count)}はこの一覧から外れ、実行中のエクスポートは停止します：`,
  andMore: (count) => `ほか${number(count)}件`,
  staysTikTok: 'キャンペーンとオーディエンスはTikTokに残ります。',
  staysHere: 'マッピングとエクスポート履歴は残ります。',
  staysOthers: (count) => `ほかのログイン${number(count)}件には影響しません。`,
  keep: '切断しない',
  disconnectNow: '切断',
  disconnecting: '切断しています…',
  disconnected: (name) => `${name}を切断しました`,
  disconnectFailed: '切断できませんでした',

  expiringTitle: (name, date) => `${name}：${date}までに再ログインしてください`,
  expiringToken: (name, date) => `${name}：${date}までに新しいトークンを貼り付けてください`,
  expiring: (count) =>
    `それ以降、${accounts(count)}へのエクスポートは待機します。それまでは、これまでどおり動作します。`,
  delayedTitle: (name) => `${name}はまだ更新されていません`,
};
