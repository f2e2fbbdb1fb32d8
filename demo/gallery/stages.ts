import { randomBytes } from 'node:crypto';
import { type BendCounter, countBends } from './bends.ts';
import type { Scene } from './scene.ts';
import { type FoundScene } from './scenes/index.ts';
import { openStage, type OpenStage, type StageOptions } from './stage.ts';

/** A stage that one opened page plays on. */
export interface Playing {
  readonly ticket: string;
  readonly stage: OpenStage;
  readonly scene: Scene;
  readonly bends: BendCounter;
}

export interface Stages {
  /** A fresh stage for a page that opens now. */
  open(found: FoundScene): Promise<Playing>;
  /** Opens a stage ahead of the page that will ask for it. */
  prepare(found: FoundScene): void;
  find(ticket: string): Playing | null;
  /** How many are open. */
  readonly size: number;
  /** Closes all, also those that are still opening. */
  stop(): Promise<void>;
}

export interface StagesOptions extends StageOptions {
  /** The least recently used one beyond closes. Default 6. */
  readonly most?: number;
}

/** Keeps the stages of opened pages. A reload plays on a new one, so what was done on the page before is gone. */
export function createStages({ most = 6, ...stageOptions }: StagesOptions = {}): Stages {
  // Insertion order is the order of last use.
  const playing = new Map<string, Playing>();
  const ahead = new Map<string, Promise<OpenStage>>();
  const opening = new Set<Promise<OpenStage>>();
  const closing = new Set<Promise<void>>();
  let isStopped = false;

  const begin = (scene: Scene): Promise<OpenStage> => {
    const promise = openStage(scene, stageOptions);
    opening.add(promise);
    const forget = (): void => void opening.delete(promise);
    promise.then(forget, forget);
    return promise;
  };
  const end = (stage: OpenStage): void => {
    const promise = stage.close().finally(() => closing.delete(promise));
    closing.add(promise);
  };
  const keyOf = ({ group, scene }: FoundScene): string => `${group.element}/${scene.id}`;

  return {
    async open(found) {
      if (isStopped) throw new Error('The gallery is closing.');
      const key = keyOf(found);
      const prepared = ahead.get(key);
      ahead.delete(key);
      const stage = await (prepared ?? begin(found.scene));
      const ticket = randomBytes(9).toString('base64url');
      const play = { ticket, stage, scene: found.scene, bends: countBends(found.scene.bends ?? []) };
      playing.set(ticket, play);
      for (const [oldest, { stage: unused }] of playing) {
        if (playing.size <= most) break;
        playing.delete(oldest);
        end(unused);
      }
      return play;
    },
    prepare(found) {
      const key = keyOf(found);
      if (isStopped || ahead.has(key)) return;
      const promise = begin(found.scene);
      ahead.set(key, promise);
      // Whoever opens it meets the error; until then nobody listens.
      promise.catch(() => undefined);
    },
    find(ticket) {
      const found = playing.get(ticket) ?? null;
      if (found !== null) {
        playing.delete(ticket);
        playing.set(ticket, found);
      }
      return found;
    },
    get size() {
      return playing.size;
    },
    async stop() {
      isStopped = true;
      const unused = await Promise.allSettled([...opening, ...ahead.values()]);
      for (const each of unused) if (each.status === 'fulfilled') end(each.value);
      for (const { stage } of playing.values()) end(stage);
      playing.clear();
      ahead.clear();
      await Promise.all(closing);
    },
  };
}
