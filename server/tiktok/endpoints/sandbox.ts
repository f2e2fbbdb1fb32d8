import { z } from 'zod';
import type { TikTokClient } from '../client.ts';
import { TikTokApiError } from '../errors.ts';
import { isPermissionDenied, isUnsupported } from '../return-codes.ts';
import { type Grant, onBehalfOf } from './fields.ts';

/** Reads that change nothing. Which of them the sandbox offers is not written down anywhere, so one after the other is tried. */
const HARMLESS_READS = ['/dmp/custom_audience/list/', '/campaign/get/'];
const SANDBOX_ADVERTISER_MISSING = 40013;

/**
 * Whether the grant reaches an ad account of the sandbox, which has no call that lists them. `unknown` when the sandbox
 * offers none of the reads.
 *
 * @throws {TikTokApiError} the token is refused, or TikTok did not answer
 */
export async function probeSandboxAdvertiser(
  client: TikTokClient,
  grant: Grant,
  advertiserId: string,
): Promise<'reached' | 'out_of_reach' | 'unknown'> {
  for (const path of HARMLESS_READS) {
    try {
      await client.request({
        ...onBehalfOf(grant),
        method: 'GET',
        path,
        query: { advertiser_id: advertiserId, page: 1, page_size: 1 },
        data: z.unknown(),
        repeatable: true,
      });
      return 'reached';
    } catch (error) {
      if (!(error instanceof TikTokApiError)) throw error;
      const { code } = error;
      if (code === SANDBOX_ADVERTISER_MISSING || (isPermissionDenied(code) && !/scope/i.test(error.tiktokMessage)))
        return 'out_of_reach';
      if (!isUnsupported(code) && error.httpStatus !== 404) throw error;
    }
  }
  return 'unknown';
}
