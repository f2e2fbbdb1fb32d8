import type { Dispatcher } from 'undici';

/** One HTTP exchange, reduced to what decides what happens next. */
export type Exchange =
  | { kind: 'answered'; httpStatus: number; text: string; retryAfter: string | null; logId: string | null }
  | { kind: 'failed'; error: Error; sent: boolean };

/** TikTok's longest answers, lists of thousands of ad accounts, stay far below. */
const MAX_ANSWER_BYTES = 32 * 1024 * 1024;

/** Sends once and reads the whole answer. Never rejects. */
export async function send(dispatcher: Dispatcher, options: Dispatcher.RequestOptions): Promise<Exchange> {
  try {
    const answer = await dispatcher.request(options);
    const text = await readText(answer.body);
    return {
      kind: 'answered',
      httpStatus: answer.statusCode,
      text,
      retryAfter: headerText(answer.headers['retry-after']),
      logId: headerText(answer.headers['x-tt-logid']),
    };
  } catch (thrown) {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    return { kind: 'failed', error, sent: !isSurelyUnsent(error) };
  }
}

async function readText(body: Dispatcher.ResponseData['body']): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_ANSWER_BYTES) throw new Error(`the answer is longer than ${MAX_ANSWER_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function headerText(value: string | string[] | undefined): string | null {
  return (Array.isArray(value) ? value[0] : value) ?? null;
}

// Failures while the connection is being made: no byte of the request has left.
const UNSENT =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT|ERR_TLS_.*|CERT_.*|DEPTH_ZERO_.*|SELF_SIGNED_.*|UNABLE_TO_.*)$/;

function isSurelyUnsent(error: Error): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return typeof code === 'string' && UNSENT.test(code);
}

/** The cause in words that hold no address, header or body. */
export function networkReason(error: Error): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (error.name === 'TimeoutError' || code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT')
    return 'no answer in time';
  if (code === 'UND_ERR_CONNECT_TIMEOUT') return 'no connection in time';
  if (error.name === 'AbortError' || code === 'UND_ERR_ABORTED') return 'given up';
  return typeof code === 'string' ? code : 'connection lost';
}
