// The lines of a server-sent event stream (HTML standard, section 9.2.6), read from bytes that arrive in any pieces.

export interface SseMessage {
  /** `message` where the server names none. */
  readonly type: string;
  readonly data: string;
  /** The last id that the stream named, up to and with this message; empty before the first. */
  readonly lastEventId: string;
}

export interface SseParser {
  /** The messages that these bytes complete. What they leave unfinished is kept for the next call. */
  push(bytes: Uint8Array): SseMessage[];
  /** Milliseconds that the server asks to wait before a new connection; undefined while it asked for nothing. */
  readonly retryMs: number | undefined;
  readonly lastEventId: string;
}

/** A parser for one connection. Bytes that are no UTF-8 become replacement characters; a leading byte order mark is dropped. */
export function createSseParser(): SseParser {
  const decoder = new TextDecoder();
  let rest = '';
  /** The text so far ended in a CR: a LF that follows belongs to it. */
  let endedInReturn = false;
  let type = '';
  let data: string[] = [];
  let lastEventId = '';
  let retryMs: number | undefined;

  function takeField(line: string): void {
    const colon = line.indexOf(':');
    if (colon === 0) return;
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(line.startsWith(' ', colon + 1) ? colon + 2 : colon + 1);
    if (name === 'data') data.push(value);
    else if (name === 'event') type = value;
    else if (name === 'id' && !value.includes('\0')) lastEventId = value;
    else if (name === 'retry' && /^\d+$/.test(value)) retryMs = Number(value);
  }

  function finish(): SseMessage | undefined {
    const message = data.length === 0 ? undefined : { type: type || 'message', data: data.join('\n'), lastEventId };
    type = '';
    data = [];
    return message;
  }

  return {
    push(bytes) {
      let text = decoder.decode(bytes, { stream: true });
      if (text === '') return [];
      if (endedInReturn && text.startsWith('\n')) text = text.slice(1);
      endedInReturn = text === '' ? false : text.endsWith('\r');
      const lines = text.split(/\r\n|\r|\n/);
      lines[0] = rest + (lines[0] ?? '');
      rest = lines.pop() ?? '';
      const messages: SseMessage[] = [];
      for (const line of lines) {
        if (line !== '') takeField(line);
        else {
          const message = finish();
          if (message !== undefined) messages.push(message);
        }
      }
      return messages;
    },
    get retryMs() {
      return retryMs;
    },
    get lastEventId() {
      return lastEventId;
    },
  };
}
