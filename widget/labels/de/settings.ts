import type { settings as English } from '../en/settings.ts';
import { number, plural } from './speech.ts';

const signInsStay = (count: number): string =>
  plural(count, {
    one: '# Anmeldung bleibt bei Ihrer App und funktioniert weiter.',
    other: '# Anmeldungen bleiben bei Ihrer App und funktionieren weiter.',
  });

/** German words of `<tiktok-ads-settings>`. */
export const settings: typeof English = {
  title: 'TikTok Ads',
  subtitle:
    'Senden Sie Ihre Segmente als Zielgruppen an TikTok. Namen, E-Mails und Telefonnummern werden vorher gehasht.',
  setUp: 'Einrichtung',
  stepDone: 'Erledigt:',
  stepNext: 'Als Nächstes:',
  stepLater: 'Später:',
  connect: 'Verbinden',
  connectHint: 'Werbekonten wählen',
  connected: (count, isMore) =>
    isMore ? `${number(count)}+ Werbekonten` : plural(count, { one: '# Werbekonto', other: '# Werbekonten' }),
  map: 'Eigenschaften zuordnen',
  mapped: (count, all) => `${number(count)} von ${number(all)}`,
  export: 'Zielgruppe exportieren',
  exportNeeds: 'Braucht E-Mail oder Telefon',
  exportHint: 'Wählen, wer wohin',
  exported: 'Erster Export gesendet',
  needs: {
    connect: 'Braucht die Berechtigung „Verbinden“',
    map: 'Braucht die Berechtigung „Zuordnen“',
    export: 'Braucht die Berechtigung „Exportieren“',
  },
  noAccessTitle: 'Sie können TikTok Ads nicht sehen',
  noAccess:
    'Ihre Rolle in diesem Arbeitsbereich umfasst TikTok nicht. Bitten Sie die Admins um die Berechtigung „Lesen“.',
  unsaved: 'Noch nicht gespeichert',
  continue: 'Weiter',
  continueWith: (step) => `Weiter mit: ${step}`,
  tabs: {
    accounts: 'Konten',
    mapping: 'Zuordnung',
    audiences: 'Zielgruppen',
    controls: 'Kontrollen',
    activity: 'Aktivität',
  },
  needYou: (count) => plural(count, { one: '# wartet auf Sie', other: '# warten auf Sie' }),
  callsWait: (count) =>
    plural(count, { one: '# Aufruf wartet auf eine Entscheidung', other: '# Aufrufe warten auf eine Entscheidung' }),
  nowNeedYou: (count) =>
    `Aktivitäten: ${plural(count, { one: '# Ereignis wartet auf Sie', other: '# Ereignisse warten auf Sie' })}`,

  app: 'Entwickler-App',
  appServer: 'Nutzt die App dieses Produkts.',
  appNone: 'Es gibt keine App, deshalb kann sich niemand bei TikTok anmelden.',
  appOwn: 'App',
  appSecretEnds: 'Secret endet auf',
  appMade: (count) =>
    plural(count, { one: '# Anmeldung wurde damit erstellt', other: '# Anmeldungen wurden damit erstellt' }),
  appUseOwn: 'Eigene App nutzen',
  appChange: 'Ändern',
  appGoBack: 'Zur App des Produkts zurückkehren',
  appId: 'App-ID',
  appIdHint: 'Im Entwicklerportal von TikTok unter „My Apps“.',
  appIdMissing: 'Kopieren Sie die App-ID aus dem Entwicklerportal von TikTok.',
  appSecret: 'App-Secret',
  appSecretHint: 'Wird verschlüsselt gespeichert. Später sind nur die letzten 4 Zeichen zu sehen.',
  appSecretMissing: 'Kopieren Sie das ganze Secret von der Seite der App.',
  appRedirect: 'Tragen Sie in dieser App folgende Weiterleitungsadresse ein:',
  appOthersStay:
    'Neue Anmeldungen entstehen mit dieser App. Bestehende bleiben bei der App, mit der sie erstellt wurden.',
  appSave: 'Diese App nutzen',
  appSaving: 'TikTok prüft…',
  appSaved: (appId) => `Neue Anmeldungen entstehen mit der App ${appId}`,
  appRefused: 'TikTok kennt diese App nicht',
  appRefusedText:
    'Es wurde nichts gespeichert. Kopieren Sie ID und Secret von der Seite derselben App und versuchen Sie es erneut.',
  appPairWrong: 'Gehört nicht zu dieser App-ID.',
  appSaveFailed: 'Die App konnte nicht gespeichert werden',
  appLoadFailed: 'Die Entwickler-App konnte nicht geladen werden',
  appBackTitle: 'Zur App des Produkts zurückkehren?',
  appBackNew: 'Neue Anmeldungen nutzen die App dieses Produkts, falls es eine hat.',
  appBackKept: signInsStay,
  appBackSecret: 'Ihr Secret bleibt hier nur verschlüsselt gespeichert, solange diese es brauchen.',
  appBackForgotten: 'Ihr Secret wird gelöscht.',
  appKeep: 'Eigene App behalten',
  appGoBackNow: 'Zurückkehren',
  appGoingBack: 'Wird umgestellt…',
  appRemoved: 'Ihre Entwickler-App wird nicht mehr genutzt',
  appBackFailed: 'Die Rückkehr zur App des Produkts ist nicht gelungen',
};
