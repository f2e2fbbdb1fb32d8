export { type CallClass, classify } from './classify.ts';
export { actionsByPath, foldersOf } from './describe.ts';
export { familyOf } from './families.ts';
export { type CallBody, callFields, type GuardedCall, reachesBeyondAdAccounts } from './guarded-call.ts';
export { isJudgedByFields, oddSpelling } from './odd-spelling.ts';
export { carriesSecret, isSecretField, refusal } from './refusal.ts';
