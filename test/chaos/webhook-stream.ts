import { setTimeout } from 'node:timers/promises';

/** The stream of events as a page follows it: taken up again from the last id whenever it breaks. */
export interface FollowedStream {
  /** Ids in the order in which they came. */
  readonly ids: string[];
  /** Times it was opened. */
  readonly opened: number;
  /** Ids that came twice, and anything else that must not come. */
  readonly wrong: string[];
  stop(): Promise<void>;
}

export function followStream(url: string, headers: Record<string, string>): FollowedStream {
  const ids: string[] = [];
  const known = new Set<string>();
  const wrong: string[] = [];
  const ending = new AbortController();
  let opened = 0;

  const take = (message: string): void => {
    const fields = new Map(
      message.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]),
    );
    if (fields.get('event') === 'reset') wrong.push('the stream lost its place');
    const id = fields.get('id');
    if (id === undefined || id === '' || !fields.has('data')) return;
    if (known.has(id)) wrong.push(`${id} came twice`);
    known.add(id);
    ids.push(id);
  };

  const followOnce = async (): Promise<void> => {
    const last = ids.at(-1);
    const response = await fetch(`${url}/v1/events`, {
      headers: { ...headers, ...(last === undefined ? {} : { 'last-event-id': last }) },
      signal: ending.signal,
    });
    if (!response.ok || response.body === null) throw new Error(`the stream answers ${response.status}`);
    opened += 1;
    let text = '';
    const decoder = new TextDecoder();
    for await (const chunk of response.body) {
      text += decoder.decode(chunk, { stream: true });
      const messages = text.split('\n\n');
      text = messages.pop() ?? '';
      for (const message of messages) take(message);
    }
  };

  const following = (async () => {
    while (!ending.signal.aborted) {
      await followOnce().catch(() => undefined);
      await setTimeout(100, undefined, { signal: ending.signal }).catch(() => undefined);
    }
  })();

  return {
    ids,
    get opened() {
      return opened;
    },
    wrong,
    async stop() {
      ending.abort();
      await following;
    },
  };
}
