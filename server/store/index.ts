export { openStore } from './open-store.ts';
export { SliceKeyError } from './slice-key.ts';
export { StoreError } from './store-error.ts';
export type * from './connections.ts';
export type * from './exports.ts';
export type * from './host-data.ts';
export type * from './jobs.ts';
export type * from './store.ts';
