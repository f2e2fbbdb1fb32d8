import type { signIns as English } from '../en/sign-ins.ts';
import { accounts } from './counts.ts';
import { fullStop, past } from './moment.ts';
import { named } from './named.ts';
import { isolated, number, plural } from './speech.ts';

/** Words of the sign-ins, which stand below the ad accounts. */
export const signIns: typeof English = {
  title: 'Inicios de sesión',
  account: 'Cuenta de TikTok',
  someone: 'Inicio de sesión de TikTok',
  token: (last4) => `Token que termina en ${last4}`,
  pasted: 'Token pegado',
  states: { active: 'Conectado', expiring: 'Termina pronto', read_only: 'Solo lectura', disconnected: 'Desconectado' },
  lasts: 'No necesita renovación',
  renews: 'Se renueva solo',
  renewsNext: (when) => `Se renueva solo, próxima vez ${when}`,
  worksUntil: (when) => fullStop(`Funciona hasta: ${when}`),
  notRenewed: 'Aún no se ha renovado.',
  readOnly: 'Las exportaciones esperan un nuevo inicio de sesión.',
  refused: 'TikTok lo rechaza.',
  imported: (used, shared) =>
    `${number(used)} de ${plural(shared, {
      one: '# cuenta publicitaria en uso',
      many: '# de cuentas publicitarias en uso',
      other: '# cuentas publicitarias en uso',
    })}`,
  importedMore: (used, shared) => {
    if (used === 1) return `${accounts(used)} aquí, no compartida`;
    const stillShared = plural(shared, { one: '# compartida', many: '# compartidas', other: '# compartidas' });
    return `${accounts(used)} aquí, ${shared === 0 ? 'ninguna compartida' : stillShared}`;
  },
  none: 'Sin cuentas publicitarias',
  checked: (when) => `Comprobado ${past(when)}`,
  notChecked: 'Aún sin comprobar',
  more: (count) =>
    plural(count, {
      one: 'Mostrar # inicio de sesión más',
      many: 'Mostrar # de inicios de sesión más',
      other: 'Mostrar # inicios de sesión más',
    }),
  less: 'Mostrar menos',

  manage: 'Gestionar',
  manageName: (name) => `Gestionar ${name}`,
  actionsName: (name) => `Qué puedes hacer con ${name}`,
  check: 'Comprobar ahora',
  checking: 'Comprobando…',
  checkedName: (name, state) => `${name}: ${state}`,
  checkFailed: (name) => `No se pudo comprobar ${name}`,
  signIn: 'Iniciar sesión de nuevo',
  signInName: (name) => `Iniciar sesión de nuevo como ${name}`,
  newToken: 'Pegar un token nuevo',
  newTokenName: (name) => `Pegar un token nuevo en lugar de ${name}`,
  choose: 'Elegir cuentas publicitarias',
  chooseName: (name) => `Elegir cuentas publicitarias de ${name}`,
  disconnect: 'Desconectar…',
  disconnectName: (name) => `Desconectar ${name}…`,
  pasteToken: 'Pegar un token',
  orPasteToken: 'Pegar un token de acceso',
  connectAdvertiser: 'Conectar cuenta publicitaria',
  businessCenter: 'Centro de negocios',
  opensNewTab: 'se abre en una pestaña nueva',
  dismiss: 'Ocultar',
  dismissName: (name) => `Ocultar: ${name}`,

  noAccounts:
    'Este inicio de sesión no comparte cuentas publicitarias. Inicia sesión de nuevo y marca al menos una en la página de TikTok.',
  noAccountsOfAccount:
    'Esta cuenta de TikTok no da acceso a cuentas publicitarias. Para añadirlas, inicia sesión como anunciante.',
  noAccountsOfToken: 'Este token no da acceso a cuentas publicitarias. Pégalo de nuevo con el ID de una.',
  businessCenterOnly:
    'Este inicio de sesión pertenece a un Centro de negocios, pero no tiene asignada ninguna cuenta publicitaria. Pide a quien lo administra que le asigne una y comprueba de nuevo.',
  quoted: (name) => `“${isolated(name)}”`,
  permissionsMissing: (names, stops, isOne) =>
    isOne
      ? `Falta el permiso ${names}, así que ${stops}. Inicia sesión de nuevo y déjalo marcado.`
      : `Faltan los permisos ${names}, así que ${stops}. Inicia sesión de nuevo y déjalos marcados.`,
  stops: {
    '1': 'no se pueden leer las cuentas publicitarias',
    '3': 'no se pueden crear ni cambiar audiencias',
  },
  stopsOther: 'una parte no funcionará',
  renewalDelayed: (until) =>
    `TikTok aún no lo ha renovado. ${fullStop(`Lo seguimos intentando${until === undefined ? '' : `, y funciona hasta: ${until}`}`)} Por ahora no ha cambiado nada.`,
  sandbox:
    'El sandbox de TikTok no muestra cuentas publicitarias ni guarda audiencias. Úsalo para probar, no para exportar.',
  added: (count, names, more) =>
    `${plural(count, {
      one: 'Se añadió # cuenta publicitaria',
      many: 'Se añadieron # de cuentas publicitarias',
      other: 'Se añadieron # cuentas publicitarias',
    })}: ${named(names, more)}.`,
  gone: (count, names, more, isAlone) =>
    `${
      isAlone
        ? plural(count, {
            one: '# cuenta publicitaria ya no está',
            many: '# de cuentas publicitarias ya no están',
            other: '# cuentas publicitarias ya no están',
          })
        : plural(count, { one: '# ya no está', many: '# ya no están', other: '# ya no están' })
    }: ${named(names, more)}.`,

  disconnectTitle: (name) => `¿Desconectar ${name}?`,
  stopsPermission: 'Se pide a TikTok que retire su permiso, y olvidamos su token.',
  stopsToken: 'Olvidamos el token. TikTok lo sigue aceptando hasta que se retire donde se creó.',
  stopsWork: 'Terminan las renovaciones y las comprobaciones.',
  stopsAccounts: (count) =>
    plural(count, {
      one: 'Su cuenta publicitaria sale de esta lista, y las exportaciones en curso hacia ella se detienen:',
      many: 'Sus # de cuentas publicitarias salen de esta lista, y las exportaciones en curso hacia ellas se detienen:',
      other: 'Sus # cuentas publicitarias salen de esta lista, y las exportaciones en curso hacia ellas se detienen:',
    }),
  andMore: (count) => `y ${number(count)} más`,
  staysTikTok: 'Las campañas y las audiencias siguen en TikTok.',
  staysHere: 'La asignación y el historial de exportaciones se conservan.',
  staysOthers: (count) =>
    plural(count, {
      one: 'Tu otro inicio de sesión no se ve afectado.',
      many: 'Tus otros # de inicios de sesión no se ven afectados.',
      other: 'Tus otros # inicios de sesión no se ven afectados.',
    }),
  keep: 'Conservar inicio de sesión',
  disconnectNow: 'Desconectar',
  disconnecting: 'Desconectando…',
  disconnected: (name) => `${name}: inicio de sesión desconectado`,
  disconnectFailed: 'No se pudo desconectar',

  expiringTitle: (name, date) => `${name}: inicia sesión de nuevo antes del ${date}`,
  expiringToken: (name, date) => `${name}: pega uno nuevo antes del ${date}`,
  expiring: (count) =>
    `Después, las exportaciones a ${accounts(count)} quedarían en espera. Hasta entonces, todo funciona como antes.`,
  delayedTitle: (name) => `${name}: aún sin renovar`,
};
