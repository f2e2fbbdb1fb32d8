import type { common as English } from '../en/common.ts';

const ENDED = 'Rien n’a changé. Rechargez la page ou reconnectez-vous à celle-ci.';

/** French words that more than one element says. */
export const common: typeof English = {
  comma: ', ',
  colon: ' : ',
  stop: '. ',
  unitGap: ' ',
  tryAgain: 'Réessayer',
  reload: 'Recharger la page',
  sessionEnded: 'Votre session est terminée',
  offline: 'Vous êtes hors ligne',
  offlineText:
    'Ce que vous voyez reste affiché et n’est peut-être plus à jour. Tout sera rechargé dès que vous serez de nouveau en ligne.',
  cancel: 'Annuler',
  close: 'Fermer',
  requestId: 'ID de requête',
  copy: 'Copier',
  copied: 'Copié',
  stillLoading: 'Chargement toujours en cours',
  partFailed: 'Cette partie ne s’est pas chargée',
  failures: {
    network_error: 'Le serveur est injoignable. Rien n’a changé. Vérifiez votre connexion, puis réessayez.',
    timeout: 'Le serveur n’a pas répondu à temps. Rien n’a changé. Réessayez.',
    session_unavailable: ENDED,
    invalid_session: ENDED,
    session_expired: ENDED,
    missing_credentials: ENDED,
    unexpected_response: 'Le serveur a répondu de façon inattendue. Rien n’a changé. Réessayez dans une minute.',
    internal_error: 'Un problème est survenu de notre côté. Rien n’a changé. Réessayez dans une minute.',
  },
  roles: { ADMIN: 'Admin', OPERATOR: 'Opérateur', ANALYST: 'Analyste' },
  noRole: 'Aucun rôle',
};
