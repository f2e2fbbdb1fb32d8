import type { RejectReason } from '../../../shared/identifiers/reject-reasons.ts';
import type { RecordRejectReason } from '../../../shared/records/errors.ts';
import type { exportRuns as English } from '../en/export-runs.ts';
import { isolated, number, plural } from './speech.ts';

const people = (count: number): string => plural(count, { one: '# Person', other: '# Personen' });
const rows = (count: number): string => plural(count, { one: '# Zeile', other: '# Zeilen' });

// Short names for a list of counts; the mapping table says them as sentences.
const reasons: Readonly<Record<RejectReason, string> & Partial<Record<RecordRejectReason, string>>> = {
  empty: 'Leer',
  invalid_email: 'E-Mail ist unvollständig',
  invalid_phone: 'Telefonnummer ist nicht lesbar',
  unknown_country: 'Land ist nicht bekannt',
  invalid_device_id: 'Geräte-ID ist fehlerhaft',
  zeroed_device_id: 'Geräte-ID besteht nur aus Nullen',
  not_a_hash: 'Sieht nach einem beschädigten Hash aus',
  invalid_date: 'Datum ist nicht lesbar',
  invalid_gender: 'Geschlecht ist weder m noch f',
  invalid_zip: 'Postleitzahl ist nicht lesbar',
  invalid_text: 'Text ist nicht lesbar',
  no_identifier: 'Keine E-Mail, Telefonnummer oder Geräte-ID',
  no_consent: 'Hat nicht eingewilligt',
  unknown_consent: 'Einwilligung ist nicht lesbar',
  refused_by_tiktok: 'Von TikTok abgelehnt',
};

const signInFirst = 'Melden Sie sich erneut an, dann folgt der Rest.';
const SIGN_IN_REFUSED = 'TikTok hat die Anmeldung abgelehnt';
const NOT_FETCHED = 'Die Personen des Segments konnten nicht abgerufen werden';

/** German words of `<tiktok-audience-exporter>` from the check to the result; see also `audience-exporter.ts` and `export-history.ts`. */
export const exportRuns: typeof English = {
  hashing: 'Datei wird gehasht',
  fetching: 'Personen werden abgerufen',
  checkOpening: 'Der Export wird geöffnet…',
  checkHashing: (done, all) => `${number(done)} von etwa ${rows(all)} gehasht`,
  checkHashed: (done) => `${rows(done)} gehasht`,
  sentOf: (sent) => `${sent} hochgeladen`,
  rowsPerSecond: (count) => `${rows(count)} pro Sekunde`,
  peoplePerSecond: (count) => `${people(count)} pro Sekunde`,
  timeLeft: (seconds) => {
    if (seconds <= 10) return 'noch ein paar Sekunden';
    if (seconds < 60) return `noch etwa ${number(seconds)} s`;
    if (seconds < 5400)
      return plural(Math.round(seconds / 60), { one: 'noch etwa # Minute', other: 'noch etwa # Minuten' });
    const [hours, minutes] = [Math.floor(seconds / 3600), Math.round((seconds % 3600) / 60)];
    return `noch etwa ${number(hours)} Std.${minutes === 0 ? '' : ` ${number(minutes)} Min.`}`;
  },
  pause: 'Pausieren',
  resume: 'Fortsetzen',
  paused: 'Pausiert. Nichts ist verloren.',
  stayHere: 'Lassen Sie diese Seite offen: Die Datei wird hier gelesen, und nur Hashes verlassen Ihren Computer.',
  mayLeaveCheck: 'Sie können diese Seite verlassen. Die Prüfung läuft weiter und erscheint im Verlauf.',
  stopChecking: 'Anhalten',
  checkReceiving: (count) => (count === 0 ? 'Personen werden abgerufen…' : `Bisher ${people(count)} abgerufen`),
  checkArriving: (count) => (count === 0 ? 'Wartet auf die ersten Personen…' : `Bisher ${people(count)} empfangen`),
  hostSendsTitle: 'Wartet darauf, dass Ihr Produkt die Personen sendet',
  hostSendsText:
    'Es wurde beim Öffnen des Exports benachrichtigt. Sobald die Personen eintreffen, geht es von selbst weiter.',
  hostSentSoFar: (count) => `Bisher ${people(count)} empfangen`,
  stillWaitingTitle: 'Seit einer Weile ist nichts eingetroffen',
  stillWaitingText:
    'Nichts ist verloren. Sehen Sie noch einmal nach oder halten Sie an und wählen Sie andere Personen.',
  uploadPausedTitle: 'Das Hochladen wurde angehalten',
  checkFailedTitle: 'Der Export konnte nicht vorbereitet werden',
  offlineTitle: 'Sie sind offline',
  offlineFile: 'Das Hashen wartet. Sobald Sie wieder online sind, geht es von selbst dort weiter, wo es aufgehört hat.',
  offlineServer:
    'Der Export läuft ohne diese Seite weiter. Was Sie hier sehen, wird nachgeholt, sobald Sie wieder online sind.',

  readyOf: (count) =>
    plural(count, {
      one: 'von # Person ist bereit zum Senden',
      other: 'von # Personen sind bereit zum Senden',
    }),
  ready: 'Bereit',
  duplicates: 'Duplikate, einmal gesendet',
  rejected: 'Abgelehnt',
  foundBy: 'Worüber TikTok erkennt',
  foundByAside: 'Bei so vielen Personen vorhanden',
  whyRejected: 'Warum Werte abgelehnt wurden',
  rejectedInAll: (count) => `${number(count)} insgesamt`,
  nothingRejected: 'Es wurde nichts abgelehnt.',
  downloadRejectsFile: 'Abgelehnte Zeilen herunterladen',
  reasons,
  otherReason: (code) => code.replaceAll('_', ' '),
  otherReasons: 'Andere Gründe',
  nobodyTitle: 'Es gibt niemanden zu senden',
  nobodyText:
    'Keine Zeile hat eine verwendbare E-Mail, Telefonnummer oder Geräte-ID. Sehen Sie sich die Gründe an und wählen Sie dann andere Personen oder andere Spalten.',
  nobodyAgreedText:
    'Keine Zeile hat sowohl eine Einwilligung als auch eine verwendbare E-Mail, Telefonnummer oder Geräte-ID. Sehen Sie sich die Gründe an und wählen Sie dann andere Personen.',
  chooseMore: 'Mehr Personen wählen',
  chooseOthers: 'Andere Personen wählen',
  createAnyway: 'Trotzdem erstellen',
  sendAnyway: (count) => `${people(count)} trotzdem senden`,
  send: (count) => `${people(count)} senden`,
  remove: (count) => `${people(count)} entfernen`,
  takeOut: (count) => plural(count, { one: '# Kennung herausnehmen', other: '# Kennungen herausnehmen' }),
  replaceWith: (count) => `Durch ${people(count)} ersetzen`,
  downloadHashed: 'Gehashte Datei herunterladen',
  downloadFailedTitle: (file, audience) => `Für ${audience} nicht heruntergeladen: ${file}`,
  fileNames: { 'audience.csv': 'die gehashte Datei', 'rejects.csv': 'die abgelehnten Zeilen' },
  dismiss: 'Ausblenden',
  nothingSent: 'An TikTok wurde noch nichts gesendet.',

  replaceTitle: (audience) => `Alle in „${audience}“ ersetzen?`,
  replaceText: (now) =>
    `${
      now === null
        ? 'TikTok nimmt zuerst alle heraus, die jetzt enthalten sind.'
        : plural(now, {
            one: 'TikTok nimmt zuerst die # Person heraus.',
            other: 'TikTok nimmt zuerst alle # Personen heraus.',
          })
    } Anzeigen, die diese Zielgruppe nutzen, pausieren vielleicht, bis sie wieder bereit ist, meist nach 24 bis 48 Stunden. Das lässt sich nicht rückgängig machen.`,
  replaceTick: (now) =>
    now === null
      ? 'Alle herausnehmen, die jetzt enthalten sind'
      : plural(now, {
          one: 'Die # Person herausnehmen, die jetzt enthalten ist',
          other: 'Die # Personen herausnehmen, die jetzt enthalten sind',
        }),
  removeTitle: (count, audience) => `${people(count)} aus „${audience}“ entfernen?`,
  removeText:
    'TikTok nimmt alle von Ihren Personen heraus, die es in der Zielgruppe findet. Die anderen bleiben. Um es rückgängig zu machen, fügen Sie dieselben Personen wieder hinzu.',
  removeTick: (count) => `Bis zu ${people(count)} herausnehmen`,
  tickFirst: 'Zuerst das Kästchen ankreuzen',
  now: 'Jetzt',
  after: 'Danach',
  keep: 'Zielgruppe behalten',
  cancelTitle: 'Diesen Export abbrechen?',
  cancelText: (sent) =>
    sent === 0
      ? 'Bei TikTok ist noch nichts angekommen, und dabei bleibt es.'
      : plural(sent, {
          one: '# Person ist schon bei TikTok und bleibt dort. Der Rest wird nicht gesendet.',
          other: '# Personen sind schon bei TikTok und bleiben dort. Der Rest wird nicht gesendet.',
        }),
  keepExporting: 'Weiter exportieren',
  cancelExport: 'Export abbrechen',

  sendingTitle: (count) => plural(count, { one: '# Person wird gesendet', other: '# Personen werden gesendet' }),
  removingTitle: (count) => plural(count, { one: '# Person wird entfernt', other: '# Personen werden entfernt' }),
  pausedTitle: 'Das Senden ist pausiert',
  receivingTitle: 'Der Export wird vorbereitet',
  processingTitle: 'TikTok baut Ihre Zielgruppe auf',
  processingUpdateTitle: 'TikTok aktualisiert Ihre Zielgruppe',
  overdueTitle: 'TikTok braucht länger als üblich',
  completedTitle: 'Ihre Zielgruppe ist bereit',
  updatedTitle: 'Ihre Zielgruppe ist auf dem neuesten Stand',
  tooSmallTitle: 'Zu wenige Personen erkannt',
  tooSmallBanner: 'Anzeigen können diese Zielgruppe noch nicht nutzen',
  endedBanner: 'Anzeigen können diese Zielgruppe nicht mehr nutzen',
  tooSmallLine: (matched) => `${number(matched)} erkannt, Anzeigen brauchen ${number(1000)}`,
  expiredTitle: 'Diese Zielgruppe ist abgelaufen',
  unusableTitle: 'TikTok kann diese Zielgruppe noch nicht nutzen',
  waitsTitle: 'Wartet auf eine Anmeldung',
  failedTitle: 'Export pausiert',
  failedForGoodTitle: 'Export fehlgeschlagen',
  failedForGoodText:
    'Dieser Export kann nicht weitergehen. Exportieren Sie die Personen noch einmal an eine neue Zielgruppe.',
  cancelledTitle: 'Export abgebrochen',
  cancelledText: (sent) =>
    `${sent === 0 ? 'Es wurde nichts gesendet' : 'Der Rest wurde nicht gesendet'}. Sie können jederzeit neu beginnen.`,
  inAccount: (what, account) => `${what} in ${account}`,
  newIn: 'Neue Zielgruppe',
  lineReceived: 'Empfangen',
  linePrepared: 'Vorbereitet',
  lineUploading: 'Wird zu TikTok hochgeladen',
  lineUploaded: 'Hochgeladen',
  lineAccepted: 'Von TikTok angenommen',
  lineProcessing: 'Verarbeitung',
  lineReady: 'Bereit für Anzeigen',
  lineEnded: 'Abgelaufen',
  lineUnusable: 'Für Anzeigen nicht nutzbar',
  rows,
  files: (count) => plural(count, { one: '# Datei', other: '# Dateien' }),
  preparedText: (count, files) => `${people(count)} in ${plural(files, { one: '# Datei', other: '# Dateien' })}`,
  duplicatesText: (duplicates, hashed) =>
    `${plural(duplicates, { one: '# Duplikat', other: '# Duplikate' })}${
      hashed === 0
        ? ''
        : `, ${plural(hashed, { one: '# Wert war schon gehasht', other: '# Werte waren schon gehasht' })}`
    }`,
  fileOf: (file, all) => `Datei ${number(file)} von ${number(all)}`,
  batches: (count) => plural(count, { one: '# Paket', other: '# Pakete' }),
  batchOf: (batch, all) => `Paket ${number(batch)} von ${number(all)}`,
  preparedBatches: (count, batches) => `${people(count)} in ${plural(batches, { one: '# Paket', other: '# Paketen' })}`,
  refused: (count) => `${people(count)} von TikTok abgelehnt`,
  withoutConsentLeftOut: (count) => `${number(count)} ohne Einwilligung`,
  changesTitle: 'Änderungen werden gesendet',
  changeOf: (added, removed) =>
    [
      ...(added > 0 || removed === 0 ? [`${people(added)} hinzuzufügen oder zu ändern`] : []),
      ...(removed > 0
        ? [plural(removed, { one: '# Kennung herauszunehmen', other: '# Kennungen herauszunehmen' })]
        : []),
    ].join(', '),
  sentChanges: (sent, all) =>
    `${number(sent)} von ${plural(all, { one: '# Änderung', other: '# Änderungen' })} gesendet`,
  unchanged: 'Seit dem letzten Lauf hat sich nichts geändert, deshalb wurde nichts gesendet.',
  queuedTitle: 'Wartet, bis er an der Reihe ist',
  queuedBanner: 'Wartet auf einen anderen Export an diese Zielgruppe',
  queuedText: (before) =>
    `${plural(before, { one: 'Einer kommt vorher dran.', other: '# kommen vorher dran.' })} TikTok nimmt Änderungen an einer Zielgruppe nur nacheinander an; dieser Export geht von selbst weiter.`,
  openOther: 'Vorherigen zeigen',
  announceQueued: 'Der Export wartet, bis er an der Reihe ist',
  matchedOfSent: (matched, sent) => `TikTok hat ${number(matched)} von ${number(sent)} gesendeten erkannt.`,
  usableBetween: (from, until) => `Laut TikTok nutzbar ab einem Zeitpunkt zwischen ${from} und ${until}.`,
  expiresTitle: (date, days) =>
    days <= 0
      ? 'Diese Zielgruppe endet heute'
      : `Diese Zielgruppe endet am ${date}, in ${plural(days, { one: '# Tag', other: '# Tagen' })}`,
  expiresText:
    'Nutzen Sie sie in einer Anzeige oder senden Sie wieder Personen dorthin, dann behält TikTok sie weitere 365 Tage.',
  expiresFixed:
    'Sie wurde mit einem festen Ende erstellt, und nichts verlängert sie. Exportieren Sie die Personen noch einmal als neue Zielgruppe.',
  requestsTitle: 'TikTok-Anfrage-IDs',
  requestsHint: 'Für den Support von TikTok, falls etwas nicht stimmt.',
  requestDone: 'erledigt',
  requestRefused: (code) => `abgelehnt, Code ${code}`,
  requestLost: 'Antwort verloren',
  copyRequest: (id) => `Anfrage-ID ${id} kopieren`,
  copyAll: 'Alle kopieren',
  sentPeople: (sent, all) => `${number(sent)} von ${people(all)} gesendet`,
  uploading: 'Wird hochgeladen',
  usual: '24 bis 48 Std.',
  since: (when) => `seit ${when}`,
  timeOnDay: (time, day) => {
    if (day === 'today') return `heute, ${time}`;
    return day === 'yesterday' ? `gestern, ${time}` : `${day.on}, ${time}`;
  },
  processingText:
    'TikTok gleicht Ihre Personen jetzt ab. Das dauert meist 24 bis 48 Stunden, und bis dahin zeigt es keine Zahl.',
  overdueText:
    'TikTok hat diese Personen seit mehr als 48 Stunden. Nichts ist verloren, und es gibt nichts noch einmal zu senden. Ist es morgen noch so, öffnen Sie die Zielgruppe im TikTok Ads Manager oder senden Sie dem Support von TikTok ihre ID.',
  audienceId: 'Zielgruppe',
  overdueShort: 'Länger als die üblichen 24 bis 48 Stunden.',
  lookedAt: (when) => `Letzte Abfrage ${when ?? 'gerade eben'}`,
  nextLook: (when) => `Nächste Abfrage ${when ?? 'in weniger als einer Minute'}`,
  processingTook: (duration) => `Hat ${duration} gedauert`,
  duration: (hours, minutes) =>
    hours === 0 ? `${number(minutes)} Min.` : `${number(hours)} Std.${minutes === 0 ? '' : ` ${number(minutes)} Min.`}`,
  endsOn: (date) => `Endet am ${date}, außer Anzeigen nutzen sie oder Sie ändern sie.`,
  endsFixed: (date) => `Endet am ${date}. Nichts verlängert sie.`,
  endedOn: (date) =>
    `Sie ist am ${date} abgelaufen: Keine Anzeige hat sie genutzt, und niemand hat sie rechtzeitig geändert.`,
  expiredText:
    'TikTok behält ihren Namen, aber Anzeigen können sie nicht nutzen. Exportieren Sie die Personen noch einmal als neue Zielgruppe.',
  tooSmallText: (matched, sent) =>
    `TikTok hat ${number(matched)} von ${plural(sent, {
      one: '# gesendeten Person',
      other: '# gesendeten Personen',
    })} erkannt. Anzeigen brauchen ${number(1000)}. Fügen Sie dieser Zielgruppe weitere Personen hinzu, dann zählt TikTok neu.`,
  unusableText: 'Sehen Sie sich die Zielgruppe im TikTok Ads Manager an und sehen Sie dann hier noch einmal nach.',
  matched: 'von TikTok erkannt',
  sentByYou: 'von Ihnen gesendet',
  inAudience: 'jetzt in der Zielgruppe',
  sentToRemove: 'zum Herausnehmen gesendet',
  peopleAdded: (count) =>
    plural(count, { one: 'Person hinzugefügt oder geändert', other: 'Personen hinzugefügt oder geändert' }),
  identifiersRemoved: (count) => plural(count, { one: 'Kennung herausgenommen', other: 'Kennungen herausgenommen' }),
  openAdsManager: 'Im Ads Manager öffnen',
  addMore: 'Weitere Personen hinzufügen',
  tiktokSays: (message) => `TikTok meldet: „${isolated(message)}“`,
  mayLeave: 'Sie können diese Seite verlassen. Der Export läuft weiter und erscheint im Verlauf.',
  mayLeavePaused: 'Sie können diese Seite verlassen. Der Export wartet im Verlauf, bis jemand ihn fortsetzt.',
  mayLeaveWaiting: 'Sie können diese Seite verlassen. Nach der Anmeldung geht der Export von selbst weiter.',
  waitsUnseen:
    'TikTok hat alle Personen und macht damit weiter. Melden Sie sich erneut an, um hier das Ergebnis zu sehen.',
  waitsUnseenByOther:
    'TikTok hat alle Personen und macht damit weiter. Nach einer neuen Anmeldung steht hier das Ergebnis.',
  waitsUnasked: 'Es wird nicht mehr nachgefragt. Nach der Anmeldung geht der Export von selbst weiter.',
  pollingStopped: 'Es wird nicht mehr nachgefragt. TikTok macht von selbst weiter.',
  pauseSending: 'Senden pausieren',
  resumeSending: 'Senden fortsetzen',
  pausedSoFar: (sent, all) =>
    sent === 0
      ? 'Bisher wurde nichts gesendet'
      : `${number(sent)} von ${people(all)} ${plural(sent, { one: 'ist bei TikTok', other: 'sind bei TikTok' })}`,
  pausedText: 'Der Rest wartet, bis jemand fortsetzt. Nichts ist verloren, und niemand wird doppelt gesendet.',
  waitingTitle: 'Seit einer Weile bewegt sich nichts',
  waitingText:
    'TikTok begrenzt, wie viel es auf einmal annimmt, oder antwortet gerade nicht. Der Server versucht es von selbst wieder und macht dort weiter, wo er ist.',
  waitingReason: (message, at) => `${message} Der nächste Versuch ist um ${at}. Nichts ist verloren.`,
  actionFailedTitles: {
    start: 'Das Senden konnte nicht beginnen',
    cancel: 'Der Export konnte nicht abgebrochen werden',
    retry: 'Der Export konnte nicht weitergehen',
    pause: 'Der Export konnte nicht pausiert werden',
    resume: 'Der Export konnte nicht fortgesetzt werden',
    look: 'Der Stand des Exports konnte nicht abgerufen werden',
    sync: 'Das Synchronhalten konnte nicht beginnen',
  },
  failureTitle: 'Der Export konnte nicht weitergehen',
  failureTitles: {
    tiktok_token_rejected: SIGN_IN_REFUSED,
    connection_disconnected: SIGN_IN_REFUSED,
    connection_read_only: 'Die TikTok-Anmeldung konnte nicht verlängert werden',
    tiktok_permission_denied: 'TikTok erlaubt das für dieses Werbekonto nicht',
    tiktok_not_in_sandbox: 'Die Sandbox von TikTok hat keine Zielgruppen',
    account_suspended: 'TikTok hat das Werbekonto gesperrt',
    account_not_imported: 'Das Werbekonto wird hier nicht mehr genutzt',
    segment_source_failed: NOT_FETCHED,
    segment_source_refused: NOT_FETCHED,
    missing_columns: 'Es fehlen Spalten',
    audience_failed: 'TikTok konnte die Zielgruppe nicht nutzbar machen',
    audience_not_found: 'Die Zielgruppe gibt es nicht mehr',
    audience_limit_reached: 'Das Werbekonto ist voll',
    audience_too_small: 'Es blieben zu wenige Personen übrig',
    tiktok_error: 'TikTok hat diesen Export nicht angenommen',
    tiktok_unavailable: 'TikTok hat anders geantwortet als erwartet',
    tiktok_rate_limited: 'TikTok begrenzt die Anfragen',
    storage_failed: 'Der Server konnte nicht auf seinen Datenträger schreiben',
    export_expired: 'Die Personen wurden nicht innerhalb von 7 Tagen gesendet',
    delivery_not_possible: 'Diese Zielgruppe nimmt Personen auf anderem Weg an',
    mirror_exists: 'Die Zielgruppe wird schon synchron gehalten',
  },
  failureTexts: {
    tiktok_token_rejected: signInFirst,
    connection_disconnected: signInFirst,
    connection_read_only: signInFirst,
  },
  signInFirst,
  signInByOther: 'Der Rest folgt, sobald sich jemand erneut anmeldet.',
  signInNeedsConnect:
    'Zum Anmelden brauchen Sie die Berechtigung „Verbinden“. Wenden Sie sich an die Admins dieses Arbeitsbereichs.',
  signInAgain: 'Erneut anmelden',
  retry: 'Erneut versuchen',
  failedSoFar: (sent, all) =>
    `${number(sent)} von ${people(all)} ${plural(sent, { one: 'ist schon dort und wird nicht doppelt gesendet', other: 'sind schon dort und werden nicht doppelt gesendet' })}. `,
  nothingLost: 'Bei TikTok ist noch nichts angekommen, und nichts ist verloren. ',
  another: 'Weitere Zielgruppe exportieren',
  backToHistory: 'Schließen',

  announceReady: (count) => `${people(count)} bereit zum Senden`,
  announceHashed: (quarters) => `${quarters * 25} % der Datei sind gehasht`,
  announceSent: (quarters) => `${quarters * 25} % der Personen sind gesendet`,
  announcePaused: 'Pausiert',
  announceWaits: 'Der Export wartet auf eine Anmeldung',
  announceResumed: 'Geht weiter',
  announceOffline: 'Sie sind offline',
  announceOnline: 'Sie sind wieder online',
  announceState: {
    uploading: 'Das Senden hat begonnen',
    processing: 'Alles ist gesendet. TikTok baut jetzt die Zielgruppe auf.',
    completed: 'Ihre Zielgruppe ist bereit',
    failed: 'Der Export wurde angehalten',
    cancelled: 'Der Export ist abgebrochen',
  },
};
