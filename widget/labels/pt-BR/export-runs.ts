import type { RejectReason } from '../../../shared/identifiers/reject-reasons.ts';
import type { RecordRejectReason } from '../../../shared/records/errors.ts';
import type { exportRuns as English } from '../en/export-runs.ts';
import { days, identifiers, matches, people, rows as countedRows } from './counts.ts';
import { atTime, fullStop } from './moment.ts';
import { isolated, number, plural } from './speech.ts';

// Short names for a list of counts; the mapping table says them as sentences.
const reasons: Readonly<Record<RejectReason, string> & Partial<Record<RecordRejectReason, string>>> = {
  empty: 'Em branco',
  invalid_email: 'E-mail incompleto',
  invalid_phone: 'Telefone ilegível',
  unknown_country: 'País desconhecido',
  invalid_device_id: 'ID de dispositivo malformado',
  zeroed_device_id: 'ID de dispositivo só com zeros',
  not_a_hash: 'Parece um hash danificado',
  invalid_date: 'Data ilegível',
  invalid_gender: 'Gênero não é nem m nem f',
  invalid_zip: 'CEP ou código postal ilegível',
  invalid_text: 'Texto ilegível',
  no_identifier: 'Sem e-mail, telefone ou ID de dispositivo',
  no_consent: 'Não consentiu',
  unknown_consent: 'Consentimento ilegível',
  refused_by_tiktok: 'Recusado pelo TikTok',
};

const signInFirst = 'Faça login de novo e o restante continua.';

const files = (count: number): string =>
  plural(count, { one: '# arquivo', many: '# de arquivos', other: '# arquivos' });
const batches = (count: number): string => plural(count, { one: '# lote', many: '# de lotes', other: '# lotes' });
const received = (count: number): string =>
  plural(count, {
    one: '# pessoa recebida até agora',
    many: '# de pessoas recebidas até agora',
    other: '# pessoas recebidas até agora',
  });
const sentPeople = (count: number): string =>
  plural(count, { one: '# pessoa enviada', many: '# de pessoas enviadas', other: '# pessoas enviadas' });

/** Words of `<tiktok-audience-exporter>` from the check to the result; see also `audience-exporter.ts` and `export-history.ts`. */
export const exportRuns: typeof English = {
  hashing: 'Calculando os hashes',
  fetching: 'Buscando pessoas',
  checkOpening: 'Abrindo a exportação…',
  checkHashing: (rows, all) => `Hash de ${number(rows)} de cerca de ${countedRows(all)}`,
  checkHashed: (rows) =>
    plural(rows, { one: '# linha com hash', many: '# de linhas com hash', other: '# linhas com hash' }),
  sentOf: (sent) => `${sent} enviados`,
  rowsPerSecond: (rows) => `${countedRows(rows)} por segundo`,
  peoplePerSecond: (count) => `${people(count)} por segundo`,
  timeLeft: (seconds) => {
    if (seconds <= 10) return 'faltam alguns segundos';
    if (seconds < 60) return `faltam cerca de ${number(seconds)} s`;
    if (seconds < 5400) {
      return plural(Math.round(seconds / 60), {
        one: 'falta cerca de # minuto',
        many: 'faltam cerca de # de minutos',
        other: 'faltam cerca de # minutos',
      });
    }
    const [hours, minutes] = [Math.floor(seconds / 3600), Math.round((seconds % 3600) / 60)];
    const left = plural(hours, {
      one: 'falta cerca de # h',
      many: 'faltam cerca de # h',
      other: 'faltam cerca de # h',
    });
    return `${left}${minutes === 0 ? '' : ` ${number(minutes)} min`}`;
  },
  pause: 'Pausar',
  resume: 'Retomar',
  paused: 'Em pausa. Nada se perde.',
  stayHere: 'Mantenha esta página aberta: o arquivo é lido aqui, e só hashes saem do seu computador.',
  mayLeaveCheck: 'Você pode sair desta página. A verificação continua e aparece em Histórico.',
  stopChecking: 'Parar',
  checkReceiving: (rows) =>
    rows === 0
      ? 'Buscando pessoas…'
      : plural(rows, {
          one: '# pessoa obtida até agora',
          many: '# de pessoas obtidas até agora',
          other: '# pessoas obtidas até agora',
        }),
  checkArriving: (rows) => (rows === 0 ? 'Aguardando as primeiras pessoas…' : received(rows)),
  hostSendsTitle: 'Aguardando seu produto enviar as pessoas',
  hostSendsText: 'Ele foi avisado quando a exportação foi aberta. Isto continua sozinho quando elas chegarem.',
  hostSentSoFar: received,
  stillWaitingTitle: 'Nada chega há algum tempo',
  stillWaitingText: 'Nada se perde. Verifique de novo, ou pare e escolha outras pessoas.',
  uploadPausedTitle: 'O envio parou',
  checkFailedTitle: 'Não foi possível preparar a exportação',
  offlineTitle: 'Você está sem conexão',
  offlineFile: 'O cálculo dos hashes aguarda. Ele continua sozinho de onde parou quando a conexão voltar.',
  offlineServer: 'A exportação continua sem esta página. O que você vê aqui se atualiza quando a conexão voltar.',

  readyOf: (rows) => `de ${people(rows)} para enviar`,
  ready: 'Prontas',
  duplicates: 'Duplicadas, enviadas uma vez',
  rejected: 'Rejeitadas',
  foundBy: 'Correspondência por',
  foundByAside: 'Pessoas que o têm',
  whyRejected: 'Por que valores foram rejeitados',
  rejectedInAll: (count) => `${number(count)} no total`,
  nothingRejected: 'Nada foi rejeitado.',
  downloadRejectsFile: 'Baixar linhas rejeitadas',
  reasons,
  otherReason: (code) => code.replaceAll('_', ' '),
  otherReasons: 'Outros motivos',
  nobodyTitle: 'Não há ninguém para enviar',
  nobodyText:
    'Nenhuma linha tem um e-mail, telefone ou ID de dispositivo utilizável. Veja os motivos e escolha outras pessoas ou outras colunas.',
  nobodyAgreedText:
    'Nenhuma linha tem ao mesmo tempo consentimento e um e-mail, telefone ou ID de dispositivo utilizável. Veja os motivos e escolha outras pessoas.',
  chooseMore: 'Escolher mais pessoas',
  chooseOthers: 'Escolher outras pessoas',
  createAnyway: 'Criar mesmo assim',
  sendAnyway: (count) => `Enviar ${people(count)} mesmo assim`,
  send: (count) => `Enviar ${people(count)}`,
  remove: (count) => `Retirar ${people(count)}`,
  takeOut: (count) => `Retirar ${identifiers(count)}`,
  replaceWith: (count) => `Substituir por ${people(count)}`,
  downloadHashed: 'Baixar o arquivo com hashes',
  downloadFailedTitle: (file, audience) => `Não foi possível baixar de ${isolated(audience)}: ${file}`,
  fileNames: { 'audience.csv': 'arquivo com hashes', 'rejects.csv': 'linhas rejeitadas' },
  dismiss: 'Dispensar',
  nothingSent: 'Nada foi enviado ao TikTok ainda.',

  replaceTitle: (audience) => `Substituir todas as pessoas de “${isolated(audience)}”?`,
  replaceText: (now) => {
    const first =
      now === null
        ? 'O TikTok retira primeiro todas as pessoas que estão lá agora.'
        : plural(now, {
            one: 'O TikTok retira primeiro # pessoa que está lá agora.',
            many: 'O TikTok retira primeiro # de pessoas que estão lá agora.',
            other: 'O TikTok retira primeiro as # pessoas que estão lá agora.',
          });
    return `${first} Os anúncios que usam este público podem parar até que ele esteja pronto de novo, normalmente em 24 a 48 horas. Não é possível desfazer.`;
  },
  replaceTick: (now) =>
    now === null
      ? 'Retirar todas as pessoas que estão lá agora'
      : plural(now, {
          one: 'Retirar # pessoa que está lá agora',
          many: 'Retirar # de pessoas que estão lá agora',
          other: 'Retirar as # pessoas que estão lá agora',
        }),
  removeTitle: (count, audience) => `Retirar ${people(count)} de “${isolated(audience)}”?`,
  removeText:
    'O TikTok retira todas as suas pessoas que encontrar no público. As outras ficam. Para desfazer, adicione as mesmas pessoas de novo.',
  removeTick: (count) => `Retirar até ${people(count)}`,
  tickFirst: 'Marque primeiro a caixa',
  now: 'Agora',
  after: 'Depois',
  keep: 'Manter o público',
  cancelTitle: 'Cancelar esta exportação?',
  cancelText: (sent) =>
    sent === 0
      ? 'Nada chegou ao TikTok ainda, e nada chegará.'
      : plural(sent, {
          one: '# pessoa já está no TikTok e fica lá. O restante não é enviado.',
          many: '# de pessoas já estão no TikTok e ficam lá. O restante não é enviado.',
          other: '# pessoas já estão no TikTok e ficam lá. O restante não é enviado.',
        }),
  keepExporting: 'Continuar exportando',
  cancelExport: 'Cancelar exportação',

  sendingTitle: (count) => `Enviando ${people(count)}`,
  removingTitle: (count) => `Retirando ${people(count)}`,
  pausedTitle: 'O envio está em pausa',
  receivingTitle: 'Preparando a exportação',
  processingTitle: 'O TikTok está criando seu público',
  processingUpdateTitle: 'O TikTok está atualizando seu público',
  overdueTitle: 'O TikTok está demorando mais que o normal',
  completedTitle: 'Seu público está pronto',
  updatedTitle: 'Seu público está atualizado',
  tooSmallTitle: 'Correspondências de menos',
  tooSmallBanner: 'Os anúncios ainda não podem usar este público',
  endedBanner: 'Os anúncios não podem mais usar este público',
  tooSmallLine: (matched) => `${matches(matched)}; os anúncios precisam de 1.000`,
  expiredTitle: 'Este público expirou',
  unusableTitle: 'O TikTok ainda não pode usar este público',
  waitsTitle: 'Aguardando um login',
  failedTitle: 'Exportação em pausa',
  failedForGoodTitle: 'A exportação falhou',
  failedForGoodText: 'Esta exportação não pode continuar. Exporte as pessoas de novo para um novo público.',
  cancelledTitle: 'Exportação cancelada',
  cancelledText: (sent) =>
    `${sent === 0 ? 'Nada foi enviado' : 'O restante não foi enviado'}. Comece de novo quando quiser.`,
  inAccount: (what, account) => `${what} em ${account}`,
  newIn: 'Novo público',
  lineReceived: 'Recebida',
  linePrepared: 'Preparada',
  lineUploading: 'Enviando ao TikTok',
  lineUploaded: 'Enviada',
  lineAccepted: 'Aceita pelo TikTok',
  lineProcessing: 'Processamento',
  lineReady: 'Pronto para anúncios',
  lineEnded: 'Expirado',
  lineUnusable: 'Os anúncios não podem usá-lo',
  rows: countedRows,
  files,
  preparedText: (count, inFiles) => `${people(count)} em ${files(inFiles)}`,
  duplicatesText: (duplicates, hashed) =>
    `${plural(duplicates, { one: '# duplicada', many: '# de duplicadas', other: '# duplicadas' })}${
      hashed === 0
        ? ''
        : `, ${plural(hashed, {
            one: '# valor já era um hash',
            many: '# de valores já eram hashes',
            other: '# valores já eram hashes',
          })}`
    }`,
  fileOf: (file, all) => `Arquivo ${number(file)} de ${number(all)}`,
  batches,
  batchOf: (batch, all) => `Lote ${number(batch)} de ${number(all)}`,
  preparedBatches: (count, inBatches) => `${people(count)} em ${batches(inBatches)}`,
  refused: (count) =>
    plural(count, {
      one: '# pessoa recusada pelo TikTok',
      many: '# de pessoas recusadas pelo TikTok',
      other: '# pessoas recusadas pelo TikTok',
    }),
  withoutConsentLeftOut: (count) => `${number(count)} sem consentimento`,
  changesTitle: 'Enviando o que mudou',
  changeOf: (added, removed) =>
    [
      ...(added > 0 || removed === 0 ? [`${people(added)} a adicionar ou alterar`] : []),
      ...(removed > 0 ? [`${identifiers(removed)} a retirar`] : []),
    ].join(', '),
  sentChanges: (sent, all) =>
    `${number(sent)} de ${plural(all, {
      one: '# alteração enviada',
      many: '# de alterações enviadas',
      other: '# alterações enviadas',
    })}`,
  unchanged: 'Nada tinha mudado desde a última execução, então nada foi enviado.',
  queuedTitle: 'Aguardando a vez',
  queuedBanner: 'Aguarda outra exportação para este público',
  queuedText: (before) =>
    `${plural(before, {
      one: 'Há # antes.',
      many: 'Há # antes.',
      other: 'Há # antes.',
    })} O TikTok aceita uma alteração de um público por vez; esta exportação continua sozinha.`,
  openOther: 'Mostrar a anterior',
  announceQueued: 'A exportação aguarda a vez',
  matchedOfSent: (matched, sent) => `O TikTok encontrou ${number(matched)} de ${sentPeople(sent)}.`,
  usableBetween: (from, until) =>
    fullStop(`Segundo o TikTok, poderá ser usado entre estes momentos: ${from} – ${until}`),
  expiresTitle: (date, left) =>
    left <= 0 ? 'Este público expira hoje' : `Este público expira em ${days(left)} (${date})`,
  expiresText: 'Use-o em um anúncio ou envie pessoas para ele de novo, e o TikTok o mantém por mais 365 dias.',
  expiresFixed:
    'Ele foi criado com uma data fixa para expirar, e nada a prolonga. Exporte as pessoas de novo como um novo público.',
  requestsTitle: 'IDs de solicitação do TikTok',
  requestsHint: 'Para o suporte do TikTok, se algo parecer errado.',
  requestDone: 'concluída',
  requestRefused: (code) => `recusada, código ${code}`,
  requestLost: 'resposta perdida',
  copyRequest: (id) => `Copiar o ID de solicitação ${id}`,
  copyAll: 'Copiar tudo',
  sentPeople: (sent, all) => `${number(sent)} de ${sentPeople(all)}`,
  uploading: 'Envio',
  usual: '24 a 48 h',
  since: (when) => `desde ${when}`,
  timeOnDay: (time, day) => {
    const said = day === 'today' ? 'hoje' : day === 'yesterday' ? 'ontem' : day.on;
    return `${said} ${atTime(time)}`;
  },
  processingText:
    'O TikTok está buscando correspondências com suas pessoas. Normalmente leva de 24 a 48 horas, e até lá ele não mostra nenhum número.',
  overdueText:
    'O TikTok tem estas pessoas há mais de 48 horas. Nada se perde, e não há nada para enviar de novo. Se amanhã continuar assim, abra o público no TikTok Ads Manager ou informe o ID dele ao suporte do TikTok.',
  audienceId: 'ID do público',
  overdueShort: 'Mais que as 24 a 48 horas normais.',
  lookedAt: (when) => `Última consulta ${when ?? 'agora há pouco'}`,
  nextLook: (when) => `Próxima consulta ${when ?? 'em menos de um minuto'}`,
  processingTook: (duration) => `Levou ${duration}`,
  duration: (hours, minutes) =>
    hours === 0 ? `${number(minutes)} min` : `${number(hours)} h${minutes === 0 ? '' : ` ${number(minutes)} min`}`,
  endsOn: (date) => `Expira em ${date}, a menos que anúncios o usem ou você o altere.`,
  endsFixed: (date) => `${fullStop(`Expira em ${date}`)} Nada prolonga esse prazo.`,
  endedOn: (date) => `Expirou em ${date}: nenhum anúncio o usou e ninguém o alterou a tempo.`,
  expiredText:
    'O TikTok mantém o nome, mas os anúncios não podem usá-lo. Exporte as pessoas de novo como um novo público.',
  tooSmallText: (matched, sent) =>
    `O TikTok encontrou ${number(matched)} de ${sentPeople(sent)}. Os anúncios precisam de 1.000. Adicione mais pessoas a este público, e o TikTok conta de novo.`,
  unusableText: 'Veja o público no TikTok Ads Manager e depois verifique de novo aqui.',
  matched: 'com correspondência no TikTok',
  sentByYou: 'enviadas por você',
  inAudience: 'no público agora',
  sentToRemove: 'enviadas para retirar',
  peopleAdded: (count) =>
    plural(count, {
      one: 'pessoa adicionada ou alterada',
      many: 'de pessoas adicionadas ou alteradas',
      other: 'pessoas adicionadas ou alteradas',
    }),
  identifiersRemoved: (count) =>
    plural(count, {
      one: 'identificador retirado',
      many: 'de identificadores retirados',
      other: 'identificadores retirados',
    }),
  openAdsManager: 'Abrir no Ads Manager',
  addMore: 'Adicionar mais pessoas',
  tiktokSays: (message) => `O TikTok diz: “${isolated(message)}”`,
  mayLeave: 'Você pode sair desta página. A exportação continua e aparece em Histórico.',
  mayLeavePaused: 'Você pode sair desta página. A exportação aguarda em Histórico até alguém retomá-la.',
  mayLeaveWaiting: 'Você pode sair desta página. A exportação continua sozinha depois do login.',
  waitsUnseen: 'O TikTok já tem todas as pessoas e continua. Faça login de novo para ver aqui o resultado.',
  waitsUnseenByOther: 'O TikTok já tem todas as pessoas e continua. O resultado aparece aqui depois de um novo login.',
  waitsUnasked: 'A consulta parou. A exportação continua sozinha depois do login.',
  pollingStopped: 'A consulta parou. O TikTok continua sozinho.',
  pauseSending: 'Pausar o envio',
  resumeSending: 'Retomar o envio',
  pausedSoFar: (sent, all) =>
    sent === 0
      ? 'Nada foi enviado até agora'
      : `${number(sent)} de ${plural(all, {
          one: '# pessoa já no TikTok',
          many: '# de pessoas já no TikTok',
          other: '# pessoas já no TikTok',
        })}`,
  pausedText: 'O restante aguarda até alguém retomar. Nada se perde, e ninguém é enviado duas vezes.',
  waitingTitle: 'Nada avança há algum tempo',
  waitingText:
    'O TikTok limita quanto aceita de uma vez ou não está respondendo agora. O servidor tenta de novo sozinho e continua de onde está.',
  waitingReason: (message, at) => `${message} ${fullStop(`A próxima tentativa é ${atTime(at)}`)} Nada se perde.`,
  actionFailedTitles: {
    start: 'Não foi possível começar a enviar',
    cancel: 'Não foi possível cancelar a exportação',
    retry: 'Não foi possível continuar a exportação',
    pause: 'Não foi possível pausar a exportação',
    resume: 'Não foi possível retomar a exportação',
    look: 'Não foi possível consultar a exportação',
    sync: 'Não foi possível iniciar a sincronização',
  },
  failureTitle: 'A exportação não pôde continuar',
  failureTitles: {
    tiktok_token_rejected: 'O TikTok recusou o login',
    connection_disconnected: 'O TikTok recusou o login',
    connection_read_only: 'Não foi possível renovar o login do TikTok',
    tiktok_permission_denied: 'O TikTok não permite isto nesta conta de anúncios',
    tiktok_not_in_sandbox: 'O sandbox do TikTok não tem públicos',
    account_suspended: 'O TikTok suspendeu a conta de anúncios',
    account_not_imported: 'A conta de anúncios não é mais usada aqui',
    segment_source_failed: 'Não foi possível buscar as pessoas do segmento',
    segment_source_refused: 'Não foi possível buscar as pessoas do segmento',
    missing_columns: 'Faltam colunas',
    audience_failed: 'O TikTok não conseguiu tornar o público utilizável',
    audience_not_found: 'O público não existe mais',
    audience_limit_reached: 'A conta de anúncios está cheia',
    audience_too_small: 'Restariam pessoas de menos',
    tiktok_error: 'O TikTok não aceitou esta exportação',
    tiktok_unavailable: 'O TikTok não respondeu como esperado',
    tiktok_rate_limited: 'O TikTok está limitando as solicitações',
    storage_failed: 'O servidor não conseguiu gravar no disco',
    export_expired: 'As pessoas não foram enviadas em 7 dias',
    delivery_not_possible: 'Este público recebe pessoas de outra forma',
    mirror_exists: 'O público já está em sincronia',
  },
  failureTexts: {
    tiktok_token_rejected: signInFirst,
    connection_disconnected: signInFirst,
    connection_read_only: signInFirst,
  },
  signInFirst,
  signInByOther: 'O restante continua quando alguém fizer login de novo.',
  signInNeedsConnect:
    'Para fazer login é preciso ter a permissão “Conectar”. Peça a quem administra este espaço de trabalho.',
  signInAgain: 'Fazer login de novo',
  retry: 'Tentar de novo',
  failedSoFar: (sent, all) =>
    `${plural(sent, { one: 'Já chegou #', many: 'Já chegaram #', other: 'Já chegaram #' })} de ${people(all)}, sem envio em dobro. `,
  nothingLost: 'Nada chegou ao TikTok ainda, e nada se perde. ',
  another: 'Exportar outro público',
  backToHistory: 'Fechar',

  announceReady: (count) => `${people(count)} para enviar`,
  announceHashed: (quarters) => `${quarters * 25}% do arquivo já tem hash`,
  announceSent: (quarters) => `${quarters * 25}% das pessoas já foram enviadas`,
  announcePaused: 'Em pausa',
  announceWaits: 'A exportação aguarda um login',
  announceResumed: 'Continuando',
  announceOffline: 'Você está sem conexão',
  announceOnline: 'A conexão voltou',
  announceState: {
    uploading: 'O envio começou',
    processing: 'Tudo foi enviado. O TikTok cria o público agora.',
    completed: 'Seu público está pronto',
    failed: 'A exportação parou',
    cancelled: 'A exportação foi cancelada',
  },
};
