import type { Mappable } from '../../../shared/identifiers/attributes.ts';
import type { Consent } from '../../../shared/identifiers/consent.ts';
import type { RejectReason } from '../../../shared/identifiers/reject-reasons.ts';
import type { mappingTable as English } from '../en/mapping-table.ts';
import { conflictText } from './conflict.ts';
import { discardedChanges, unsavedChanges } from './counts.ts';
import { atTime } from './moment.ts';
import { isolated, list, number, plural } from './speech.ts';

const attributes: Readonly<Record<Mappable, string>> = {
  email: 'Correo',
  phone: 'Teléfono',
  firstName: 'Nombre',
  lastName: 'Apellido',
  firstNameInitial: 'Inicial del nombre',
  gender: 'Género',
  dateOfBirth: 'Fecha de nacimiento',
  city: 'Ciudad',
  state: 'Estado o provincia',
  country: 'País',
  zip: 'Código postal',
  googleAdvertisingId: 'ID de publicidad de Google',
  appleIdfa: 'IDFA de Apple',
  consent: 'Consentimiento',
};

const matches = 'TikTok busca coincidencias con este dato.';
const fillsColumn = 'Rellena su columna en tu archivo de audiencia.';
const uses: Readonly<Record<Mappable, string>> = {
  email: matches,
  phone: matches,
  firstName: fillsColumn,
  lastName: fillsColumn,
  firstNameInitial: 'Rellena su columna. Basta el nombre completo: tomamos su primera letra.',
  gender: fillsColumn,
  dateOfBirth: fillsColumn,
  city: fillsColumn,
  state: fillsColumn,
  country: 'Rellena su columna y nos indica cómo leer los números de teléfono.',
  zip: fillsColumn,
  googleAdvertisingId: 'TikTok busca con él coincidencias en teléfonos Android.',
  appleIdfa: 'TikTok busca con él coincidencias en dispositivos Apple.',
  consent: 'Indica a quién se puede enviar a TikTok. El dato en sí nunca se envía.',
};

// Beside the value, with the fix where there is one.
const reasons: Readonly<Record<RejectReason, string>> = {
  empty: 'Al limpiarlo no queda nada. La celda queda en blanco.',
  invalid_email: 'No es un correo completo. Este valor se omite.',
  invalid_phone: 'No es un número de teléfono posible. Este valor se omite.',
  unknown_country: 'No conocemos este país. Usa un código o el nombre en inglés.',
  invalid_device_id: 'No es un ID de publicidad. Este valor se omite.',
  zeroed_device_id: 'Solo ceros: el seguimiento está desactivado. Este valor se omite.',
  not_a_hash: 'Parece un hash dañado. Este valor se omite.',
  invalid_date: 'No podemos leer esta fecha. Usa año, mes, día.',
  invalid_gender: 'TikTok solo conoce m y f. La celda queda en blanco.',
  invalid_zip: 'No es un código postal. La celda queda en blanco.',
  invalid_text: 'Este texto no se puede leer. La celda queda en blanco.',
  no_identifier: 'Sin correo, teléfono ni ID de dispositivo.',
};

// Under an attribute's name; `uses` says it in full.
const matching = 'Coincidencias';
const file = 'Solo en el archivo';
const shortUses: Readonly<Record<Mappable, string>> = {
  email: matching,
  phone: matching,
  firstName: file,
  lastName: file,
  firstNameInitial: file,
  gender: file,
  dateOfBirth: file,
  city: file,
  state: file,
  country: 'Archivo, país del teléfono',
  zip: file,
  googleAdvertisingId: matching,
  appleIdfa: matching,
  consent: 'Nunca se envía',
};

// Beside the value: what it says, and what becomes of its row.
const consentSays: Readonly<Record<Consent, string>> = {
  yes: 'Dice que sí: la persona se incluye.',
  no: 'No dice que sí: la persona se omite.',
  unknown: 'Ni sí ni no: la persona se omite. Usa palabras como “yes” y “no”, o “true” y “false”.',
};

type Preview = Parameters<typeof English.previewSpoken>[1];
const needsCountry = 'Falta un país. Asigna País o elige uno predeterminado al exportar.';
const alreadyHashed = 'Ya es un hash. Se envía tal cual, en minúsculas.';

function previewSpoken(attribute: string, preview: Preview): string {
  switch (preview.kind) {
    case 'hashed':
      return `${attribute}, normalizado: ${preview.normalized}`;
    case 'already_hashed':
      return `${attribute}: ${alreadyHashed}`;
    case 'consent':
      return `${attribute}: ${consentSays[preview.says]}`;
    case 'needs_country':
      return `${attribute}: ${needsCountry}`;
    case 'refused':
      return `${attribute}: ${reasons[preview.reason]}`;
  }
}

/** Words of `<tiktok-mapping-table>`. */
export const mappingTable: typeof English = {
  attributes,
  uses,
  shortUses,
  reasons,
  title: 'Asignación de propiedades',
  mappedCount: (mapped, all) => `${number(mapped)} de ${number(all)}`,
  legend:
    'TikTok busca coincidencias con estos cuatro. El resto rellena tu archivo de audiencia; País nos indica además cómo leer los números de teléfono.',
  columnAttribute: 'Atributo de TikTok',
  columnProperty: 'Tu propiedad',
  columnExample: 'Ejemplo',
  columnPreview: 'Ejemplo, normalizado, hash',
  columnNormalised: 'Normalizado',
  columnHash: 'SHA-256',
  useSuggestions: (count) =>
    plural(count, { one: 'Usar # sugerencia', many: 'Usar # de sugerencias', other: 'Usar # sugerencias' }),
  suggestionsUsed: (count) =>
    plural(count, {
      one: 'Se usó # sugerencia. Aún sin guardar.',
      many: 'Se usaron # de sugerencias. Aún sin guardar.',
      other: 'Se usaron # sugerencias. Aún sin guardar.',
    }),
  suggested: 'sugerida',
  useOne: 'Usar',
  useOneLabel: (property, attribute) => `Usar ${property} para ${attribute}`,
  suggestedLabel: (property, attribute) => `${attribute}: ${property} sugerida, elegir otra`,
  chooseProperty: 'Elegir una propiedad',
  pickLabel: (attribute, property) => `${attribute}: ${property}`,
  pickNoneLabel: (attribute) => `${attribute}: elegir una propiedad`,
  consentTitle: 'Consentimiento',
  optional: 'opcional',
  consentText:
    'Quien no ha dicho que sí se omite. Quien lo retira se quita de TikTok con la siguiente exportación. La respuesta en sí nunca se envía.',
  consentUnmapped: 'No se pregunta a nadie: se envía a todas las personas que exportas',
  consentSays,
  staysBlank: 'Queda en blanco en el archivo de audiencia',
  noExample: 'No hay ejemplo que mostrar. Tu producto no envió ninguno para esta propiedad.',
  goneProperty: 'Esta propiedad ya no existe. Elige otra.',
  needsCountry,
  alreadyHashed,
  previewSpoken,
  misfits: {
    boolean: 'Contiene verdadero o falso. ¿Es la correcta?',
    number: 'Contiene números. ¿Es la correcta?',
    date: 'Contiene fechas. ¿Es la correcta?',
  },
  types: { boolean: 'verdadero o falso', number: 'número', date: 'fecha' },
  tryOne: 'Probar un valor',
  tryLabel: (attribute) => `Probar un valor para ${attribute}`,
  tryField: (attribute) => `Valor de prueba para ${attribute}`,
  tryColumn: 'Tu prueba',
  tryNote: 'Solo aquí: ni se guarda ni se envía.',
  tryEmpty: 'Escribe cualquier valor para ver qué recibiría TikTok.',
  tryEnd: (attribute) => `Volver al ejemplo de ${attribute}`,
  changed: 'sin guardar',
  copyHash: (attribute) => `Copiar el hash de ${attribute}`,
  pickerLabel: (attribute) => `Propiedad para ${attribute}`,
  pickerList: 'Propiedades',
  pickerSystem: 'Propiedades del sistema',
  pickerCustom: 'Propiedades personalizadas',
  pickerUnmap: (attribute) => `Dejar ${attribute} sin asignar`,
  pickerCount: (found, all) =>
    `${number(found)} de ${plural(all, { one: '# propiedad', many: '# de propiedades', other: '# propiedades' })}`,
  pickerNone: (text) => `Ninguna propiedad tiene “${isolated(text)}” en el nombre.`,
  unsavedRegion: 'Cambios sin guardar',
  unsaved: unsavedChanges,
  discard: 'Descartar',
  discarded: discardedChanges,
  undo: 'Deshacer',
  save: 'Guardar asignación',
  saving: 'Guardando…',
  saved: 'Guardado',
  conflictTitle: (person, time, date) =>
    `${person ?? 'Otra persona'} guardó esta asignación ${date === null ? '' : `el ${date} `}${atTime(time)}`,
  conflictText,
  conflictRegion: 'Conflicto en la asignación',
  conflictMine: 'Lo tuyo',
  conflictTheirs: 'Lo ajeno, guardado',
  conflictTheirsOf: (person) => `${person}, guardado`,
  conflictNotMapped: 'Sin asignar',
  conflictOnlyMine: (names) =>
    `${list(names)}: ${names.length === 1 ? 'solo lo cambiaste tú y se conserva' : 'solo los cambiaste tú y se conservan'}.`,
  conflictOnlyTheirs: (names) =>
    `${list(names)}: ${names.length === 1 ? 'solo cambió en lo guardado y se adopta' : 'solo cambiaron en lo guardado y se adoptan'}.`,
  conflictTakeTheirs: 'Adoptar lo guardado',
  conflictSave: 'Guardar mi elección',
  readOnlyTitle: 'Puedes ver, pero no cambiar',
  readOnly: 'Para asignar hace falta el permiso “Asignar”. Pídeselo a quien administra este espacio de trabajo.',
  emptyTitle: 'Aún no hay propiedades',
  emptyText: 'Tu producto no ha enviado sus propiedades de usuario. Cuando lo haga, aquí eliges cuáles recibe TikTok.',
  lookAgain: 'Volver a mirar',
  looking: 'Mirando…',
  stillEmpty: 'Sigue sin haber propiedades.',
  noPermissionTitle: 'No puedes ver la asignación',
  noPermissionText: 'Para verla hace falta el permiso “Leer”. Pídeselo a quien administra este espacio de trabajo.',
  loadFailedTitle: 'No se pudo cargar la asignación de propiedades',
  offlineText: 'La asignación se carga sola en cuanto recuperes la conexión.',
  saveFailedTitle: 'No se pudo guardar la asignación',
  saveSessionEnded: 'Tus cambios siguen aquí. Inicia sesión de nuevo en otra pestaña y guarda.',
  saveOffline: 'No tienes conexión. Tus cambios siguen aquí: guárdalos cuando la recuperes.',
  previewFailedTitle: 'La vista previa no está disponible',
  previewFailedText: 'No se cargó la parte que la prepara. Elegir y guardar sigue funcionando.',
};
