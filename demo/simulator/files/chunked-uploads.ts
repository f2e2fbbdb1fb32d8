import { createHash, type Hash } from 'node:crypto';
import { TikTokFailure } from '../envelope.ts';
import { badArgument } from '../input.ts';
import type { SeededRandom } from '../random.ts';
import type { ReceivedFile } from './received-file.ts';

/** A file that comes in chunks (portal page "Start a file chunk upload task"). */
export interface ChunkedUpload {
  readonly uploadId: string;
  readonly advertiserId: string;
  readonly fileName: string;
  readonly contentType: string;
  readonly size: number;
  offset: number;
  md5: Hash;
  head: Buffer;
}

/** Uploads under way, and files that have come whole. */
export class ChunkedUploads {
  readonly #random: SeededRandom;
  readonly #open = new Map<string, ChunkedUpload>();
  readonly #files = new Map<string, { advertiserId: string; contentType: string; file: ReceivedFile }>();

  constructor(random: SeededRandom) {
    this.#random = random;
  }

  start(input: Pick<ChunkedUpload, 'advertiserId' | 'fileName' | 'contentType' | 'size'>): ChunkedUpload {
    const uploadId = this.#random.id(19, '74');
    const upload = { uploadId, ...input, offset: 0, md5: createHash('md5'), head: Buffer.alloc(0) };
    this.#open.set(uploadId, upload);
    return upload;
  }

  /** @throws {TikTokFailure} 40002 - no such upload of this ad account */
  find(advertiserId: string, uploadId: string): ChunkedUpload {
    const upload = this.#open.get(uploadId);
    if (upload === undefined || upload.advertiserId !== advertiserId)
      throw badArgument(`upload_id: ${uploadId} does not exist.`);
    return upload;
  }

  /** Where the next chunk ends; the same as its start when there is none. */
  endOf({ offset, size }: ChunkedUpload, chunkBytes: number): number {
    return Math.min(offset + chunkBytes, size);
  }

  /** @throws {TikTokFailure} 40915 - chunks are missing */
  finish(upload: ChunkedUpload): string {
    if (upload.offset < upload.size)
      throw new TikTokFailure(40915, `The upload is incomplete: ${upload.offset} of ${upload.size} bytes.`);
    this.#open.delete(upload.uploadId);
    const fileId = this.#random.id(19, '74');
    const { advertiserId, contentType, fileName, size, head } = upload;
    const file = { fileName, bytes: size, md5: upload.md5.digest('hex'), head };
    this.#files.set(fileId, { advertiserId, contentType, file });
    return fileId;
  }

  /** A whole file, to be made an image or a video. @throws {TikTokFailure} 40905 - none of this ad account and kind */
  take(advertiserId: string, fileId: string, contentType: string): ReceivedFile {
    const found = this.#files.get(fileId);
    if (found === undefined || found.advertiserId !== advertiserId || found.contentType !== contentType)
      throw new TikTokFailure(40905, `File ${fileId} does not exist.`);
    return found.file;
  }
}
