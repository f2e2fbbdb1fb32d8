import { isolated, speech } from '../speech.ts';

export const { number, plural, list } = speech('ja');
export { isolated };
