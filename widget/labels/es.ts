import { assemble } from './assemble.ts';
import * as parts from './es/index.ts';

/** Every string, in the shape of English. */
export const es = assemble(parts);
