import type { ControlAction } from '../../shared/control-kinds.ts';
import type { CallSigns } from './call-signs.ts';
import { callFields, type GuardedCall } from './guarded-call.ts';

/** Actions behind TikTok's `operation_status` values. One that is unknown could be any of them. */
export function statusActions(statuses: readonly string[]): ControlAction[] {
  return statuses.flatMap((status): ControlAction[] => {
    switch (status) {
      case 'ENABLE':
        return ['resume'];
      case 'DISABLE':
        return ['pause'];
      case 'DELETE':
        return ['remove'];
      default:
        return ['pause', 'resume', 'remove'];
    }
  });
}

/** Ads are made several at a time: each of them says it for itself, and what stands above them says nothing to TikTok. */
const CREATES_ADS = '/ad/create/';

/**
 * Whether nothing that the call makes would run: it says DISABLE for itself or, of ads, for each of its `creatives`, and nowhere
 * anything else. What is not said is ENABLE (/campaign/create/, /adgroup/create/, /ad/create/: operation_status).
 */
export function isCreatedPaused(call: Pick<GuardedCall, 'path' | 'body'>, { statuses }: CallSigns): boolean {
  if (statuses.length === 0 || statuses.some((status) => status !== 'DISABLE')) return false;
  const fields = callFields(call);
  if (call.path !== CREATES_ADS) return fields['operation_status'] === 'DISABLE';
  const creatives: unknown = fields['creatives'];
  return Array.isArray(creatives) && creatives.length > 0 && creatives.every(isPaused);
}

function isPaused(creative: unknown): boolean {
  return (
    typeof creative === 'object' &&
    creative !== null &&
    'operation_status' in creative &&
    creative.operation_status === 'DISABLE'
  );
}
