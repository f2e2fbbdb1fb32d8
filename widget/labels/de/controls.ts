import type { ControlDecision } from '../../../shared/control-kinds.ts';
import type { controls as English } from '../en/controls.ts';
import { happened } from './moment.ts';
import { named } from './named.ts';
import { actors, summary } from './rules-summary.ts';
import { isolated, number, plural } from './speech.ts';

const decisions: Readonly<Record<ControlDecision, string>> = {
  allow: 'Erlauben',
  ask: 'Erst fragen',
  deny: 'Nie',
};

const unsaved = (count: number) =>
  plural(count, { one: '# nicht gespeicherte Änderung', other: '# nicht gespeicherte Änderungen' });
const by = (name: string | null) => (name === null ? '' : ` von ${name}`);
const NOT_DELIVERED = 'TikTok hat nichts bekommen.';

/** German words of `<tiktok-controls>`: who may do what, what waits for a decision, and how much may be spent. */
export const controls: typeof English = {
  title: 'Kontrollen',
  noPermissionTitle: 'Sie können die Kontrollen nicht sehen',
  noPermission:
    'Ihre Rolle in diesem Arbeitsbereich umfasst TikTok nicht. Bitten Sie die Admins um die Berechtigung „Lesen“.',
  loadFailed: 'Die Kontrollen konnten nicht geladen werden',
  accountsFailed: 'Ihre Werbekonten konnten nicht geladen werden',
  about: (button, what) => `${button}: ${what}`,
  undo: 'Rückgängig machen',
  dismiss: 'Ausblenden',
  older: 'Ältere zeigen',
  loadingOlder: 'Ältere werden geladen…',
  olderFailed: 'Ältere konnten nicht geladen werden',
  readOnlyTitle: 'Sie können ansehen, aber nichts ändern',
  readOnly:
    'Für Regeln und Limits brauchen Sie die Berechtigung „Kontrollen“. Wenden Sie sich an die Admins dieses Arbeitsbereichs.',
  readOnlyAgent: 'Modelle ändern nicht, was sie dürfen. Bitten Sie eine Person, das zu tun.',
  accountNone: (text) => `Kein Werbekonto hat „${text}“ im Namen oder in der ID.`,
  accountCount: (found, all) => `${number(found)} von ${plural(all, { one: '# Werbekonto', other: '# Werbekonten' })}`,
  accountId: 'ID',

  // Waiting for a decision
  waiting: 'Wartet auf eine Entscheidung',
  waitingLead: 'TikTok bekommt diese Aufrufe erst, wenn jemand sie genehmigt.',
  waitingFailed: 'Was auf eine Entscheidung wartet, konnte nicht geladen werden',
  waitingEmpty: 'Nichts wartet auf eine Entscheidung',
  waitingEmptyText: 'Wo die Regeln unten „Erst fragen“ sagen, wartet der Aufruf hier, bis eine Person entscheidet.',
  waitingMore: (count) => `${number(count)} weitere zeigen`,
  askedAt: (when) => happened('angefragt', when),
  runsOut: (when) => `läuft ${when} ab`,
  wholeWorkspace: 'Ganzer Arbeitsbereich',
  says: 'Was der Aufruf sagt',
  saysNothing: 'Mehr sagt der Aufruf nicht.',
  callPath: 'Aufruf',
  connection: 'Anmeldung',
  byCaller:
    'Dateien und Personenlisten werden hier nicht aufbewahrt. Nach Ihrer Genehmigung sendet das Programm den Aufruf von selbst noch einmal.',
  approve: 'Genehmigen',
  approving: 'Wird genehmigt…',
  deny: 'Ablehnen',
  denying: 'Wird abgelehnt…',
  withdraw: 'Zurückziehen',
  withdrawing: 'Wird zurückgezogen…',
  own: 'Sie haben angefragt, deshalb entscheidet jemand anderes.',
  ownByOther: 'Es wurde in Ihrem Namen angefragt, deshalb entscheidet jemand anderes.',
  needsControls:
    'Zum Entscheiden brauchen Sie die Berechtigung „Kontrollen“. Wenden Sie sich an die Admins dieses Arbeitsbereichs.',
  needsPerson: 'Nur eine Person darf entscheiden. Bitten Sie jemanden, diese Seite zu öffnen.',
  decideFailed: {
    approve: 'Die Genehmigung ist nicht gelungen',
    deny: 'Die Ablehnung ist nicht gelungen',
    withdraw: 'Das Zurückziehen ist nicht gelungen',
  },
  decideUnsure:
    'Die Antwort ist nicht angekommen. Versuchen Sie es erneut: Über einen Aufruf wird nur einmal entschieden.',
  denyTitle: 'Diesen Aufruf ablehnen?',
  denyText: 'TikTok bekommt nichts. Wer angefragt hat, sieht die Ablehnung und Ihre Notiz.',
  noteLabel: 'Notiz',
  noteOptional: 'optional',
  noteHint: 'Schreiben Sie, was anders sein müsste.',
  noteLength: (length, most) => `${number(length)} von ${number(most)}`,
  keepWaiting: 'Warten lassen',
  confirmTitle: {
    remove: 'Genehmigen und löschen?',
    resume: 'Genehmigen und starten?',
    budget: 'Dieses Budget genehmigen?',
  },
  confirmDo: { remove: 'Genehmigen und löschen', resume: 'Genehmigen und starten', budget: 'Budget genehmigen' },
  // `what` comes in the accusative, as `calls.thing` says it.
  consequences: {
    remove: (what) => `TikTok löscht ${what}. Nichts bringt das zurück.`,
    removeInside: 'Was darin läuft, endet ebenfalls. Die Berichte bleiben.',
    removeReports: 'Die Berichte bleiben.',
    resume: (what) => `Das startet ${what}: Anzeigen können sofort laufen und Geld ausgeben.`,
    begins: (what) => `TikTok erstellt ${what} und startet sofort.`,
    budget: (sum) => `Das Budget beträgt dann ${isolated(sum)}.`,
    budgets: (sum) => `Mehrere Budgets werden gesetzt, bis zu je ${isolated(sum)}.`,
    spend: (sum) => `Damit lassen sich bis zu ${isolated(sum)} ausgeben.`,
    check: 'Vor dem Senden werden noch die Ausgabenlimits geprüft.',
  },
  perDay: (sum) => `${sum} pro Tag`,
  inAll: (sum) => `${sum} insgesamt`,
  statuses: {
    pending: 'Wartet',
    approved: 'Genehmigt',
    running: 'Wird gesendet',
    succeeded: 'Erledigt',
    failed: 'Fehlgeschlagen',
    denied: 'Abgelehnt',
    withdrawn: 'Zurückgezogen',
    expired: 'Abgelaufen',
  },
  outcome: {
    approved: (name) => `Genehmigt${by(name)}. Das Programm hat eine Stunde, um es zu senden.`,
    running: (name) => `Genehmigt${by(name)}. Es ist unterwegs zu TikTok.`,
    succeeded: (name) => `Genehmigt${by(name)}. TikTok hat es ausgeführt.`,
    failed: (name) => `Genehmigt${by(name)}, aber nicht ausgeführt.`,
    denied: (name) => `Abgelehnt${by(name)}. ${NOT_DELIVERED}`,
    withdrawn: (name) => `Zurückgezogen${by(name)}. ${NOT_DELIVERED}`,
    expired: () => `Niemand hat rechtzeitig entschieden. ${NOT_DELIVERED} Es kann wieder angefragt werden.`,
    pending: () => '',
  },
  failedNext: 'Es wird nicht von selbst noch einmal gesendet. Ändern Sie es und fragen Sie dann wieder an.',
  outcomeUnclear: (name) =>
    `Genehmigt${by(name)}. Niemand weiß, ob TikTok es ausgeführt hat. Sehen Sie im TikTok Ads Manager nach, bevor Sie wieder anfragen.`,
  // Both follow „von“.
  you: 'Ihnen',
  youFirst: 'Ihnen',
  note: (note) => `„${isolated(note)}“`,
  tiktokSays: (message) => `TikTok meldet: „${isolated(message)}“`,
  tiktokCode: 'Code von TikTok',
  notSent: {
    call_denied: () =>
      'Die Regeln erlauben es nicht. Wer die Berechtigung „Kontrollen“ hat, kann sie unter „Wer was darf“ ändern.',
    spend_cap_exceeded: (message) =>
      `${message} Senken Sie ein Budget oder erhöhen Sie das Limit unter „Ausgabenlimits“.`,
    spend_cap_unprovable: (message) =>
      `${message} Erledigen Sie es im TikTok Ads Manager oder entfernen Sie zuerst das Limit.`,
  },
  heard: (title, outcome) => `${title}: ${outcome}`,
  heardNew: (count) =>
    plural(count, { one: '# Aufruf wartet auf eine Entscheidung', other: '# Aufrufe warten auf eine Entscheidung' }),
  someoneElse: 'Jemand war schneller.',

  decided: 'Entschieden',
  decidedFailed: 'Frühere Entscheidungen konnten nicht geladen werden',
  decidedEmpty: 'Es wurde noch nichts entschieden.',
  decidedNone: 'Nichts passt zu diesem Filter.',
  decidedFilter: 'Zeigen',
  decidedAll: 'Alle Entscheidungen',

  // Who may do what
  rules: 'Wer was darf',
  rulesFor: 'Regeln für',
  rulesLead: 'Jede Änderung bei TikTok, die hier durchgeht. Lesen ist immer erlaubt.',
  rulesFailed: 'Die Regeln konnten nicht geladen werden',
  rulesWorkspace: 'Ganzer Arbeitsbereich',
  rulesWorkspaceHint: 'wo ein Werbekonto keine eigenen Regeln hat',
  rulesOwn: 'Mit eigenen Regeln',
  rulesOther: 'Wie im Arbeitsbereich',
  rulesPlaceholder: 'Werbekonto wählen',
  rulesList: 'Arbeitsbereich und Werbekonten',
  rulesHaveOwn: 'eigene Regeln',
  rulesCount: (found, all) => `${number(found)} von ${number(all)}`,
  columnAction: 'Art der Änderung',
  actors,
  actorHints: {
    person: 'Wer eine Schaltfläche drückt',
    automation: 'Der eigene Code Ihres Produkts',
    agent: 'Modelle, die selbst entscheiden',
  },
  actions: {
    create: 'Erstellen',
    update: 'Ändern',
    pause: 'Pausieren',
    resume: 'Starten',
    remove: 'Löschen',
    budget_change: 'Budget ändern',
    upload: 'Hochladen',
    audience_write: 'Zielgruppe ändern',
  },
  actionHints: {
    create: 'Neue Kampagnen, Anzeigengruppen, Anzeigen und alles andere',
    update: 'Namen, Targeting, Gebote und andere Einstellungen',
    pause: 'Hält Anzeigen an, verliert nichts',
    resume: 'Anzeigen laufen und können Geld ausgeben',
    remove: 'Lässt sich nicht rückgängig machen',
    budget_change: 'Wie viel ausgegeben werden darf',
    upload: 'Videos, Bilder und andere Dateien',
    audience_write: 'Wer enthalten ist und wer sie nutzen darf',
  },
  decisions,
  decision: (decision) => decisions[decision],
  inherited: (decision, from) =>
    from === 'default' ? `${decisions[decision]} (Standard)` : `${decisions[decision]}, wie im Arbeitsbereich`,
  inheritedKey: { default: 'Gestrichelt: Standard', workspace: 'Gestrichelt: wie im Arbeitsbereich' },
  cell: (actor, action) => `${actor}: ${action}`,
  resetAll: 'Alles wie im Arbeitsbereich',
  resetDefault: 'Zurück zum Standard',
  summary,
  rulesChanged: (when, name) => `${happened('geändert', when)}${name === null ? '' : by(isolated(name))}`,
  changed: 'noch nicht gespeichert',
  unsavedRegion: 'Nicht gespeicherte Änderungen',
  unsaved,
  discard: 'Verwerfen',
  discarded: (count) => plural(count, { one: '# Änderung verworfen', other: '# Änderungen verworfen' }),
  save: 'Regeln speichern',
  saving: 'Wird gespeichert…',
  saved: 'Gespeichert',
  saveFailed: 'Die Regeln konnten nicht gespeichert werden',
  saveSessionEnded:
    'Ihre Änderungen sind noch da. Melden Sie sich in einem anderen Tab erneut an und speichern Sie dann.',
  leaveTitle: (count) => `${unsaved(count)} verwerfen?`,
  leaveText: (scope) =>
    `In den Regeln für ${scope === null ? 'den ganzen Arbeitsbereich' : isolated(scope)} gibt es Änderungen, die nicht gespeichert sind.`,
  leaveKeep: 'Weiter bearbeiten',
  leaveDo: 'Verwerfen und weiter',
  conflictRegion: 'Konflikt bei den Regeln',
  conflictTitle: (person, time, date) =>
    `${person ?? 'Jemand anderes'} hat diese Regeln ${date === null ? '' : `am ${date} `}um ${time} gespeichert`,
  conflictText: (mine, differ) => {
    const kept = plural(mine, {
      one: 'Ihre Änderung ist noch da, und nichts wurde überschrieben.',
      other: 'Ihre # Änderungen sind noch da, und nichts wurde überschrieben.',
    });
    if (differ === 0) return `${kept} ${mine === 1 ? 'Sie entspricht' : 'Alle entsprechen'} dem gespeicherten Stand.`;
    const differs =
      mine === 1
        ? 'Sie weicht vom gespeicherten Stand ab.'
        : plural(differ, {
            one: '# davon weicht vom gespeicherten Stand ab.',
            other: '# davon weichen vom gespeicherten Stand ab.',
          });
    return `${kept} ${differs} Wählen Sie, was bleibt.`;
  },
  conflictMine: 'Ihr Stand',
  conflictTheirs: 'Anderer Stand, gespeichert',
  conflictTheirsOf: (person) => `${person}, gespeichert`,
  conflictTakeTheirs: 'Gespeicherten Stand übernehmen',
  conflictSave: 'Meine Auswahl speichern',
  conflictOnlyMine: (cells) =>
    `Nur von Ihnen geändert, bleibt so: ${named(cells.slice(0, 3), Math.max(0, cells.length - 3))}`,
  conflictOnlyTheirs: (cells) =>
    `Nur dort geändert, wird übernommen: ${named(cells.slice(0, 3), Math.max(0, cells.length - 3))}`,
  conflictStandard: { default: 'Standard', workspace: 'Wie im Arbeitsbereich' },

  // Spend caps
  caps: 'Ausgabenlimits',
  capsLead: 'Ein Aufruf, der Budgets über ein Limit steigen lässt, wird abgelehnt, egal von wem er kommt.',
  capsFor: 'Werbekonto',
  capsList: 'Werbekonten',
  capsPlaceholder: 'Werbekonto wählen',
  capsFailed: 'Die Ausgabenlimits konnten nicht geladen werden',
  capsNoAccounts: 'Noch keine Werbekonten',
  capsNoAccountsText:
    'Verbinden Sie zuerst TikTok und wählen Sie Werbekonten. Dann können Sie festlegen, wie hoch ihre Budgets zusammen sein dürfen.',
  capsEmpty: 'Hier gibt es kein Ausgabenlimit',
  capsEmptyText:
    'Ein Limit ist das Höchste, was die Budgets eines Werbekontos oder einer Kampagne zusammen ergeben dürfen, pro Tag oder insgesamt. Ohne Limit gelten nur die von TikTok.',
  capsAdd: 'Limit hinzufügen',
  capAccount: 'Ganzes Werbekonto',
  capCampaign: (name) => name ?? 'Kampagne',
  capDaily: 'pro Tag',
  capLifetime: 'insgesamt',
  capUse: 'Nutzung',
  capReading: 'Die Budgets bei TikTok werden zusammengezählt…',
  capUseFailed: 'Die Budgets konnten nicht gelesen werden',
  capUsed: (total, cap) => `${total} von ${cap}`,
  capLeft: (rest) => `${rest} übrig`,
  capOver: (over) => `${over} über dem Limit. Senken Sie ein Budget oder erhöhen Sie das Limit.`,
  capEndless: (cap) => `Ohne Ende, von ${cap}`,
  capEndlessWhy:
    'Ein Tagesbudget ohne Enddatum summiert sich ohne Ende. Geben Sie ihm eines oder begrenzen Sie stattdessen den Tag.',
  capUnlimitedWhy: 'Etwas darin wird von keinem Budget begrenzt. Geben Sie ihm eines.',
  capFull: 'Nichts übrig',
  capMeter: { daily: 'Budgets pro Tag', lifetime: 'Budgets insgesamt' },
  capLines: { daily: 'Woraus ein Tag besteht', lifetime: 'Woraus es besteht' },
  capMore: (count, amount) => `${plural(count, { one: '# kleinerer Posten', other: '# kleinere Posten' })}: ${amount}`,
  capNew: 'neu',
  capWithoutEnd: 'ohne Ende',
  capHow: {
    daily_budget: 'Tagesbudget',
    dynamic_daily_budget: 'Tagesbudget, das TikTok um ein Viertel überschreiten darf',
    lifetime_budget: 'Laufzeitbudget',
    lifetime_per_day: 'Laufzeitbudget, pro Tag',
    daily_times_days: 'Tagesbudget mal Anzahl der Tage',
    no_limit: 'von keinem Budget begrenzt',
  },
  capRead: (when) => happened('gelesen', when),
  capReadAgain: 'Noch einmal lesen',
  capChanged: (when, name) => `${happened('festgelegt', when)}${name === null ? '' : by(isolated(name))}`,
  capEdit: 'Bearbeiten',
  capRemove: 'Entfernen',
  capRemoveDo: 'Limit entfernen',
  capAddTitle: 'Ausgabenlimit hinzufügen',
  capEditTitle: 'Ausgabenlimit bearbeiten',
  capTarget: 'Für',
  capTargetAccount: 'Das ganze Werbekonto',
  capTargetCampaign: 'Eine Kampagne',
  capCampaignId: 'Kampagnen-ID',
  capCampaignHint: 'Im TikTok Ads Manager in der Spalte „Kampagnen-ID“.',
  capCampaignUnknown: 'TikTok führt in diesem Werbekonto keine solche Kampagne.',
  capCampaignMissing: 'Kopieren Sie die ID der Kampagne: nur Ziffern.',
  capTakenAccount: 'Dieses Werbekonto hat schon ein Limit. Bearbeiten Sie dieses.',
  capTakenCampaign: 'Diese Kampagne hat schon ein Limit. Bearbeiten Sie dieses.',
  capDailyLabel: 'Höchstens pro Tag',
  capLifetimeLabel: 'Höchstens insgesamt',
  capAmountHint: 'Leer lassen für kein Limit.',
  capAmountWrong: (example) => `Schreiben Sie einen Betrag wie ${example}.`,
  capAmountDecimals: (currency, decimals) =>
    decimals === 0
      ? `${currency} hat keine Nachkommastellen.`
      : `${currency} hat ${plural(decimals, { one: '# Nachkommastelle', other: '# Nachkommastellen' })}.`,
  capAmountZero: 'Schreiben Sie einen Betrag über null.',
  capAmountBelow: 'Der Betrag insgesamt muss mindestens so hoch sein wie der pro Tag.',
  capAmountMissing: 'Geben Sie einen der beiden Beträge an.',
  capSave: 'Limit speichern',
  capSaving: 'Wird gespeichert…',
  capSaved: 'Ausgabenlimit gespeichert',
  capSaveFailed: 'Das Limit konnte nicht gespeichert werden',
  capRemoveTitle: 'Dieses Limit entfernen?',
  capRemoveStops: (what) => `Budgets von ${isolated(what)} können dann beliebig hoch werden.`,
  capRemoveStays: 'Was bei TikTok läuft, bleibt, wie es ist.',
  capKeep: 'Limit behalten',
  capRemoving: 'Wird entfernt…',
  capRemoveFailed: 'Das Limit konnte nicht entfernt werden',
  capRemoved: 'Ausgabenlimit entfernt',
  capBack: 'Ausgabenlimit ist wieder da',
  capUndoFailed: 'Das Limit konnte nicht zurückgeholt werden',

  // Recent changes
  recent: 'Letzte Änderungen',
  recentLead: 'Was von hier an TikTok gesendet wurde, Neuestes zuerst. Lesen wird nicht aufgezeichnet.',
  recentFailed: 'Die letzten Änderungen konnten nicht geladen werden',
  recentEmpty: 'Noch keine Änderungen',
  recentEmptyText:
    'Jede Änderung, die eine Person, ein Programm oder ein Agent an TikTok sendet, erscheint hier mit der Antwort von TikTok.',
  recentNone: 'Nichts passt zu diesem Filter.',
  recentFilter: 'Zeigen',
  recentAll: 'Alle Änderungen',
  callStatuses: {
    running: 'Läuft',
    succeeded: 'Erledigt',
    failed: 'Fehlgeschlagen',
    refused: 'Nicht erlaubt',
    waiting: 'Wartet',
    unknown: 'Unklar',
  },
  callNotSent: 'Nicht gesendet',
  callUnknown:
    'Niemand weiß, ob TikTok es ausgeführt hat. Sehen Sie im TikTok Ads Manager nach, bevor Sie es noch einmal senden.',
  callMore: 'Details',
  callPathLabel: 'Aufruf',
  callAccount: 'Werbekonto',
  callKey: 'Idempotenzschlüssel',
  callCreateId: 'request_id von TikTok',
  callEntities: 'IDs bei TikTok',
  callId: 'Aufruf-ID',
  attempts: (count) => plural(count, { one: '# Versuch', other: '# Versuche' }),
  attempt: {
    answered: (code, ms) =>
      code === null
        ? `TikTok hat nach ${ms} geantwortet.`
        : code === 0
          ? `TikTok hat es nach ${ms} angenommen.`
          : `TikTok hat es nach ${ms} abgelehnt.`,
    lost: 'Die Antwort ging verloren.',
    not_sent: 'Es konnte nicht gesendet werden.',
    found: 'Nach dem Namen gesucht: Es ist da.',
    not_found: 'Nach dem Namen gesucht: Es ist nicht da.',
  },
  milliseconds: (ms) => (ms < 1000 ? `${number(ms)} ms` : `${number(Math.round(ms / 100) / 10)} s`),
  foundAgain: 'Die Antwort ging verloren; über den Namen wiedergefunden.',
  sentAgain: (count) => `Die Antwort ging verloren; ${number(count)}-mal gesendet.`,
};
