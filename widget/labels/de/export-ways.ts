import type { Schedule } from '../../../shared/mirrors.ts';
import type { exportWays as English } from '../en/export-ways.ts';
import { isolated, list, plural } from './speech.ts';
import { zoneInWords } from './zone.ts';

const people = (count: number): string => plural(count, { one: '# Person', other: '# Personen' });

const weekdays = {
  monday: 'Montag',
  tuesday: 'Dienstag',
  wednesday: 'Mittwoch',
  thursday: 'Donnerstag',
  friday: 'Freitag',
  saturday: 'Samstag',
  sunday: 'Sonntag',
};

/** `zone` is the ad account's, such as “Europe/Berlin”; null when TikTok does not say, then it is UTC. */
function scheduleInWords(schedule: Schedule, zone: string | null): string {
  const time = zoneInWords(zone);
  switch (schedule.every) {
    case 'hour':
      return 'Jede Stunde';
    case 'day':
      return `Jeden Tag um ${schedule.at} Uhr, ${time}`;
    case 'week':
      return `Jeden ${weekdays[schedule.on]} um ${schedule.at} Uhr, ${time}`;
  }
}

/** German words of `<tiktok-audience-exporter>` for the ways in and out: pasted lists, consent, schedules, deliveries. */
export const exportWays: typeof English = {
  list: 'Liste einfügen',
  pastedList: 'Eingefügte Liste',
  listLabel: 'E-Mails, Telefonnummern oder Geräte-IDs, eine je Zeile',
  listHint: 'Gern gemischt. Auch schon gehashte Werte funktionieren.',
  listPlaceholder: 'ana@example.com\n+49 171 1234567',
  listFound: (count) => plural(count, { one: '# Zeile', other: '# Zeilen' }),
  listUnreadable: (count) =>
    plural(count, {
      one: '# Zeile sieht nach nichts davon aus und wird ausgelassen.',
      other: '# Zeilen sehen nach nichts davon aus und werden ausgelassen.',
    }),
  listTooLong: 'Diese Liste ist zum Einfügen zu lang. Speichern Sie sie als CSV-Datei und verwenden Sie diese.',
  listHashedAs: (count) =>
    plural(count, { one: 'Was ist die gehashte Zeile?', other: 'Was sind die gehashten Zeilen?' }),
  listHashedHint: (count) =>
    plural(count, {
      one: 'Einem Hash sieht niemand an, was er ist, also geben Sie es hier an.',
      other: '# Hashes sieht niemand an, was sie sind, also geben Sie es hier an.',
    }),
  listDevicesAs: (count) => plural(count, { one: 'Von wem ist die Geräte-ID?', other: 'Von wem sind die Geräte-IDs?' }),
  listDevicesByCase: 'An den Buchstaben erkennen',
  listDevicesHint:
    'Die von Google und Apple sehen gleich aus. Nach den Buchstaben gilt: Großbuchstaben sind von Apple, Kleinbuchstaben von Google.',
  pasteList: 'Fügen Sie mindestens eine E-Mail, Telefonnummer oder Geräte-ID ein.',
  listNothingFound: 'Keine Zeile enthält eine E-Mail, eine Telefonnummer oder eine Geräte-ID.',
  listNotMapped: (kinds) =>
    `Noch keiner Eigenschaft zugeordnet: ${list(kinds)}. Deshalb lassen sich solche Listen nicht senden.`,
  noneInList: 'Keine in Ihrer Liste.',
  clear: 'Leeren',
  clearList: 'Liste leeren',
  announceList: (count) => plural(count, { one: '# Zeile gefunden', other: '# Zeilen gefunden' }),

  agreed: 'Alle in dieser Liste haben in solche Werbung eingewilligt',
  agreedHint:
    'Ihre Zuordnung fragt jede Person nach der Einwilligung. Eine Liste hat dafür keine Spalte, deshalb geben Sie es hier an.',
  sayConsent: 'Geben Sie an, ob alle in dieser Liste eingewilligt haben.',
  consent: 'Einwilligung',
  noConsentTitle: 'Keine Spalte für die Einwilligung',
  noConsentText:
    'Ihre Zuordnung fragt jede Person nach der Einwilligung, deshalb lässt sich eine Datei ohne sie nicht exportieren. Ordnen Sie die Spalte zu, die sagt, wer eingewilligt hat.',
  onlyRemoval: 'Personen nur herausnehmen',
  onlyRemovalChosen: 'Diese Personen werden nur aus einer Zielgruppe herausgenommen. Dazu muss niemand einwilligen.',
  onlyRemovalPossible:
    'Niemand weiß, wer von diesen Personen eingewilligt hat, deshalb lassen sie sich nur aus einer bestehenden Zielgruppe herausnehmen. Um sie zu senden, gehen Sie zurück zu „Wer“.',
  withoutConsentOf: (count, isAbout) =>
    isAbout
      ? plural(count, {
          one: 'Etwa # Zeile ohne Einwilligung wird ausgelassen.',
          other: 'Etwa # Zeilen ohne Einwilligung werden ausgelassen.',
        })
      : plural(count, {
          one: '# Zeile ohne Einwilligung wird ausgelassen.',
          other: '# Zeilen ohne Einwilligung werden ausgelassen.',
        }),
  allConsent: 'In den angesehenen Zeilen haben alle eingewilligt.',

  frequency: 'Wie oft',
  once: 'Einmal senden',
  sync: 'Synchron halten',
  syncText:
    'Die Zielgruppe folgt dem Segment: Wer dazukommt, wird hinzugefügt, wer geht, wird herausgenommen. Jeder Lauf sendet nur, was sich geändert hat.',
  every: 'Läuft',
  everyChoices: { hour: 'Jede Stunde', day: 'Jeden Tag', week: 'Jede Woche' },
  weekday: 'Am',
  weekdays,
  timeOfDay: 'Um',
  scheduleInWords,
  asSentence: (words) => `${words}.`,
  scheduleSpread: 'Jeder Lauf beginnt bis zu 10 Minuten später.',
  scheduleTime: 'Legen Sie eine Uhrzeit fest.',
  syncSummary: (schedule) => `wird synchron gehalten: ${schedule.charAt(0).toLowerCase()}${schedule.slice(1)}`,

  delivery: 'Wie die Personen zu TikTok kommen',
  deliveries: { file: 'Als Datei', stream: 'Als Stream' },
  deliveryTexts: {
    file: 'Für eine erste große Liste oder um alles zu ersetzen. Nutzbar nach 24 bis 48 Stunden.',
    stream: 'Für häufige kleine Änderungen. Es müssen keine 1.000 übrig bleiben. Lässt sich nicht als Ganzes ersetzen.',
  },
  inSync: 'wird synchron gehalten',
  deliveryTags: { file: 'Datei', stream: 'Stream' },
  streamSuggested: 'Für stündliche Läufe passt ein Stream besser: Er nimmt kleine Änderungen sofort an.',
  useStream: 'Stream verwenden',
  optionStream: 'als Stream',
  optionEnds: (date) => `endet am ${date}`,
  optionReach: 'für Reach & Frequency',
  fixedEnd: 'An einem festen Tag enden',
  fixedEndText: 'Sonst behält TikTok die Zielgruppe bis 365 Tage nach der letzten Nutzung oder Änderung.',
  reachFrequency: 'Für Reach-&-Frequency-Anzeigen',
  reachFrequencyText: 'Nur für im Voraus gebuchte Anzeigen. Es gibt kein Zurück.',
  fileOnly: 'Ein Stream kennt kein festes Ende und kein Reach & Frequency.',
  streamNoReplace:
    'Ein Stream lässt sich nicht ersetzen. Entfernen Sie stattdessen Personen oder erstellen Sie eine neue Zielgruppe.',
  syncNotPossible: 'Diese Zielgruppe kann dem Segment nicht folgen',
  syncNoStream:
    'Ein Stream kann nicht von dem ausgehen, was er jetzt enthält. Halten Sie stattdessen eine neue Zielgruppe synchron.',
  syncTaken: 'Sie wird schon mit einem Segment synchron gehalten. Beenden Sie das zuerst.',
  syncReplacesTitle: 'Der erste Lauf ersetzt alle',
  syncReplaces: (now) =>
    `${
      now === 0
        ? 'Er nimmt alle heraus, die enthalten sind,'
        : plural(now, {
            one: 'Er nimmt die # Person heraus, die jetzt enthalten ist,',
            other: 'Er nimmt die # Personen heraus, die jetzt enthalten sind,',
          })
    } und setzt das Segment an ihre Stelle. Vorher fragt er Sie.`,
  isSyncedTitle: 'Diese Zielgruppe wird mit einem Segment synchron gehalten',
  isSynced: 'Was Sie senden, kann der nächste Lauf wieder herausnehmen.',
  audienceExpires: (days) =>
    days <= 0 ? 'endet heute' : plural(days, { one: 'endet in # Tag', other: 'endet in # Tagen' }),

  audiencesTitle: 'Zielgruppen',
  audiencesText: 'Was dieses Werbekonto bei TikTok hat und was davon synchron gehalten wird.',
  audiencesShow: 'Zielgruppen zeigen',

  checkOnly: 'Nur prüfen',
  checkOnlyTitle: 'Nur eine Prüfung',
  checkOnlyText:
    'Es wurde nichts gesendet, und aus dieser Prüfung lässt sich nichts senden. Gehen Sie dazu zurück und prüfen Sie vor dem Senden.',
  checkOnlyBack: 'Zurück zur Zielgruppe',
  keepInSyncWith: (count) => `${people(count)} senden und synchron halten`,
  syncStarts: (schedule) => `Danach geht es von selbst weiter: ${isolated(schedule)}.`,
};
