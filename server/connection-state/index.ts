export { tellConnection } from './connection-events.ts';
export { setConnectionState } from './set-state.ts';
