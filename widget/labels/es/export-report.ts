import type { ExportConfirmation, Finding } from '../../../shared/exports.ts';
import type { exportReport as English } from '../en/export-report.ts';
import { identifiers, people } from './counts.ts';
import { plural } from './speech.ts';

const findings: Readonly<Record<Finding['code'], string>> = {
  nobody_to_send: 'No hay nadie a quien enviar',
  nothing_changed: 'No ha cambiado nada',
  audience_too_small: 'Quedarían muy pocas personas',
  too_small_to_target: 'Muy pocas para anuncios',
  audience_limit_reached: 'La cuenta publicitaria está llena',
  audience_limit_near: 'La cuenta publicitaria está casi llena',
  audience_name_taken: 'Otra audiencia tiene este nombre',
  audience_name_cut: 'TikTok acorta el nombre',
  audience_type_mismatch: 'La audiencia se creó con otros identificadores',
  audience_not_updatable: 'La audiencia no se puede cambiar desde aquí',
  audience_not_found: 'La audiencia ya no existe',
  audience_expired: 'La audiencia caducó',
  audience_expiring: 'La audiencia caduca pronto',
  fixed_retention: 'Caduca en un día fijo',
  replaces_audience: 'Se quita a todas las personas que hay ahora',
  many_removals: 'Se quitaría a muchas personas',
  source_shrank: 'El segmento se redujo',
  many_rejected: 'Se rechazaron muchas filas',
  consent_not_mapped: 'No se pide consentimiento a nadie',
  rows_without_consent: 'Algunas personas no han dado su consentimiento',
  account_not_usable: 'La cuenta publicitaria no admite exportaciones ahora',
  tiktok_not_asked: 'No se pudo consultar a TikTok',
};

const confirmations: Readonly<Record<ExportConfirmation['code'], string>> = {
  many_removals: 'Esta ejecución quitaría a muchas personas',
  replaces_audience: 'La primera ejecución reemplaza a todas las personas de la audiencia',
  source_shrank: 'El segmento es mucho más pequeño que la última vez',
};

/** Words of `<tiktok-audience-exporter>` for the report before sending, and for what a run asks first. */
export const exportReport: typeof English = {
  findings,
  blockersTitle: (count) =>
    plural(count, {
      one: 'Algo impide esta exportación',
      many: '# de cosas impiden esta exportación',
      other: '# cosas impiden esta exportación',
    }),
  warningsTitle: 'Antes de enviar',
  notesTitle: 'Conviene saber',
  findingActions: {
    who: 'Elegir otras personas',
    what: 'Elegir otros identificadores',
    audience: 'Cambiar la audiencia',
    account: 'Elegir otra cuenta',
  },
  askAgain: 'Consultar de nuevo',
  reportLoading: 'Consultando la audiencia en TikTok…',
  reportFailedTitle: 'No se pudo consultar qué dirá TikTok',
  waitForReport: 'Un momento: se está consultando la audiencia en TikTok.',
  withoutConsent: 'Sin consentimiento',
  partNames: { ready: 'listas', same: 'duplicadas', withheld: 'sin consentimiento', rejected: 'rechazadas' },
  sharesOf: (parts) => parts.map(({ share, label }) => `${share}\u00a0% ${label}`).join(', '),
  hashedAlready: (count) =>
    plural(count, {
      one: '# valor ya era un hash.',
      many: '# de valores ya eran hashes.',
      other: '# valores ya eran hashes.',
    }),
  changeTitle: 'Qué cambiaría',
  toAdd: 'Por añadir o cambiar',
  toRemove: 'Por quitar',
  audienceNow: 'En la audiencia ahora, según las coincidencias',
  audienceAfter: 'Después, antes de buscar coincidencias',
  identifiers,
  identifiersHint:
    'Un identificador es un correo, un número de teléfono o un ID de dispositivo. Una persona puede tener varios.',
  aboutPeople: (count, isUpperBound) => `${isUpperBound ? 'hasta ' : ''}${people(count)}`,
  confirmations,
  confirmTitle: 'Esta ejecución espera tu decisión',
  confirmSend: 'Confirmar y enviar',
  doNotSend: 'No enviar',
  startsByItself: 'Esta ejecución continúa por sí sola.',
};
