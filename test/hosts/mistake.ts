import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './packed.ts';

// An app whose events were of any type would pass its check whatever it did with them. So it is asked once to find a mistake.

const RIGHT = 'detail.advertiserIds';
const WRONG = 'detail.advertiserNames';

/** Misspells what an event tells, and expects the framework's own checker to say so. The sources are as before after. */
export async function refusesMistake(folder: string): Promise<void> {
  const sources = readdirSync(join(folder, 'src')).map((name) => join(folder, 'src', name));
  const source = sources.find((path) => readFileSync(path, 'utf8').includes(RIGHT));
  if (source === undefined) throw new Error(`No source of this app uses ${RIGHT}`);
  const text = readFileSync(source, 'utf8');
  writeFileSync(source, text.replace(RIGHT, WRONG));
  try {
    const complaint = await run('npm', ['run', 'check'], folder).then(
      () => null,
      (error: unknown) => String(error),
    );
    if (complaint === null) throw new Error(`The check has let ${WRONG} pass: the event is not typed`);
    if (!complaint.includes('advertiserNames')) throw new Error(`The check complains of something else: ${complaint}`);
  } finally {
    writeFileSync(source, text);
  }
}
