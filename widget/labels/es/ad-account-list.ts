import type { adAccountList as English } from '../en/ad-account-list.ts';
import { accounts, accountsFound } from './counts.ts';
import { fullStop } from './moment.ts';
import { isolated, number, plural } from './speech.ts';

const askAdmin = 'Pídeselo a quien administra este espacio de trabajo.';

const removedAccounts = (count: number) =>
  plural(count, {
    one: 'Se quitó # cuenta publicitaria',
    many: 'Se quitaron # de cuentas publicitarias',
    other: 'Se quitaron # cuentas publicitarias',
  });
/** "las exportaciones a 3 cuentas publicitarias" */
const exportsTo = (count: number) => `las exportaciones${count === 0 ? '' : ` a ${accounts(count)}`}`;

/** Who looks, where no name is known: Spanish has a pronoun for it. */
const ME = 'mí';
const canYouGive = (person: string) => (person === ME ? '¿me puedes dar' : `¿le puedes dar a ${person}`);

/** Words of `<tiktok-ad-account-list>`. */
export const adAccountList: typeof English = {
  title: 'Cuentas publicitarias',
  fromSignIns: (count) =>
    plural(count, {
      one: 'De # inicio de sesión de TikTok',
      many: 'De # de inicios de sesión de TikTok',
      other: 'De # inicios de sesión de TikTok',
    }),
  loadedSoFar: (count) => `Cargando tus cuentas publicitarias, ${number(count)} hasta ahora`,
  firstOnly: (count) =>
    plural(count, {
      one: 'Solo la primera. El resto no se pudo cargar.',
      many: 'Las primeras #. El resto no se pudo cargar.',
      other: 'Las primeras #. El resto no se pudo cargar.',
    }),
  find: 'Buscar por nombre o ID',
  found: accountsFound,
  notFoundTitle: 'No se encontró ninguna cuenta publicitaria',
  notFound: (query) => `Ninguna cuenta publicitaria tiene “${isolated(query)}” en el nombre ni en el ID.`,
  notFoundStatus: (status) => `Ninguna cuenta publicitaria tiene ahora el estado “${status}”.`,
  notFoundBoth: (query, status) =>
    `Ninguna cuenta publicitaria con “${isolated(query)}” en el nombre o en el ID tiene el estado “${status}”.`,
  showAll: 'Mostrar todas',
  connectAnother: 'Conectar otra',
  columns: {
    account: 'Cuenta',
    status: 'Estado',
    role: 'Rol',
    currency: 'Moneda',
    zone: 'Zona horaria',
    remove: 'Quitar',
  },
  unnamed: 'Cuenta publicitaria sin nombre',
  unknown: 'Se desconoce',
  sandbox: 'Sandbox',
  statuses: {
    connected: 'Conectada',
    read_only: 'Solo lectura',
    disconnected: 'Desconectada',
    suspended: 'Suspendida',
    no_permission: 'Sin permiso',
  },

  filterBy: 'Filtrar por estado',
  everyStatus: 'Todas',
  sortBy: 'Ordenar por',
  sorts: {
    name: { ascending: 'Nombre, de la A a la Z', descending: 'Nombre, de la Z a la A' },
    status: { ascending: 'Estado, primero con problemas', descending: 'Estado, primero conectadas' },
    role: { ascending: 'Rol, Administrador primero', descending: 'Rol, Administrador al final' },
    currency: { ascending: 'Moneda, de la A a la Z', descending: 'Moneda, de la Z a la A' },
    timezone: { ascending: 'Zona horaria, de la A a la Z', descending: 'Zona horaria, de la Z a la A' },
  },
  sorted: (order) => `Orden: ${order}`,
  pages: 'Páginas',
  range: (first, last, all) => `${number(first)}–${number(last)} de ${number(all)}`,
  rangeSpoken: (first, last, all) =>
    `Cuentas publicitarias de la ${number(first)} a la ${number(last)}, de ${number(all)}`,
  previous: 'Anterior',
  next: 'Siguiente',
  page: 'Página',
  ofPages: (count) => `de ${number(count)}`,

  readOnlyWhy: 'Las exportaciones esperan un nuevo inicio de sesión.',
  analystWhy: 'El rol Analista solo permite leer.',
  ungrantedWhy: 'Falta el permiso para audiencias.',
  notApprovedWhy: 'TikTok aún no la aprobó.',
  refusedOn: (date) => fullStop(`Rechazado el ${date}`),
  refused: 'TikTok rechaza el inicio de sesión.',
  suspendedWhy: 'Sus anuncios se detuvieron.',
  notSharedSince: (date) => fullStop(`No se comparte desde el ${date}`),
  notShared: 'El inicio de sesión ya no la comparte.',
  appeal: 'Apelar',
  appealName: (name) => `Apelar por ${name}, se abre en una pestaña nueva`,
  seeWhy: 'Ver motivo',
  seeWhyName: (name) => `Ver motivo por el que ${name} no está aprobada, se abre en una pestaña nueva`,
  signInAgain: 'Iniciar sesión de nuevo',
  signInAgainName: (name) => `Iniciar sesión de nuevo para ${name}`,
  askAdmin: 'Pedir a un Administrador…',
  askAdminName: (name) => `Pedir a un Administrador… de ${name}`,

  checkedWhen: (when) => `Comprobada ${when}`,
  checkedAt: (date, time) => `${date}, ${time}`,
  checkedAtTitle: (at) => `Última comprobación: ${at}`,
  refresh: 'Actualizar',
  refreshName: (name) => `Actualizar ${name}`,
  checking: 'Comprobando…',
  checkAll: 'Comprobar todas',
  checkAllName: 'Comprobar todas las cuentas publicitarias',
  checkingAll: (done, all) =>
    all === 1 ? 'Comprobando…' : `Comprobando inicio de sesión ${number(Math.min(done + 1, all))} de ${number(all)}…`,
  checkedAll: (troubled) =>
    troubled === 0
      ? 'Comprobación lista. Todas las cuentas publicitarias están conectadas.'
      : `Comprobación lista. ${plural(troubled, {
          one: '# cuenta publicitaria no está conectada.',
          many: '# de cuentas publicitarias no están conectadas.',
          other: '# cuentas publicitarias no están conectadas.',
        })}`,
  checked: (name, status) => `${name}: ${status}`,
  checkedRefused: 'TikTok sigue rechazándolo. Inicia sesión de nuevo.',
  checkFailed: (name) => `No se pudo comprobar ${name}`,
  checkAllFailed: 'No se pudieron comprobar todas las cuentas publicitarias',

  select: 'Seleccionar',
  selectName: (name) => `Seleccionar ${name}`,
  selectAll: (count) => `Seleccionar todas (${number(count)})`,
  selectAllFound: (count) => `Seleccionar las encontradas (${number(count)})`,
  selected: (count) =>
    count === 0
      ? 'Ninguna seleccionada'
      : plural(count, { one: '# seleccionada', many: '# seleccionadas', other: '# seleccionadas' }),
  selectedHidden: (count) =>
    plural(count, { one: '# no se muestra aquí', many: '# no se muestran aquí', other: '# no se muestran aquí' }),
  selectionBar: 'Cuentas publicitarias seleccionadas',

  removeName: (name) => `Quitar ${name}`,
  removeTitle: (name) => `¿Quitar ${name}?`,
  removeManyTitle: (count) => `¿Quitar ${accounts(count)}?`,
  andMore: (count) => `y ${number(count)} más`,
  removeStops: 'No recibe exportaciones nuevas, y las que están en curso se detienen.',
  removeStopsMany: 'No reciben exportaciones nuevas, y las que están en curso se detienen.',
  removeStays: 'Sus campañas y audiencias siguen en TikTok Ads Manager.',
  removeStaysMany: 'Sus campañas y audiencias siguen en TikTok Ads Manager.',
  removeHistory: 'El historial de exportaciones se conserva.',
  removeOthers: (count) =>
    plural(count, {
      one: 'Tu otra cuenta publicitaria no se ve afectada.',
      many: 'Tus otras # de cuentas publicitarias no se ven afectadas.',
      other: 'Tus otras # cuentas publicitarias no se ven afectadas.',
    }),
  removeAgain: 'Puedes volver a importarla cuando quieras.',
  removeAgainMany: 'Puedes volver a importarlas cuando quieras.',
  keep: 'Conservar cuenta',
  keepMany: 'Conservar cuentas',
  remove: 'Quitar cuenta',
  removeManyAsk: (count) => `Quitar ${accounts(count)}…`,
  removeMany: (count) => `Quitar ${accounts(count)}`,
  removing: 'Quitando…',
  removingMany: (count) => `Quitando ${accounts(count)}`,
  removedOf: (done, all) =>
    `${number(done)} de ${plural(all, { one: '# quitada', many: '# quitadas', other: '# quitadas' })}`,
  stop: 'Detener',
  stopping: 'Deteniendo…',
  removed: (name) => `Se quitó ${name}`,
  removedMany: (count) => removedAccounts(count),
  removedSome: (count, left) =>
    `${removedAccounts(count)}, ${plural(left, { one: '# se conserva', many: '# se conservan', other: '# se conservan' })}`,
  removeFailed: 'No se pudo quitar esta cuenta publicitaria',
  removeFailedMany: (left, all) =>
    left === all
      ? plural(left, {
          one: 'No se pudo quitar esta cuenta publicitaria',
          many: 'No se pudieron quitar estas # de cuentas publicitarias',
          other: 'No se pudieron quitar estas # cuentas publicitarias',
        })
      : `${plural(left, { one: 'No se quitó #', many: 'No se quitaron #', other: 'No se quitaron #' })} de ${accounts(all)}`,
  retryMany: (count) =>
    plural(count, { one: 'Reintentar', many: 'Reintentar con estas #', other: 'Reintentar con estas #' }),

  undo: 'Deshacer',
  undoing: 'Recuperando…',
  undone: (count) =>
    plural(count, {
      one: '# cuenta publicitaria está de vuelta',
      many: '# de cuentas publicitarias están de vuelta',
      other: '# cuentas publicitarias están de vuelta',
    }),
  undoFailed: (count) =>
    plural(count, {
      one: 'No se pudo recuperar # cuenta publicitaria',
      many: 'No se pudieron recuperar # de cuentas publicitarias',
      other: 'No se pudieron recuperar # cuentas publicitarias',
    }),
  dismiss: 'Ocultar',

  readOnlyTitle: (name) => `${name} es de solo lectura`,
  readOnly: (count) =>
    `No se pudo renovar su inicio de sesión de TikTok, así que ${exportsTo(count)} están en pausa. No se pierde nada, y se puede seguir leyendo.`,
  disconnectedTitle: (name) => `${name}: sin conexión con TikTok`,
  disconnected: (count) =>
    `TikTok ya no acepta este inicio de sesión, así que ${exportsTo(count)} esperan. No se pierde nada, y continúan tras un nuevo inicio de sesión.`,
  disconnectedToken: (count) =>
    `TikTok ya no acepta este token, así que ${exportsTo(count)} esperan. No se pierde nada, y continúan con un token nuevo.`,
  moreTroubled: (count) =>
    plural(count, {
      one: 'Mostrar # inicio de sesión más por atender',
      many: 'Mostrar # de inicios de sesión más por atender',
      other: 'Mostrar # inicios de sesión más por atender',
    }),

  askTitle: (name) => `Pide ayuda a un Administrador de ${name}`,
  askAnalyst:
    'El rol Analista solo permite leer, así que no se puede exportar a esta cuenta publicitaria. Un Administrador de la cuenta puede darte el rol Operador en el Centro de negocios de TikTok. Después, actualízala aquí.',
  askAccess:
    'El inicio de sesión ya no comparte esta cuenta publicitaria. Inicia sesión de nuevo y márcala en la página de TikTok. Si no aparece, un Administrador de la cuenta puede devolverte el acceso en el Centro de negocios de TikTok. Después, actualízala aquí.',
  askMessage: 'Mensaje para el Administrador',
  askAnalystMessage: (name, id, person) =>
    `Hola, ${canYouGive(person)} el rol Operador en la cuenta publicitaria de TikTok “${name}” (${id})? Con el rol Analista no se le pueden enviar audiencias. Se configura en el Centro de negocios de TikTok. ¡Gracias!`,
  askAccessMessage: (name, id, person) =>
    `Hola, ${canYouGive(person)} de nuevo acceso a la cuenta publicitaria de TikTok “${name}” (${id}), con el rol Operador o Administrador? Se configura en el Centro de negocios de TikTok. ¡Gracias!`,
  me: ME,
  copyMessage: 'Copiar mensaje',
  messageCopied: 'Copiado',
  openBusinessCenter: 'Centro de negocios',
  opensNewTab: 'se abre en una pestaña nueva',

  emptyTitle: 'Aún no hay cuentas publicitarias',
  empty: 'Conecta TikTok y elige las cuentas publicitarias que quieres usar aquí. Tarda alrededor de un minuto.',
  emptySignedIn: (name, count) =>
    `${isolated(name)} comparte ${plural(count, {
      one: '# cuenta publicitaria. Elige si quieres usarla aquí.',
      many: '# de cuentas publicitarias. Elige cuáles usar aquí.',
      other: '# cuentas publicitarias. Elige cuáles usar aquí.',
    })}`,
  emptySignedInMany:
    'Elige, en uno de los inicios de sesión de abajo, las cuentas publicitarias que quieres usar aquí.',
  connect: 'Conectar cuenta publicitaria',
  lookOnly: `Para conectar y quitar hace falta el permiso “Conectar”. ${askAdmin}`,
  emptyLookOnly: `Nadie ha conectado TikTok aquí. Para eso hace falta el permiso “Conectar”. ${askAdmin}`,
  failedTitle: 'No se pudieron cargar tus cuentas publicitarias',
  staleTitle: 'No se pudieron actualizar tus cuentas publicitarias',
  offline: 'No ha cambiado nada. Tus cuentas publicitarias aparecen en cuanto recuperes la conexión.',
  noPermissionTitle: 'No puedes ver las cuentas publicitarias de TikTok',
  noPermission:
    'Tu rol en este espacio de trabajo no incluye TikTok. Pide el permiso “Leer” a quien administra este espacio de trabajo.',
};
