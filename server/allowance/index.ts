export { type Caller, type Lane, laneOf } from './lane.ts';
export { allowanceWaitMs, callsPerMinute, pauseLane, takeAllowance } from './allowance.ts';
