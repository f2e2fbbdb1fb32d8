import type { Schedule } from '../../../shared/mirrors.ts';
import type { exportWays as English } from '../en/export-ways.ts';
import { days, people } from './counts.ts';
import { atTime } from './moment.ts';
import { isolated, list, plural } from './speech.ts';
import { zoneInWords } from './zone.ts';

const weekdays = {
  monday: 'Lunes',
  tuesday: 'Martes',
  wednesday: 'Miércoles',
  thursday: 'Jueves',
  friday: 'Viernes',
  saturday: 'Sábado',
  sunday: 'Domingo',
};
const lowered = (words: string): string => `${words.charAt(0).toLowerCase()}${words.slice(1)}`;

/** `zone` is the ad account's, such as “Europe/Berlin”; null when TikTok does not say, then it is UTC. */
function scheduleInWords(schedule: Schedule, zone: string | null): string {
  const time = zoneInWords(zone);
  switch (schedule.every) {
    case 'hour':
      return 'Cada hora';
    case 'day':
      return `Cada día ${atTime(schedule.at)}, ${time}`;
    case 'week':
      return `Cada ${lowered(weekdays[schedule.on])} ${atTime(schedule.at)}, ${time}`;
  }
}

const lines = (count: number): string => plural(count, { one: '# línea', many: '# de líneas', other: '# líneas' });

/** Words of `<tiktok-audience-exporter>` for the ways in and out: pasted lists, consent, schedules, deliveries. */
export const exportWays: typeof English = {
  list: 'Pegar una lista',
  pastedList: 'Lista pegada',
  listLabel: 'Correos, teléfonos o ID de dispositivo, uno por línea',
  listHint: 'Puedes mezclarlos. Los valores que ya son hashes también sirven.',
  listPlaceholder: 'ana@example.com\n+34 612 345 678',
  listFound: lines,
  listUnreadable: (count) =>
    plural(count, {
      one: '# línea no parece nada de esto y se omitirá.',
      many: '# de líneas no parecen nada de esto y se omitirán.',
      other: '# líneas no parecen nada de esto y se omitirán.',
    }),
  listTooLong: 'Esta lista es demasiado larga para pegarla. Guárdala como archivo CSV y úsalo.',
  listHashedAs: (count) =>
    plural(count, {
      one: '¿Qué es la línea con hash?',
      many: '¿Qué son las líneas con hash?',
      other: '¿Qué son las líneas con hash?',
    }),
  listHashedHint: (count) =>
    plural(count, {
      one: 'Nadie puede ver de qué es un hash; por eso, indícalo aquí.',
      many: 'Nadie puede ver de qué son # de hashes; por eso, indícalo aquí.',
      other: 'Nadie puede ver de qué son # hashes; por eso, indícalo aquí.',
    }),
  listDevicesAs: (count) =>
    plural(count, {
      one: '¿De quién es el ID de dispositivo?',
      many: '¿De quién son los ID de dispositivo?',
      other: '¿De quién son los ID de dispositivo?',
    }),
  listDevicesByCase: 'Según las letras',
  listDevicesHint:
    'Los de Google y Apple se parecen. Según las letras: las mayúsculas son de Apple y las minúsculas, de Google.',
  pasteList: 'Pega al menos un correo, un teléfono o un ID de dispositivo.',
  listNothingFound: 'Ninguna línea tiene un correo, un teléfono ni un ID de dispositivo.',
  listNotMapped: (kinds) =>
    kinds.length === 1
      ? `Aún sin asignar a una propiedad: ${list(kinds)}. Por eso no se puede enviar en listas.`
      : `Aún sin asignar a una propiedad: ${list(kinds)}. Por eso no se pueden enviar en listas.`,
  noneInList: 'Ninguno en tu lista.',
  clear: 'Borrar',
  clearList: 'Borrar la lista',
  announceList: (count) =>
    plural(count, { one: '# línea encontrada', many: '# de líneas encontradas', other: '# líneas encontradas' }),

  agreed: 'Todas las personas de esta lista han aceptado recibir anuncios así',
  agreedHint:
    'Tu asignación pide el consentimiento de cada persona. Una lista no tiene columna para eso; por eso lo indicas aquí.',
  sayConsent: 'Indica si todas las personas de esta lista han aceptado.',
  consent: 'Consentimiento',
  noConsentTitle: 'Falta una columna para Consentimiento',
  noConsentText:
    'Tu asignación pide el consentimiento de cada persona, así que un archivo sin él no se puede exportar. Vincula la columna que indica quién aceptó.',
  onlyRemoval: 'Solo quitar personas',
  onlyRemovalChosen: 'Estas personas solo se quitan de una audiencia. Para eso no hace falta consentimiento.',
  onlyRemovalPossible:
    'No se sabe quiénes de estas personas han aceptado, así que solo se pueden quitar de una audiencia existente. Para enviarlas, vuelve a Quién.',
  withoutConsentOf: (count, isAbout) =>
    `${isAbout ? 'Aproximadamente ' : ''}${plural(count, {
      one: '# fila sin consentimiento se omitirá.',
      many: '# de filas sin consentimiento se omitirán.',
      other: '# filas sin consentimiento se omitirán.',
    })}`,
  allConsent: 'Todas las personas de las filas revisadas han aceptado.',

  frequency: 'Con qué frecuencia',
  once: 'Enviar una vez',
  sync: 'Mantener sincronizada',
  syncText:
    'La audiencia sigue al segmento: quien entra se añade, quien sale se quita. Cada ejecución envía solo lo que cambió.',
  every: 'Se ejecuta',
  everyChoices: { hour: 'Cada hora', day: 'Cada día', week: 'Cada semana' },
  weekday: 'Día',
  weekdays,
  timeOfDay: 'Hora',
  scheduleInWords,
  asSentence: (words) => `${words}.`,
  scheduleSpread: 'Cada ejecución empieza hasta 10 minutos después.',
  scheduleTime: 'Indica una hora del día.',
  syncSummary: (schedule) => `sincronizada ${lowered(schedule)}`,

  delivery: 'Cómo llegan las personas a TikTok',
  deliveries: { file: 'Como archivo', stream: 'Como flujo' },
  deliveryTexts: {
    file: 'Para una primera lista grande o para reemplazarlo todo. Se puede usar en 24 a 48 horas.',
    stream: 'Para cambios pequeños y frecuentes. Sin mínimo de 1000 al quitar. No se puede reemplazar entera.',
  },
  inSync: 'sincronizada',
  deliveryTags: { file: 'archivo', stream: 'flujo' },
  streamSuggested: 'Si se ejecuta cada hora, conviene más un flujo: admite cambios pequeños al momento.',
  useStream: 'Usar un flujo',
  optionStream: 'como flujo',
  optionEnds: (date) => `caduca el ${date}`,
  optionReach: 'para Alcance y frecuencia',
  fixedEnd: 'Caducar en un día fijo',
  fixedEndText: 'Sin esto, TikTok conserva la audiencia 365 días desde su último uso o cambio.',
  reachFrequency: 'Para anuncios de Alcance y frecuencia',
  reachFrequencyText: 'Solo para anuncios reservados con antelación. No se puede deshacer.',
  fileOnly: 'Un flujo no tiene fecha fija de caducidad ni admite Alcance y frecuencia.',
  streamNoReplace: 'Un flujo no se puede reemplazar. Quita personas o crea una audiencia nueva.',
  syncNotPossible: 'Esta audiencia no puede seguir al segmento',
  syncNoStream: 'Un flujo no puede partir de lo que contiene ahora. Mantén sincronizada una audiencia nueva.',
  syncTaken: 'Ya está sincronizada con un segmento. Detén primero esa sincronización.',
  syncReplacesTitle: 'La primera ejecución reemplaza a todas las personas',
  syncReplaces: (now) =>
    now === 0
      ? 'Quita a todas las personas que hay y pone el segmento en su lugar. Antes te pregunta.'
      : plural(now, {
          one: 'Quita a la persona que hay ahora y pone el segmento en su lugar. Antes te pregunta.',
          many: 'Quita a los # de personas que hay ahora y pone el segmento en su lugar. Antes te pregunta.',
          other: 'Quita a las # personas que hay ahora y pone el segmento en su lugar. Antes te pregunta.',
        }),
  isSyncedTitle: 'Esta audiencia está sincronizada con un segmento',
  isSynced: 'Su próxima ejecución puede quitar lo que envíes.',
  audienceExpires: (left) => (left <= 0 ? 'caduca hoy' : `caduca en ${days(left)}`),

  audiencesTitle: 'Audiencias',
  audiencesText: 'Lo que esta cuenta publicitaria tiene en TikTok y lo que lo mantiene sincronizado.',
  audiencesShow: 'Mostrar audiencias',

  checkOnly: 'Solo comprobar',
  checkOnlyTitle: 'Solo una comprobación',
  checkOnlyText:
    'No se envió nada, y nada de esta comprobación se puede enviar. Para enviar, vuelve atrás y comprueba antes de enviar.',
  checkOnlyBack: 'Volver a la audiencia',
  keepInSyncWith: (count) => `Enviar ${people(count)} y sincronizar`,
  syncStarts: (schedule) => `Después continúa de forma automática: ${isolated(lowered(schedule))}.`,
};
