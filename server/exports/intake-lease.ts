import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import { exportsOf } from './engine.ts';
import { SupersededError } from './failures.ts';
import type { ExportLimits } from './limits.ts';

export interface IntakeLease {
  /** @throws {SupersededError} the lease was lost, so somebody else may be writing */
  check(): void;
  release(): Promise<void>;
}

/**
 * Only one upload writes to an export's files at a time, in whichever process it runs.
 *
 * @throws {AppError} upload_in_progress - another one does
 */
export async function holdLease(
  deps: Deps,
  limits: ExportLimits,
  workspaceId: string,
  exportId: string,
): Promise<IntakeLease> {
  const exports = exportsOf(deps, workspaceId);
  const owner = Buffer.from(deps.random.bytes(12)).toString('base64url');
  const lease = (): Promise<boolean> => {
    const now = deps.clock.now();
    return exports.leaseIntake(exportId, owner, now, now + limits.intakeLeaseMs);
  };
  if (!(await lease())) {
    throw new AppError(
      'upload_in_progress',
      'Another upload to this export is running. Wait for it to end, or for a minute after it broke off.',
    );
  }
  let isLost = false;
  const renew = async (): Promise<void> => {
    try {
      if (!(await lease())) isLost = true;
    } catch (error) {
      deps.log.warn({ exportId, err: error }, 'the lease of an upload could not be renewed');
    }
  };
  const renewals = setInterval(() => void renew(), limits.intakeLeaseMs / 3);
  return {
    check() {
      if (isLost) throw new SupersededError();
    },
    async release() {
      clearInterval(renewals);
      await exports.releaseIntake(exportId, owner);
    },
  };
}
