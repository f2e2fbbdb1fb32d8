import { assemble } from './assemble.ts';
import * as parts from './en/index.ts';

/** Every visible string, one file an element. Other languages have this exact shape. */
export const en = assemble(parts);
