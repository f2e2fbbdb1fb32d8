import type { adAccountList as English } from '../en/ad-account-list.ts';
import { agreed, counted } from './counted.ts';
import { ago } from './moment.ts';
import { isolated, number } from './speech.ts';

const accounts = (count: number) => counted(count, '# compte publicitaire', '# comptes publicitaires');
/** After « les exports »: where they would go. */
const toAccounts = (count: number) => (count === 0 ? '' : ` vers ${accounts(count)}`);

/** French words of `<tiktok-ad-account-list>`. */
export const adAccountList: typeof English = {
  title: 'Comptes publicitaires',
  fromSignIns: (count) => counted(count, 'De # connexion TikTok', 'De # connexions TikTok'),
  loadedSoFar: (count) => `Chargement de vos comptes publicitaires, ${number(count)} pour l’instant`,
  firstOnly: (count) =>
    agreed(
      count,
      'Le premier seulement. Le reste n’a pas pu être chargé.',
      'Les # premiers. Le reste n’a pas pu être chargé.',
    ),
  find: 'Chercher par nom ou ID',
  found: (count) => counted(count, '# compte publicitaire trouvé', '# comptes publicitaires trouvés'),
  notFoundTitle: 'Aucun compte publicitaire trouvé',
  notFound: (query) => `Aucun compte publicitaire ne contient « ${query} » dans son nom ou son ID.`,
  notFoundStatus: (status) => `Aucun compte publicitaire n’a le statut « ${status} » actuellement.`,
  notFoundBoth: (query, status) =>
    `Aucun compte publicitaire contenant « ${query} » dans son nom ou son ID n’a le statut « ${status} » actuellement.`,
  showAll: 'Tout afficher',
  connectAnother: 'En connecter un autre',
  columns: {
    account: 'Compte',
    status: 'Statut',
    role: 'Rôle',
    currency: 'Devise',
    zone: 'Fuseau horaire',
    remove: 'Retirer',
  },
  unnamed: 'Compte publicitaire sans nom',
  unknown: 'Inconnu',
  sandbox: 'Sandbox',
  statuses: {
    connected: 'Connecté',
    read_only: 'Lecture seule',
    disconnected: 'Déconnecté',
    suspended: 'Suspendu',
    no_permission: 'Sans autorisation',
  },

  filterBy: 'Filtrer par statut',
  everyStatus: 'Tous',
  sortBy: 'Trier par',
  sorts: {
    name: { ascending: 'Nom, de A à Z', descending: 'Nom, de Z à A' },
    status: { ascending: 'Statut, problèmes d’abord', descending: 'Statut, connectés d’abord' },
    role: { ascending: 'Rôle, Admin en premier', descending: 'Rôle, Admin en dernier' },
    currency: { ascending: 'Devise, de A à Z', descending: 'Devise, de Z à A' },
    timezone: { ascending: 'Fuseau horaire, de A à Z', descending: 'Fuseau horaire, de Z à A' },
  },
  sorted: (order) => `Tri : ${order}`,
  pages: 'Pages',
  range: (first, last, all) => `${number(first)}–${number(last)} sur ${number(all)}`,
  rangeSpoken: (first, last, all) => `Comptes publicitaires ${number(first)} à ${number(last)} sur ${number(all)}`,
  previous: 'Précédent',
  next: 'Suivant',
  page: 'Page',
  ofPages: (count) => `sur ${number(count)}`,

  readOnlyWhy: 'Les exports attendent une nouvelle connexion.',
  analystWhy: 'Le rôle Analyste ne permet que la lecture.',
  ungrantedWhy: 'L’autorisation pour les audiences manque.',
  notApprovedWhy: 'TikTok ne l’a pas encore approuvé.',
  refusedOn: (date) => `Refusé le ${date}.`,
  refused: 'TikTok refuse la connexion.',
  suspendedWhy: 'Ses publicités sont arrêtées.',
  notSharedSince: (date) => `N’est plus partagé depuis le ${date}.`,
  notShared: 'La connexion ne le partage plus.',
  appeal: 'Faire appel',
  appealName: (name) => `Faire appel pour ${name}, s’ouvre dans un nouvel onglet`,
  seeWhy: 'Voir pourquoi',
  seeWhyName: (name) => `Voir pourquoi ${name} n’est pas approuvé, s’ouvre dans un nouvel onglet`,
  signInAgain: 'Se reconnecter',
  signInAgainName: (name) => `Se reconnecter pour ${name}`,
  askAdmin: 'Demander à un admin…',
  askAdminName: (name) => `Demander à un admin de ${name}…`,

  checkedWhen: (when) => `Vérifié ${ago(when)}`,
  checkedAt: (date, time) => `${date}, ${time}`,
  checkedAtTitle: (at) => `Dernière vérification : ${at}`,
  refresh: 'Actualiser',
  refreshName: (name) => `Actualiser ${name}`,
  checking: 'Vérification…',
  checkAll: 'Tout vérifier',
  checkAllName: 'Vérifier tous les comptes publicitaires',
  checkingAll: (done, all) =>
    all === 1 ? 'Vérification…' : `Vérification de la connexion ${number(Math.min(done + 1, all))} sur ${number(all)}…`,
  checkedAll: (troubled) =>
    troubled === 0
      ? 'Vérifié. Tous les comptes publicitaires sont connectés.'
      : `Vérifié. ${counted(troubled, '# compte publicitaire non connecté', '# comptes publicitaires non connectés')}.`,
  checked: (name, status) => `${name} : ${status}`,
  checkedRefused: 'TikTok refuse toujours. Reconnectez-vous.',
  checkFailed: (name) => `Impossible de vérifier ${name}`,
  checkAllFailed: 'Impossible de vérifier tous les comptes publicitaires',

  select: 'Sélectionner',
  selectName: (name) => `Sélectionner ${name}`,
  selectAll: (count) => agreed(count, 'Sélectionner # compte', 'Sélectionner les # comptes'),
  selectAllFound: (count) => agreed(count, 'Sélectionner # compte trouvé', 'Sélectionner les # comptes trouvés'),
  selected: (count) => (count === 0 ? 'Aucun sélectionné' : agreed(count, '# sélectionné', '# sélectionnés')),
  selectedHidden: (count) => agreed(count, '# non affiché ici', '# non affichés ici'),
  selectionBar: 'Comptes publicitaires sélectionnés',

  removeName: (name) => `Retirer ${name}`,
  removeTitle: (name) => `Retirer ${name} ?`,
  removeManyTitle: (count) => `Retirer ${accounts(count)} ?`,
  andMore: (count) => agreed(count, 'et # autre', 'et # autres'),
  removeStops: 'Aucun nouvel export n’y sera envoyé, et ceux en cours s’arrêtent.',
  removeStopsMany: 'Aucun nouvel export n’y sera envoyé, et ceux en cours s’arrêtent.',
  removeStays: 'Ses campagnes et ses audiences restent dans le Gestionnaire de publicités TikTok.',
  removeStaysMany: 'Leurs campagnes et leurs audiences restent dans le Gestionnaire de publicités TikTok.',
  removeHistory: 'L’historique des exports reste.',
  removeOthers: (count) =>
    agreed(
      count,
      'Votre autre compte publicitaire n’est pas concerné.',
      'Vos # autres comptes publicitaires ne sont pas concernés.',
    ),
  removeAgain: 'Vous pourrez l’importer à nouveau à tout moment.',
  removeAgainMany: 'Vous pourrez les importer à nouveau à tout moment.',
  keep: 'Garder le compte',
  keepMany: 'Garder les comptes',
  remove: 'Retirer le compte',
  removeManyAsk: (count) => `Retirer ${accounts(count)}…`,
  removeMany: (count) => `Retirer ${accounts(count)}`,
  removing: 'Retrait…',
  removingMany: (count) => `Retrait de ${accounts(count)}`,
  removedOf: (done, all) => `${agreed(done, '# retiré', '# retirés')} sur ${number(all)}`,
  stop: 'Arrêter',
  stopping: 'Arrêt…',
  removed: (name) => `${name} a été retiré`,
  removedMany: (count) =>
    counted(count, '# compte publicitaire a été retiré', '# comptes publicitaires ont été retirés'),
  removedSome: (count, left) =>
    `${counted(count, '# compte publicitaire a été retiré', '# comptes publicitaires ont été retirés')}, ${agreed(
      left,
      '# est resté',
      '# sont restés',
    )}`,
  removeFailed: 'Impossible de retirer ce compte publicitaire',
  removeFailedMany: (left, all) =>
    left === all
      ? agreed(
          left,
          'Impossible de retirer ce compte publicitaire',
          'Impossible de retirer ces # comptes publicitaires',
        )
      : `${number(left)} sur ${accounts(all)} ${agreed(left, 'n’a pas été retiré', 'n’ont pas été retirés')}`,
  retryMany: (count) => agreed(count, 'Réessayer', 'Réessayer pour ces #'),

  undo: 'Annuler',
  undoing: 'Rétablissement…',
  undone: (count) => counted(count, '# compte publicitaire est de retour', '# comptes publicitaires sont de retour'),
  undoFailed: (count) => `Impossible de rétablir ${accounts(count)}`,
  dismiss: 'Masquer',

  readOnlyTitle: (name) => `${name} est en lecture seule`,
  readOnly: (count) =>
    `La connexion TikTok n’a pas pu être renouvelée : les exports${toAccounts(count)} sont donc en pause. Rien n’est perdu, et la lecture fonctionne toujours.`,
  disconnectedTitle: (name) => `${name} : connexion coupée`,
  disconnected: (count) =>
    `TikTok n’accepte plus cette connexion : les exports${toAccounts(count)} attendent donc. Rien n’est perdu, et ils reprendront après une nouvelle connexion.`,
  disconnectedToken: (count) =>
    `TikTok n’accepte plus ce jeton : les exports${toAccounts(count)} attendent donc. Rien n’est perdu, et ils reprendront avec un nouveau jeton.`,
  moreTroubled: (count) =>
    agreed(count, 'Afficher # autre connexion qui vous attend', 'Afficher # autres connexions qui vous attendent'),

  askTitle: (name) => `Demander à un admin de ${name}`,
  askAnalyst:
    'Le rôle Analyste ne permet que la lecture : aucun export ne peut donc aller vers ce compte publicitaire. Un admin du compte peut vous donner le rôle Opérateur dans TikTok Business Center. Actualisez-le ensuite ici.',
  askAccess:
    'La connexion ne partage plus ce compte publicitaire. Reconnectez-vous et cochez-le sur la page de TikTok. S’il n’y figure pas, un admin du compte peut rendre l’accès dans TikTok Business Center. Actualisez-le ensuite ici.',
  askMessage: 'Message à l’admin',
  askAnalystMessage: (name, id, person) =>
    `Bonjour, pourriez-vous accorder le rôle Opérateur sur le compte publicitaire TikTok « ${name} » (${id}) ? C’est pour ${person}. Le rôle Analyste ne permet pas d’y envoyer des audiences. Cela se règle dans TikTok Business Center. Merci !`,
  askAccessMessage: (name, id, person) =>
    `Bonjour, pourriez-vous rendre l’accès au compte publicitaire TikTok « ${name} » (${id}), avec le rôle Opérateur ou Admin ? C’est pour ${person}. Cela se règle dans TikTok Business Center. Merci !`,
  me: 'moi',
  copyMessage: 'Copier le message',
  messageCopied: 'Copié',
  openBusinessCenter: 'Business Center',
  opensNewTab: 's’ouvre dans un nouvel onglet',

  emptyTitle: 'Aucun compte publicitaire pour l’instant',
  empty: 'Connectez TikTok, puis choisissez les comptes publicitaires à utiliser ici. Cela prend environ une minute.',
  emptySignedIn: (name, count) =>
    `${isolated(name)} partage ${accounts(count)}. ${agreed(count, 'Choisissez si vous l’utilisez ici.', 'Choisissez ceux à utiliser ici.')}`,
  emptySignedInMany: 'Choisissez les comptes publicitaires à utiliser ici dans l’une des connexions ci-dessous.',
  connect: 'Connecter un compte publicitaire',
  lookOnly:
    'Pour connecter et retirer, il faut l’autorisation « Connecter ». Adressez-vous à un admin de cet espace de travail.',
  emptyLookOnly:
    'Personne n’a connecté TikTok ici. Il faut l’autorisation « Connecter ». Adressez-vous à un admin de cet espace de travail.',
  failedTitle: 'Impossible de charger vos comptes publicitaires',
  staleTitle: 'Impossible d’actualiser vos comptes publicitaires',
  offline: 'Rien n’a changé. Vos comptes publicitaires s’afficheront dès que vous serez de nouveau en ligne.',
  noPermissionTitle: 'Vous ne pouvez pas voir les comptes publicitaires TikTok',
  noPermission:
    'Votre rôle dans cet espace de travail n’inclut pas TikTok. Demandez l’autorisation « Lire » à un admin.',
};
