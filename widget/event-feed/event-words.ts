import { html, nothing, type TemplateResult } from 'lit';
import type { ApprovalStatus } from '../../shared/control-kinds.ts';
import type { ActivityEvent } from '../../shared/events.ts';
import { reasonText } from '../element/failure.ts';
import type { Labels } from '../labels/labels.ts';

const DAY_MS = 86_400_000;
/** Stands for the name while a title is taken apart around it. */
const HERE = '\u0000';

/** How an event's title is said of a name. @param now milliseconds */
export function titleOf(event: ActivityEvent, labels: Labels, now: number): (name: string) => string {
  const words = labels.eventFeed;
  switch (event.type) {
    case 'ad.approved':
      return event.data.isPartial ? words.approvedInPart('ad') : words.titles[event.type];
    case 'adgroup.approved':
      return event.data.isPartial ? words.approvedInPart('adgroup') : words.titles[event.type];
    case 'audience.expiring': {
      const days = daysUntil(event.data.expiresAt, now);
      return days < 0 ? words.ended : words.endsIn(days);
    }
    case 'approval.decided':
      return words.decidedTitle[endOf(event.data.status)] ?? words.titles[event.type];
    default:
      return words.titles[event.type] ?? words.otherTitle;
  }
}

/** How a decision went, as far as a title tells it. */
function endOf(status: ApprovalStatus): 'approved' | 'failed' | 'denied' | 'withdrawn' | 'expired' {
  return status === 'pending' || status === 'running' || status === 'succeeded' ? 'approved' : status;
}

/** Whole days until an instant, 0 on its last day and below once it is over. @param now milliseconds */
const daysUntil = (iso: string, now: number): number => Math.floor((Date.parse(iso) - now) / DAY_MS);

/** What the event is about, by the name that people know, or else by its id at TikTok. */
export function nameOf({ type, subject, accountName, data }: ActivityEvent, labels: Labels): string {
  const words = labels.eventFeed;
  if (type === 'tiktok.unknown')
    return data.entity ?? (data.object === null ? words.nameless.notice : words.kind(data.object));
  if (subject.name !== null && subject.name.trim() !== '') return subject.name;
  switch (subject.kind) {
    case 'account':
    case 'connection':
      return accountName ?? (subject.kind === 'account' ? subject.id : words.nameless.connection);
    case 'approval':
      return 'family' in data ? labels.calls.kind(data.family) : words.nameless.approval;
    case 'export':
      return audienceName(data) ?? words.nameless.export;
    default:
      return /^\d+$/.test(subject.id) ? subject.id : (words.nameless[subject.kind] ?? subject.id);
  }
}

function audienceName(data: ActivityEvent['data']): string | null {
  return 'audienceName' in data ? data.audienceName : null;
}

/** An id of TikTok's, which is for comparing: in the monospaced face. */
const ID = /^\d{15,}$/;

/** The title with the name kept apart from it, whatever direction either is written in. */
export function renderTitle(say: (name: string) => string, name: string): TemplateResult {
  const [before = '', after = ''] = say(HERE).split(HERE);
  return html`${before}<bdi class=${ID.test(name) ? 'mono' : nothing}>${name}</bdi>${after}`;
}

/** What it means, in TikTok's words where there are some, and what comes next. @param now milliseconds */
export function sentenceOf(event: ActivityEvent, labels: Labels, now: number): string {
  const words = labels.eventFeed;
  switch (event.type) {
    case 'ad.disapproved':
      return words.disapproved('ad', event.data.reasons, event.data.suggestion, event.needsYou);
    case 'adgroup.disapproved':
      return words.disapproved('adgroup', event.data.reasons, event.data.suggestion, event.needsYou);
    case 'ad.approved':
      return words.approved('ad', event.data.isPartial);
    case 'adgroup.approved':
      return words.approved('adgroup', event.data.isPartial);
    case 'campaign.status_changed':
      return words.campaignChanged(event.data.from, event.data.to);
    case 'account.suspended':
      return words.suspended(event.data.reason, event.needsYou);
    case 'account.restored':
      return words.restored;
    case 'account.access_lost':
      return words.accessLost;
    case 'account.access_restored':
      return words.accessRestored;
    case 'connection.expiring':
      return words.expiring(event.data.accountCount);
    case 'connection.read_only':
      return words.readOnly(event.data.accountCount, event.data.waitingExports);
    case 'connection.disconnected':
      return words.disconnected(event.data.accountCount, event.data.waitingExports);
    case 'connection.restored':
      return words.reconnected;
    case 'connection.removed':
      return words.removed;
    case 'export.started':
      return words.exportStarted;
    case 'export.completed':
      return event.data.action === 'REMOVE'
        ? words.exportCompletedRemoval(event.data.peopleSent)
        : words.exportCompleted(event.data.peopleSent, event.data.rejectedRows);
    case 'export.failed':
      return words.exportFailed(
        event.data.error ? reasonText(labels, event.data.error) : words.exportFailedWhy,
        event.data.peopleSent,
      );
    case 'export.cancelled':
      return words.exportCancelled(event.data.peopleSent);
    case 'mirror.confirmation_needed':
      // A newer server may have reasons that this version does not know.
      return words.asks[event.data.code]?.(event.data.toAdd, event.data.toRemove) ?? words.other;
    case 'audience.ready':
      return words.audienceReady(event.data.coverNum, event.data.peopleSent);
    case 'audience.expiring':
      return daysUntil(event.data.expiresAt, now) < 0 ? words.audienceEnded : words.audienceEnding;
    case 'approval.requested': {
      const { actorKind: kind, requestedBy: userId, actions, family } = event.data;
      const wants = labels.calls.wants({ kind, userId }, { actions, kind: family, name: null, id: null });
      return words.approvalRequested(wants, event.needsYou);
    }
    case 'approval.decided':
      return words.approvalDecided[endOf(event.data.status)]?.(event.data.decidedBy) ?? words.other;
    case 'tiktok.unknown':
      return words.unknown;
    default:
      return words.other;
  }
}

/** Whose it is: the ad account, and for ads where they hang. What the title says already is not repeated. */
export function placeOf({ accountName, advertiserId, subject, data }: ActivityEvent): string[] {
  if (subject.kind === 'account' || subject.kind === 'connection') return [];
  const campaign = 'campaignName' in data ? data.campaignName : null;
  const account = accountName ?? advertiserId;
  return [account, campaign].filter((part) => part !== null && part !== '') as string[];
}

/** TikTok's notice could not be held against TikTok itself. */
export const isUnconfirmed = ({ data }: ActivityEvent): boolean => 'confirmed' in data && !data.confirmed;
