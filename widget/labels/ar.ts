import { assemble } from './assemble.ts';
import * as parts from './ar/index.ts';

/** Every string, in the shape of English. */
export const ar = assemble(parts);
