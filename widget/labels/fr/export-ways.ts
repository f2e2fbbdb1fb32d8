import type { Schedule } from '../../../shared/mirrors.ts';
import type { exportWays as English } from '../en/export-ways.ts';
import { agreed, counted } from './counted.ts';
import { isolated, list } from './speech.ts';
import { zoneInWords } from './zone.ts';

const people = (count: number): string => counted(count, '# personne', '# personnes');

const weekdays = {
  monday: 'lundi',
  tuesday: 'mardi',
  wednesday: 'mercredi',
  thursday: 'jeudi',
  friday: 'vendredi',
  saturday: 'samedi',
  sunday: 'dimanche',
};

/** `zone` is the ad account's, such as “Europe/Berlin”; null when TikTok does not say, then it is UTC. */
function scheduleInWords(schedule: Schedule, zone: string | null): string {
  const time = zoneInWords(zone);
  switch (schedule.every) {
    case 'hour':
      return 'Toutes les heures';
    case 'day':
      return `Tous les jours à ${schedule.at}, ${time}`;
    case 'week':
      return `Tous les ${weekdays[schedule.on]}s à ${schedule.at}, ${time}`;
  }
}

/** French words of `<tiktok-audience-exporter>` for the ways in and out: pasted lists, consent, schedules, deliveries. */
export const exportWays: typeof English = {
  list: 'Coller une liste',
  pastedList: 'Liste collée',
  listLabel: 'E-mails, numéros de téléphone ou ID d’appareil, un par ligne',
  listHint: 'Vous pouvez mélanger. Les valeurs déjà hachées fonctionnent aussi.',
  listPlaceholder: 'ana@example.com\n+33 6 12 34 56 78',
  listFound: (count) => counted(count, '# ligne', '# lignes'),
  listUnreadable: (count) =>
    counted(
      count,
      '# ligne ne ressemble à rien de tout cela et sera laissée de côté.',
      '# lignes ne ressemblent à rien de tout cela et seront laissées de côté.',
    ),
  listTooLong: 'Cette liste est trop longue pour être collée. Enregistrez-la en fichier CSV et utilisez celui-ci.',
  listHashedAs: (count) => agreed(count, 'Que contient la ligne hachée ?', 'Que contiennent les lignes hachées ?'),
  listHashedHint: (count) =>
    agreed(
      count,
      'Personne ne peut voir ce que cache un hachage : indiquez-le ici.',
      'Personne ne peut voir ce que cachent # hachages : indiquez-le ici.',
    ),
  listDevicesAs: (count) => agreed(count, 'De qui est l’ID d’appareil ?', 'De qui sont les ID d’appareil ?'),
  listDevicesByCase: 'Selon les lettres',
  listDevicesHint:
    'Ceux de Google et d’Apple se ressemblent. Selon les lettres, les majuscules sont d’Apple et les minuscules de Google.',
  pasteList: 'Collez au moins un e-mail, un numéro de téléphone ou un ID d’appareil.',
  listNothingFound: 'Aucune ligne ne contient d’e-mail, de numéro de téléphone ou d’ID d’appareil.',
  listNotMapped: (kinds) =>
    `Pas encore associé à une propriété : ${list(kinds)}. Ces listes ne peuvent donc pas être envoyées.`,
  noneInList: 'Aucun dans votre liste.',
  clear: 'Effacer',
  clearList: 'Effacer la liste',
  announceList: (count) => counted(count, '# ligne trouvée', '# lignes trouvées'),

  agreed: 'Toutes les personnes de cette liste ont accepté de recevoir de telles publicités',
  agreedHint:
    'Votre association demande le consentement de chaque personne. Une liste n’a pas de colonne pour cela : indiquez-le donc ici.',
  sayConsent: 'Indiquez si toutes les personnes de cette liste ont accepté.',
  consent: 'Consentement',
  noConsentTitle: 'Aucune colonne pour le consentement',
  noConsentText:
    'Votre association demande le consentement de chaque personne : un fichier sans celui-ci ne peut donc pas être exporté. Associez la colonne qui indique qui a accepté.',
  onlyRemoval: 'Seulement retirer des personnes',
  onlyRemovalChosen:
    'Ces personnes sont seulement retirées d’une audience. Aucun consentement n’est nécessaire pour cela.',
  onlyRemovalPossible:
    'Personne ne sait qui, parmi ces personnes, a accepté : elles peuvent donc seulement être retirées d’une audience existante. Pour les envoyer, revenez à « Qui ».',
  withoutConsentOf: (count, isAbout) =>
    isAbout
      ? counted(
          count,
          'Environ # ligne sans consentement sera laissée de côté.',
          'Environ # lignes sans consentement seront laissées de côté.',
        )
      : counted(
          count,
          '# ligne sans consentement sera laissée de côté.',
          '# lignes sans consentement seront laissées de côté.',
        ),
  allConsent: 'Dans les lignes examinées, toutes les personnes ont accepté.',

  frequency: 'À quelle fréquence',
  once: 'Envoyer une fois',
  sync: 'Maintenir synchronisée',
  syncText:
    'L’audience suit le segment : qui arrive est ajouté, qui part est retiré. Chaque exécution n’envoie que ce qui a changé.',
  every: 'Exécution',
  everyChoices: { hour: 'Toutes les heures', day: 'Tous les jours', week: 'Toutes les semaines' },
  weekday: 'Le',
  weekdays,
  timeOfDay: 'À',
  scheduleInWords,
  asSentence: (words) => `${words}.`,
  scheduleSpread: 'Chaque exécution commence jusqu’à 10 minutes plus tard.',
  scheduleTime: 'Indiquez une heure.',
  syncSummary: (schedule) => `synchronisée ${schedule.charAt(0).toLowerCase()}${schedule.slice(1)}`,

  delivery: 'Comment les personnes arrivent chez TikTok',
  deliveries: { file: 'Par fichier', stream: 'Par flux' },
  deliveryTexts: {
    file: 'Pour une première grande liste, ou pour tout remplacer. Utilisable après 24 à 48 heures.',
    stream:
      'Pour de petits changements fréquents. Pas de minimum de 1 000 à conserver. Ne peut pas être remplacé en bloc.',
  },
  inSync: 'synchronisée',
  deliveryTags: { file: 'fichier', stream: 'flux' },
  streamSuggested:
    'Pour une exécution toutes les heures, un flux convient mieux : il accepte aussitôt les petits changements.',
  useStream: 'Utiliser un flux',
  optionStream: 'par flux',
  optionEnds: (date) => `prend fin le ${date}`,
  optionReach: 'pour Reach & Frequency',
  fixedEnd: 'Prendre fin un jour fixe',
  fixedEndText: 'Sinon, TikTok garde l’audience pendant 365 jours après sa dernière utilisation ou modification.',
  reachFrequency: 'Pour les publicités Reach & Frequency',
  reachFrequencyText: 'Seulement pour les publicités réservées à l’avance. C’est irréversible.',
  fileOnly: 'Un flux n’a ni fin fixe ni Reach & Frequency.',
  streamNoReplace: 'Un flux ne peut pas être remplacé. Retirez plutôt des personnes, ou créez une nouvelle audience.',
  syncNotPossible: 'Cette audience ne peut pas suivre le segment',
  syncNoStream: 'Un flux ne peut pas partir de ce qu’il contient déjà. Synchronisez plutôt une nouvelle audience.',
  syncTaken: 'Elle est déjà synchronisée avec un segment. Arrêtez d’abord cette synchronisation.',
  syncReplacesTitle: 'La première exécution remplace tout le monde',
  syncReplaces: (now) =>
    `${
      now === 0
        ? 'Elle retire toutes les personnes présentes'
        : counted(
            now,
            'Elle retire la # personne actuellement présente',
            'Elle retire les # personnes actuellement présentes',
          )
    } et met le segment à la place. Elle vous demande d’abord.`,
  isSyncedTitle: 'Cette audience est synchronisée avec un segment',
  isSynced: 'Ce que vous envoyez peut être retiré par sa prochaine exécution.',
  audienceExpires: (days) =>
    days <= 0 ? 'prend fin aujourd’hui' : counted(days, 'prend fin dans # jour', 'prend fin dans # jours'),

  audiencesTitle: 'Audiences',
  audiencesText: 'Ce que ce compte publicitaire a chez TikTok, et ce qui le maintient synchronisé.',
  audiencesShow: 'Afficher les audiences',

  checkOnly: 'Vérifier seulement',
  checkOnlyTitle: 'Une simple vérification',
  checkOnlyText:
    'Rien n’a été envoyé, et rien ne peut l’être à partir de cette vérification. Pour envoyer, revenez et vérifiez avant l’envoi.',
  checkOnlyBack: 'Revenir à l’audience',
  keepInSyncWith: (count) => `Envoyer ${people(count)} et synchroniser`,
  syncStarts: (schedule) => `Ensuite, tout continue automatiquement : ${isolated(schedule)}.`,
};
