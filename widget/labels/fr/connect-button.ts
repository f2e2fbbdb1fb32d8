import type { connectButton as English } from '../en/connect-button.ts';

/** French words of `<tiktok-connect-button>` itself. */
export const connectButton: typeof English = {
  connect: 'Connecter un compte publicitaire',
  idle: 'TikTok s’ouvre dans une petite fenêtre. Vous choisissez les comptes publicitaires à utiliser.',
  connectAgain: 'Se reconnecter',
  idleAgain: 'TikTok s’ouvre dans une petite fenêtre. Vos comptes publicitaires importés restent tels quels.',
  connectSandboxAccount: 'Connecter un compte sandbox',
  idleSandbox: 'La sandbox de TikTok n’a pas de page de connexion. Vous collez un jeton d’accès à la place.',
  connectAccount: 'Connecter un compte TikTok',
  idleAccount: 'TikTok s’ouvre dans une petite fenêtre. Vous vous connectez avec un compte TikTok.',
  pasteToken: 'Vous avez un jeton d’accès ? Collez-le à la place',
  opening: 'Ouverture…',
  openingWindow: 'Ouverture de TikTok…',
  noPermission: 'Il faut l’autorisation « Connecter ». Adressez-vous à un admin de cet espace de travail.',
};
