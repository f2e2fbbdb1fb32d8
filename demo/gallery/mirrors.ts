// What keeps audiences equal to segments, as somebody set it up earlier, with the calls that the exporter makes.

import type { StagedMirror } from './scene.ts';
import { until } from './stage-calls.ts';
import type { Workshop } from './workshop.ts';

/** Where the mirrors of a stage are. */
export interface Places {
  readonly advertiserId: string;
  /** The audiences that were there before, by their place. */
  readonly audienceIds: readonly string[];
}

interface RunView {
  readonly id: string;
  readonly state: string;
  readonly confirmation: unknown;
  readonly error: { readonly code: string } | null;
}

/** Sets the mirrors up one after the other, and runs those that ran. */
export async function makeMirrors(
  workshop: Workshop,
  mirrors: readonly StagedMirror[],
  { advertiserId, audienceIds }: Places,
): Promise<void> {
  const { person } = workshop;
  for (const { segmentId, audience, schedule, run } of mirrors) {
    const target =
      typeof audience === 'string'
        ? { create: { name: audience } }
        : { update: { customAudienceId: audienceIds[audience.place] ?? nowhere(audience.place) } };
    const json = { advertiserId, segmentId, attributes: ['email', 'phone'], audience: target, schedule };
    const { id } = (await person('POST', '/v1/mirrors', { json })) as { id: string };
    if (run === 'none') continue;
    const { id: exportId } = (await person('POST', `/v1/mirrors/${id}/run`, { json: {} })) as RunView;
    await until(`a run that is ${run}`, async () => {
      const view = (await person('GET', `/v1/exports/${exportId}`)) as RunView;
      if (run === 'asking' ? view.confirmation !== null : view.state === 'processing') return view;
      if (view.state === 'failed') throw new Error(`A run failed instead of being ${run}: ${view.error?.code}`);
      workshop.wakeJobs();
      return null;
    });
  }
}

function nowhere(place: number): never {
  throw new Error(`There is no audience at place ${place} of this stage.`);
}
