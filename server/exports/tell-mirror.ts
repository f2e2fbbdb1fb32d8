import type { Deps } from '../deps.ts';
import type { ExportRecord } from '../store/exports.ts';

/**
 * Lets the mirror know that its run has come on: TikTok has all of it, or it has ended. Never fails: the mirror looks by itself, too.
 */
export async function tellMirror(
  deps: Deps,
  workspaceId: string,
  { id, mirrorId }: Pick<ExportRecord, 'id' | 'mirrorId'>,
): Promise<void> {
  if (mirrorId === null) return;
  try {
    await deps.hooks.mirrorRunMoved(workspaceId, mirrorId);
  } catch (error) {
    deps.log.warn({ exportId: id, mirrorId, err: error }, 'a mirror could not be told of its run');
  }
}
