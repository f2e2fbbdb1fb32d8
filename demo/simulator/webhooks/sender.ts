import { Agent as HttpAgent, request as httpRequest, type ClientRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';

/** What came of one attempt: the callback's HTTP status, or why there was none. */
export interface AttemptResult {
  status: number | null;
  error: string | null;
}

/** Sends webhooks over connections that stay open, as a busy sender does. Redirects are not followed. */
export class WebhookSender {
  #http = new HttpAgent({ keepAlive: true });
  #https = new HttpsAgent({ keepAlive: true });
  readonly #underWay = new Set<ClientRequest>();

  /** One POST; never rejects. */
  send(
    url: string,
    headers: Readonly<Record<string, string>>,
    body: string,
    timeoutMs: number,
  ): Promise<AttemptResult> {
    return new Promise((resolve) => {
      const bytes = Buffer.from(body);
      const isHttps = url.startsWith('https:');
      const post = isHttps ? httpsRequest : httpRequest;
      const request = post(url, {
        method: 'POST',
        agent: isHttps ? this.#https : this.#http,
        headers: { ...headers, 'content-length': bytes.length },
      });
      this.#underWay.add(request);
      const timer = setTimeout(() => request.destroy(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs);
      timer.unref();
      const settle = (result: AttemptResult): void => {
        clearTimeout(timer);
        this.#underWay.delete(request);
        resolve(result);
      };
      request.on('error', (error) => settle({ status: null, error: explain(error) }));
      request.on('response', (response) => {
        response.on('error', (error) => settle({ status: null, error: explain(error) }));
        response.on('end', () => settle({ status: response.statusCode ?? null, error: null }));
        response.resume();
      });
      request.end(bytes);
    });
  }

  /** Breaks off what is under way and closes idle connections. Later deliveries open new ones. */
  close(): void {
    for (const request of this.#underWay) request.destroy(new Error('the simulator stopped'));
    this.#http.destroy();
    this.#https.destroy();
    this.#http = new HttpAgent({ keepAlive: true });
    this.#https = new HttpsAgent({ keepAlive: true });
  }
}

/** Node reports a refused connection to a name with several addresses as an error without a text of its own. */
function explain(error: Error): string {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  return error.message === '' ? code : error.message;
}
