import { loadConfig } from '../config.ts';
import { createSealer, secretContext } from '../crypto/index.ts';
import { systemRandom } from '../random.ts';
import { openStore } from '../store/index.ts';
import type { Command } from './io.ts';

/**
 * Seals every stored secret anew with the first of ENCRYPTION_KEYS, so that the others can be taken away. May run while
 * servers do, as long as they know the new key too.
 */
export const rotateKeys: Command = async (_args, io) => {
  const config = loadConfig(io.env);
  const sealer = createSealer(config.encryptionKeys);
  const store = await openStore(config, systemRandom);
  try {
    const changed = await store.resealSecrets((sealed, owner) => {
      if (sealer.isCurrent(sealed)) return sealed;
      const context = secretContext(owner);
      return sealer.seal(sealer.open(sealed, context), context);
    });
    io.stdout.write(
      `${changed} stored ${changed === 1 ? 'secret was' : 'secrets were'} sealed anew with the first key.\n`,
    );
    if (config.encryptionKeys.length > 1) {
      io.stdout.write(
        'Once every server runs with the new first key, run this once more and then remove the other keys from ENCRYPTION_KEYS.\n',
      );
    }
    return 0;
  } finally {
    await store.close();
  }
};
