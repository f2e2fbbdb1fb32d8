/**
 * The segment (streaming) API (portal pages "Create/Delete an audience segment", "Add/Delete audience segment mappings",
 * id 1739940585975809).
 */
import type { Audience } from '../audiences/audience.ts';
import { decodeHexText } from '../audiences/hex.ts';
import { createValueBuffer, IdentifierList, kindCode } from '../audiences/identifier-list.ts';
import { advertiserById, advertiserFor, type ApiCall, type Route } from '../call.ts';
import { TikTokFailure } from '../envelope.ts';
import { isRecord, type JsonValue } from '../exact-json.ts';
import { badArgument, oneOf, requiredId, requiredIdList, requiredItems, requiredText } from '../input.ts';
import { summarize } from '../request-log.ts';

const MAX_NAME_LENGTH = 70;
/** One vendor's documentation; others stay at a tenth of it [unverified]. */
const MAX_ROWS = 10_000;
const MAX_ADVERTISERS = 100;
const MAPPING_PATH = '/segment/mapping/';

/** What one column of a row holds. */
interface Column {
  name: string;
  code: number;
  digits: 32 | 64;
}

const SHA256 = 64;
const MD5 = 32;
const COLUMNS: readonly Column[] = [
  { name: 'IDFA_MD5', code: kindCode('maidMd5'), digits: MD5 },
  { name: 'AAID_MD5', code: kindCode('maidMd5'), digits: MD5 },
  { name: 'IDFA_SHA256', code: kindCode('maidSha256'), digits: SHA256 },
  { name: 'AAID_SHA256', code: kindCode('maidSha256'), digits: SHA256 },
  { name: 'EMAIL_SHA256', code: kindCode('email'), digits: SHA256 },
  { name: 'PHONE_SHA256', code: kindCode('phone'), digits: SHA256 },
];

function audience(call: ApiCall): JsonValue {
  const { advertiserId } = advertiserFor(call, 'write');
  const action = oneOf(call.args, 'action', ['create', 'delete'], 'create');
  const { audiences } = call.state;
  if (action === 'create') {
    const segment = audiences.createSegment(advertiserId, cutName(requiredText(call.args, 'custom_audience_name')));
    return { audience_id: segment.audienceId };
  }
  const audienceId = requiredId(call.args, 'delete_audience_id');
  const found = audiences.find(audienceId);
  // That only segments can be deleted this way is our reading [inferred].
  if (found === undefined || found.advertiserId !== advertiserId || found.type !== 'Partner')
    throw badArgument(`delete_audience_id: Audience ${audienceId} does not exist.`);
  audiences.delete(audienceId);
  return {};
}

function cutName(name: string): string {
  const letters = Array.from(name);
  return letters.length > MAX_NAME_LENGTH ? `${letters.slice(0, MAX_NAME_LENGTH - 3).join('')}...` : name;
}

/** All or nothing: every row is read before anything changes, and nobody learns which row was wrong. */
function mapping(call: ApiCall): JsonValue {
  logBatch(call);
  const advertiserIds = requiredIdList(call.args, 'advertiser_ids', MAX_ADVERTISERS);
  const businessCenters = advertiserIds.map((advertiserId) => advertiserById(call, 'write', advertiserId).ownerBcId);
  if (new Set(businessCenters).size > 1 || (advertiserIds.length > 1 && businessCenters[0] === null))
    throw badArgument('advertiser_ids: All ad accounts must be in one Business Center.');
  const action = oneOf(call.args, 'action', ['add', 'delete'], 'add');
  const columns = readSchema(call);
  const rows = requiredItems(call.args, 'batch_data');
  if (rows.length < 1 || rows.length > MAX_ROWS)
    throw new TikTokFailure(40061, `batch_data: The number of rows must be between 1 and ${MAX_ROWS}.`);

  const batch = new Batch(call, new Set(advertiserIds));
  for (const row of rows) batch.read(row, columns);
  batch.throwWhenBad();
  for (const [segment, list] of batch.lists) call.state.audiences.applyMapping(segment, action, list);
  return {};
}

/** A batch has megabytes; the log says how much there was. */
function logBatch({ args, logBody }: ApiCall): void {
  const { batch_data: rows, ...rest } = args;
  logBody({
    ...(summarize(rest) as Record<string, JsonValue>),
    rows: Array.isArray(rows) ? rows.length : null,
  });
}

/** Which identifier each place of a row holds: any order, lower case is fine, none twice. */
function readSchema(call: ApiCall): Column[] {
  const names = requiredItems(call.args, 'id_schema');
  const columns = names.map((name) => {
    const column = COLUMNS.find((candidate) => typeof name === 'string' && candidate.name === name.toUpperCase());
    if (column === undefined)
      throw badArgument(`id_schema: Must be one of: ${COLUMNS.map((candidate) => candidate.name).join(', ')}.`);
    return column;
  });
  if (columns.length === 0) throw badArgument('id_schema: Shorter than minimum length 1.');
  if (new Set(columns).size < columns.length) throw badArgument('id_schema: Contains duplicates.');
  return columns;
}

/** A request as it is read, sorted by the audience each identifier goes to. */
class Batch {
  readonly lists = new Map<Audience, IdentifierList>();
  readonly #call: ApiCall;
  readonly #advertiserIds: ReadonlySet<string>;
  readonly #segments = new Map<string, IdentifierList>();
  readonly #value = createValueBuffer();
  readonly #badIds: ReadonlySet<string> | null;
  #badId: string | null = null;

  constructor(call: ApiCall, advertiserIds: ReadonlySet<string>) {
    this.#call = call;
    this.#advertiserIds = advertiserIds;
    this.#badIds = call.state.faults.badIds;
  }

  read(row: unknown, columns: readonly Column[]): void {
    if (!Array.isArray(row) || row.length !== columns.length)
      throw badArgument(`batch_data: Every row must have as many items as id_schema, which are ${columns.length}.`);
    for (const list of this.lists.values()) list.startRow();
    columns.forEach((column, index) => this.#readItem(row[index], column));
  }

  /** @throws {TikTokFailure} when an injected fault names one of the ids that were read */
  throwWhenBad(): void {
    const fault = this.#badId === null ? null : this.#call.state.faults.takeBadId(this.#badId);
    if (fault === null) return;
    this.#call.logFault(fault.kind);
    throw new TikTokFailure(fault.code, fault.message);
  }

  #readItem(item: unknown, { name, code, digits }: Column): void {
    if (!isRecord(item)) throw badArgument('batch_data: Every item must be an object.');
    const { id, audience_ids: audienceIds } = item;
    if (id === undefined) {
      // The person has no such identifier.
      if (audienceIds !== undefined) throw badArgument('batch_data: An item has audience_ids but no id.');
      return;
    }
    if (typeof id !== 'string' || id.length !== digits || !decodeHexText(id, this.#value.bytes))
      throw new TikTokFailure(40062, `batch_data: An id is not a hash of the type ${name}.`);
    if (!Array.isArray(audienceIds) || audienceIds.length === 0)
      throw badArgument('batch_data: An item has an id but no audience_ids.');
    for (const audienceId of audienceIds) this.#listOf(audienceId).add(code, this.#value.words);
    if (this.#badIds?.has(id.toLowerCase()) === true) this.#badId ??= id.toLowerCase();
  }

  #listOf(audienceId: unknown): IdentifierList {
    const text = String(audienceId);
    const known = this.#segments.get(text);
    if (known !== undefined) return known;
    const { audiences } = this.#call.state;
    const segment = audiences.find(text);
    if (segment === undefined || !this.#advertiserIds.has(segment.advertiserId))
      throw badArgument(`audience_ids: Audience ${text} does not exist.`);
    // Files and mappings do not mix [inferred].
    if (segment.type !== 'Partner') throw badArgument(`audience_ids: Audience ${text} is no audience segment.`);
    if (audiences.isExpired(segment)) throw badArgument(`audience_ids: Audience ${text} has expired.`);
    const list = new IdentifierList();
    this.#segments.set(text, list);
    this.lists.set(segment, list);
    return list;
  }
}

export const segmentRoutes: readonly Route[] = [
  { method: 'POST', path: '/segment/audience/', auth: 'token', inSandbox: false, permission: '3', handle: audience },
  {
    method: 'POST',
    path: MAPPING_PATH,
    auth: 'token',
    inSandbox: false,
    permission: '3',
    // Some endpoints have their own bucket; at 50 requests a second this one can only be such [inferred].
    ownLimit: 'segmentMapping',
    handle: mapping,
  },
];
