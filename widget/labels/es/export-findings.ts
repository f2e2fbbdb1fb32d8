import type { SentenceTexts } from '../sentence-texts.ts';
import { days, identifiers, people, rows as rowsOf } from './counts.ts';
import { list, number, plural } from './speech.ts';

const audiences = (count: number): string =>
  plural(count, { one: '# audiencia', many: '# de audiencias', other: '# audiencias' });
const inDays = (left: number): string => (left <= 0 ? 'hoy' : `en ${days(left)}`);

const WHY = 'El archivo rejects.csv indica el motivo fila por fila.';

/** Spanish sentences in place of the server's, about what the check before an export found and what a run asks. */
export const findingSentences: SentenceTexts = {
  list_empty: () => 'La lista no tiene filas, así que no hay nadie a quien enviar.',
  none_usable({ rows, rejected, withoutConsent }) {
    const why = list([
      ...(rejected > 0 ? [`${number(rejected)} sin identificador utilizable`] : []),
      ...(withoutConsent > 0 ? [`${number(withoutConsent)} sin consentimiento`] : []),
    ]);
    return `De ${rowsOf(rows)}, no se puede enviar ninguna: ${why}. ${WHY}`;
  },
  nothing_changed: ({ people: count }) =>
    `No ha cambiado nada: TikTok ya lo tiene todo (${people(count)}), y no se envía nada.`,
  ads_need_1000: () =>
    `Para que los anuncios puedan usar una audiencia, TikTok necesita ${number(1000)} coincidencias.`,
  would_be_in_it: ({ people: count, isAtMost }) => `Esta tendría ${isAtMost ? 'como máximo ' : ''}${people(count)}.`,
  create_now_add_later: () => 'Puedes crearla ahora y añadir personas después.',
  file_needs_1000: () =>
    `TikTok rechaza un cambio por archivo que deje menos de ${number(1000)} personas en una audiencia.`,
  send_more: () => 'Envía más personas.',
  would_leave: ({ people: count, leaving }) =>
    `Esta tiene ahora ${people(count)}, y TikTok quitaría hasta ${number(leaving)}.`,
  account_full: ({ held }) =>
    `La cuenta publicitaria ya tiene ${audiences(held)}, el máximo que permite TikTok. Elimina una o envía a una que ya exista.`,
  account_nearly_full: ({ held, limit, room }) =>
    `La cuenta publicitaria tiene ${audiences(held)}, y TikTok permite ${number(limit)}. Después de esta ${room === 0 ? 'no queda sitio para más' : `queda sitio para ${number(room)} más`}.`,
  name_taken: ({ name }) =>
    `La cuenta publicitaria ya tiene una audiencia llamada “${name}”. TikTok permite dos con el mismo nombre, pero nadie puede distinguirlas: elige otro nombre o envía a esa.`,
  name_cut: ({ name }) => `TikTok acorta el nombre del flujo a “${name}”.`,
  will_end: ({ days: count, at }) =>
    `Caduca ${days(count)} después de crearse, hacia el ${at}, y nada lo prolonga, ni siquiera añadir personas.`,
  may_end_unused: () =>
    'TikTok tarda de 24 a 48 horas en procesar a las personas, así que quizá los anuncios nunca lleguen a usarla.',
  audience_gone: () => 'TikTok ya no conoce esta audiencia en esta cuenta publicitaria. Elige otra o crea una nueva.',
  audience_of_other_account: () =>
    'Esta audiencia es de otra cuenta publicitaria, que la comparte con esta. Solo desde allí se le pueden enviar personas.',
  audience_of_other_kind: ({ kind }) =>
    `TikTok clasifica esta audiencia como “${kind}”, y ese tipo no admite personas desde aquí.`,
  takes_nothing: ({ type }) => `La audiencia es del tipo ${type}, que no admite nada desde aquí.`,
  takes_others: ({ type, takes, sends }) =>
    `Esta audiencia solo admite ${list(takes)} (${type}), pero esta exportación enviaría ${list(sends)}. Elige solo lo que admite o crea una audiencia nueva.`,
  expired: ({ at }) => `Esta audiencia caducó el ${at}, y TikTok solo deja eliminarla. Crea una nueva.`,
  made_to_end: ({ days: count, at, left }) =>
    `Esta audiencia se creó para durar ${days(count)}: caduca el ${at}, ${inDays(left)}, y nada lo prolonga, ni siquiera añadir personas.`,
  ends_soon: ({ at, left }) =>
    `Esta audiencia caduca el ${at}, ${inDays(left)}. Si la cambias o la usas en anuncios, TikTok la conserva otros 365 días, salvo que se creara con una fecha fija de caducidad.`,
  takes_out_first: ({ people: count }) =>
    `TikTok vacía primero la audiencia${count === null ? '' : ` (${people(count)})`}. Los anuncios que usan esta audiencia pueden detenerse hasta que vuelva a estar lista, normalmente en 24 a 48 horas. No se puede deshacer.`,
  people_leave: ({ leaving, people: count }) =>
    `TikTok quitaría hasta ${people(leaving)} de la audiencia, que ahora tiene ${people(count)}.`,
  identifiers_leave: ({ leaving, people: count }) =>
    `TikTok quitaría hasta ${identifiers(leaving)} de la audiencia, que ahora tiene ${people(count)}.`,
  many_rejected({ rejected, rows, percent }) {
    const stayOut = plural(rejected, {
      one: 'no tiene identificador utilizable y se omite',
      many: 'no tienen identificador utilizable y se omiten',
      other: 'no tienen identificador utilizable y se omiten',
    });
    return `${number(rejected)} de ${rowsOf(rows)} (${number(percent)}\u00a0%) ${stayOut}. ${WHY}`;
  },
  consent_not_mapped: () =>
    'Ninguna columna indica quién ha dado su consentimiento, así que se envía toda la lista. Asigna Consentimiento para omitir a quien no lo ha dado.',
  without_consent({ withheld, rows }) {
    const stayOut = plural(withheld, {
      one: 'no tiene consentimiento y se omite',
      many: 'no tienen consentimiento y se omiten',
      other: 'no tienen consentimiento y se omiten',
    });
    return `${number(withheld)} de ${rowsOf(rows)} ${stayOut}.`;
  },
  consent_unreadable: ({ withheld }) =>
    `En ${number(withheld)} de ellas, la respuesta no se puede leer ni como sí ni como no.`,
  withdrawn_leave: ({ identifiers: count }) =>
    plural(count, {
      one: 'Se quita # identificador que puede estar en la audiencia.',
      many: 'Se quitan # de identificadores que pueden estar en la audiencia.',
      other: 'Se quitan # identificadores que pueden estar en la audiencia.',
    }),
  tiktok_not_asked: () =>
    'No se pudo consultar a TikTok, así que no se sabe nada de su lado: si hay sitio para una audiencia, su tamaño, cuándo caduca. Consulta de nuevo en un momento; al enviar también se comprueba.',
  replaces_everybody: ({ people: count }) =>
    `Se quita a todas las personas que hay ahora en la audiencia, y el segmento ocupa su lugar (${people(count)}).`,
  source_gave_nobody: ({ identifiers: count }) =>
    `La fuente del segmento no entregó a nadie. Se quitaría a todas las personas de la audiencia (${identifiers(count)}).`,
  everybody_leaves: ({ rows, identifiers: count }) =>
    `Del segmento (${rowsOf(rows)}) no se puede enviar a nadie. Se quitaría a todas las personas de la audiencia (${identifiers(count)}).`,
  share_leaves: ({ identifiers: count, members, percent }) =>
    `Esta ejecución quitaría de la audiencia ${number(count)} de ${identifiers(members)} (${number(percent)}\u00a0%).`,
  source_shrank: ({ rows, before, identifiers: count }) =>
    `La fuente del segmento entregó ${rowsOf(rows)}, frente a ${number(before)} la vez anterior. Esta ejecución quitaría ${identifiers(count)} de la audiencia.`,
};
