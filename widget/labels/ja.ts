import { assemble } from './assemble.ts';
import * as parts from './ja/index.ts';

/** Every string, in the shape of English. */
export const ja = assemble(parts);
