import { assemble } from './assemble.ts';
import * as parts from './ko/index.ts';

/** Every string, in the shape of English. */
export const ko = assemble(parts);
