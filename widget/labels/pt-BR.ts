import { assemble } from './assemble.ts';
import * as parts from './pt-BR/index.ts';

/** Every string, in the shape of English. */
export const ptBR = assemble(parts);
