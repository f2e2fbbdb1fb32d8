import { OAUTH_MESSAGE_TYPE, OAUTH_WINDOW_NAME, RETURN_ATTEMPT_PARAMETER } from '../../shared/oauth-message.ts';
import type { AppError } from '../errors.ts';
import { escapeHtml } from '../http/index.ts';
import type { Completion } from './complete-authorization.ts';

// The page a person sees after TikTok. It tells the window that opened it and closes, or goes back to where the sign-in
// began; without a script, or with its opener cut off, it says in words what happened.

export interface CallbackPage {
  status: number;
  html: string;
  headers: Readonly<Record<string, string>>;
}

/**
 * @param nonce base64url; allows this page's own style and script and nothing else
 */
export function callbackPage(completion: Completion, nonce: string): CallbackPage {
  const { title, paragraphs } = words(completion);
  const attempt = completion.attempt;
  const backUrl = attempt?.returnUrl ?? null;
  const link = backUrl === null || attempt === null ? null : withAttempt(backUrl, attempt.id);
  const data = completion.kind === 'refused' ? '' : messageData(completion, link);
  return {
    // Not a 5xx even when TikTok failed: proxies put their own pages in the place of those.
    status: completion.kind === 'succeeded' || completion.kind === 'review' ? 200 : 400,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
      'Referrer-Policy': 'no-referrer',
      'Cache-Control': 'no-store',
      'X-Robots-Tag': 'noindex',
    },
    html: `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
${NO_ICON}
<style nonce="${nonce}">${STYLE}</style>
</head>
<body${data}>
<main>
<h1>${escapeHtml(title)}</h1>
${paragraphs.map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`).join('\n')}
${link === null ? '<p>You can close this window.</p>' : `<p><a href="${escapeHtml(link)}">Go back to where you were</a></p>`}
</main>
${data === '' ? '' : `<script nonce="${nonce}">${SCRIPT}</script>`}
</body>
</html>
`,
  };
}

function words(completion: Completion): { title: string; paragraphs: string[] } {
  if (completion.kind === 'succeeded')
    return { title: 'TikTok is connected', paragraphs: ['Next, choose the ad accounts to import.'] };
  if (completion.kind === 'review') {
    return {
      title: 'One more question',
      paragraphs: [
        'The sign-in worked, but taking it over would take something away from the connection: ad accounts, permissions, or the TikTok user it belongs to.',
        'Nothing has changed yet. Go back to the page you came from: it shows what would be lost, and asks. It waits for half an hour.',
      ],
    };
  }
  const { error } = completion;
  if (completion.kind === 'refused') {
    // A used link may well have connected: this is what a reload of the page above shows. So may one that we stumbled over.
    const mayBeConnected = error.code === 'oauth_state_used' || error.code === 'internal_error';
    const then = mayBeConnected ? 'To connect again,' : 'Nothing was connected. To try again,';
    return { title: error.title, paragraphs: [error.message, `${then} start from the page you came from.`] };
  }
  return { title: 'TikTok was not connected', paragraphs: [error.message, ...requestIdLine(error)] };
}

function requestIdLine({ tiktokRequestId }: AppError): string[] {
  return tiktokRequestId === null ? [] : [`TikTok's request id, for its support: ${tiktokRequestId}`];
}

function withAttempt(returnUrl: string, attemptId: string): string {
  const url = new URL(returnUrl);
  url.searchParams.set(RETURN_ATTEMPT_PARAMETER, attemptId);
  return url.href;
}

function messageData(completion: Exclude<Completion, { kind: 'refused' }>, link: string | null): string {
  const { attempt, kind } = completion;
  const data = {
    type: OAUTH_MESSAGE_TYPE,
    attempt: attempt.id,
    // The sign-in itself succeeded; that there is a question left, the attempt tells whoever asks.
    status: kind === 'review' ? 'succeeded' : kind,
    origin: new URL(attempt.origin).origin,
    ...(link === null ? {} : { back: link }),
  };
  return Object.entries(data)
    .map(([name, value]) => ` data-${name}="${escapeHtml(value)}"`)
    .join('');
}

// Firefox asks every page's server for an icon, and says on the console that this page's policy forbids it.
const NO_ICON = '<link rel="icon" href="data:,">';

// The message goes to the origin the attempt was bound to and to no other. A tab that somebody else's page opened has an
// opener too: with a way back given, only a window of the connect button's own name closes itself.
const SCRIPT = `
(() => {
  const { type, attempt, status, origin, back } = document.body.dataset;
  const opener = window.opener;
  if (opener) opener.postMessage({ type, attemptId: attempt, status }, origin);
  if (opener && (!back || window.name === ${JSON.stringify(OAUTH_WINDOW_NAME)})) window.close();
  else if (back) location.replace(back);
})();
`;

const STYLE = `
:root { color-scheme: light dark; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; font: 16px/1.5 system-ui, sans-serif; color: #1c1d1f; background: #f6f7f8; }
main { box-sizing: border-box; width: min(100% - 32px, 448px); margin: 24px 0; padding: 32px; border: 1px solid #dcdfe3; border-radius: 12px; background: #fff; overflow-wrap: anywhere; }
h1 { margin: 0 0 16px; font-size: 20px; line-height: 1.3; }
p { margin: 0 0 8px; }
p:last-child { margin: 16px 0 0; }
a { color: inherit; }
@media (prefers-color-scheme: dark) {
  body { color: #eceef0; background: #131416; }
  main { border-color: #34373b; background: #1c1e21; }
}
`;
