import { loadConfig } from '../config.ts';
import { createServer } from '../create-server.ts';
import { findDataDirProblem } from './data-dir.ts';
import { explainListen } from './explain.ts';
import type { Command } from './io.ts';

/** Serves until the process is asked to stop. Whatever keeps it from starting leaves nothing running. */
export const serve: Command = async (_args, io) => {
  const config = loadConfig(io.env);
  const problem = await findDataDirProblem(config.dataDir);
  if (problem !== null) {
    io.stderr.write(`The data folder ${problem}.\n`);
    return 1;
  }
  const server = await createServer(config);
  try {
    const { url } = await server.listen();
    io.stdout.write(`TikTok Ads Connect is listening on ${url}, for browsers at ${config.publicUrl}.\n`);
    await io.stopRequested();
    return 0;
  } catch (error) {
    const line = explainListen(error, config);
    if (line === null) throw error;
    io.stderr.write(`${line}\n`);
    return 1;
  } finally {
    await server.close();
  }
};
