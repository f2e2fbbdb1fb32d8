export { setConnectionState } from './set-state.ts';
