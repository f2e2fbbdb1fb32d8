import type { connectNotice as English } from '../en/connect-notice.ts';
import { agreed, counted } from './counted.ts';
import { isolated } from './speech.ts';

/** By TikTok’s id, of the permissions that exports need. */
const PERMISSION_MEANS: Readonly<Record<string, string>> = {
  '1': 'Sans elle, les comptes publicitaires ne peuvent pas être lus.',
  '3': 'Sans elle, aucune audience ne peut être exportée.',
};
const NOT_NEEDED = 'Les exports n’en ont pas besoin.';

const accounts = (count: number) => counted(count, '# compte publicitaire', '# comptes publicitaires');
const minutesMore = (minutes: number) => counted(minutes, '# minute', '# minutes');
const codeAndTime = (minutes: number): string =>
  `Si TikTok vous envoie un code par e-mail, prenez votre temps : ceci reste ouvert encore ${minutesMore(minutes)}.`;

/** French words of the notices that take the connect button's place once it is pressed. */
export const connectNotice: typeof English = {
  waitingTitle: 'Terminez dans la fenêtre TikTok',
  waiting: (minutes) => `Connectez-vous, puis autorisez l’accès. ${codeAndTime(minutes)}`,
  waitingAs: (name, minutes) =>
    `Connectez-vous en tant que ${isolated(name)}, puis partagez les mêmes comptes publicitaires. ${codeAndTime(minutes)}`,
  minutesLeft: (minutes) => `Encore ${minutesMore(minutes)} pour terminer dans la fenêtre TikTok`,
  showWindow: 'Afficher la fenêtre',
  cantSee: 'Vous ne la voyez pas ?',
  continueInTab: 'Continuer dans cet onglet',
  leavingTitle: 'Redirection vers TikTok',
  leaving: 'TikTok vous ramènera à cette page.',
  checkingTitle: 'Vérification auprès de TikTok',
  checking: 'Cela prend quelques secondes.',
  blockedTitle: 'Votre navigateur a bloqué la fenêtre TikTok',
  blocked: 'Continuez plutôt dans cet onglet. TikTok vous ramènera à cette page.',
  closedTitle: 'La fenêtre TikTok a été fermée',
  closed: 'Rien n’a été connecté. Recommencez quand vous voulez.',
  cutOffTitle: 'La fenêtre TikTok est-elle encore ouverte ?',
  cutOff: 'Si oui, terminez-y : cette page s’en rendra compte. Si vous l’avez fermée, rien n’a changé.',
  closedAgain: 'Rien n’a changé. Recommencez quand vous voulez.',
  startAgain: 'Recommencer',
  expiredTitle: 'Cela a pris plus de 10 minutes',
  expired: 'Pour votre sécurité, la demande a pris fin. Rien n’a changé.',
  offlineTitle: 'Vous êtes hors ligne',
  offline:
    'Si vous aviez terminé chez TikTok, rien n’est perdu. Nous vérifierons dès que vous serez de nouveau en ligne.',
  checkNow: 'Vérifier maintenant',
  refusedTitle: 'L’accès à TikTok n’a pas été autorisé',
  refused: 'Rien n’a été connecté. Recommencez, puis autorisez l’accès sur la page de TikTok.',
  refusedAgain: 'Rien n’a changé. Recommencez, puis autorisez l’accès sur la page de TikTok.',
  otherUserTitle: 'Une autre personne s’est connectée à TikTok',
  otherUser:
    'Rien n’a changé. Reconnectez-vous avec le compte TikTok qui a connecté ces comptes publicitaires à l’origine.',
  otherUserThan: (name) =>
    `Rien n’a changé. Cette connexion appartient à ${isolated(name)} : déconnectez-vous de TikTok, puis connectez-vous sous ce nom.`,
  notStartedTitle: 'Impossible de lancer la connexion',
  failedTitle: 'TikTok n’a pas été connecté',
  failed: 'TikTok n’a pas terminé la connexion. Rien n’a changé. Recommencez.',
  session: 'Rien n’a changé. Rechargez la page, puis recommencez la connexion.',
  notAllowedTitle: 'Vous ne pouvez pas connecter de comptes publicitaires',
  connectedTitle: (name) => (name === undefined ? 'Connexion établie' : `Connexion établie en tant que ${name}`),
  connected: (count) =>
    `TikTok a partagé ${accounts(count)}. ${agreed(count, 'Choisissez si vous l’utilisez ici.', 'Choisissez ceux à utiliser ici.')}`,
  connectedText: 'Choisissez les comptes publicitaires à utiliser ici.',
  choose: 'Choisir des comptes',
  pickerFailedTitle: 'La liste des comptes publicitaires ne s’est pas ouverte',
  againTitle: (name) => (name === undefined ? 'Connexion rétablie' : `Connexion rétablie en tant que ${name}`),
  reconnected: 'Les comptes publicitaires fonctionnent à nouveau. Rien n’a été perdu.',
  accepted: (count) =>
    count === 0
      ? 'La nouvelle connexion est utilisée.'
      : `La nouvelle connexion est utilisée. ${counted(
          count,
          '# compte publicitaire importé est inutilisable tant qu’une connexion ne le partage pas à nouveau.',
          '# comptes publicitaires importés sont inutilisables tant qu’une connexion ne les partage pas à nouveau.',
        )}`,
  fewerTitle: (count) =>
    counted(
      count,
      'Cette connexion partage # compte publicitaire de moins',
      'Cette connexion partage # comptes publicitaires de moins',
    ),
  fewerScopesTitle: (count) =>
    counted(count, 'Cette connexion donne # autorisation de moins', 'Cette connexion donne # autorisations de moins'),
  review:
    'Rien n’a encore changé. Vos comptes publicitaires gardent leur connexion actuelle jusqu’à ce que vous choisissiez.',
  reviewDisconnected: 'Rien n’a encore changé. Cette connexion reste coupée jusqu’à ce que vous choisissiez.',
  reviewUnread: 'Rien n’a encore changé, et rien ne changera avant que vous choisissiez.',
  reviewGrown: 'Cela a changé depuis votre choix. Regardez à nouveau, puis choisissez.',
  reviewTime:
    'Dans tous les cas, les comptes publicitaires importés, l’association et l’historique restent ici. Sans choix de votre part sous 30 minutes, tout reste comme avant.',
  otherUserNow: (before, now) => `Connexion actuelle : ${isolated(before)} ; nouvelle connexion : ${isolated(now)}.`,
  lostAccounts: (count) =>
    counted(count, '# compte publicitaire n’est plus partagé', '# comptes publicitaires ne sont plus partagés'),
  lostIsImported: 'importé ici',
  lostMore: (count, imported) => {
    const more = agreed(count, 'et # autre', 'et # autres');
    if (imported === 0) return more;
    if (count === 1) return `${more}, importé ici`;
    return imported === count
      ? `${more}, tous importés ici`
      : `${more}, dont ${agreed(imported, '# importé ici', '# importés ici')}`;
  },
  lostImported: (count, all) => {
    if (count === 0) return all === 1 ? 'Il n’est pas importé ici.' : 'Aucun d’eux n’est importé ici.';
    if (all === 1)
      return 'Il reste dans la liste, mais sera inutilisable tant qu’une connexion ne le partage pas à nouveau. Ses exports attendent.';
    return agreed(
      count,
      'Celui qui est importé reste dans la liste, mais sera inutilisable tant qu’une connexion ne le partage pas à nouveau. Ses exports attendent.',
      'Les # importés restent dans la liste, mais seront inutilisables tant qu’une connexion ne les partage pas à nouveau. Leurs exports attendent.',
    );
  },
  lostScopes: (count) => counted(count, '# autorisation n’est plus accordée', '# autorisations ne sont plus accordées'),
  permissionMeans: (id) => PERMISSION_MEANS[id] ?? NOT_NEEDED,
  lacks: (id, name) => `Non accordée : ${isolated(name)}. ${PERMISSION_MEANS[id] ?? NOT_NEEDED}`,
  lacksHow: 'Reconnectez-vous et laissez toutes les autorisations activées chez TikTok.',
  decide: { discard: 'Garder la connexion actuelle', accept: 'Utiliser la nouvelle' },
  deciding: { discard: 'Maintien…', accept: 'Changement…' },
  decideFailed: {
    discard: 'Impossible d’écarter la nouvelle connexion',
    accept: 'Impossible de passer à la nouvelle connexion',
  },
  discardedTitle: 'Rien n’a changé',
  discarded: 'Vos comptes publicitaires gardent leur connexion. La nouvelle a été supprimée ici.',
  discardedDisconnected: 'La connexion reste coupée. La nouvelle a été supprimée ici.',
  reviewOverTitle: 'Personne n’a choisi dans les 30 minutes',
  reviewOver: 'La nouvelle connexion a été supprimée ici. Rien n’a changé.',
  tokenEnding: (last4) => `Jeton se terminant par ${isolated(last4)}.`,
  sandboxLimits:
    'La sandbox de TikTok ne liste que les comptes publicitaires que vous avez saisis et, à notre connaissance, n’accepte aucune audience.',
  accountTitle: 'Compte TikTok connecté',
  accountOnly:
    'Ce compte TikTok ne partage aucun compte publicitaire, et n’a pas à le faire. Pour exporter des audiences, connectez aussi un compte publicitaire.',
  businessCenterTitle: 'Aucun compte publicitaire de votre Business Center n’est partagé',
  businessCenterOnly:
    'Demandez à un admin du Business Center de vous attribuer un compte publicitaire, puis reconnectez-vous.',
  signInAgain: 'Se reconnecter',
  done: 'Terminé',
  nothingTitle: 'TikTok n’a partagé aucun compte publicitaire',
  nothing: 'Sur la page de TikTok, cochez au moins un compte publicitaire avant d’autoriser l’accès.',
  nothingAgain:
    'Vos comptes publicitaires importés restent dans la liste, mais sont inutilisables tant qu’ils ne sont pas partagés à nouveau.',
  importedTitle: (count) => counted(count, '# compte publicitaire importé', '# comptes publicitaires importés'),
  imported: 'Prêt pour l’association et l’export.',
};
