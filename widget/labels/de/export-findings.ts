import type { SentenceTexts } from '../sentence-texts.ts';
import { list, number, plural } from './speech.ts';

const people = (count: number): string => plural(count, { one: '# Person', other: '# Personen' });
const identifiers = (count: number): string => plural(count, { one: '# Kennung', other: '# Kennungen' });
const rowsOf = (count: number): string => plural(count, { one: '# Zeile', other: '# Zeilen' });
const days = (count: number): string => plural(count, { one: '# Tag', other: '# Tage' });
const inDays = (count: number): string => plural(count, { one: 'in # Tag', other: 'in # Tagen' });

/** German sentences in place of the server's, about what the check before an export found and what a run asks. */
export const findingSentences: SentenceTexts = {
  list_empty: () => 'Die Liste hat keine Zeilen, also gibt es niemanden zu senden.',
  none_usable({ rows, rejected, withoutConsent }) {
    const why = [
      ...(rejected > 0 ? [`${number(rejected)} ohne brauchbare Kennung`] : []),
      ...(withoutConsent > 0 ? [`${number(withoutConsent)} ohne Einwilligung`] : []),
    ].join(', ');
    return `Von ${rowsOf(rows)} lässt sich keine senden: ${why}. Welche und warum, steht in rejects.csv.`;
  },
  nothing_changed: ({ people: count }) =>
    `Nichts hat sich geändert: TikTok hat schon alle (${people(count)}), und es wird nichts gesendet.`,
  ads_need_1000: () =>
    `TikTok braucht ${number(1000)} zugeordnete Personen, bevor Anzeigen eine Zielgruppe verwenden können.`,
  would_be_in_it: ({ people: count, isAtMost }) => `${isAtMost ? 'Höchstens ' : ''}${people(count)} wären darin.`,
  create_now_add_later: () => 'Sie können sie jetzt erstellen und später Personen hinzufügen.',
  file_needs_1000: () =>
    `TikTok lehnt eine Änderung per Datei ab, die weniger als ${number(1000)} Personen in der Zielgruppe lässt.`,
  send_more: () => 'Senden Sie mehr Personen.',
  would_leave: ({ people: count, leaving }) =>
    `Jetzt sind ${people(count)} darin, und bis zu ${number(leaving)} würden herausgenommen.`,
  account_full: ({ held }) =>
    `Das Werbekonto hat schon ${number(held)} Zielgruppen, so viele wie TikTok erlaubt. Löschen Sie eine, oder senden Sie an eine vorhandene.`,
  account_nearly_full: ({ held, limit, room }) =>
    `Das Werbekonto hat ${number(held)} der ${number(limit)} Zielgruppen, die TikTok erlaubt. Nach dieser ist noch Platz für ${number(room)}.`,
  name_taken: ({ name }) =>
    `Im Werbekonto heißt schon eine Zielgruppe „${name}“. TikTok erlaubt zwei mit demselben Namen, aber niemand kann sie auseinanderhalten: Wählen Sie einen anderen Namen, oder senden Sie an jene.`,
  name_cut: ({ name }) => `TikTok kürzt den Namen eines Streams zu „${name}“.`,
  will_end: ({ days: count, at }) =>
    `Sie endet ${plural(count, { one: '# Tag', other: '# Tage' })} nach dem Erstellen, etwa am ${at}, und nichts verlängert das, auch keine weiteren Personen.`,
  may_end_unused: () =>
    'TikTok braucht 24 bis 48 Stunden, um Personen zu verarbeiten; Anzeigen können sie also vielleicht nie verwenden.',
  audience_gone: () =>
    'TikTok kennt in diesem Werbekonto keine solche Zielgruppe mehr. Wählen Sie eine andere, oder erstellen Sie eine neue.',
  audience_of_other_account: () =>
    'Ein anderes Werbekonto hat diese Zielgruppe erstellt und teilt sie mit diesem. Nur dort lassen sich Personen an sie senden.',
  audience_of_other_kind: ({ kind }) =>
    `TikTok führt diese Zielgruppe als „${kind}“; sie nimmt von hier keine Personen an.`,
  takes_nothing: ({ type }) => `Die Zielgruppe ist vom Typ ${type}; der nimmt von hier nichts an.`,
  takes_others: ({ type, takes, sends }) =>
    `Diese Zielgruppe nimmt nur ${list(takes)} an (${type}), gesendet würden aber ${list(sends)}. Wählen Sie nur, was sie annimmt, oder erstellen Sie eine neue Zielgruppe.`,
  expired: ({ at }) =>
    `Diese Zielgruppe ist am ${at} abgelaufen. TikTok lässt sie nur noch löschen: Erstellen Sie eine neue.`,
  made_to_end: ({ days: count, at, left }) =>
    `Diese Zielgruppe wurde für ${days(count)} erstellt: Sie endet am ${at}, ${inDays(left)}, und nichts verlängert das, auch keine weiteren Personen.`,
  ends_soon: ({ at, left }) =>
    `Diese Zielgruppe endet am ${at}, ${inDays(left)}. Wird sie geändert oder in Anzeigen verwendet, verlängert sich das auf 365 Tage, außer das Ende wurde beim Erstellen festgelegt.`,
  takes_out_first: ({ people: count }) =>
    `TikTok nimmt zuerst ${count === null ? 'alle heraus, die in der Zielgruppe sind' : `alle heraus (${people(count)})`}. Anzeigen, die diese Zielgruppe verwenden, können anhalten, bis sie wieder bereit ist, meist nach 24 bis 48 Stunden. Das lässt sich nicht rückgängig machen.`,
  people_leave: ({ leaving, people: count }) =>
    `Bis zu ${people(leaving)} würden herausgenommen; TikTok zählt jetzt ${people(count)} in der Zielgruppe.`,
  identifiers_leave: ({ leaving, people: count }) =>
    `Bis zu ${identifiers(leaving)} würden herausgenommen; TikTok zählt jetzt ${people(count)} in der Zielgruppe.`,
  many_rejected: ({ rejected, rows, percent }) =>
    `${number(rejected)} von ${rowsOf(rows)} (${number(percent)} %) haben keine brauchbare Kennung und bleiben draußen. Welche und warum, steht in rejects.csv.`,
  consent_not_mapped: () =>
    'Keine Spalte sagt, wer eingewilligt hat; deshalb wird die ganze Liste gesendet. Ordnen Sie „Einwilligung“ zu, um auszulassen, wer nicht eingewilligt hat.',
  without_consent: ({ withheld, rows }) =>
    `${number(withheld)} von ${rowsOf(rows)} haben keine Einwilligung und bleiben draußen.`,
  consent_unreadable: ({ withheld }) =>
    `Bei ${number(withheld)} davon ist nicht zu erkennen, ob es Ja oder Nein heißt.`,
  withdrawn_leave: ({ identifiers: count }) =>
    plural(count, {
      one: '# Kennung, die in der Zielgruppe sein kann, wird herausgenommen.',
      other: '# Kennungen, die in der Zielgruppe sein können, werden herausgenommen.',
    }),
  tiktok_not_asked: () =>
    'TikTok konnte gerade nicht gefragt werden; von dort ist also nichts bekannt: Platz für eine Zielgruppe, ihre Größe, ihr Ende. Prüfen Sie gleich noch einmal; das Senden prüft auch.',
  replaces_everybody: ({ people: count }) =>
    `Alle, die jetzt in der Zielgruppe sind, werden herausgenommen, und die des Segments (${people(count)}) kommen hinein.`,
  source_gave_nobody: ({ identifiers: count }) =>
    `Die Quelle des Segments hat niemanden geliefert. Alle würden aus der Zielgruppe genommen (${identifiers(count)}).`,
  everybody_leaves: ({ rows, identifiers: count }) =>
    `Aus dem Segment (${rowsOf(rows)}) lässt sich niemand senden. Alle würden aus der Zielgruppe genommen (${identifiers(count)}).`,
  share_leaves: ({ identifiers: count, members, percent }) =>
    `${number(count)} von ${identifiers(members)} würden aus der Zielgruppe genommen (${number(percent)} %).`,
  source_shrank: ({ rows, before, identifiers: count }) =>
    `Die Quelle des Segments hat ${rowsOf(rows)} geliefert, beim letzten Mal ${number(before)}. ${plural(count, { one: '# Kennung würde', other: '# Kennungen würden' })} aus der Zielgruppe genommen.`,
};
