import type { common as English } from '../en/common.ts';

const ENDED = 'No ha cambiado nada. Recarga la página o vuelve a iniciar sesión en ella.';

/** Words that more than one element says. */
export const common: typeof English = {
  comma: ', ',
  colon: ': ',
  stop: '. ',
  unitGap: ' ',
  tryAgain: 'Reintentar',
  reload: 'Recargar la página',
  sessionEnded: 'Tu sesión terminó',
  offline: 'No tienes conexión',
  offlineText: 'Lo que ves sigue aquí y puede no estar al día. Se vuelve a cargar en cuanto recuperes la conexión.',
  cancel: 'Cancelar',
  close: 'Cerrar',
  requestId: 'ID de solicitud',
  copy: 'Copiar',
  copied: 'Copiado',
  stillLoading: 'Aún está cargando',
  partFailed: 'Esta parte no se cargó',
  /** Sentences for failures that the server did not describe itself. */
  failures: {
    network_error: 'No se puede acceder al servidor. No ha cambiado nada. Revisa tu conexión y vuelve a intentarlo.',
    timeout: 'El servidor no respondió a tiempo. No ha cambiado nada. Vuelve a intentarlo.',
    session_unavailable: ENDED,
    invalid_session: ENDED,
    session_expired: ENDED,
    missing_credentials: ENDED,
    unexpected_response:
      'El servidor no respondió como se esperaba. No ha cambiado nada. Vuelve a intentarlo en un minuto.',
    internal_error: 'Algo falló de nuestro lado. No ha cambiado nada. Vuelve a intentarlo en un minuto.',
  },
  roles: { ADMIN: 'Administrador', OPERATOR: 'Operador', ANALYST: 'Analista' },
  noRole: 'Sin rol',
};
