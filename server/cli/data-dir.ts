import { access, constants, mkdir } from 'node:fs/promises';

/**
 * Makes the folder for uploads where it is missing.
 *
 * @returns one line on why it cannot be used, null when it can
 */
export async function findDataDirProblem(dataDir: string): Promise<string | null> {
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    await access(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
    return null;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return `${dataDir} cannot be written (${reason}): give the process the right to, or set DATA_DIR`;
  }
}
