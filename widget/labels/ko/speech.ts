import { isolated, speech } from '../speech.ts';

export const { number, plural, list } = speech('ko');
export { isolated };
