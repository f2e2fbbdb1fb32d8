import { bindLedger } from '../ledger/index.ts';
import {
  createSegmentAudience,
  type Grant,
  isSegmentName,
  PARTNER_AUDIENCE,
  personBytes,
  SegmentBatch,
  type SegmentBatchOptions,
} from '../tiktok/index.ts';
import { audienceIdOf, beforeOurs, requireOwnAudience } from './apply-audience.ts';
import { createOnce } from './create-audience.ts';
import type { Delivered } from './file-delivery.ts';
import { planStream } from './identifier-plan.ts';
import { countPeople, hasDepartures, openPeople, type SourcePeople } from './people-file.ts';
import type { Sending } from './sending.ts';
import { StreamPhase } from './stream-phase.ts';
import { StreamReader } from './stream-reader.ts';

/** What TikTok reads back for an audience made for a stream. */
const STREAM_TYPE = 'MULTIPLE_TYPES';

/**
 * Delivery `stream`: makes the audience if there is none yet, and sends people in batches straight from the disk; first those who come,
 * then those who leave. How far it has come is stored after each batch. Adding somebody twice, or deleting somebody who is gone,
 * changes nothing, so the one batch that a crash repeats does no harm.
 */
export async function deliverStream(sending: Sending): Promise<Delivered> {
  if (sending.isPaused) return 'held';
  if (sending.record.customAudienceId === null) {
    const outcome = await sending.withGrant((grant) => create(sending, grant));
    if (outcome !== 'sent') return outcome;
  }
  if (sending.memory.stream === null) await sending.withGrant((grant) => begin(sending, grant));
  for (;;) {
    const { stream } = sending.memory;
    if (stream === null) throw new Error('the stream has not begun');
    const outcome = await sendPhase(sending, stream.phase);
    if (outcome !== 'sent') return outcome;
    if (stream.phase === 'departures' || !hasDepartures(sending.memory)) break;
    const next = { start: 0, row: 0 };
    await sending.save({
      ...sending.memory,
      stream: { ...stream, ...sending.memory.stream, phase: 'departures', next, taken: null },
    });
  }
  await sending.save(sending.memory, { uploadedAt: sending.deps.clock.now() });
  return 'sent';
}

async function create(sending: Sending, grant: Grant): Promise<Delivered> {
  const { deps, record, workspaceId, signal } = sending;
  const { advertiserId, request } = record;
  if (!('create' in request.audience)) throw new Error('not an export that makes an audience');
  const { name } = request.audience.create;
  const step = await createOnce(sending, grant, {
    chunks: 0,
    bearsName: (audience) => isSegmentName(audience.name, name),
    isOurs: (audience) => audience.audienceType === PARTNER_AUDIENCE,
    send: () =>
      sending.write('/segment/audience/', () =>
        createSegmentAudience(deps.tiktok, grant, { advertiserId, name }, signal),
      ),
  });
  if (step.kind === 'wait') return { runAt: step.untilMs };
  const { customAudienceId, memory } = step;
  if (memory.ledger !== null) await bindLedger(deps, workspaceId, memory.ledger, customAudienceId);
  await sending.saveMade({ ...memory, troubleSince: null }, customAudienceId);
  // It stood in line for the name until now.
  return (await sending.takeTurn()) ? 'sent' : { runAt: deps.clock.now() + sending.limits.queueLookMs };
}

/** Before the first batch: the audience has to be one that takes a stream, and how it stands now is kept for comparison. */
async function begin(sending: Sending, grant: Grant): Promise<void> {
  const { deps, record, memory, paths } = sending;
  const found = 'create' in record.request.audience ? null : await requireOwnAudience(sending, grant, PARTNER_AUDIENCE);
  const people = await openPeople(paths, record, memory, 'spool');
  const batchPeople = batchSize(sending, people);
  const departures = memory.ledger?.departures.rows ?? 0;
  const total = Math.ceil(countPeople(people) / batchPeople) + Math.ceil(departures / batchPeople);
  const stream = {
    phase: 'spool' as const,
    next: { start: 0, row: 0 },
    batchPeople,
    pieces: [],
    taken: null,
    intakeRejectsBytes: memory.rejectsBytes,
  };
  const before = found === null ? null : beforeOurs(record, memory, found);
  await sending.save(
    { ...memory, before, sawProcessing: false, stream },
    {
      calculateType: STREAM_TYPE,
      chunks: { total, uploaded: 0 },
      peopleUploaded: 0,
      preparedAt: deps.clock.now(),
    },
  );
}

/** As many people as fit into a request, whichever of the identifiers they have. */
function batchSize({ record, limits }: Sending, people: SourcePeople): number {
  const idSchema = planStream(people.layout, people.forms).map(({ idType }) => idType);
  const perPerson = personBytes({ idSchema, customAudienceId: audienceIdOf(record) });
  return Math.max(1, Math.min(limits.streamPeople, Math.floor(limits.streamBytes / perPerson)));
}

async function sendPhase(sending: Sending, phase: 'spool' | 'departures'): Promise<Delivered> {
  const { record, memory, paths } = sending;
  const { advertiserId, request } = record;
  const people = await openPeople(paths, record, memory, phase);
  const columns = planStream(people.layout, people.forms);
  if (people.bytes === 0 || columns.length === 0) return 'sent';
  const isRemoval = 'update' in request.audience && request.audience.update.action === 'REMOVE';
  const options: SegmentBatchOptions = {
    advertiserId,
    customAudienceId: audienceIdOf(record),
    action: isRemoval || phase === 'departures' ? 'delete' : 'add',
    idSchema: columns.map(({ idType }) => idType),
  };
  const { batchPeople = 1, pieces = [] } = memory.stream ?? {};
  // Parts of an earlier batch can be larger than the batches have become since.
  const batch = new SegmentBatch(options, Math.max(batchPeople, ...pieces.map((piece) => piece.people)));
  const reader = await StreamReader.open(people, columns);
  try {
    return await new StreamPhase(sending, people, reader, batch).run();
  } finally {
    await reader.close();
  }
}
