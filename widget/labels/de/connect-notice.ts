import type { connectNotice as English } from '../en/connect-notice.ts';
import { isolated, number, plural } from './speech.ts';

/** By TikTok’s id, of the permissions that exports need. */
const PERMISSION_MEANS: Readonly<Record<string, string>> = {
  '1': 'Ohne sie lassen sich Werbekonten nicht lesen.',
  '3': 'Ohne sie lässt sich keine Zielgruppe exportieren.',
};
const NOT_NEEDED = 'Für Exporte wird sie nicht gebraucht.';

const accounts = (count: number) => plural(count, { one: '# Werbekonto', other: '# Werbekonten' });
const codeAndTime = (minutes: number): string =>
  `Falls TikTok Ihnen einen Code per E-Mail schickt, lassen Sie sich Zeit: Das hier bleibt noch ${plural(minutes, {
    one: '# Minute',
    other: '# Minuten',
  })} offen.`;

/** German words of the notices that take the connect button's place once it is pressed. */
export const connectNotice: typeof English = {
  waitingTitle: 'Schließen Sie den Vorgang im TikTok-Fenster ab',
  waiting: (minutes) => `Melden Sie sich an und erlauben Sie dann den Zugriff. ${codeAndTime(minutes)}`,
  waitingAs: (name, minutes) =>
    `Melden Sie sich als ${isolated(name)} an und geben Sie dieselben Werbekonten frei. ${codeAndTime(minutes)}`,
  minutesLeft: (minutes) =>
    `Noch ${plural(minutes, { one: '# Minute', other: '# Minuten' })}, um den Vorgang im TikTok-Fenster abzuschließen`,
  showWindow: 'Fenster zeigen',
  cantSee: 'Nicht zu sehen?',
  continueInTab: 'In diesem Tab weitermachen',
  leavingTitle: 'Weiter zu TikTok',
  leaving: 'TikTok bringt Sie auf diese Seite zurück.',
  checkingTitle: 'Wir fragen bei TikTok nach',
  checking: 'Das dauert ein paar Sekunden.',
  blockedTitle: 'Ihr Browser hat das TikTok-Fenster blockiert',
  blocked: 'Machen Sie stattdessen in diesem Tab weiter. TikTok bringt Sie auf diese Seite zurück.',
  closedTitle: 'Das TikTok-Fenster wurde geschlossen',
  closed: 'Es wurde nichts verbunden. Sie können jederzeit neu beginnen.',
  cutOffTitle: 'Ist das TikTok-Fenster noch offen?',
  cutOff: 'Wenn ja, machen Sie dort weiter: Diese Seite bemerkt es. Haben Sie es geschlossen, wurde nichts geändert.',
  closedAgain: 'Es wurde nichts geändert. Sie können jederzeit neu beginnen.',
  startAgain: 'Neu beginnen',
  expiredTitle: 'Das hat länger als 10 Minuten gedauert',
  expired: 'Zu Ihrer Sicherheit ist die Anfrage abgelaufen. Es wurde nichts geändert.',
  offlineTitle: 'Sie sind offline',
  offline: 'Wenn Sie bei TikTok schon fertig waren, ist nichts verloren. Wir prüfen es, sobald Sie wieder online sind.',
  checkNow: 'Jetzt prüfen',
  refusedTitle: 'Der Zugriff bei TikTok wurde nicht erlaubt',
  refused: 'Es wurde nichts verbunden. Beginnen Sie neu und erlauben Sie auf der Seite von TikTok den Zugriff.',
  refusedAgain: 'Es wurde nichts geändert. Beginnen Sie neu und erlauben Sie auf der Seite von TikTok den Zugriff.',
  otherUserTitle: 'Jemand anderes hat sich bei TikTok angemeldet',
  otherUser:
    'Es wurde nichts geändert. Melden Sie sich mit dem TikTok-Konto an, mit dem diese Werbekonten zuerst verbunden wurden.',
  otherUserThan: (name) =>
    `Es wurde nichts geändert. Diese Verbindung gehört zu ${isolated(name)}: Melden Sie sich bei TikTok ab und dann unter diesem Namen an.`,
  notStartedTitle: 'Die Anmeldung ließ sich nicht starten',
  failedTitle: 'TikTok wurde nicht verbunden',
  failed: 'TikTok hat die Anmeldung nicht abgeschlossen. Es wurde nichts geändert. Beginnen Sie neu.',
  session: 'Es wurde nichts geändert. Laden Sie die Seite neu und verbinden Sie dann noch einmal.',
  notAllowedTitle: 'Sie können keine Werbekonten verbinden',
  connectedTitle: (name) => (name === undefined ? 'Verbunden' : `Verbunden als ${name}`),
  connected: (count) =>
    plural(count, {
      one: 'TikTok hat # Werbekonto freigegeben. Wählen Sie, ob Sie es hier nutzen.',
      other: 'TikTok hat # Werbekonten freigegeben. Wählen Sie, welche Sie hier nutzen.',
    }),
  connectedText: 'Wählen Sie, welche Werbekonten Sie hier nutzen.',
  choose: 'Werbekonten wählen',
  pickerFailedTitle: 'Die Liste der Werbekonten ließ sich nicht öffnen',
  againTitle: (name) => (name === undefined ? 'Wieder angemeldet' : `Wieder angemeldet als ${name}`),
  reconnected: 'Die Werbekonten funktionieren wieder. Nichts ging verloren.',
  accepted: (count) =>
    count === 0
      ? 'Die neue Anmeldung wird jetzt genutzt.'
      : `Die neue Anmeldung wird jetzt genutzt. ${plural(count, {
          one: '# importiertes Werbekonto ist nicht nutzbar, bis eine Anmeldung es wieder freigibt.',
          other: '# importierte Werbekonten sind nicht nutzbar, bis eine Anmeldung sie wieder freigibt.',
        })}`,
  fewerTitle: (count) =>
    plural(count, {
      one: 'Diese Anmeldung gibt # Werbekonto weniger frei',
      other: 'Diese Anmeldung gibt # Werbekonten weniger frei',
    }),
  fewerScopesTitle: (count) =>
    plural(count, {
      one: 'Diese Anmeldung erteilt # Berechtigung weniger',
      other: 'Diese Anmeldung erteilt # Berechtigungen weniger',
    }),
  review:
    'Es wurde noch nichts geändert. Ihre Werbekonten nutzen weiter die bisherige Anmeldung, bis Sie sich entscheiden.',
  reviewDisconnected: 'Es wurde noch nichts geändert. Diese Anmeldung bleibt getrennt, bis Sie sich entscheiden.',
  reviewUnread: 'Es wurde noch nichts geändert, und dabei bleibt es, bis Sie sich entscheiden.',
  reviewGrown:
    'Das hat sich seit Ihrer Entscheidung geändert. Sehen Sie es sich noch einmal an und entscheiden Sie dann.',
  reviewTime:
    'Importierte Werbekonten, Zuordnung und Verlauf bleiben in jedem Fall hier. Wenn Sie sich nicht innerhalb von 30 Minuten entscheiden, bleibt alles, wie es war.',
  otherUserNow: (before, now) => `Verbunden als ${isolated(before)}; diese Anmeldung ist von ${isolated(now)}.`,
  lostAccounts: (count) => `${accounts(count)} nicht mehr freigegeben`,
  lostIsImported: 'hier importiert',
  lostMore: (count, imported) => {
    const more = `und ${number(count)} weitere${count === 1 ? 's' : ''}`;
    if (imported === 0) return more;
    if (count === 1) return `${more}, hier importiert`;
    return `${more}, davon ${imported === count ? 'alle' : number(imported)} hier importiert`;
  },
  lostImported: (count, all) => {
    if (count === 0) return all === 1 ? 'Es ist hier nicht importiert.' : 'Keines davon ist hier importiert.';
    if (all === 1)
      return 'Es bleibt in der Liste, ist aber nicht nutzbar, bis eine Anmeldung es wieder freigibt. Seine Exporte warten.';
    return plural(count, {
      one: 'Das importierte bleibt in der Liste, ist aber nicht nutzbar, bis eine Anmeldung es wieder freigibt. Seine Exporte warten.',
      other:
        'Die # importierten bleiben in der Liste, sind aber nicht nutzbar, bis eine Anmeldung sie wieder freigibt. Ihre Exporte warten.',
    });
  },
  lostScopes: (count) =>
    plural(count, { one: '# Berechtigung nicht mehr erteilt', other: '# Berechtigungen nicht mehr erteilt' }),
  permissionMeans: (id) => PERMISSION_MEANS[id] ?? NOT_NEEDED,
  lacks: (id, name) => `Nicht erteilt: ${isolated(name)}. ${PERMISSION_MEANS[id] ?? NOT_NEEDED}`,
  lacksHow: 'Melden Sie sich erneut an und lassen Sie bei TikTok alle Berechtigungen eingeschaltet.',
  decide: { discard: 'Bisherige Anmeldung behalten', accept: 'Neue Anmeldung nutzen' },
  deciding: { discard: 'Wird behalten…', accept: 'Wird umgestellt…' },
  decideFailed: {
    discard: 'Die neue Anmeldung ließ sich nicht verwerfen',
    accept: 'Die Umstellung auf die neue Anmeldung ist nicht gelungen',
  },
  discardedTitle: 'Es wurde nichts geändert',
  discarded: 'Ihre Werbekonten nutzen weiter die bisherige Anmeldung. Die neue wurde hier gelöscht.',
  discardedDisconnected: 'Die Anmeldung bleibt getrennt. Die neue wurde hier gelöscht.',
  reviewOverTitle: 'Innerhalb von 30 Minuten hat sich niemand entschieden',
  reviewOver: 'Die neue Anmeldung wurde hier gelöscht. Es wurde nichts geändert.',
  tokenEnding: (last4) => `Token mit der Endung ${isolated(last4)}.`,
  sandboxLimits:
    'Die Sandbox von TikTok listet nur Werbekonten auf, die Sie eingegeben haben, und nimmt nach heutigem Stand keine Zielgruppen an.',
  accountTitle: 'TikTok-Konto verbunden',
  accountOnly:
    'Dieses TikTok-Konto gibt keine Werbekonten frei und muss es auch nicht. Um Zielgruppen zu exportieren, verbinden Sie zusätzlich ein Werbekonto.',
  businessCenterTitle: 'Kein Werbekonto Ihres Business Centers ist freigegeben',
  businessCenterOnly:
    'Bitten Sie einen Admin des Business Centers, Ihnen ein Werbekonto zuzuweisen, und melden Sie sich dann erneut an.',
  signInAgain: 'Erneut anmelden',
  done: 'Fertig',
  nothingTitle: 'TikTok hat keine Werbekonten freigegeben',
  nothing: 'Wählen Sie auf der Seite von TikTok mindestens ein Werbekonto aus, bevor Sie den Zugriff erlauben.',
  nothingAgain:
    'Ihre importierten Werbekonten bleiben in der Liste, sind aber nicht nutzbar, bis sie wieder freigegeben sind.',
  importedTitle: (count) => `${accounts(count)} importiert`,
  imported: 'Bereit zum Zuordnen und Exportieren.',
};
