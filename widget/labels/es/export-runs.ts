import type { RejectReason } from '../../../shared/identifiers/reject-reasons.ts';
import type { RecordRejectReason } from '../../../shared/records/errors.ts';
import type { exportRuns as English } from '../en/export-runs.ts';
import { days, identifiers, people, rows as countedRows } from './counts.ts';
import { atTime, fullStop } from './moment.ts';
import { isolated, number, plural } from './speech.ts';

// Short names for a list of counts; the mapping table says them as sentences.
const reasons: Readonly<Record<RejectReason, string> & Partial<Record<RecordRejectReason, string>>> = {
  empty: 'En blanco',
  invalid_email: 'Correo incompleto',
  invalid_phone: 'Teléfono ilegible',
  unknown_country: 'País desconocido',
  invalid_device_id: 'ID de dispositivo mal formado',
  zeroed_device_id: 'ID de dispositivo con solo ceros',
  not_a_hash: 'Parece un hash dañado',
  invalid_date: 'Fecha ilegible',
  invalid_gender: 'El género no es ni m ni f',
  invalid_zip: 'Código postal ilegible',
  invalid_text: 'Texto ilegible',
  no_identifier: 'Sin correo, teléfono ni ID de dispositivo',
  no_consent: 'No dio su consentimiento',
  unknown_consent: 'Consentimiento ilegible',
  refused_by_tiktok: 'Rechazado por TikTok',
};

const signInFirst = 'Inicia sesión de nuevo y el resto continúa.';

const files = (count: number): string =>
  plural(count, { one: '# archivo', many: '# de archivos', other: '# archivos' });
const batches = (count: number): string => plural(count, { one: '# lote', many: '# de lotes', other: '# lotes' });
const received = (count: number): string =>
  plural(count, {
    one: '# persona recibida hasta ahora',
    many: '# de personas recibidas hasta ahora',
    other: '# personas recibidas hasta ahora',
  });
const sentPeople = (count: number): string =>
  plural(count, { one: '# persona enviada', many: '# de personas enviadas', other: '# personas enviadas' });

/** Words of `<tiktok-audience-exporter>` from the check to the result; see also `audience-exporter.ts` and `export-history.ts`. */
export const exportRuns: typeof English = {
  hashing: 'Calculando los hashes',
  fetching: 'Obteniendo personas',
  checkOpening: 'Abriendo la exportación…',
  checkHashing: (rows, all) => `Hash de ${number(rows)} de unas ${countedRows(all)}`,
  checkHashed: (rows) =>
    plural(rows, { one: '# fila con hash', many: '# de filas con hash', other: '# filas con hash' }),
  sentOf: (sent) => `${sent} subidos`,
  rowsPerSecond: (rows) => `${countedRows(rows)} por segundo`,
  peoplePerSecond: (count) => `${people(count)} por segundo`,
  timeLeft: (seconds) => {
    if (seconds <= 10) return 'quedan unos segundos';
    if (seconds < 60) return `quedan unos ${number(seconds)} s`;
    if (seconds < 5400) {
      return plural(Math.round(seconds / 60), {
        one: 'queda alrededor de # minuto',
        many: 'quedan unos # de minutos',
        other: 'quedan unos # minutos',
      });
    }
    const [hours, minutes] = [Math.floor(seconds / 3600), Math.round((seconds % 3600) / 60)];
    const left = plural(hours, { one: 'queda alrededor de # h', many: 'quedan unas # h', other: 'quedan unas # h' });
    return `${left}${minutes === 0 ? '' : ` ${number(minutes)} min`}`;
  },
  pause: 'Pausar',
  resume: 'Reanudar',
  paused: 'En pausa. No se pierde nada.',
  stayHere: 'Deja esta página abierta: el archivo se lee aquí, y de tu equipo solo salen hashes.',
  mayLeaveCheck: 'Puedes salir de esta página. La comprobación continúa y aparece en Historial.',
  stopChecking: 'Detener',
  checkReceiving: (rows) =>
    rows === 0
      ? 'Obteniendo personas…'
      : plural(rows, {
          one: '# persona obtenida hasta ahora',
          many: '# de personas obtenidas hasta ahora',
          other: '# personas obtenidas hasta ahora',
        }),
  checkArriving: (rows) => (rows === 0 ? 'Esperando a las primeras personas…' : received(rows)),
  hostSendsTitle: 'Esperando a que tu producto envíe las personas',
  hostSendsText: 'Se le avisó al abrir la exportación. Esto continúa solo cuando lleguen.',
  hostSentSoFar: received,
  stillWaitingTitle: 'No ha llegado nada desde hace un rato',
  stillWaitingText: 'No se pierde nada. Vuelve a mirar, o detén y elige otras personas.',
  uploadPausedTitle: 'La subida se detuvo',
  checkFailedTitle: 'No se pudo preparar la exportación',
  offlineTitle: 'No tienes conexión',
  offlineFile: 'El cálculo de hashes espera. Continúa solo donde se detuvo cuando recuperes la conexión.',
  offlineServer: 'La exportación continúa sin esta página. Lo que ves se pone al día cuando recuperes la conexión.',

  readyOf: (rows) => `de ${people(rows)} para enviar`,
  ready: 'Listas',
  duplicates: 'Duplicadas, se envían una vez',
  rejected: 'Rechazadas',
  foundBy: 'Coincidencias por',
  foundByAside: 'Personas que lo tienen',
  whyRejected: 'Por qué se rechazaron valores',
  rejectedInAll: (count) => `${number(count)} en total`,
  nothingRejected: 'No se rechazó nada.',
  downloadRejectsFile: 'Descargar filas rechazadas',
  reasons,
  otherReason: (code) => code.replaceAll('_', ' '),
  otherReasons: 'Otros motivos',
  nobodyTitle: 'No hay nadie a quien enviar',
  nobodyText:
    'Ninguna fila tiene un correo, teléfono o ID de dispositivo utilizable. Revisa los motivos y elige otras personas u otras columnas.',
  nobodyAgreedText:
    'Ninguna fila tiene a la vez consentimiento y un correo, teléfono o ID de dispositivo utilizable. Revisa los motivos y elige otras personas.',
  chooseMore: 'Elegir más personas',
  chooseOthers: 'Elegir otras personas',
  createAnyway: 'Crearla igualmente',
  sendAnyway: (count) => `Enviar ${people(count)} igualmente`,
  send: (count) => `Enviar ${people(count)}`,
  remove: (count) => `Quitar ${people(count)}`,
  takeOut: (count) => `Quitar ${identifiers(count)}`,
  replaceWith: (count) => `Reemplazar con ${people(count)}`,
  downloadHashed: 'Descargar el archivo con hashes',
  downloadFailedTitle: (file, audience) => `No se pudo descargar de ${isolated(audience)}: ${file}`,
  fileNames: { 'audience.csv': 'archivo con hashes', 'rejects.csv': 'filas rechazadas' },
  dismiss: 'Ocultar',
  nothingSent: 'Aún no se ha enviado nada a TikTok.',

  replaceTitle: (audience) => `¿Reemplazar a todas las personas de “${isolated(audience)}”?`,
  replaceText: (now) => {
    const first =
      now === null
        ? 'TikTok quita primero a todas las personas que hay ahora.'
        : plural(now, {
            one: 'TikTok quita primero a la persona que hay ahora.',
            many: 'TikTok quita primero a los # de personas que hay ahora.',
            other: 'TikTok quita primero a las # personas que hay ahora.',
          });
    return `${first} Los anuncios que usan esta audiencia pueden detenerse hasta que vuelva a estar lista, normalmente en 24 a 48 horas. No se puede deshacer.`;
  },
  replaceTick: (now) =>
    now === null
      ? 'Quitar a todas las personas que hay ahora'
      : plural(now, {
          one: 'Quitar a la persona que hay ahora',
          many: 'Quitar a los # de personas que hay ahora',
          other: 'Quitar a las # personas que hay ahora',
        }),
  removeTitle: (count, audience) => `¿Quitar ${people(count)} de “${isolated(audience)}”?`,
  removeText:
    'TikTok quita a todas las tuyas que encuentre en la audiencia. Las demás se quedan. Para deshacerlo, añade otra vez a las mismas personas.',
  removeTick: (count) => `Quitar hasta ${people(count)}`,
  tickFirst: 'Marca primero la casilla',
  now: 'Ahora',
  after: 'Después',
  keep: 'Conservar la audiencia',
  cancelTitle: '¿Cancelar esta exportación?',
  cancelText: (sent) =>
    sent === 0
      ? 'Aún no ha llegado nada a TikTok, y nada llegará.'
      : plural(sent, {
          one: '# persona ya está en TikTok y se queda allí. El resto no se envía.',
          many: '# de personas ya están en TikTok y se quedan allí. El resto no se envía.',
          other: '# personas ya están en TikTok y se quedan allí. El resto no se envía.',
        }),
  keepExporting: 'Seguir exportando',
  cancelExport: 'Cancelar exportación',

  sendingTitle: (count) => `Enviando ${people(count)}`,
  removingTitle: (count) => `Quitando ${people(count)}`,
  pausedTitle: 'El envío está en pausa',
  receivingTitle: 'Preparando la exportación',
  processingTitle: 'TikTok está creando tu audiencia',
  processingUpdateTitle: 'TikTok está actualizando tu audiencia',
  overdueTitle: 'TikTok tarda más de lo habitual',
  completedTitle: 'Tu audiencia está lista',
  updatedTitle: 'Tu audiencia está al día',
  tooSmallTitle: 'Muy pocas coincidencias',
  tooSmallBanner: 'Los anuncios aún no pueden usar esta audiencia',
  endedBanner: 'Los anuncios ya no pueden usar esta audiencia',
  tooSmallLine: (matched) =>
    plural(matched, {
      one: '# coincidencia; los anuncios necesitan 1000',
      many: '# de coincidencias; los anuncios necesitan 1000',
      other: '# coincidencias; los anuncios necesitan 1000',
    }),
  expiredTitle: 'Esta audiencia caducó',
  unusableTitle: 'TikTok aún no puede usar esta audiencia',
  waitsTitle: 'A la espera de un inicio de sesión',
  failedTitle: 'Exportación en pausa',
  failedForGoodTitle: 'La exportación falló',
  failedForGoodText: 'Esta exportación no puede continuar. Exporta las personas otra vez a una audiencia nueva.',
  cancelledTitle: 'Exportación cancelada',
  cancelledText: (sent) =>
    `${sent === 0 ? 'No se envió nada' : 'El resto no se envió'}. Empieza de nuevo cuando quieras.`,
  inAccount: (what, account) => `${what} en ${account}`,
  newIn: 'Audiencia nueva',
  lineReceived: 'Recibida',
  linePrepared: 'Preparada',
  lineUploading: 'Subiendo a TikTok',
  lineUploaded: 'Subida',
  lineAccepted: 'Aceptada por TikTok',
  lineProcessing: 'Procesamiento',
  lineReady: 'Lista para anuncios',
  lineEnded: 'Caducada',
  lineUnusable: 'Los anuncios no la pueden usar',
  rows: countedRows,
  files,
  preparedText: (count, inFiles) => `${people(count)} en ${files(inFiles)}`,
  duplicatesText: (duplicates, hashed) =>
    `${plural(duplicates, { one: '# duplicada', many: '# de duplicadas', other: '# duplicadas' })}${
      hashed === 0
        ? ''
        : `, ${plural(hashed, {
            one: '# valor ya era un hash',
            many: '# de valores ya eran hashes',
            other: '# valores ya eran hashes',
          })}`
    }`,
  fileOf: (file, all) => `Archivo ${number(file)} de ${number(all)}`,
  batches,
  batchOf: (batch, all) => `Lote ${number(batch)} de ${number(all)}`,
  preparedBatches: (count, inBatches) => `${people(count)} en ${batches(inBatches)}`,
  refused: (count) =>
    plural(count, {
      one: '# persona rechazada por TikTok',
      many: '# de personas rechazadas por TikTok',
      other: '# personas rechazadas por TikTok',
    }),
  withoutConsentLeftOut: (count) => `${number(count)} sin consentimiento`,
  changesTitle: 'Enviando lo que cambió',
  changeOf: (added, removed) =>
    [
      ...(added > 0 || removed === 0 ? [`${people(added)} por añadir o cambiar`] : []),
      ...(removed > 0 ? [`${identifiers(removed)} por quitar`] : []),
    ].join(', '),
  sentChanges: (sent, all) =>
    `${number(sent)} de ${plural(all, {
      one: '# cambio enviado',
      many: '# de cambios enviados',
      other: '# cambios enviados',
    })}`,
  unchanged: 'Nada había cambiado desde la última ejecución, así que no se envió nada.',
  queuedTitle: 'Esperando su turno',
  queuedBanner: 'Espera a otra exportación a esta audiencia',
  queuedText: (before) =>
    `${plural(before, {
      one: 'Antes va otra.',
      many: 'Antes van #.',
      other: 'Antes van #.',
    })} TikTok admite un solo cambio a la vez en cada audiencia; esta exportación continúa sola.`,
  openOther: 'Mostrar la anterior',
  announceQueued: 'La exportación espera su turno',
  matchedOfSent: (matched, sent) => `TikTok encontró a ${number(matched)} de ${sentPeople(sent)}.`,
  usableBetween: (from, until) => fullStop(`Según TikTok, se podrá usar entre estos momentos: ${from} – ${until}`),
  expiresTitle: (date, left) =>
    left <= 0 ? 'Esta audiencia caduca hoy' : `Esta audiencia caduca el ${date}, en ${days(left)}`,
  expiresText: 'Úsala en un anuncio o vuelve a enviarle personas, y TikTok la conserva otros 365 días.',
  expiresFixed:
    'Se creó con una fecha fija de caducidad, y nada la prolonga. Exporta las personas otra vez como audiencia nueva.',
  requestsTitle: 'ID de TikTok',
  requestsHint: 'Para la asistencia de TikTok, si algo no parece correcto.',
  requestDone: 'hecha',
  requestRefused: (code) => `rechazada, código ${code}`,
  requestLost: 'respuesta perdida',
  copyRequest: (id) => `Copiar el ID de solicitud ${id}`,
  copyAll: 'Copiar todo',
  sentPeople: (sent, all) => `${number(sent)} de ${sentPeople(all)}`,
  uploading: 'Subida',
  usual: 'de 24 a 48 h',
  since: (when) => `desde ${when}`,
  timeOnDay: (time, day) => {
    const said = day === 'today' ? 'hoy' : day === 'yesterday' ? 'ayer' : `el ${day.on}`;
    return `${said} ${atTime(time)}`;
  },
  processingText:
    'TikTok está buscando coincidencias con tus personas. Suele tardar de 24 a 48 horas, y hasta entonces no muestra ninguna cifra.',
  overdueText:
    'TikTok tiene a estas personas desde hace más de 48 horas. No se pierde nada y no hay que enviar nada otra vez. Si mañana sigue igual, abre la audiencia en TikTok Ads Manager o da su ID a la asistencia de TikTok.',
  audienceId: 'ID de la audiencia',
  overdueShort: 'Más de las 24 a 48 horas habituales.',
  lookedAt: (when) => `Última consulta ${when ?? 'hace un momento'}`,
  nextLook: (when) => `Próxima consulta ${when ?? 'en menos de un minuto'}`,
  processingTook: (duration) => `Tardó ${duration}`,
  duration: (hours, minutes) =>
    hours === 0 ? `${number(minutes)} min` : `${number(hours)} h${minutes === 0 ? '' : ` ${number(minutes)} min`}`,
  endsOn: (date) => `Caduca el ${date}, salvo que se use en anuncios o la cambies.`,
  endsFixed: (date) => `${fullStop(`Caduca el ${date}`)} Nada lo prolonga.`,
  endedOn: (date) => `Caducó el ${date}: ningún anuncio la usó y nadie la cambió a tiempo.`,
  expiredText:
    'TikTok conserva su nombre, pero los anuncios no pueden usarla. Exporta las personas otra vez como audiencia nueva.',
  tooSmallText: (matched, sent) =>
    `TikTok encontró a ${number(matched)} de ${sentPeople(sent)}. Los anuncios necesitan 1000. Añade más personas a esta audiencia, y TikTok vuelve a contar.`,
  unusableText: 'Mira la audiencia en TikTok Ads Manager y, después, vuelve a mirar aquí.',
  matched: 'con coincidencia en TikTok',
  sentByYou: 'enviadas por ti',
  inAudience: 'en la audiencia ahora',
  sentToRemove: 'enviadas para quitar',
  peopleAdded: (count) =>
    plural(count, {
      one: 'persona añadida o cambiada',
      many: 'de personas añadidas o cambiadas',
      other: 'personas añadidas o cambiadas',
    }),
  identifiersRemoved: (count) =>
    plural(count, {
      one: 'identificador quitado',
      many: 'de identificadores quitados',
      other: 'identificadores quitados',
    }),
  openAdsManager: 'Abrir en Ads Manager',
  addMore: 'Añadir más personas',
  tiktokSays: (message) => `TikTok dice: “${isolated(message)}”`,
  mayLeave: 'Puedes salir de esta página. La exportación continúa y aparece en Historial.',
  mayLeavePaused: 'Puedes salir de esta página. La exportación espera en Historial hasta que alguien la reanude.',
  mayLeaveWaiting: 'Puedes salir de esta página. La exportación continúa sola tras el inicio de sesión.',
  waitsUnseen: 'TikTok ya tiene a todas las personas y continúa. Inicia sesión de nuevo para ver aquí el resultado.',
  waitsUnseenByOther:
    'TikTok ya tiene a todas las personas y continúa. El resultado aparece aquí tras un nuevo inicio de sesión.',
  waitsUnasked: 'Ya no se consulta. La exportación continúa sola tras el inicio de sesión.',
  pollingStopped: 'Ya no se consulta. TikTok continúa por su cuenta.',
  pauseSending: 'Pausar el envío',
  resumeSending: 'Reanudar el envío',
  pausedSoFar: (sent, all) =>
    sent === 0
      ? 'Hasta ahora no se ha enviado nada'
      : `${number(sent)} de ${plural(all, {
          one: '# persona ya en TikTok',
          many: '# de personas ya en TikTok',
          other: '# personas ya en TikTok',
        })}`,
  pausedText: 'El resto espera hasta que alguien lo reanude. No se pierde nada, y no se envía a nadie dos veces.',
  waitingTitle: 'No hay avance desde hace un rato',
  waitingText:
    'TikTok limita cuánto admite a la vez, o no responde en este momento. El servidor lo intenta de nuevo solo y continúa donde está.',
  waitingReason: (message, at) => `${message} ${fullStop(`El próximo intento es ${atTime(at)}`)} No se pierde nada.`,
  actionFailedTitles: {
    start: 'No se pudo empezar a enviar',
    cancel: 'No se pudo cancelar la exportación',
    retry: 'No se pudo continuar la exportación',
    pause: 'No se pudo pausar la exportación',
    resume: 'No se pudo reanudar la exportación',
    look: 'No se pudo consultar la exportación',
    sync: 'No se pudo empezar a sincronizar',
  },
  failureTitle: 'La exportación no pudo continuar',
  failureTitles: {
    tiktok_token_rejected: 'TikTok rechazó el inicio de sesión',
    connection_disconnected: 'TikTok rechazó el inicio de sesión',
    connection_read_only: 'No se pudo renovar el inicio de sesión de TikTok',
    tiktok_permission_denied: 'TikTok no lo permite en esta cuenta publicitaria',
    tiktok_not_in_sandbox: 'El sandbox de TikTok no tiene audiencias',
    account_suspended: 'TikTok suspendió la cuenta publicitaria',
    account_not_imported: 'La cuenta publicitaria ya no se usa aquí',
    segment_source_failed: 'No se pudieron obtener las personas del segmento',
    segment_source_refused: 'No se pudieron obtener las personas del segmento',
    missing_columns: 'Faltan columnas',
    audience_failed: 'TikTok no pudo hacer utilizable la audiencia',
    audience_not_found: 'La audiencia ya no existe',
    audience_limit_reached: 'La cuenta publicitaria está llena',
    audience_too_small: 'Quedarían muy pocas personas',
    tiktok_error: 'TikTok no aceptó esta exportación',
    tiktok_unavailable: 'TikTok no respondió como se esperaba',
    tiktok_rate_limited: 'TikTok está limitando las solicitudes',
    storage_failed: 'El servidor no pudo escribir en su disco',
    export_expired: 'Sus personas no se enviaron en 7 días',
    delivery_not_possible: 'Esta audiencia recibe personas de otra forma',
    mirror_exists: 'La audiencia ya está sincronizada',
  },
  failureTexts: {
    tiktok_token_rejected: signInFirst,
    connection_disconnected: signInFirst,
    connection_read_only: signInFirst,
  },
  signInFirst,
  signInByOther: 'El resto continúa cuando alguien inicie sesión de nuevo.',
  signInNeedsConnect:
    'Para iniciar sesión hace falta el permiso “Conectar”. Pídeselo a quien administra este espacio de trabajo.',
  signInAgain: 'Iniciar sesión de nuevo',
  retry: 'Reintentar',
  failedSoFar: (sent, all) =>
    `${plural(sent, { one: 'Ya llegó #', many: 'Ya llegaron #', other: 'Ya llegaron #' })} de ${people(all)}, y no se envían dos veces. `,
  nothingLost: 'Aún no ha llegado nada a TikTok, y no se pierde nada. ',
  another: 'Exportar otra audiencia',
  backToHistory: 'Cerrar',

  announceReady: (count) => `${people(count)} para enviar`,
  announceHashed: (quarters) => `${quarters * 25}\u00a0% del archivo ya tiene hash`,
  announceSent: (quarters) => `${quarters * 25}\u00a0% de las personas ya se enviaron`,
  announcePaused: 'En pausa',
  announceWaits: 'La exportación espera un inicio de sesión',
  announceResumed: 'Continúa',
  announceOffline: 'No tienes conexión',
  announceOnline: 'Conexión recuperada',
  announceState: {
    uploading: 'El envío empezó',
    processing: 'Todo está enviado. TikTok crea ahora la audiencia.',
    completed: 'Tu audiencia está lista',
    failed: 'La exportación se detuvo',
    cancelled: 'La exportación se canceló',
  },
};
