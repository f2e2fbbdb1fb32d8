import type { ExportState } from '../../shared/exports.ts';
import type { Deps } from '../deps.ts';
import { type EventDraft, recordEvents } from '../events/index.ts';
import type { ExportRecord } from '../store/exports.ts';
import type { EpochMs } from '../store/types.ts';
import { readMemory } from './memory.ts';

type ExportEventType = 'export.started' | 'export.completed' | 'export.failed' | 'export.cancelled';

/**
 * Tells what there is to tell of the state an export is in: that it began, how it ended, that somebody has to look, that its audience is
 * usable. Telling it again does nothing: the keys name the state and when it was entered. Never rejects.
 *
 * @param record as it was written
 * @param since what it came to before this instant is not told: records are written for other reasons, too, such as when files are removed
 */
export async function tellExport(
  deps: Deps,
  workspaceId: string,
  record: ExportRecord,
  since: EpochMs | null = null,
): Promise<void> {
  try {
    if (since !== null && enteredAt(record) < since) return;
    const events = eventsOf(record);
    if (events.length === 0) return;
    const account = await deps.store.workspace(workspaceId).adAccounts.get(record.advertiserId);
    const about = {
      advertiserId: record.advertiserId,
      accountName: account?.name ?? null,
      connectionId: account?.connectionId ?? record.connectionId,
    };
    await recordEvents(deps, workspaceId, ...events.map((event): EventDraft => ({ ...event, ...about })));
  } catch (err) {
    // The export is as it is; the daily look tells it.
    deps.log.error({ workspaceId, exportId: record.id, err }, 'what became of an export could not be told');
  }
}

/** What the record says by itself, so that it can be told again at any time. */
function eventsOf(record: ExportRecord): EventDraft[] {
  const { id, state, mirrorId, audienceName, customAudienceId } = record;
  const at = enteredAt(record);
  const key = (type: string) => `${type}/${id}/${at}`;
  const common = {
    subject: { kind: 'export' as const, id, name: audienceName },
    // A later run does what an earlier one of its mirror failed to do.
    topic: mirrorId ?? id,
    occurredAt: at,
  };
  const { action } = 'update' in record.request.audience ? record.request.audience.update : { action: null };
  const data = {
    exportId: id,
    state,
    action,
    customAudienceId,
    audienceName,
    mirrorId,
    peopleSent: record.peopleUploaded,
    rejectedRows: record.counts.rejectedRows,
    error: record.error,
  };
  const told = (type: ExportEventType): EventDraft => ({ ...common, type, key: key(type), data });
  switch (state) {
    case 'ready':
      return confirmationOf(record, { ...common, key: key('mirror.confirmation_needed') });
    case 'uploading':
      return [told('export.started')];
    case 'completed': {
      const ready = readyOf(record, at);
      // Of a mirror that runs every hour, only what changed is worth a line; and “ads can use it” is not said twice.
      const isListed = ready.length === 0 && record.tiktokRequests.length > 0;
      return [{ ...told('export.completed'), isListed }, ...ready];
    }
    case 'failed':
      return [told('export.failed')];
    case 'cancelled':
      return [told('export.cancelled')];
    case 'receiving':
    case 'processing':
      return isRetried(record) ? [told('export.started')] : [];
    case 'draft':
      return [];
  }
}

function confirmationOf(
  { id, mirrorId, confirmation, audienceName, counts }: ExportRecord,
  common: Pick<EventDraft, 'key' | 'subject'> & { topic: string; occurredAt: EpochMs },
): EventDraft[] {
  if (confirmation === null || mirrorId === null) return [];
  const { code } = confirmation;
  const { toAdd, toRemove } = counts;
  const data = { mirrorId, exportId: id, code, audienceName, toAdd, toRemove };
  return [{ ...common, type: 'mirror.confirmation_needed', data }];
}

/** Only where ads could not use the audience before: an audience that is kept up to date stays ready. */
function readyOf(record: ExportRecord, at: EpochMs): EventDraft[] {
  const { id, advertiserId, customAudienceId, audienceName, audienceProgress, peopleUploaded } = record;
  if (customAudienceId === null || audienceProgress?.isValid !== true) return [];
  const { before } = readMemory(record);
  if (before !== null && before.message === null) return [];
  return [
    {
      type: 'audience.ready',
      key: `audience.ready/${advertiserId}/${customAudienceId}/${id}`,
      subject: { kind: 'audience', id: customAudienceId, name: audienceName },
      occurredAt: at,
      data: { customAudienceId, coverNum: audienceProgress.coverNum, peopleSent: peopleUploaded, exportId: id },
    },
  ];
}

/** Somebody has retried it, and it goes on before or behind the sending. */
function isRetried({ timeline }: ExportRecord): boolean {
  return timeline.at(-2)?.state === 'failed';
}

/** When it came to its state. A retry that ends the same way again is told again. */
function enteredAt({ state, timeline, updatedAt }: Pick<ExportRecord, 'state' | 'timeline' | 'updatedAt'>): EpochMs {
  return timeline.findLast((entry: { state: ExportState }) => entry.state === state)?.at ?? updatedAt;
}
