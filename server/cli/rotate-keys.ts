import { loadConfig } from '../config.ts';
import { createSealer, SealError, secretContext } from '../crypto/index.ts';
import { systemRandom } from '../random.ts';
import { openStore } from '../store/index.ts';
import { listKeptSeals } from '../tokens/index.ts';
import type { Command } from './io.ts';

/**
 * Seals every stored secret anew with the first of ENCRYPTION_KEYS, so that the others can be taken away: tokens of
 * connections, held sign-ins and grants to be withdrawn, and the secrets of workspaces' own apps. May run while servers do,
 * as long as they know the new key too. A secret that no key opens stays as it is and holds up no other. Renewed tokens
 * that a crash left in DATA_DIR are only told of: a file that is rewritten from here could undo a newer one.
 *
 * @returns 1 when there are secrets that no key opens, or that wait in DATA_DIR under another key
 */
export const rotateKeys: Command = async (_args, io) => {
  const config = loadConfig(io.env);
  const sealer = createSealer(config.encryptionKeys);
  const store = await openStore(config, systemRandom);
  const closed: string[] = [];
  let changed = 0;
  try {
    changed = await store.resealSecrets((sealed, owner) => {
      if (sealer.isCurrent(sealed)) return sealed;
      const context = secretContext(owner);
      try {
        return sealer.seal(sealer.open(sealed, context), context);
      } catch (error) {
        if (!(error instanceof SealError)) throw error;
        closed.push(`${owner.kind} ${owner.id}: ${error.message}`);
        return sealed;
      }
    });
    io.stdout.write(
      `${changed} stored ${changed === 1 ? 'secret was' : 'secrets were'} sealed anew with the first key.\n`,
    );
  } finally {
    await store.close();
  }
  if (closed.length > 0) {
    io.stderr.write(
      `${closed.length} stored ${closed.length === 1 ? 'secret' : 'secrets'} cannot be opened and stayed as ${closed.length === 1 ? 'it is' : 'they are'}. Put the key that sealed them back into ENCRYPTION_KEYS, or let those people sign in again and save those apps again.\n${closed.map((line) => `  ${line}\n`).join('')}`,
    );
    return 1;
  }
  const waiting = (await listKeptSeals(config.dataDir)).filter(({ sealed }) => !sealer.isCurrent(sealed));
  if (waiting.length > 0) {
    io.stderr.write(
      `${waiting.length} renewed ${waiting.length === 1 ? 'token waits' : 'tokens wait'} in ${config.dataDir} under another key, after a crash. Start the server, which stores them, and run this once more before you remove that key.\n`,
    );
    return 1;
  }
  if (config.encryptionKeys.length > 1) {
    io.stdout.write(
      changed === 0
        ? 'Nothing is left under another key. Once every server runs with the new first key, remove the others from ENCRYPTION_KEYS.\n'
        : 'A server that does not have the new first key yet cannot open what was sealed anew: restart it now. Once every server has it, run this once more.\n',
    );
  }
  return 0;
};
