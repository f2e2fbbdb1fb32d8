import type { connectNotice as English } from '../en/connect-notice.ts';
import { isolated, number, plural } from './speech.ts';

/** By TikTok’s id, of the permissions that exports need. */
const PERMISSION_MEANS: Readonly<Record<string, string>> = {
  '1': 'これがないと、広告アカウントを読み取れません。',
  '3': 'これがないと、オーディエンスをエクスポートできません。',
};
const NOT_NEEDED = 'エクスポートには必要ありません。';

const accounts = (count: number): string => plural(count, { other: '#件の広告アカウント' });
const codeAndTime = (minutes: number): string =>
  `TikTokから確認コードがメールで届く場合も、あわてずに進めてください。この画面はあと${number(minutes)}分間開いています。`;

/** Words of the notices that take the connect button's place once it is pressed. */
export const connectNotice: typeof English = {
  waitingTitle: 'TikTokのウィンドウで続けてください',
  waiting: (minutes) => `ログインして、アクセスを許可してください。${codeAndTime(minutes)}`,
  waitingAs: (name, minutes) =>
    `「${isolated(name)}」としてログインし、同じ広告アカウントを共有してください。${codeAndTime(minutes)}`,
  minutesLeft: (minutes) => `TikTokのウィンドウでの操作は残り${number(minutes)}分です`,
  showWindow: 'ウィンドウを表示',
  cantSee: 'ウィンドウが見つかりませんか？',
  continueInTab: 'このタブで続ける',
  leavingTitle: 'TikTokに移動しています',
  leaving: '完了すると、このページに戻ります。',
  checkingTitle: 'TikTokに確認しています',
  checking: '数秒かかります。',
  blockedTitle: 'ブラウザーがTikTokのウィンドウをブロックしました',
  blocked: 'このタブで続けてください。完了すると、このページに戻ります。',
  closedTitle: 'TikTokのウィンドウが閉じられました',
  closed: '何も接続されていません。いつでもやり直せます。',
  cutOffTitle: 'TikTokのウィンドウはまだ開いていますか？',
  cutOff:
    '開いている場合は、そのまま続けてください。完了するとこのページに反映されます。閉じた場合、何も変更されていません。',
  closedAgain: '何も変更されていません。いつでもやり直せます。',
  startAgain: 'やり直す',
  expiredTitle: '10分が経過しました',
  expired: '安全のため、リクエストを終了しました。何も変更されていません。',
  offlineTitle: 'オフラインです',
  offline: 'TikTokでの操作が完了していれば、失われることはありません。接続が戻り次第、確認します。',
  checkNow: '今すぐ確認',
  refusedTitle: 'TikTokへのアクセスが許可されませんでした',
  refused: '何も接続されていません。やり直して、TikTokのページでアクセスを許可してください。',
  refusedAgain: '何も変更されていません。やり直して、TikTokのページでアクセスを許可してください。',
  otherUserTitle: '別のTikTokユーザーがログインしました',
  otherUser: '何も変更されていません。これらの広告アカウントを最初に接続したTikTokユーザーで、再ログインしてください。',
  otherUserThan: (name) =>
    `何も変更されていません。この接続は「${isolated(name)}」のものです。TikTokからログアウトして、そのユーザーでログインし直してください。`,
  notStartedTitle: 'ログインを開始できませんでした',
  failedTitle: 'TikTokに接続できませんでした',
  failed: 'TikTokでログインが完了しませんでした。何も変更されていません。やり直してください。',
  session: '何も変更されていません。ページを再読み込みしてから、もう一度接続してください。',
  notAllowedTitle: '広告アカウントを接続する権限がありません',
  connectedTitle: (name) => (name === undefined ? '接続しました' : `${name}として接続しました`),
  connected: (count) => `TikTokから${accounts(count)}が共有されました。ここで使用するものを選んでください。`,
  connectedText: 'ここで使用する広告アカウントを選んでください。',
  choose: '広告アカウントを選択',
  pickerFailedTitle: '広告アカウントの一覧を開けませんでした',
  againTitle: (name) => (name === undefined ? '再ログインしました' : `${name}として再ログインしました`),
  reconnected: '広告アカウントが再び使えるようになりました。失われたものはありません。',
  /** @param count of imported ad accounts that it does not share */
  accepted: (count) =>
    count === 0
      ? '新しいログインを使用しています。'
      : `新しいログインを使用しています。インポート済みの${accounts(count)}は、再び共有されるまで使用できません。`,
  fewerTitle: (count) => `このログインでは、共有される広告アカウントが${number(count)}件減ります`,
  fewerScopesTitle: (count) => `このログインでは、許可される権限が${number(count)}件減ります`,
  review: 'まだ何も変更されていません。選択するまで、広告アカウントは現在のログインで動作します。',
  reviewDisconnected: 'まだ何も変更されていません。選択するまで、このログインは切断されたままです。',
  reviewUnread: 'まだ何も変更されていません。選択するまで、何も変わりません。',
  reviewGrown: '選択した後に内容が変わりました。もう一度確認してから選んでください。',
  reviewTime:
    'どちらを選んでも、インポート済みの広告アカウント、マッピング、履歴はここに残ります。30分以内に選択しなければ、すべて元のままです。',
  otherUserNow: (before, now) => `現在の接続：${isolated(before)}、今回のログイン：${isolated(now)}`,
  lostAccounts: (count) => `共有されなくなる広告アカウント：${number(count)}件`,
  lostIsImported: 'インポート済み',
  lostMore: (count, imported) =>
    imported === 0
      ? `ほか${number(count)}件`
      : `ほか${number(count)}件（${imported === count ? 'すべて' : `うち${number(imported)}件が`}インポート済み）`,
  /** @param count of those that are imported here @param all that would be lost */
  lostImported: (count, all) => {
    if (count === 0)
      return all === 1 ? 'ここにはインポートされていません。' : 'いずれもここにはインポートされていません。';
    const which = all === 1 ? '' : `インポート済みの${number(count)}件は`;
    return `${which}一覧には残りますが、再び共有されるまで使用できません。そのエクスポートは待機します。`;
  },
  lostScopes: (count) => `許可されなくなる権限：${number(count)}件`,
  permissionMeans: (id) => PERMISSION_MEANS[id] ?? NOT_NEEDED,
  /** What a permission that was not granted means. @param id TikTok’s of the scope @param name TikTok’s of it */
  lacks: (id, name) => `許可されていません：${isolated(name)}。${PERMISSION_MEANS[id] ?? NOT_NEEDED}`,
  lacksHow: '再ログインして、TikTokですべての権限をオンのままにしてください。',
  decide: { discard: '元のログインを維持', accept: '新しいログインを使用' },
  deciding: { discard: '維持しています…', accept: '切り替えています…' },
  decideFailed: {
    discard: '新しいログインを取り消せませんでした',
    accept: '新しいログインに切り替えられませんでした',
  },
  discardedTitle: '何も変更されていません',
  discarded: '広告アカウントは元のログインのまま動作します。新しいログインはここから削除されました。',
  discardedDisconnected: 'ログインは切断されたままです。新しいログインはここから削除されました。',
  reviewOverTitle: '30分以内に選択されませんでした',
  reviewOver: '新しいログインはここから削除されました。何も変更されていません。',
  tokenEnding: (last4) => `末尾が${isolated(last4)}のトークン。`,
  sandboxLimits:
    'TikTokのサンドボックスに表示されるのは、入力した広告アカウントだけです。また、確認できている限り、オーディエンスは受け付けられません。',
  accountTitle: 'TikTokアカウントを接続しました',
  accountOnly:
    'このTikTokアカウントは広告アカウントを共有していませんが、問題ありません。オーディエンスをエクスポートするには、広告アカウントも接続してください。',
  businessCenterTitle: 'ビジネスセンターから共有されている広告アカウントがありません',
  businessCenterOnly: 'ビジネスセンターの管理者に広告アカウントの割り当てを依頼してから、再ログインしてください。',
  signInAgain: '再ログイン',
  done: '完了',
  nothingTitle: 'TikTokから共有された広告アカウントはありません',
  nothing: 'アクセスを許可する前に、TikTokのページで広告アカウントを1つ以上選択してください。',
  nothingAgain: 'インポート済みの広告アカウントは一覧に残りますが、再び共有されるまで使用できません。',
  importedTitle: (count) => `${accounts(count)}をインポートしました`,
  imported: 'マッピングとエクスポートの準備ができました。',
};
