import type { common as English } from '../en/common.ts';

const ENDED = 'Nada mudou. Recarregue a página ou faça login nela de novo.';

/** Words that more than one element says. */
export const common: typeof English = {
  comma: ', ',
  colon: ': ',
  stop: '. ',
  unitGap: ' ',
  tryAgain: 'Tentar de novo',
  reload: 'Recarregar a página',
  sessionEnded: 'Sua sessão terminou',
  offline: 'Você está sem conexão',
  offlineText:
    'O que você vê continua aqui e pode estar desatualizado. Tudo é carregado de novo assim que a conexão voltar.',
  cancel: 'Cancelar',
  close: 'Fechar',
  requestId: 'ID da solicitação',
  copy: 'Copiar',
  copied: 'Copiado',
  stillLoading: 'Ainda carregando',
  partFailed: 'Esta parte não carregou',
  /** Sentences for failures that the server did not describe itself. */
  failures: {
    network_error: 'Não foi possível acessar o servidor. Nada mudou. Verifique sua conexão e tente de novo.',
    timeout: 'O servidor não respondeu a tempo. Nada mudou. Tente de novo.',
    session_unavailable: ENDED,
    invalid_session: ENDED,
    session_expired: ENDED,
    missing_credentials: ENDED,
    unexpected_response: 'O servidor não respondeu como esperado. Nada mudou. Tente de novo em um minuto.',
    internal_error: 'Algo deu errado do nosso lado. Nada mudou. Tente de novo em um minuto.',
  },
  roles: { ADMIN: 'Administrador', OPERATOR: 'Operador', ANALYST: 'Analista' },
  noRole: 'Sem função',
};
