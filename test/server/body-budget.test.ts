import { describe, expect, it } from 'vitest';
import { createBodyBudget, readLimitedBody } from '../../server/http/index.ts';

const MEBIBYTE = 1024 * 1024;

describe('the memory that bodies on their way may take', () => {
  const LIMITS = { bytes: MEBIBYTE, budget: createBodyBudget(100_000), arrivalMs: 60_000 };
  const posted = (body: ReadableStream<Uint8Array>) =>
    new Request('http://localhost/', { method: 'POST', body, duplex: 'half' } as RequestInit);
  const streamed = (...sizes: number[]) => {
    let end = () => {};
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const size of sizes) controller.enqueue(new Uint8Array(size));
        end = () => controller.close();
      },
    });
    return { whole: readLimitedBody(posted(body), undefined, LIMITS), end: () => end() };
  };

  it('is bounded for large ones together, and never shuts out small ones', async () => {
    const first = streamed(60_000, 40_000);
    await new Promise((resolve) => setImmediate(resolve));
    const second = streamed(60_000);
    const small = streamed(10_000, 6000);
    for (const { end } of [second, small, first]) end();
    await expect(second.whole).rejects.toMatchObject({ code: 'storage_failed', members: { retryAfterSeconds: 5 } });
    expect((await small.whole)?.length).toBe(16_000);
    expect((await first.whole)?.length).toBe(100_000);
    const third = streamed(60_000);
    third.end();
    expect((await third.whole)?.length).toBe(60_000);
  });

  it('is given back when a body does not arrive in time', async () => {
    const silent = posted(new ReadableStream({}));
    await expect(readLimitedBody(silent, undefined, { ...LIMITS, arrivalMs: 20 })).rejects.toMatchObject({
      code: 'request_timeout',
    });
  });
});
