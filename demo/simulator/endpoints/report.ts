/** Synchronous and asynchronous reports (portal pages "Run a synchronous report" and "Create an asynchronous report"). */
import { advertiserById, grantOf, type ApiCall, type Route } from '../call.ts';
import { TikTokFailure } from '../envelope.ts';
import type { JsonValue } from '../exact-json.ts';
import {
  badArgument,
  oneOf,
  optionalBoolean,
  optionalText,
  paginate,
  requiredId,
  requiredIdList,
  wholeNumber,
} from '../input.ts';
import { MAX_REPORTED_ADS } from '../reports/activity.ts';
import { csvAnswer } from '../reports/csv.ts';
import { metricText } from '../reports/metrics.ts';
import { readQuery, type ReportQuery } from '../reports/query.ts';
import { metricsOf, rowsOf, sortRows, totalOf, type ReportRow } from '../reports/rows.ts';
import type { ReportTask } from '../reports/tasks.ts';
import type { SimulatorState } from '../state.ts';
import type { Advertiser } from '../world.ts';

const MAX_PAGE = 1_000_000;
const MAX_PAGE_SIZE = 1_000;
const MAX_ADVERTISERS = 5;
const MAX_FILE_NAME = 255;
const OUTPUT_FORMATS = ['CSV_STRING', 'CSV_DOWNLOAD', 'XLSX_DOWNLOAD'] as const;

function integrated(call: ApiCall): JsonValue {
  const { args } = call;
  const advertisers = readAdvertisers(call);
  const query = readQuery(args, false);
  if (call.environment === 'sandbox') requireSandboxed(query);
  const page = wholeNumber(args, 'page', 1, 1, MAX_PAGE);
  const pageSize = wholeNumber(args, 'page_size', 10, 1, MAX_PAGE_SIZE);
  const isUtc = optionalBoolean(args, 'multi_adv_report_in_utc_time', false);
  const rows = collect(call.state, { advertisers, query, isUtc, isAsync: false });
  const isTruncated = advertisers.some(
    ({ advertiserId }) => call.state.campaigns.account(advertiserId).ads.size >= MAX_REPORTED_ADS,
  );
  // Only the newest ads are looked at, and a header says so; its value is not published [unverified].
  if (isTruncated) call.setHeader('x-tt-ads-throttle', 'true');
  const { list, page_info } = paginate(rows, page, pageSize);
  return {
    list: list.map((row) => ({
      dimensions: Object.fromEntries(query.dimensions.map((name, index) => [name, row.dimensions[index]])),
      metrics: metricsOf(row, query.metrics),
    })),
    page_info,
    ...(query.withTotals ? { total_metrics: totals(rows, query, advertisers) } : {}),
  };
}

/** One ad account or up to five, or a Business Center, which has no report of its own here. */
function readAdvertisers(call: ApiCall): Advertiser[] {
  const { args } = call;
  if (args['advertiser_ids'] !== undefined)
    return requiredIdList(args, 'advertiser_ids', MAX_ADVERTISERS).map((id) => advertiserById(call, 'read', id));
  if (args['advertiser_id'] !== undefined) return [advertiserById(call, 'read', requiredId(args, 'advertiser_id'))];
  if (args['bc_id'] === undefined) throw badArgument('advertiser_id: Missing data for required field.');
  const bcId = requiredId(args, 'bc_id');
  if (!grantOf(call).user.businessCenters.some((membership) => membership.bcId === bcId))
    throw new TikTokFailure(40001, `No permission to operate Business Center ${bcId}.`);
  return [];
}

/** Connectors found these to be production-only. */
function requireSandboxed({ withTotals, level, dimensions }: ReportQuery): void {
  if (withTotals || level === 0 || dimensions.includes('country_code'))
    throw new TikTokFailure(40009, 'This report is not available in the sandbox environment.');
}

function collect(
  state: SimulatorState,
  input: { advertisers: readonly Advertiser[]; query: ReportQuery; isUtc: boolean; isAsync: boolean },
): ReportRow[] {
  const { advertisers, query, isUtc, isAsync } = input;
  const rows = advertisers.flatMap((advertiser) =>
    rowsOf(query, {
      seed: state.settings.seed,
      advertiser,
      account: state.campaigns.account(advertiser.advertiserId),
      timezone: isUtc ? 'Etc/UTC' : advertiser.timezone,
      nowMs: state.clock.now(),
      namesCountries: isAsync,
    }),
  );
  return sortRows(rows, query);
}

/** Of all pages; attributes have no total. */
function totals(rows: readonly ReportRow[], query: ReportQuery, advertisers: readonly Advertiser[]): JsonValue {
  const [advertiser] = advertisers;
  if (advertiser === undefined) return {};
  const counts = totalOf(rows);
  const nobody = { advertiser, campaign: null, adgroup: null, ad: null };
  return Object.fromEntries(query.metrics.map((name) => [name, metricText(name, counts, nobody)]));
}

function createTask(call: ApiCall): JsonValue {
  const { args } = call;
  const advertisers = readAdvertisers(call);
  const query = readQuery(args, true);
  if (call.environment === 'sandbox') requireSandboxed(query);
  const outputFormat = oneOf(args, 'output_format', OUTPUT_FORMATS, 'CSV_STRING');
  const fileName = optionalText(args, 'file_name') ?? '';
  if (fileName.length > MAX_FILE_NAME) throw badArgument(`file_name: Longer than maximum length ${MAX_FILE_NAME}.`);
  if (outputFormat === 'XLSX_DOWNLOAD') throw new TikTokFailure(40008, 'The simulator writes CSV only.');
  return { task_id: call.state.reports.create({ advertisers, query, outputFormat, fileName }).taskId };
}

function findTask(call: ApiCall): ReportTask {
  const { advertiserId } = advertiserById(call, 'read', requiredId(call.args, 'advertiser_id'));
  return call.state.reports.find(requiredId(call.args, 'task_id'), advertiserId);
}

function checkTask(call: ApiCall): JsonValue {
  return { status: call.state.reports.statusOf(findTask(call)), message: '' };
}

function cancelTask(call: ApiCall): JsonValue {
  call.state.reports.cancel(findTask(call));
  return {};
}

/** The table itself, or where it can be had for an hour. */
function downloadTask(call: ApiCall): JsonValue | Response {
  const task = findTask(call);
  const { reports, settings, origins } = call.state;
  reports.requireReady(task);
  if (task.outputFormat === 'CSV_STRING') return taskTable(call.state, task);
  const origin = settings.publicUrl ?? origins.production ?? '';
  const fileName = task.fileName.trim() === '' ? `report_${task.taskId}.csv` : `${task.fileName}.csv`;
  return {
    download_url: `${origin}/report_files/${reports.openDownload(task)}`,
    file_name: fileName,
    output_format: task.outputFormat,
  };
}

/** A finished report as a table; the names of its columns are those of the API [unverified]. */
export function taskTable(state: SimulatorState, { advertisers, query }: ReportTask): Response {
  const rows = collect(state, { advertisers, query, isUtc: false, isAsync: true });
  const lines = rows.map((row) => [...row.dimensions, ...Object.values(metricsOf(row, query.metrics))]);
  return csvAnswer([...query.dimensions, ...query.metrics], lines, state.reports.settings.rows);
}

const common = { auth: 'token', inSandbox: true, permission: '4' } as const;

export const reportRoutes: readonly Route[] = [
  { ...common, method: 'GET', path: '/report/integrated/get/', handle: integrated },
  { ...common, method: 'POST', path: '/report/task/create/', ownLimit: 'reportTask', handle: createTask },
  { ...common, method: 'GET', path: '/report/task/check/', handle: checkTask },
  { ...common, method: 'POST', path: '/report/task/cancel/', handle: cancelTask },
  { ...common, method: 'GET', path: '/report/task/download/', handle: downloadTask },
];
