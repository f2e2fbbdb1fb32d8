import type { FailureTexts } from '../failure-codes.ts';

const SAFE = 'Rien n’a changé.';
const NOT_LOST = 'Rien n’est perdu.';
const NOT_DELIVERED = 'TikTok n’a rien reçu.';
const SIGN_IN = `${SAFE} Reconnectez-vous depuis cette page.`;
const TELL_OPERATORS = 'prévenez les responsables de ce produit';

/** French sentences in place of the server's, which speaks English. */
export const failures: FailureTexts = {
  invalid_request: `Le serveur n’a pas accepté la demande. ${SAFE} Corrigez ce qui est indiqué, puis réessayez.`,
  request_timeout: `La demande n’est pas arrivée à temps. ${SAFE} Réessayez.`,
  payload_too_large: `C’est trop gros pour un seul envoi. ${SAFE} Envoyez-en moins.`,
  not_found:
    'Cela n’existe plus, ou appartient à un autre espace de travail. Rechargez la page pour voir ce qui est là.',
  origin_mismatch: `Votre session appartient à un autre site web. ${SAFE} Rechargez la page ; si cela ne suffit pas, ${TELL_OPERATORS}.`,
  permission_denied: `Il manque à votre rôle l’autorisation nécessaire. ${SAFE} Adressez-vous à un admin de cet espace de travail.`,
  precondition_failed:
    'Quelqu’un d’autre l’a modifié avant vous. Rien n’a été écrasé. Rechargez, puis refaites votre modification.',
  oauth_state_invalid: `Le lien de connexion n’est pas valable. ${SIGN_IN}`,
  oauth_state_used: `Le lien de connexion a déjà servi. ${SIGN_IN}`,
  oauth_state_expired: `Le lien de connexion a expiré : il vaut 10 minutes. ${SIGN_IN}`,
  oauth_denied: `L’accès n’a pas été autorisé chez TikTok. ${SAFE} Recommencez, puis autorisez l’accès sur la page de TikTok.`,
  oauth_exchange_failed: `TikTok n’a pas accepté la connexion. ${SAFE} Recommencez ; si cela se reproduit, ${TELL_OPERATORS}.`,
  oauth_user_mismatch: `Une autre personne s’est connectée à TikTok. ${SAFE} Connectez-vous avec le compte TikTok auquel cette connexion appartient.`,
  oauth_discarded:
    'La nouvelle connexion n’a pas été reprise. L’ancienne reste en service. Pour changer, reconnectez-vous.',
  oauth_review_over: `Il n’y a plus rien à décider ici : quelqu’un a déjà choisi, ou le délai est écoulé. ${SAFE} Au besoin, reconnectez-vous.`,
  tiktok_app_missing: `Aucune app de développeur TikTok n’est configurée. ${SAFE} Demandez aux responsables de ce produit d’en configurer une.`,
  tiktok_app_refused:
    'TikTok ne connaît pas cette app de développeur. Rien n’a été enregistré. Vérifiez l’ID et le secret, puis réessayez.',
  tiktok_error:
    'TikTok a refusé la demande. Si la raison n’est pas claire, donnez l’ID de requête à l’assistance de TikTok.',
  tiktok_permission_denied:
    'TikTok ne le permet pas pour ce compte publicitaire. Demandez le rôle ou l’autorisation à un admin du compte publicitaire, puis reconnectez-vous.',
  tiktok_token_rejected: `TikTok refuse cette connexion. ${NOT_LOST} Reconnectez-vous.`,
  tiktok_rate_limited: `TikTok limite les demandes actuellement. ${NOT_LOST} Réessayez dans quelques minutes.`,
  tiktok_unavailable:
    'TikTok a répondu de façon inattendue. Les exports continuent d’eux-mêmes. Réessayez dans une minute.',
  tiktok_not_in_sandbox: `La sandbox de TikTok ne propose pas cela. ${SAFE} Utilisez un vrai compte publicitaire.`,
  connection_read_only: `Cette connexion est en lecture seule. ${NOT_LOST} Reconnectez-vous pour exporter.`,
  connection_expiring: 'Cette connexion prend bientôt fin. Tout fonctionne encore. Reconnectez-vous avant.',
  connection_disconnected: `TikTok refuse cette connexion. ${NOT_LOST} Reconnectez-vous.`,
  account_not_importable: `Ce compte publicitaire ne peut pas être importé. ${SAFE} Réglez ce qui est indiqué, puis rechargez la liste.`,
  account_suspended: `TikTok a suspendu ce compte publicitaire. ${NOT_LOST} Réglez la situation avec TikTok, puis vérifiez à nouveau le compte.`,
  account_not_imported: `Ce compte publicitaire n’est pas importé ici. ${SAFE} Importez-le d’abord.`,
  unknown_property:
    'L’association cite une propriété qui n’existe plus. Rien n’a été enregistré. Choisissez-en une autre.',
  attribute_not_mapped: `Cet attribut n’est associé à aucune propriété. ${SAFE} Associez-le ou laissez-le hors de l’export.`,
  no_identifier_chosen: `Il manque l’e-mail, le téléphone ou l’ID d’appareil : TikTok ne reconnaît personne autrement. ${SAFE} Choisissez-en au moins un.`,
  segment_has_no_source: `Votre produit n’a pas encore envoyé les personnes de ce segment. ${SAFE} Choisissez un autre segment ou exportez un fichier CSV.`,
  segment_source_refused: `L’adresse d’où viennent les personnes du segment n’est pas autorisée. ${SAFE} Choisissez un autre segment et ${TELL_OPERATORS}.`,
  segment_source_failed: `Les personnes du segment n’ont pas pu être récupérées. ${NOT_LOST} Réessayez ; si cela se reproduit, ${TELL_OPERATORS}.`,
  missing_columns:
    'Il manque au fichier des colonnes dont l’association a besoin. Rien n’a été envoyé. Corrigez le fichier ou l’association.',
  malformed_records:
    'Le fichier est illisible. Rien n’a été envoyé. Enregistrez-le à nouveau en CSV, puis choisissez-le encore une fois.',
  upload_offset_mismatch:
    'Le chargement n’a pas repris là où il s’était arrêté. Ce qui est arrivé est en sécurité. Réessayez.',
  upload_in_progress: `Un autre chargement est déjà en cours pour cet export, peut-être dans un autre onglet. ${NOT_LOST} Attendez qu’il se termine.`,
  export_wrong_state: `L’état de l’export ne le permet pas actuellement. ${SAFE} Rechargez la page pour voir où il en est.`,
  export_empty:
    'Il n’y a personne à envoyer. Rien n’a été envoyé. Regardez les raisons, puis choisissez d’autres personnes ou colonnes.',
  audience_not_found: `TikTok ne connaît pas cette audience dans ce compte publicitaire. ${SAFE} Choisissez-en une autre.`,
  audience_type_mismatch: `L’audience accepte un autre type d’identifiants. ${SAFE} Exportez le type avec lequel elle a été créée, ou créez-en une nouvelle.`,
  audience_not_updatable: `Cette audience ne peut pas être modifiée d’ici. ${SAFE} Choisissez-en une autre ou créez-en une nouvelle.`,
  audience_limit_reached: `Le compte publicitaire a déjà autant d’audiences que TikTok le permet. ${SAFE} Supprimez-en qui ne servent plus.`,
  audience_too_small: `Il y a trop peu de personnes pour cela : après un changement, il doit en rester 1 000, et une audience similaire en demande 100. ${SAFE} Choisissez plus de personnes.`,
  audience_in_use: `Quelque chose travaille encore ici sur cette audience. ${SAFE} Attendez la fin de l’export ou arrêtez la synchronisation, puis réessayez.`,
  audience_expired: `L’audience a expiré, et TikTok ne permet plus que de la supprimer. ${SAFE} Créez-en une nouvelle.`,
  delivery_not_possible: `L’audience ne reçoit pas les personnes de cette façon. ${SAFE} Choisissez l’autre mode d’envoi ou une autre action.`,
  export_expired: 'Les fichiers de cet export ne sont plus là : ils sont supprimés après 7 jours. Exportez à nouveau.',
  mirror_exists: `L’audience est déjà synchronisée. ${SAFE} Modifiez ou arrêtez d’abord cette synchronisation.`,
  mirror_running: `Une exécution est en cours. ${SAFE} Attendez qu’elle se termine, ou annulez-la.`,
  audience_failed:
    'TikTok n’a pas pu rendre l’audience utilisable ; souvent, trop peu de personnes sont reconnues. Exportez plus de personnes ou d’autres identifiants.',
  too_many_streams: `Trop de connexions en direct sont ouvertes. ${NOT_LOST} Fermez quelques onglets ; le prochain essai se fera de lui-même.`,
  business_center_not_reachable: `Aucune connexion de cet espace de travail n’a accès à ce Business Center. ${SAFE} Une personne qui y a accès doit se connecter ici.`,
  call_denied: `Les contrôles ne le permettent pas. ${NOT_DELIVERED} Une personne ayant l’autorisation « Contrôles » peut modifier la règle.`,
  call_outcome_unknown:
    'La réponse de TikTok a été perdue, et personne ne sait si l’appel a été exécuté. Vérifiez dans le Gestionnaire de publicités TikTok avant de le renvoyer.',
  approval_mismatch: `L’approbation ne vaut pas pour cet appel. ${NOT_DELIVERED} Refaites la demande.`,
  approval_over: `Il n’y a plus rien à décider ici : c’est décidé, retiré, ou le délai est écoulé. ${SAFE} Au besoin, refaites la demande.`,
  too_many_approvals: `Trop d’appels attendent une décision. ${NOT_DELIVERED} Décidez pour certains ou retirez-en, puis réessayez.`,
  approval_needs_person: `Seule une personne peut décider, et pas celle qui a fait la demande. ${SAFE} Demandez à quelqu’un d’autre.`,
  spend_cap_exceeded: `Les budgets dépasseraient un plafond de dépenses. ${NOT_DELIVERED} Baissez un budget ou relevez le plafond.`,
  spend_cap_unprovable: `Impossible de vérifier que les budgets respectent le plafond de dépenses. ${NOT_DELIVERED} Réessayez plus tard, ou retirez d’abord le plafond.`,
  storage_failed: `Le serveur n’a pas pu écrire sur son disque. Ce qui est envoyé n’est pas perdu. Réessayez ; si cela se reproduit, ${TELL_OPERATORS}.`,
};
