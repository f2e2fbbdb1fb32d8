/** What a command may touch of its process; tests hand in their own. */
export interface CliIo {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
  /** Resolves when the process is asked to stop. */
  stopRequested(): Promise<void>;
  /** The simulator's own command line. */
  simulate(args: readonly string[]): Promise<number>;
}

/** Runs and answers the exit code. */
export type Command = (args: readonly string[], io: CliIo) => Promise<number>;
