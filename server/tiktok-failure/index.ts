export { askedPauseMs } from './asked-pause.ts';
export { toAppError } from './to-app-error.ts';
