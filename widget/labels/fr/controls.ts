import type { ControlDecision } from '../../../shared/control-kinds.ts';
import type { controls as English } from '../en/controls.ts';
import { agreed, counted } from './counted.ts';
import { ago } from './moment.ts';
import { named } from './named.ts';
import { actors, summary } from './rules-summary.ts';
import { isolated, number } from './speech.ts';

const decisions: Readonly<Record<ControlDecision, string>> = {
  allow: 'Autoriser',
  ask: 'Demander d’abord',
  deny: 'Jamais',
};

const unsaved = (count: number) => counted(count, '# modification non enregistrée', '# modifications non enregistrées');
const by = (name: string | null) => (name === null ? '' : ` par ${name}`);
const NOT_DELIVERED = 'TikTok n’a rien reçu.';

/** French words of `<tiktok-controls>`: who may do what, what waits for a decision, and how much may be spent. */
export const controls: typeof English = {
  title: 'Contrôles',
  noPermissionTitle: 'Vous ne pouvez pas voir les contrôles',
  noPermission:
    'Votre rôle dans cet espace de travail n’inclut pas TikTok. Demandez l’autorisation « Lire » à un admin.',
  loadFailed: 'Impossible de charger les contrôles',
  accountsFailed: 'Impossible de charger vos comptes publicitaires',
  about: (button, what) => `${button} : ${what}`,
  undo: 'Annuler',
  dismiss: 'Masquer',
  older: 'Afficher les plus anciens',
  loadingOlder: 'Chargement des plus anciens…',
  olderFailed: 'Impossible de charger les plus anciens',
  readOnlyTitle: 'Vous pouvez consulter, mais pas modifier',
  readOnly:
    'Pour les règles et les plafonds, il faut l’autorisation « Contrôles ». Adressez-vous à un admin de cet espace de travail.',
  readOnlyAgent: 'Les modèles ne modifient pas ce qu’ils peuvent faire. Demandez-le à une personne.',
  accountNone: (text) => `Aucun compte publicitaire ne contient « ${text} » dans son nom ou son ID.`,
  accountCount: (found, all) =>
    `${number(found)} sur ${counted(all, '# compte publicitaire', '# comptes publicitaires')}`,
  accountId: 'ID',

  // Waiting for a decision
  waiting: 'En attente d’une décision',
  waitingLead: 'TikTok ne reçoit ces appels qu’une fois que quelqu’un les a approuvés.',
  waitingFailed: 'Impossible de charger ce qui attend une décision',
  waitingEmpty: 'Rien n’attend de décision',
  waitingEmptyText:
    'Là où les règles ci-dessous disent « Demander d’abord », l’appel attend ici qu’une personne décide.',
  waitingMore: (count) => `En afficher ${number(count)} de plus`,
  askedAt: (when) => `Demandé ${ago(when)}`,
  runsOut: (when) => `expire ${when}`,
  wholeWorkspace: 'Tout l’espace de travail',
  says: 'Ce que dit l’appel',
  saysNothing: 'L’appel ne dit rien de plus.',
  callPath: 'Appel',
  connection: 'Connexion',
  byCaller:
    'Les fichiers et les listes de personnes ne sont pas gardés ici. Une fois que vous approuvez, le programme renvoie l’appel de lui-même.',
  approve: 'Approuver',
  approving: 'Approbation…',
  deny: 'Refuser',
  denying: 'Refus…',
  withdraw: 'Retirer',
  withdrawing: 'Retrait…',
  own: 'C’est votre demande : quelqu’un d’autre décide donc.',
  ownByOther: 'La demande a été faite en votre nom : quelqu’un d’autre décide donc.',
  needsControls:
    'Pour décider, il faut l’autorisation « Contrôles ». Adressez-vous à un admin de cet espace de travail.',
  needsPerson: 'Seule une personne peut décider. Demandez à quelqu’un d’ouvrir cette page.',
  decideFailed: {
    approve: 'L’approbation n’a pas abouti',
    deny: 'Le refus n’a pas abouti',
    withdraw: 'Le retrait n’a pas abouti',
  },
  decideUnsure: 'La réponse n’est pas arrivée. Réessayez : un appel n’est décidé qu’une seule fois.',
  denyTitle: 'Refuser cet appel ?',
  denyText: 'TikTok ne reçoit rien. La personne ou le programme à l’origine de la demande voit le refus et votre note.',
  noteLabel: 'Note',
  noteOptional: 'facultatif',
  noteHint: 'Indiquez ce qui devrait être différent.',
  noteLength: (length, most) => `${number(length)} sur ${number(most)}`,
  keepWaiting: 'Laisser en attente',
  confirmTitle: {
    remove: 'Approuver et supprimer ?',
    resume: 'Approuver et démarrer ?',
    budget: 'Approuver ce budget ?',
  },
  confirmDo: { remove: 'Approuver et supprimer', resume: 'Approuver et démarrer', budget: 'Approuver le budget' },
  consequences: {
    remove: (what) => `TikTok supprime ${what}. C’est irréversible.`,
    removeInside: 'Ce qui s’y trouve s’arrête aussi. Les rapports restent.',
    removeReports: 'Les rapports restent.',
    resume: (what) => `Les publicités dans ${what} peuvent être diffusées et dépenser aussitôt.`,
    begins: (what) => `TikTok crée ${what}, avec démarrage immédiat.`,
    budget: (sum) => `Le budget devient ${isolated(sum)}.`,
    budgets: (sum) => `Plusieurs budgets sont fixés, jusqu’à ${isolated(sum)} chacun.`,
    spend: (sum) => `La dépense peut atteindre ${isolated(sum)}.`,
    check: 'Les plafonds de dépenses sont encore vérifiés avant l’envoi.',
  },
  perDay: (sum) => `${sum} par jour`,
  inAll: (sum) => `${sum} au total`,
  statuses: {
    pending: 'En attente',
    approved: 'Approuvé',
    running: 'En cours d’envoi',
    succeeded: 'Effectué',
    failed: 'Échec',
    denied: 'Refusé',
    withdrawn: 'Retiré',
    expired: 'Expiré',
  },
  outcome: {
    approved: (name) => `Approuvé${by(name)}. Le programme a une heure pour l’envoyer.`,
    running: (name) => `Approuvé${by(name)}. En route vers TikTok.`,
    succeeded: (name) => `Approuvé${by(name)}. TikTok l’a exécuté.`,
    failed: (name) => `Approuvé${by(name)}, mais pas exécuté.`,
    denied: (name) => `Refusé${by(name)}. ${NOT_DELIVERED}`,
    withdrawn: (name) => `Retiré${by(name)}. ${NOT_DELIVERED}`,
    expired: () => `Personne n’a décidé à temps. ${NOT_DELIVERED} La demande peut être refaite.`,
    pending: () => '',
  },
  failedNext: 'L’appel n’est pas renvoyé de lui-même. Modifiez-le, puis refaites la demande.',
  outcomeUnclear: (name) =>
    `Approuvé${by(name)}. Personne ne sait si TikTok l’a exécuté. Vérifiez dans le Gestionnaire de publicités TikTok avant de refaire la demande.`,
  // Both follow « par ».
  you: 'vous',
  youFirst: 'vous',
  note: (note) => `« ${isolated(note)} »`,
  tiktokSays: (message) => `TikTok indique : « ${isolated(message)} »`,
  tiktokCode: 'Code de TikTok',
  notSent: {
    call_denied: () =>
      'Les règles ne le permettent pas. Une personne ayant l’autorisation « Contrôles » peut les modifier, sous « Qui peut faire quoi ».',
    spend_cap_exceeded: (message) =>
      `${message} Baissez un budget, ou relevez le plafond sous « Plafonds de dépenses ».`,
    spend_cap_unprovable: (message) =>
      `${message} Faites-le dans le Gestionnaire de publicités TikTok, ou retirez d’abord le plafond.`,
  },
  heard: (title, outcome) => `${title} : ${outcome}`,
  heardNew: (count) => counted(count, '# appel attend une décision', '# appels attendent une décision'),
  someoneElse: 'Quelqu’un vous a devancé.',

  decided: 'Décidé',
  decidedFailed: 'Impossible de charger les décisions précédentes',
  decidedEmpty: 'Rien n’a encore été décidé.',
  decidedNone: 'Rien ne correspond à ce filtre.',
  decidedFilter: 'Afficher',
  decidedAll: 'Toutes les décisions',

  // Who may do what
  rules: 'Qui peut faire quoi',
  rulesFor: 'Règles pour',
  rulesLead: 'Toute modification chez TikTok qui passe par ici. La lecture est toujours autorisée.',
  rulesFailed: 'Impossible de charger les règles',
  rulesWorkspace: 'Tout l’espace de travail',
  rulesWorkspaceHint: 'là où un compte publicitaire n’a pas ses propres règles',
  rulesOwn: 'Avec leurs propres règles',
  rulesOther: 'Comme dans l’espace de travail',
  rulesPlaceholder: 'Choisir un compte publicitaire',
  rulesList: 'Espace de travail et comptes publicitaires',
  rulesHaveOwn: 'règles propres',
  rulesCount: (found, all) => `${number(found)} sur ${number(all)}`,
  columnAction: 'Type de modification',
  actors,
  actorHints: {
    person: 'Qui clique sur un bouton',
    automation: 'Le code de votre produit',
    agent: 'Des modèles qui décident d’eux-mêmes',
  },
  actions: {
    create: 'Créer',
    update: 'Modifier',
    pause: 'Mettre en pause',
    resume: 'Démarrer',
    remove: 'Supprimer',
    budget_change: 'Modifier un budget',
    upload: 'Charger',
    audience_write: 'Modifier une audience',
  },
  actionHints: {
    create: 'Nouvelles campagnes, nouveaux groupes, publicités et tout le reste',
    update: 'Noms, ciblage, enchères et autres paramètres',
    pause: 'Arrête des publicités, ne perd rien',
    resume: 'Des publicités sont diffusées et peuvent dépenser',
    remove: 'Irréversible',
    budget_change: 'Combien peut être dépensé',
    upload: 'Vidéos, images et autres fichiers',
    audience_write: 'Qui en fait partie, et qui peut l’utiliser',
  },
  decisions,
  decision: (decision) => decisions[decision],
  inherited: (decision, from) =>
    from === 'default'
      ? `${decisions[decision]} (par défaut)`
      : `${decisions[decision]}, comme dans l’espace de travail`,
  inheritedKey: {
    default: 'En pointillés : par défaut',
    workspace: 'En pointillés : comme dans l’espace de travail',
  },
  cell: (actor, action) => `${actor} : ${action.charAt(0).toLowerCase()}${action.slice(1)}`,
  resetAll: 'Tout comme dans l’espace de travail',
  resetDefault: 'Revenir aux valeurs par défaut',
  summary,
  rulesChanged: (when, name) => `Dernière modification ${ago(when)}${name === null ? '' : by(isolated(name))}`,
  changed: 'pas encore enregistré',
  unsavedRegion: 'Modifications non enregistrées',
  unsaved,
  discard: 'Abandonner',
  discarded: (count) => counted(count, '# modification abandonnée', '# modifications abandonnées'),
  save: 'Enregistrer les règles',
  saving: 'Enregistrement…',
  saved: 'Enregistré',
  saveFailed: 'Impossible d’enregistrer les règles',
  saveSessionEnded: 'Vos modifications sont toujours là. Reconnectez-vous dans un autre onglet, puis enregistrez.',
  leaveTitle: (count) => `Abandonner ${unsaved(count)} ?`,
  leaveText: (scope) =>
    `Les règles pour ${scope === null ? 'tout l’espace de travail' : isolated(scope)} ont des modifications non enregistrées.`,
  leaveKeep: 'Continuer à modifier',
  leaveDo: 'Abandonner et continuer',
  conflictRegion: 'Conflit sur les règles',
  conflictTitle: (person, time, date) =>
    `${person ?? 'Quelqu’un d’autre'} a enregistré ces règles ${date === null ? '' : `le ${date} `}à ${time}`,
  conflictText: (mine, differ) => {
    const kept = agreed(
      mine,
      'Votre modification est toujours là et rien n’a été écrasé.',
      'Vos # modifications sont toujours là et rien n’a été écrasé.',
    );
    if (differ === 0)
      return `${kept} ${mine === 1 ? 'Elle ne diffère pas' : 'Aucune ne diffère'} de ce qui a été enregistré.`;
    const differs =
      mine === 1
        ? 'Elle diffère de ce qui a été enregistré.'
        : agreed(
            differ,
            '# d’entre elles diffère de ce qui a été enregistré.',
            '# d’entre elles diffèrent de ce qui a été enregistré.',
          );
    return `${kept} ${differs} Choisissez ce qu’il faut garder.`;
  },
  conflictMine: 'Votre version',
  conflictTheirs: 'Autre version, enregistrée',
  conflictTheirsOf: (person) => `${person}, enregistré`,
  conflictTakeTheirs: 'Reprendre l’autre version',
  conflictSave: 'Enregistrer mon choix',
  conflictOnlyMine: (cells) =>
    `Modifié de votre côté seulement, conservé : ${named(cells.slice(0, 3), Math.max(0, cells.length - 3))}`,
  conflictOnlyTheirs: (cells) =>
    `Modifié de l’autre côté seulement, repris : ${named(cells.slice(0, 3), Math.max(0, cells.length - 3))}`,
  conflictStandard: { default: 'Par défaut', workspace: 'Comme dans l’espace de travail' },

  // Spend caps
  caps: 'Plafonds de dépenses',
  capsLead: 'Un appel qui fait dépasser un plafond aux budgets est refusé, quelle que soit son origine.',
  capsFor: 'Compte publicitaire',
  capsList: 'Comptes publicitaires',
  capsPlaceholder: 'Choisir un compte publicitaire',
  capsFailed: 'Impossible de charger les plafonds de dépenses',
  capsNoAccounts: 'Aucun compte publicitaire pour l’instant',
  capsNoAccountsText:
    'Connectez d’abord TikTok et choisissez des comptes publicitaires. Vous pourrez ensuite fixer le total de leurs budgets.',
  capsEmpty: 'Aucun plafond de dépenses ici',
  capsEmptyText:
    'Un plafond est le total que les budgets d’un compte publicitaire ou d’une campagne ne peuvent pas dépasser, par jour ou au total. Sans plafond, seules les limites de TikTok s’appliquent.',
  capsAdd: 'Ajouter un plafond',
  capAccount: 'Tout le compte publicitaire',
  capCampaign: (name) => name ?? 'Campagne',
  capDaily: 'par jour',
  capLifetime: 'au total',
  capUse: 'Utilisation',
  capReading: 'Addition des budgets chez TikTok…',
  capUseFailed: 'Les budgets n’ont pas pu être lus',
  capUsed: (total, cap) => `${total} sur ${cap}`,
  capLeft: (rest) => `Reste ${rest}`,
  capOver: (over) => `${over} au-dessus du plafond. Baissez un budget ou relevez le plafond.`,
  capEndless: (cap) => `Sans fin, sur ${cap}`,
  capEndlessWhy:
    'Un budget quotidien sans date de fin s’additionne sans fin. Donnez-lui une date de fin, ou plafonnez plutôt la journée.',
  capUnlimitedWhy: 'Quelque chose n’est limité par aucun budget. Donnez-lui-en un.',
  capFull: 'Il ne reste rien',
  capMeter: { daily: 'Budgets par jour', lifetime: 'Budgets au total' },
  capLines: { daily: 'De quoi se compose une journée', lifetime: 'De quoi il se compose' },
  capMore: (count, amount) => `${agreed(count, '# plus petit', '# plus petits')} : ${amount}`,
  capNew: 'nouveau',
  capWithoutEnd: 'sans fin',
  capHow: {
    daily_budget: 'budget quotidien',
    dynamic_daily_budget: 'budget quotidien, que TikTok peut dépasser d’un quart',
    lifetime_budget: 'budget total',
    lifetime_per_day: 'budget total, par jour',
    daily_times_days: 'budget quotidien, multiplié par ses jours',
    no_limit: 'limité par aucun budget',
  },
  capRead: (when) => `Lu ${ago(when)}`,
  capReadAgain: 'Relire',
  capChanged: (when, name) => `Fixé ${ago(when)}${name === null ? '' : by(isolated(name))}`,
  capEdit: 'Modifier',
  capRemove: 'Retirer',
  capRemoveDo: 'Retirer le plafond',
  capAddTitle: 'Ajouter un plafond de dépenses',
  capEditTitle: 'Modifier le plafond de dépenses',
  capTarget: 'Pour',
  capTargetAccount: 'Tout le compte publicitaire',
  capTargetCampaign: 'Une campagne',
  capCampaignId: 'ID de la campagne',
  capCampaignHint: 'Dans le Gestionnaire de publicités TikTok, colonne « ID de la campagne ».',
  capCampaignUnknown: 'TikTok ne liste aucune campagne de ce type dans ce compte publicitaire.',
  capCampaignMissing: 'Copiez l’ID de la campagne : des chiffres uniquement.',
  capTakenAccount: 'Ce compte publicitaire a déjà un plafond. Modifiez celui-ci.',
  capTakenCampaign: 'Cette campagne a déjà un plafond. Modifiez celui-ci.',
  capDailyLabel: 'Maximum par jour',
  capLifetimeLabel: 'Maximum au total',
  capAmountHint: 'Laissez vide pour ne pas fixer de limite.',
  capAmountWrong: (example) => `Saisissez un montant comme ${example}.`,
  capAmountDecimals: (currency, decimals) =>
    decimals === 0
      ? `${currency} n’a pas de décimales.`
      : `${currency} a ${counted(decimals, '# décimale', '# décimales')}.`,
  capAmountZero: 'Saisissez un montant supérieur à zéro.',
  capAmountBelow: 'Le montant au total doit être au moins égal à celui par jour.',
  capAmountMissing: 'Indiquez l’un des deux montants.',
  capSave: 'Enregistrer le plafond',
  capSaving: 'Enregistrement…',
  capSaved: 'Plafond de dépenses enregistré',
  capSaveFailed: 'Impossible d’enregistrer le plafond',
  capRemoveTitle: 'Retirer ce plafond ?',
  capRemoveStops: (what) => `Le total des budgets pour ${isolated(what)} n’a alors plus de limite.`,
  capRemoveStays: 'Ce qui est en cours chez TikTok reste tel quel.',
  capKeep: 'Garder le plafond',
  capRemoving: 'Retrait…',
  capRemoveFailed: 'Impossible de retirer le plafond',
  capRemoved: 'Plafond de dépenses retiré',
  capBack: 'Plafond de dépenses rétabli',
  capUndoFailed: 'Impossible de rétablir le plafond',

  // Recent changes
  recent: 'Modifications récentes',
  recentLead: 'Ce qui a été envoyé d’ici à TikTok, le plus récent d’abord. La lecture n’est pas consignée.',
  recentFailed: 'Impossible de charger les modifications récentes',
  recentEmpty: 'Aucune modification pour l’instant',
  recentEmptyText:
    'Chaque modification qu’une personne, un programme ou un agent envoie à TikTok apparaît ici, avec la réponse de TikTok.',
  recentNone: 'Rien ne correspond à ce filtre.',
  recentFilter: 'Afficher',
  recentAll: 'Toutes les modifications',
  callStatuses: {
    running: 'En cours',
    succeeded: 'Effectué',
    failed: 'Échec',
    refused: 'Non autorisé',
    waiting: 'En attente',
    unknown: 'Incertain',
  },
  callNotSent: 'Non envoyé',
  callUnknown:
    'Personne ne sait si TikTok l’a exécuté. Vérifiez dans le Gestionnaire de publicités TikTok avant de le renvoyer.',
  callMore: 'Détails',
  callPathLabel: 'Appel',
  callAccount: 'Compte publicitaire',
  callKey: 'Clé d’idempotence',
  callCreateId: 'request_id de TikTok',
  callEntities: 'ID chez TikTok',
  callId: 'ID de l’appel',
  attempts: (count) => counted(count, '# essai', '# essais'),
  attempt: {
    answered: (code, ms) =>
      code === null
        ? `TikTok a répondu après ${ms}.`
        : code === 0
          ? `TikTok l’a accepté après ${ms}.`
          : `TikTok l’a refusé après ${ms}.`,
    lost: 'La réponse a été perdue.',
    not_sent: 'L’envoi n’a pas pu se faire.',
    found: 'Recherché par nom : il existe.',
    not_found: 'Recherché par nom : il n’existe pas.',
  },
  milliseconds: (ms) => (ms < 1000 ? `${number(ms)} ms` : `${number(Math.round(ms / 100) / 10)} s`),
  foundAgain: 'La réponse a été perdue ; retrouvé par son nom.',
  sentAgain: (count) => `La réponse a été perdue ; envoyé ${number(count)} fois.`,
};
