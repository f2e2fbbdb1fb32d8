export { actionOf, DEPARTURES_LAYOUT, type LedgerPlan, ledgerPlanSchema } from './plan.ts';
export { type ChangeInput, planChange } from './plan-change.ts';
export { noteRefused } from './refused.ts';
export { readUnchanged } from './unchanged.ts';
export { bindLedger, openLedger, settleLedger } from './switch-ledger.ts';
export {
  abandonLedger,
  ledgerStanding,
  removeLedger,
  removeLedgerOf,
} from './ledger-of.ts';
