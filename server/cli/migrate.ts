import { loadConfig } from '../config.ts';
import { systemRandom } from '../random.ts';
import { openStore } from '../store/index.ts';
import type { Command } from './io.ts';

/** Brings the database's schema up to date; `serve` does the same when it starts. */
export const migrate: Command = async (_args, io) => {
  const store = await openStore(loadConfig(io.env), systemRandom);
  await store.close();
  io.stdout.write('The database is up to date.\n');
  return 0;
};
