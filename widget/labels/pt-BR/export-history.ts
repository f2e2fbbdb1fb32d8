import type { exportHistory as English } from '../en/export-history.ts';
import { days, matches, people } from './counts.ts';
import { number, plural } from './speech.ts';

const sentOf = (sent: number, all: number): string =>
  `${number(sent)} de ${plural(all, { one: '# enviada', many: '# enviadas', other: '# enviadas' })}`;

/** Words of the history of `<tiktok-audience-exporter>`. */
export const exportHistory: typeof English = {
  history: 'Histórico',
  historyLoading: 'Carregando o histórico',
  historyEmptyTitle: 'Ainda não há exportações',
  historyEmptyText: 'O que você envia ao TikTok aparece aqui, com o resultado e os arquivos.',
  historyFailedTitle: 'Não foi possível carregar o histórico',
  historyNothingTitle: 'Nenhuma exportação corresponde',
  historyNothingText: 'Nada do que foi enviado corresponde ao que você procura.',
  findAudience: 'Buscar um público',
  filterLegend: 'Filtrar o histórico',
  filterResult: 'Resultado',
  anyResult: 'Qualquer resultado',
  filterAction: 'Ação',
  anyAction: 'Qualquer ação',
  filterAccount: 'Conta de anúncios',
  anyAccount: 'Qualquer conta',
  filterDate: 'Data',
  dates: {
    any: 'Qualquer data',
    today: 'Hoje',
    week: 'Últimos 7 dias',
    month: 'Últimos 30 dias',
    quarter: 'Últimos 90 dias',
  },
  resultGroups: {
    open: 'Não enviadas',
    running: 'A caminho',
    completed: 'Prontas',
    failed: 'Com problemas',
    cancelled: 'Canceladas',
  },
  clearFilters: 'Limpar filtros',
  columnDate: 'Data',
  columnAudience: 'Público',
  columnAction: 'Ação',
  columnSent: 'Enviadas',
  columnRejected: 'Rejeitadas',
  columnResult: 'Resultado',
  actionsDone: {
    CREATE: 'Criado',
    APPEND: 'Adicionadas',
    REMOVE: 'Retiradas',
    REPLACE: 'Substituído',
    MIRROR: 'Sincronizado',
  },
  actionsOpen: {
    CREATE: 'Criar',
    APPEND: 'Adicionar',
    REMOVE: 'Retirar',
    REPLACE: 'Substituir',
    MIRROR: 'Sincronizar',
  },
  byHost: 'Seu produto',
  bySchedule: 'Programada',
  sentUnit: 'enviadas',
  rejectedUnits: {
    rows: () => 'rejeitadas',
    values: (count) =>
      plural(count, { one: 'valor rejeitado', many: 'de valores rejeitados', other: 'valores rejeitados' }),
    left_out: (count) =>
      plural(count, { one: 'linha fora do envio', many: 'de linhas fora do envio', other: 'linhas fora do envio' }),
  },
  results: {
    draft: 'Não enviada',
    receiving: 'Recebendo',
    ready: 'Pronta para enviar',
    uploading: 'Enviando',
    processing: 'Processando',
    completed: 'Pronta',
    failed: 'Em pausa',
    cancelled: 'Cancelada',
  },
  resultFailed: 'Falhou',
  resultChecked: 'Verificada',
  resultCheckedText: (count) => `${people(count)} para enviar. Nada foi enviado.`,
  resultNeedsYou: 'Para resolver',
  resultQueued: 'Aguarda a vez',
  resultQueuedText: (before) =>
    plural(before, {
      one: 'Há # exportação antes',
      many: 'Há # de exportações antes',
      other: 'Há # exportações antes',
    }),
  resultUnchanged: 'Nada tinha mudado',
  resultMatchedOf: (matched, sent) => `${matches(matched)} de ${number(sent)}`,
  resultExpires: (left) => (left <= 0 ? 'expira hoje' : `expira em ${days(left)}`),
  added: (count) => `+${number(count)}`,
  removed: (count) => `\u2212${number(count)}`,
  addedUnit: (count) => plural(count, { one: 'pessoa', many: 'de pessoas', other: 'pessoas' }),
  removedUnit: (count) => plural(count, { one: 'identificador', many: 'de identificadores', other: 'identificadores' }),
  changeInWords: (added, removed) =>
    [
      ...(added > 0 || removed === 0
        ? [
            plural(added, {
              one: '# pessoa adicionada',
              many: '# de pessoas adicionadas',
              other: '# pessoas adicionadas',
            }),
          ]
        : []),
      ...(removed > 0
        ? [
            plural(removed, {
              one: '# identificador retirado',
              many: '# de identificadores retirados',
              other: '# identificadores retirados',
            }),
          ]
        : []),
    ].join(', '),
  allRuns: 'Todas as execuções',
  allRunsOf: (audience) => `Todas as execuções de ${audience}`,
  onlyAudience: 'Somente',
  dropAudience: (audience) => `Mostrar todos os públicos, não só ${audience}`,
  resultPaused: 'Em pausa',
  resultPausedText: (sent, all) => `${sentOf(sent, all)}. Retome quando quiser.`,
  resultWaits: 'Aguarda um login',
  resultUnseen: 'Faça login de novo para ver o resultado',
  resultUploading: sentOf,
  resultReady: (count) => `${people(count)} para enviar`,
  resultNobody: 'Ninguém para enviar',
  resultUsual: 'Normalmente de 24 a 48 horas',
  resultOverdue: 'Mais de 48 horas',
  resultDone: 'Concluída',
  resultTooSmall: 'Pequeno demais',
  resultTooSmallText: (matched) => `${matches(matched)}; os anúncios precisam de 1.000. Adicione pessoas para usá-lo.`,
  resultExpired: 'Expirado',
  resultExpiredText: (date) => (date === null ? 'Os anúncios não podem mais usá-lo' : `Em ${date}`),
  resultUnusable: 'Não utilizável',
  resultInAudience: (matched) => `${number(matched)} no público`,
  resultLeft: (left) => plural(left, { one: 'resta #', many: 'restam #', other: 'restam #' }),
  open: 'Abrir',
  shownAbove: 'Mostrada acima',
  openExport: (audience) => `Abrir a exportação de ${audience}`,
  downloadRejects: (audience) => `Baixar linhas rejeitadas de ${audience}`,
  downloadAudience: 'Arquivo com hashes',
  downloadAudienceOf: (audience) => `Baixar o arquivo com hashes de ${audience}`,
  retryOf: (audience) => `Tentar de novo: ${audience}`,
  signInToSeeOf: (audience) => `Fazer login de novo para ver o resultado de ${audience}`,
  signInAgainWith: (audience) => `Fazer login de novo para continuar com ${audience}`,
  signInAndContinue: 'Fazer login e continuar',
  signInAndContinueWith: (audience) => `Fazer login e continuar com ${audience}`,
  shownOf: (shown) => plural(shown, { one: '# mostrada', many: '# mostradas', other: '# mostradas' }),
  showMore: 'Mostrar mais',
  loadingMore: 'Carregando mais…',
  unnamedAudience: (id) => `Público ${id}`,
  announceFound: (count, hasMore) =>
    count === 0
      ? 'Nenhuma exportação corresponde'
      : `${hasMore ? 'Mais de ' : ''}${plural(count, {
          one: '# exportação encontrada',
          many: '# de exportações encontradas',
          other: '# exportações encontradas',
        })}`,
};
