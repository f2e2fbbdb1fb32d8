/** The body ended before its end, or nothing of it came for too long. What came before is good. */
export class BrokenBodyError extends Error {
  override readonly name = 'BrokenBodyError';
  readonly isSilence: boolean;
  constructor(isSilence: boolean, cause?: unknown) {
    super(isSilence ? 'nothing of the body came for too long' : 'the body broke off', { cause });
    this.isSilence = isSilence;
  }
}

const PIECE_BYTES = 64 * 1024;

/**
 * The body in pieces of at most 64 KiB, asked for one after the other, so that a sender is only as fast as we are. Closing
 * it early does not tear the connection down: an answer still has to go back on it.
 *
 * @throws {BrokenBodyError} it broke off, or nothing came for `idleMs`
 */
export async function* readPieces(body: AsyncIterable<Uint8Array>, idleMs: number): AsyncGenerator<Uint8Array> {
  const iterator = body[Symbol.asyncIterator]();
  try {
    for (;;) {
      const { done, value } = await withLimit(iterator.next(), idleMs);
      if (done === true) return;
      for (let at = 0; at < value.length; at += PIECE_BYTES) {
        yield value.length <= PIECE_BYTES ? value : value.subarray(at, at + PIECE_BYTES);
      }
    }
  } finally {
    // Lets go of the stream, so that the listener can take in and drop what is still on its way, for the answer to be read. Not
    // waited for: a piece that never comes would hold it up.
    void iterator.return?.().catch(() => {});
  }
}

async function withLimit<Value>(value: Promise<Value>, limitMs: number): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new BrokenBodyError(true));
    }, limitMs);
  });
  value.catch(() => {}); // when the limit wins, its later failure is nobody's news
  try {
    return await Promise.race([value, limit]);
  } catch (error) {
    throw error instanceof BrokenBodyError ? error : new BrokenBodyError(false, error);
  } finally {
    clearTimeout(timer);
  }
}
