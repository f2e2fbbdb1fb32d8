import { z } from 'zod';
import type { TikTokRequest } from '../request.ts';

/** A TikTok id. v1.3 documents strings, yet some answers still carry bare numbers; inside it is always text. */
export const wireId = z.union([z.string(), z.number()]).transform(String);

/** Text that TikTok leaves out, sets to null or to "" where there is none: all become null. */
export const optionalText = z
  .string()
  .nullish()
  .transform((text) => (text === undefined || text === null || text === '' ? null : text));

export const pageInfo = z.object({ total_page: z.number().int(), total_number: z.number().int() });

/** What every call that speaks for a grant needs. */
export interface Grant {
  environment: 'production' | 'sandbox';
  accessToken: string;
  /**
   * The developer app it was given to, which decides whose limits a call counts for. Null where nobody knows it; left out: the server's
   * own.
   */
  appId?: string | null;
  /** Whose call it is: callers of one app take turns by it. Left out where the server asks for itself. */
  workspaceId?: string;
  /** Nobody waits for the calls made with it: they let others go first. */
  isBackground?: boolean;
}

/** The part of a request that the grant decides. */
export function onBehalfOf(
  grant: Grant,
): Pick<TikTokRequest<unknown>, 'environment' | 'accessToken' | 'appId' | 'workspaceId' | 'isBackground'> {
  const { environment, accessToken, appId, workspaceId, isBackground } = grant;
  return { environment, accessToken, appId, workspaceId, isBackground };
}

/** The developer app that the grant was given to. */
export interface TikTokApp {
  appId: string;
  appSecret: string;
}
