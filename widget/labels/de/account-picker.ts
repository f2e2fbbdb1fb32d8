import type { accountPicker as English } from '../en/account-picker.ts';
import { named } from './named.ts';
import { isolated, number, plural } from './speech.ts';

const REVIEWED = 'Es lässt sich importieren, sobald TikTok es genehmigt hat.';
const THEN_RELOAD = 'laden Sie diese Liste dann neu';

const accounts = (count: number) => plural(count, { one: '# Werbekonto', other: '# Werbekonten' });

/** German words of the account picker and of the token form, which come when they open. */
export const accountPicker: typeof English = {
  sandboxTitle: 'Sandbox-Konto verbinden',
  token: 'Zugriffstoken',
  tokenHint: 'Wird verschlüsselt gespeichert. Später sind nur die letzten 4 Zeichen zu sehen.',
  tokenMissing: 'Fügen Sie das Zugriffstoken aus dem Entwicklerportal von TikTok ein.',
  tokenMissingHere: 'Fügen Sie das Zugriffstoken ein, das Sie von TikTok erhalten haben.',
  tokenRefused: 'Dieses Token lässt sich hier nicht verwenden.',
  tokenRefusedWhy:
    'TikTok lehnt dieses Token ab. Es enthält einen Tippfehler, wurde widerrufen oder ist ein Sandbox-Token, das sich hier nicht verbinden lässt. Es wurde nichts gespeichert.',
  tokenUnreadable:
    'So sieht kein Token von TikTok aus: Es besteht aus Buchstaben, Ziffern und Zeichen ohne Leerzeichen.',
  advertiserIds: 'Werbekonto-IDs',
  advertiserIdsHint: 'Mehrere durch Kommas oder Leerzeichen trennen. Die Sandbox kann sie nicht auflisten.',
  advertiserIdsMissing: 'Geben Sie mindestens eine Werbekonto-ID ein: nur Ziffern.',
  advertiserIdsOptional:
    'Optional: Wir fragen sie bei TikTok ab. Nötig, wenn das Token zu einer anderen TikTok-App gehört.',
  advertiserIdsNeeded: 'TikTok listet die Werbekonten dieses Tokens nicht auf. Geben Sie ihre IDs ein.',
  advertiserIdsUnreached: (ids) =>
    `Dieses Token hat keinen Zugriff auf ${named(ids.slice(0, 3), Math.max(0, ids.length - 3))}. Korrigieren Sie die ${ids.length === 1 ? 'ID' : 'IDs'} oder lassen Sie sie weg.`,
  tokenTitle: 'Mit einem Zugriffstoken verbinden',
  tokenFor: 'Für Partner, denen TikTok langlebige Token genehmigt hat. Alle anderen melden sich bei TikTok an.',
  tokenFailed: 'Das Zugriffstoken ließ sich nicht verbinden',
  connectToken: 'Verbinden',
  connectingToken: 'Wird verbunden…',
  connectSandbox: 'Sandbox verbinden',
  sandboxFailed: 'Das Sandbox-Konto ließ sich nicht verbinden',

  pickerTitle: 'Werbekonten für die Nutzung hier wählen',
  signedInAs: (name) => `Bei TikTok angemeldet als ${name}`,
  pickerList: 'Von TikTok freigegebene Werbekonten',
  find: 'Name oder ID suchen',
  sortName: 'Reihenfolge',
  sorts: { importable: 'Importierbare zuerst', name: 'Nach Name' },
  reload: 'Liste neu laden',
  selectAll: (count) => plural(count, { one: '# importierbares auswählen', other: 'Alle # importierbaren auswählen' }),
  selected: (count) => `${number(count)} ausgewählt`,
  cannotImport: (count) => `${number(count)} nicht importierbar`,
  noneImportable: 'Keines davon lässt sich importieren',
  loaded: (all, importable) => `${accounts(all)}, davon ${number(importable)} importierbar`,
  found: (count) => `${accounts(count)} gefunden`,
  showing: (shown, found, all) =>
    `${number(shown)} von ${number(found)} gefundenen, insgesamt ${number(all)}. Geben Sie mehr von einem Namen oder einer ID ein, um die Liste einzugrenzen.`,
  showMore: (count) => `${number(count)} weitere zeigen`,
  notFoundTitle: 'Kein Werbekonto gefunden',
  notFound: (query) => `Kein Werbekonto hat „${isolated(query)}“ im Namen oder in der ID.`,
  notFoundSelected: (query) => `Keines der ausgewählten hat „${isolated(query)}“ im Namen oder in der ID.`,
  clearSearch: 'Alle zeigen',
  showSelected: 'Nur ausgewählte zeigen',
  showAll: 'Alle zeigen',
  import: (count) => plural(count, { one: '# Konto importieren', other: '# Konten importieren' }),
  chooseOne: 'Wählen Sie mindestens ein Werbekonto',
  importing: 'Wird importiert…',
  importProgress: (done, total) => `${number(done)} von ${number(total)} importiert`,
  stop: 'Anhalten',
  stopping: 'Wird angehalten…',
  loading: (count) =>
    count === 0 ? 'Werbekonten werden geladen' : `Werbekonten werden geladen: bisher ${number(count)}`,
  slow: 'Lädt noch. Bei Tausenden von Werbekonten braucht TikTok länger.',
  loadFailed: 'Die Werbekonten konnten nicht geladen werden',
  importFailed: 'Die Werbekonten konnten nicht importiert werden',
  importBroke: (done, rest) =>
    `${number(done)} importiert, ${plural(rest, { one: '# steht noch aus', other: '# stehen noch aus' })}`,
  importBrokeHow: 'Was importiert ist, ist sicher, und nichts wird doppelt importiert. Der Rest ist noch ausgewählt.',
  importStopped: 'Wie gewünscht angehalten. Der Rest ist noch ausgewählt.',
  importRefused: (count) =>
    plural(count, {
      one: '# Werbekonto konnte nicht importiert werden',
      other: '# Werbekonten konnten nicht importiert werden',
    }),
  importRefusedWhy: (refused, done) =>
    `Bei TikTok hat sich etwas geändert, seit diese Liste geladen wurde; der Grund steht jetzt ${
      refused === 1 ? 'beim Konto' : 'bei den Konten'
    }. ${
      done === 0
        ? 'Es wurde nichts importiert.'
        : plural(done, { one: 'Das andere ist importiert.', other: 'Die anderen # sind importiert.' })
    }`,
  roleUnknown: 'Rolle unbekannt',
  roleUnknownWhy:
    'Liegt in keinem Business Center, deshalb sagt TikTok nicht, was Sie tun dürfen. Falls TikTok einen Export ablehnt, wenden Sie sich an die Person, der es gehört.',
  reasons: {
    analyst: `Die Rolle „Analyst“ erlaubt nur das Lesen. Bitten Sie einen Admin dieses Werbekontos um die Rolle „Operator“ und ${THEN_RELOAD}.`,
    suspended:
      'Von TikTok gesperrt. Legen Sie im TikTok Ads Manager Widerspruch ein; sobald TikTok es wieder freischaltet, lässt es sich importieren.',
    not_approved: `Von TikTok noch nicht genehmigt. ${REVIEWED}`,
    no_access: `Diese Anmeldung hat keinen Zugriff darauf. Wenden Sie sich an einen Admin dieses Werbekontos und ${THEN_RELOAD}.`,
    already_imported: 'Schon hier.',
  },
  statusReasons: {
    STATUS_DISABLE: `Bei TikTok abgeschaltet. Bitten Sie die Person, der es gehört, oder den Support von TikTok, es wieder zu öffnen, und ${THEN_RELOAD}.`,
    STATUS_PENDING_CONFIRM: `TikTok prüft es noch. ${REVIEWED}`,
    STATUS_WAIT_FOR_BPM_AUDIT: `TikTok prüft es noch. ${REVIEWED}`,
    STATUS_PENDING_CONFIRM_MODIFY: `TikTok prüft eine Änderung daran. ${REVIEWED}`,
    STATUS_PENDING_VERIFIED: `TikTok wartet auf die Verifizierung. Schließen Sie sie im TikTok Ads Manager ab und ${THEN_RELOAD}.`,
    STATUS_CONFIRM_FAIL: `TikTok hat es nicht genehmigt. Im TikTok Ads Manager steht, was zu ändern ist; ${THEN_RELOAD}.`,
    STATUS_CONFIRM_FAIL_END:
      'TikTok hat es nicht genehmigt. Im TikTok Ads Manager steht der Grund; nutzen Sie solange ein anderes Werbekonto.',
    STATUS_CONFIRM_MODIFY_FAIL: `TikTok hat eine Änderung daran nicht genehmigt. Im TikTok Ads Manager steht, was zu ändern ist; ${THEN_RELOAD}.`,
    STATUS_CONTRACT_PENDING: `Der Vertrag mit TikTok gilt noch nicht. Unterzeichnen Sie ihn im TikTok Ads Manager und ${THEN_RELOAD}.`,
    STATUS_SELF_SERVICE_UNAUDITED: `Die Unternehmensangaben sind noch nicht geprüft. Vervollständigen Sie sie im TikTok Ads Manager und ${THEN_RELOAD}.`,
  },
};
