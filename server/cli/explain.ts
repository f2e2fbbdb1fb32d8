import { ConfigError } from '../config.ts';
import { StoreError } from '../store/index.ts';

/** What a person at a terminal needs to know of a failure: lines without a stack. */
export function explain(error: unknown): string[] {
  if (error instanceof ConfigError) return [...error.problems, 'docs/configuration.md explains every variable.'];
  if (error instanceof StoreError) return [error.message];
  return [error instanceof Error ? error.message : String(error)];
}

/** What it means that a server could not listen, or null when the error is another one. */
export function explainListen(error: unknown, at: { port: number; host: string }): string | null {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE')
    return `Port ${at.port} on ${at.host} is taken: stop what listens there, or set PORT to another one.`;
  if (code === 'EACCES') return `Port ${at.port} needs more rights: set PORT to one above 1023.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `This machine has no address ${at.host}: set HOST to one of its own, such as 127.0.0.1 or 0.0.0.0.`;
  return null;
}
