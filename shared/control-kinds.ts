// Words of the controls. No zod here: pages read them too.

/** Who acts through a credential: a person in a page, the host's own programs, or a model that decides by itself. */
export const ACTOR_KINDS = ['person', 'automation', 'agent'] as const;
export type ActorKind = (typeof ACTOR_KINDS)[number];

/** Says who acts when a host key calls; a session says it itself. */
export const ACTOR_KIND_HEADER = 'X-Actor-Kind';

/**
 * What a call to TikTok does, as far as the controls tell calls apart. One call may do several: an update with a new budget is an
 * `update` and a `budget_change`; a campaign created running is a `create` and a `resume`. Reads do none.
 */
export const CONTROL_ACTIONS = [
  'create',
  'update',
  'pause',
  'resume',
  'remove',
  'budget_change',
  'upload',
  'audience_write',
] as const;
export type ControlAction = (typeof CONTROL_ACTIONS)[number];

/** In the order of strictness; of several the strictest holds. */
export const CONTROL_DECISIONS = ['allow', 'ask', 'deny'] as const;
export type ControlDecision = (typeof CONTROL_DECISIONS)[number];

/** What holds where nobody has said otherwise. Programs of the host do what the host wrote them for; a model asks first. */
export const DEFAULT_DECISIONS: Readonly<Record<ActorKind, ControlDecision>> = {
  person: 'allow',
  automation: 'allow',
  agent: 'ask',
};

/** `pending` waits for a person. `approved` waits for the caller to send the call again. The others have ended, `running` will. */
export const APPROVAL_STATUSES = [
  'pending',
  'approved',
  'running',
  'succeeded',
  'failed',
  'denied',
  'withdrawn',
  'expired',
] as const;
export type ApprovalStatus = (typeof APPROVAL_STATUSES)[number];

/** Names the approval that a repeated call was given. */
export const APPROVAL_HEADER = 'X-Approval-Id';

/** `unknown`: TikTok may or may not have done it, and nobody could find out. */
export const CALL_STATUSES = ['running', 'succeeded', 'failed', 'refused', 'waiting', 'unknown'] as const;
export type CallStatus = (typeof CALL_STATUSES)[number];

/** Parts of TikTok's API that are documented, permitted and counted together. */
export const CALL_FAMILIES = [
  'account',
  'business_center',
  'campaign',
  'adgroup',
  'ad',
  'smart_plus',
  'creative',
  'audience',
  'report',
  'split_test',
  'catalog',
  'measurement',
  'lead',
  'tool',
  'other',
] as const;
export type CallFamily = (typeof CALL_FAMILIES)[number];
