import { assemble } from './assemble.ts';
import * as parts from './de/index.ts';

/** Every string, in the shape of English. */
export const de = assemble(parts);
