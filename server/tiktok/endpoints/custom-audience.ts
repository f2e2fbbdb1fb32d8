import { z } from 'zod';
import type { AudienceSubType } from '../../../shared/exports.ts';
import type { TikTokClient } from '../client.ts';
import { TikTokApiError } from '../errors.ts';
import { type Grant, onBehalfOf, optionalText, pageInfo, wireId } from './fields.ts';

/** One row of /dmp/custom_audience/list/. */
export interface CustomAudience {
  customAudienceId: string;
  name: string;
  /** TikTok's words, such as Customer File Audience. */
  audienceType: string;
  calculateType: string | null;
  /** Matched people; 0 until processed. */
  coverNum: number;
  isValid: boolean;
  isExpiring: boolean;
  /** False: another ad account shares it with this one. */
  isCreator: boolean;
  /** Somebody else sees it too. */
  shared: boolean;
  /** TikTok's own text, `YYYY-MM-DD HH:MM:SS`. */
  createTime: string | null;
  expiredTime: string | null;
}

/** One entry of `audience_history`, as TikTok writes it. */
export interface AudienceHistoryEntry {
  action: string;
  actionDetail: string | null;
  message: string | null;
  optTime: string | null;
}

export interface CustomAudienceDetails extends CustomAudience {
  audienceSubType: string | null;
  /** What a lookalike was asked to be, as TikTok writes it. */
  lookalikeSpec: unknown;
  /** `error_msg` or `msg`: the only explanation there is when an audience is not valid. */
  message: string | null;
  history: AudienceHistoryEntry[];
  /** Of the answer that said all this. */
  tiktokRequestId: string;
}

export const CUSTOMER_FILE_AUDIENCE = 'Customer File Audience';
export const LOOKALIKE_AUDIENCE = 'Lookalike Audience';
/** Custom audiences per ad account. */
export const MAX_AUDIENCES = 400;
const LIST_PAGE_SIZE = 100;
/** A file of 250 MB over a slow line. */
const UPLOAD_TIMEOUT_MS = 15 * 60_000;
const WRITE_TIMEOUT_MS = 120_000;

const count = z
  .union([z.number(), z.string()])
  .nullish()
  .transform((value) => {
    const number = Number(value ?? 0);
    return Number.isSafeInteger(number) && number > 0 ? number : 0;
  });
const flag = z
  .boolean()
  .nullish()
  .transform((value) => value === true);
const textOrNumber = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => (value === null || value === undefined ? null : String(value)));

const common = {
  calculate_type: optionalText,
  cover_num: count,
  is_valid: flag,
  is_expiring: flag,
  is_creator: flag,
  shared: flag,
  create_time: optionalText,
  expired_time: optionalText,
};
const listData = z.object({
  list: z.array(z.object({ audience_id: wireId, name: optionalText, audience_type: optionalText, ...common })),
  page_info: pageInfo.extend({ total_number: z.number().int() }),
});
const getData = z.object({
  list: z.array(
    z.object({
      audience_details: z.object({
        audience_id: wireId,
        name: optionalText,
        type: optionalText,
        msg: optionalText,
        error_msg: optionalText,
        audience_sub_type: optionalText,
        lookalike_spec: z.unknown(),
        ...common,
      }),
      audience_history: z
        .array(
          z.object({ action: optionalText, action_detail: textOrNumber, msg: optionalText, opt_time: optionalText }),
        )
        .nullish(),
    }),
  ),
});

/**
 * Uploads one file. Doing it twice only leaves a file behind that nobody uses, so a lost answer is followed by another try.
 *
 * @returns `filePath`, good for this ad account only and for a time TikTok does not publish
 */
export async function uploadAudienceFile(
  client: TikTokClient,
  grant: Grant,
  input: {
    advertiserId: string;
    calculateType: string;
    md5: string;
    file: { name: string; path: string; bytes: number };
  },
  signal?: AbortSignal,
): Promise<{ filePath: string; tiktokRequestId: string }> {
  const { data, tiktokRequestId } = await client.request({
    ...onBehalfOf(grant),
    method: 'POST',
    path: '/dmp/custom_audience/file/upload/',
    multipart: {
      fields: { advertiser_id: input.advertiserId, file_signature: input.md5, calculate_type: input.calculateType },
      file: { field: 'file', ...input.file },
    },
    data: z.object({ file_path: z.string().min(1) }),
    repeatable: true,
    timeoutMs: UPLOAD_TIMEOUT_MS,
    signal,
  });
  return { filePath: data.file_path, tiktokRequestId };
}

/**
 * Makes an audience from uploaded files. TikTok has no idempotency here and takes the same name twice, so an answer that was
 * lost must be looked for, never repeated blindly: see `mayHaveHappened` of the error.
 */
export async function createAudience(
  client: TikTokClient,
  grant: Grant,
  input: {
    advertiserId: string;
    name: string;
    filePaths: readonly string[];
    calculateType: string;
    retentionInDays: number | null;
    audienceSubType: AudienceSubType | null;
  },
  signal?: AbortSignal,
): Promise<{ customAudienceId: string; tiktokRequestId: string }> {
  const { data, tiktokRequestId } = await client.request({
    ...onBehalfOf(grant),
    method: 'POST',
    path: '/dmp/custom_audience/create/',
    json: {
      advertiser_id: input.advertiserId,
      custom_audience_name: input.name,
      file_paths: input.filePaths,
      calculate_type: input.calculateType,
      ...(input.retentionInDays === null ? {} : { retention_in_days: input.retentionInDays }),
      ...(input.audienceSubType === null ? {} : { audience_sub_type: input.audienceSubType }),
    },
    data: z.object({ custom_audience_id: wireId }),
    repeatable: false,
    timeoutMs: WRITE_TIMEOUT_MS,
    signal,
  });
  return { customAudienceId: data.custom_audience_id, tiktokRequestId };
}

/** Changes an audience with uploaded files. `action` is always sent, because TikTok's default would replace the whole list. */
export async function updateAudience(
  client: TikTokClient,
  grant: Grant,
  input: {
    advertiserId: string;
    customAudienceId: string;
    action: 'APPEND' | 'REMOVE' | 'REPLACE';
    filePaths: readonly string[];
  },
  signal?: AbortSignal,
): Promise<{ tiktokRequestId: string }> {
  const { tiktokRequestId } = await client.request({
    ...onBehalfOf(grant),
    method: 'POST',
    path: '/dmp/custom_audience/update/',
    json: {
      advertiser_id: input.advertiserId,
      custom_audience_id: input.customAudienceId,
      action: input.action,
      file_paths: input.filePaths,
    },
    data: z.unknown(),
    repeatable: false,
    timeoutMs: WRITE_TIMEOUT_MS,
    signal,
  });
  return { tiktokRequestId };
}

/** One audience with its newest history, or null when the ad account has none by this id. */
export async function getAudience(
  client: TikTokClient,
  grant: Grant,
  input: { advertiserId: string; customAudienceId: string },
  signal?: AbortSignal,
): Promise<CustomAudienceDetails | null> {
  try {
    const { data, tiktokRequestId } = await client.request({
      ...onBehalfOf(grant),
      method: 'GET',
      path: '/dmp/custom_audience/get/',
      query: { advertiser_id: input.advertiserId, custom_audience_ids: [input.customAudienceId], history_size: 100 },
      data: getData,
      repeatable: true,
      signal,
    });
    const row = data.list.find(({ audience_details }) => audience_details.audience_id === input.customAudienceId);
    if (row === undefined) return null;
    const details = row.audience_details;
    return {
      ...toAudience({ ...details, audience_type: details.type }),
      audienceSubType: details.audience_sub_type,
      lookalikeSpec: details.lookalike_spec,
      message: orNull(details.error_msg) ?? orNull(details.msg),
      history: (row.audience_history ?? []).map((entry) => ({
        action: entry.action ?? '',
        actionDetail: entry.action_detail,
        message: orNull(entry.msg),
        optTime: entry.opt_time,
      })),
      tiktokRequestId,
    };
  } catch (error) {
    // 40002 also covers a resource that is not there or cannot be seen; with one id asked for, nothing else is meant.
    if (error instanceof TikTokApiError && (error.code === 40002 || error.code === 40007)) return null;
    throw error;
  }
}

/** One page of the ad account's audiences. `pageSize` is 1 to 100. */
export async function listAudiencePage(
  client: TikTokClient,
  grant: Grant,
  input: { advertiserId: string; page: number; pageSize: number },
  signal?: AbortSignal,
): Promise<{ audiences: CustomAudience[]; totalPages: number; totalNumber: number }> {
  const { data } = await client.request({
    ...onBehalfOf(grant),
    method: 'GET',
    path: '/dmp/custom_audience/list/',
    query: { advertiser_id: input.advertiserId, page: input.page, page_size: input.pageSize },
    data: listData,
    repeatable: true,
    signal,
  });
  return {
    audiences: data.list.map(toAudience),
    totalPages: data.page_info.total_page,
    totalNumber: data.page_info.total_number,
  };
}

/** Every audience of the ad account; TikTok keeps 400 at most. */
export async function listAllAudiences(
  client: TikTokClient,
  grant: Grant,
  advertiserId: string,
  signal?: AbortSignal,
): Promise<CustomAudience[]> {
  const audiences = new Map<string, CustomAudience>();
  for (let page = 1; ; page++) {
    const answer = await listAudiencePage(client, grant, { advertiserId, page, pageSize: LIST_PAGE_SIZE }, signal);
    for (const audience of answer.audiences) audiences.set(audience.customAudienceId, audience);
    if (page >= answer.totalPages || answer.audiences.length === 0) return [...audiences.values()];
  }
}

function toAudience(row: z.infer<typeof listData>['list'][number]): CustomAudience {
  return {
    customAudienceId: row.audience_id,
    name: row.name ?? '',
    audienceType: row.audience_type ?? '',
    calculateType: row.calculate_type,
    coverNum: row.cover_num,
    isValid: row.is_valid,
    isExpiring: row.is_expiring,
    isCreator: row.is_creator,
    shared: row.shared,
    createTime: row.create_time,
    expiredTime: row.expired_time,
  };
}

function orNull(text: string | null): string | null {
  return text === null || text.trim() === '' ? null : text;
}
