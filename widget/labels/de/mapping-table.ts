import type { Mappable } from '../../../shared/identifiers/attributes.ts';
import type { Consent } from '../../../shared/identifiers/consent.ts';
import type { RejectReason } from '../../../shared/identifiers/reject-reasons.ts';
import type { mappingTable as English } from '../en/mapping-table.ts';
import { list, number, plural } from './speech.ts';

const attributes: Readonly<Record<Mappable, string>> = {
  email: 'E-Mail',
  phone: 'Telefon',
  firstName: 'Vorname',
  lastName: 'Nachname',
  firstNameInitial: 'Anfangsbuchstabe des Vornamens',
  gender: 'Geschlecht',
  dateOfBirth: 'Geburtsdatum',
  city: 'Stadt',
  state: 'Bundesland/Region',
  country: 'Land',
  zip: 'Postleitzahl',
  googleAdvertisingId: 'Google-Werbe-ID',
  appleIdfa: 'Apple-IDFA',
  consent: 'Einwilligung',
};

const matchedOn = 'Darüber erkennt TikTok Personen.';
const fillsColumn = 'Füllt die passende Spalte in Ihrer Zielgruppendatei.';
const uses: Readonly<Record<Mappable, string>> = {
  email: matchedOn,
  phone: matchedOn,
  firstName: fillsColumn,
  lastName: fillsColumn,
  firstNameInitial: 'Füllt die passende Spalte. Ein ganzer Vorname genügt: Wir nehmen davon den ersten Buchstaben.',
  gender: fillsColumn,
  dateOfBirth: fillsColumn,
  city: fillsColumn,
  state: fillsColumn,
  country: 'Füllt die passende Spalte und sagt uns, wie Telefonnummern zu lesen sind.',
  zip: fillsColumn,
  googleAdvertisingId: 'Darüber erkennt TikTok Android-Geräte.',
  appleIdfa: 'Darüber erkennt TikTok Apple-Geräte.',
  consent: 'Legt fest, wer an TikTok gesendet werden darf. Wird selbst nie gesendet.',
};

const skipped = 'Dieser Wert wird übersprungen.';
const blank = 'Die Zelle bleibt leer.';

// Beside the value, with the fix where there is one.
const reasons: Readonly<Record<RejectReason, string>> = {
  empty: `Nach dem Bereinigen bleibt nichts übrig. ${blank}`,
  invalid_email: `Keine vollständige E-Mail-Adresse. ${skipped}`,
  invalid_phone: `Keine mögliche Telefonnummer. ${skipped}`,
  unknown_country: 'Kein Land, das wir kennen. Verwenden Sie ein Länderkürzel oder einen englischen Namen.',
  invalid_device_id: `Keine Werbe-ID. ${skipped}`,
  zeroed_device_id: `Nur Nullen: Das Tracking ist ausgeschaltet. ${skipped}`,
  not_a_hash: `Sieht nach einem beschädigten Hash aus. ${skipped}`,
  invalid_date: 'Kein Datum, das wir lesen können. Verwenden Sie Jahr, Monat, Tag.',
  invalid_gender: `TikTok kennt nur m und f. ${blank}`,
  invalid_zip: `Keine Postleitzahl. ${blank}`,
  invalid_text: `Dieser Text ist nicht lesbar. ${blank}`,
  no_identifier: 'Keine E-Mail, keine Telefonnummer und keine Geräte-ID.',
};

// Under an attribute's name; `uses` says it in full.
const file = 'Nur Datei';
const shortUses: Readonly<Record<Mappable, string>> = {
  email: 'Abgleich',
  phone: 'Abgleich',
  firstName: file,
  lastName: file,
  firstNameInitial: file,
  gender: file,
  dateOfBirth: file,
  city: file,
  state: file,
  country: 'Datei, Vorwahl',
  zip: file,
  googleAdvertisingId: 'Abgleich',
  appleIdfa: 'Abgleich',
  consent: 'Wird nie gesendet',
};

// Beside the value: what it says, and what becomes of its row.
const consentSays: Readonly<Record<Consent, string>> = {
  yes: 'Sagt Ja: Die Person bleibt dabei.',
  no: 'Sagt nicht Ja: Die Person wird ausgelassen.',
  unknown: 'Weder Ja noch Nein: Die Person wird ausgelassen. Verwenden Sie Wörter wie yes und no oder true und false.',
};

const needsCountry = 'Braucht ein Land. Ordnen Sie „Land“ zu oder wählen Sie beim Exportieren einen Standardwert.';
const alreadyHashed = 'Schon gehasht. Wird so gesendet, in Kleinbuchstaben.';

/** German words of `<tiktok-mapping-table>`. */
export const mappingTable: typeof English = {
  attributes,
  uses,
  shortUses,
  reasons,
  title: 'Zuordnung der Eigenschaften',
  mappedCount: (mapped, all) => `${number(mapped)} von ${number(all)}`,
  legend:
    'Über diese vier erkennt TikTok Personen. Der Rest füllt Ihre Zielgruppendatei; „Land“ sagt uns außerdem, wie Telefonnummern zu lesen sind.',
  columnAttribute: 'TikTok-Attribut',
  columnProperty: 'Ihre Eigenschaft',
  columnExample: 'Beispiel',
  columnPreview: 'Beispiel, normalisiert, gehasht',
  columnNormalised: 'Normalisiert',
  columnHash: 'SHA-256',
  useSuggestions: (count) => plural(count, { one: '# Vorschlag übernehmen', other: '# Vorschläge übernehmen' }),
  suggestionsUsed: (count) =>
    `${plural(count, { one: '# Vorschlag übernommen', other: '# Vorschläge übernommen' })}. Noch nicht gespeichert.`,
  suggested: 'vorgeschlagen',
  useOne: 'Übernehmen',
  useOneLabel: (property, attribute) => `${property} für ${attribute} übernehmen`,
  suggestedLabel: (property, attribute) => `${attribute}: ${property} vorgeschlagen, andere wählen`,
  chooseProperty: 'Eigenschaft wählen',
  pickLabel: (attribute, property) => `${attribute}: ${property}`,
  pickNoneLabel: (attribute) => `${attribute}: Eigenschaft wählen`,
  consentTitle: 'Einwilligung',
  optional: 'optional',
  consentText:
    'Wer noch nicht eingewilligt hat, wird ausgelassen. Wer die Einwilligung zurücknimmt, wird mit dem nächsten Export bei TikTok entfernt. Die Antwort selbst wird nie gesendet.',
  consentUnmapped: 'Niemand wird gefragt: Alle, die Sie exportieren, werden gesendet',
  consentSays,
  staysBlank: 'Bleibt in der Zielgruppendatei leer',
  noExample: 'Kein Beispiel vorhanden. Ihr Produkt hat für diese Eigenschaft keines gesendet.',
  goneProperty: 'Diese Eigenschaft gibt es nicht mehr. Wählen Sie eine andere.',
  needsCountry,
  alreadyHashed,
  previewSpoken: (attribute, preview) => {
    switch (preview.kind) {
      case 'hashed':
        return `${attribute}, normalisiert: ${preview.normalized}`;
      case 'already_hashed':
        return `${attribute}: ${alreadyHashed}`;
      case 'consent':
        return `${attribute}: ${consentSays[preview.says]}`;
      case 'needs_country':
        return `${attribute}: ${needsCountry}`;
      case 'refused':
        return `${attribute}: ${reasons[preview.reason]}`;
    }
  },
  misfits: {
    boolean: 'Enthält Wahr oder Falsch. Ist das die richtige?',
    number: 'Enthält Zahlen. Ist das die richtige?',
    date: 'Enthält Datumsangaben. Ist das die richtige?',
  },
  types: { boolean: 'wahr oder falsch', number: 'Zahl', date: 'Datum' },
  tryOne: 'Wert ausprobieren',
  tryLabel: (attribute) => `Wert für ${attribute} ausprobieren`,
  tryField: (attribute) => `Wert zum Ausprobieren für ${attribute}`,
  tryColumn: 'Ihr Versuch',
  tryNote: 'Nur hier: nicht gespeichert, nicht gesendet.',
  tryEmpty: 'Geben Sie einen Wert ein, um zu sehen, was TikTok bekäme.',
  tryEnd: (attribute) => `Zurück zum Beispiel für ${attribute}`,
  changed: 'noch nicht gespeichert',
  copyHash: (attribute) => `Hash für ${attribute} kopieren`,
  pickerLabel: (attribute) => `Eigenschaft für ${attribute}`,
  pickerList: 'Eigenschaften',
  pickerSystem: 'Systemeigenschaften',
  pickerCustom: 'Eigene Eigenschaften',
  pickerUnmap: (attribute) => `${attribute} nicht zuordnen`,
  pickerCount: (found, all) =>
    `${number(found)} von ${plural(all, { one: '# Eigenschaft', other: '# Eigenschaften' })}`,
  pickerNone: (text) => `Keine Eigenschaft hat „${text}“ im Namen.`,
  unsavedRegion: 'Nicht gespeicherte Änderungen',
  unsaved: (count) => plural(count, { one: '# nicht gespeicherte Änderung', other: '# nicht gespeicherte Änderungen' }),
  discard: 'Verwerfen',
  discarded: (count) => plural(count, { one: '# Änderung verworfen', other: '# Änderungen verworfen' }),
  undo: 'Rückgängig machen',
  save: 'Zuordnung speichern',
  saving: 'Wird gespeichert…',
  saved: 'Gespeichert',
  conflictTitle: (person, time, date) =>
    `${person ?? 'Jemand anderes'} hat diese Zuordnung ${date === null ? '' : `am ${date} `}um ${time} gespeichert`,
  conflictText: (mine, differ) =>
    `${plural(mine, {
      one: 'Ihre Änderung ist noch da, und nichts wurde überschrieben.',
      other: 'Ihre # Änderungen sind noch da, und nichts wurde überschrieben.',
    })} ${
      differ === 0
        ? 'Nichts davon weicht vom gespeicherten Stand ab.'
        : `${plural(differ, {
            one: '# davon weicht vom gespeicherten Stand ab.',
            other: '# davon weichen vom gespeicherten Stand ab.',
          })} Wählen Sie, was bleibt.`
    }`,
  conflictRegion: 'Konflikt bei der Zuordnung',
  conflictMine: 'Ihr Stand',
  conflictTheirs: 'Anderer Stand, gespeichert',
  conflictTheirsOf: (person) => `${person}, gespeichert`,
  conflictNotMapped: 'Nicht zugeordnet',
  conflictOnlyMine: (names) => `Nur von Ihnen geändert, bleibt so: ${list(names)}.`,
  conflictOnlyTheirs: (names) => `Nur dort geändert, wird übernommen: ${list(names)}.`,
  conflictTakeTheirs: 'Gespeicherten Stand übernehmen',
  conflictSave: 'Meine Auswahl speichern',
  readOnlyTitle: 'Sie können ansehen, aber nichts ändern',
  readOnly:
    'Zum Zuordnen brauchen Sie die Berechtigung „Zuordnen“. Wenden Sie sich an die Admins dieses Arbeitsbereichs.',
  emptyTitle: 'Noch keine Eigenschaften',
  emptyText:
    'Ihr Produkt hat seine Nutzereigenschaften noch nicht gesendet. Danach wählen Sie hier, welche davon TikTok bekommt.',
  lookAgain: 'Noch einmal nachsehen',
  looking: 'Wird nachgesehen…',
  stillEmpty: 'Noch immer keine Eigenschaften.',
  noPermissionTitle: 'Sie können die Zuordnung nicht sehen',
  noPermissionText: 'Dazu brauchen Sie die Berechtigung „Lesen“. Wenden Sie sich an die Admins dieses Arbeitsbereichs.',
  loadFailedTitle: 'Die Zuordnung der Eigenschaften konnte nicht geladen werden',
  offlineText: 'Die Zuordnung lädt von selbst, sobald Sie wieder online sind.',
  saveFailedTitle: 'Die Zuordnung konnte nicht gespeichert werden',
  saveSessionEnded:
    'Ihre Änderungen sind noch da. Melden Sie sich in einem anderen Tab erneut an und speichern Sie dann.',
  saveOffline: 'Sie sind offline. Ihre Änderungen sind noch da: Speichern Sie sie, sobald Sie wieder online sind.',
  previewFailedTitle: 'Die Vorschau ist nicht verfügbar',
  previewFailedText: 'Der Teil, der sie vorbereitet, wurde nicht geladen. Auswählen und Speichern gehen trotzdem.',
};
