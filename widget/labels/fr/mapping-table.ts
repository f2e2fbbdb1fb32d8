import type { Mappable } from '../../../shared/identifiers/attributes.ts';
import type { Consent } from '../../../shared/identifiers/consent.ts';
import type { RejectReason } from '../../../shared/identifiers/reject-reasons.ts';
import type { mappingTable as English } from '../en/mapping-table.ts';
import { agreed, counted } from './counted.ts';
import { list, number } from './speech.ts';

const attributes: Readonly<Record<Mappable, string>> = {
  email: 'E-mail',
  phone: 'Téléphone',
  firstName: 'Prénom',
  lastName: 'Nom',
  firstNameInitial: 'Initiale du prénom',
  gender: 'Genre',
  dateOfBirth: 'Date de naissance',
  city: 'Ville',
  state: 'État/Région',
  country: 'Pays',
  zip: 'Code postal',
  googleAdvertisingId: 'Identifiant publicitaire Google',
  appleIdfa: 'IDFA Apple',
  consent: 'Consentement',
};

const matchedOn = 'Sert à TikTok pour reconnaître les personnes.';
const fillsColumn = 'Remplit sa colonne dans votre fichier d’audience.';
const uses: Readonly<Record<Mappable, string>> = {
  email: matchedOn,
  phone: matchedOn,
  firstName: fillsColumn,
  lastName: fillsColumn,
  firstNameInitial: 'Remplit sa colonne. Un prénom entier suffit : nous en prenons la première lettre.',
  gender: fillsColumn,
  dateOfBirth: fillsColumn,
  city: fillsColumn,
  state: fillsColumn,
  country: 'Remplit sa colonne et nous indique comment lire les numéros de téléphone.',
  zip: fillsColumn,
  googleAdvertisingId: 'Sert à TikTok pour reconnaître les téléphones Android.',
  appleIdfa: 'Sert à TikTok pour reconnaître les appareils Apple.',
  consent: 'Indique qui peut être envoyé à TikTok. N’est jamais envoyé lui-même.',
};

const skipped = 'Cette valeur est ignorée.';
const blank = 'La cellule reste vide.';

// Beside the value, with the fix where there is one.
const reasons: Readonly<Record<RejectReason, string>> = {
  empty: `Il ne reste rien après nettoyage. ${blank}`,
  invalid_email: `Adresse e-mail incomplète. ${skipped}`,
  invalid_phone: `Ce numéro de téléphone ne peut pas exister. ${skipped}`,
  unknown_country: 'Pays inconnu. Utilisez un code ou un nom en anglais.',
  invalid_device_id: `Ce n’est pas un identifiant publicitaire. ${skipped}`,
  zeroed_device_id: `Que des zéros : le suivi est désactivé. ${skipped}`,
  not_a_hash: `Ressemble à un hachage abîmé. ${skipped}`,
  invalid_date: 'Date illisible. Utilisez année, mois, jour.',
  invalid_gender: `TikTok ne connaît que m et f. ${blank}`,
  invalid_zip: `Ce n’est pas un code postal. ${blank}`,
  invalid_text: `Ce texte est illisible. ${blank}`,
  no_identifier: 'Ni e-mail, ni téléphone, ni ID d’appareil.',
};

// Under an attribute's name; `uses` says it in full.
const file = 'Fichier seul';
const shortUses: Readonly<Record<Mappable, string>> = {
  email: 'Reconnaissance',
  phone: 'Reconnaissance',
  firstName: file,
  lastName: file,
  firstNameInitial: file,
  gender: file,
  dateOfBirth: file,
  city: file,
  state: file,
  country: 'Fichier, indicatif',
  zip: file,
  googleAdvertisingId: 'Reconnaissance',
  appleIdfa: 'Reconnaissance',
  consent: 'Jamais envoyé',
};

// Beside the value: what it says, and what becomes of its row.
const consentSays: Readonly<Record<Consent, string>> = {
  yes: 'Dit oui : la personne est gardée.',
  no: 'Ne dit pas oui : la personne est laissée de côté.',
  unknown: 'Ni oui ni non : la personne est laissée de côté. Utilisez des mots comme yes et no, ou true et false.',
};

const needsCountry = 'Il faut un pays. Associez « Pays » ou choisissez un pays par défaut à l’export.';
const alreadyHashed = 'Déjà haché. Envoyé tel quel, en minuscules.';

/** French words of `<tiktok-mapping-table>`. */
export const mappingTable: typeof English = {
  attributes,
  uses,
  shortUses,
  reasons,
  title: 'Association des propriétés',
  mappedCount: (mapped, all) => `${number(mapped)} sur ${number(all)}`,
  legend:
    'TikTok reconnaît les personnes avec ces quatre attributs. Les autres remplissent votre fichier d’audience ; « Pays » nous indique aussi comment lire les numéros de téléphone.',
  columnAttribute: 'Attribut TikTok',
  columnProperty: 'Votre propriété',
  columnExample: 'Exemple',
  columnPreview: 'Exemple, normalisé, haché',
  columnNormalised: 'Normalisé',
  columnHash: 'SHA-256',
  useSuggestions: (count) => counted(count, 'Utiliser # suggestion', 'Utiliser # suggestions'),
  suggestionsUsed: (count) =>
    `${counted(count, '# suggestion utilisée', '# suggestions utilisées')}. Pas encore enregistré.`,
  suggested: 'suggérée',
  useOne: 'Utiliser',
  useOneLabel: (property, attribute) => `Utiliser ${property} pour ${attribute}`,
  suggestedLabel: (property, attribute) => `${attribute} : ${property} suggérée, en choisir une autre`,
  chooseProperty: 'Choisir une propriété',
  pickLabel: (attribute, property) => `${attribute} : ${property}`,
  pickNoneLabel: (attribute) => `${attribute} : choisir une propriété`,
  consentTitle: 'Consentement',
  optional: 'facultatif',
  consentText:
    'Les personnes qui n’ont pas dit oui sont laissées de côté. Quiconque retire son consentement est retiré de TikTok au prochain export. La réponse elle-même n’est jamais envoyée.',
  consentUnmapped: 'Personne n’est interrogé : tout ce que vous exportez est envoyé',
  consentSays,
  staysBlank: 'Reste vide dans le fichier d’audience',
  noExample: 'Aucun exemple à afficher. Votre produit n’en a pas envoyé pour cette propriété.',
  goneProperty: 'Cette propriété n’existe plus. Choisissez-en une autre.',
  needsCountry,
  alreadyHashed,
  previewSpoken: (attribute, preview) => {
    switch (preview.kind) {
      case 'hashed':
        return `${attribute}, normalisé : ${preview.normalized}`;
      case 'already_hashed':
        return `${attribute} : ${alreadyHashed}`;
      case 'consent':
        return `${attribute} : ${consentSays[preview.says]}`;
      case 'needs_country':
        return `${attribute} : ${needsCountry}`;
      case 'refused':
        return `${attribute} : ${reasons[preview.reason]}`;
    }
  },
  misfits: {
    boolean: 'Contient vrai ou faux. Est-ce la bonne ?',
    number: 'Contient des nombres. Est-ce la bonne ?',
    date: 'Contient des dates. Est-ce la bonne ?',
  },
  types: { boolean: 'vrai ou faux', number: 'nombre', date: 'date' },
  tryOne: 'Essayer une valeur',
  tryLabel: (attribute) => `Essayer une valeur pour ${attribute}`,
  tryField: (attribute) => `Valeur à essayer pour ${attribute}`,
  tryColumn: 'Votre essai',
  tryNote: 'Ici seulement : ni enregistré, ni envoyé.',
  tryEmpty: 'Saisissez une valeur pour voir ce que TikTok recevrait.',
  tryEnd: (attribute) => `Revenir à l’exemple pour ${attribute}`,
  changed: 'pas encore enregistré',
  copyHash: (attribute) => `Copier le hachage pour ${attribute}`,
  pickerLabel: (attribute) => `Propriété pour ${attribute}`,
  pickerList: 'Propriétés',
  pickerSystem: 'Propriétés système',
  pickerCustom: 'Propriétés personnalisées',
  pickerUnmap: (attribute) => `Ne pas associer ${attribute}`,
  pickerCount: (found, all) => `${number(found)} sur ${counted(all, '# propriété', '# propriétés')}`,
  pickerNone: (text) => `Aucune propriété ne contient « ${text} » dans son nom.`,
  unsavedRegion: 'Modifications non enregistrées',
  unsaved: (count) => counted(count, '# modification non enregistrée', '# modifications non enregistrées'),
  discard: 'Abandonner',
  discarded: (count) => counted(count, '# modification abandonnée', '# modifications abandonnées'),
  undo: 'Annuler',
  save: 'Enregistrer l’association',
  saving: 'Enregistrement…',
  saved: 'Enregistré',
  conflictTitle: (person, time, date) =>
    `${person ?? 'Quelqu’un d’autre'} a enregistré cette association ${date === null ? '' : `le ${date} `}à ${time}`,
  conflictText: (mine, differ) =>
    `${agreed(
      mine,
      'Votre modification est toujours là et rien n’a été écrasé.',
      'Vos # modifications sont toujours là et rien n’a été écrasé.',
    )} ${
      differ === 0
        ? 'Aucune ne diffère de ce qui a été enregistré.'
        : `${agreed(
            differ,
            '# d’entre elles diffère de ce qui a été enregistré.',
            '# d’entre elles diffèrent de ce qui a été enregistré.',
          )} Choisissez ce qu’il faut garder.`
    }`,
  conflictRegion: 'Conflit d’association',
  conflictMine: 'Votre version',
  conflictTheirs: 'Autre version, enregistrée',
  conflictTheirsOf: (person) => `${person}, enregistré`,
  conflictNotMapped: 'Non associé',
  conflictOnlyMine: (names) => `Modifié de votre côté seulement, conservé : ${list(names)}.`,
  conflictOnlyTheirs: (names) => `Modifié de l’autre côté seulement, repris : ${list(names)}.`,
  conflictTakeTheirs: 'Reprendre l’autre version',
  conflictSave: 'Enregistrer mon choix',
  readOnlyTitle: 'Vous pouvez consulter, mais pas modifier',
  readOnly: 'Pour associer, il faut l’autorisation « Associer ». Adressez-vous à un admin de cet espace de travail.',
  emptyTitle: 'Aucune propriété pour l’instant',
  emptyText:
    'Votre produit n’a pas encore envoyé ses propriétés utilisateur. Ensuite, vous choisirez ici lesquelles TikTok reçoit.',
  lookAgain: 'Vérifier à nouveau',
  looking: 'Vérification…',
  stillEmpty: 'Toujours aucune propriété.',
  noPermissionTitle: 'Vous ne pouvez pas voir l’association',
  noPermissionText: 'Pour la voir, il faut l’autorisation « Lire ». Adressez-vous à un admin de cet espace de travail.',
  loadFailedTitle: 'Impossible de charger l’association des propriétés',
  offlineText: 'L’association se chargera d’elle-même dès que vous serez de nouveau en ligne.',
  saveFailedTitle: 'Impossible d’enregistrer l’association',
  saveSessionEnded: 'Vos modifications sont toujours là. Reconnectez-vous dans un autre onglet, puis enregistrez.',
  saveOffline:
    'Vous êtes hors ligne. Vos modifications sont toujours là : enregistrez-les une fois de nouveau en ligne.',
  previewFailedTitle: 'L’aperçu n’est pas disponible',
  previewFailedText: 'La partie qui le prépare ne s’est pas chargée. Choisir et enregistrer fonctionne quand même.',
};
