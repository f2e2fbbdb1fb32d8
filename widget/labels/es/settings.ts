import type { settings as English } from '../en/settings.ts';
import { accounts, callsWaiting } from './counts.ts';
import { number, plural } from './speech.ts';

/** Words of `<tiktok-ads-settings>`. */
export const settings: typeof English = {
  title: 'TikTok Ads',
  subtitle:
    'Envía tus segmentos a TikTok como audiencias. Los nombres, correos y teléfonos se convierten antes en hashes.',
  setUp: 'Configuración',
  stepDone: 'Listo:',
  stepNext: 'Siguiente:',
  stepLater: 'Después:',
  connect: 'Conectar',
  connectHint: 'Elige tus cuentas publicitarias',
  connected: (count, isMore) => (isMore ? `Más de ${accounts(count)}` : accounts(count)),
  map: 'Asignar propiedades',
  mapped: (count, all) => `${number(count)} de ${number(all)}`,
  export: 'Exportar una audiencia',
  exportNeeds: 'Falta correo o teléfono',
  exportHint: 'Elige a quién y adónde',
  exported: 'Primera exportación enviada',
  needs: {
    connect: 'Falta el permiso “Conectar”',
    map: 'Falta el permiso “Asignar”',
    export: 'Falta el permiso “Exportar”',
  },
  noAccessTitle: 'No puedes ver TikTok Ads',
  noAccess:
    'Tu rol en este espacio de trabajo no incluye TikTok. Pide el permiso “Leer” a quien administra este espacio de trabajo.',
  unsaved: 'Sin guardar',
  continue: 'Continuar',
  continueWith: (step) => `Continuar con: ${step}`,
  tabs: {
    accounts: 'Cuentas publicitarias',
    mapping: 'Asignación',
    audiences: 'Audiencias',
    controls: 'Controles',
    activity: 'Actividad',
  },
  needYou: (count) => `${number(count)} por atender`,
  callsWait: callsWaiting,
  nowNeedYou: (count) =>
    plural(count, {
      one: 'Actividad: # evento por atender',
      many: 'Actividad: # de eventos por atender',
      other: 'Actividad: # eventos por atender',
    }),

  app: 'App de desarrollador',
  appServer: 'Usa la app de este producto.',
  appNone: 'No hay ninguna app, así que nadie puede iniciar sesión en TikTok.',
  appOwn: 'App',
  appSecretEnds: 'el secreto termina en',
  appMade: (count) =>
    plural(count, {
      one: '# inicio de sesión se hizo con ella',
      many: '# de inicios de sesión se hicieron con ella',
      other: '# inicios de sesión se hicieron con ella',
    }),
  appUseOwn: 'Usar tu propia app',
  appChange: 'Cambiar',
  appGoBack: 'Volver a la app del producto',
  appId: 'ID de la app',
  appIdHint: 'En el portal para desarrolladores de TikTok, en My Apps.',
  appIdMissing: 'Copia el ID de la app del portal para desarrolladores de TikTok.',
  appSecret: 'Secreto de la app',
  appSecretHint: 'Se guarda cifrado. Después solo se muestran sus últimos 4 caracteres.',
  appSecretMissing: 'Copia el secreto completo de la página de la app.',
  appRedirect: 'En esa app, registra esta dirección de redirección:',
  appOthersStay:
    'Los nuevos inicios de sesión se hacen con esta app. Los que ya existen siguen con la app con la que se hicieron.',
  appSave: 'Usar esta app',
  appSaving: 'Comprobando con TikTok…',
  appSaved: (appId) => `Los nuevos inicios de sesión se hacen con la app ${appId}`,
  appRefused: 'TikTok no conoce esta app',
  appRefusedText: 'No se guardó nada. Copia el ID y el secreto de la página de la misma app y vuelve a intentarlo.',
  appPairWrong: 'No corresponde a este ID de app.',
  appSaveFailed: 'No se pudo guardar la app',
  appLoadFailed: 'No se pudo cargar la app de desarrollador',
  appBackTitle: '¿Volver a la app del producto?',
  appBackNew: 'Los nuevos inicios de sesión usan la app de este producto, si tiene una.',
  appBackKept: (count) =>
    plural(count, {
      one: '# inicio de sesión se queda con tu app y sigue funcionando.',
      many: '# de inicios de sesión se quedan con tu app y siguen funcionando.',
      other: '# inicios de sesión se quedan con tu app y siguen funcionando.',
    }),
  appBackSecret: 'Su secreto sigue cifrado aquí solo mientras lo necesiten.',
  appBackForgotten: 'Su secreto se olvida.',
  appKeep: 'Conservar tu app',
  appGoBackNow: 'Volver',
  appGoingBack: 'Volviendo…',
  appRemoved: 'Tu app de desarrollador ya no se usa',
  appBackFailed: 'No se pudo volver a la app del producto',
};
