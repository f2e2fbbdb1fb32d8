import type { accountPicker as English } from '../en/account-picker.ts';
import { accounts, accountsFound } from './counts.ts';
import { named } from './named.ts';
import { isolated, number, plural } from './speech.ts';

const REVIEWED = 'Se podrá importar cuando TikTok la apruebe.';
const UNDER_REVIEW = `TikTok aún la está revisando. ${REVIEWED}`;

const imported = (count: number) => plural(count, { one: '# importada', many: '# importadas', other: '# importadas' });

/** Words of the account picker and of the token form, which come when they open. */
export const accountPicker: typeof English = {
  sandboxTitle: 'Conectar una cuenta de sandbox',
  token: 'Token de acceso',
  tokenHint: 'Se guarda cifrado. Después solo se muestran sus últimos 4 caracteres.',
  tokenMissing: 'Pega el token de acceso del portal para desarrolladores de TikTok.',
  tokenMissingHere: 'Pega el token de acceso que te dio TikTok.',
  tokenRefused: 'Este token no se puede usar aquí.',
  tokenRefusedWhy:
    'TikTok rechaza este token. Está mal escrito, se retiró o es de sandbox, y esos no se pueden conectar aquí. No se guardó nada.',
  tokenUnreadable: 'Esto no es un token como los muestra TikTok: letras, dígitos y signos, sin espacios.',
  advertiserIds: 'ID de cuentas publicitarias',
  advertiserIdsHint: 'Si son varios, sepáralos con comas o espacios. El sandbox no puede listarlos.',
  advertiserIdsMissing: 'Escribe al menos un ID de cuenta publicitaria: solo dígitos.',
  advertiserIdsOptional: 'Opcional: se los pedimos a TikTok. Hacen falta si el token es de otra app de TikTok.',
  advertiserIdsNeeded: 'TikTok no lista las cuentas publicitarias de este token. Escribe sus ID.',
  advertiserIdsUnreached: (ids) => {
    const fix = plural(ids.length, {
      one: 'Corrígela o quítala',
      many: 'Corrígelas o quítalas',
      other: 'Corrígelas o quítalas',
    });
    return `Este token no da acceso a ${named(ids.slice(0, 3), Math.max(0, ids.length - 3))}. ${fix}.`;
  },
  tokenTitle: 'Conectar con un token de acceso',
  tokenFor:
    'Para partners con tokens de larga duración aprobados por TikTok. Las demás personas inician sesión en TikTok.',
  tokenFailed: 'No se pudo conectar el token de acceso',
  connectToken: 'Conectar',
  connectingToken: 'Conectando…',
  connectSandbox: 'Conectar sandbox',
  sandboxFailed: 'No se pudo conectar la cuenta de sandbox',

  pickerTitle: 'Elige las cuentas publicitarias que usarás aquí',
  signedInAs: (name) => `Sesión iniciada en TikTok como ${name}`,
  pickerList: 'Cuentas publicitarias que compartió TikTok',
  find: 'Buscar por nombre o ID',
  sortName: 'Orden',
  sorts: { importable: 'Primero las importables', name: 'Por nombre' },
  reload: 'Recargar la lista',
  selectAll: (count) => `Seleccionar las que puedes importar (${number(count)})`,
  selected: (count) => plural(count, { one: '# seleccionada', many: '# seleccionadas', other: '# seleccionadas' }),
  cannotImport: (count) =>
    plural(count, {
      one: '# no se puede importar',
      many: '# no se pueden importar',
      other: '# no se pueden importar',
    }),
  noneImportable: 'Ninguna se puede importar',
  loaded: (all, importable) =>
    `${accounts(all)}, ${plural(importable, {
      one: '# se puede importar',
      many: '# se pueden importar',
      other: '# se pueden importar',
    })}`,
  found: accountsFound,
  showing: (shown, found, all) =>
    `Se muestran ${number(shown)} de ${number(found)} encontradas, ${number(all)} en total. Escribe algo más del nombre o del ID para acotar la lista.`,
  showMore: (count) => `Mostrar ${number(count)} más`,
  notFoundTitle: 'No se encontró ninguna cuenta publicitaria',
  notFound: (query) => `Ninguna cuenta publicitaria tiene “${isolated(query)}” en el nombre ni en el ID.`,
  notFoundSelected: (query) => `Ninguna de las seleccionadas tiene “${isolated(query)}” en el nombre ni en el ID.`,
  clearSearch: 'Mostrar todas',
  showSelected: 'Solo seleccionadas',
  showAll: 'Mostrar todas',
  import: (count) =>
    plural(count, { one: 'Importar # cuenta', many: 'Importar # de cuentas', other: 'Importar # cuentas' }),
  chooseOne: 'Elige al menos una cuenta publicitaria',
  importing: 'Importando…',
  importProgress: (done, total) =>
    `${number(done)} de ${plural(total, { one: '# importada', many: '# importadas', other: '# importadas' })}`,
  stop: 'Detener',
  stopping: 'Deteniendo…',
  loading: (count) =>
    count === 0 ? 'Cargando cuentas publicitarias' : `Cargando cuentas publicitarias: ${number(count)} hasta ahora`,
  slow: 'Sigue cargando. TikTok tarda más cuando hay miles de cuentas publicitarias.',
  loadFailed: 'No se pudieron cargar las cuentas publicitarias',
  importFailed: 'No se pudieron importar las cuentas publicitarias',
  importBroke: (done, rest) =>
    `${imported(done)}, ${plural(rest, { one: 'falta #', many: 'faltan #', other: 'faltan #' })}`,
  importBrokeHow: 'Lo importado está a salvo, y nada se importa dos veces. El resto sigue seleccionado.',
  importStopped: 'Se detuvo, como pediste. El resto sigue seleccionado.',
  importRefused: (count) =>
    plural(count, {
      one: '# cuenta publicitaria no se pudo importar',
      many: '# de cuentas publicitarias no se pudieron importar',
      other: '# cuentas publicitarias no se pudieron importar',
    }),
  importRefusedWhy: (refused, done) => {
    const why = plural(refused, {
      one: 'Algo cambió en TikTok desde que se cargó esta lista; junto a la cuenta se indica ahora el motivo.',
      many: 'Algo cambió en TikTok desde que se cargó esta lista; junto a cada cuenta se indica ahora el motivo.',
      other: 'Algo cambió en TikTok desde que se cargó esta lista; junto a cada cuenta se indica ahora el motivo.',
    });
    const rest = plural(done, {
      one: 'La otra se importó.',
      many: 'Las otras # se importaron.',
      other: 'Las otras # se importaron.',
    });
    return `${why} ${done === 0 ? 'No se importó nada.' : rest}`;
  },
  roleUnknown: 'Rol desconocido',
  roleUnknownWhy:
    'No está en un Centro de negocios, así que TikTok no dice qué puedes hacer. Si TikTok rechaza una exportación, consulta a su propietario.',
  reasons: {
    analyst:
      'El rol Analista solo permite leer. Pide a un Administrador de esta cuenta publicitaria el rol Operador y recarga esta lista.',
    suspended: 'Suspendida por TikTok. Apela en TikTok Ads Manager; se podrá importar cuando TikTok la restablezca.',
    not_approved: `TikTok aún no la aprobó. ${REVIEWED}`,
    no_access:
      'Este inicio de sesión no tiene acceso a ella. Pídelo a un Administrador de esta cuenta publicitaria y recarga esta lista.',
    already_imported: 'Ya está aquí.',
  },
  statusReasons: {
    STATUS_DISABLE:
      'Desactivada en TikTok. Pide a su propietario o a la asistencia de TikTok que la reabra y recarga esta lista.',
    STATUS_PENDING_CONFIRM: UNDER_REVIEW,
    STATUS_WAIT_FOR_BPM_AUDIT: UNDER_REVIEW,
    STATUS_PENDING_CONFIRM_MODIFY: `TikTok está revisando un cambio en ella. ${REVIEWED}`,
    STATUS_PENDING_VERIFIED:
      'TikTok espera que se verifique. Completa la verificación en TikTok Ads Manager y recarga esta lista.',
    STATUS_CONFIRM_FAIL: 'TikTok no la aprobó. TikTok Ads Manager indica qué cambiar; después, recarga esta lista.',
    STATUS_CONFIRM_FAIL_END:
      'TikTok no la aprobó. TikTok Ads Manager indica el motivo; mientras tanto, usa otra cuenta publicitaria.',
    STATUS_CONFIRM_MODIFY_FAIL:
      'TikTok no aprobó un cambio en ella. TikTok Ads Manager indica qué cambiar; después, recarga esta lista.',
    STATUS_CONTRACT_PENDING:
      'Su contrato con TikTok aún no está vigente. Fírmalo en TikTok Ads Manager y recarga esta lista.',
    STATUS_SELF_SERVICE_UNAUDITED:
      'Los datos de su empresa aún no se han revisado. Complétalos en TikTok Ads Manager y recarga esta lista.',
  },
};
