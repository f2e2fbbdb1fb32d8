import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { build } from 'vite';

const FOLDER = join(import.meta.dirname, '../../../.tmp/bench');

/** Everything runs on one core where `taskset` exists. */
export const IS_PINNED = spawnSync('taskset', ['-c', '0', 'true']).status === 0;

/** Plain JavaScript, as it ships: the loader that reads TypeScript would count in time and memory. @returns the program's path */
export async function compile(name: string): Promise<string> {
  const outDir = join(FOLDER, name);
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: join(import.meta.dirname, `${name}.ts`),
      outDir,
      emptyOutDir: true,
      target: 'node20',
      // All in one folder: the server looks for its migrations beside itself.
      rolldownOptions: { output: { entryFileNames: `${name}.mjs`, chunkFileNames: '[name].mjs' } },
    },
  });
  return join(outDir, `${name}.mjs`);
}

/** Runs a compiled program to its end on one core. @returns the JSON it printed. @throws it failed */
export async function runPinned<Result>(program: string, args: readonly string[]): Promise<Result> {
  const command = [process.execPath, program, ...args];
  const [file = '', ...rest] = IS_PINNED ? ['taskset', '-c', '0', ...command] : command;
  const child = spawn(file, rest, { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.on('data', (piece: Buffer) => {
    text += piece.toString();
  });
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`a part of the benchmark ended with ${code ?? 'a signal'}`);
  return JSON.parse(text) as Result;
}
