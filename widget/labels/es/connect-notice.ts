import type { connectNotice as English } from '../en/connect-notice.ts';
import { isolated, number, plural } from './speech.ts';

/** By TikTok’s id, of the permissions that exports need. */
const PERMISSION_MEANS: Readonly<Record<string, string>> = {
  '1': 'Sin él no se pueden leer las cuentas publicitarias.',
  '3': 'Sin él no se puede exportar ninguna audiencia.',
};
const NOT_NEEDED = 'Las exportaciones no lo necesitan.';

const codeAndTime = (minutes: number): string =>
  plural(minutes, {
    one: 'Si TikTok te envía un código por correo, no hay prisa: esto sigue abierto # minuto más.',
    many: 'Si TikTok te envía un código por correo, no hay prisa: esto sigue abierto # de minutos más.',
    other: 'Si TikTok te envía un código por correo, no hay prisa: esto sigue abierto # minutos más.',
  });

/** Words of the notices that take the connect button's place once it is pressed. */
export const connectNotice: typeof English = {
  waitingTitle: 'Termina en la ventana de TikTok',
  waiting: (minutes) => `Inicia sesión y permite el acceso. ${codeAndTime(minutes)}`,
  waitingAs: (name, minutes) =>
    `Inicia sesión como ${isolated(name)} y comparte las mismas cuentas publicitarias. ${codeAndTime(minutes)}`,
  minutesLeft: (minutes) =>
    plural(minutes, {
      one: 'Queda # minuto para terminar en la ventana de TikTok',
      many: 'Quedan # de minutos para terminar en la ventana de TikTok',
      other: 'Quedan # minutos para terminar en la ventana de TikTok',
    }),
  showWindow: 'Mostrar la ventana',
  cantSee: '¿No la ves?',
  continueInTab: 'Continuar en esta pestaña',
  leavingTitle: 'Vas a TikTok',
  leaving: 'TikTok te traerá de vuelta a esta página.',
  checkingTitle: 'Comprobando con TikTok',
  checking: 'Tarda unos segundos.',
  blockedTitle: 'Tu navegador bloqueó la ventana de TikTok',
  blocked: 'Continúa en esta pestaña. TikTok te traerá de vuelta a esta página.',
  closedTitle: 'Se cerró la ventana de TikTok',
  closed: 'No se conectó nada. Empieza de nuevo cuando quieras.',
  cutOffTitle: '¿Sigue abierta la ventana de TikTok?',
  cutOff: 'Si es así, termina allí: esta página se entera. Si la cerraste, no se cambió nada.',
  closedAgain: 'No se cambió nada. Empieza de nuevo cuando quieras.',
  startAgain: 'Empezar de nuevo',
  expiredTitle: 'Pasaron más de 10 minutos',
  expired: 'Por tu seguridad, la solicitud se cerró. No se cambió nada.',
  offlineTitle: 'No tienes conexión',
  offline: 'Si terminaste en TikTok, no se pierde nada. Lo comprobaremos en cuanto recuperes la conexión.',
  checkNow: 'Comprobar ahora',
  refusedTitle: 'No se permitió el acceso a TikTok',
  refused: 'No se conectó nada. Empieza de nuevo y permite el acceso en la página de TikTok.',
  refusedAgain: 'No se cambió nada. Empieza de nuevo y permite el acceso en la página de TikTok.',
  otherUserTitle: 'Inició sesión otro usuario de TikTok',
  otherUser:
    'No se cambió nada. Inicia sesión de nuevo con el usuario de TikTok que conectó primero estas cuentas publicitarias.',
  otherUserThan: (name) =>
    `No se cambió nada. Esta conexión pertenece a ${isolated(name)}: cierra la sesión en TikTok e iníciala con ese usuario.`,
  notStartedTitle: 'No se pudo abrir el inicio de sesión',
  failedTitle: 'TikTok no se conectó',
  failed: 'TikTok no completó el inicio de sesión. No ha cambiado nada. Empieza de nuevo.',
  session: 'No ha cambiado nada. Recarga la página y vuelve a conectar.',
  notAllowedTitle: 'No puedes conectar cuentas publicitarias',
  connectedTitle: (name) => (name === undefined ? 'Conexión lista' : `Conexión lista: ${name}`),
  connected: (count) =>
    plural(count, {
      one: 'TikTok compartió # cuenta publicitaria. Elige si quieres usarla aquí.',
      many: 'TikTok compartió # de cuentas publicitarias. Elige cuáles usar aquí.',
      other: 'TikTok compartió # cuentas publicitarias. Elige cuáles usar aquí.',
    }),
  connectedText: 'Elige qué cuentas publicitarias usar aquí.',
  choose: 'Elegir cuentas publicitarias',
  pickerFailedTitle: 'No se abrió la lista de cuentas publicitarias',
  againTitle: (name) => (name === undefined ? 'Sesión iniciada de nuevo' : `Sesión iniciada de nuevo: ${name}`),
  reconnected: 'Las cuentas publicitarias vuelven a funcionar. No se perdió nada.',
  accepted: (count) =>
    count === 0
      ? 'El nuevo inicio de sesión ya está en uso.'
      : `El nuevo inicio de sesión ya está en uso. ${plural(count, {
          one: '# cuenta publicitaria importada no se puede usar hasta que un inicio de sesión vuelva a compartirla.',
          many: '# de cuentas publicitarias importadas no se pueden usar hasta que un inicio de sesión vuelva a compartirlas.',
          other:
            '# cuentas publicitarias importadas no se pueden usar hasta que un inicio de sesión vuelva a compartirlas.',
        })}`,
  fewerTitle: (count) =>
    plural(count, {
      one: 'Este inicio de sesión comparte # cuenta publicitaria menos',
      many: 'Este inicio de sesión comparte # de cuentas publicitarias menos',
      other: 'Este inicio de sesión comparte # cuentas publicitarias menos',
    }),
  fewerScopesTitle: (count) =>
    plural(count, {
      one: 'Este inicio de sesión concede # permiso menos',
      many: 'Este inicio de sesión concede # de permisos menos',
      other: 'Este inicio de sesión concede # permisos menos',
    }),
  review:
    'Aún no ha cambiado nada. Tus cuentas publicitarias siguen con el inicio de sesión que tienen hasta que elijas.',
  reviewDisconnected: 'Aún no ha cambiado nada. Este inicio de sesión sigue desconectado hasta que elijas.',
  reviewUnread: 'Aún no ha cambiado nada, y nada cambiará hasta que elijas.',
  reviewGrown: 'Esto cambió después de tu elección. Míralo otra vez y elige.',
  reviewTime:
    'En ambos casos, las cuentas publicitarias importadas, la asignación y el historial se quedan aquí. Si no eliges en 30 minutos, todo queda como estaba.',
  otherUserNow: (before, now) => `La conexión es de ${isolated(before)}; este inicio de sesión es de ${isolated(now)}.`,
  lostAccounts: (count) =>
    plural(count, {
      one: '# cuenta publicitaria ya no se comparte',
      many: '# de cuentas publicitarias ya no se comparten',
      other: '# cuentas publicitarias ya no se comparten',
    }),
  lostIsImported: 'importada aquí',
  lostMore: (count, imported) => {
    const more = `y ${number(count)} más`;
    if (imported === 0) return more;
    if (imported === count) {
      return `${more}, ${plural(count, { one: 'importada aquí', many: 'todas importadas aquí', other: 'todas importadas aquí' })}`;
    }
    return `${more}, ${plural(imported, {
      one: '# de ellas importada aquí',
      many: '# de ellas importadas aquí',
      other: '# de ellas importadas aquí',
    })}`;
  },
  lostImported: (count, all) => {
    if (count === 0) return all === 1 ? 'No está importada aquí.' : 'Ninguna de ellas está importada aquí.';
    if (all === 1) {
      return 'Sigue en la lista, pero no se puede usar hasta que un inicio de sesión vuelva a compartirla. Sus exportaciones esperan.';
    }
    return plural(count, {
      one: 'La importada sigue en la lista, pero no se puede usar hasta que un inicio de sesión vuelva a compartirla. Sus exportaciones esperan.',
      many: 'Las # importadas siguen en la lista, pero no se pueden usar hasta que un inicio de sesión vuelva a compartirlas. Sus exportaciones esperan.',
      other:
        'Las # importadas siguen en la lista, pero no se pueden usar hasta que un inicio de sesión vuelva a compartirlas. Sus exportaciones esperan.',
    });
  },
  lostScopes: (count) =>
    plural(count, {
      one: '# permiso ya no se concede',
      many: '# de permisos ya no se conceden',
      other: '# permisos ya no se conceden',
    }),
  permissionMeans: (id) => PERMISSION_MEANS[id] ?? NOT_NEEDED,
  lacks: (id, name) => `No concedido: ${isolated(name)}. ${PERMISSION_MEANS[id] ?? NOT_NEEDED}`,
  lacksHow: 'Inicia sesión de nuevo y deja activados todos los permisos en TikTok.',
  decide: { discard: 'Dejarlo como estaba', accept: 'Usar el nuevo' },
  deciding: { discard: 'Conservando…', accept: 'Cambiando…' },
  decideFailed: {
    discard: 'No se pudo descartar el nuevo inicio de sesión',
    accept: 'No se pudo cambiar al nuevo inicio de sesión',
  },
  discardedTitle: 'No cambió nada',
  discarded: 'Tus cuentas publicitarias siguen con el inicio de sesión que tenían. El nuevo se eliminó aquí.',
  discardedDisconnected: 'El inicio de sesión sigue desconectado. El nuevo se eliminó aquí.',
  reviewOverTitle: 'Nadie eligió en 30 minutos',
  reviewOver: 'El nuevo inicio de sesión se eliminó aquí. No se cambió nada.',
  tokenEnding: (last4) => `Token que termina en ${isolated(last4)}.`,
  sandboxLimits:
    'El sandbox de TikTok solo muestra las cuentas publicitarias que indicaste y, por lo que se sabe, no admite audiencias.',
  accountTitle: 'Cuenta de TikTok conectada',
  accountOnly:
    'Esta cuenta de TikTok no comparte cuentas publicitarias, y no hace falta. Para exportar audiencias, conecta también una cuenta publicitaria.',
  businessCenterTitle: 'Tu Centro de negocios no comparte ninguna cuenta publicitaria',
  businessCenterOnly:
    'Pide a alguien con el rol Administrador en el Centro de negocios que te asigne una cuenta publicitaria e inicia sesión de nuevo.',
  signInAgain: 'Iniciar sesión de nuevo',
  done: 'Listo',
  nothingTitle: 'TikTok no compartió ninguna cuenta publicitaria',
  nothing: 'En la página de TikTok, marca al menos una cuenta publicitaria antes de permitir el acceso.',
  nothingAgain:
    'Tus cuentas publicitarias importadas siguen en la lista, pero no se pueden usar hasta que se vuelvan a compartir.',
  importedTitle: (count) =>
    plural(count, {
      one: '# cuenta publicitaria importada',
      many: '# de cuentas publicitarias importadas',
      other: '# cuentas publicitarias importadas',
    }),
  imported: 'Todo listo para asignar y exportar.',
};
