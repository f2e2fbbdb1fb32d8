import { requireAdAccount } from '../accounts/index.ts';
import { withGrant } from '../connections/index.ts';
import { AppError } from '../errors.ts';
import type { JobHandler } from '../jobs/index.ts';
import { toInstant } from '../http/index.ts';
import { getAudience } from '../tiktok/index.ts';
import { audienceGone } from './apply-audience.ts';
import { judgeAudience } from './audience-verdict.ts';
import { type ExportEngine, save } from './engine.ts';
import { nextFollowDelay } from './next-follow-delay.ts';
import { tellMirror } from './tell-mirror.ts';
import { failExport, noteFinished, runStep } from './run-step.ts';

const AT = { state: 'processing', stage: 'follow' } as const;

/**
 * State `processing`: asks TikTok at growing intervals until the audience is usable, or TikTok says why it is not. A
 * connection that only reads is enough for that; when the sign-in is lost, the export waits for the next one and follows on.
 */
export function followJob(engine: ExportEngine): JobHandler {
  const { limits } = engine;
  return (deps, job, run) =>
    runStep(deps, limits, job, run, AT, async (record, memory) => {
      const { workspaceId } = job;
      const { customAudienceId, advertiserId } = record;
      if (customAudienceId === null) throw new Error('an export is processing without an audience');
      const { connectionId } = await requireAdAccount(deps, workspaceId, advertiserId);
      const audience = await withGrant(deps, workspaceId, connectionId, 'read', (grant) =>
        getAudience(deps.tiktok, grant, { advertiserId, customAudienceId }, run.signal),
      );
      if (audience === null) throw audienceGone();

      const now = deps.clock.now();
      const sinceMs = now - (memory.followSince ?? now);
      const { before, sawProcessing } = memory;
      const mayBeSmall = record.delivery === 'stream' || record.mirrorId !== null;
      const verdict = judgeAudience(audience, { before, sawProcessing, sinceMs, mayBeSmall });
      const next = { ...memory, sawProcessing: sawProcessing || !audience.isValid, troubleSince: null };
      const audienceProgress = {
        isValid: audience.isValid,
        coverNum: audience.coverNum,
        message: audience.message,
        expiredTime: audience.expiredTime,
        isExpiring: audience.isExpiring,
        checkedAt: toInstant(now),
      };
      switch (verdict.kind) {
        case 'completed':
          const completed = await save(deps, workspaceId, record.id, [AT.state], next, {
            state: 'completed',
            audienceProgress,
            error: null,
          });
          await noteFinished(deps, workspaceId, completed, null);
          await tellMirror(deps, workspaceId, record);
          return 'done';
        case 'failed': {
          const updated = await save(deps, workspaceId, record.id, [AT.state], next, { audienceProgress });
          const failure = new AppError(
            'audience_failed',
            `TikTok says the audience cannot be used: ${verdict.message}`,
            { tiktokRequestId: audience.tiktokRequestId },
          );
          await failExport(deps, workspaceId, updated.id, AT, next, failure.toFailure());
          return 'done';
        }
        case 'processing': {
          await save(deps, workspaceId, record.id, [AT.state], next, { audienceProgress });
          if (sinceMs >= limits.followMs) {
            const days = Math.round(limits.followMs / 86_400_000);
            const failure = new AppError(
              'audience_failed',
              `TikTok has not finished the audience after ${days} days. Look at it in TikTok Ads Manager; a retry goes on waiting.`,
            );
            await failExport(deps, workspaceId, record.id, AT, next, failure.toFailure());
            return 'done';
          }
          return { runAt: now + nextFollowDelay(sinceMs, limits) };
        }
      }
    });
}
