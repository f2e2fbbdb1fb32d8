import type { settings as English } from '../en/settings.ts';
import { number, plural } from './speech.ts';

const signIns = (count: number): string => plural(count, { other: '#件のログイン' });

/** Words of `<tiktok-ads-settings>`. */
export const settings: typeof English = {
  title: 'TikTok広告',
  subtitle:
    'セグメントをオーディエンスとしてTikTokに送信します。名前、メールアドレス、電話番号は先にハッシュ化されます。',
  setUp: 'セットアップ',
  stepDone: '完了：',
  stepNext: '次：',
  stepLater: '後で：',
  connect: '接続',
  connectHint: '広告アカウントを選択',
  connected: (count, isMore) => `広告アカウント${number(count)}件${isMore ? '以上' : ''}`,
  map: 'プロパティをマッピング',
  mapped: (count, all) => `${number(all)}件中${number(count)}件`,
  export: 'オーディエンスをエクスポート',
  exportNeeds: 'メールアドレスか電話番号が必要',
  exportHint: '対象者と送信先を選択',
  exported: '最初のエクスポートを送信済み',
  /** In place of the caption, for those who may not do the step that comes next. */
  needs: {
    connect: '「接続」権限が必要',
    map: '「マッピング」権限が必要',
    export: '「エクスポート」権限が必要',
  },
  noAccessTitle: 'TikTok広告を閲覧する権限がありません',
  noAccess: 'このワークスペースでのあなたの役割では、TikTokを利用できません。管理者に「閲覧」権限を依頼してください。',
  unsaved: '未保存',
  continue: '続ける',
  continueWith: (step) => `続ける：${step}`,
  tabs: {
    accounts: '広告アカウント',
    mapping: 'マッピング',
    audiences: 'オーディエンス',
    controls: 'コントロール',
    activity: 'アクティビティ',
  },
  /** The red number on the tab, for people who hear it. */
  needYou: (count) => `要対応${number(count)}件`,
  /** The number on the tab of the controls, for people who hear it. */
  callsWait: (count) => `承認待ちのリクエスト${number(count)}件`,
  nowNeedYou: (count) => `アクティビティ：対応が必要なイベントが${number(count)}件あります`,

  app: '開発者アプリ',
  appServer: 'このサービスのアプリを使用しています。',
  appNone: 'アプリがないため、誰もTikTokにログインできません。',
  appOwn: 'アプリ',
  appSecretEnds: 'シークレット末尾',
  appMade: (count) => `このアプリで作成したログイン：${number(count)}件`,
  appUseOwn: '独自のアプリを使用',
  appChange: '変更',
  appGoBack: 'このサービスのアプリに戻す',
  appId: 'アプリID',
  appIdHint: 'TikTokの開発者ポータルの「My Apps」にあります。',
  appIdMissing: 'TikTokの開発者ポータルからアプリIDをコピーしてください。',
  appSecret: 'アプリシークレット',
  appSecretHint: '暗号化して保存されます。以後は末尾4文字だけが表示されます。',
  appSecretMissing: 'アプリのページからシークレット全体をコピーしてください。',
  appRedirect: 'そのアプリに、このリダイレクトURLを登録してください：',
  appOthersStay: '新しいログインはこのアプリで作成されます。既存のログインは、作成時のアプリのままです。',
  appSave: 'このアプリを使用',
  appSaving: 'TikTokに確認しています…',
  appSaved: (appId) => `新しいログインはアプリ${appId}で作成されます`,
  appRefused: 'TikTokでこのアプリが見つかりません',
  appRefusedText:
    '何も保存されていません。同じアプリのページからIDとシークレットをコピーして、もう一度お試しください。',
  appPairWrong: 'このアプリIDのものではありません。',
  appSaveFailed: 'アプリを保存できませんでした',
  appLoadFailed: '開発者アプリを読み込めませんでした',
  appBackTitle: 'このサービスのアプリに戻しますか？',
  appBackNew: '新しいログインには、このサービスのアプリがあれば、それが使用されます。',
  appBackKept: (count) => `${signIns(count)}は、独自のアプリのまま引き続き動作します。`,
  appBackSecret: 'シークレットは、それらに必要な間だけ暗号化して保持されます。',
  appBackForgotten: 'シークレットは破棄されます。',
  appKeep: '独自のアプリを維持',
  appGoBackNow: '戻す',
  appGoingBack: '戻しています…',
  appRemoved: '独自の開発者アプリの使用を終了しました',
  appBackFailed: 'このサービスのアプリに戻せませんでした',
};
