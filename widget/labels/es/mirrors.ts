import type { mirrors as English } from '../en/mirrors.ts';
import { identifiers } from './counts.ts';
import { isolated, number, plural } from './speech.ts';
import { zoneInWords } from './zone.ts';

/** Words of the audiences that are kept in sync with a segment. */
export const mirrors: typeof English = {
  title: 'Sincronizadas',
  subtitle:
    'Cada audiencia sigue a su segmento: quien entra se añade, quien sale se quita. Los identificadores son sus correos, teléfonos e ID de dispositivo.',
  failedTitle: 'No se pudo cargar lo que está sincronizado',
  menuOf: (name) => `Más opciones de la sincronización de ${isolated(name)}`,
  unnamed: 'Una audiencia que aún no se ha creado',
  follows: (segment) => `Sigue a ${isolated(segment)}`,
  segmentGone: 'Su segmento se eliminó. Se queda como está.',
  onRequest: 'Solo cuando se pide',
  members: (count) => `${identifiers(count)} en TikTok`,
  nextRun: (when, at, zone) => `Próxima ejecución ${when}, ${at}${zone === null ? '' : `, ${zoneInWords(zone)}`}`,
  nextRunNow: 'Próxima ejecución en unos minutos',
  justNow: 'hace un momento',
  isPaused: (when) => `En pausa: ${when}`,
  skipped: (count) =>
    plural(count, {
      one: 'Se omitió # ejecución: la anterior no había terminado.',
      many: 'Se omitieron # de ejecuciones: la anterior no había terminado.',
      other: 'Se omitieron # ejecuciones: la anterior no había terminado.',
    }),
  noRun: 'Aún sin ejecuciones',
  checked: 'Comprobado, sin enviar:',
  unchanged: 'Nada había cambiado',
  sentAndWorking: 'TikTok lo está procesando, normalmente de 24 a 48 horas',
  notSent: 'Sin enviar',
  failed: 'La última ejecución falló',
  runFailedNext: 'La próxima ejecución lo intenta de nuevo.',
  fetching: (count) =>
    count === 0
      ? 'Obteniendo personas…'
      : plural(count, {
          one: '# persona obtenida hasta ahora',
          many: '# de personas obtenidas hasta ahora',
          other: '# personas obtenidas hasta ahora',
        }),
  comparing: 'Calculando qué cambió…',
  sending: (sent, all) =>
    `${number(sent)} de ${plural(all, {
      one: '# cambio enviado',
      many: '# de cambios enviados',
      other: '# cambios enviados',
    })}`,
  starting: 'Empezando…',
  queued: 'Espera a otra exportación a esta audiencia',
  runPaused: 'Esta ejecución está en pausa',
  openRun: 'Abrir',
  openRunOf: (name) => `Abrir la ejecución de ${isolated(name)}`,

  confirmTitle: 'No se envía nada hasta que lo confirmes',
  confirm: {
    many_removals: (removed) => `Quitar ${number(removed)} y enviar`,
    replaces_audience: () => 'Reemplazar a todas',
    source_shrank: () => 'Enviar igualmente',
  },
  doNotSend: 'No enviar',
  look: 'Mostrar el informe',
  confirmed: 'El envío empezó',
  declined: 'No se envió nada. La próxima ejecución vuelve a mirar.',

  runNow: 'Ejecutar ahora',
  runNowOf: (name) => `Ejecutar ahora: ${isolated(name)}`,
  runStarted: (name) => `Empezó una ejecución de ${isolated(name)}`,
  check: 'Comprobar antes',
  full: 'Enviar todo de nuevo…',
  fullTitle: '¿Enviar todo de nuevo?',
  fullWhy: 'Para una audiencia que alguien cambió en otro lugar. La ejecución normal envía solo lo que cambió.',
  fullFile:
    'El segmento reemplaza a todas las personas de la audiencia. Los anuncios pueden pausarse hasta que TikTok termine, normalmente en 24 a 48 horas.',
  fullStream: 'Se envían otra vez todas las personas del segmento. Solo se quita a quienes salieron.',
  fullDo: 'Enviar todo',
  fullKeep: 'Dejarlo así',
  pause: 'Pausar',
  resume: 'Reanudar',
  resumeOf: (name) => `Reanudar ${isolated(name)}`,
  paused: (name, isUnderWay) =>
    `${isolated(name)} está en pausa. ${isUnderWay ? 'La ejecución en curso aún termina.' : 'La audiencia se queda como está.'}`,
  resumed: (name) => `${isolated(name)} continúa`,
  allRuns: 'Todas las ejecuciones',
  schedule: 'Cambiar programación…',
  scheduleTitle: 'Cuándo se ejecuta',
  every: { hour: 'Cada hora', day: 'Cada día', week: 'Cada semana', never: 'Solo cuando se pide' },
  never: 'Solo se ejecuta cuando alguien pulsa “Ejecutar ahora”.',
  scheduleSave: 'Guardar programación',
  saving: 'Guardando…',
  scheduled: (words) => `Nueva programación: ${words}`,
  scheduledBack: 'La programación está como antes',
  scheduleFailed: 'No se pudo cambiar la programación',
  stop: 'Dejar de sincronizar…',
  stopTitle: (name) => `¿Dejar de sincronizar ${isolated(name)}?`,
  stopStops: 'Ya no se añade ni se quita a nadie cuando cambia el segmento.',
  stopRun: 'La ejecución en curso se cancela. Lo que TikTok ya recibió se queda.',
  stopStays: 'La audiencia se queda como está, y los anuncios la siguen usando.',
  stopAgain: 'Para volver a sincronizarla más adelante, se reemplaza una vez a todas las personas.',
  stopAgainStream: 'Un flujo no se puede retomar. En ese caso, sincroniza una audiencia nueva.',
  stopDo: 'Dejar de sincronizar',
  stopBusy: 'Deteniendo…',
  stopKeep: 'Mantener sincronizada',
  stopped: (name) => `${isolated(name)} ya no se sincroniza`,
  stopFailed: 'No se pudo detener',
  actionFailed: {
    open: 'No se pudo abrir la ejecución',
    run: 'La ejecución no pudo empezar',
    check: 'La comprobación no pudo empezar',
    full: 'La ejecución no pudo empezar',
    pause: 'No se pudo pausar',
    resume: 'No se pudo reanudar',
    confirm: 'No se pudo empezar a enviar',
    decline: 'No se pudo descartar esta ejecución',
  },
};
