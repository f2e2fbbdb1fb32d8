// The same file made the way one would write it in an afternoon: csv-parse for the records, libphonenumber for every phone,
// createHash for every value, a Set for the duplicates. In a process of its own. Prints `Measured`.
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { parse } from 'csv-parse';
import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js';
import { type Measured, Meter, peakMb } from './meter.ts';
import { csvPieces, distinctPeople } from './people.ts';

const rows = Number(process.argv[2]);
const folder = await mkdtemp(join(tmpdir(), 'export-bench-plain-'));
try {
  process.stdout.write(`${JSON.stringify(await measure())}\n`);
} finally {
  await rm(folder, { recursive: true, force: true });
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

async function measure(): Promise<Measured> {
  const meter = new Meter();
  const path = join(folder, 'audience.csv');
  const pieces: Uint8Array[] = [];
  for await (const piece of csvPieces(rows)) pieces.push(piece.slice());
  const csvBytes = pieces.reduce((sum, piece) => sum + piece.length, 0);
  let people = 0;
  for (let sample = 0; sample < 20; sample++) meter.sampleHashRate();
  await meter.time('all of it', async () => {
    const output = createWriteStream(path);
    output.write('email_SHA256,phone_SHA256,MAID_SHA256\n');
    const seen = new Set<string>();
    const records: AsyncIterable<Record<'email' | 'phone' | 'gaid' | 'country', string>> = Readable.from(pieces).pipe(
      parse({ columns: true }),
    );
    for await (const { email, phone, gaid, country } of records) {
      const number = parsePhoneNumberFromString(phone, country as CountryCode);
      const cells = [
        sha256(email.trim().toLowerCase()),
        number?.isValid() === true ? sha256(number.number) : '',
        sha256(gaid.trim().toLowerCase()),
      ];
      const line = cells.join(',');
      if (seen.has(line)) continue;
      seen.add(line);
      people++;
      if (!output.write(`${line}\n`)) await once(output, 'drain');
    }
    output.end();
    await finished(output);
  });
  if (people !== distinctPeople(rows))
    throw new Error(`the result is wrong (${people} people), so its speed means nothing`);
  return {
    rows,
    csvBytes,
    people,
    files: 1,
    phases: meter.phases,
    hashRate: meter.hashRate,
    peakMb: peakMb(),
    signMs: 0,
    filesHash: createHash('sha256')
      .update(await readFile(path))
      .digest('hex'),
  };
}
