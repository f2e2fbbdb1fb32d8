import type { accountPicker as English } from '../en/account-picker.ts';
import { agreed, counted } from './counted.ts';
import { named } from './named.ts';
import { isolated, number } from './speech.ts';

const REVIEWED = 'Il pourra être importé une fois approuvé par TikTok.';
const THEN_RELOAD = 'puis rechargez cette liste';
const MANAGER = 'le Gestionnaire de publicités TikTok';

const accounts = (count: number) => counted(count, '# compte publicitaire', '# comptes publicitaires');

/** French words of the account picker and of the token form, which come when they open. */
export const accountPicker: typeof English = {
  sandboxTitle: 'Connecter un compte sandbox',
  token: 'Jeton d’accès',
  tokenHint: 'Enregistré sous forme chiffrée. Ensuite, seuls ses 4 derniers caractères sont visibles.',
  tokenMissing: 'Collez le jeton d’accès du portail des développeurs de TikTok.',
  tokenMissingHere: 'Collez le jeton d’accès que TikTok vous a donné.',
  tokenRefused: 'Ce jeton ne peut pas être utilisé ici.',
  tokenRefusedWhy:
    'TikTok refuse ce jeton. Il contient une faute de frappe, a été révoqué, ou c’est un jeton sandbox, qui ne peut pas être connecté ici. Rien n’a été enregistré.',
  tokenUnreadable:
    'Ce n’est pas un jeton tel que TikTok l’affiche : des lettres, des chiffres et des signes, sans espaces.',
  advertiserIds: 'ID des comptes publicitaires',
  advertiserIdsHint: 'Séparez-les par des virgules ou des espaces. La sandbox ne peut pas les lister.',
  advertiserIdsMissing: 'Saisissez au moins un ID de compte publicitaire : des chiffres uniquement.',
  advertiserIdsOptional:
    'Facultatif : nous les demandons à TikTok. Nécessaire si le jeton appartient à une autre app TikTok.',
  advertiserIdsNeeded: 'TikTok ne liste pas les comptes publicitaires de ce jeton. Saisissez leurs ID.',
  advertiserIdsUnreached: (ids) =>
    `Ce jeton n’a pas accès à ${named(ids.slice(0, 3), Math.max(0, ids.length - 3))}. ${
      ids.length === 1 ? 'Corrigez-le ou retirez-le.' : 'Corrigez-les ou retirez-les.'
    }`,
  tokenTitle: 'Connecter avec un jeton d’accès',
  tokenFor:
    'Pour les partenaires auxquels TikTok a accordé des jetons de longue durée. Tous les autres se connectent chez TikTok.',
  tokenFailed: 'Impossible de connecter le jeton d’accès',
  connectToken: 'Connecter',
  connectingToken: 'Connexion…',
  connectSandbox: 'Connecter la sandbox',
  sandboxFailed: 'Impossible de connecter le compte sandbox',

  pickerTitle: 'Choisissez les comptes publicitaires à utiliser ici',
  signedInAs: (name) => `Connexion à TikTok en tant que ${name}`,
  pickerList: 'Comptes publicitaires partagés par TikTok',
  find: 'Chercher par nom ou ID',
  sortName: 'Ordre',
  sorts: { importable: 'Importables d’abord', name: 'Par nom' },
  reload: 'Recharger la liste',
  selectAll: (count) => agreed(count, 'Sélectionner # compte importable', 'Sélectionner les # comptes importables'),
  selected: (count) => agreed(count, '# sélectionné', '# sélectionnés'),
  cannotImport: (count) => agreed(count, '# non importable', '# non importables'),
  noneImportable: 'Aucun d’eux ne peut être importé',
  loaded: (all, importable) => `${accounts(all)}, dont ${agreed(importable, '# importable', '# importables')}`,
  found: (count) => counted(count, '# compte publicitaire trouvé', '# comptes publicitaires trouvés'),
  showing: (shown, found, all) =>
    `${agreed(shown, '# affiché', '# affichés')} sur ${agreed(found, '# trouvé', '# trouvés')}, ${number(all)} en tout. Précisez le nom ou l’ID pour réduire la liste.`,
  showMore: (count) => `En afficher ${number(count)} de plus`,
  notFoundTitle: 'Aucun compte publicitaire trouvé',
  notFound: (query) => `Aucun compte publicitaire ne contient « ${isolated(query)} » dans son nom ou son ID.`,
  notFoundSelected: (query) =>
    `Aucun des comptes sélectionnés ne contient « ${isolated(query)} » dans son nom ou son ID.`,
  clearSearch: 'Tout afficher',
  showSelected: 'Sélection seule',
  showAll: 'Tout afficher',
  import: (count) => counted(count, 'Importer # compte', 'Importer # comptes'),
  chooseOne: 'Choisissez au moins un compte publicitaire',
  importing: 'Importation…',
  importProgress: (done, total) => `${agreed(done, '# importé', '# importés')} sur ${number(total)}`,
  stop: 'Arrêter',
  stopping: 'Arrêt…',
  loading: (count) =>
    count === 0
      ? 'Chargement des comptes publicitaires'
      : `Chargement des comptes publicitaires : ${number(count)} pour l’instant`,
  slow: 'Chargement toujours en cours. Avec des milliers de comptes publicitaires, TikTok met plus de temps.',
  loadFailed: 'Impossible de charger les comptes publicitaires',
  importFailed: 'Impossible d’importer les comptes publicitaires',
  importBroke: (done, rest) => `${agreed(done, '# importé', '# importés')}, ${agreed(rest, '# restant', '# restants')}`,
  importBrokeHow:
    'Ce qui est importé est en sécurité, et rien n’est importé deux fois. Le reste est toujours sélectionné.',
  importStopped: 'Arrêté à votre demande. Le reste est toujours sélectionné.',
  importRefused: (count) =>
    counted(
      count,
      '# compte publicitaire n’a pas pu être importé',
      '# comptes publicitaires n’ont pas pu être importés',
    ),
  importRefusedWhy: (refused, done) =>
    `Quelque chose a changé chez TikTok depuis le chargement de cette liste ; la raison est maintenant indiquée ${
      refused === 1 ? 'à côté du compte' : 'à côté des comptes'
    }. ${
      done === 0
        ? 'Rien n’a été importé.'
        : agreed(done, 'L’autre compte est importé.', 'Les # autres comptes sont importés.')
    }`,
  roleUnknown: 'Rôle inconnu',
  roleUnknownWhy:
    'Il n’est dans aucun Business Center : TikTok ne dit donc pas ce que vous pouvez faire. Si TikTok refuse un export, adressez-vous à son propriétaire.',
  reasons: {
    analyst: `Le rôle Analyste ne permet que la lecture. Demandez le rôle Opérateur à un admin de ce compte publicitaire, ${THEN_RELOAD}.`,
    suspended: `Suspendu par TikTok. Faites appel dans ${MANAGER} ; il pourra être importé une fois rétabli par TikTok.`,
    not_approved: `Pas encore approuvé par TikTok. ${REVIEWED}`,
    no_access: `Cette connexion n’y a pas accès. Adressez-vous à un admin de ce compte publicitaire, ${THEN_RELOAD}.`,
    already_imported: 'Déjà ici.',
  },
  statusReasons: {
    STATUS_DISABLE: `Désactivé chez TikTok. Demandez à son propriétaire ou à l’assistance de TikTok de le rouvrir, ${THEN_RELOAD}.`,
    STATUS_PENDING_CONFIRM: `TikTok l’examine encore. ${REVIEWED}`,
    STATUS_WAIT_FOR_BPM_AUDIT: `TikTok l’examine encore. ${REVIEWED}`,
    STATUS_PENDING_CONFIRM_MODIFY: `TikTok examine une modification de ce compte. ${REVIEWED}`,
    STATUS_PENDING_VERIFIED: `TikTok attend sa vérification. Terminez-la dans ${MANAGER}, ${THEN_RELOAD}.`,
    STATUS_CONFIRM_FAIL: `TikTok ne l’a pas approuvé. Voyez dans ${MANAGER} ce qu’il faut changer, ${THEN_RELOAD}.`,
    STATUS_CONFIRM_FAIL_END: `TikTok ne l’a pas approuvé. Voyez pourquoi dans ${MANAGER} et utilisez un autre compte publicitaire en attendant.`,
    STATUS_CONFIRM_MODIFY_FAIL: `TikTok n’a pas approuvé une modification de ce compte. Voyez dans ${MANAGER} ce qu’il faut changer, ${THEN_RELOAD}.`,
    STATUS_CONTRACT_PENDING: `Son contrat avec TikTok n’est pas encore en vigueur. Signez-le dans ${MANAGER}, ${THEN_RELOAD}.`,
    STATUS_SELF_SERVICE_UNAUDITED: `Les informations sur l’entreprise ne sont pas encore vérifiées. Complétez-les dans ${MANAGER}, ${THEN_RELOAD}.`,
  },
};
