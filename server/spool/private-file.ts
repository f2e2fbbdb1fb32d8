import { type FileHandle, open } from 'node:fs/promises';

/** Opens for writing, empty, readable by this user alone. */
export function createPrivateFile(path: string): Promise<FileHandle> {
  return open(path, 'w', 0o600);
}

/** Writes all of it where the file stands. */
export async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  let done = 0;
  while (done < bytes.length) done += (await file.write(bytes, done, bytes.length - done, null)).bytesWritten;
}
