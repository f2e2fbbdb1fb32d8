import type { settings as English } from '../en/settings.ts';
import { agreed, counted } from './counted.ts';
import { number } from './speech.ts';

/** French words of `<tiktok-ads-settings>`. */
export const settings: typeof English = {
  title: 'TikTok Ads',
  subtitle:
    'Envoyez vos segments à TikTok sous forme d’audiences. Noms, e-mails et numéros de téléphone sont d’abord hachés.',
  setUp: 'Configuration',
  stepDone: 'Terminé :',
  stepNext: 'Étape suivante :',
  stepLater: 'Plus tard :',
  connect: 'Connecter',
  connectHint: 'Choisissez vos comptes',
  connected: (count, isMore) =>
    isMore
      ? `${number(count)}+ comptes publicitaires`
      : counted(count, '# compte publicitaire', '# comptes publicitaires'),
  map: 'Associer les propriétés',
  mapped: (count, all) => `${number(count)} sur ${number(all)}`,
  export: 'Exporter une audience',
  exportNeeds: 'E-mail ou téléphone requis',
  exportHint: 'Choisissez qui et où',
  exported: 'Premier export envoyé',
  needs: {
    connect: 'Autorisation « Connecter » requise',
    map: 'Autorisation « Associer » requise',
    export: 'Autorisation « Exporter » requise',
  },
  noAccessTitle: 'Vous ne pouvez pas voir TikTok Ads',
  noAccess: 'Votre rôle dans cet espace de travail n’inclut pas TikTok. Demandez l’autorisation « Lire » à un admin.',
  unsaved: 'Pas encore enregistré',
  continue: 'Continuer',
  continueWith: (step) => `Continuer avec : ${step}`,
  tabs: {
    accounts: 'Comptes publicitaires',
    mapping: 'Association',
    audiences: 'Audiences',
    controls: 'Contrôles',
    activity: 'Activité',
  },
  needYou: (count) => agreed(count, '# vous attend', '# vous attendent'),
  callsWait: (count) => counted(count, '# appel attend une décision', '# appels attendent une décision'),
  nowNeedYou: (count) => `Activité : ${counted(count, '# événement vous attend', '# événements vous attendent')}`,

  app: 'App de développeur',
  appServer: 'Utilise l’app de ce produit.',
  appNone: 'Il n’y a pas d’app, donc personne ne peut se connecter à TikTok.',
  appOwn: 'App',
  appSecretEnds: 'secret se terminant par',
  appMade: (count) => counted(count, '# connexion a été établie avec elle', '# connexions ont été établies avec elle'),
  appUseOwn: 'Utiliser votre propre app',
  appChange: 'Modifier',
  appGoBack: 'Revenir à l’app du produit',
  appId: 'ID de l’app',
  appIdHint: 'Dans le portail des développeurs de TikTok, sous « My Apps ».',
  appIdMissing: 'Copiez l’ID de l’app depuis le portail des développeurs de TikTok.',
  appSecret: 'Secret de l’app',
  appSecretHint: 'Enregistré sous forme chiffrée. Ensuite, seuls ses 4 derniers caractères sont visibles.',
  appSecretMissing: 'Copiez le secret entier depuis la page de l’app.',
  appRedirect: 'Dans cette app, déclarez cette adresse de redirection :',
  appOthersStay:
    'Les nouvelles connexions se font avec cette app. Les existantes gardent l’app avec laquelle elles ont été établies.',
  appSave: 'Utiliser cette app',
  appSaving: 'Vérification par TikTok…',
  appSaved: (appId) => `Les nouvelles connexions se font avec l’app ${appId}`,
  appRefused: 'TikTok ne connaît pas cette app',
  appRefusedText: 'Rien n’a été enregistré. Copiez l’ID et le secret depuis la page de la même app, puis réessayez.',
  appPairWrong: 'Ne correspond pas à cet ID d’app.',
  appSaveFailed: 'Impossible d’enregistrer l’app',
  appLoadFailed: 'Impossible de charger l’app de développeur',
  appBackTitle: 'Revenir à l’app du produit ?',
  appBackNew: 'Les nouvelles connexions utilisent l’app de ce produit, s’il en a une.',
  appBackKept: (count) =>
    counted(
      count,
      '# connexion reste avec votre app et continue de fonctionner.',
      '# connexions restent avec votre app et continuent de fonctionner.',
    ),
  appBackSecret: 'Son secret ne reste ici, chiffré, que tant qu’elles en ont besoin.',
  appBackForgotten: 'Son secret est effacé.',
  appKeep: 'Garder votre app',
  appGoBackNow: 'Revenir',
  appGoingBack: 'Changement…',
  appRemoved: 'Votre app de développeur n’est plus utilisée',
  appBackFailed: 'Impossible de revenir à l’app du produit',
};
