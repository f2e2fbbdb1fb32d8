import type { Export } from '../../shared/exports.ts';
import type { Change } from './model.ts';
import type { Which } from './steps.ts';
import { ServerDied, type World } from './world.ts';

const ROUNDS = 400;
const RETRIES = 6;

/** An export that is to be brought to its end, and what it does then. */
export interface Running {
  readonly which: Which;
  readonly exportId: string;
  /** The audience it changes; null: it makes one. */
  readonly target: string | null;
  readonly change: Change;
  readonly isLook: boolean;
  retries: number;
}

export function read(world: World, exportId: string): Promise<Export> {
  return world.must('GET', `/v1/exports/${exportId}`);
}

/** Does it, with a new server whenever the old one dies of it. */
export async function survive<Result>(world: World, run: () => Promise<Result>): Promise<Result> {
  for (let deaths = 0; ; deaths++) {
    try {
      return await run();
    } catch (error) {
      if (!(error instanceof ServerDied) || deaths === 3) throw error;
      await world.restart();
    }
  }
}

/** Lets jobs run and time pass, and does what a person would do, until all of them are at rest. `rest`: whether everything else is, too. */
export async function settle(
  world: World,
  running: readonly Running[],
  rest: () => Promise<boolean>,
): Promise<Map<string, Export>> {
  const ended = new Map<string, Export>();
  let latest: Export | null = null;
  const { runsByItself } = world;
  for (let round = 0; round < (runsByItself ? 10 : 1) * ROUNDS; round++) {
    for (const each of running) {
      if (ended.has(each.exportId)) continue;
      latest = await survive(world, () => moveOn(world, each));
      if (isAtRest(each, latest)) ended.set(each.exportId, latest);
    }
    if (ended.size === running.length && (await survive(world, rest))) return ended;
    await survive(world, () => world.runDue());
    if (!runsByItself) await survive(world, () => world.advance(round < 5 ? 2_000 : 30_000));
  }
  throw new Error(`an export never came to its end: ${JSON.stringify(latest)}`);
}

async function moveOn(world: World, each: Running): Promise<Export> {
  const { exportId } = each;
  const act = (action: string) => world.call('POST', `/v1/exports/${exportId}/${action}`);
  const found = await read(world, exportId);
  if (found.waiting !== null) await world.signIn();
  else if (found.pausedAt !== null) await act('resume');
  else if (found.state === 'ready' && !each.isLook && (found.mirrorId === null || found.confirmation !== null)) {
    const answer = await act('start');
    if (answer.json?.code === 'export_empty') await act('cancel');
    else if (answer.json?.code === 'connection_disconnected') await world.signIn();
    else if (answer.status !== 202 && answer.json?.code !== 'export_wrong_state') throw new Error(answer.text);
  } else if (found.state === 'failed' && each.retries < RETRIES && found.error?.code !== 'export_empty') {
    each.retries++;
    await world.simulator.clearFaults();
    const answer = await act('retry');
    if (answer.json?.code === 'connection_disconnected') await world.signIn();
  }
  return read(world, exportId);
}

function isAtRest({ isLook, retries }: Running, { state, error }: Export): boolean {
  if (state === 'processing' || state === 'completed' || state === 'cancelled') return true;
  if (isLook && state === 'ready') return true;
  return state === 'failed' && (retries >= RETRIES || error?.code === 'export_empty');
}
