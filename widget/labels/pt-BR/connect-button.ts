import type { connectButton as English } from '../en/connect-button.ts';

/** Words of `<tiktok-connect-button>` itself. */
export const connectButton: typeof English = {
  connect: 'Conectar conta de anúncios',
  idle: 'O TikTok abre em uma janela pequena. Você escolhe quais contas de anúncios usar.',
  connectAgain: 'Fazer login de novo',
  idleAgain: 'O TikTok abre em uma janela pequena. Suas contas de anúncios importadas ficam como estão.',
  connectSandboxAccount: 'Conectar conta de sandbox',
  idleSandbox: 'O sandbox do TikTok não tem página de login. Em vez disso, você cola um token de acesso.',
  connectAccount: 'Conectar conta do TikTok',
  idleAccount: 'O TikTok abre em uma janela pequena. Você faz login com uma conta do TikTok.',
  pasteToken: 'Tem um token de acesso? Cole-o aqui',
  opening: 'Abrindo…',
  openingWindow: 'Abrindo o TikTok…',
  noPermission: 'Para conectar é preciso ter a permissão “Conectar”. Peça a quem administra este espaço de trabalho.',
};
