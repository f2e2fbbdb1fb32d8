import { analyseWidget } from './analyse.ts';
import { addWhatIsInside } from './compose.ts';
import { createTypeReader } from './read-types.ts';
import type { Manifest } from './schema.ts';
import { tidy } from './tidy.ts';
import { readTokens } from './tokens.ts';

/** The manifest of the widget as the sources are now. Takes some seconds: it checks types. */
export function makeManifest(): Manifest {
  const manifest = tidy(analyseWidget(), createTypeReader('widget/index.ts'), readTokens());
  addWhatIsInside(manifest);
  return manifest;
}
