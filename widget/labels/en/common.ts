/** Words that more than one element says. */
export const common = {
  tryAgain: 'Try again',
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
    session_unavailable:
      'This page couldn’t get a session. Nothing has changed. Reload the page, or sign in to it again.',
    invalid_session: 'Your session has ended. Nothing has changed. Reload the page to go on.',
    session_expired: 'Your session has ended. Nothing has changed. Reload the page to go on.',
    missing_credentials: 'Your session has ended. Nothing has changed. Reload the page to go on.',
    unexpected_response: 'The server didn’t answer as expected. Nothing has changed. Try again in a minute.',
    internal_error: 'Something went wrong on our side. Nothing has changed. Try again in a minute.',
  } as Readonly<Record<string, string>>,
  roles: { ADMIN: 'Admin', OPERATOR: 'Operator', ANALYST: 'Analyst' },
  noRole: 'No role',
};
