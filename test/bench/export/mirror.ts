import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CSV_ATTRIBUTES, digestsOf, spell } from './people.ts';
import { compileServer, startServerProcess } from './server-process.ts';

const PAGE_ROWS = 10_000;
/** One person in so many leaves between two runs, and somebody else comes. */
const CHANGE_EVERY = 100;
const MEMORY_BUDGET_MB = 400;
const DAYS_OF_PROCESSING_S = 49 * 3600;

/** A segment of so many people whose every hundredth can be exchanged for somebody new. */
class Population {
  readonly size: number;
  hasChanged = false;

  constructor(size: number) {
    this.size = size;
  }

  personAt(row: number): number {
    return this.hasChanged && row % CHANGE_EVERY === 0 ? this.size + row : row;
  }

  *persons(): Generator<number> {
    for (let row = 0; row < this.size; row++) yield this.personAt(row);
  }
}

/**
 * A mirror of a segment that the server fetches in pages: the first run, and then one after a change of one percent, with the server
 * in a process of its own. Prints what each took.
 *
 * @returns whether TikTok held the segment after each run, the second sent only the change, and memory stayed within its budget
 */
export async function measureMirror(rows: number): Promise<boolean> {
  const population = new Population(rows);
  const source = await serveSegment(population);
  const server = await startServerProcess(await compileServer());
  const whole = (value: number): string => Math.round(value).toLocaleString('en');
  const changed = Math.ceil(rows / CHANGE_EVERY);
  console.log(`\n${whole(rows)} people, of whom 1 % are exchanged between two runs`);
  let isRight = true;
  try {
    const url = `http://127.0.0.1:${(source.address() as AddressInfo).port}/people`;
    await server.call('PUT', '/v1/segments/everybody', { name: 'Everybody', source: { url } });
    const { id } = await server.call<{ id: string }>('POST', '/v1/mirrors', {
      advertiserId: server.advertiserId,
      segmentId: 'everybody',
      attributes: CSV_ATTRIBUTES,
      audience: { create: { name: 'Benchmark' } },
      schedule: null,
      defaultCountry: 'de',
    });
    for (const [name, toAdd, toRemove] of [
      ['first run', rows, 0],
      // Added are people, with all of their identifiers; removed are identifiers, whoever they belonged to.
      ['after the change', changed, changed * CSV_ATTRIBUTES.length],
    ] as const) {
      population.hasChanged = toRemove > 0;
      const expected = digestsOf(population.persons());
      const before = await server.used();
      const start = performance.now();
      const run = await server.call<{ id: string }>('POST', `/v1/mirrors/${id}/run`, {});
      const shown = await server.untilAccepted(run.id);
      const wallS = (performance.now() - start) / 1000;
      const after = await server.used();
      const { counts } = shown;
      const isSame = await server.holds(shown.customAudienceId, expected);
      const isOnlyChange = counts.toAdd === toAdd && counts.toRemove === toRemove;
      isRight &&= isSame && isOnlyChange && after.peakMb <= MEMORY_BUDGET_MB;
      console.log(
        `  ${name.padEnd(18)} ${wallS.toFixed(1)} s on the wall, ${((after.cpuMs - before.cpuMs) / 1000).toFixed(1)} s of processor; ` +
          `sent: ${whole(counts.toAdd)} people to add, ${whole(counts.toRemove)} identifiers to remove${isOnlyChange ? '' : ' (WRONG)'}`,
      );
      console.log(
        `  ${''.padEnd(18)} peak memory ${whole(after.peakMb)} MB, budget ≤ ${MEMORY_BUDGET_MB} MB; members at TikTok: ${isSame ? 'every one, and nobody else' : 'WRONG'}`,
      );
      server.simulator.simulator.advance(DAYS_OF_PROCESSING_S);
    }
    return isRight;
  } finally {
    await server.stop();
    source.closeAllConnections();
    source.close();
  }
}

/** The host's side: people in pages. */
async function serveSegment(population: Population): Promise<Server> {
  const http = createServer((request, response) => {
    const from = Number(new URL(request.url ?? '', 'http://host').searchParams.get('cursor') ?? 0);
    const to = Math.min(population.size, from + PAGE_ROWS);
    const records: object[] = [];
    for (let row = from; row < to; row++) {
      const { email, phone, device } = spell(population.personAt(row));
      records.push({ email, phone, gaid: device, country: 'DE' });
    }
    const nextCursor = to < population.size ? String(to) : null;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ records, nextCursor }));
  }).listen(0, '127.0.0.1');
  await once(http, 'listening');
  return http;
}
