import type { Labels } from '../shape.ts';

export { core } from './core.ts';

export const loadAll = async (): Promise<Labels> => (await import('../ko.ts')).ko;
