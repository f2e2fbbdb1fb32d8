import { z } from 'zod';
import type { TikTokClient } from '../client.ts';
import { type Grant, onBehalfOf, optionalText, wireId } from './fields.ts';

export interface TikTokUser {
  coreUserId: string;
  displayName: string;
  /** Masked by TikTok. */
  email: string | null;
}

const user = z.object({ core_user_id: wireId, display_name: optionalText, email: optionalText });

/** Who gave the grant: the cheapest call that tells whether a token works. */
export async function getUserInfo(client: TikTokClient, grant: Grant): Promise<TikTokUser> {
  const { data } = await client.request({
    ...onBehalfOf(grant),
    method: 'GET',
    path: '/user/info/',
    data: user,
    repeatable: true,
  });
  return { coreUserId: data.core_user_id, displayName: data.display_name ?? '', email: data.email };
}
