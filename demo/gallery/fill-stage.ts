import type { Attribute } from '../../shared/index.ts';
import { makeExports } from './exports.ts';
import { audiencesOf, mappingOf, propertiesOf, segmentsOf } from './fill.ts';
import { makeMirrors, type Places } from './mirrors.ts';
import type { Stage } from './scene.ts';
import type { Call } from './stage-calls.ts';
import { checkConnections, takeTurn } from './turns.ts';
import type { Workshop } from './workshop.ts';

/** Where the stage’s own sign-in starts; the pages start theirs from the gallery. */
const STAGE_ORIGIN = 'http://127.0.0.1';

/** Signs in at TikTok. Names are those of ad accounts; `null` refuses. */
export type Allow = (authorizeUrl: string, share: readonly string[] | 'all' | null) => Promise<void>;

/**
 * Brings the workspace to the state that the scene asks for.
 * @param peopleUrl where the host hands out the people of its segments
 * @throws {Error} when something the scene names is not there
 */
export async function fillStage(stage: Stage, workshop: Workshop, allow: Allow, peopleUrl: string): Promise<void> {
  const { host } = workshop;
  await host('PUT', '/v1/properties', { json: propertiesOf(stage.properties) });
  const mapping = mappingOf(stage.mapping);
  if (mapping !== null) await saveMapping(workshop.person, mapping);

  let places: Places | null = null;
  if (stage.connection !== null) {
    const connectionId = await connect(workshop, allow, stage.connection);
    const imported = await importAdAccounts(workshop, connectionId, stage.imported ?? 2);
    const [first] = imported;
    if (first !== undefined) {
      const audienceIds = await plantAudiences(workshop, first, stage.audiences ?? 0);
      await makeExports(workshop, stage.exports ?? [], first, audienceIds);
      places = { advertiserId: first, audienceIds };
      if ((stage.exports ?? []).length > 0) await checkConnections(workshop);
    }
  }
  // Last, so that they are as fresh as a host keeps them.
  const segments = segmentsOf(stage.segments).map(({ segmentId, ...segment }) =>
    host('PUT', `/v1/segments/${segmentId}`, {
      json: { ...segment, source: { url: `${peopleUrl}/segments/${segmentId}` } },
    }),
  );
  await Promise.all(segments);
  if (places !== null) await makeMirrors(workshop, stage.mirrors ?? [], places);
  for (const turn of stage.turns ?? []) await takeTurn(workshop, turn);
}

export async function saveMapping(call: Call, attributes: Readonly<Partial<Record<Attribute, string>>>): Promise<void> {
  await call('PUT', '/v1/mapping', { json: { attributes } });
}

async function connect(
  workshop: Workshop,
  allow: Allow,
  { share, kind = 'advertiser' }: NonNullable<Stage['connection']> = {},
): Promise<string> {
  const json = { origin: STAGE_ORIGIN, kind };
  const started = await workshop.person('POST', '/v1/connections/authorize', { json });
  const { attemptId, authorizeUrl } = started as { attemptId: string; authorizeUrl: string };
  await allow(authorizeUrl, share ?? 'all');
  const attempt = await workshop.person('GET', `/v1/connections/attempts/${attemptId}`);
  const { connectionId } = attempt as { connectionId?: string };
  if (connectionId === undefined) throw new Error(`The stage could not sign in at TikTok: ${JSON.stringify(attempt)}`);
  return connectionId;
}

interface Granted {
  readonly advertiserId: string;
  readonly name: string;
  readonly importable: boolean;
}

async function importAdAccounts(
  workshop: Workshop,
  connectionId: string,
  wanted: NonNullable<Stage['imported']>,
): Promise<readonly string[]> {
  if (wanted === 0) return [];
  const granted: Granted[] = [];
  const isEnough = (): boolean =>
    typeof wanted === 'number' && granted.filter((each) => each.importable).length >= wanted;
  let cursor: string | null = null;
  do {
    const query = new URLSearchParams({ limit: '1000', ...(cursor === null ? {} : { cursor }) });
    const page = await workshop.host('GET', `/v1/connections/${connectionId}/advertisers?${query.toString()}`);
    const { items, nextCursor } = page as { items: readonly Granted[]; nextCursor: string | null };
    granted.push(...items);
    cursor = nextCursor;
  } while (cursor !== null && !isEnough());
  const importable = granted.filter((each) => each.importable);
  const chosen =
    typeof wanted === 'number'
      ? importable.slice(0, wanted)
      : wanted === 'all'
        ? importable
        : wanted.map((name) => granted.find((each) => each.name === name) ?? missing(name));
  const advertiserIds = chosen.map(({ advertiserId }) => advertiserId);
  if (advertiserIds.length > 0)
    await workshop.person('POST', '/v1/ad-accounts', { json: { connectionId, advertiserIds } });
  return advertiserIds;
}

function missing(name: string): never {
  throw new Error(`The sign-in of this stage does not reach an ad account called ${name}.`);
}

async function plantAudiences(
  workshop: Workshop,
  advertiserId: string,
  wanted: NonNullable<Stage['audiences']>,
): Promise<readonly string[]> {
  const audiences = audiencesOf(wanted);
  if (audiences.length === 0) return [];
  const json = { advertiserId, audiences };
  const planted = await workshop.simulator('POST', '/_simulator/audiences', { json });
  return (planted as { customAudienceIds: readonly string[] }).customAudienceIds;
}
