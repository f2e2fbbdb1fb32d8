import { isolated, speech } from '../speech.ts';

export const { number, plural, list } = speech('id');
export { isolated };
