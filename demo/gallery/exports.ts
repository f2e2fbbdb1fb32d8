// Exports as people started them earlier, each taken as far as its scene wants it, with the same calls the exporter makes.

import { DEMO_MAPPING, profilesOf } from '../data/index.ts';
import type { StagedExport } from './scene.ts';
import { until } from './stage-calls.ts';
import type { Workshop } from './workshop.ts';

type Goal = StagedExport['until'];

/** What is finished was started first: nothing that still runs may see TikTok's two days pass. */
const ORDER: readonly Goal[] = [
  'completed',
  'failed',
  'cancelled',
  'processing',
  'uploading',
  'ready',
  'draft',
  'waiting',
];
const BETWEEN_HOURS = 5;
/** TikTok takes up to 48 hours to build an audience. */
const PROCESSING_HOURS = 49;
/** An upload that must not end waits for an answer that TikTok never gives. */
const ENDLESS_UPLOAD = { path: '/dmp/custom_audience/file/upload/', kind: 'delay', delayMs: 600_000, times: 1_000 };

interface ExportView {
  readonly id: string;
  readonly state: string;
  readonly error: { readonly code: string } | null;
  readonly waiting: unknown;
}

/** Hours that pass while the exports are made, in the stage's own time. */
export function hoursFor(exports: readonly StagedExport[]): number {
  const isFinished = exports.some(({ until: goal }) => goal === 'completed');
  const refused = exports.filter(failsByItself).length;
  return exports.length * BETWEEN_HOURS + (refused + (isFinished ? 1 : 0)) * PROCESSING_HOURS;
}

/** Without a fault an export fails when TikTok has looked at its people and finds them too few. */
function failsByItself({ until: goal, faults = [] }: StagedExport): boolean {
  return goal === 'failed' && faults.length === 0;
}

/**
 * Makes the exports, those that are finished first and otherwise in the given order.
 * @param advertiserId the ad account they belong to
 * @param audienceIds the audiences of that ad account, by their place
 */
export async function makeExports(
  workshop: Workshop,
  exports: readonly StagedExport[],
  advertiserId: string,
  audienceIds: readonly string[],
): Promise<void> {
  const sorted = ORDER.flatMap((goal) => exports.filter((each) => each.until === goal));
  const unfinished: string[] = [];
  let hasSkipped = false;
  const skipProcessing = async (): Promise<void> => {
    if (hasSkipped || unfinished.length === 0) return;
    hasSkipped = true;
    await workshop.advance(PROCESSING_HOURS);
    for (const exportId of unfinished) await reach(workshop, exportId, 'completed');
  };
  for (const staged of sorted) {
    if (staged.until !== 'completed' && staged.until !== 'failed') await skipProcessing();
    await workshop.advance(BETWEEN_HOURS);
    const exportId = await makeExport(workshop, staged, advertiserId, audienceIds);
    if (staged.until === 'completed') unfinished.push(exportId);
  }
  await skipProcessing();
}

async function makeExport(
  workshop: Workshop,
  staged: StagedExport,
  advertiserId: string,
  audienceIds: readonly string[],
): Promise<string> {
  const { host } = workshop;
  const attributes = staged.attributes ?? ['email', 'phone'];
  const request = {
    advertiserId,
    attributes,
    audience: audienceFor(staged, audienceIds),
    ...(staged.defaultCountry === undefined ? {} : { defaultCountry: staged.defaultCountry }),
  };
  const { id } = (await host('POST', '/v1/exports', { json: request })) as ExportView;
  if (staged.until === 'draft') return id;

  await host('PUT', `/v1/exports/${id}/records`, {
    body: typeof staged.people === 'string' ? staged.people : csvOf(staged.people),
    headers: { 'content-type': 'text/csv' },
  });
  await reach(workshop, id, 'ready');
  if (staged.until === 'ready') return id;
  if (staged.until === 'cancelled') {
    await host('POST', `/v1/exports/${id}/cancel`);
    return id;
  }
  const faults = staged.faults ?? (staged.until === 'uploading' ? [ENDLESS_UPLOAD] : []);
  for (const fault of faults) await workshop.simulator('POST', '/_simulator/faults', { json: fault });
  // The server still takes the sign-in for good; TikTok refuses it with the first file.
  if (staged.until === 'waiting')
    await workshop.simulator('POST', '/_simulator/tokens/revoke', { json: { advertiserId } });
  await host('POST', `/v1/exports/${id}/start`);
  if (failsByItself(staged)) {
    await reach(workshop, id, 'processing');
    await workshop.advance(PROCESSING_HOURS);
  }
  await reach(workshop, id, staged.until === 'completed' ? 'processing' : staged.until);
  if (staged.until !== 'uploading' && faults.length > 0) await workshop.simulator('DELETE', '/_simulator/faults');
  return id;
}

async function reach(workshop: Workshop, exportId: string, state: Goal): Promise<void> {
  await until(`the state ${state} of an export`, async () => {
    const view = (await workshop.host('GET', `/v1/exports/${exportId}`)) as ExportView;
    if (view.state === state || (state === 'waiting' && view.waiting !== null)) return view;
    if (view.state === 'failed') throw new Error(`An export failed instead of being ${state}: ${view.error?.code}`);
    if (state === 'failed' && view.state === 'completed')
      throw new Error('An export was completed instead of failing.');
    workshop.wakeJobs();
    return null;
  });
}

function audienceFor({ audience }: StagedExport, audienceIds: readonly string[]): unknown {
  if (typeof audience === 'string') return { create: { name: audience } };
  const customAudienceId = audienceIds[audience.place];
  if (customAudienceId === undefined) throw new Error(`There is no audience at place ${audience.place} of this stage.`);
  return { update: { customAudienceId, action: audience.action } };
}

const COLUMNS = Object.values(DEMO_MAPPING);

/** The first people of the demo's data, with every column that its mapping names. */
function csvOf(people: number): string {
  const lines = [COLUMNS.join(',')];
  for (const { record } of profilesOf(people)) lines.push(COLUMNS.map((name) => cell(record[name])).join(','));
  return `${lines.join('\r\n')}\r\n`;
}

function cell(value: string | number | boolean | null | undefined): string {
  const text = value === null || value === undefined ? '' : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
