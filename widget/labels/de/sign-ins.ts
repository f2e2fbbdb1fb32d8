import type { signIns as English } from '../en/sign-ins.ts';
import { happened } from './moment.ts';
import { named } from './named.ts';
import { isolated, number, plural } from './speech.ts';

const accounts = (count: number) => plural(count, { one: '# Werbekonto', other: '# Werbekonten' });

/** German words of the sign-ins, which stand below the ad accounts. */
export const signIns: typeof English = {
  title: 'Anmeldungen',
  account: 'TikTok-Konto',
  someone: 'TikTok-Anmeldung',
  token: (last4) => `Token mit der Endung ${last4}`,
  pasted: 'Eingefügtes Token',
  states: { active: 'Verbunden', expiring: 'Läuft bald ab', read_only: 'Nur Lesen', disconnected: 'Getrennt' },
  lasts: 'Braucht keine Verlängerung',
  renews: 'Verlängert sich von selbst',
  renewsNext: (when) => `Verlängert sich von selbst, das nächste Mal ${when}`,
  worksUntil: (when) => `Funktioniert bis ${when}.`,
  notRenewed: 'Noch nicht verlängert.',
  readOnly: 'Exporte warten auf eine neue Anmeldung.',
  refused: 'TikTok lehnt sie ab.',
  imported: (used, shared) => `${number(used)} von ${accounts(shared)} genutzt`,
  importedMore: (used, shared) =>
    used === 1
      ? `${accounts(used)} hier, nicht freigegeben`
      : `${accounts(used)} hier, davon ${shared === 0 ? 'keines' : number(shared)} freigegeben`,
  none: 'Keine Werbekonten',
  checked: (when) => happened('geprüft', when),
  notChecked: 'Noch nicht geprüft',
  more: (count) => plural(count, { one: '# weitere Anmeldung zeigen', other: '# weitere Anmeldungen zeigen' }),
  less: 'Weniger zeigen',

  manage: 'Verwalten',
  manageName: (name) => `${name} verwalten`,
  actionsName: (name) => `Möglichkeiten für ${name}`,
  check: 'Jetzt prüfen',
  checking: 'Wird geprüft…',
  checkedName: (name, state) => `${name}: ${state}`,
  checkFailed: (name) => `${name} konnte nicht geprüft werden`,
  signIn: 'Erneut anmelden',
  signInName: (name) => `Erneut anmelden als ${name}`,
  newToken: 'Neues Token einfügen',
  newTokenName: (name) => `Neues Token einfügen anstelle von ${name}`,
  choose: 'Werbekonten wählen',
  chooseName: (name) => `Werbekonten wählen: ${name}`,
  disconnect: 'Trennen…',
  disconnectName: (name) => `${name} trennen…`,
  pasteToken: 'Token einfügen',
  orPasteToken: 'Stattdessen ein Zugriffstoken einfügen',
  connectAdvertiser: 'Werbekonto verbinden',
  businessCenter: 'Business Center',
  opensNewTab: 'öffnet einen neuen Tab',
  dismiss: 'Ausblenden',
  dismissName: (name) => `Ausblenden: ${name}`,

  noAccounts:
    'Diese Anmeldung gibt keine Werbekonten frei. Melden Sie sich erneut an und wählen Sie auf der Seite von TikTok mindestens eines aus.',
  noAccountsOfAccount:
    'Dieses TikTok-Konto hat keinen Zugriff auf Werbekonten. Melden Sie sich mit einem Werbekonto-Zugang an, um welche hinzuzufügen.',
  noAccountsOfToken:
    'Dieses Token hat keinen Zugriff auf Werbekonten. Fügen Sie es noch einmal ein, mit der ID eines Werbekontos.',
  businessCenterOnly:
    'Diese Anmeldung gehört zu einem Business Center, aber ihr ist kein Werbekonto zugewiesen. Bitten Sie dort einen Admin, eines zuzuweisen, und prüfen Sie dann noch einmal.',
  quoted: (name) => `„${isolated(name)}“`,
  permissionsMissing: (names, stops, isOne) =>
    isOne
      ? `Die Berechtigung ${names} fehlt. Die Folge: ${stops}. Melden Sie sich erneut an und lassen Sie sie eingeschaltet.`
      : `Die Berechtigungen ${names} fehlen. Die Folge: ${stops}. Melden Sie sich erneut an und lassen Sie sie eingeschaltet.`,
  stops: {
    '1': 'Werbekonten lassen sich nicht lesen',
    '3': 'Zielgruppen lassen sich nicht erstellen oder ändern',
  },
  stopsOther: 'Manches funktioniert nicht',
  renewalDelayed: (until) =>
    `TikTok hat die Anmeldung noch nicht verlängert. Wir versuchen es weiter${until === undefined ? '' : `, und sie funktioniert bis ${until}`}. Bisher hat sich nichts geändert.`,
  sandbox:
    'Die Sandbox von TikTok listet keine Werbekonten auf und behält keine Zielgruppen. Nutzen Sie sie zum Ausprobieren, nicht zum Exportieren.',
  added: (count, names, more) =>
    `${plural(count, { one: '# Werbekonto kam hinzu', other: '# Werbekonten kamen hinzu' })}: ${named(names, more)}.`,
  gone: (count, names, more, isAlone) =>
    `${
      isAlone
        ? plural(count, { one: '# Werbekonto ist weggefallen', other: '# Werbekonten sind weggefallen' })
        : plural(count, { one: '# ist weggefallen', other: '# sind weggefallen' })
    }: ${named(names, more)}.`,

  disconnectTitle: (name) => `${name} trennen?`,
  stopsPermission: 'TikTok entzieht die Berechtigung, und wir löschen das Token.',
  stopsToken: 'Wir löschen das Token. TikTok akzeptiert es weiter, bis es dort widerrufen wird, wo es erstellt wurde.',
  stopsWork: 'Verlängerungen und Prüfungen enden.',
  stopsAccounts: (count) =>
    plural(count, {
      one: 'Das zugehörige Werbekonto verschwindet aus dieser Liste, und laufende Exporte dorthin werden angehalten:',
      other:
        'Die # zugehörigen Werbekonten verschwinden aus dieser Liste, und laufende Exporte dorthin werden angehalten:',
    }),
  andMore: (count) => `und ${number(count)} weitere${count === 1 ? 's' : ''}`,
  staysTikTok: 'Kampagnen und Zielgruppen bleiben bei TikTok.',
  staysHere: 'Ihre Zuordnung und der Exportverlauf bleiben.',
  staysOthers: (count) =>
    plural(count, {
      one: 'Ihre andere Anmeldung ist nicht betroffen.',
      other: 'Ihre # anderen Anmeldungen sind nicht betroffen.',
    }),
  keep: 'Anmeldung behalten',
  disconnectNow: 'Trennen',
  disconnecting: 'Wird getrennt…',
  disconnected: (name) => `${name} ist getrennt`,
  disconnectFailed: 'Die Anmeldung konnte nicht getrennt werden',

  expiringTitle: (name, date) => `${name}: vor dem ${date} erneut anmelden`,
  expiringToken: (name, date) => `${name}: vor dem ${date} ein neues einfügen`,
  expiring: (count) =>
    plural(count, {
      one: 'Danach würden Exporte an # Werbekonto warten. Bis dahin funktioniert alles wie bisher.',
      other: 'Danach würden Exporte an # Werbekonten warten. Bis dahin funktioniert alles wie bisher.',
    }),
  delayedTitle: (name) => `${name} ist noch nicht verlängert`,
};
