import type { accountPicker as English } from '../en/account-picker.ts';
import { named } from './named.ts';
import { isolated, number, plural } from './speech.ts';

const accounts = (count: number): string => plural(count, { other: '#件の広告アカウント' });
const REVIEWED = 'TikTokに承認されると、インポートできます。';
const THEN_RELOAD = 'その後、この一覧を再読み込みしてください。';

/** Words of the account picker and of the token form, which come when they open. */
export const accountPicker: typeof English = {
  sandboxTitle: 'サンドボックスアカウントを接続',
  token: 'アクセストークン',
  tokenHint: '暗号化して保存されます。以後は末尾4文字だけが表示されます。',
  tokenMissing: 'TikTokの開発者ポータルのアクセストークンを貼り付けてください。',
  tokenMissingHere: 'TikTokから発行されたアクセストークンを貼り付けてください。',
  tokenRefused: 'このトークンはここでは使用できません。',
  tokenRefusedWhy:
    'このトークンはTikTokに拒否されました。入力の誤り、取り消し済み、またはここでは接続できないサンドボックスのトークンです。何も保存されていません。',
  tokenUnreadable: 'TikTokのトークンの形式ではありません。トークンは英字、数字、記号からなり、空白を含みません。',
  advertiserIds: '広告アカウントID',
  advertiserIdsHint: '複数ある場合は、カンマか空白で区切ってください。サンドボックスでは一覧を取得できません。',
  advertiserIdsMissing: '広告アカウントIDを1つ以上、数字のみで入力してください。',
  advertiserIdsOptional: '任意：TikTokから取得します。トークンが別のTikTokアプリのものである場合は必要です。',
  advertiserIdsNeeded: 'このトークンの広告アカウントはTikTokから取得できません。IDを入力してください。',
  advertiserIdsUnreached: (ids) =>
    `このトークンでは次の広告アカウントにアクセスできません：${named(ids.slice(0, 3), Math.max(0, ids.length - 3))}。IDを修正するか、除いてください。`,
  tokenTitle: 'アクセストークンで接続',
  tokenFor: '長期トークンの利用をTikTokに承認されたパートナー向けです。それ以外の方は、TikTokにログインしてください。',
  tokenFailed: 'アクセストークンを接続できませんでした',
  connectToken: '接続',
  connectingToken: '接続しています…',
  connectSandbox: 'サンドボックスを接続',
  sandboxFailed: 'サンドボックスアカウントを接続できませんでした',

  pickerTitle: 'ここで使用する広告アカウントを選択',
  signedInAs: (name) => `TikTokに${name}としてログイン中`,
  pickerList: 'TikTokから共有された広告アカウント',
  find: '名前またはIDで検索',
  sortName: '並び順',
  sorts: { importable: 'インポート可能順', name: '名前順' },
  reload: '一覧を再読み込み',
  selectAll: (count) => `インポート可能な${number(count)}件をすべて選択`,
  selected: (count) => `${number(count)}件を選択中`,
  cannotImport: (count) => `${number(count)}件はインポートできません`,
  noneImportable: 'インポートできるものがありません',
  loaded: (all, importable) => `${accounts(all)}、うち${number(importable)}件がインポート可能`,
  found: (count) => `${accounts(count)}が見つかりました`,
  showing: (shown, found, all) =>
    `該当${number(found)}件中${number(shown)}件を表示（全${number(all)}件）。名前やIDを続けて入力すると絞り込めます。`,
  showMore: (count) => `さらに${number(count)}件を表示`,
  notFoundTitle: '広告アカウントが見つかりません',
  notFound: (query) => `名前またはIDに「${isolated(query)}」を含む広告アカウントはありません。`,
  notFoundSelected: (query) => `選択中のものに、名前またはIDに「${isolated(query)}」を含むものはありません。`,
  clearSearch: 'すべて表示',
  showSelected: '選択中のみ表示',
  showAll: 'すべて表示',
  import: (count) => `${number(count)}件のアカウントをインポート`,
  chooseOne: '広告アカウントを1つ以上選択してください',
  importing: 'インポートしています…',
  importProgress: (done, total) => `${number(total)}件中${number(done)}件をインポートしました`,
  stop: '停止',
  stopping: '停止しています…',
  loading: (count) =>
    count === 0 ? '広告アカウントを読み込み中' : `広告アカウントを読み込み中：現在${number(count)}件`,
  slow: 'まだ読み込んでいます。広告アカウントが数千件あると、TikTokの応答に時間がかかります。',
  loadFailed: '広告アカウントを読み込めませんでした',
  importFailed: '広告アカウントをインポートできませんでした',
  /** Some calls of many went through before one did not. */
  importBroke: (done, rest) => `${number(done)}件をインポートしました。残り${number(rest)}件です`,
  importBrokeHow:
    'インポートした分は保存されており、重複してインポートされることはありません。残りは選択されたままです。',
  importStopped: '停止しました。残りは選択されたままです。',
  importRefused: (count) => `${accounts(count)}をインポートできませんでした`,
  importRefusedWhy: (refused, done) =>
    `この一覧を読み込んだ後に、TikTok側で変更がありました。理由は${refused === 1 ? '' : 'それぞれ'}横に表示されています。${
      done === 0 ? '何もインポートされていません。' : `ほかの${number(done)}件はインポートしました。`
    }`,
  roleUnknown: '役割不明',
  roleUnknownWhy:
    'ビジネスセンターに属していないため、権限をTikTokから確認できません。エクスポートがTikTokに拒否された場合は、所有者に確認してください。',
  reasons: {
    analyst: `アナリストは閲覧のみ可能です。この広告アカウントの管理者に、オペレーターへの変更を依頼してください。${THEN_RELOAD}`,
    suspended:
      'TikTokによって停止されています。TikTok広告マネージャーで異議を申し立ててください。停止が解除されるとインポートできます。',
    not_approved: `まだTikTokに承認されていません。${REVIEWED}`,
    no_access: `このログインではアクセスできません。この広告アカウントの管理者に依頼してください。${THEN_RELOAD}`,
    already_imported: 'インポート済みです。',
  },
  /** More exact than “not approved” or “suspended”, by TikTok’s own status. */
  statusReasons: {
    STATUS_DISABLE: `TikTokで無効になっています。所有者またはTikTokのサポートに再開を依頼してください。${THEN_RELOAD}`,
    STATUS_PENDING_CONFIRM: `TikTokで審査中です。${REVIEWED}`,
    STATUS_WAIT_FOR_BPM_AUDIT: `TikTokで審査中です。${REVIEWED}`,
    STATUS_PENDING_CONFIRM_MODIFY: `変更内容がTikTokで審査中です。${REVIEWED}`,
    STATUS_PENDING_VERIFIED: `TikTokの認証が完了していません。TikTok広告マネージャーで認証を完了してください。${THEN_RELOAD}`,
    STATUS_CONFIRM_FAIL: `TikTokに承認されませんでした。必要な変更はTikTok広告マネージャーで確認できます。${THEN_RELOAD}`,
    STATUS_CONFIRM_FAIL_END:
      'TikTokに承認されませんでした。理由はTikTok広告マネージャーで確認できます。当面は別の広告アカウントを使用してください。',
    STATUS_CONFIRM_MODIFY_FAIL: `変更内容がTikTokに承認されませんでした。必要な変更はTikTok広告マネージャーで確認できます。${THEN_RELOAD}`,
    STATUS_CONTRACT_PENDING: `TikTokとの契約がまだ有効ではありません。TikTok広告マネージャーで契約を締結してください。${THEN_RELOAD}`,
    STATUS_SELF_SERVICE_UNAUDITED: `ビジネス情報の確認がまだ済んでいません。TikTok広告マネージャーで情報を入力してください。${THEN_RELOAD}`,
  },
};
