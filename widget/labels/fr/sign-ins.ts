import type { signIns as English } from '../en/sign-ins.ts';
import { agreed, counted } from './counted.ts';
import { ago } from './moment.ts';
import { named } from './named.ts';
import { isolated } from './speech.ts';

const accounts = (count: number) => counted(count, '# compte publicitaire', '# comptes publicitaires');

/** French words of the sign-ins, which stand below the ad accounts. */
export const signIns: typeof English = {
  title: 'Connexions',
  account: 'Compte TikTok',
  someone: 'Connexion TikTok',
  token: (last4) => `Jeton se terminant par ${last4}`,
  pasted: 'Jeton collé',
  states: {
    active: 'Connectée',
    expiring: 'Expire bientôt',
    read_only: 'Lecture seule',
    disconnected: 'Coupée',
  },
  lasts: 'Sans renouvellement',
  renews: 'Se renouvelle automatiquement',
  renewsNext: (when) => `Se renouvelle automatiquement, prochaine fois ${when}`,
  worksUntil: (when) => `Fonctionne, échéance : ${when}.`,
  notRenewed: 'Pas encore renouvelée.',
  readOnly: 'Les exports attendent une nouvelle connexion.',
  refused: 'TikTok la refuse.',
  imported: (used, shared) => `${agreed(used, '# utilisé', '# utilisés')} sur ${accounts(shared)}`,
  importedMore: (used, shared) =>
    used === 1
      ? `${accounts(used)} ici, non partagé`
      : `${accounts(used)} ici, ${shared === 0 ? 'aucun n’est partagé' : `dont ${agreed(shared, '# partagé', '# partagés')}`}`,
  none: 'Aucun compte publicitaire',
  checked: (when) => `Vérifiée ${ago(when)}`,
  notChecked: 'Pas encore vérifiée',
  more: (count) => agreed(count, 'Afficher # autre connexion', 'Afficher # autres connexions'),
  less: 'En afficher moins',

  manage: 'Gérer',
  manageName: (name) => `Gérer ${name}`,
  actionsName: (name) => `Actions possibles pour ${name}`,
  check: 'Vérifier maintenant',
  checking: 'Vérification…',
  checkedName: (name, state) => `${name} : ${state}`,
  checkFailed: (name) => `Impossible de vérifier ${name}`,
  signIn: 'Se reconnecter',
  signInName: (name) => `Se reconnecter en tant que ${name}`,
  newToken: 'Coller un nouveau jeton',
  newTokenName: (name) => `Coller un nouveau jeton à la place de ${name}`,
  choose: 'Choisir des comptes',
  chooseName: (name) => `Choisir des comptes publicitaires de ${name}`,
  disconnect: 'Déconnecter…',
  disconnectName: (name) => `Déconnecter ${name}…`,
  pasteToken: 'Coller un jeton',
  orPasteToken: 'Coller plutôt un jeton d’accès',
  connectAdvertiser: 'Connecter un compte publicitaire',
  businessCenter: 'Business Center',
  opensNewTab: 's’ouvre dans un nouvel onglet',
  dismiss: 'Masquer',
  dismissName: (name) => `Masquer : ${name}`,

  noAccounts:
    'Cette connexion ne partage aucun compte publicitaire. Reconnectez-vous et cochez-en au moins un sur la page de TikTok.',
  noAccountsOfAccount:
    'Ce compte TikTok n’a accès à aucun compte publicitaire. Connectez-vous en tant qu’annonceur pour en ajouter.',
  noAccountsOfToken: 'Ce jeton n’a accès à aucun compte publicitaire. Collez-le à nouveau avec l’ID de l’un d’eux.',
  businessCenterOnly:
    'Cette connexion appartient à un Business Center, mais aucun compte publicitaire ne lui est attribué. Demandez à un admin du Business Center d’en attribuer un, puis vérifiez à nouveau.',
  quoted: (name) => `« ${isolated(name)} »`,
  permissionsMissing: (names, stops, isOne) =>
    isOne
      ? `L’autorisation ${names} manque. Conséquence : ${stops}. Reconnectez-vous et laissez-la cochée.`
      : `Les autorisations ${names} manquent. Conséquence : ${stops}. Reconnectez-vous et laissez-les cochées.`,
  stops: {
    '1': 'les comptes publicitaires ne peuvent pas être lus',
    '3': 'les audiences ne peuvent être ni créées ni modifiées',
  },
  stopsOther: 'certaines choses ne fonctionneront pas',
  renewalDelayed: (until) =>
    `TikTok ne l’a pas encore renouvelée. Nous continuons d’essayer${until === undefined ? '' : `, et elle fonctionne encore (échéance : ${until})`}. Rien n’a changé jusqu’ici.`,
  sandbox:
    'La sandbox de TikTok ne liste aucun compte publicitaire et ne garde aucune audience. Elle sert à faire des essais, pas à exporter.',
  added: (count, names, more) =>
    `${counted(count, '# compte publicitaire a été ajouté', '# comptes publicitaires ont été ajoutés')} : ${named(names, more)}.`,
  gone: (count, names, more, isAlone) =>
    `${
      isAlone
        ? counted(count, '# compte publicitaire n’y est plus', '# comptes publicitaires n’y sont plus')
        : agreed(count, '# n’y est plus', '# n’y sont plus')
    } : ${named(names, more)}.`,

  disconnectTitle: (name) => `Déconnecter ${name} ?`,
  stopsPermission: 'Nous demandons à TikTok de retirer son autorisation et nous effaçons son jeton.',
  stopsToken: 'Nous effaçons le jeton. TikTok l’accepte encore jusqu’à ce qu’il soit révoqué là où il a été créé.',
  stopsWork: 'Les renouvellements et les vérifications s’arrêtent.',
  stopsAccounts: (count) =>
    agreed(
      count,
      'Son compte publicitaire quitte cette liste, et les exports en cours vers lui s’arrêtent :',
      'Ses # comptes publicitaires quittent cette liste, et les exports en cours vers eux s’arrêtent :',
    ),
  andMore: (count) => agreed(count, 'et # autre', 'et # autres'),
  staysTikTok: 'Les campagnes et les audiences restent chez TikTok.',
  staysHere: 'Votre association et l’historique des exports restent.',
  staysOthers: (count) =>
    agreed(count, 'Votre autre connexion n’est pas concernée.', 'Vos # autres connexions ne sont pas concernées.'),
  keep: 'Garder la connexion',
  disconnectNow: 'Déconnecter',
  disconnecting: 'Déconnexion…',
  disconnected: (name) => `${name} : connexion coupée`,
  disconnectFailed: 'Impossible de couper la connexion',

  expiringTitle: (name, date) => `${name} : reconnectez-vous avant le ${date}`,
  expiringToken: (name, date) => `${name} : collez-en un nouveau avant le ${date}`,
  expiring: (count) =>
    `Ensuite, les exports vers ${accounts(count)} attendraient. D’ici là, tout fonctionne comme avant.`,
  delayedTitle: (name) => `${name} : pas encore de renouvellement`,
};
