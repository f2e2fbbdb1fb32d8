import type { exportHistory as English } from '../en/export-history.ts';
import { days, people } from './counts.ts';
import { number, plural } from './speech.ts';

/** Words of the history of `<tiktok-audience-exporter>`. */
export const exportHistory: typeof English = {
  history: 'Historial',
  historyLoading: 'Cargando el historial',
  historyEmptyTitle: 'Aún no hay exportaciones',
  historyEmptyText: 'Lo que envías a TikTok aparece aquí, con su resultado y sus archivos.',
  historyFailedTitle: 'No se pudo cargar el historial',
  historyNothingTitle: 'Ninguna exportación coincide',
  historyNothingText: 'No se envió nada que coincida con lo que buscas.',
  findAudience: 'Buscar una audiencia',
  filterLegend: 'Filtrar el historial',
  filterResult: 'Resultado',
  anyResult: 'Cualquier resultado',
  filterAction: 'Acción',
  anyAction: 'Cualquier acción',
  filterAccount: 'Cuenta publicitaria',
  anyAccount: 'Cualquier cuenta',
  filterDate: 'Fecha',
  dates: {
    any: 'Cualquier fecha',
    today: 'Hoy',
    week: 'Últimos 7 días',
    month: 'Últimos 30 días',
    quarter: 'Últimos 90 días',
  },
  resultGroups: {
    open: 'Sin enviar',
    running: 'En camino',
    completed: 'Listas',
    failed: 'Con problemas',
    cancelled: 'Canceladas',
  },
  clearFilters: 'Borrar filtros',
  columnDate: 'Fecha',
  columnAudience: 'Audiencia',
  columnAction: 'Acción',
  columnSent: 'Enviadas',
  columnRejected: 'Rechazadas',
  columnResult: 'Resultado',
  actionsDone: {
    CREATE: 'Creada',
    APPEND: 'Añadidas',
    REMOVE: 'Quitadas',
    REPLACE: 'Reemplazada',
    MIRROR: 'Sincronizada',
  },
  actionsOpen: { CREATE: 'Crear', APPEND: 'Añadir', REMOVE: 'Quitar', REPLACE: 'Reemplazar', MIRROR: 'Sincronizar' },
  byHost: 'Tu producto',
  bySchedule: 'Programada',
  sentUnit: 'enviadas',
  rejectedUnits: {
    rows: () => 'rechazadas',
    values: (count) =>
      plural(count, { one: 'valor rechazado', many: 'de valores rechazados', other: 'valores rechazados' }),
    left_out: (count) => plural(count, { one: 'fila omitida', many: 'de filas omitidas', other: 'filas omitidas' }),
  },
  results: {
    draft: 'Sin enviar',
    receiving: 'Recibiendo',
    ready: 'Lista para enviar',
    uploading: 'Subiendo',
    processing: 'Procesando',
    completed: 'Lista',
    failed: 'En pausa',
    cancelled: 'Cancelada',
  },
  resultFailed: 'Con error',
  resultChecked: 'Comprobada',
  resultCheckedText: (count) => `${people(count)} para enviar. No se envió nada.`,
  resultNeedsYou: 'Por atender',
  resultQueued: 'Espera su turno',
  resultQueuedText: (before) =>
    plural(before, {
      one: 'Antes va # exportación',
      many: 'Antes van # de exportaciones',
      other: 'Antes van # exportaciones',
    }),
  resultUnchanged: 'Nada había cambiado',
  resultMatchedOf: (matched, sent) =>
    `${plural(matched, { one: '# coincidencia', many: '# de coincidencias', other: '# coincidencias' })} de ${number(sent)}`,
  resultExpires: (left) => (left <= 0 ? 'caduca hoy' : `caduca en ${days(left)}`),
  added: (count) => `+${number(count)}`,
  removed: (count) => `\u2212${number(count)}`,
  addedUnit: (count) => plural(count, { one: 'persona', many: 'de personas', other: 'personas' }),
  removedUnit: (count) => plural(count, { one: 'identificador', many: 'de identificadores', other: 'identificadores' }),
  changeInWords: (added, removed) =>
    [
      ...(added > 0 || removed === 0
        ? [
            plural(added, {
              one: '# persona añadida',
              many: '# de personas añadidas',
              other: '# personas añadidas',
            }),
          ]
        : []),
      ...(removed > 0
        ? [
            plural(removed, {
              one: '# identificador quitado',
              many: '# de identificadores quitados',
              other: '# identificadores quitados',
            }),
          ]
        : []),
    ].join(', '),
  allRuns: 'Todas las ejecuciones',
  allRunsOf: (audience) => `Todas las ejecuciones de ${audience}`,
  onlyAudience: 'Solo',
  dropAudience: (audience) => `Mostrar todas las audiencias, no solo ${audience}`,
  resultPaused: 'En pausa',
  resultPausedText: (sent, all) =>
    `${number(sent)} de ${plural(all, { one: '# enviada', many: '# enviadas', other: '# enviadas' })}. Reanuda cuando quieras.`,
  resultWaits: 'Espera un inicio de sesión',
  resultUnseen: 'Inicia sesión de nuevo para ver el resultado',
  resultUploading: (sent, all) =>
    `${number(sent)} de ${plural(all, { one: '# enviada', many: '# enviadas', other: '# enviadas' })}`,
  resultReady: (count) => `${people(count)} para enviar`,
  resultNobody: 'Nadie a quien enviar',
  resultUsual: 'Normalmente de 24 a 48 horas',
  resultOverdue: 'Más de 48 horas',
  resultDone: 'Hecha',
  resultTooSmall: 'Demasiado pequeña',
  resultTooSmallText: (matched) =>
    `${plural(matched, { one: '# coincidencia', many: '# de coincidencias', other: '# coincidencias' })}; los anuncios necesitan 1000. Añade personas para usarla.`,
  resultExpired: 'Caducada',
  resultExpiredText: (date) => (date === null ? 'Los anuncios ya no pueden usarla' : `El ${date}`),
  resultUnusable: 'No utilizable',
  resultInAudience: (matched) => `${number(matched)} en la audiencia`,
  resultLeft: (left) => plural(left, { one: 'queda #', many: 'quedan #', other: 'quedan #' }),
  open: 'Abrir',
  shownAbove: 'Se muestra arriba',
  openExport: (audience) => `Abrir la exportación de ${audience}`,
  downloadRejects: (audience) => `Descargar filas rechazadas de ${audience}`,
  downloadAudience: 'Archivo con hashes',
  downloadAudienceOf: (audience) => `Descargar el archivo con hashes de ${audience}`,
  retryOf: (audience) => `Reintentar: ${audience}`,
  signInToSeeOf: (audience) => `Iniciar sesión de nuevo para ver el resultado de ${audience}`,
  signInAgainWith: (audience) => `Iniciar sesión de nuevo para continuar con ${audience}`,
  signInAndContinue: 'Iniciar sesión y continuar',
  signInAndContinueWith: (audience) => `Iniciar sesión y continuar con ${audience}`,
  shownOf: (shown) => plural(shown, { one: 'Se muestra #', many: 'Se muestran #', other: 'Se muestran #' }),
  showMore: 'Mostrar más',
  loadingMore: 'Cargando más…',
  unnamedAudience: (id) => `Audiencia ${id}`,
  announceFound: (count, hasMore) =>
    count === 0
      ? 'Ninguna exportación coincide'
      : `${hasMore ? 'Más de ' : ''}${plural(count, {
          one: '# exportación encontrada',
          many: '# de exportaciones encontradas',
          other: '# exportaciones encontradas',
        })}`,
};
