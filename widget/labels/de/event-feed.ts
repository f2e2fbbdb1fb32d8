import type { eventFeed as English } from '../en/event-feed.ts';
import { isolated, number, plural } from './speech.ts';

const people = (count: number) => plural(count, { one: '# Person', other: '# Personen' });
const quoted = (texts: readonly string[]) => texts.map((text) => `„${isolated(text)}“`).join(' ');
const says = (reasons: readonly string[]) =>
  reasons.length === 0 ? 'TikTok nennt keinen Grund.' : `TikTok meldet: ${quoted(reasons)}`;
const suggests = (text: string | null) => (text === null ? '' : ` TikTok schlägt vor: ${quoted([text])}`);
/** What hangs on a sign-in in trouble. */
const hangs = (accountCount: number, waiting: number) => {
  if (waiting > 0)
    return plural(waiting, {
      one: '# Export wartet auf Sie; nichts ist verloren.',
      other: '# Exporte warten auf Sie; nichts ist verloren.',
    });
  return accountCount === 0
    ? 'Zurzeit hängt nichts davon ab.'
    : plural(accountCount, {
        one: 'Exporte an # Werbekonto warten, bis sich jemand erneut anmeldet; nichts ist verloren.',
        other: 'Exporte an # Werbekonten warten, bis sich jemand erneut anmeldet; nichts ist verloren.',
      });
};
const ending = (accountCount: number) =>
  plural(accountCount, {
    one: 'Melden Sie sich vor dem Ende an, dann geht es mit # Werbekonto ohne Pause weiter.',
    other: 'Melden Sie sich vor dem Ende an, dann geht es mit # Werbekonten ohne Pause weiter.',
  });
const NOT_DELIVERED = 'TikTok hat nichts bekommen.';
const UNTIL_AGREED = 'Es wird nichts gesendet, bis jemand zustimmt.';

/** TikTok's `secondary_status` of a campaign, in words. */
const campaignStatuses: Readonly<Record<string, string>> = {
  CAMPAIGN_STATUS_ENABLE: 'aktiv',
  CAMPAIGN_STATUS_DISABLE: 'pausiert',
  CAMPAIGN_STATUS_DELETE: 'gelöscht',
  CAMPAIGN_STATUS_ADVERTISER_AUDIT: 'wartet auf die Prüfung des Werbekontos',
  CAMPAIGN_STATUS_ADVERTISER_AUDIT_DENY: 'angehalten, das Werbekonto hat die Prüfung nicht bestanden',
  CAMPAIGN_STATUS_BUDGET_EXCEED: 'angehalten, das Budget ist aufgebraucht',
  CAMPAIGN_STATUS_REVIEW_DISAPPROVED: 'angehalten, TikTok hat sie bei der Prüfung abgelehnt',
  ADVERTISER_CONTRACT_PENDING: 'wartet auf den Vertrag des Werbekontos',
  ADVERTISER_ACCOUNT_PUNISH: 'angehalten, TikTok hat das Werbekonto gesperrt',
};
/** A constant that is not known by name reads as its words. */
const campaignStatus = (constant: string) =>
  campaignStatuses[constant] ??
  constant
    .replace(/^CAMPAIGN_STATUS_/, '')
    .replaceAll('_', ' ')
    .toLowerCase();

/** German words of `<tiktok-event-feed>`. */
export const eventFeed: typeof English = {
  title: 'Aktivitäten',
  show: 'Zeigen',
  filters: { needs_you: 'Wartet auf Sie', all: 'Alle', ads: 'Anzeigen', accounts: 'Konten', audiences: 'Zielgruppen' },
  today: (date) => `Heute, ${date}`,
  yesterday: 'Gestern',
  unread: 'Ungelesen:',
  markAllRead: 'Alle als gelesen markieren',
  markedRead: (count) =>
    plural(count, { one: '# Ereignis als gelesen markiert', other: '# Ereignisse als gelesen markiert' }),
  unmarked: 'Wieder ungelesen',
  undo: 'Rückgängig machen',
  dismiss: 'Ausblenden',
  fresh: (count) => plural(count, { one: '# neues', other: '# neue' }),
  freshName: (count) => plural(count, { one: '# neues Ereignis zeigen', other: '# neue Ereignisse zeigen' }),
  heardMany: (count) =>
    plural(count, { one: '# neues Ereignis in Aktivitäten', other: '# neue Ereignisse in Aktivitäten' }),
  older: 'Ältere zeigen',
  loadingOlder: 'Ältere werden geladen…',
  kept: 'Ereignisse werden 90 Tage lang aufbewahrt.',
  loadFailed: 'Die Aktivitäten konnten nicht geladen werden',
  olderFailed: 'Ältere Ereignisse konnten nicht geladen werden',
  retryFailed: 'Der Export konnte nicht weitergehen',
  noPermissionTitle: 'Sie können die Aktivitäten nicht sehen',
  noPermission:
    'Ihre Rolle in diesem Arbeitsbereich umfasst TikTok nicht. Bitten Sie die Admins um die Berechtigung „Lesen“.',
  empty: {
    needs_you: {
      title: 'Nichts wartet auf Sie',
      text: 'Abgelehnte Anzeigen, gesperrte Konten und Probleme mit Anmeldungen erscheinen hier innerhalb einer Sekunde.',
    },
    all: {
      title: 'Noch ist nichts geschehen',
      text: 'Was TikTok zu Ihren Anzeigen und Werbekonten meldet und wie Exporte enden, erscheint hier von selbst.',
    },
    ads: {
      title: 'Nichts zu Anzeigen',
      text: 'Was TikTok bei der Prüfung einer Anzeige meldet, erscheint hier innerhalb einer Sekunde.',
    },
    accounts: {
      title: 'Nichts zu Konten',
      text: 'Gesperrte Werbekonten, verlorener Zugriff und Probleme mit Anmeldungen erscheinen hier.',
    },
    audiences: {
      title: 'Nichts zu Zielgruppen',
      text: 'Exporte, die enden oder warten, und Zielgruppen, die bereit sind oder bald enden, erscheinen hier.',
    },
  },
  interrupted: 'Die Live-Aktualisierung ist unterbrochen',
  tryingIn: (seconds) =>
    `Neuer Versuch in ${plural(seconds, { one: '# Sekunde', other: '# Sekunden' })}. Was Sie verpassen, wird dann nachgeholt.`,
  trying: 'Neuer Versuch läuft. Was Sie verpassen, wird dann nachgeholt.',
  tryNow: 'Jetzt versuchen',
  live: 'Die Live-Aktualisierung ist wieder da',

  nameless: {
    ad: 'Anzeige',
    adgroup: 'Anzeigengruppe',
    campaign: 'Kampagne',
    account: 'Werbekonto',
    connection: 'TikTok-Anmeldung',
    export: 'Export',
    audience: 'Zielgruppe',
    approval: 'Aufruf an TikTok',
    notice: 'Mitteilung',
  },
  titles: {
    'ad.disapproved': (name) => `Anzeige abgelehnt: ${name}`,
    'ad.approved': (name) => `Anzeige genehmigt: ${name}`,
    'adgroup.disapproved': (name) => `Anzeigengruppe abgelehnt: ${name}`,
    'adgroup.approved': (name) => `Anzeigengruppe genehmigt: ${name}`,
    'campaign.status_changed': (name) => `Kampagne geändert: ${name}`,
    'account.suspended': (name) => `Werbekonto gesperrt: ${name}`,
    'account.restored': (name) => `Werbekonto wieder freigeschaltet: ${name}`,
    'account.access_lost': (name) => `Zugriff verloren: ${name}`,
    'account.access_restored': (name) => `Zugriff ist wieder da: ${name}`,
    'connection.expiring': (name) => `Anmeldung läuft bald ab: ${name}`,
    'connection.read_only': (name) => `Anmeldung erlaubt nur noch Lesen: ${name}`,
    'connection.disconnected': (name) => `Anmeldung abgelehnt: ${name}`,
    'connection.restored': (name) => `Anmeldung funktioniert wieder: ${name}`,
    'connection.removed': (name) => `Anmeldung getrennt: ${name}`,
    'export.started': (name) => `Export begonnen: ${name}`,
    'export.completed': (name) => `Export fertig: ${name}`,
    'export.failed': (name) => `Export angehalten: ${name}`,
    'export.cancelled': (name) => `Export abgebrochen: ${name}`,
    'mirror.confirmation_needed': (name) => `Ein Lauf wartet auf Sie: ${name}`,
    'audience.ready': (name) => `Zielgruppe bereit: ${name}`,
    'audience.expiring': (name) => `Zielgruppe endet bald: ${name}`,
    'approval.requested': (name) => `Wartet auf eine Entscheidung: ${name}`,
    'approval.decided': (name) => `Entschieden: ${name}`,
    'tiktok.unknown': (name) => `Unbekannte Mitteilung von TikTok: ${name}`,
  },
  approvedInPart: (kind) => (name) => `${kind === 'ad' ? 'Anzeige' : 'Anzeigengruppe'} teilweise genehmigt: ${name}`,
  decidedTitle: {
    approved: (name) => `Genehmigt: ${name}`,
    failed: (name) => `Genehmigt, aber nicht ausgeführt: ${name}`,
    denied: (name) => `Abgelehnt: ${name}`,
    withdrawn: (name) => `Zurückgezogen: ${name}`,
    expired: (name) => `Niemand hat entschieden: ${name}`,
  },
  endsIn: (days) => (name) =>
    days > 0
      ? `${plural(days, { one: 'Zielgruppe endet in # Tag', other: 'Zielgruppe endet in # Tagen' })}: ${name}`
      : `Zielgruppe endet heute: ${name}`,
  ended: (name) => `Zielgruppe abgelaufen: ${name}`,
  otherTitle: (name) => `Neue Art von Ereignis: ${name}`,

  disapproved: (kind, reasons, suggestion, isOpen) =>
    // TikTok's suggestion says what to do; ours beside it would say it twice.
    `${says(reasons)}${suggests(suggestion)}${
      isOpen && suggestion === null
        ? ` Ändern Sie die ${kind === 'ad' ? 'Anzeige' : 'Anzeigengruppe'} und reichen Sie sie dann erneut zur Prüfung ein.`
        : ''
    }`,
  approved: (kind, isPartial) =>
    isPartial
      ? 'TikTok hat die Prüfung abgeschlossen. Manche Platzierungen, Altersgruppen oder Orte bleiben abgelehnt; der Rest kann laufen.'
      : `TikTok hat die Prüfung abgeschlossen. Die ${kind === 'ad' ? 'Anzeige' : 'Anzeigengruppe'} kann laufen.`,
  campaignChanged: (from, to) => `Jetzt: ${campaignStatus(to)}. Vorher: ${campaignStatus(from)}.`,
  suspended: (reason, isOpen) =>
    `${reason === null ? '' : `${says([reason])} `}${
      isOpen
        ? 'Die Anzeigen darin laufen nicht mehr, und Exporte dorthin werden abgelehnt. Sie können Widerspruch einlegen.'
        : 'Die Anzeigen darin liefen nicht mehr, und Exporte dorthin wurden abgelehnt.'
    }`,
  restored: 'Die Anzeigen darin können wieder laufen, und Exporte dorthin sind möglich.',
  accessLost:
    'Die Anmeldung hat keinen Zugriff mehr darauf, deshalb warten Exporte dorthin. Melden Sie sich mit einem TikTok-Konto an, das Zugriff hat, oder wenden Sie sich an einen Admin des Werbekontos.',
  accessRestored: 'Die Anmeldung hat wieder Zugriff darauf. Was gewartet hat, geht von selbst weiter.',
  expiring: (accountCount) =>
    `Sie lässt sich nicht von selbst verlängern. ${
      accountCount === 0 ? 'Melden Sie sich vor dem Ende an.' : ending(accountCount)
    }`,
  readOnly: (accountCount, waiting) =>
    `Diese TikTok-Anmeldung konnte nicht verlängert werden. ${hangs(accountCount, waiting)}`,
  disconnected: (accountCount, waiting) =>
    `TikTok akzeptiert diese Anmeldung nicht mehr. ${hangs(accountCount, waiting)}`,
  reconnected: 'Was darauf gewartet hat, geht von selbst weiter.',
  removed: 'Jemand hat sie endgültig getrennt. Mit ihr geht nichts mehr an TikTok.',
  exportCompleted: (sent, rejected) =>
    `TikTok hat daraus ${people(sent)} erhalten${
      rejected === 0
        ? ''
        : `; ${plural(rejected, { one: '# Zeile wurde ausgelassen', other: '# Zeilen wurden ausgelassen' })}`
    }. Anzeigen können die Zielgruppe nutzen.`,
  exportCompletedRemoval: (sent) => `TikTok wurde angewiesen, ${people(sent)} herauszunehmen.`,
  exportFailed: (why, sent) =>
    `${why} ${
      sent === 0
        ? 'Es wurde nichts gesendet.'
        : plural(sent, {
            one: '# Person ist schon dort und wird nicht doppelt gesendet.',
            other: '# Personen sind schon dort und werden nicht doppelt gesendet.',
          })
    }`,
  exportFailedWhy: 'Unterwegs ist etwas schiefgegangen.',
  exportCancelled: (sent) =>
    `Jemand hat ihn abgebrochen. ${
      sent === 0
        ? 'Es wurde nichts gesendet.'
        : plural(sent, {
            one: '# Person war schon gesendet und bleibt.',
            other: '# Personen waren schon gesendet und bleiben.',
          })
    }`,
  exportStarted: 'Er wird gesendet.',
  asks: {
    many_removals: (toAdd, toRemove) =>
      `Er würde ${toRemove === null ? 'viele Personen' : people(toRemove)} herausnehmen${
        toAdd === null || toAdd === 0 ? '' : ` und ${number(toAdd)} hinzufügen`
      }. ${UNTIL_AGREED}`,
    replaces_audience: () =>
      `Er würde alle in der Zielgruppe ersetzen, und Anzeigen pausieren solange vielleicht. ${UNTIL_AGREED}`,
    source_shrank: (toAdd, toRemove) =>
      `Das Segment ist viel kleiner geworden: ${
        toRemove === null
          ? 'Viele Personen würden wegfallen'
          : plural(toRemove, { one: '# Person würde wegfallen', other: '# Personen würden wegfallen' })
      }${toAdd === null || toAdd === 0 ? '' : ` und ${number(toAdd)} dazukommen`}. ${UNTIL_AGREED}`,
  },
  audienceReady: (matched, sent) =>
    matched === null
      ? 'Anzeigen können sie jetzt nutzen.'
      : `TikTok hat ${
          sent === null || sent < matched ? `etwa ${people(matched)}` : `${number(matched)} von ${people(sent)}`
        } erkannt. Anzeigen können sie jetzt nutzen.`,
  audienceEnding:
    'Nutzen Sie sie in einer aktiven Anzeigengruppe oder fügen Sie Personen hinzu, dann behält TikTok sie weitere 365 Tage.',
  audienceEnded: 'TikTok hat sie gelöscht, falls niemand sie rechtzeitig genutzt hat.',
  approvalRequested: (wants, isOpen) => `${wants}.${isOpen ? ' TikTok bekommt nichts, bis jemand entscheidet.' : ''}`,
  approvalDecided: {
    approved: (by) => (by === null ? 'Es wurde genehmigt.' : `${isolated(by)} hat es genehmigt.`),
    failed: () => 'Jemand hat es genehmigt, aber es ließ sich nicht ausführen. Der Grund steht in den Kontrollen.',
    denied: (by) => `${by === null ? 'Es wurde abgelehnt' : `${isolated(by)} hat es abgelehnt`}. ${NOT_DELIVERED}`,
    withdrawn: () => `Die Anfrage wurde zurückgezogen. ${NOT_DELIVERED}`,
    expired: () => `Die Zeit für eine Entscheidung ist abgelaufen. ${NOT_DELIVERED}`,
  },
  unknown: 'Diese Version kennt diese Art nicht und tut deshalb nichts damit.',
  other: 'Diese Version kann noch nicht sagen, was es bedeutet.',
  unknownMore: 'Was darin steht',
  kind: (object) => `Art ${object}`,

  unconfirmed: (what) =>
    `Nicht bestätigt (${what}): TikTok konnte nicht noch einmal gefragt werden oder kennt das Objekt nicht mehr. So stand es in der Mitteilung.`,
  settled: (when) => `Erledigt ${when}. Niemand muss etwas tun.`,
  at: (time) => `um ${time}`,
  on: (moment) => `am ${moment}`,
  retried: 'Es geht dort weiter, wo es aufgehört hat.',
  needsConnect: 'Zum erneuten Anmelden brauchen Sie die Berechtigung „Verbinden“.',
  needsExport: 'Zum Fortsetzen brauchen Sie die Berechtigung „Exportieren“.',
  standsUnder: {
    accounts: 'Sie finden es unter „Werbekonten“.',
    audiences: 'Sie entscheiden unter „Zielgruppen“.',
    controls: 'Sie entscheiden unter „Kontrollen“.',
  },

  edit: 'Im Ads Manager bearbeiten',
  appeal: 'Im Ads Manager widersprechen',
  see: 'Im Ads Manager ansehen',
  opensNewTab: 'öffnet einen neuen Tab',
  signIn: 'Erneut anmelden',
  newToken: 'Neues Token einfügen',
  retry: 'Export fortsetzen',
  retrying: 'Geht weiter…',
  review: 'Lauf ansehen',
  reviewCall: 'Ansehen',
  openControls: 'Kontrollen zeigen',
  openExport: 'Export öffnen',
  openAccounts: 'Werbekonten zeigen',
  openAudiences: 'Zielgruppen zeigen',
  about: (button, name) => `${button}: ${isolated(name)}`,
};
