import type { eventFeed as English } from '../en/event-feed.ts';
import { agreed, counted } from './counted.ts';
import { isolated, number } from './speech.ts';

const people = (count: number) => counted(count, '# personne', '# personnes');
const accounts = (count: number) => counted(count, '# compte publicitaire', '# comptes publicitaires');
const quoted = (texts: readonly string[]) => texts.map((text) => `« ${isolated(text)} »`).join(' ');
const says = (reasons: readonly string[]) =>
  reasons.length === 0 ? 'TikTok ne donne aucune raison.' : `TikTok indique : ${quoted(reasons)}`;
const suggests = (text: string | null) => (text === null ? '' : ` TikTok suggère : ${quoted([text])}`);
/** What hangs on a sign-in in trouble. */
const hangs = (accountCount: number, waiting: number) => {
  if (waiting > 0)
    return counted(waiting, '# export vous attend ; rien n’est perdu.', '# exports vous attendent ; rien n’est perdu.');
  return accountCount === 0
    ? 'Rien n’en dépend actuellement.'
    : `Les exports vers ${accounts(accountCount)} attendent que quelqu’un se reconnecte ; rien n’est perdu.`;
};
const NOT_DELIVERED = 'TikTok n’a rien reçu.';
const UNTIL_AGREED = 'Rien n’est envoyé avant que quelqu’un donne son accord.';

/** TikTok's `secondary_status` of a campaign, in words. */
const campaignStatuses: Readonly<Record<string, string>> = {
  CAMPAIGN_STATUS_ENABLE: 'active',
  CAMPAIGN_STATUS_DISABLE: 'en pause',
  CAMPAIGN_STATUS_DELETE: 'supprimée',
  CAMPAIGN_STATUS_ADVERTISER_AUDIT: 'attend l’examen du compte publicitaire',
  CAMPAIGN_STATUS_ADVERTISER_AUDIT_DENY: 'arrêtée, l’examen du compte publicitaire a échoué',
  CAMPAIGN_STATUS_BUDGET_EXCEED: 'arrêtée, son budget est épuisé',
  CAMPAIGN_STATUS_REVIEW_DISAPPROVED: 'arrêtée, refusée à l’examen de TikTok',
  ADVERTISER_CONTRACT_PENDING: 'attend le contrat du compte publicitaire',
  ADVERTISER_ACCOUNT_PUNISH: 'arrêtée, TikTok a suspendu le compte publicitaire',
};
/** A constant that is not known by name reads as its words. */
const campaignStatus = (constant: string) =>
  campaignStatuses[constant] ??
  constant
    .replace(/^CAMPAIGN_STATUS_/, '')
    .replaceAll('_', ' ')
    .toLowerCase();

/** French words of `<tiktok-event-feed>`. */
export const eventFeed: typeof English = {
  title: 'Activité',
  show: 'Afficher',
  filters: {
    needs_you: 'Vous attend',
    all: 'Tout',
    ads: 'Publicités',
    accounts: 'Comptes',
    audiences: 'Audiences',
  },
  today: (date) => `Aujourd’hui, ${date}`,
  yesterday: 'Hier',
  unread: 'Non lu :',
  markAllRead: 'Tout marquer comme lu',
  markedRead: (count) => counted(count, '# événement marqué comme lu', '# événements marqués comme lus'),
  unmarked: 'De nouveau non lu',
  undo: 'Annuler',
  dismiss: 'Masquer',
  fresh: (count) => agreed(count, '# nouveau', '# nouveaux'),
  freshName: (count) => `${agreed(count, '# nouveau', '# nouveaux')} : afficher les événements`,
  heardMany: (count) => agreed(count, '# nouvel événement dans Activité', '# nouveaux événements dans Activité'),
  older: 'Afficher les plus anciens',
  loadingOlder: 'Chargement des plus anciens…',
  kept: 'Les événements sont gardés 90 jours.',
  loadFailed: 'Impossible de charger l’activité',
  olderFailed: 'Impossible de charger les événements plus anciens',
  retryFailed: 'L’export n’a pas pu continuer',
  noPermissionTitle: 'Vous ne pouvez pas voir l’activité',
  noPermission:
    'Votre rôle dans cet espace de travail n’inclut pas TikTok. Demandez l’autorisation « Lire » à un admin.',
  empty: {
    needs_you: {
      title: 'Rien ne vous attend',
      text: 'Les publicités refusées, les comptes suspendus et les problèmes de connexion apparaissent ici en une seconde.',
    },
    all: {
      title: 'Rien ne s’est encore passé',
      text: 'Ce que TikTok dit de vos publicités et de vos comptes publicitaires, et la fin de vos exports, apparaît ici automatiquement.',
    },
    ads: {
      title: 'Rien sur les publicités',
      text: 'Ce que l’examen de TikTok dit d’une publicité apparaît ici en une seconde.',
    },
    accounts: {
      title: 'Rien sur les comptes',
      text: 'Les comptes publicitaires suspendus, les accès perdus et les problèmes de connexion apparaissent ici.',
    },
    audiences: {
      title: 'Rien sur les audiences',
      text: 'Les exports terminés ou en attente, et les audiences prêtes ou bientôt terminées, apparaissent ici.',
    },
  },
  interrupted: 'Les mises à jour en direct sont interrompues',
  tryingIn: (seconds) =>
    `Nouvel essai dans ${counted(seconds, '# seconde', '# secondes')}. Ce que vous manquez sera alors récupéré.`,
  trying: 'Nouvel essai en cours. Ce que vous manquez sera alors récupéré.',
  tryNow: 'Essayer maintenant',
  live: 'Les mises à jour en direct sont de retour',

  nameless: {
    ad: 'publicité',
    adgroup: 'groupe de publicités',
    campaign: 'campagne',
    account: 'compte publicitaire',
    connection: 'connexion TikTok',
    export: 'export',
    audience: 'audience',
    approval: 'appel à TikTok',
    notice: 'avis',
  },
  titles: {
    'ad.disapproved': (name) => `Publicité refusée : ${name}`,
    'ad.approved': (name) => `Publicité approuvée : ${name}`,
    'adgroup.disapproved': (name) => `Groupe de publicités refusé : ${name}`,
    'adgroup.approved': (name) => `Groupe de publicités approuvé : ${name}`,
    'campaign.status_changed': (name) => `Campagne modifiée : ${name}`,
    'account.suspended': (name) => `Compte publicitaire suspendu : ${name}`,
    'account.restored': (name) => `Compte publicitaire rétabli : ${name}`,
    'account.access_lost': (name) => `Accès perdu : ${name}`,
    'account.access_restored': (name) => `Accès rétabli : ${name}`,
    'connection.expiring': (name) => `Connexion bientôt expirée : ${name}`,
    'connection.read_only': (name) => `Connexion en lecture seule : ${name}`,
    'connection.disconnected': (name) => `Connexion refusée : ${name}`,
    'connection.restored': (name) => `Connexion rétablie : ${name}`,
    'connection.removed': (name) => `Connexion coupée : ${name}`,
    'export.started': (name) => `Export commencé : ${name}`,
    'export.completed': (name) => `Export terminé : ${name}`,
    'export.failed': (name) => `Export arrêté : ${name}`,
    'export.cancelled': (name) => `Export annulé : ${name}`,
    'mirror.confirmation_needed': (name) => `Une exécution vous attend : ${name}`,
    'audience.ready': (name) => `Audience prête : ${name}`,
    'audience.expiring': (name) => `Audience bientôt terminée : ${name}`,
    'approval.requested': (name) => `Attend une décision : ${name}`,
    'approval.decided': (name) => `Décidé : ${name}`,
    'tiktok.unknown': (name) => `Avis inconnu de TikTok : ${name}`,
  },
  approvedInPart: (kind) => (name) =>
    `${kind === 'ad' ? 'Publicité approuvée' : 'Groupe de publicités approuvé'} en partie : ${name}`,
  decidedTitle: {
    approved: (name) => `Approuvé : ${name}`,
    failed: (name) => `Approuvé, mais pas exécuté : ${name}`,
    denied: (name) => `Refusé : ${name}`,
    withdrawn: (name) => `Retiré : ${name}`,
    expired: (name) => `Personne n’a décidé : ${name}`,
  },
  endsIn: (days) => (name) =>
    days > 0
      ? `${counted(days, 'Fin d’audience dans # jour', 'Fin d’audience dans # jours')} : ${name}`
      : `Fin d’audience aujourd’hui : ${name}`,
  ended: (name) => `Audience terminée : ${name}`,
  otherTitle: (name) => `Nouveau type d’événement : ${name}`,

  disapproved: (kind, reasons, suggestion, isOpen) =>
    // TikTok's suggestion says what to do; ours beside it would say it twice.
    `${says(reasons)}${suggests(suggestion)}${
      isOpen && suggestion === null
        ? ` Modifiez ${kind === 'ad' ? 'la publicité, puis soumettez-la' : 'le groupe de publicités, puis soumettez-le'} à nouveau à l’examen.`
        : ''
    }`,
  approved: (kind, isPartial) =>
    isPartial
      ? 'TikTok a terminé son examen. Certains emplacements, âges ou lieux restent refusés ; le reste peut être diffusé.'
      : `TikTok a terminé son examen. ${kind === 'ad' ? 'La publicité peut être diffusée.' : 'Le groupe de publicités peut être diffusé.'}`,
  campaignChanged: (from, to) => `Maintenant : ${campaignStatus(to)}. Avant : ${campaignStatus(from)}.`,
  suspended: (reason, isOpen) =>
    `${reason === null ? '' : `${says([reason])} `}${
      isOpen
        ? 'Ses publicités sont arrêtées et les exports vers lui sont refusés. Vous pouvez faire appel.'
        : 'Ses publicités étaient arrêtées, et les exports vers lui étaient refusés.'
    }`,
  restored: 'Ses publicités peuvent de nouveau être diffusées, et les exports vers lui sont possibles.',
  accessLost:
    'La connexion n’y a plus accès : les exports vers lui attendent donc. Connectez-vous avec un compte TikTok qui y a accès, ou adressez-vous à un admin du compte publicitaire.',
  accessRestored: 'La connexion y a de nouveau accès. Ce qui attendait continue de lui-même.',
  expiring: (accountCount) =>
    `Elle ne peut pas se renouveler d’elle-même. ${
      accountCount === 0
        ? 'Connectez-vous avant qu’elle prenne fin.'
        : `Connectez-vous avant qu’elle prenne fin, et ${counted(
            accountCount,
            '# compte publicitaire continue sans interruption.',
            '# comptes publicitaires continuent sans interruption.',
          )}`
    }`,
  readOnly: (accountCount, waiting) =>
    `Cette connexion TikTok n’a pas pu être renouvelée. ${hangs(accountCount, waiting)}`,
  disconnected: (accountCount, waiting) => `TikTok n’accepte plus cette connexion. ${hangs(accountCount, waiting)}`,
  reconnected: 'Ce qui l’attendait continue de lui-même.',
  removed: 'Quelqu’un l’a coupée définitivement. Plus rien ne part vers TikTok avec elle.',
  exportCompleted: (sent, rejected) =>
    `TikTok a reçu ${people(sent)} de cet export${
      rejected === 0
        ? ''
        : ` ; ${counted(rejected, '# ligne a été laissée de côté', '# lignes ont été laissées de côté')}`
    }. Les publicités peuvent utiliser l’audience.`,
  exportCompletedRemoval: (sent) => `TikTok a reçu l’ordre de retirer ${people(sent)}.`,
  exportFailed: (why, sent) =>
    `${why} ${
      sent === 0
        ? 'Rien n’a été envoyé.'
        : counted(
            sent,
            '# personne y est déjà et ne sera pas envoyée deux fois.',
            '# personnes y sont déjà et ne seront pas envoyées deux fois.',
          )
    }`,
  exportFailedWhy: 'Un problème est survenu en route.',
  exportCancelled: (sent) =>
    `Quelqu’un l’a annulé. ${
      sent === 0
        ? 'Rien n’a été envoyé.'
        : counted(
            sent,
            '# personne avait déjà été envoyée et reste.',
            '# personnes avaient déjà été envoyées et restent.',
          )
    }`,
  exportStarted: 'L’envoi est en cours.',
  asks: {
    many_removals: (toAdd, toRemove) =>
      `Elle retirerait ${toRemove === null ? 'beaucoup de personnes' : people(toRemove)}${
        toAdd === null || toAdd === 0 ? '' : ` et en ajouterait ${number(toAdd)}`
      }. ${UNTIL_AGREED}`,
    replaces_audience: () =>
      `Elle remplacerait tout le monde dans l’audience, et les publicités pourraient s’arrêter entre-temps. ${UNTIL_AGREED}`,
    source_shrank: (toAdd, toRemove) =>
      `Le segment a beaucoup rétréci : ${
        toRemove === null
          ? 'beaucoup de personnes partiraient'
          : counted(toRemove, '# personne partirait', '# personnes partiraient')
      }${
        toAdd === null || toAdd === 0 ? '' : ` et ${agreed(toAdd, '# arriverait', '# arriveraient')}`
      }. ${UNTIL_AGREED}`,
  },
  audienceReady: (matched, sent) =>
    matched === null
      ? 'Les publicités peuvent maintenant l’utiliser.'
      : `TikTok a reconnu ${
          sent === null || sent < matched ? `environ ${people(matched)}` : `${number(matched)} sur ${people(sent)}`
        }. Les publicités peuvent maintenant l’utiliser.`,
  audienceEnding:
    'Utilisez-la dans un groupe de publicités actif ou ajoutez des personnes, et TikTok la garde 365 jours de plus.',
  audienceEnded: 'TikTok l’a supprimée, sauf si quelqu’un l’a utilisée à temps.',
  approvalRequested: (wants, isOpen) =>
    `${wants}.${isOpen ? ' TikTok ne reçoit rien avant que quelqu’un décide.' : ''}`,
  approvalDecided: {
    approved: (by) => (by === null ? 'L’appel a été approuvé.' : `Approuvé par ${isolated(by)}.`),
    failed: () => 'Quelqu’un l’a approuvé, mais il n’a pas pu être exécuté. La raison est indiquée dans les contrôles.',
    denied: (by) => `${by === null ? 'L’appel a été refusé' : `Refusé par ${isolated(by)}`}. ${NOT_DELIVERED}`,
    withdrawn: () => `La demande a été retirée. ${NOT_DELIVERED}`,
    expired: () => `Le délai de décision est écoulé. ${NOT_DELIVERED}`,
  },
  unknown: 'Cette version ne connaît pas ce type, et n’en fait donc rien.',
  other: 'Cette version ne sait pas encore dire ce que cela signifie.',
  unknownMore: 'Ce qu’il contient',
  kind: (object) => `type ${object}`,

  unconfirmed: (what) =>
    `Non confirmé (${what}) : TikTok n’a pas pu être interrogé à nouveau, ou ne connaît plus cet objet. Voici ce que disait son avis.`,
  settled: (when) => `Réglé ${when}. Personne n’a rien à faire.`,
  at: (time) => `à ${time}`,
  on: (moment) => `le ${moment}`,
  retried: 'L’export reprend là où il s’était arrêté.',
  needsConnect: 'Pour se reconnecter, il faut l’autorisation « Connecter ».',
  needsExport: 'Pour continuer, il faut l’autorisation « Exporter ».',
  standsUnder: {
    accounts: 'À voir sous « Comptes publicitaires ».',
    audiences: 'À décider sous « Audiences ».',
    controls: 'À décider sous « Contrôles ».',
  },

  edit: 'Modifier dans le Gestionnaire',
  appeal: 'Faire appel dans le Gestionnaire',
  see: 'Voir dans le Gestionnaire',
  opensNewTab: 's’ouvre dans un nouvel onglet',
  signIn: 'Se reconnecter',
  newToken: 'Coller un nouveau jeton',
  retry: 'Reprendre l’export',
  retrying: 'Reprise…',
  review: 'Examiner l’exécution',
  reviewCall: 'Examiner',
  openControls: 'Afficher les contrôles',
  openExport: 'Ouvrir l’export',
  openAccounts: 'Afficher les comptes publicitaires',
  openAudiences: 'Afficher les audiences',
  about: (button, name) => `${button} : ${isolated(name)}`,
};
