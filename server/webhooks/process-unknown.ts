import type { Deps } from '../deps.ts';
import { toNewEvent } from '../events/index.ts';
import type { NewEvent } from '../store/events.ts';
import type { UnknownEntry } from './entries.ts';
import type { UnknownPart } from './process-route.ts';
import { redact } from './redact.ts';

/** An entry of a kind nobody knows here, as it may be shown to the workspace of one of its ad accounts. */
export function toUnknownEvent(deps: Deps, { workspaceId, account, claim }: UnknownPart): { workspaceId: string; event: NewEvent } {
  const { advertiserId, name, connectionId } = account;
  const { identity, entity, object, advertiserIds, raw, sentAt } = claim.entry satisfies UnknownEntry;
  const event = toNewEvent(deps, {
    type: 'tiktok.unknown',
    key: `tiktok.unknown:${identity}:${advertiserId}`,
    subject: { kind: 'notice', id: identity, name: null },
    data: { entity, object, payload: redact(raw, advertiserId, advertiserIds) },
    advertiserId,
    accountName: name,
    connectionId,
    occurredAt: Math.min(sentAt, deps.clock.now()),
  });
  return { workspaceId, event };
}
