import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import type { TikTokFile } from './request.ts';

/** A `multipart/form-data` body that reads the file while it is sent, so a file of any size takes no memory. */
export interface MultipartBody {
  contentType: string;
  contentLength: number;
  /** A fresh stream; every try needs its own. */
  open(): Readable;
}

/**
 * A form of text fields and one file, whose length is known beforehand: TikTok takes no chunked uploads.
 *
 * @param boundary must occur in no field and not in the file: random
 */
export function encodeMultipart(
  fields: Readonly<Record<string, string>>,
  file: TikTokFile,
  boundary: string,
): MultipartBody {
  const parts = Object.entries(fields).map(
    ([name, value]) =>
      `--${boundary}\r\nContent-Disposition: form-data; name="${escapeName(name)}"\r\n\r\n${value}\r\n`,
  );
  const fileHead =
    `--${boundary}\r\nContent-Disposition: form-data; name="${escapeName(file.field)}"; filename="${escapeName(file.name)}"\r\n` +
    'Content-Type: application/octet-stream\r\n\r\n';
  const head = Buffer.from(parts.join('') + fileHead);
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    contentLength: head.length + file.bytes + tail.length,
    open: () => Readable.from(concatenate(head, file.path, tail), { objectMode: false }),
  };
}

async function* concatenate(head: Buffer, path: string, tail: Buffer): AsyncGenerator<Buffer> {
  yield head;
  for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 })) yield chunk as Buffer;
  yield tail;
}

/** As browsers do (HTML standard, "multipart/form-data encoding algorithm"). */
function escapeName(name: string): string {
  return name.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
