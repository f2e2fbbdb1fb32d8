import type { Approval } from '../../shared/approvals.ts';
import { callFields, type GuardedCall } from '../call-catalogue/index.ts';
import { withGrant } from '../connections/index.ts';
import type { Deps } from '../deps.ts';
import { type EntityPage, listAdgroupPage, listAdPage, listCampaignPage } from '../tiktok/index.ts';
import { plain } from './facts.ts';

type Subject = Approval['subject'];

const LEVELS = ['campaign', 'adgroup', 'ad'] as const;
type Level = (typeof LEVELS)[number];

const MAX_NAME_CHARACTERS = 200;
/** Who asked waits for its answer; the name only helps. */
const NAME_TIMEOUT_MS = 2500;

/** What a call is about, as far as it says so itself: the one campaign, ad group, ad or audience that it makes or changes. */
export function subjectOf(call: Pick<GuardedCall, 'path' | 'family' | 'query' | 'body'>): Subject {
  const fields = { ...call.query, ...callFields(call) };
  // `/campaign/update/`, `/smart_plus/campaign/update/`; not `/file/video/ad/upload/`.
  const [first, second] = call.path.split('/').filter((segment) => segment !== '');
  const level = LEVELS.find((word) => word === (first === 'smart_plus' ? second : first));
  if (level !== undefined) return { kind: level, ...oneOf(level, fields) };
  if (call.family === 'audience') return { kind: 'audience', ...oneOf('custom_audience', fields) };
  if (first === 'file') return { kind: 'file', id: null, name: text(fields['file_name']) };
  return { kind: call.family, id: null, name: null };
}

/** The one thing of this kind that the fields name, wherever they do; nulls where they name none or several. */
function oneOf(word: string, fields: Readonly<Record<string, unknown>>): Pick<Subject, 'id' | 'name'> {
  const [idField, nameField] = [`${word}_id`, `${word}_name`];
  const many = fields[`${word}_ids`];
  const listed: readonly unknown[] = Array.isArray(many) ? many : [];
  const nested = Object.values(fields)
    .filter(Array.isArray)
    .flat()
    .filter((item): item is Record<string, unknown> => typeof item === 'object' && item !== null)
    .filter((item) => idField in item || nameField in item);
  // What TikTok would pass over must not be what a person reads: only one that nothing speaks against.
  const onlyOf = <Value>(values: readonly (Value | null)[]): Value | null => {
    const given = new Set(values.filter((value) => value !== null));
    return given.size === 1 ? ([...given][0] ?? null) : null;
  };
  const ids = [fields[idField], ...listed, ...nested.map((item) => item[idField])].map(idText);
  const names = [fields[nameField], ...nested.map((item) => item[nameField])].map(text);
  const isSeveral = new Set(ids.filter((id) => id !== null)).size > 1 || nested.length > 1;
  return isSeveral ? { id: null, name: null } : { id: onlyOf(ids), name: onlyOf(names) };
}

/**
 * The subject with the name it has at TikTok by now, which a call that renames it does not say. From what was last seen where
 * that is known, otherwise TikTok is asked once and not waited for long; the name of the call, or none, where that fails.
 */
export async function withKnownName(
  deps: Deps,
  workspaceId: string,
  { advertiserId, connectionId }: Pick<GuardedCall, 'advertiserId' | 'connectionId'>,
  subject: Subject,
): Promise<Subject> {
  const { id } = subject;
  const level = LEVELS.find((word) => word === subject.kind);
  if (id === null || level === undefined || advertiserId === null) return subject;
  try {
    const [seen] = await deps.store.workspace(workspaceId).watched.getMany(advertiserId, level, [id]);
    const name = seen?.name ?? (await askName(deps, workspaceId, connectionId, advertiserId, level, id));
    return { ...subject, name: text(name) ?? subject.name };
  } catch (err) {
    deps.log.debug({ workspaceId, err }, 'the name of what an approval is about could not be read');
    return subject;
  }
}

const LISTS = { campaign: listCampaignPage, adgroup: listAdgroupPage, ad: listAdPage } as const;

async function askName(
  deps: Deps,
  workspaceId: string,
  connectionId: string,
  advertiserId: string,
  level: Level,
  id: string,
): Promise<string | null> {
  const signal = AbortSignal.timeout(NAME_TIMEOUT_MS);
  const query = { advertiserId, page: 1, pageSize: 1, ids: [id] };
  const { items }: EntityPage = await withGrant(deps, workspaceId, connectionId, 'read', (grant) =>
    LISTS[level](deps.tiktok, grant, query, signal),
  );
  return items.find((item) => item.id === id)?.name ?? null;
}

function idText(value: unknown): string | null {
  const id = typeof value === 'number' || typeof value === 'string' ? String(value) : '';
  return /^\d{1,24}$/.test(id) ? id : null;
}

function text(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const name = plain(
    Array.from(value.slice(0, 2 * MAX_NAME_CHARACTERS))
      .slice(0, MAX_NAME_CHARACTERS)
      .join(''),
  );
  return name === '' ? null : name;
}
