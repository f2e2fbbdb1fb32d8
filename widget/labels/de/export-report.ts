import type { ExportConfirmation, Finding } from '../../../shared/exports.ts';
import type { exportReport as English } from '../en/export-report.ts';
import { plural } from './speech.ts';

const people = (count: number): string => plural(count, { one: '# Person', other: '# Personen' });

const findings: Readonly<Record<Finding['code'], string>> = {
  nobody_to_send: 'Es gibt niemanden zu senden',
  nothing_changed: 'Nichts hat sich geändert',
  audience_too_small: 'Es blieben zu wenige Personen übrig',
  too_small_to_target: 'Zu wenige für Anzeigen',
  audience_limit_reached: 'Das Werbekonto ist voll',
  audience_limit_near: 'Das Werbekonto ist fast voll',
  audience_name_taken: 'So heißt schon eine andere Zielgruppe',
  audience_name_cut: 'TikTok kürzt den Namen',
  audience_type_mismatch: 'Die Zielgruppe entstand mit anderen Kennungen',
  audience_not_updatable: 'Die Zielgruppe lässt sich von hier aus nicht ändern',
  audience_not_found: 'Die Zielgruppe gibt es nicht mehr',
  audience_expired: 'Die Zielgruppe ist abgelaufen',
  audience_expiring: 'Die Zielgruppe endet bald',
  fixed_retention: 'Sie endet an einem festen Tag',
  replaces_audience: 'Alle, die jetzt enthalten sind, werden herausgenommen',
  many_removals: 'Viele Personen würden herausgenommen',
  source_shrank: 'Das Segment ist kleiner geworden',
  many_rejected: 'Viele Zeilen wurden abgelehnt',
  consent_not_mapped: 'Niemand wird nach der Einwilligung gefragt',
  rows_without_consent: 'Manche Personen haben nicht eingewilligt',
  account_not_usable: 'Das Werbekonto kann zurzeit keine Exporte annehmen',
  tiktok_not_asked: 'TikTok konnte nicht gefragt werden',
};

const confirmations: Readonly<Record<ExportConfirmation['code'], string>> = {
  many_removals: 'Dieser Lauf würde viele Personen herausnehmen',
  replaces_audience: 'Der erste Lauf ersetzt alle in der Zielgruppe',
  source_shrank: 'Das Segment ist viel kleiner als beim letzten Mal',
};

/** German words of `<tiktok-audience-exporter>` for the report before sending, and for what a run asks first. */
export const exportReport: typeof English = {
  findings,
  blockersTitle: (count) =>
    plural(count, { one: 'Ein Punkt hält diesen Export auf', other: '# Punkte halten diesen Export auf' }),
  warningsTitle: 'Bevor Sie senden',
  notesTitle: 'Gut zu wissen',
  findingActions: {
    who: 'Andere Personen wählen',
    what: 'Andere Kennungen wählen',
    audience: 'Zielgruppe ändern',
    account: 'Anderes Konto wählen',
  },
  askAgain: 'Noch einmal fragen',
  reportLoading: 'TikTok wird nach der Zielgruppe gefragt…',
  reportFailedTitle: 'Was TikTok sagen wird, ließ sich nicht erfragen',
  waitForReport: 'Einen Moment: TikTok wird nach der Zielgruppe gefragt.',
  withoutConsent: 'Ohne Einwilligung',
  partNames: { ready: 'bereit', same: 'Duplikate', withheld: 'ohne Einwilligung', rejected: 'abgelehnt' },
  sharesOf: (parts) => parts.map(({ share, label }) => `${share} % ${label}`).join(', '),
  hashedAlready: (count) => plural(count, { one: '# Wert war schon gehasht.', other: '# Werte waren schon gehasht.' }),
  changeTitle: 'Was sich ändern würde',
  toAdd: 'Hinzuzufügen oder zu ändern',
  toRemove: 'Herauszunehmen',
  audienceNow: 'Jetzt in der Zielgruppe, von TikTok erkannt',
  audienceAfter: 'Danach, bevor TikTok sie abgleicht',
  identifiers: (count) => plural(count, { one: '# Kennung', other: '# Kennungen' }),
  identifiersHint:
    'Eine Kennung ist eine E-Mail, eine Telefonnummer oder eine Geräte-ID. Eine Person kann mehrere haben.',
  aboutPeople: (count, isUpperBound) => `${isUpperBound ? 'bis zu ' : ''}${people(count)}`,
  confirmations,
  confirmTitle: 'Dieser Lauf wartet auf Sie',
  confirmSend: 'Bestätigen und senden',
  doNotSend: 'Nicht senden',
  startsByItself: 'Dieser Lauf geht von selbst weiter.',
};
