import type { ExportConfirmation, Finding } from '../../../shared/exports.ts';
import type { exportReport as English } from '../en/export-report.ts';
import { agreed, counted } from './counted.ts';

const people = (count: number): string => counted(count, '# personne', '# personnes');

const findings: Readonly<Record<Finding['code'], string>> = {
  nobody_to_send: 'Il n’y a personne à envoyer',
  nothing_changed: 'Rien n’a changé',
  audience_too_small: 'Il resterait trop peu de personnes',
  too_small_to_target: 'Trop peu pour des publicités',
  audience_limit_reached: 'Le compte publicitaire est plein',
  audience_limit_near: 'Le compte publicitaire est presque plein',
  audience_name_taken: 'Une autre audience porte ce nom',
  audience_name_cut: 'TikTok raccourcit le nom',
  audience_type_mismatch: 'L’audience a été créée avec d’autres identifiants',
  audience_not_updatable: 'L’audience ne peut pas être modifiée d’ici',
  audience_not_found: 'L’audience n’existe plus',
  audience_expired: 'L’audience a pris fin',
  audience_expiring: 'L’audience prend bientôt fin',
  fixed_retention: 'Elle prend fin un jour fixe',
  replaces_audience: 'Toutes les personnes actuelles sont retirées',
  many_removals: 'Beaucoup de personnes seraient retirées',
  source_shrank: 'Le segment a rétréci',
  many_rejected: 'Beaucoup de lignes ont été rejetées',
  consent_not_mapped: 'Le consentement n’est demandé à personne',
  rows_without_consent: 'Certaines personnes n’ont pas accepté',
  account_not_usable: 'Le compte publicitaire ne peut pas recevoir d’exports actuellement',
  tiktok_not_asked: 'TikTok n’a pas pu être interrogé',
};

const confirmations: Readonly<Record<ExportConfirmation['code'], string>> = {
  many_removals: 'Cette exécution retirerait beaucoup de personnes',
  replaces_audience: 'La première exécution remplace tout le monde dans l’audience',
  source_shrank: 'Le segment est bien plus petit que la dernière fois',
};

/** French words of `<tiktok-audience-exporter>` for the report before sending, and for what a run asks first. */
export const exportReport: typeof English = {
  findings,
  blockersTitle: (count) => agreed(count, 'Un point bloque cet export', '# points bloquent cet export'),
  warningsTitle: 'Avant l’envoi',
  notesTitle: 'Bon à savoir',
  findingActions: {
    who: 'Choisir d’autres personnes',
    what: 'Choisir d’autres identifiants',
    audience: 'Modifier l’audience',
    account: 'Choisir un autre compte',
  },
  askAgain: 'Redemander',
  reportLoading: 'Question à TikTok au sujet de l’audience…',
  reportFailedTitle: 'Impossible de demander ce que TikTok dira',
  waitForReport: 'Un instant : TikTok est interrogé au sujet de l’audience.',
  withoutConsent: 'Sans consentement',
  partNames: { ready: 'prêtes', same: 'doublons', withheld: 'sans consentement', rejected: 'rejetées' },
  sharesOf: (parts) => parts.map(({ share, label }) => `${share} % ${label}`).join(', '),
  hashedAlready: (count) => counted(count, '# valeur était déjà hachée.', '# valeurs étaient déjà hachées.'),
  changeTitle: 'Ce qui changerait',
  toAdd: 'À ajouter ou à modifier',
  toRemove: 'À retirer',
  audienceNow: 'Dans l’audience actuellement, reconnues',
  audienceAfter: 'Ensuite, avant reconnaissance par TikTok',
  identifiers: (count) => counted(count, '# identifiant', '# identifiants'),
  identifiersHint:
    'Un identifiant est un e-mail, un numéro de téléphone ou un ID d’appareil. Une personne peut en avoir plusieurs.',
  aboutPeople: (count, isUpperBound) => `${isUpperBound ? 'jusqu’à ' : ''}${people(count)}`,
  confirmations,
  confirmTitle: 'Cette exécution vous attend',
  confirmSend: 'Confirmer et envoyer',
  doNotSend: 'Ne pas envoyer',
  startsByItself: 'Cette exécution continue d’elle-même.',
};
