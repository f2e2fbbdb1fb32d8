import type { SentenceTexts } from '../sentence-texts.ts';
import { agreed, counted } from './counted.ts';
import { list, number } from './speech.ts';

const people = (count: number): string => counted(count, '# personne', '# personnes');
const identifiers = (count: number): string => counted(count, '# identifiant', '# identifiants');
const rowsOf = (count: number): string => counted(count, '# ligne', '# lignes');
const audiences = (count: number): string => counted(count, '# audience', '# audiences');
const days = (count: number): string => counted(count, '# jour', '# jours');
const inDays = (left: number): string => (left <= 0 ? 'aujourd’hui' : `dans ${days(left)}`);

const WHY = 'Le fichier rejects.csv indique pourquoi, ligne par ligne.';

/** French sentences in place of the server's, about what the check before an export found and what a run asks. */
export const findingSentences: SentenceTexts = {
  list_empty: () => 'La liste n’a aucune ligne : il n’y a donc personne à envoyer.',
  none_usable({ rows, rejected, withoutConsent }) {
    const why = list([
      ...(rejected > 0 ? [`${number(rejected)} sans identifiant utilisable`] : []),
      ...(withoutConsent > 0 ? [`${number(withoutConsent)} sans consentement`] : []),
    ]);
    return `Sur ${rowsOf(rows)}, aucune ne peut être envoyée : ${why}. ${WHY}`;
  },
  nothing_changed: ({ people: count }) =>
    `Rien n’a changé : TikTok a déjà tout le monde (${people(count)}), et rien n’est envoyé.`,
  ads_need_1000: () =>
    `TikTok doit reconnaître ${number(1000)} personnes pour que les publicités puissent utiliser une audience.`,
  would_be_in_it: ({ people: count, isAtMost }) => `Celle-ci compterait ${isAtMost ? 'au plus ' : ''}${people(count)}.`,
  create_now_add_later: () => 'Vous pouvez la créer maintenant et ajouter des personnes plus tard.',
  file_needs_1000: () =>
    `TikTok refuse une modification par fichier qui laisse moins de ${number(1000)} personnes dans une audience.`,
  send_more: () => 'Envoyez plus de personnes.',
  would_leave: ({ people: count, leaving }) =>
    `Celle-ci compte actuellement ${people(count)}, et TikTok en retirerait jusqu’à ${number(leaving)}.`,
  account_full: ({ held }) =>
    `Le compte publicitaire a déjà ${audiences(held)}, le maximum que TikTok permet. Supprimez-en une, ou envoyez vers une audience existante.`,
  account_nearly_full: ({ held, limit, room }) =>
    `Le compte publicitaire a ${audiences(held)}, et TikTok en permet ${number(limit)}. Après celle-ci, ${room === 0 ? 'il n’y a plus de place' : `il reste de la place pour ${agreed(room, '# autre', '# autres')}`}.`,
  name_taken: ({ name }) =>
    `Une audience du compte publicitaire s’appelle déjà « ${name} ». TikTok en accepte deux du même nom, mais personne ne peut les distinguer : choisissez un autre nom, ou envoyez vers celle-là.`,
  name_cut: ({ name }) => `TikTok raccourcit le nom du flux en « ${name} ».`,
  will_end: ({ days: count, at }) =>
    `Elle prend fin ${days(count)} après sa création, vers le ${at}, et rien ne la prolonge, pas même l’ajout de personnes.`,
  may_end_unused: () =>
    'TikTok met 24 à 48 heures à traiter les personnes : les publicités ne pourront donc peut-être jamais l’utiliser.',
  audience_gone: () =>
    'TikTok ne connaît plus cette audience dans ce compte publicitaire. Choisissez-en une autre ou créez-en une nouvelle.',
  audience_of_other_account: () =>
    'Un autre compte publicitaire a créé cette audience et la partage avec celui-ci. Lui seul peut y envoyer des personnes.',
  audience_of_other_kind: ({ kind }) =>
    `TikTok classe cette audience comme « ${kind} » : elle n’accepte pas de personnes d’ici.`,
  takes_nothing: ({ type }) => `L’audience est de type ${type} : elle n’accepte rien d’ici.`,
  takes_others: ({ type, takes, sends }) =>
    `Cette audience accepte seulement ${list(takes)} (${type}), mais cet export enverrait ${list(sends)}. Choisissez seulement ce qu’elle accepte, ou créez une nouvelle audience.`,
  expired: ({ at }) =>
    `Cette audience a pris fin le ${at}, et TikTok ne permet plus que de la supprimer. Créez-en une nouvelle.`,
  made_to_end: ({ days: count, at, left }) =>
    `Cette audience a été créée pour durer ${days(count)} : elle prend fin le ${at}, ${inDays(left)}, et rien ne la prolonge, pas même l’ajout de personnes.`,
  ends_soon: ({ at, left }) =>
    `Cette audience prend fin le ${at}, ${inDays(left)}. Si elle est modifiée ou utilisée dans des publicités, TikTok la garde 365 jours de plus, sauf si elle a été créée avec une fin fixe.`,
  takes_out_first: ({ people: count }) =>
    `TikTok retire d’abord tout le monde de l’audience${count === null ? '' : ` (${people(count)})`}. Les publicités qui utilisent cette audience peuvent s’arrêter jusqu’à ce qu’elle soit de nouveau prête, généralement en 24 à 48 heures. C’est irréversible.`,
  people_leave: ({ leaving, people: count }) =>
    `TikTok retirerait jusqu’à ${people(leaving)} de l’audience, qui en compte actuellement ${number(count)}.`,
  identifiers_leave: ({ leaving, people: count }) =>
    `TikTok retirerait jusqu’à ${identifiers(leaving)} de l’audience, qui compte actuellement ${people(count)}.`,
  many_rejected({ rejected, rows, percent }) {
    const stayOut = agreed(
      rejected,
      'n’a pas d’identifiant utilisable et est laissée de côté',
      'n’ont pas d’identifiant utilisable et sont laissées de côté',
    );
    return `${number(rejected)} sur ${rowsOf(rows)} (${number(percent)} %) ${stayOut}. ${WHY}`;
  },
  consent_not_mapped: () =>
    'Aucune colonne n’indique qui a donné son consentement : toute la liste est donc envoyée. Associez « Consentement » pour laisser de côté les personnes qui ne l’ont pas donné.',
  without_consent({ withheld, rows }) {
    const stayOut = agreed(
      withheld,
      'n’a pas de consentement et est laissée de côté',
      'n’ont pas de consentement et sont laissées de côté',
    );
    return `${number(withheld)} sur ${rowsOf(rows)} ${stayOut}.`;
  },
  consent_unreadable: ({ withheld }) =>
    `Pour ${number(withheld)} d’entre elles, la réponse ne se lit ni comme oui ni comme non.`,
  withdrawn_leave: ({ identifiers: count }) =>
    counted(
      count,
      '# identifiant qui est peut-être dans l’audience en est retiré.',
      '# identifiants qui sont peut-être dans l’audience en sont retirés.',
    ),
  tiktok_not_asked: () =>
    'TikTok n’a pas pu être interrogé à l’instant : rien n’est donc connu de son côté, ni la place pour une audience, ni sa taille, ni sa fin. Redemandez dans un instant ; l’envoi vérifie aussi.',
  replaces_everybody: ({ people: count }) =>
    `Toutes les personnes actuellement dans l’audience sont retirées, et le segment prend leur place (${people(count)}).`,
  source_gave_nobody: ({ identifiers: count }) =>
    `La source du segment n’a fourni personne. Tout le monde serait retiré de l’audience (${identifiers(count)}).`,
  everybody_leaves: ({ rows, identifiers: count }) =>
    `Personne dans le segment (${rowsOf(rows)}) ne peut être envoyé. Tout le monde serait retiré de l’audience (${identifiers(count)}).`,
  share_leaves: ({ identifiers: count, members, percent }) =>
    `Cette exécution retirerait de l’audience ${identifiers(count)} sur ${number(members)} (${number(percent)} %).`,
  source_shrank: ({ rows, before, identifiers: count }) =>
    `La source du segment a fourni ${rowsOf(rows)}, contre ${number(before)} la fois précédente. Cette exécution retirerait ${identifiers(count)} de l’audience.`,
};
