// Pages of a host on an origin of its own, that load the script tag from the server, or as part of their own bundle, or both.

import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import type { TestServer } from '../../support/server.ts';

export interface GuestPages {
  readonly origin: string;
  /** The address of a page with this inside its body. Its session is of this workspace. @param scripts its `script-src` and what follows */
  pageUrl(body: string, scripts?: string): string;
  stop(): Promise<void>;
}

/** @param own folders of scripts that the host serves itself: `/own/<key>/<file>` */
export async function startGuestPages(
  server: TestServer,
  workspaceId: string,
  own: Readonly<Record<string, string>>,
): Promise<GuestPages> {
  const pages: { body: string; scripts: string }[] = [];
  const http = createServer((request, response) => {
    const url = new URL(request.url ?? '/', `http://${request.headers.host ?? ''}`);
    const send = (type: string, body: string | Buffer, scripts = "'self'"): void => {
      response.writeHead(200, { 'content-type': type, 'content-security-policy': policyOf(server.url, scripts) });
      response.end(body);
    };
    const answer = async (): Promise<void> => {
      const [, place = '', key = '', file = ''] = url.pathname.split('/');
      const page = place === 'page' ? pages[Number(key)] : undefined;
      if (page !== undefined) return send('text/html; charset=utf-8', pageHtml(page.body), page.scripts);
      if (place === 'session.js') return send('text/javascript', SESSION_SCRIPT);
      if (place === 'session')
        return send(
          'application/json',
          JSON.stringify({ token: await server.mintSession({ workspaceId, origin: url.origin }) }),
        );
      if (place === 'own') return send('text/javascript', await readFile(join(own[key] ?? '', basename(file))));
      response.writeHead(404).end();
    };
    answer().catch(() => response.writeHead(500).end());
  });
  await listen(http);
  const origin = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  return {
    origin,
    pageUrl: (body, scripts = `'self' ${server.url}`) => `${origin}/page/${pages.push({ body, scripts }) - 1}`,
    async stop() {
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}

function listen(http: Server): Promise<void> {
  return new Promise((resolve) => http.listen(0, '127.0.0.1', resolve));
}

/** As docs/script-tag.md has it for scripts of the server's origin; the image is the page's own icon. */
const policyOf = (serverUrl: string, scripts: string): string =>
  `default-src 'none'; script-src ${scripts}; style-src 'self'; connect-src 'self' ${serverUrl}; worker-src 'self'; img-src data:; base-uri 'none'; form-action 'none'`;

const pageHtml = (body: string): string => `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>A host's page</title><link rel="icon" href="data:,"><script src="/session.js" nonce="guest"></script></head>
<body>
${body}
</body>
</html>`;

// No module: it runs before the tags are there, and its properties are set before any script of ours.
const SESSION_SCRIPT = `
globalThis.violations = [];
addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => violations.push(violatedDirective + ' ' + blockedURI));
addEventListener('DOMContentLoaded', () => {
  for (const provider of document.querySelectorAll('tiktok-ads-provider')) provider.fetchSessionToken = async () => {
    if (provider.hasAttribute('signed-out')) throw new Error('nobody is signed in');
    return (await fetch('/session', { method: 'POST' })).json();
  };
});
`;
