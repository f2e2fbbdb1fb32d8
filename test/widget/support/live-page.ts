import { createClient } from '../../../widget/client/client.ts';
import { listen, type LiveServer } from './live-server.ts';

// Another page of the same host: its own copy of everything, and a server that it shares with the page around it.

export type Joined = ReturnType<typeof listen> & { reconnect(): void };

function join(server: LiveServer): Joined {
  const client = createClient({
    serverUrl: 'https://ads.example',
    fetchSessionToken: async () => 'token',
    fetch: server.fetch,
  });
  return Object.assign(listen(client), { reconnect: () => client.reconnect() });
}

declare global {
  interface Window {
    joinLive?: typeof join;
  }
}
window.joinLive = join;
