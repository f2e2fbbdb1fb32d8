import type { connectButton as English } from '../en/connect-button.ts';

/** German words of `<tiktok-connect-button>` itself. */
export const connectButton: typeof English = {
  connect: 'Werbekonto verbinden',
  idle: 'TikTok öffnet sich in einem kleinen Fenster. Sie wählen, welche Werbekonten Sie nutzen.',
  connectAgain: 'Erneut anmelden',
  idleAgain: 'TikTok öffnet sich in einem kleinen Fenster. Ihre importierten Werbekonten bleiben, wie sie sind.',
  connectSandboxAccount: 'Sandbox-Konto verbinden',
  idleSandbox: 'Die Sandbox von TikTok hat keine Anmeldeseite. Sie fügen stattdessen ein Zugriffstoken ein.',
  connectAccount: 'TikTok-Konto verbinden',
  idleAccount: 'TikTok öffnet sich in einem kleinen Fenster. Sie melden sich mit einem TikTok-Konto an.',
  pasteToken: 'Haben Sie ein Zugriffstoken? Stattdessen einfügen',
  opening: 'Wird geöffnet…',
  openingWindow: 'TikTok wird geöffnet…',
  noPermission:
    'Zum Verbinden brauchen Sie die Berechtigung „Verbinden“. Wenden Sie sich an die Admins dieses Arbeitsbereichs.',
};
