import type { connectButton as English } from '../en/connect-button.ts';

/** Words of `<tiktok-connect-button>` itself. */
export const connectButton: typeof English = {
  connect: '広告アカウントを接続',
  idle: 'TikTokが小さなウィンドウで開きます。使用する広告アカウントを選べます。',
  connectAgain: '再ログイン',
  idleAgain: 'TikTokが小さなウィンドウで開きます。インポート済みの広告アカウントはそのまま残ります。',
  connectSandboxAccount: 'サンドボックスアカウントを接続',
  idleSandbox: 'TikTokのサンドボックスにはログインページがありません。代わりにアクセストークンを貼り付けます。',
  connectAccount: 'TikTokアカウントを接続',
  idleAccount: 'TikTokが小さなウィンドウで開きます。TikTokアカウントでログインしてください。',
  pasteToken: 'アクセストークンをお持ちの場合は貼り付け',
  opening: '開いています…',
  openingWindow: 'TikTokを開いています…',
  noPermission: '接続には「接続」権限が必要です。このワークスペースの管理者に依頼してください。',
};
