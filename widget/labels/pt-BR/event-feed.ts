import type { eventFeed as English } from '../en/event-feed.ts';
import { accounts, days, people } from './counts.ts';
import { atTime, fullStop } from './moment.ts';
import { isolated, number, plural } from './speech.ts';

const quoted = (texts: readonly string[]) => texts.map((text) => `“${isolated(text)}”`).join(' ');
const says = (reasons: readonly string[]) =>
  reasons.length === 0 ? 'O TikTok não informa o motivo.' : `O TikTok diz: ${quoted(reasons)}`;
const suggests = (text: string | null) => (text === null ? '' : ` O TikTok sugere: ${quoted([text])}`);
/** What hangs on a sign-in in trouble. */
const hangs = (accountCount: number, waiting: number) => {
  if (waiting > 0) {
    return plural(waiting, {
      one: '# exportação aguarda você; nada se perde.',
      many: '# de exportações aguardam você; nada se perde.',
      other: '# exportações aguardam você; nada se perde.',
    });
  }
  return accountCount === 0
    ? 'Nada depende dele agora.'
    : `As exportações para ${accounts(accountCount)} aguardam até alguém fazer login de novo; nada se perde.`;
};
const things = { ad: 'o anúncio', adgroup: 'o grupo de anúncios' };

/** TikTok's `secondary_status` of a campaign, in words. */
const campaignStatuses: Readonly<Record<string, string>> = {
  CAMPAIGN_STATUS_ENABLE: 'ativa',
  CAMPAIGN_STATUS_DISABLE: 'em pausa',
  CAMPAIGN_STATUS_DELETE: 'excluída',
  CAMPAIGN_STATUS_ADVERTISER_AUDIT: 'aguardando a análise da conta de anúncios',
  CAMPAIGN_STATUS_ADVERTISER_AUDIT_DENY: 'parada, a conta de anúncios não passou na análise',
  CAMPAIGN_STATUS_BUDGET_EXCEED: 'parada, o orçamento acabou',
  CAMPAIGN_STATUS_REVIEW_DISAPPROVED: 'parada, o TikTok a reprovou na análise',
  ADVERTISER_CONTRACT_PENDING: 'aguardando o contrato da conta de anúncios',
  ADVERTISER_ACCOUNT_PUNISH: 'parada, o TikTok suspendeu a conta de anúncios',
};
/** A constant that is not known by name reads as its words. */
const campaignStatus = (constant: string) =>
  campaignStatuses[constant] ??
  constant
    .replace(/^CAMPAIGN_STATUS_/, '')
    .replaceAll('_', ' ')
    .toLowerCase();

const UNTIL_AGREED = 'Nada é enviado até alguém concordar.';
const NOTHING_SENT = 'O TikTok não recebeu nada.';

/** Words of `<tiktok-event-feed>`. */
export const eventFeed: typeof English = {
  title: 'Atividade',
  show: 'Mostrar',
  filters: {
    needs_you: 'Para resolver',
    all: 'Tudo',
    ads: 'Anúncios',
    accounts: 'Contas',
    audiences: 'Públicos',
  },
  today: (date) => `Hoje, ${date}`,
  yesterday: 'Ontem',
  unread: 'Não lido:',
  markAllRead: 'Marcar tudo como lido',
  markedRead: (count) =>
    plural(count, {
      one: '# evento marcado como lido',
      many: '# de eventos marcados como lidos',
      other: '# eventos marcados como lidos',
    }),
  unmarked: 'Não lido de novo',
  undo: 'Desfazer',
  dismiss: 'Dispensar',
  fresh: (count) => plural(count, { one: '# novo', many: '# novos', other: '# novos' }),
  freshName: (count) =>
    plural(count, {
      one: 'Mostrar # novo evento',
      many: 'Mostrar # de novos eventos',
      other: 'Mostrar # novos eventos',
    }),
  heardMany: (count) =>
    plural(count, {
      one: '# novo evento em Atividade',
      many: '# de novos eventos em Atividade',
      other: '# novos eventos em Atividade',
    }),
  older: 'Mostrar anteriores',
  loadingOlder: 'Carregando anteriores…',
  kept: 'Os eventos são mantidos por 90 dias.',
  loadFailed: 'Não foi possível carregar a atividade',
  olderFailed: 'Não foi possível carregar eventos anteriores',
  retryFailed: 'A exportação não pôde continuar',
  noPermissionTitle: 'Você não pode ver a atividade',
  noPermission:
    'Sua função neste espaço de trabalho não inclui o TikTok. Peça a permissão “Ler” a quem administra este espaço de trabalho.',
  empty: {
    needs_you: {
      title: 'Nada para resolver',
      text: 'Anúncios reprovados, contas suspensas e problemas de login aparecem aqui em um segundo.',
    },
    all: {
      title: 'Nada aconteceu ainda',
      text: 'O que o TikTok diz sobre seus anúncios e contas de anúncios, e como as exportações terminam, aparece aqui sozinho.',
    },
    ads: {
      title: 'Nada sobre anúncios',
      text: 'O que a análise do TikTok diz sobre um anúncio aparece aqui em um segundo.',
    },
    accounts: {
      title: 'Nada sobre contas',
      text: 'Contas de anúncios suspensas, acessos perdidos e problemas de login aparecem aqui.',
    },
    audiences: {
      title: 'Nada sobre públicos',
      text: 'Exportações que terminam ou aguardam, e públicos que ficam prontos ou expiram em breve, aparecem aqui.',
    },
  },
  interrupted: 'As atualizações ao vivo foram interrompidas',
  tryingIn: (seconds) =>
    `${plural(seconds, {
      one: 'Nova tentativa em # segundo.',
      many: 'Nova tentativa em # de segundos.',
      other: 'Nova tentativa em # segundos.',
    })} O que faltar é buscado então.`,
  trying: 'Tentando de novo. O que faltar é buscado então.',
  tryNow: 'Tentar agora',
  live: 'As atualizações ao vivo voltaram',

  nameless: {
    ad: 'anúncio',
    adgroup: 'grupo de anúncios',
    campaign: 'campanha',
    account: 'conta de anúncios',
    connection: 'login do TikTok',
    export: 'exportação',
    audience: 'público',
    approval: 'chamada ao TikTok',
    notice: 'aviso',
  },
  titles: {
    'ad.disapproved': (name) => `Anúncio reprovado: ${name}`,
    'ad.approved': (name) => `Anúncio aprovado: ${name}`,
    'adgroup.disapproved': (name) => `Grupo de anúncios reprovado: ${name}`,
    'adgroup.approved': (name) => `Grupo de anúncios aprovado: ${name}`,
    'campaign.status_changed': (name) => `A campanha mudou: ${name}`,
    'account.suspended': (name) => `Conta de anúncios suspensa: ${name}`,
    'account.restored': (name) => `Conta de anúncios restaurada: ${name}`,
    'account.access_lost': (name) => `Acesso perdido: ${name}`,
    'account.access_restored': (name) => `Acesso recuperado: ${name}`,
    'connection.expiring': (name) => `O login expira em breve: ${name}`,
    'connection.read_only': (name) => `Login somente leitura: ${name}`,
    'connection.disconnected': (name) => `Login recusado: ${name}`,
    'connection.restored': (name) => `O login voltou a funcionar: ${name}`,
    'connection.removed': (name) => `Login desconectado: ${name}`,
    'export.started': (name) => `A exportação começou: ${name}`,
    'export.completed': (name) => `A exportação terminou: ${name}`,
    'export.failed': (name) => `A exportação parou: ${name}`,
    'export.cancelled': (name) => `Exportação cancelada: ${name}`,
    'mirror.confirmation_needed': (name) => `Uma execução aguarda você: ${name}`,
    'audience.ready': (name) => `Público pronto: ${name}`,
    'audience.expiring': (name) => `O público expira em breve: ${name}`,
    'approval.requested': (name) => `Aguarda uma decisão: ${name}`,
    'approval.decided': (name) => `Decisão tomada: ${name}`,
    'tiktok.unknown': (name) => `Aviso desconhecido do TikTok: ${name}`,
  },
  approvedInPart: (kind) => (name) =>
    `${kind === 'ad' ? 'Anúncio aprovado' : 'Grupo de anúncios aprovado'} em parte: ${name}`,
  decidedTitle: {
    approved: (name) => `Chamada aprovada: ${name}`,
    failed: (name) => `Chamada aprovada, mas não feita: ${name}`,
    denied: (name) => `Chamada negada: ${name}`,
    withdrawn: (name) => `Chamada retirada: ${name}`,
    expired: (name) => `Ninguém decidiu: ${name}`,
  },
  endsIn: (left) => (name) =>
    left > 0 ? `O público expira em ${days(left)}: ${name}` : `O público expira hoje: ${name}`,
  ended: (name) => `O público expirou: ${name}`,
  otherTitle: (name) => `Novo tipo de evento: ${name}`,

  disapproved: (kind, reasons, suggestion, isOpen) =>
    // TikTok's suggestion says what to do; ours beside it would say it twice.
    `${says(reasons)}${suggests(suggestion)}${isOpen && suggestion === null ? ` Altere ${things[kind]} e envie para análise de novo.` : ''}`,
  approved: (kind, isPartial) =>
    isPartial
      ? 'O TikTok concluiu a análise. Alguns posicionamentos, idades ou lugares continuam recusados; o restante pode ser veiculado.'
      : `O TikTok concluiu a análise. Já é possível veicular ${things[kind]}.`,
  campaignChanged: (from, to) => `Agora: ${campaignStatus(to)}. Antes: ${campaignStatus(from)}.`,
  suspended: (reason, isOpen) =>
    `${reason === null ? '' : `${says([reason])} `}${
      isOpen
        ? 'Os anúncios dela pararam e as exportações para ela são recusadas. Você pode recorrer.'
        : 'Os anúncios dela tinham parado, e as exportações para ela eram recusadas.'
    }`,
  restored: 'Os anúncios dela podem ser veiculados de novo, e é possível exportar para ela.',
  accessLost:
    'O login não a acessa mais, então as exportações para ela aguardam. Faça login com um usuário que tenha acesso ou fale com um Administrador da conta de anúncios.',
  accessRestored: 'O login voltou a acessá-la. O que aguardava continua sozinho.',
  expiring: (accountCount) =>
    `Ele não pode ser renovado sozinho. ${
      accountCount === 0
        ? 'Faça login antes que expire.'
        : plural(accountCount, {
            one: 'Faça login antes que expire, e # conta de anúncios continua sem interrupção.',
            many: 'Faça login antes que expire, e # de contas de anúncios continuam sem interrupção.',
            other: 'Faça login antes que expire, e # contas de anúncios continuam sem interrupção.',
          })
    }`,
  readOnly: (accountCount, waiting) => `Não foi possível renovar este login do TikTok. ${hangs(accountCount, waiting)}`,
  disconnected: (accountCount, waiting) => `O TikTok não aceita mais este login. ${hangs(accountCount, waiting)}`,
  reconnected: 'O que aguardava por ele continua sozinho.',
  removed: 'Alguém o desconectou de vez. Nada mais vai ao TikTok por ele.',
  exportCompleted: (sent, rejected) => {
    const leftOut = plural(rejected, {
      one: '; # linha ficou de fora',
      many: '; # de linhas ficaram de fora',
      other: '; # linhas ficaram de fora',
    });
    return `O TikTok recebeu dela ${people(sent)}${rejected === 0 ? '' : leftOut}. Os anúncios podem usar o público.`;
  },
  exportCompletedRemoval: (sent) => `Pedimos ao TikTok que retirasse ${people(sent)}.`,
  exportFailed: (why, sent) =>
    `${why} ${
      sent === 0
        ? 'Nada foi enviado.'
        : plural(sent, {
            one: '# pessoa já está lá e não será enviada duas vezes.',
            many: '# de pessoas já estão lá e não serão enviadas duas vezes.',
            other: '# pessoas já estão lá e não serão enviadas duas vezes.',
          })
    }`,
  exportFailedWhy: 'Algo deu errado no caminho.',
  exportCancelled: (sent) =>
    `Alguém a cancelou. ${
      sent === 0
        ? 'Nada foi enviado.'
        : plural(sent, {
            one: '# pessoa já tinha sido enviada, e fica.',
            many: '# de pessoas já tinham sido enviadas, e ficam.',
            other: '# pessoas já tinham sido enviadas, e ficam.',
          })
    }`,
  exportStarted: 'Está sendo enviada.',
  asks: {
    many_removals: (toAdd, toRemove) =>
      `Ela retiraria ${toRemove === null ? 'muitas pessoas' : people(toRemove)}${toAdd === null || toAdd === 0 ? '' : ` e adicionaria ${number(toAdd)}`}. ${UNTIL_AGREED}`,
    replaces_audience: () =>
      `Ela substituiria todas as pessoas do público, e os anúncios podem pausar enquanto isso. ${UNTIL_AGREED}`,
    source_shrank: (toAdd, toRemove) =>
      `O segmento ficou muito menor: a execução retiraria ${toRemove === null ? 'muitas pessoas' : people(toRemove)}${toAdd === null || toAdd === 0 ? '' : ` e adicionaria ${number(toAdd)}`}. ${UNTIL_AGREED}`,
  },
  audienceReady: (matched, sent) => {
    if (matched === null) return 'Os anúncios já podem usá-lo.';
    const found =
      sent === null || sent < matched ? `cerca de ${people(matched)}` : `${number(matched)} de ${people(sent)}`;
    return `O TikTok encontrou ${found}. Os anúncios já podem usá-lo.`;
  },
  audienceEnding: 'Use-o em um grupo de anúncios ativo ou adicione pessoas, e o TikTok o mantém por mais 365 dias.',
  audienceEnded: 'O TikTok o excluiu, a menos que alguém o tenha usado a tempo.',
  approvalRequested: (wants, isOpen) => `${wants}.${isOpen ? ' O TikTok não recebe nada até alguém decidir.' : ''}`,
  approvalDecided: {
    approved: (by) => (by === null ? 'Foi aprovada.' : `${isolated(by)} aprovou.`),
    failed: () => 'Alguém aprovou, mas não foi possível fazer. Os controles dizem por quê.',
    denied: (by) => `${by === null ? 'Foi negada' : `${isolated(by)} negou`}. ${NOTHING_SENT}`,
    withdrawn: () => `Quem pediu retirou o pedido. ${NOTHING_SENT}`,
    expired: () => `O prazo para decidir acabou. ${NOTHING_SENT}`,
  },
  unknown: 'Esta versão não conhece esse tipo, então não faz nada com ele.',
  other: 'Esta versão ainda não sabe dizer o que isto significa.',
  unknownMore: 'O que contém',
  kind: (object) => `tipo ${object}`,

  unconfirmed: (what) =>
    `Não confirmado (${what}): não foi possível consultar o TikTok de novo, ou ele não tem mais registro. Isto é o que o aviso dizia.`,
  settled: (when) => `${fullStop(`Resolvido ${when}`)} Ninguém precisa fazer nada.`,
  at: atTime,
  on: (moment) => `em ${moment}`,
  retried: 'Continua de onde parou.',
  needsConnect: 'Para fazer login de novo é preciso ter a permissão “Conectar”.',
  needsExport: 'Para continuar é preciso ter a permissão “Exportar”.',
  standsUnder: {
    accounts: 'Fica em Contas de anúncios.',
    audiences: 'Você decide em Públicos.',
    controls: 'Você decide em Controles.',
  },

  edit: 'Editar no Ads Manager',
  appeal: 'Recorrer no Ads Manager',
  see: 'Ver no Ads Manager',
  opensNewTab: 'abre em uma nova aba',
  signIn: 'Fazer login de novo',
  newToken: 'Colar um novo token',
  retry: 'Tentar exportar de novo',
  retrying: 'Continuando…',
  review: 'Revisar a execução',
  reviewCall: 'Revisar',
  openControls: 'Mostrar controles',
  openExport: 'Abrir a exportação',
  openAccounts: 'Mostrar contas de anúncios',
  openAudiences: 'Mostrar públicos',
  about: (button, name) => `${button}: ${isolated(name)}`,
};
