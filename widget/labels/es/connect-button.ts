import type { connectButton as English } from '../en/connect-button.ts';

/** Words of `<tiktok-connect-button>` itself. */
export const connectButton: typeof English = {
  connect: 'Conectar cuenta publicitaria',
  idle: 'TikTok se abre en una ventana pequeña. Tú eliges qué cuentas publicitarias usar.',
  connectAgain: 'Iniciar sesión de nuevo',
  idleAgain: 'TikTok se abre en una ventana pequeña. Tus cuentas publicitarias importadas se quedan como están.',
  connectSandboxAccount: 'Conectar cuenta de sandbox',
  idleSandbox: 'El sandbox de TikTok no tiene página de inicio de sesión. En su lugar, pegas un token de acceso.',
  connectAccount: 'Conectar cuenta de TikTok',
  idleAccount: 'TikTok se abre en una ventana pequeña. Inicias sesión con una cuenta de TikTok.',
  pasteToken: '¿Tienes un token de acceso? Pégalo aquí',
  opening: 'Abriendo…',
  openingWindow: 'Abriendo TikTok…',
  noPermission: 'Para conectar hace falta el permiso “Conectar”. Pídeselo a quien administra este espacio de trabajo.',
};
