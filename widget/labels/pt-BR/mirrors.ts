import type { mirrors as English } from '../en/mirrors.ts';
import { identifiers } from './counts.ts';
import { isolated, number, plural } from './speech.ts';
import { zoneInWords } from './zone.ts';

/** Words of the audiences that are kept in sync with a segment. */
export const mirrors: typeof English = {
  title: 'Em sincronia',
  subtitle:
    'Cada público segue o seu segmento: quem entra é adicionado, quem sai é retirado. Identificadores são e-mails, telefones e IDs de dispositivo.',
  failedTitle: 'Não foi possível carregar o que está em sincronia',
  menuOf: (name) => `Mais opções da sincronização de ${isolated(name)}`,
  unnamed: 'Um público que ainda não foi criado',
  follows: (segment) => `Segue ${isolated(segment)}`,
  segmentGone: 'O segmento foi removido. O público fica como está.',
  onRequest: 'Só quando pedido',
  members: (count) => `${identifiers(count)} no TikTok`,
  nextRun: (when, at, zone) => `Próxima execução ${when}, ${at}${zone === null ? '' : `, ${zoneInWords(zone)}`}`,
  nextRunNow: 'Próxima execução em alguns minutos',
  justNow: 'agora há pouco',
  isPaused: (when) => `Em pausa: ${when}`,
  skipped: (count) =>
    plural(count, {
      one: '# execução foi pulada: a anterior não tinha terminado.',
      many: '# de execuções foram puladas: a anterior não tinha terminado.',
      other: '# execuções foram puladas: a anterior não tinha terminado.',
    }),
  noRun: 'Ainda sem execuções',
  checked: 'Verificado, não enviado:',
  unchanged: 'Nada tinha mudado',
  sentAndWorking: 'O TikTok está processando, normalmente de 24 a 48 horas',
  notSent: 'Não enviado',
  failed: 'A última execução falhou',
  runFailedNext: 'A próxima execução tenta de novo.',
  fetching: (count) =>
    count === 0
      ? 'Buscando pessoas…'
      : plural(count, {
          one: '# pessoa obtida até agora',
          many: '# de pessoas obtidas até agora',
          other: '# pessoas obtidas até agora',
        }),
  comparing: 'Calculando o que mudou…',
  sending: (sent, all) =>
    `${number(sent)} de ${plural(all, {
      one: '# alteração enviada',
      many: '# de alterações enviadas',
      other: '# alterações enviadas',
    })}`,
  starting: 'Iniciando…',
  queued: 'Aguarda outra exportação para este público',
  runPaused: 'Esta execução está em pausa',
  openRun: 'Abrir',
  openRunOf: (name) => `Abrir a execução de ${isolated(name)}`,

  confirmTitle: 'Nada é enviado antes de você confirmar',
  confirm: {
    many_removals: (removed) => `Retirar ${number(removed)} e enviar`,
    replaces_audience: () => 'Substituir todas',
    source_shrank: () => 'Enviar mesmo assim',
  },
  doNotSend: 'Não enviar',
  look: 'Mostrar o relatório',
  confirmed: 'O envio começou',
  declined: 'Nada foi enviado. A próxima execução verifica de novo.',

  runNow: 'Executar agora',
  runNowOf: (name) => `Executar agora: ${isolated(name)}`,
  runStarted: (name) => `Uma execução de ${isolated(name)} começou`,
  check: 'Verificar antes',
  full: 'Enviar tudo de novo…',
  fullTitle: 'Enviar tudo de novo?',
  fullWhy: 'Para um público que alguém alterou em outro lugar. A execução normal envia só o que mudou.',
  fullFile:
    'O segmento substitui todas as pessoas do público. Os anúncios podem pausar até o TikTok terminar, normalmente em 24 a 48 horas.',
  fullStream: 'Todas as pessoas do segmento são enviadas mais uma vez. Só quem saiu é retirado.',
  fullDo: 'Enviar tudo',
  fullKeep: 'Deixar assim',
  pause: 'Pausar',
  resume: 'Retomar',
  resumeOf: (name) => `Retomar ${isolated(name)}`,
  paused: (name, isUnderWay) =>
    `${isolated(name)} está em pausa. ${isUnderWay ? 'A execução em andamento ainda termina.' : 'O público fica como está.'}`,
  resumed: (name) => `${isolated(name)} continua`,
  allRuns: 'Todas as execuções',
  schedule: 'Alterar programação…',
  scheduleTitle: 'Quando executa',
  every: { hour: 'A cada hora', day: 'Todos os dias', week: 'Toda semana', never: 'Só quando pedido' },
  never: 'Só executa quando alguém clica em “Executar agora”.',
  scheduleSave: 'Salvar programação',
  saving: 'Salvando…',
  scheduled: (words) => `Nova programação: ${words}`,
  scheduledBack: 'A programação está como antes',
  scheduleFailed: 'Não foi possível alterar a programação',
  stop: 'Parar de sincronizar…',
  stopTitle: (name) => `Parar de sincronizar ${isolated(name)}?`,
  stopStops: 'Ninguém mais é adicionado ou retirado quando o segmento muda.',
  stopRun: 'A execução em andamento é cancelada. O que o TikTok já recebeu fica.',
  stopStays: 'O público fica como está, e os anúncios continuam a usá-lo.',
  stopAgain: 'Para sincronizá-lo de novo mais tarde, todas as pessoas são substituídas uma vez.',
  stopAgainStream: 'Um fluxo não pode ser retomado. Nesse caso, mantenha um novo público em sincronia.',
  stopDo: 'Parar de sincronizar',
  stopBusy: 'Parando…',
  stopKeep: 'Manter em sincronia',
  stopped: (name) => `${isolated(name)} não é mais sincronizado`,
  stopFailed: 'Não foi possível parar',
  actionFailed: {
    open: 'Não foi possível abrir a execução',
    run: 'A execução não pôde começar',
    check: 'A verificação não pôde começar',
    full: 'A execução não pôde começar',
    pause: 'Não foi possível pausar',
    resume: 'Não foi possível retomar',
    confirm: 'Não foi possível começar a enviar',
    decline: 'Não foi possível descartar esta execução',
  },
};
