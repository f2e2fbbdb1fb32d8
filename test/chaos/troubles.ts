import type { Running } from './settle.ts';
import type { Trouble } from './steps.ts';
import type { WireCall } from './wire.ts';
import { ServerDied, type World } from './world.ts';

/**
 * Lets a trouble come to what is about to run.
 *
 * @param running filled while it is: what the trouble is done to
 * @param bad identifiers that TikTok refuses
 * @returns ends the trouble; the server is there again afterwards
 */
export async function beginTrouble(
  world: World,
  trouble: Trouble,
  running: readonly Running[],
  bad: ReadonlySet<string>,
): Promise<() => Promise<void>> {
  const { wire, simulator, source } = world;
  let killing: NodeJS.Timeout | undefined;
  switch (trouble.kind) {
    case 'answer': {
      const { at, is, times } = trouble;
      wire.watch({
        before: async ({ change, path }) => {
          if (change === at) await simulator.addFault(faultOf(is, path, times));
        },
      });
      break;
    }
    case 'kill': {
      let seen = 0;
      const kill = async ({ change, path }: WireCall) => {
        if (change === null || !path.endsWith(trouble.path ?? '') || ++seen !== trouble.at) return;
        wire.watch(null);
        await world.kill();
        throw new ServerDied('killed on the wire');
      };
      wire.watch({ [trouble.when]: kill });
      break;
    }
    case 'crash':
      await world.dieAt(trouble.at, new RegExp(trouble.among ?? '.'));
      break;
    case 'killIn':
      killing = setTimeout(() => void world.kill(), trouble.ms);
      break;
    case 'cancel':
    case 'pause': {
      const act = async ({ change }: WireCall) => {
        if (change !== trouble.at) return;
        const last = running.at(-1);
        if (last !== undefined) await world.call('POST', `/v1/exports/${last.exportId}/${trouble.kind}`);
      };
      wire.watch(trouble.kind === 'cancel' ? { [trouble.when]: act } : { before: act });
      break;
    }
    case 'signedOut':
      wire.watch({
        before: async ({ change }) => {
          if (change !== trouble.at) return;
          await simulator.control('tokens/revoke', { coreUserId: simulator.person().coreUserId });
        },
      });
      break;
    case 'source':
      source.failing = { after: trouble.after, times: 2 };
      break;
    case 'badRows': {
      const ids = [...bad].map((id) => id.slice(id.indexOf(':') + 1));
      if (ids.length > 0) await simulator.addFault({ kind: 'bad_rows', ids });
      break;
    }
    case 'none':
      break;
  }
  return async () => {
    clearTimeout(killing);
    wire.watch(null);
    source.failing = null;
    await simulator.clearFaults();
    if (world.isAlive) await world.dieAt(null);
    else await world.restart();
  };
}

function faultOf(is: Extract<Trouble, { kind: 'answer' }>['is'], path: string, times: number) {
  switch (is) {
    case 'lost':
      return { kind: 'reset' as const, when: 'after' as const, path, times };
    case 'reset':
      return { kind: 'reset' as const, path, times };
    case 'html':
      return { kind: 'html' as const, path, times };
    case '50000':
    case '40100':
      return { kind: 'code' as const, code: Number(is), path, times };
    case '40001':
      return { kind: 'code' as const, code: 40001, message: 'No permission.', path, times };
  }
}
