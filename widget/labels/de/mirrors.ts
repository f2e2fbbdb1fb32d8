import type { mirrors as English } from '../en/mirrors.ts';
import { isolated, number, plural } from './speech.ts';
import { zoneInWords } from './zone.ts';

/** German words of the audiences that are kept in sync with a segment. */
export const mirrors: typeof English = {
  title: 'Synchron gehalten',
  subtitle:
    'Jede Zielgruppe folgt ihrem Segment: Wer dazukommt, wird hinzugefügt, wer geht, wird herausgenommen. Kennungen sind die E-Mails, Telefonnummern und Geräte-IDs der Personen.',
  failedTitle: 'Was synchron gehalten wird, konnte nicht geladen werden',
  menuOf: (name) => `Mehr zum Synchronhalten von ${isolated(name)}`,
  unnamed: 'Eine Zielgruppe, die noch nicht erstellt ist',
  follows: (segment) => `Folgt ${isolated(segment)}`,
  segmentGone: 'Ihr Segment wurde entfernt. Sie bleibt, wie sie ist.',
  onRequest: 'Nur auf Anforderung',
  members: (count) => plural(count, { one: '# Kennung bei TikTok', other: '# Kennungen bei TikTok' }),
  nextRun: (when, at, zone) => `Nächster Lauf ${when}, ${at}${zone === null ? '' : `, ${zoneInWords(zone)}`}`,
  nextRunNow: 'Nächster Lauf in wenigen Minuten',
  justNow: 'gerade eben',
  isPaused: (when) => `Pausiert ${when}`,
  skipped: (count) =>
    plural(count, {
      one: 'Ein Lauf wurde übersprungen: Der vorige war noch nicht fertig.',
      other: '# Läufe wurden übersprungen: Der vorige war noch nicht fertig.',
    }),
  noRun: 'Noch kein Lauf',
  checked: 'Geprüft, nicht gesendet:',
  unchanged: 'Nichts hat sich geändert',
  sentAndWorking: 'TikTok arbeitet daran, meist 24 bis 48 Stunden',
  notSent: 'Nicht gesendet',
  failed: 'Der letzte Lauf ist fehlgeschlagen',
  runFailedNext: 'Der nächste Lauf versucht es wieder.',
  fetching: (count) =>
    count === 0
      ? 'Personen werden abgerufen…'
      : plural(count, { one: 'Bisher # Person abgerufen', other: 'Bisher # Personen abgerufen' }),
  comparing: 'Es wird ermittelt, was sich geändert hat…',
  sending: (sent, all) => `${number(sent)} von ${plural(all, { one: '# Änderung', other: '# Änderungen' })} gesendet`,
  starting: 'Wird gestartet…',
  queued: 'Wartet auf einen anderen Export an diese Zielgruppe',
  runPaused: 'Dieser Lauf ist angehalten',
  openRun: 'Öffnen',
  openRunOf: (name) => `Lauf von ${isolated(name)} öffnen`,

  confirmTitle: 'Es wird nichts gesendet, bevor Sie zustimmen',
  confirm: {
    many_removals: (removed) => `${number(removed)} herausnehmen und senden`,
    replaces_audience: () => 'Alle ersetzen',
    source_shrank: () => 'Trotzdem senden',
  },
  doNotSend: 'Nicht senden',
  look: 'Bericht zeigen',
  confirmed: 'Das Senden hat begonnen',
  declined: 'Es wurde nichts gesendet. Der nächste Lauf sieht wieder nach.',

  runNow: 'Jetzt laufen lassen',
  runNowOf: (name) => `Jetzt laufen lassen: ${isolated(name)}`,
  runStarted: (name) => `Ein Lauf von ${isolated(name)} hat begonnen`,
  check: 'Zuerst prüfen',
  full: 'Alle noch einmal senden…',
  fullTitle: 'Alle noch einmal senden?',
  fullWhy:
    'Für eine Zielgruppe, die jemand an anderer Stelle geändert hat. Der übliche Lauf sendet nur, was sich geändert hat.',
  fullFile:
    'Das Segment tritt an die Stelle von allen in der Zielgruppe. Anzeigen pausieren vielleicht, bis TikTok fertig ist, meist nach 24 bis 48 Stunden.',
  fullStream:
    'Alle Personen des Segments werden noch einmal gesendet. Herausgenommen wird nur, wer das Segment verlassen hat.',
  fullDo: 'Alle senden',
  fullKeep: 'So lassen',
  pause: 'Pausieren',
  resume: 'Fortsetzen',
  resumeOf: (name) => `${isolated(name)} fortsetzen`,
  paused: (name, isUnderWay) =>
    `${isolated(name)} ist pausiert. ${isUnderWay ? 'Der begonnene Lauf geht noch zu Ende.' : 'Die Zielgruppe bleibt, wie sie ist.'}`,
  resumed: (name) => `${isolated(name)} geht weiter`,
  allRuns: 'Alle Läufe',
  schedule: 'Zeitplan ändern…',
  scheduleTitle: 'Wann es läuft',
  every: { hour: 'Jede Stunde', day: 'Jeden Tag', week: 'Jede Woche', never: 'Nur auf Anforderung' },
  never: 'Es läuft nur, wenn jemand „Jetzt laufen lassen“ drückt.',
  scheduleSave: 'Zeitplan speichern',
  saving: 'Wird gespeichert…',
  scheduled: (words) => `Neuer Zeitplan: ${words}`,
  scheduledBack: 'Der Zeitplan ist wie zuvor',
  scheduleFailed: 'Der Zeitplan konnte nicht geändert werden',
  stop: 'Nicht mehr synchron halten…',
  stopTitle: (name) => `${isolated(name)} nicht mehr synchron halten?`,
  stopStops: 'Wenn sich das Segment ändert, wird niemand mehr hinzugefügt oder herausgenommen.',
  stopRun: 'Der begonnene Lauf wird abgebrochen. Was TikTok schon angenommen hat, bleibt.',
  stopStays: 'Die Zielgruppe bleibt, wie sie ist, und Anzeigen nutzen sie weiter.',
  stopAgain: 'Um sie später wieder synchron zu halten, werden einmal alle ersetzt.',
  stopAgainStream: 'Ein Stream lässt sich nicht wieder aufnehmen. Halten Sie dann eine neue Zielgruppe synchron.',
  stopDo: 'Nicht mehr synchron halten',
  stopBusy: 'Wird beendet…',
  stopKeep: 'Synchron halten',
  stopped: (name) => `${isolated(name)} wird nicht mehr synchron gehalten`,
  stopFailed: 'Das Synchronhalten konnte nicht beendet werden',
  actionFailed: {
    open: 'Der Lauf konnte nicht geöffnet werden',
    run: 'Der Lauf konnte nicht beginnen',
    check: 'Die Prüfung konnte nicht beginnen',
    full: 'Der Lauf konnte nicht beginnen',
    pause: 'Das Pausieren ist nicht gelungen',
    resume: 'Das Fortsetzen ist nicht gelungen',
    confirm: 'Das Senden konnte nicht beginnen',
    decline: 'Der Lauf konnte nicht aufgegeben werden',
  },
};
