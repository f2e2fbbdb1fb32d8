import type { RejectReason } from '../../../shared/identifiers/reject-reasons.ts';
import type { RecordRejectReason } from '../../../shared/records/errors.ts';
import type { exportRuns as English } from '../en/export-runs.ts';
import { agreed, counted } from './counted.ts';
import { isolated, number } from './speech.ts';

const people = (count: number): string => counted(count, '# personne', '# personnes');
const rows = (count: number): string => counted(count, '# ligne', '# lignes');

// Short names for a list of counts; the mapping table says them as sentences.
const reasons: Readonly<Record<RejectReason, string> & Partial<Record<RecordRejectReason, string>>> = {
  empty: 'Vide',
  invalid_email: 'E-mail incomplet',
  invalid_phone: 'Téléphone illisible',
  unknown_country: 'Pays inconnu',
  invalid_device_id: 'ID d’appareil mal formé',
  zeroed_device_id: 'ID d’appareil fait de zéros',
  not_a_hash: 'Ressemble à un hachage abîmé',
  invalid_date: 'Date illisible',
  invalid_gender: 'Genre ni m ni f',
  invalid_zip: 'Code postal illisible',
  invalid_text: 'Texte illisible',
  no_identifier: 'Ni e-mail, ni téléphone, ni ID d’appareil',
  no_consent: 'N’a pas accepté',
  unknown_consent: 'Consentement illisible',
  refused_by_tiktok: 'Refusé par TikTok',
};

const signInFirst = 'Reconnectez-vous et le reste suivra.';
const SIGN_IN_REFUSED = 'TikTok a refusé la connexion';
const NOT_FETCHED = 'Les personnes du segment n’ont pas pu être récupérées';

/** French words of `<tiktok-audience-exporter>` from the check to the result; see also `audience-exporter.ts` and `export-history.ts`. */
export const exportRuns: typeof English = {
  hashing: 'Hachage du fichier',
  fetching: 'Récupération des personnes',
  checkOpening: 'Ouverture de l’export…',
  checkHashing: (done, all) => `${agreed(done, '# hachée', '# hachées')} sur environ ${rows(all)}`,
  checkHashed: (done) => counted(done, '# ligne hachée', '# lignes hachées'),
  sentOf: (sent) => `${sent} chargés`,
  rowsPerSecond: (count) => `${rows(count)} par seconde`,
  peoplePerSecond: (count) => `${people(count)} par seconde`,
  timeLeft: (seconds) => {
    if (seconds <= 10) return 'encore quelques secondes';
    if (seconds < 60) return `encore environ ${number(seconds)} s`;
    if (seconds < 5400) return counted(Math.round(seconds / 60), 'encore environ # minute', 'encore environ # minutes');
    const [hours, minutes] = [Math.floor(seconds / 3600), Math.round((seconds % 3600) / 60)];
    return `encore environ ${number(hours)} h${minutes === 0 ? '' : ` ${number(minutes)} min`}`;
  },
  pause: 'Mettre en pause',
  resume: 'Reprendre',
  paused: 'En pause. Rien n’est perdu.',
  stayHere: 'Gardez cette page ouverte : le fichier est lu ici, et seuls des hachages quittent votre ordinateur.',
  mayLeaveCheck: 'Vous pouvez quitter cette page. La vérification continue et apparaît dans l’historique.',
  stopChecking: 'Arrêter',
  checkReceiving: (count) =>
    count === 0
      ? 'Récupération des personnes…'
      : `${counted(count, '# personne récupérée', '# personnes récupérées')} pour l’instant`,
  checkArriving: (count) =>
    count === 0
      ? 'En attente des premières personnes…'
      : `${counted(count, '# personne reçue', '# personnes reçues')} pour l’instant`,
  hostSendsTitle: 'En attente de l’envoi des personnes par votre produit',
  hostSendsText: 'Il a été prévenu à l’ouverture de l’export. La suite se fera d’elle-même à l’arrivée des personnes.',
  hostSentSoFar: (count) => `${counted(count, '# personne reçue', '# personnes reçues')} pour l’instant`,
  stillWaitingTitle: 'Rien n’est arrivé depuis un moment',
  stillWaitingText: 'Rien n’est perdu. Vérifiez à nouveau, ou arrêtez et choisissez d’autres personnes.',
  uploadPausedTitle: 'Le chargement s’est arrêté',
  checkFailedTitle: 'Impossible de préparer l’export',
  offlineTitle: 'Vous êtes hors ligne',
  offlineFile:
    'Le hachage attend. Il reprendra de lui-même, là où il s’est arrêté, dès que vous serez de nouveau en ligne.',
  offlineServer:
    'L’export continue sans cette page. Ce que vous voyez ici se mettra à jour dès que vous serez de nouveau en ligne.',

  readyOf: (count) => counted(count, 'sur # personne est prête à l’envoi', 'sur # personnes sont prêtes à l’envoi'),
  ready: 'Prêtes',
  duplicates: 'Doublons, envoyés une fois',
  rejected: 'Rejetées',
  foundBy: 'Reconnaissance par',
  foundByAside: 'Personnes qui l’ont',
  whyRejected: 'Pourquoi des valeurs ont été rejetées',
  rejectedInAll: (count) => `${number(count)} en tout`,
  nothingRejected: 'Rien n’a été rejeté.',
  downloadRejectsFile: 'Télécharger les lignes rejetées',
  reasons,
  otherReason: (code) => code.replaceAll('_', ' '),
  otherReasons: 'Autres raisons',
  nobodyTitle: 'Il n’y a personne à envoyer',
  nobodyText:
    'Aucune ligne n’a d’e-mail, de téléphone ou d’ID d’appareil utilisable. Regardez les raisons, puis choisissez d’autres personnes ou d’autres colonnes.',
  nobodyAgreedText:
    'Aucune ligne n’a à la fois un consentement et un e-mail, un téléphone ou un ID d’appareil utilisable. Regardez les raisons, puis choisissez d’autres personnes.',
  chooseMore: 'Choisir plus de personnes',
  chooseOthers: 'Choisir d’autres personnes',
  createAnyway: 'Créer quand même',
  sendAnyway: (count) => `Envoyer ${people(count)} quand même`,
  send: (count) => `Envoyer ${people(count)}`,
  remove: (count) => `Retirer ${people(count)}`,
  takeOut: (count) => counted(count, 'Retirer # identifiant', 'Retirer # identifiants'),
  replaceWith: (count) => `Remplacer par ${people(count)}`,
  downloadHashed: 'Télécharger le fichier haché',
  downloadFailedTitle: (file, audience) => `Impossible de télécharger ${file} pour ${audience}`,
  fileNames: { 'audience.csv': 'le fichier haché', 'rejects.csv': 'les lignes rejetées' },
  dismiss: 'Masquer',
  nothingSent: 'Rien n’a encore été envoyé à TikTok.',

  replaceTitle: (audience) => `Remplacer tout le monde dans « ${audience} » ?`,
  replaceText: (now) =>
    `${
      now === null
        ? 'TikTok retire d’abord toutes les personnes actuelles.'
        : counted(
            now,
            'TikTok retire d’abord la # personne actuelle.',
            'TikTok retire d’abord les # personnes actuelles.',
          )
    } Les publicités qui utilisent cette audience peuvent s’arrêter jusqu’à ce qu’elle soit de nouveau prête, généralement en 24 à 48 heures. C’est irréversible.`,
  replaceTick: (now) =>
    now === null
      ? 'Retirer toutes les personnes actuelles'
      : counted(now, 'Retirer la # personne actuelle', 'Retirer les # personnes actuelles'),
  removeTitle: (count, audience) => `Retirer ${people(count)} de « ${audience} » ?`,
  removeText:
    'TikTok retire, parmi vos personnes, celles qu’il trouve dans l’audience. Les autres restent. Pour revenir en arrière, ajoutez à nouveau les mêmes personnes.',
  removeTick: (count) => `Retirer jusqu’à ${people(count)}`,
  tickFirst: 'Cochez d’abord la case',
  now: 'Avant',
  after: 'Après',
  keep: 'Garder l’audience',
  cancelTitle: 'Annuler cet export ?',
  cancelText: (sent) =>
    sent === 0
      ? 'Rien n’est encore arrivé chez TikTok, et rien n’y arrivera.'
      : counted(
          sent,
          '# personne est déjà chez TikTok et y reste. Le reste n’est pas envoyé.',
          '# personnes sont déjà chez TikTok et y restent. Le reste n’est pas envoyé.',
        ),
  keepExporting: 'Poursuivre l’export',
  cancelExport: 'Annuler l’export',

  sendingTitle: (count) => `Envoi de ${people(count)}`,
  removingTitle: (count) => `Retrait de ${people(count)}`,
  pausedTitle: 'L’envoi est en pause',
  receivingTitle: 'Préparation de l’export',
  processingTitle: 'TikTok crée votre audience',
  processingUpdateTitle: 'TikTok met à jour votre audience',
  overdueTitle: 'TikTok met plus de temps que d’habitude',
  completedTitle: 'Votre audience est prête',
  updatedTitle: 'Votre audience est à jour',
  tooSmallTitle: 'Trop peu de personnes reconnues',
  tooSmallBanner: 'Les publicités ne peuvent pas encore utiliser cette audience',
  endedBanner: 'Les publicités ne peuvent plus utiliser cette audience',
  tooSmallLine: (matched) =>
    `${agreed(matched, '# reconnue', '# reconnues')}, les publicités en demandent ${number(1000)}`,
  expiredTitle: 'Cette audience a pris fin',
  unusableTitle: 'TikTok ne peut pas encore utiliser cette audience',
  waitsTitle: 'En attente d’une connexion',
  failedTitle: 'Export en pause',
  failedForGoodTitle: 'Échec de l’export',
  failedForGoodText: 'Cet export ne peut pas continuer. Exportez à nouveau les personnes vers une nouvelle audience.',
  cancelledTitle: 'Export annulé',
  cancelledText: (sent) =>
    `${sent === 0 ? 'Rien n’a été envoyé' : 'Le reste n’a pas été envoyé'}. Recommencez quand vous voulez.`,
  inAccount: (what, account) => `${what} dans ${account}`,
  newIn: 'Nouvelle audience',
  lineReceived: 'Reçu',
  linePrepared: 'Préparé',
  lineUploading: 'Chargement vers TikTok',
  lineUploaded: 'Chargé',
  lineAccepted: 'Accepté par TikTok',
  lineProcessing: 'Traitement',
  lineReady: 'Prête pour les publicités',
  lineEnded: 'Terminée',
  lineUnusable: 'Inutilisable pour les publicités',
  rows,
  files: (count) => counted(count, '# fichier', '# fichiers'),
  preparedText: (count, files) => `${people(count)} dans ${counted(files, '# fichier', '# fichiers')}`,
  duplicatesText: (duplicates, hashed) =>
    `${counted(duplicates, '# doublon', '# doublons')}${
      hashed === 0 ? '' : `, ${counted(hashed, '# valeur était déjà hachée', '# valeurs étaient déjà hachées')}`
    }`,
  fileOf: (file, all) => `Fichier ${number(file)} sur ${number(all)}`,
  batches: (count) => counted(count, '# lot', '# lots'),
  batchOf: (batch, all) => `Lot ${number(batch)} sur ${number(all)}`,
  preparedBatches: (count, batches) => `${people(count)} en ${counted(batches, '# lot', '# lots')}`,
  refused: (count) => counted(count, '# personne refusée par TikTok', '# personnes refusées par TikTok'),
  withoutConsentLeftOut: (count) => `${number(count)} sans consentement`,
  changesTitle: 'Envoi des changements',
  changeOf: (added, removed) =>
    [
      ...(added > 0 || removed === 0 ? [`${people(added)} à ajouter ou à modifier`] : []),
      ...(removed > 0 ? [counted(removed, '# identifiant à retirer', '# identifiants à retirer')] : []),
    ].join(', '),
  sentChanges: (sent, all) =>
    `${agreed(sent, '# envoyé', '# envoyés')} sur ${counted(all, '# changement', '# changements')}`,
  unchanged: 'Rien n’avait changé depuis la dernière exécution, donc rien n’a été envoyé.',
  queuedTitle: 'En attente de son tour',
  queuedBanner: 'Attend un autre export vers cette audience',
  queuedText: (before) =>
    `${agreed(before, 'Un autre passe avant.', '# autres passent avant.')} TikTok ne prend qu’un changement d’audience à la fois ; celui-ci continuera de lui-même.`,
  openOther: 'Afficher celui d’avant',
  announceQueued: 'L’export attend son tour',
  matchedOfSent: (matched, sent) =>
    `TikTok en a reconnu ${number(matched)} sur ${agreed(sent, '# envoyée', '# envoyées')}.`,
  usableBetween: (from, until) => `Selon TikTok, utilisable à partir d’un moment entre ${from} et ${until}.`,
  expiresTitle: (date, days) =>
    days <= 0
      ? 'Cette audience prend fin aujourd’hui'
      : `Cette audience prend fin le ${date}, dans ${counted(days, '# jour', '# jours')}`,
  expiresText:
    'Utilisez-la dans une publicité ou envoyez-y à nouveau des personnes, et TikTok la garde 365 jours de plus.',
  expiresFixed:
    'Elle a été créée avec une fin fixe, et rien ne la prolonge. Exportez à nouveau les personnes dans une nouvelle audience.',
  requestsTitle: 'ID de requête TikTok',
  requestsHint: 'Pour l’assistance de TikTok, si quelque chose semble anormal.',
  requestDone: 'effectuée',
  requestRefused: (code) => `refusée, code ${code}`,
  requestLost: 'réponse perdue',
  copyRequest: (id) => `Copier l’ID de requête ${id}`,
  copyAll: 'Tout copier',
  sentPeople: (sent, all) => `${agreed(sent, '# envoyée', '# envoyées')} sur ${people(all)}`,
  uploading: 'Chargement',
  usual: '24 à 48 h',
  since: (when) => `depuis ${when}`,
  timeOnDay: (time, day) => {
    if (day === 'today') return `aujourd’hui à ${time}`;
    return day === 'yesterday' ? `hier à ${time}` : `le ${day.on} à ${time}`;
  },
  processingText:
    'TikTok cherche maintenant à reconnaître vos personnes. Cela prend généralement 24 à 48 heures, et d’ici là il n’affiche aucun nombre.',
  overdueText:
    'TikTok a ces personnes depuis plus de 48 heures. Rien n’est perdu, et il n’y a rien à renvoyer. Si rien n’a changé demain, ouvrez l’audience dans le Gestionnaire de publicités TikTok ou envoyez son ID à l’assistance de TikTok.',
  audienceId: 'ID audience',
  overdueShort: 'Plus long que les 24 à 48 heures habituelles.',
  lookedAt: (when) => `Dernière vérification ${when ?? 'à l’instant'}`,
  nextLook: (when) => `Prochaine vérification ${when ?? 'dans moins d’une minute'}`,
  processingTook: (duration) => `Durée : ${duration}`,
  duration: (hours, minutes) =>
    hours === 0 ? `${number(minutes)} min` : `${number(hours)} h${minutes === 0 ? '' : ` ${number(minutes)} min`}`,
  endsOn: (date) => `Prend fin le ${date}, sauf si des publicités l’utilisent ou si vous la modifiez.`,
  endsFixed: (date) => `Prend fin le ${date}. Rien ne la prolonge.`,
  endedOn: (date) =>
    `Elle a pris fin le ${date} : aucune publicité ne l’a utilisée et personne ne l’a modifiée à temps.`,
  expiredText:
    'TikTok garde son nom, mais les publicités ne peuvent pas l’utiliser. Exportez à nouveau les personnes dans une nouvelle audience.',
  tooSmallText: (matched, sent) =>
    `TikTok a reconnu ${number(matched)} sur ${counted(sent, '# personne envoyée', '# personnes envoyées')}. Les publicités en demandent ${number(1000)}. Ajoutez des personnes à cette audience, et TikTok recomptera.`,
  unusableText: 'Regardez l’audience dans le Gestionnaire de publicités TikTok, puis vérifiez à nouveau ici.',
  matched: 'reconnues par TikTok',
  sentByYou: 'envoyées par vous',
  inAudience: 'actuellement dans l’audience',
  sentToRemove: 'envoyées pour être retirées',
  peopleAdded: (count) => counted(count, 'personne ajoutée ou modifiée', 'personnes ajoutées ou modifiées'),
  identifiersRemoved: (count) => counted(count, 'identifiant retiré', 'identifiants retirés'),
  openAdsManager: 'Ouvrir dans le Gestionnaire',
  addMore: 'Ajouter des personnes',
  tiktokSays: (message) => `TikTok indique : « ${isolated(message)} »`,
  mayLeave: 'Vous pouvez quitter cette page. L’export continue et apparaît dans l’historique.',
  mayLeavePaused: 'Vous pouvez quitter cette page. L’export attend dans l’historique que quelqu’un le reprenne.',
  mayLeaveWaiting: 'Vous pouvez quitter cette page. L’export continuera de lui-même après la connexion.',
  waitsUnseen: 'TikTok a tout le monde et poursuit. Reconnectez-vous pour voir ici le résultat.',
  waitsUnseenByOther: 'TikTok a tout le monde et poursuit. Le résultat s’affichera ici après une nouvelle connexion.',
  waitsUnasked: 'Plus aucune demande n’est envoyée. L’export continuera de lui-même après la connexion.',
  pollingStopped: 'Plus aucune demande n’est envoyée. TikTok poursuit de lui-même.',
  pauseSending: 'Mettre l’envoi en pause',
  resumeSending: 'Reprendre l’envoi',
  pausedSoFar: (sent, all) =>
    sent === 0
      ? 'Rien n’a été envoyé jusqu’ici'
      : `${number(sent)} sur ${people(all)} ${agreed(sent, 'est chez TikTok', 'sont chez TikTok')}`,
  pausedText: 'Le reste attend que quelqu’un reprenne. Rien n’est perdu, et personne n’est envoyé deux fois.',
  waitingTitle: 'Rien n’a bougé depuis un moment',
  waitingText:
    'TikTok limite ce qu’il accepte à la fois, ou ne répond pas actuellement. Le serveur réessaie de lui-même et reprend là où il en est.',
  waitingReason: (message, at) => `${message} Prochain essai à ${at}. Rien n’est perdu.`,
  actionFailedTitles: {
    start: 'Impossible de lancer l’envoi',
    cancel: 'Impossible d’annuler l’export',
    retry: 'Impossible de poursuivre l’export',
    pause: 'Impossible de mettre l’export en pause',
    resume: 'Impossible de reprendre l’export',
    look: 'Impossible de consulter l’export',
    sync: 'Impossible de lancer la synchronisation',
  },
  failureTitle: 'L’export n’a pas pu continuer',
  failureTitles: {
    tiktok_token_rejected: SIGN_IN_REFUSED,
    connection_disconnected: SIGN_IN_REFUSED,
    connection_read_only: 'La connexion TikTok n’a pas pu être renouvelée',
    tiktok_permission_denied: 'TikTok ne le permet pas pour ce compte publicitaire',
    tiktok_not_in_sandbox: 'La sandbox de TikTok n’a pas d’audiences',
    account_suspended: 'TikTok a suspendu le compte publicitaire',
    account_not_imported: 'Le compte publicitaire n’est plus utilisé ici',
    segment_source_failed: NOT_FETCHED,
    segment_source_refused: NOT_FETCHED,
    missing_columns: 'Il manque des colonnes',
    audience_failed: 'TikTok n’a pas pu rendre l’audience utilisable',
    audience_not_found: 'L’audience n’existe plus',
    audience_limit_reached: 'Le compte publicitaire est plein',
    audience_too_small: 'Il resterait trop peu de personnes',
    tiktok_error: 'TikTok n’a pas accepté cet export',
    tiktok_unavailable: 'TikTok a répondu de façon inattendue',
    tiktok_rate_limited: 'TikTok limite les requêtes',
    storage_failed: 'Le serveur n’a pas pu écrire sur son disque',
    export_expired: 'Les personnes n’ont pas été envoyées sous 7 jours',
    delivery_not_possible: 'Cette audience reçoit les personnes autrement',
    mirror_exists: 'L’audience est déjà synchronisée',
  },
  failureTexts: {
    tiktok_token_rejected: signInFirst,
    connection_disconnected: signInFirst,
    connection_read_only: signInFirst,
  },
  signInFirst,
  signInByOther: 'Le reste suivra dès que quelqu’un se reconnectera.',
  signInNeedsConnect:
    'Pour se connecter, il faut l’autorisation « Connecter ». Adressez-vous à un admin de cet espace de travail.',
  signInAgain: 'Se reconnecter',
  retry: 'Réessayer',
  failedSoFar: (sent, all) =>
    `${number(sent)} sur ${people(all)} ${agreed(
      sent,
      'y est déjà et ne sera pas envoyée deux fois',
      'y sont déjà et ne seront pas envoyées deux fois',
    )}. `,
  nothingLost: 'Rien n’est encore arrivé chez TikTok, et rien n’est perdu. ',
  another: 'Exporter une autre audience',
  backToHistory: 'Fermer',

  announceReady: (count) => counted(count, '# personne prête à l’envoi', '# personnes prêtes à l’envoi'),
  announceHashed: (quarters) => `${quarters * 25} % du fichier est haché`,
  announceSent: (quarters) => `${quarters * 25} % des personnes sont envoyées`,
  announcePaused: 'En pause',
  announceWaits: 'L’export attend une connexion',
  announceResumed: 'Reprise',
  announceOffline: 'Vous êtes hors ligne',
  announceOnline: 'Vous êtes de nouveau en ligne',
  announceState: {
    uploading: 'L’envoi a commencé',
    processing: 'Tout est envoyé. TikTok crée maintenant l’audience.',
    completed: 'Votre audience est prête',
    failed: 'L’export s’est arrêté',
    cancelled: 'L’export est annulé',
  },
};
