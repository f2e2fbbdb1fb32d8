import { loadConfig } from '../config.ts';
import { createSealer, SealError, secretContext } from '../crypto/index.ts';
import { systemRandom } from '../random.ts';
import { openStore } from '../store/index.ts';
import type { Command } from './io.ts';

/**
 * Seals every stored secret anew with the first of ENCRYPTION_KEYS, so that the others can be taken away: tokens of
 * connections, held sign-ins and grants to be withdrawn, and the secrets of workspaces' own apps. May run while servers do,
 * as long as they know the new key too. A secret that no key opens stays as it is and holds up no other.
 *
 * @returns 1 when there are secrets that no key opens
 */
export const rotateKeys: Command = async (_args, io) => {
  const config = loadConfig(io.env);
  const sealer = createSealer(config.encryptionKeys);
  const store = await openStore(config, systemRandom);
  const closed: string[] = [];
  try {
    const changed = await store.resealSecrets((sealed, owner) => {
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
  if (config.encryptionKeys.length > 1) {
    io.stdout.write(
      'Once every server runs with the new first key, run this once more and then remove the other keys from ENCRYPTION_KEYS.\n',
    );
  }
  return 0;
};
