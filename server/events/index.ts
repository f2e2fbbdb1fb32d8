export { type EventDraft, recordEvents, toNewEvent } from './record-events.ts';
