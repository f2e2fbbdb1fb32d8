import type { common as English } from '../en/common.ts';

const ENDED = 'Es wurde nichts geändert. Laden Sie die Seite neu oder melden Sie sich dort erneut an.';

/** German words that more than one element says. */
export const common: typeof English = {
  comma: ', ',
  colon: ': ',
  stop: '. ',
  unitGap: ' ',
  tryAgain: 'Erneut versuchen',
  reload: 'Seite neu laden',
  sessionEnded: 'Ihre Sitzung ist abgelaufen',
  offline: 'Sie sind offline',
  offlineText:
    'Was Sie sehen, bleibt stehen und ist vielleicht nicht mehr aktuell. Sobald Sie wieder online sind, wird es neu geladen.',
  cancel: 'Abbrechen',
  close: 'Schließen',
  requestId: 'Anfrage-ID',
  copy: 'Kopieren',
  copied: 'Kopiert',
  stillLoading: 'Lädt noch',
  partFailed: 'Dieser Teil wurde nicht geladen',
  failures: {
    network_error:
      'Der Server ist nicht erreichbar. Es wurde nichts geändert. Prüfen Sie Ihre Verbindung und versuchen Sie es erneut.',
    timeout: 'Der Server hat nicht rechtzeitig geantwortet. Es wurde nichts geändert. Versuchen Sie es erneut.',
    session_unavailable: ENDED,
    invalid_session: ENDED,
    session_expired: ENDED,
    missing_credentials: ENDED,
    unexpected_response:
      'Der Server hat anders geantwortet als erwartet. Es wurde nichts geändert. Versuchen Sie es in einer Minute erneut.',
    internal_error:
      'Bei uns ist etwas schiefgegangen. Es wurde nichts geändert. Versuchen Sie es in einer Minute erneut.',
  },
  roles: { ADMIN: 'Admin', OPERATOR: 'Operator', ANALYST: 'Analyst' },
  noRole: 'Keine Rolle',
};
