import type { TikTokClient } from '../tiktok/client.ts';
import { TikTokApiError } from '../tiktok/errors.ts';
import type { Metrics } from './metrics.ts';

/** The client, with each `request` counted by path and by how it ended. */
export function countingClient(client: TikTokClient, metrics: Metrics): TikTokClient {
  return {
    ...client,
    async request(request) {
      const { path, environment } = request;
      try {
        const answer = await client.request(request);
        metrics.tiktokCall({ path, environment, outcome: 'ok' });
        return answer;
      } catch (error) {
        metrics.tiktokCall({ path, environment, outcome: outcomeOf(error) });
        throw error;
      }
    },
  };
}

function outcomeOf(error: unknown): string {
  if (!(error instanceof TikTokApiError)) return 'error';
  return error.code === null ? error.kind : String(error.code);
}
