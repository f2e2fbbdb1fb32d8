import type { adAccountList as English } from '../en/ad-account-list.ts';
import { accounts, accountsFound } from './counts.ts';
import { fullStop, past } from './moment.ts';
import { isolated, number, plural } from './speech.ts';

const askAdmin = 'Peça a quem administra este espaço de trabalho.';

const removedAccounts = (count: number) =>
  plural(count, {
    one: '# conta de anúncios foi removida',
    many: '# de contas de anúncios foram removidas',
    other: '# contas de anúncios foram removidas',
  });
/** "as exportações para 3 contas de anúncios" */
const exportsTo = (count: number) => `as exportações${count === 0 ? '' : ` para ${accounts(count)}`}`;

/** Who looks, where no name is known: Portuguese has a pronoun for it. */
const ME = 'mim';
const canYouGive = (person: string) => (person === ME ? 'você pode me dar' : `você pode dar a ${person}`);

/** Words of `<tiktok-ad-account-list>`. */
export const adAccountList: typeof English = {
  title: 'Contas de anúncios',
  fromSignIns: (count) =>
    plural(count, {
      one: 'De # login do TikTok',
      many: 'De # de logins do TikTok',
      other: 'De # logins do TikTok',
    }),
  loadedSoFar: (count) => `Carregando suas contas de anúncios, ${number(count)} até agora`,
  firstOnly: (count) =>
    plural(count, {
      one: 'Mostrando # conta. O restante não pôde ser carregado.',
      many: 'As primeiras #. O restante não pôde ser carregado.',
      other: 'As primeiras #. O restante não pôde ser carregado.',
    }),
  find: 'Buscar por nome ou ID',
  found: accountsFound,
  notFoundTitle: 'Nenhuma conta de anúncios encontrada',
  notFound: (query) => `Nenhuma conta de anúncios tem “${isolated(query)}” no nome ou no ID.`,
  notFoundStatus: (status) => `Nenhuma conta de anúncios tem agora o status “${status}”.`,
  notFoundBoth: (query, status) =>
    `Nenhuma conta de anúncios com “${isolated(query)}” no nome ou no ID tem o status “${status}”.`,
  showAll: 'Mostrar todas',
  connectAnother: 'Conectar outra',
  columns: {
    account: 'Conta',
    status: 'Status',
    role: 'Função',
    currency: 'Moeda',
    zone: 'Fuso horário',
    remove: 'Remover',
  },
  unnamed: 'Conta de anúncios sem nome',
  unknown: 'Desconhecido',
  sandbox: 'Sandbox',
  statuses: {
    connected: 'Conectada',
    read_only: 'Somente leitura',
    disconnected: 'Desconectada',
    suspended: 'Suspensa',
    no_permission: 'Sem permissão',
  },

  filterBy: 'Filtrar por status',
  everyStatus: 'Todas',
  sortBy: 'Ordenar por',
  sorts: {
    name: { ascending: 'Nome, de A a Z', descending: 'Nome, de Z a A' },
    status: { ascending: 'Status, problemas primeiro', descending: 'Status, conectadas primeiro' },
    role: { ascending: 'Função, Administrador primeiro', descending: 'Função, Administrador por último' },
    currency: { ascending: 'Moeda, de A a Z', descending: 'Moeda, de Z a A' },
    timezone: { ascending: 'Fuso horário, de A a Z', descending: 'Fuso horário, de Z a A' },
  },
  sorted: (order) => `Ordem: ${order}`,
  pages: 'Páginas',
  range: (first, last, all) => `${number(first)}–${number(last)} de ${number(all)}`,
  rangeSpoken: (first, last, all) => `Contas de anúncios ${number(first)} a ${number(last)} de ${number(all)}`,
  previous: 'Anterior',
  next: 'Próxima',
  page: 'Página',
  ofPages: (count) => `de ${number(count)}`,

  readOnlyWhy: 'As exportações aguardam um novo login.',
  analystWhy: 'A função Analista só permite ler.',
  ungrantedWhy: 'Falta a permissão para públicos.',
  notApprovedWhy: 'O TikTok ainda não a aprovou.',
  refusedOn: (date) => fullStop(`Recusado em ${date}`),
  refused: 'O TikTok recusa o login.',
  suspendedWhy: 'Os anúncios dela pararam.',
  notSharedSince: (date) => fullStop(`Não compartilhada desde ${date}`),
  notShared: 'O login não a compartilha mais.',
  appeal: 'Recorrer',
  appealName: (name) => `Recorrer por ${name}, abre em uma nova aba`,
  seeWhy: 'Ver motivo',
  seeWhyName: (name) => `Ver motivo pelo qual ${name} não está aprovada, abre em uma nova aba`,
  signInAgain: 'Fazer login de novo',
  signInAgainName: (name) => `Fazer login de novo para ${name}`,
  askAdmin: 'Pedir a um Administrador…',
  askAdminName: (name) => `Pedir a um Administrador… de ${name}`,

  checkedWhen: (when) => `Verificada ${past(when)}`,
  checkedAt: (date, time) => `${date}, ${time}`,
  checkedAtTitle: (at) => `Última verificação: ${at}`,
  refresh: 'Atualizar',
  refreshName: (name) => `Atualizar ${name}`,
  checking: 'Verificando…',
  checkAll: 'Verificar todas',
  checkAllName: 'Verificar todas as contas de anúncios',
  checkingAll: (done, all) =>
    all === 1 ? 'Verificando…' : `Verificando login ${number(Math.min(done + 1, all))} de ${number(all)}…`,
  checkedAll: (troubled) =>
    troubled === 0
      ? 'Verificação concluída. Todas as contas de anúncios estão conectadas.'
      : `Verificação concluída. ${plural(troubled, {
          one: '# conta de anúncios não está conectada.',
          many: '# de contas de anúncios não estão conectadas.',
          other: '# contas de anúncios não estão conectadas.',
        })}`,
  checked: (name, status) => `${name}: ${status}`,
  checkedRefused: 'O TikTok continua recusando. Faça login de novo.',
  checkFailed: (name) => `Não foi possível verificar ${name}`,
  checkAllFailed: 'Não foi possível verificar todas as contas de anúncios',

  select: 'Selecionar',
  selectName: (name) => `Selecionar ${name}`,
  selectAll: (count) => `Selecionar todas (${number(count)})`,
  selectAllFound: (count) => `Selecionar as encontradas (${number(count)})`,
  selected: (count) =>
    count === 0
      ? 'Nenhuma selecionada'
      : plural(count, { one: '# selecionada', many: '# selecionadas', other: '# selecionadas' }),
  selectedHidden: (count) =>
    plural(count, { one: '# não aparece aqui', many: '# não aparecem aqui', other: '# não aparecem aqui' }),
  selectionBar: 'Contas de anúncios selecionadas',

  removeName: (name) => `Remover ${name}`,
  removeTitle: (name) => `Remover ${name}?`,
  removeManyTitle: (count) => `Remover ${accounts(count)}?`,
  andMore: (count) => `e mais ${number(count)}`,
  removeStops: 'Ela não recebe novas exportações, e as que estão em andamento param.',
  removeStopsMany: 'Elas não recebem novas exportações, e as que estão em andamento param.',
  removeStays: 'As campanhas e os públicos dela continuam no TikTok Ads Manager.',
  removeStaysMany: 'As campanhas e os públicos delas continuam no TikTok Ads Manager.',
  removeHistory: 'O histórico de exportações é mantido.',
  removeOthers: (count) =>
    plural(count, {
      one: 'Sua outra conta de anúncios não é afetada.',
      many: 'Suas outras # de contas de anúncios não são afetadas.',
      other: 'Suas outras # contas de anúncios não são afetadas.',
    }),
  removeAgain: 'Você pode importá-la de novo quando quiser.',
  removeAgainMany: 'Você pode importá-las de novo quando quiser.',
  keep: 'Manter conta',
  keepMany: 'Manter contas',
  remove: 'Remover conta',
  removeManyAsk: (count) => `Remover ${accounts(count)}…`,
  removeMany: (count) => `Remover ${accounts(count)}`,
  removing: 'Removendo…',
  removingMany: (count) => `Removendo ${accounts(count)}`,
  removedOf: (done, all) =>
    `${number(done)} de ${plural(all, { one: '# removida', many: '# removidas', other: '# removidas' })}`,
  stop: 'Parar',
  stopping: 'Parando…',
  removed: (name) => `Conta removida: ${name}`,
  removedMany: removedAccounts,
  removedSome: (count, left) =>
    `${removedAccounts(count)}, ${plural(left, { one: '# foi mantida', many: '# foram mantidas', other: '# foram mantidas' })}`,
  removeFailed: 'Não foi possível remover esta conta de anúncios',
  removeFailedMany: (left, all) =>
    left === all
      ? plural(left, {
          one: 'Não foi possível remover esta conta de anúncios',
          many: 'Não foi possível remover estas # de contas de anúncios',
          other: 'Não foi possível remover estas # contas de anúncios',
        })
      : `${number(left)} de ${accounts(all)} ${plural(left, {
          one: 'não foi removida',
          many: 'não foram removidas',
          other: 'não foram removidas',
        })}`,
  retryMany: (count) =>
    plural(count, { one: 'Tentar de novo', many: 'Tentar de novo com estas #', other: 'Tentar de novo com estas #' }),

  undo: 'Desfazer',
  undoing: 'Recuperando…',
  undone: (count) =>
    plural(count, {
      one: '# conta de anúncios está de volta',
      many: '# de contas de anúncios estão de volta',
      other: '# contas de anúncios estão de volta',
    }),
  undoFailed: (count) => `Não foi possível recuperar ${accounts(count)}`,
  dismiss: 'Dispensar',

  readOnlyTitle: (name) => `${name}: somente leitura`,
  readOnly: (count) =>
    `Não foi possível renovar o login do TikTok, então ${exportsTo(count)} estão em pausa. Nada se perde, e ler continua funcionando.`,
  disconnectedTitle: (name) => `${name}: sem conexão com o TikTok`,
  disconnected: (count) =>
    `O TikTok não aceita mais este login, então ${exportsTo(count)} aguardam. Nada se perde, e elas continuam após um novo login.`,
  disconnectedToken: (count) =>
    `O TikTok não aceita mais este token, então ${exportsTo(count)} aguardam. Nada se perde, e elas continuam com um novo token.`,
  moreTroubled: (count) =>
    plural(count, {
      one: 'Mostrar mais # login para resolver',
      many: 'Mostrar mais # de logins para resolver',
      other: 'Mostrar mais # logins para resolver',
    }),

  askTitle: (name) => `Peça ajuda a um Administrador de ${name}`,
  askAnalyst:
    'A função Analista só permite ler, então não é possível exportar para esta conta de anúncios. Um Administrador dela pode dar a você a função Operador na Central de Negócios do TikTok. Depois, atualize a conta aqui.',
  askAccess:
    'O login não compartilha mais esta conta de anúncios. Faça login de novo e marque-a na página do TikTok. Se ela não aparecer lá, um Administrador dela pode devolver o acesso na Central de Negócios do TikTok. Depois, atualize a conta aqui.',
  askMessage: 'Mensagem para o Administrador',
  askAnalystMessage: (name, id, person) =>
    `Olá, ${canYouGive(person)} a função Operador na conta de anúncios do TikTok “${name}” (${id})? Com a função Analista, não é possível enviar públicos para ela. Isso é definido na Central de Negócios do TikTok. Agradeço desde já!`,
  askAccessMessage: (name, id, person) =>
    `Olá, ${canYouGive(person)} acesso de novo à conta de anúncios do TikTok “${name}” (${id}), com a função Operador ou Administrador? Isso é definido na Central de Negócios do TikTok. Agradeço desde já!`,
  me: ME,
  copyMessage: 'Copiar mensagem',
  messageCopied: 'Copiado',
  openBusinessCenter: 'Central de Negócios',
  opensNewTab: 'abre em uma nova aba',

  emptyTitle: 'Ainda não há contas de anúncios',
  empty: 'Conecte o TikTok e escolha as contas de anúncios que quer usar aqui. Leva cerca de um minuto.',
  emptySignedIn: (name, count) =>
    `${isolated(name)} compartilha ${plural(count, {
      one: '# conta de anúncios. Escolha se quer usá-la aqui.',
      many: '# de contas de anúncios. Escolha quais usar aqui.',
      other: '# contas de anúncios. Escolha quais usar aqui.',
    })}`,
  emptySignedInMany: 'Escolha, em um dos logins abaixo, as contas de anúncios que quer usar aqui.',
  connect: 'Conectar conta de anúncios',
  lookOnly: `Para conectar e remover é preciso ter a permissão “Conectar”. ${askAdmin}`,
  emptyLookOnly: `Ninguém conectou o TikTok aqui. Para isso é preciso ter a permissão “Conectar”. ${askAdmin}`,
  failedTitle: 'Não foi possível carregar suas contas de anúncios',
  staleTitle: 'Não foi possível atualizar suas contas de anúncios',
  offline: 'Nada mudou. Suas contas de anúncios aparecem assim que a conexão voltar.',
  noPermissionTitle: 'Você não pode ver as contas de anúncios do TikTok',
  noPermission:
    'Sua função neste espaço de trabalho não inclui o TikTok. Peça a permissão “Ler” a quem administra este espaço de trabalho.',
};
