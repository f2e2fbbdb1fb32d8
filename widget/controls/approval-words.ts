import type { Approval } from '../../shared/approvals.ts';
import type { TikTokAdsError } from '../client/errors.ts';
import { failureText } from '../element/failure.ts';
import type { IconName } from '../element/icons.ts';
import type { ViewHost } from '../element/lazy-element.ts';
import type { Labels } from '../labels/labels.ts';
import { isolated } from '../labels/number.ts';
import { callerOf, saidOf } from './call-said.ts';

/** "An agent wants to create the campaign “Spring sale” with 250.00 USD a day, paused" */
export const titleOf = (
  approval: Approval,
  { labels, format }: Pick<ViewHost, 'labels' | 'format'>,
  you: string | null,
): string => labels.calls.wants(callerOf(approval.requestedBy, you), saidOf(approval, format));

/** The same once it is over: what was done, or what somebody wanted. */
export function pastTitleOf(
  approval: Approval,
  { labels, format }: Pick<ViewHost, 'labels' | 'format'>,
  you: string | null,
): string {
  const [caller, said] = [callerOf(approval.requestedBy, you), saidOf(approval, format)];
  return approval.status === 'succeeded' ? labels.calls.did(caller, said) : labels.calls.wanted(caller, said);
}

/** It was sent, and the answer was lost for good: neither done nor not done. */
export const isUnclear = ({ status, result }: Approval): boolean =>
  status === 'failed' && result?.error?.code === 'call_outcome_unknown';

/** What has become of it; empty while it waits. @param you the user who looks */
export function outcomeOf(approval: Approval, labels: Labels, you: string | null): string {
  const { status, decidedBy } = approval;
  const words = labels.controls;
  const isFirst = status === 'denied' || status === 'withdrawn';
  const by =
    decidedBy === null ? null : decidedBy === you ? (isFirst ? words.youFirst : words.you) : isolated(decidedBy);
  if (isUnclear(approval)) return words.outcomeUnclear(by);
  // A newer server may know ends that this version does not.
  return words.outcome[status]?.(by) ?? '';
}

/** Sent, perhaps, and nothing came back: it may have been decided. */
const UNANSWERED: readonly string[] = ['network_error', 'timeout', 'unexpected_response'];

/** Why a decision did not come about, as far as anybody knows. */
export const undecidedText = (labels: Labels, error: TikTokAdsError): string =>
  UNANSWERED.includes(error.code) ? labels.controls.decideUnsure : failureText(labels, error);

export interface StatusLook {
  readonly mark: IconName;
  readonly kind: 'ok' | 'warning' | 'danger' | 'none' | 'busy';
}

const LOOKS: Readonly<Record<Approval['status'], StatusLook>> = {
  pending: { mark: 'pause', kind: 'warning' },
  approved: { mark: 'clock', kind: 'busy' },
  running: { mark: 'clock', kind: 'busy' },
  succeeded: { mark: 'ok', kind: 'ok' },
  failed: { mark: 'stop', kind: 'danger' },
  denied: { mark: 'ban', kind: 'none' },
  withdrawn: { mark: 'close', kind: 'none' },
  expired: { mark: 'clock', kind: 'none' },
};

const UNCLEAR: StatusLook = { mark: 'warning', kind: 'warning' };

export const statusLook = (approval: Approval): StatusLook =>
  isUnclear(approval) ? UNCLEAR : (LOOKS[approval.status] ?? { mark: 'info', kind: 'none' });

/** What became of it, in a word. */
export const statusWord = (approval: Approval, { controls: words }: Labels): string =>
  isUnclear(approval) ? words.callStatuses.unknown : (words.statuses[approval.status] ?? approval.status);

export const ACTOR_MARKS = { person: 'person', automation: 'program', agent: 'agent' } as const satisfies Record<
  Approval['requestedBy']['actorKind'],
  IconName
>;
