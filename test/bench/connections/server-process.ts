import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { compiledChild } from '../../support/compiled-child.ts';
import type { FromChild, ToChild } from './messages.ts';

export interface ServerProcess {
  readonly url: string;
  /** Sets the calendar and has due jobs looked for. Resolves when that is done, not when the jobs are. */
  moveTo(now: number): Promise<void>;
  report(): Promise<Extract<FromChild, { kind: 'report' }>>;
  stop(): Promise<void>;
}

/** Starts a server process with this environment and waits until it listens. */
export async function startServerProcess(env: Readonly<Record<string, string>>): Promise<ServerProcess> {
  const program = await compiledChild('test/bench/connections/server-child.ts');
  const child = fork(program, { execArgv: [], env: { ...env, PATH: process.env['PATH'] ?? '' } });
  const { url } = await answer(child, 'listening');
  return {
    url,
    async moveTo(now) {
      const moved = answer(child, 'moved');
      send(child, { kind: 'time', now });
      await moved;
    },
    async report() {
      const report = answer(child, 'report');
      send(child, { kind: 'report' });
      return report;
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, 'exit');
      send(child, { kind: 'end' });
      await exited;
    },
  };
}

function send(child: ChildProcess, message: ToChild): void {
  child.send(message);
}

/** The next message of a kind. @throws when the process ends first */
function answer<Kind extends FromChild['kind']>(
  child: ChildProcess,
  kind: Kind,
): Promise<Extract<FromChild, { kind: Kind }>> {
  return new Promise((resolve, reject) => {
    const read = (message: FromChild): void => {
      if (message.kind !== kind) return;
      settle();
      resolve(message as Extract<FromChild, { kind: Kind }>);
    };
    const ended = (): void => {
      settle();
      reject(new Error(`A server process ended before it said "${kind}".`));
    };
    const settle = (): void => {
      child.off('message', read);
      child.off('exit', ended);
    };
    child.on('message', read);
    child.on('exit', ended);
  });
}
