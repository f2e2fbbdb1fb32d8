import type { mirrors as English } from '../en/mirrors.ts';
import { agreed, counted } from './counted.ts';
import { isolated, number } from './speech.ts';
import { zoneInWords } from './zone.ts';

/** French words of the audiences that are kept in sync with a segment. */
export const mirrors: typeof English = {
  title: 'Audiences synchronisées',
  subtitle:
    'Chaque audience suit son segment : qui arrive est ajouté, qui part est retiré. Les identifiants sont les e-mails, numéros de téléphone et ID d’appareil des personnes.',
  failedTitle: 'Impossible de charger ce qui est synchronisé',
  menuOf: (name) => `Plus d’actions pour la synchronisation de ${isolated(name)}`,
  unnamed: 'Une audience qui n’est pas encore créée',
  follows: (segment) => `Suit ${isolated(segment)}`,
  segmentGone: 'Son segment a été retiré. Elle reste telle quelle.',
  onRequest: 'Seulement sur demande',
  members: (count) => counted(count, '# identifiant chez TikTok', '# identifiants chez TikTok'),
  nextRun: (when, at, zone) => `Prochaine exécution ${when}, ${at}${zone === null ? '' : `, ${zoneInWords(zone)}`}`,
  nextRunNow: 'Prochaine exécution dans quelques minutes',
  justNow: 'à l’instant',
  isPaused: (when) => `Mise en pause ${when}`,
  skipped: (count) =>
    counted(
      count,
      'Une exécution a été sautée : la précédente n’était pas terminée.',
      '# exécutions ont été sautées : la précédente n’était pas terminée.',
    ),
  noRun: 'Aucune exécution pour l’instant',
  checked: 'Vérifié, non envoyé :',
  unchanged: 'Rien n’avait changé',
  sentAndWorking: 'TikTok y travaille, généralement 24 à 48 heures',
  notSent: 'Non envoyé',
  failed: 'La dernière exécution a échoué',
  runFailedNext: 'La prochaine exécution réessaiera.',
  fetching: (count) =>
    count === 0
      ? 'Récupération des personnes…'
      : `${counted(count, '# personne récupérée', '# personnes récupérées')} pour l’instant`,
  comparing: 'Recherche de ce qui a changé…',
  sending: (sent, all) =>
    `${agreed(sent, '# envoyé', '# envoyés')} sur ${counted(all, '# changement', '# changements')}`,
  starting: 'Lancement…',
  queued: 'Attend un autre export vers cette audience',
  runPaused: 'Cette exécution est en pause',
  openRun: 'Ouvrir',
  openRunOf: (name) => `Ouvrir l’exécution pour ${isolated(name)}`,

  confirmTitle: 'Rien n’est envoyé sans votre accord',
  confirm: {
    many_removals: (removed) => `En retirer ${number(removed)} et envoyer`,
    replaces_audience: () => 'Remplacer tout le monde',
    source_shrank: () => 'Envoyer quand même',
  },
  doNotSend: 'Ne pas envoyer',
  look: 'Afficher le rapport',
  confirmed: 'L’envoi a commencé',
  declined: 'Rien n’a été envoyé. La prochaine exécution vérifiera à nouveau.',

  runNow: 'Exécuter maintenant',
  runNowOf: (name) => `Exécuter maintenant : ${isolated(name)}`,
  runStarted: (name) => `Une exécution pour ${isolated(name)} a commencé`,
  check: 'Vérifier d’abord',
  full: 'Renvoyer tout le monde…',
  fullTitle: 'Renvoyer tout le monde ?',
  fullWhy: 'Pour une audience que quelqu’un a modifiée ailleurs. L’exécution habituelle n’envoie que ce qui a changé.',
  fullFile:
    'Le segment prend la place de tout le monde dans l’audience. Les publicités peuvent s’arrêter jusqu’à ce que TikTok ait terminé, généralement en 24 à 48 heures.',
  fullStream:
    'Toutes les personnes du segment sont envoyées encore une fois. Seules celles qui l’ont quitté sont retirées.',
  fullDo: 'Tout renvoyer',
  fullKeep: 'Laisser tel quel',
  pause: 'Mettre en pause',
  resume: 'Reprendre',
  resumeOf: (name) => `Reprendre ${isolated(name)}`,
  paused: (name, isUnderWay) =>
    `${isolated(name)} est en pause. ${isUnderWay ? 'L’exécution en cours va à son terme.' : 'L’audience reste telle quelle.'}`,
  resumed: (name) => `${isolated(name)} reprend`,
  allRuns: 'Toutes les exécutions',
  schedule: 'Modifier le calendrier…',
  scheduleTitle: 'Quand elle s’exécute',
  every: {
    hour: 'Toutes les heures',
    day: 'Tous les jours',
    week: 'Toutes les semaines',
    never: 'Seulement sur demande',
  },
  never: 'Elle ne s’exécute que si quelqu’un clique sur « Exécuter maintenant ».',
  scheduleSave: 'Enregistrer le calendrier',
  saving: 'Enregistrement…',
  scheduled: (words) => `Nouveau calendrier : ${words}`,
  scheduledBack: 'Le calendrier est revenu à l’état précédent',
  scheduleFailed: 'Impossible de modifier le calendrier',
  stop: 'Arrêter la synchronisation…',
  stopTitle: (name) => `Arrêter la synchronisation de ${isolated(name)} ?`,
  stopStops: 'Plus personne n’est ajouté ni retiré quand le segment change.',
  stopRun: 'L’exécution en cours est annulée. Ce que TikTok a déjà pris reste.',
  stopStays: 'L’audience reste telle quelle, et les publicités continuent de l’utiliser.',
  stopAgain: 'Pour la synchroniser à nouveau plus tard, tout le monde est remplacé une fois.',
  stopAgainStream: 'Un flux ne peut pas être repris. Synchronisez alors une nouvelle audience.',
  stopDo: 'Arrêter la synchronisation',
  stopBusy: 'Arrêt…',
  stopKeep: 'Continuer à synchroniser',
  stopped: (name) => `${isolated(name)} n’est plus synchronisée`,
  stopFailed: 'Impossible d’arrêter la synchronisation',
  actionFailed: {
    open: 'Impossible d’ouvrir l’exécution',
    run: 'L’exécution n’a pas pu commencer',
    check: 'La vérification n’a pas pu commencer',
    full: 'L’exécution n’a pas pu commencer',
    pause: 'Impossible de mettre en pause',
    resume: 'Impossible de reprendre',
    confirm: 'Impossible de lancer l’envoi',
    decline: 'Impossible d’abandonner cette exécution',
  },
};
