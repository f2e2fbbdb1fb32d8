export type {
  Begun,
  CallAnswer,
  CallEnd,
  CallHandle,
  Claim,
  GrantRun,
  Guards,
  Judgement,
  RuleSource,
  SendLimits,
  Sent,
} from './guards.ts';
