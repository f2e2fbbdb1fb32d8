import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const keysSchema = z.object({
  hostApiKey: z.string().min(32),
  sessionSigningKey: z.base64(),
  encryptionKey: z.base64(),
  webhookSecret: z.string().startsWith('whsec_'),
});
export type DemoKeys = z.infer<typeof keysSchema>;

/**
 * The demo's own keys, made at the first start and kept in `keys.json` of the folder, readable by its owner only. They
 * protect a simulator; a real server gets its keys from the environment.
 */
export async function readOrMakeKeys(folder: string): Promise<DemoKeys> {
  const path = join(folder, 'keys.json');
  const text = existsSync(path) ? await readFile(path, 'utf8') : null;
  if (text !== null) {
    const kept = keysSchema.safeParse(parseJson(text));
    if (!kept.success) throw new Error(`${path} does not hold the demo’s keys. Delete it, and new ones are made.`);
    return kept.data;
  }
  const keys: DemoKeys = {
    hostApiKey: `demo_${randomBytes(24).toString('hex')}`,
    sessionSigningKey: randomBytes(32).toString('base64'),
    encryptionKey: randomBytes(32).toString('base64'),
    webhookSecret: `whsec_${randomBytes(32).toString('base64')}`,
  };
  await mkdir(folder, { recursive: true });
  await writeFile(path, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600 });
  return keys;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
