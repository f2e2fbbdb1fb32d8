import type { connectNotice as English } from '../en/connect-notice.ts';
import { isolated, number, plural } from './speech.ts';

/** By TikTok’s id, of the permissions that exports need. */
const PERMISSION_MEANS: Readonly<Record<string, string>> = {
  '1': 'Sem ela, não é possível ler as contas de anúncios.',
  '3': 'Sem ela, não é possível exportar nenhum público.',
};
const NOT_NEEDED = 'As exportações não precisam dela.';

const codeAndTime = (minutes: number): string =>
  plural(minutes, {
    one: 'Se o TikTok enviar um código por e-mail, não há pressa: isto fica aberto por mais # minuto.',
    many: 'Se o TikTok enviar um código por e-mail, não há pressa: isto fica aberto por mais # de minutos.',
    other: 'Se o TikTok enviar um código por e-mail, não há pressa: isto fica aberto por mais # minutos.',
  });

/** Words of the notices that take the connect button's place once it is pressed. */
export const connectNotice: typeof English = {
  waitingTitle: 'Conclua na janela do TikTok',
  waiting: (minutes) => `Faça login e permita o acesso. ${codeAndTime(minutes)}`,
  waitingAs: (name, minutes) =>
    `Faça login como ${isolated(name)} e compartilhe as mesmas contas de anúncios. ${codeAndTime(minutes)}`,
  minutesLeft: (minutes) =>
    plural(minutes, {
      one: 'Resta # minuto para concluir na janela do TikTok',
      many: 'Restam # de minutos para concluir na janela do TikTok',
      other: 'Restam # minutos para concluir na janela do TikTok',
    }),
  showWindow: 'Mostrar a janela',
  cantSee: 'Não está vendo?',
  continueInTab: 'Continuar nesta aba',
  leavingTitle: 'Indo para o TikTok',
  leaving: 'O TikTok trará você de volta a esta página.',
  checkingTitle: 'Verificando com o TikTok',
  checking: 'Leva alguns segundos.',
  blockedTitle: 'Seu navegador bloqueou a janela do TikTok',
  blocked: 'Continue nesta aba. O TikTok trará você de volta a esta página.',
  closedTitle: 'A janela do TikTok foi fechada',
  closed: 'Nada foi conectado. Comece de novo quando quiser.',
  cutOffTitle: 'A janela do TikTok ainda está aberta?',
  cutOff: 'Se estiver, conclua nela: esta página percebe. Se você a fechou, nada foi alterado.',
  closedAgain: 'Nada foi alterado. Comece de novo quando quiser.',
  startAgain: 'Começar de novo',
  expiredTitle: 'Passaram-se mais de 10 minutos',
  expired: 'Para sua segurança, a solicitação foi encerrada. Nada foi alterado.',
  offlineTitle: 'Você está sem conexão',
  offline: 'Se você concluiu no TikTok, nada se perde. Vamos verificar assim que a conexão voltar.',
  checkNow: 'Verificar agora',
  refusedTitle: 'O acesso ao TikTok não foi permitido',
  refused: 'Nada foi conectado. Comece de novo e permita o acesso na página do TikTok.',
  refusedAgain: 'Nada foi alterado. Comece de novo e permita o acesso na página do TikTok.',
  otherUserTitle: 'Outro usuário do TikTok fez login',
  otherUser:
    'Nada foi alterado. Faça login de novo com o usuário do TikTok que conectou primeiro estas contas de anúncios.',
  otherUserThan: (name) =>
    `Nada foi alterado. Esta conexão pertence a ${isolated(name)}: saia do TikTok e faça login com esse usuário.`,
  notStartedTitle: 'Não foi possível abrir o login',
  failedTitle: 'O TikTok não se conectou',
  failed: 'O TikTok não concluiu o login. Nada mudou. Comece de novo.',
  session: 'Nada mudou. Recarregue a página e conecte de novo.',
  notAllowedTitle: 'Você não pode conectar contas de anúncios',
  connectedTitle: (name) => (name === undefined ? 'Conexão feita' : `Conexão feita: ${name}`),
  connected: (count) =>
    plural(count, {
      one: 'O TikTok compartilhou # conta de anúncios. Escolha se quer usá-la aqui.',
      many: 'O TikTok compartilhou # de contas de anúncios. Escolha quais usar aqui.',
      other: 'O TikTok compartilhou # contas de anúncios. Escolha quais usar aqui.',
    }),
  connectedText: 'Escolha quais contas de anúncios usar aqui.',
  choose: 'Escolher contas de anúncios',
  pickerFailedTitle: 'A lista de contas de anúncios não abriu',
  againTitle: (name) => (name === undefined ? 'Login refeito' : `Login refeito: ${name}`),
  reconnected: 'As contas de anúncios voltaram a funcionar. Nada se perdeu.',
  accepted: (count) =>
    count === 0
      ? 'O novo login já está em uso.'
      : `O novo login já está em uso. ${plural(count, {
          one: '# conta de anúncios importada não pode ser usada até que um login volte a compartilhá-la.',
          many: '# de contas de anúncios importadas não podem ser usadas até que um login volte a compartilhá-las.',
          other: '# contas de anúncios importadas não podem ser usadas até que um login volte a compartilhá-las.',
        })}`,
  fewerTitle: (count) =>
    plural(count, {
      one: 'Este login compartilha # conta de anúncios a menos',
      many: 'Este login compartilha # de contas de anúncios a menos',
      other: 'Este login compartilha # contas de anúncios a menos',
    }),
  fewerScopesTitle: (count) =>
    plural(count, {
      one: 'Este login concede # permissão a menos',
      many: 'Este login concede # de permissões a menos',
      other: 'Este login concede # permissões a menos',
    }),
  review: 'Nada mudou ainda. Suas contas de anúncios continuam com o login que têm até você escolher.',
  reviewDisconnected: 'Nada mudou ainda. Este login continua desconectado até você escolher.',
  reviewUnread: 'Nada mudou ainda, e nada muda até você escolher.',
  reviewGrown: 'Isto mudou depois da sua escolha. Veja de novo e escolha.',
  reviewTime:
    'Nos dois casos, as contas de anúncios importadas, o mapeamento e o histórico ficam aqui. Se você não escolher em 30 minutos, tudo fica como estava.',
  otherUserNow: (before, now) => `A conexão é de ${isolated(before)}; este login é de ${isolated(now)}.`,
  lostAccounts: (count) =>
    plural(count, {
      one: '# conta de anúncios não é mais compartilhada',
      many: '# de contas de anúncios não são mais compartilhadas',
      other: '# contas de anúncios não são mais compartilhadas',
    }),
  lostIsImported: 'importada aqui',
  lostMore: (count, imported) => {
    const more = `e mais ${number(count)}`;
    if (imported === 0) return more;
    if (imported === count) return `${more}, ${count === 1 ? 'importada aqui' : 'todas importadas aqui'}`;
    return `${more}, ${plural(imported, {
      one: '# delas importada aqui',
      many: '# delas importadas aqui',
      other: '# delas importadas aqui',
    })}`;
  },
  lostImported: (count, all) => {
    if (count === 0) return all === 1 ? 'Não está importada aqui.' : 'Nenhuma delas está importada aqui.';
    if (all === 1) {
      return 'Continua na lista, mas não pode ser usada até que um login volte a compartilhá-la. Suas exportações aguardam.';
    }
    return plural(count, {
      one: 'A importada continua na lista, mas não pode ser usada até que um login volte a compartilhá-la. Suas exportações aguardam.',
      many: 'As # importadas continuam na lista, mas não podem ser usadas até que um login volte a compartilhá-las. Suas exportações aguardam.',
      other:
        'As # importadas continuam na lista, mas não podem ser usadas até que um login volte a compartilhá-las. Suas exportações aguardam.',
    });
  },
  lostScopes: (count) =>
    plural(count, {
      one: '# permissão não é mais concedida',
      many: '# de permissões não são mais concedidas',
      other: '# permissões não são mais concedidas',
    }),
  permissionMeans: (id) => PERMISSION_MEANS[id] ?? NOT_NEEDED,
  lacks: (id, name) => `Não concedida: ${isolated(name)}. ${PERMISSION_MEANS[id] ?? NOT_NEEDED}`,
  lacksHow: 'Faça login de novo e deixe todas as permissões ativadas no TikTok.',
  decide: { discard: 'Manter o login como estava', accept: 'Usar o novo login' },
  deciding: { discard: 'Mantendo…', accept: 'Trocando…' },
  decideFailed: {
    discard: 'Não foi possível descartar o novo login',
    accept: 'Não foi possível trocar para o novo login',
  },
  discardedTitle: 'Nada mudou',
  discarded: 'Suas contas de anúncios continuam com o login que tinham. O novo foi excluído aqui.',
  discardedDisconnected: 'O login continua desconectado. O novo foi excluído aqui.',
  reviewOverTitle: 'Ninguém escolheu em 30 minutos',
  reviewOver: 'O novo login foi excluído aqui. Nada foi alterado.',
  tokenEnding: (last4) => `Token com final ${isolated(last4)}.`,
  sandboxLimits:
    'O sandbox do TikTok só mostra as contas de anúncios que você informou e, até onde se sabe, não aceita públicos.',
  accountTitle: 'Conta do TikTok conectada',
  accountOnly:
    'Esta conta do TikTok não compartilha contas de anúncios, e nem precisa. Para exportar públicos, conecte também uma conta de anúncios.',
  businessCenterTitle: 'Sua Central de Negócios não compartilha nenhuma conta de anúncios',
  businessCenterOnly:
    'Peça a um Administrador da Central de Negócios que atribua uma conta de anúncios a você e faça login de novo.',
  signInAgain: 'Fazer login de novo',
  done: 'Pronto',
  nothingTitle: 'O TikTok não compartilhou contas de anúncios',
  nothing: 'Na página do TikTok, marque pelo menos uma conta de anúncios antes de permitir o acesso.',
  nothingAgain:
    'Suas contas de anúncios importadas continuam na lista, mas não podem ser usadas até serem compartilhadas de novo.',
  importedTitle: (count) =>
    plural(count, {
      one: '# conta de anúncios importada',
      many: '# de contas de anúncios importadas',
      other: '# contas de anúncios importadas',
    }),
  imported: 'Tudo pronto para mapear e exportar.',
};
