import { assemble } from './assemble.ts';
import * as parts from './id/index.ts';

/** Every string, in the shape of English. */
export const id = assemble(parts);
