import { Readable } from 'node:stream';
import { afterEach, expect, it, vi } from 'vitest';
import { createBodyBudget, holdBody } from '../../server/http/index.ts';
import { FormBody } from '../../server/pass-through/form-body.ts';
import type { Incoming } from '../../server/pass-through/edges.ts';

afterEach(() => {
  vi.useRealTimers();
});

const BEGINNING = '--b\r\nContent-Disposition: form-data; name="image_file"; filename="a.png"\r\n\r\n';
const CHUNK = Buffer.alloc(64 * 1024, 'x');

/** An upload of a file that is much longer than what is taken of it. */
function upload(): Incoming {
  const parts = [Buffer.from(BEGINNING), ...Array.from({ length: 40 }, () => CHUNK), Buffer.from('\r\n--b--\r\n')];
  const headers: Record<string, string> = {
    'content-type': 'multipart/form-data; boundary=b',
    'content-length': String(parts.reduce((sum, { length }) => sum + length, 0)),
  };
  return {
    method: 'POST',
    target: '/',
    hasBody: true,
    header: (name) => headers[name],
    readWhole: () => Promise.resolve(null),
    stream: () => Readable.from(parts, { objectMode: false }),
    drop: () => Promise.resolve(),
  };
}

it('gives an upload up that TikTok has stopped taking, at its beginning and later on', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  for (const takenChunks of [0, 5]) {
    const form = await FormBody.open(upload(), '/file/image/ad/upload/', {
      digest: null,
      endsWithFile: false,
      held: holdBody(createBodyBudget(1024 * 1024)),
    });
    const onStuck = vi.fn<() => void>();
    const stream = form.stream(onStuck);
    const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
    for (let taken = 0; taken <= takenChunks; taken += 1) await chunks.next();
    await vi.advanceTimersByTimeAsync(119_000);
    expect(onStuck).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(onStuck).toHaveBeenCalledOnce();
    stream.destroy();
  }
});
