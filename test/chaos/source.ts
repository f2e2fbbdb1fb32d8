import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export type SourceRow = Readonly<Record<string, string | null>>;

/** A host's segments, served in pages. */
export interface Source {
  readonly url: string;
  /** What each segment holds. */
  readonly segments: Map<string, readonly SourceRow[]>;
  /** So many of the next requests are answered with a 503, after that many that go well. */
  failing: { after: number; times: number } | null;
  stop(): Promise<void>;
}

export async function startSource(pageRows = 400): Promise<Source> {
  const segments = new Map<string, readonly SourceRow[]>();
  const source = { failing: null as Source['failing'] };
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://host');
    const { failing } = source;
    if (failing !== null && --failing.after < 0) {
      if (--failing.times <= 0) source.failing = null;
      response.writeHead(503).end();
      return;
    }
    const rows = segments.get(url.pathname.slice(1)) ?? [];
    const from = Number(url.searchParams.get('cursor') ?? 0);
    const nextCursor = from + pageRows < rows.length ? String(from + pageRows) : null;
    response
      .writeHead(200, { 'Content-Type': 'application/json' })
      .end(JSON.stringify({ records: rows.slice(from, from + pageRows), nextCursor }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    segments,
    get failing() {
      return source.failing;
    },
    set failing(failing) {
      source.failing = failing;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
