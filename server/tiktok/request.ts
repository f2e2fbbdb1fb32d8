import type { z } from 'zod';

export type TikTokEnvironment = 'production' | 'sandbox';

export interface TikTokFile {
  /** Form field that carries the bytes. */
  field: string;
  /** TikTok wants `.csv` or `.txt` at the end. */
  name: string;
  path: string;
  bytes: number;
}

export interface TikTokRequest<Data> {
  environment: TikTokEnvironment;
  method: 'GET' | 'POST';
  /** Under /open_api/v1.3, with the closing slash: `/dmp/custom_audience/get/`. */
  path: string;
  accessToken?: string;
  /**
   * The developer app the call counts for, since TikTok limits each app on its own. Null for a token whose app nobody knows;
   * left out for the server's own.
   */
  appId?: string | null | undefined;
  /** Whose call it is, so that the workspaces of one app take turns. Left out for the server's own. */
  workspaceId?: string | undefined;
  /** How long its turn may be waited for; left out, as long as the line takes. */
  maxWaitMs?: number | undefined;
  /** Nobody waits for it: it lets others go first. */
  isBackground?: boolean | undefined;
  /** Arrays and objects become JSON text in one value, as TikTok wants them. */
  query?: Readonly<Record<string, string | number | boolean | readonly unknown[] | Readonly<Record<string, unknown>>>>;
  json?: Readonly<Record<string, unknown>>;
  /** A JSON body made beforehand, for those too big to build as objects. It must not change until the answer is there. */
  encodedJson?: Uint8Array;
  multipart?: { fields: Readonly<Record<string, string>>; file: TikTokFile };
  /** What `data` must look like; an answer of another shape is an error, not a surprise later. */
  data: z.ZodType<Data>;
  /** True when doing it twice is harmless, so that a lost answer may be followed by a second try. Reads always are. */
  repeatable: boolean;
  /** For one try, from sending to the end of the answer (30 s). */
  timeoutMs?: number;
  signal?: AbortSignal | undefined;
}

export interface TikTokAnswer<Data> {
  data: Data;
  tiktokRequestId: string;
  /** TikTok said PARTIAL_OK: `data` tells item by item what was done. */
  partial: boolean;
}
