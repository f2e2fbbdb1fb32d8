const ENDED = 'Nothing has changed. Reload the page, or sign in to it again.';

/** Words that more than one element says. */
export const common = {
  /** Between the parts of an enumeration, before what explains, and between sentences. */
  comma: ', ',
  colon: ': ',
  stop: '. ',
  /** Between a number and what it counts, where they are drawn as two. */
  unitGap: ' ',
  tryAgain: 'Try again',
  reload: 'Reload the page',
  sessionEnded: 'Your session has ended',
  offline: 'You’re offline',
  offlineText: 'What you see stays here and may be out of date. It’s loaded again as soon as you’re back.',
  cancel: 'Cancel',
  close: 'Close',
  requestId: 'Request ID',
  copy: 'Copy',
  copied: 'Copied',
  stillLoading: 'Still loading',
  partFailed: 'This part didn’t load',
  /** Sentences for failures that the server did not describe itself. */
  failures: {
    network_error: 'The server can’t be reached. Nothing has changed. Check your connection, then try again.',
    timeout: 'The server didn’t answer in time. Nothing has changed. Try again.',
    session_unavailable: ENDED,
    invalid_session: ENDED,
    session_expired: ENDED,
    missing_credentials: ENDED,
    unexpected_response: 'The server didn’t answer as expected. Nothing has changed. Try again in a minute.',
    internal_error: 'Something went wrong on our side. Nothing has changed. Try again in a minute.',
  } as Readonly<Record<string, string>>,
  roles: { ADMIN: 'Admin', OPERATOR: 'Operator', ANALYST: 'Analyst' },
  noRole: 'No role',
};
