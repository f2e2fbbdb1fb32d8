import type { adAccountList as English } from '../en/ad-account-list.ts';
import { happened } from './moment.ts';
import { isolated, number, plural } from './speech.ts';

const accounts = (count: number) => plural(count, { one: '# Werbekonto', other: '# Werbekonten' });
/** After „Exporte“: where they would go. */
const toAccounts = (count: number) =>
  count === 0 ? '' : plural(count, { one: ' an # Werbekonto', other: ' an # Werbekonten' });

/** German words of `<tiktok-ad-account-list>`. */
export const adAccountList: typeof English = {
  title: 'Werbekonten',
  fromSignIns: (count) => plural(count, { one: 'Aus # TikTok-Anmeldung', other: 'Aus # TikTok-Anmeldungen' }),
  loadedSoFar: (count) => `Ihre Werbekonten werden geladen, bisher ${number(count)}`,
  firstOnly: (count) => `Die ersten ${number(count)}. Der Rest konnte nicht geladen werden.`,
  find: 'Name oder ID suchen',
  found: (count) => `${accounts(count)} gefunden`,
  notFoundTitle: 'Kein Werbekonto gefunden',
  notFound: (query) => `Kein Werbekonto hat „${query}“ im Namen oder in der ID.`,
  notFoundStatus: (status) => `Kein Werbekonto hat gerade den Status „${status}“.`,
  notFoundBoth: (query, status) =>
    `Kein Werbekonto mit „${query}“ im Namen oder in der ID hat gerade den Status „${status}“.`,
  showAll: 'Alle zeigen',
  connectAnother: 'Weiteres verbinden',
  columns: {
    account: 'Konto',
    status: 'Status',
    role: 'Rolle',
    currency: 'Währung',
    zone: 'Zeitzone',
    remove: 'Entfernen',
  },
  unnamed: 'Werbekonto ohne Namen',
  unknown: 'Nicht bekannt',
  sandbox: 'Sandbox',
  statuses: {
    connected: 'Verbunden',
    read_only: 'Nur Lesen',
    disconnected: 'Getrennt',
    suspended: 'Gesperrt',
    no_permission: 'Keine Berechtigung',
  },

  filterBy: 'Nach Status filtern',
  everyStatus: 'Alle',
  sortBy: 'Sortieren nach',
  sorts: {
    name: { ascending: 'Name, A bis Z', descending: 'Name, Z bis A' },
    status: { ascending: 'Status, Probleme zuerst', descending: 'Status, verbundene zuerst' },
    role: { ascending: 'Rolle, Admin zuerst', descending: 'Rolle, Admin zuletzt' },
    currency: { ascending: 'Währung, A bis Z', descending: 'Währung, Z bis A' },
    timezone: { ascending: 'Zeitzone, A bis Z', descending: 'Zeitzone, Z bis A' },
  },
  sorted: (order) => `Sortiert nach: ${order}`,
  pages: 'Seiten',
  range: (first, last, all) => `${number(first)}–${number(last)} von ${number(all)}`,
  rangeSpoken: (first, last, all) => `Werbekonten ${number(first)} bis ${number(last)} von ${number(all)}`,
  previous: 'Zurück',
  next: 'Weiter',
  page: 'Seite',
  ofPages: (count) => `von ${number(count)}`,

  readOnlyWhy: 'Exporte warten auf eine neue Anmeldung.',
  analystWhy: 'Die Rolle „Analyst“ erlaubt nur das Lesen.',
  ungrantedWhy: 'Die Berechtigung für Zielgruppen fehlt.',
  notApprovedWhy: 'TikTok hat es noch nicht genehmigt.',
  refusedOn: (date) => `Abgelehnt am ${date}.`,
  refused: 'TikTok lehnt die Anmeldung ab.',
  suspendedWhy: 'Die Anzeigen darin laufen nicht mehr.',
  notSharedSince: (date) => `Nicht mehr freigegeben seit ${date}.`,
  notShared: 'Die Anmeldung gibt es nicht mehr frei.',
  appeal: 'Widersprechen',
  appealName: (name) => `Widersprechen für ${name}, öffnet einen neuen Tab`,
  seeWhy: 'Grund ansehen',
  seeWhyName: (name) => `Grund ansehen, warum ${name} nicht genehmigt ist, öffnet einen neuen Tab`,
  signInAgain: 'Erneut anmelden',
  signInAgainName: (name) => `Erneut anmelden für ${name}`,
  askAdmin: 'Admin fragen…',
  askAdminName: (name) => `Admin fragen… wegen ${name}`,

  checkedWhen: (when) => happened('geprüft', when),
  checkedAt: (date, time) => `${date}, ${time}`,
  checkedAtTitle: (at) => `Zuletzt geprüft: ${at}`,
  refresh: 'Aktualisieren',
  refreshName: (name) => `${name} aktualisieren`,
  checking: 'Wird geprüft…',
  checkAll: 'Alle prüfen',
  checkAllName: 'Alle Werbekonten prüfen',
  checkingAll: (done, all) =>
    all === 1 ? 'Wird geprüft…' : `Anmeldung ${number(Math.min(done + 1, all))} von ${number(all)} wird geprüft…`,
  checkedAll: (troubled) =>
    troubled === 0 ? 'Geprüft. Alle Werbekonten sind verbunden.' : `Geprüft. ${accounts(troubled)} nicht verbunden.`,
  checked: (name, status) => `${name}: ${status}`,
  checkedRefused: 'TikTok lehnt weiterhin ab. Melden Sie sich erneut an.',
  checkFailed: (name) => `${name} konnte nicht geprüft werden`,
  checkAllFailed: 'Es konnten nicht alle Werbekonten geprüft werden',

  select: 'Auswählen',
  selectName: (name) => `${name} auswählen`,
  selectAll: (count) => `Alle ${number(count)} auswählen`,
  selectAllFound: (count) => `Alle ${number(count)} gefundenen auswählen`,
  selected: (count) => (count === 0 ? 'Keines ausgewählt' : `${number(count)} ausgewählt`),
  selectedHidden: (count) => `${number(count)} hier nicht zu sehen`,
  selectionBar: 'Ausgewählte Werbekonten',

  removeName: (name) => `${name} entfernen`,
  removeTitle: (name) => `${name} entfernen?`,
  removeManyTitle: (count) => `${accounts(count)} entfernen?`,
  andMore: (count) => `und ${number(count)} weitere${count === 1 ? 's' : ''}`,
  removeStops: 'Es gehen keine neuen Exporte mehr dorthin, und laufende werden angehalten.',
  removeStopsMany: 'Es gehen keine neuen Exporte mehr dorthin, und laufende werden angehalten.',
  removeStays: 'Seine Kampagnen und Zielgruppen bleiben im TikTok Ads Manager.',
  removeStaysMany: 'Ihre Kampagnen und Zielgruppen bleiben im TikTok Ads Manager.',
  removeHistory: 'Der Exportverlauf bleibt.',
  removeOthers: (count) =>
    plural(count, {
      one: 'Ihr anderes Werbekonto ist nicht betroffen.',
      other: 'Ihre # anderen Werbekonten sind nicht betroffen.',
    }),
  removeAgain: 'Sie können es jederzeit wieder importieren.',
  removeAgainMany: 'Sie können sie jederzeit wieder importieren.',
  keep: 'Konto behalten',
  keepMany: 'Konten behalten',
  remove: 'Konto entfernen',
  removeManyAsk: (count) => `${accounts(count)} entfernen…`,
  removeMany: (count) => `${accounts(count)} entfernen`,
  removing: 'Wird entfernt…',
  removingMany: (count) => plural(count, { one: '# Werbekonto wird entfernt', other: '# Werbekonten werden entfernt' }),
  removedOf: (done, all) => `${number(done)} von ${number(all)} entfernt`,
  stop: 'Anhalten',
  stopping: 'Wird angehalten…',
  removed: (name) => `${name} wurde entfernt`,
  removedMany: (count) => plural(count, { one: '# Werbekonto wurde entfernt', other: '# Werbekonten wurden entfernt' }),
  removedSome: (count, left) =>
    `${plural(count, { one: '# Werbekonto wurde entfernt', other: '# Werbekonten wurden entfernt' })}, ${plural(left, {
      one: '# ist geblieben',
      other: '# sind geblieben',
    })}`,
  removeFailed: 'Dieses Werbekonto konnte nicht entfernt werden',
  removeFailedMany: (left, all) =>
    left === all
      ? plural(left, {
          one: 'Dieses Werbekonto konnte nicht entfernt werden',
          other: 'Diese # Werbekonten konnten nicht entfernt werden',
        })
      : `${number(left)} von ${accounts(all)} ${plural(left, { one: 'wurde nicht entfernt', other: 'wurden nicht entfernt' })}`,
  retryMany: (count) => plural(count, { one: 'Noch einmal versuchen', other: 'Diese # noch einmal versuchen' }),

  undo: 'Rückgängig machen',
  undoing: 'Wird zurückgeholt…',
  undone: (count) => plural(count, { one: '# Werbekonto ist wieder da', other: '# Werbekonten sind wieder da' }),
  undoFailed: (count) =>
    plural(count, {
      one: '# Werbekonto konnte nicht zurückgeholt werden',
      other: '# Werbekonten konnten nicht zurückgeholt werden',
    }),
  dismiss: 'Ausblenden',

  readOnlyTitle: (name) => `${name}: nur noch Lesen möglich`,
  readOnly: (count) =>
    `Die TikTok-Anmeldung konnte nicht verlängert werden, deshalb pausieren die Exporte${toAccounts(count)}. Nichts ist verloren, und das Lesen funktioniert weiter.`,
  disconnectedTitle: (name) => `${name} ist getrennt`,
  disconnected: (count) =>
    `TikTok akzeptiert diese Anmeldung nicht mehr, deshalb warten die Exporte${toAccounts(count)}. Nichts ist verloren, und nach einer neuen Anmeldung geht es weiter.`,
  disconnectedToken: (count) =>
    `TikTok akzeptiert dieses Token nicht mehr, deshalb warten die Exporte${toAccounts(count)}. Nichts ist verloren, und mit einem neuen Token geht es weiter.`,
  moreTroubled: (count) =>
    plural(count, {
      one: '# weitere Anmeldung zeigen, die auf Sie wartet',
      other: '# weitere Anmeldungen zeigen, die auf Sie warten',
    }),

  askTitle: (name) => `Admin von ${name} fragen`,
  askAnalyst:
    'Die Rolle „Analyst“ erlaubt nur das Lesen, deshalb können keine Exporte an dieses Werbekonto gehen. Ein Admin des Kontos kann Ihnen im TikTok Business Center die Rolle „Operator“ geben. Aktualisieren Sie es danach hier.',
  askAccess:
    'Die Anmeldung gibt dieses Werbekonto nicht mehr frei. Melden Sie sich erneut an und wählen Sie es auf der Seite von TikTok aus. Ist es dort nicht dabei, kann ein Admin des Kontos den Zugriff im TikTok Business Center zurückgeben. Aktualisieren Sie es danach hier.',
  askMessage: 'Nachricht an den Admin',
  askAnalystMessage: (name, id, person) =>
    `Guten Tag, könnten Sie ${person} für das TikTok-Werbekonto „${name}“ (${id}) die Rolle „Operator“ geben? Mit der Rolle „Analyst“ lassen sich keine Zielgruppen dorthin senden. Das geht im TikTok Business Center. Vielen Dank!`,
  askAccessMessage: (name, id, person) =>
    `Guten Tag, könnten Sie ${person} wieder Zugriff auf das TikTok-Werbekonto „${name}“ (${id}) geben, mit der Rolle „Operator“ oder „Admin“? Das geht im TikTok Business Center. Vielen Dank!`,
  me: 'mir',
  copyMessage: 'Nachricht kopieren',
  messageCopied: 'Kopiert',
  openBusinessCenter: 'Business Center',
  opensNewTab: 'öffnet einen neuen Tab',

  emptyTitle: 'Noch keine Werbekonten',
  empty: 'Verbinden Sie TikTok und wählen Sie dann die Werbekonten, die Sie hier nutzen. Das dauert etwa eine Minute.',
  emptySignedIn: (name, count) =>
    `${isolated(name)} gibt ${plural(count, {
      one: '# Werbekonto frei. Wählen Sie, ob Sie es hier nutzen.',
      other: '# Werbekonten frei. Wählen Sie, welche Sie hier nutzen.',
    })}`,
  emptySignedInMany: 'Wählen Sie bei einer der Anmeldungen unten die Werbekonten, die Sie hier nutzen.',
  connect: 'Werbekonto verbinden',
  lookOnly:
    'Zum Verbinden und Entfernen brauchen Sie die Berechtigung „Verbinden“. Wenden Sie sich an die Admins dieses Arbeitsbereichs.',
  emptyLookOnly:
    'Hier hat noch niemand TikTok verbunden. Dazu braucht es die Berechtigung „Verbinden“. Wenden Sie sich an die Admins dieses Arbeitsbereichs.',
  failedTitle: 'Ihre Werbekonten konnten nicht geladen werden',
  staleTitle: 'Ihre Werbekonten konnten nicht aktualisiert werden',
  offline: 'Es wurde nichts geändert. Ihre Werbekonten erscheinen, sobald Sie wieder online sind.',
  noPermissionTitle: 'Sie können die TikTok-Werbekonten nicht sehen',
  noPermission:
    'Ihre Rolle in diesem Arbeitsbereich umfasst TikTok nicht. Bitten Sie die Admins um die Berechtigung „Lesen“.',
};
