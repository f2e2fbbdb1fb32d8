import type { eventFeed as English } from '../en/event-feed.ts';
import { accounts, days, people } from './counts.ts';
import { atTime, fullStop } from './moment.ts';
import { isolated, number, plural } from './speech.ts';

const quoted = (texts: readonly string[]) => texts.map((text) => `“${isolated(text)}”`).join(' ');
const says = (reasons: readonly string[]) =>
  reasons.length === 0 ? 'TikTok no da ningún motivo.' : `TikTok dice: ${quoted(reasons)}`;
const suggests = (text: string | null) => (text === null ? '' : ` TikTok sugiere: ${quoted([text])}`);
/** What hangs on a sign-in in trouble. */
const hangs = (accountCount: number, waiting: number) => {
  if (waiting > 0) {
    return plural(waiting, {
      one: '# exportación espera a que lo resuelvas; no se pierde nada.',
      many: '# de exportaciones esperan a que lo resuelvas; no se pierde nada.',
      other: '# exportaciones esperan a que lo resuelvas; no se pierde nada.',
    });
  }
  return accountCount === 0
    ? 'Ahora nada depende de él.'
    : `Las exportaciones a ${accounts(accountCount)} esperan hasta que alguien inicie sesión de nuevo; no se pierde nada.`;
};
const things = { ad: 'el anuncio', adgroup: 'el grupo de anuncios' };

/** TikTok's `secondary_status` of a campaign, in words. */
const campaignStatuses: Readonly<Record<string, string>> = {
  CAMPAIGN_STATUS_ENABLE: 'activa',
  CAMPAIGN_STATUS_DISABLE: 'en pausa',
  CAMPAIGN_STATUS_DELETE: 'eliminada',
  CAMPAIGN_STATUS_ADVERTISER_AUDIT: 'a la espera de la revisión de la cuenta publicitaria',
  CAMPAIGN_STATUS_ADVERTISER_AUDIT_DENY: 'detenida, la cuenta publicitaria no superó la revisión',
  CAMPAIGN_STATUS_BUDGET_EXCEED: 'detenida, se agotó su presupuesto',
  CAMPAIGN_STATUS_REVIEW_DISAPPROVED: 'detenida, TikTok la rechazó en la revisión',
  ADVERTISER_CONTRACT_PENDING: 'a la espera del contrato de la cuenta publicitaria',
  ADVERTISER_ACCOUNT_PUNISH: 'detenida, TikTok suspendió la cuenta publicitaria',
};
/** A constant that is not known by name reads as its words. */
const campaignStatus = (constant: string) =>
  campaignStatuses[constant] ??
  constant
    .replace(/^CAMPAIGN_STATUS_/, '')
    .replaceAll('_', ' ')
    .toLowerCase();

const untilAgreed = 'No se envía nada hasta que alguien lo acepte.';
const NOTHING_SENT = 'TikTok no recibió nada.';

/** Words of `<tiktok-event-feed>`. */
export const eventFeed: typeof English = {
  title: 'Actividad',
  show: 'Mostrar',
  filters: {
    needs_you: 'Por atender',
    all: 'Todo',
    ads: 'Anuncios',
    accounts: 'Cuentas',
    audiences: 'Audiencias',
  },
  today: (date) => `Hoy, ${date}`,
  yesterday: 'Ayer',
  unread: 'Sin leer:',
  markAllRead: 'Marcar todo como leído',
  markedRead: (count) =>
    plural(count, {
      one: '# evento marcado como leído',
      many: '# de eventos marcados como leídos',
      other: '# eventos marcados como leídos',
    }),
  unmarked: 'De nuevo sin leer',
  undo: 'Deshacer',
  dismiss: 'Ocultar',
  fresh: (count) => plural(count, { one: '# nuevo', many: '# nuevos', other: '# nuevos' }),
  freshName: (count) =>
    `${plural(count, { one: '# nuevo', many: '# nuevos', other: '# nuevos' })}: mostrar los eventos`,
  heardMany: (count) =>
    plural(count, {
      one: '# evento nuevo en Actividad',
      many: '# de eventos nuevos en Actividad',
      other: '# eventos nuevos en Actividad',
    }),
  older: 'Mostrar anteriores',
  loadingOlder: 'Cargando anteriores…',
  kept: 'Los eventos se conservan 90 días.',
  loadFailed: 'No se pudo cargar la actividad',
  olderFailed: 'No se pudieron cargar eventos anteriores',
  retryFailed: 'La exportación no pudo continuar',
  noPermissionTitle: 'No puedes ver la actividad',
  noPermission:
    'Tu rol en este espacio de trabajo no incluye TikTok. Pide el permiso “Leer” a quien administra este espacio de trabajo.',
  empty: {
    needs_you: {
      title: 'Nada por atender',
      text: 'Los anuncios rechazados, las cuentas suspendidas y los problemas de inicio de sesión aparecen aquí en un segundo.',
    },
    all: {
      title: 'Aún no ha pasado nada',
      text: 'Lo que TikTok dice de tus anuncios y cuentas publicitarias, y cómo terminan las exportaciones, aparece aquí solo.',
    },
    ads: {
      title: 'Nada sobre anuncios',
      text: 'Lo que dice la revisión de TikTok sobre un anuncio aparece aquí en un segundo.',
    },
    accounts: {
      title: 'Nada sobre cuentas',
      text: 'Las cuentas publicitarias suspendidas, los accesos perdidos y los problemas de inicio de sesión aparecen aquí.',
    },
    audiences: {
      title: 'Nada sobre audiencias',
      text: 'Las exportaciones que terminan o esperan, y las audiencias que están listas o caducan pronto, aparecen aquí.',
    },
  },
  interrupted: 'Las novedades en vivo se interrumpieron',
  tryingIn: (seconds) =>
    `${plural(seconds, {
      one: 'Se intenta de nuevo en # segundo.',
      many: 'Se intenta de nuevo en # de segundos.',
      other: 'Se intenta de nuevo en # segundos.',
    })} Entonces se recupera lo que falte.`,
  trying: 'Intentando de nuevo. Entonces se recupera lo que falte.',
  tryNow: 'Intentar ahora',
  live: 'Las novedades en vivo han vuelto',

  nameless: {
    ad: 'anuncio',
    adgroup: 'grupo de anuncios',
    campaign: 'campaña',
    account: 'cuenta publicitaria',
    connection: 'inicio de sesión de TikTok',
    export: 'exportación',
    audience: 'audiencia',
    approval: 'llamada a TikTok',
    notice: 'aviso',
  },
  titles: {
    'ad.disapproved': (name) => `Anuncio rechazado: ${name}`,
    'ad.approved': (name) => `Anuncio aprobado: ${name}`,
    'adgroup.disapproved': (name) => `Grupo de anuncios rechazado: ${name}`,
    'adgroup.approved': (name) => `Grupo de anuncios aprobado: ${name}`,
    'campaign.status_changed': (name) => `La campaña cambió: ${name}`,
    'account.suspended': (name) => `Cuenta publicitaria suspendida: ${name}`,
    'account.restored': (name) => `Cuenta publicitaria restablecida: ${name}`,
    'account.access_lost': (name) => `Acceso perdido: ${name}`,
    'account.access_restored': (name) => `Acceso recuperado: ${name}`,
    'connection.expiring': (name) => `El inicio de sesión termina pronto: ${name}`,
    'connection.read_only': (name) => `Inicio de sesión de solo lectura: ${name}`,
    'connection.disconnected': (name) => `Inicio de sesión rechazado: ${name}`,
    'connection.restored': (name) => `El inicio de sesión vuelve a funcionar: ${name}`,
    'connection.removed': (name) => `Inicio de sesión desconectado: ${name}`,
    'export.started': (name) => `La exportación empezó: ${name}`,
    'export.completed': (name) => `La exportación terminó: ${name}`,
    'export.failed': (name) => `La exportación se detuvo: ${name}`,
    'export.cancelled': (name) => `Exportación cancelada: ${name}`,
    'mirror.confirmation_needed': (name) => `Una ejecución espera tu decisión: ${name}`,
    'audience.ready': (name) => `Audiencia lista: ${name}`,
    'audience.expiring': (name) => `La audiencia caduca pronto: ${name}`,
    'approval.requested': (name) => `Espera una decisión: ${name}`,
    'approval.decided': (name) => `Decisión tomada: ${name}`,
    'tiktok.unknown': (name) => `Aviso desconocido de TikTok: ${name}`,
  },
  approvedInPart: (kind) => (name) =>
    `${kind === 'ad' ? 'Anuncio aprobado' : 'Grupo de anuncios aprobado'} en parte: ${name}`,
  decidedTitle: {
    approved: (name) => `Llamada aprobada: ${name}`,
    failed: (name) => `Llamada aprobada, pero sin efecto: ${name}`,
    denied: (name) => `Llamada denegada: ${name}`,
    withdrawn: (name) => `Llamada retirada: ${name}`,
    expired: (name) => `Nadie decidió: ${name}`,
  },
  endsIn: (left) => (name) =>
    left > 0 ? `La audiencia caduca en ${days(left)}: ${name}` : `La audiencia caduca hoy: ${name}`,
  ended: (name) => `La audiencia caducó: ${name}`,
  otherTitle: (name) => `Nuevo tipo de evento: ${name}`,

  disapproved: (kind, reasons, suggestion, isOpen) =>
    // TikTok's suggestion says what to do; ours beside it would say it twice.
    `${says(reasons)}${suggests(suggestion)}${isOpen && suggestion === null ? ` Cambia ${things[kind]} y envíalo otra vez a revisión.` : ''}`,
  approved: (kind, isPartial) =>
    isPartial
      ? 'TikTok terminó su revisión. Algunas ubicaciones, edades o lugares siguen rechazados; el resto se puede publicar.'
      : `TikTok terminó su revisión. Ya se puede publicar ${things[kind]}.`,
  campaignChanged: (from, to) => `Ahora: ${campaignStatus(to)}. Antes: ${campaignStatus(from)}.`,
  suspended: (reason, isOpen) =>
    `${reason === null ? '' : `${says([reason])} `}${
      isOpen
        ? 'Sus anuncios se detuvieron y se rechazan las exportaciones a ella. Puedes apelar.'
        : 'Sus anuncios se habían detenido y se rechazaban las exportaciones a ella.'
    }`,
  restored: 'Sus anuncios se pueden publicar de nuevo y se le puede exportar.',
  accessLost:
    'El inicio de sesión ya no accede a ella, así que sus exportaciones esperan. Inicia sesión con un usuario que tenga acceso o pídelo a un Administrador de la cuenta publicitaria.',
  accessRestored: 'El inicio de sesión vuelve a acceder a ella. Lo que esperaba continúa solo.',
  expiring: (accountCount) =>
    `No se puede renovar solo. ${
      accountCount === 0
        ? 'Inicia sesión antes de que termine.'
        : plural(accountCount, {
            one: 'Inicia sesión antes de que termine, y # cuenta publicitaria sigue sin interrupción.',
            many: 'Inicia sesión antes de que termine, y # de cuentas publicitarias siguen sin interrupción.',
            other: 'Inicia sesión antes de que termine, y # cuentas publicitarias siguen sin interrupción.',
          })
    }`,
  readOnly: (accountCount, waiting) =>
    `No se pudo renovar este inicio de sesión de TikTok. ${hangs(accountCount, waiting)}`,
  disconnected: (accountCount, waiting) => `TikTok ya no acepta este inicio de sesión. ${hangs(accountCount, waiting)}`,
  reconnected: 'Lo que esperaba por él continúa solo.',
  removed: 'Alguien lo desconectó de forma definitiva. Con él ya no se envía nada a TikTok.',
  exportCompleted: (sent, rejected) => {
    const leftOut = plural(rejected, {
      one: '; # fila se omitió',
      many: '; # de filas se omitieron',
      other: '; # filas se omitieron',
    });
    return `TikTok recibió ${people(sent)} de ella${rejected === 0 ? '' : leftOut}. Los anuncios pueden usar la audiencia.`;
  },
  exportCompletedRemoval: (sent) => `Se pidió a TikTok que quitara ${people(sent)}.`,
  exportFailed: (why, sent) =>
    `${why} ${
      sent === 0
        ? 'No se envió nada.'
        : plural(sent, {
            one: '# persona ya está allí y no se envía dos veces.',
            many: '# de personas ya están allí y no se envían dos veces.',
            other: '# personas ya están allí y no se envían dos veces.',
          })
    }`,
  exportFailedWhy: 'Algo falló por el camino.',
  exportCancelled: (sent) =>
    `Alguien la canceló. ${
      sent === 0
        ? 'No se envió nada.'
        : plural(sent, {
            one: '# persona ya se había enviado, y se queda.',
            many: '# de personas ya se habían enviado, y se quedan.',
            other: '# personas ya se habían enviado, y se quedan.',
          })
    }`,
  exportStarted: 'Se está enviando.',
  asks: {
    many_removals: (toAdd, toRemove) =>
      `Quitaría a ${toRemove === null ? 'muchas personas' : people(toRemove)}${toAdd === null || toAdd === 0 ? '' : ` y añadiría a ${number(toAdd)}`}. ${untilAgreed}`,
    replaces_audience: () =>
      `Reemplazaría a todas las personas de la audiencia, y los anuncios pueden pausarse mientras tanto. ${untilAgreed}`,
    source_shrank: (toAdd, toRemove) =>
      `El segmento se redujo mucho: se quitaría a ${toRemove === null ? 'muchas personas' : people(toRemove)}${toAdd === null || toAdd === 0 ? '' : ` y se añadiría a ${number(toAdd)}`}. ${untilAgreed}`,
  },
  audienceReady: (matched, sent) => {
    if (matched === null) return 'Los anuncios ya pueden usarla.';
    const found =
      sent === null || sent < matched ? `cerca de ${people(matched)}` : `${number(matched)} de ${people(sent)}`;
    return `TikTok encontró a ${found}. Los anuncios ya pueden usarla.`;
  },
  audienceEnding: 'Úsala en un grupo de anuncios activo o añade personas, y TikTok la conserva otros 365 días.',
  audienceEnded: 'TikTok la eliminó, salvo que alguien la usara a tiempo.',
  approvalRequested: (wants, isOpen) => `${wants}.${isOpen ? ' TikTok no recibe nada hasta que alguien decida.' : ''}`,
  approvalDecided: {
    approved: (by) => (by === null ? 'Se aprobó.' : `La aprobó ${isolated(by)}.`),
    failed: () => 'Alguien la aprobó, pero no se pudo hacer. Los controles indican por qué.',
    denied: (by) => `${by === null ? 'Se denegó' : `La denegó ${isolated(by)}`}. ${NOTHING_SENT}`,
    withdrawn: () => `Quien la pidió la retiró. ${NOTHING_SENT}`,
    expired: () => `Se acabó el tiempo para decidir. ${NOTHING_SENT}`,
  },
  unknown: 'Esta versión no conoce ese tipo, así que no hace nada con él.',
  other: 'Esta versión aún no sabe decir qué significa.',
  unknownMore: 'Qué contiene',
  kind: (object) => `tipo ${object}`,

  unconfirmed: (what) =>
    `Sin confirmar (${what}): no se pudo consultar de nuevo a TikTok, o ya no le consta. Esto es lo que decía su aviso.`,
  settled: (when) => `${fullStop(`Resuelto ${when}`)} Nadie tiene que hacer nada.`,
  at: atTime,
  on: (moment) => `el ${moment}`,
  retried: 'Continúa donde se detuvo.',
  needsConnect: 'Para iniciar sesión de nuevo hace falta el permiso “Conectar”.',
  needsExport: 'Para continuar hace falta el permiso “Exportar”.',
  standsUnder: {
    accounts: 'Lo encuentras en Cuentas publicitarias.',
    audiences: 'Lo decides en Audiencias.',
    controls: 'Lo decides en Controles.',
  },

  edit: 'Editar en Ads Manager',
  appeal: 'Apelar en Ads Manager',
  see: 'Ver en Ads Manager',
  opensNewTab: 'se abre en una pestaña nueva',
  signIn: 'Iniciar sesión de nuevo',
  newToken: 'Pegar un token nuevo',
  retry: 'Reintentar exportación',
  retrying: 'Continuando…',
  review: 'Revisar la ejecución',
  reviewCall: 'Revisar',
  openControls: 'Mostrar controles',
  openExport: 'Abrir la exportación',
  openAccounts: 'Mostrar cuentas publicitarias',
  openAudiences: 'Mostrar audiencias',
  about: (button, name) => `${button}: ${isolated(name)}`,
};
