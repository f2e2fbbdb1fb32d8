import { assemble } from './assemble.ts';
import * as parts from './fr/index.ts';

/** Every string, in the shape of English. */
export const fr = assemble(parts);
