import type { GuardedCall } from '../call-catalogue/index.ts';
import { AppError } from '../errors.ts';

/**
 * The field in which an upload says what its file is: TikTok compares it with the file's MD5 (40900 SIGNATURE_ERROR), so it stands for
 * the file. A field of another name is none that TikTok looks at. For music no page was found that says so [unverified].
 */
const SIGNATURES: Readonly<Record<string, string>> = {
  '/file/image/ad/upload/': 'image_signature',
  '/file/video/ad/upload/': 'video_signature',
  '/file/music/upload/': 'music_signature',
  '/file/temporarily/upload/': 'signature',
  '/file/transfer/upload/': 'signature',
  '/dmp/custom_audience/file/upload/': 'file_signature',
};

/** `upload_type`s of the same uploads that bring no file: TikTok goes by what the fields name. */
const BY_REFERENCE = /^(?:UPLOAD_BY_(?:URL|FILE_ID|VIDEO_ID)|URL)$/;

/**
 * Lets a call pass of which it can be told later whether the same one is sent again.
 *
 * @throws {AppError} invalid_request - nothing in the call says what its file or its bytes are
 */
export function requireBound({ path, body }: Pick<GuardedCall, 'path' | 'body'>): void {
  if (body.kind === 'stream') {
    throw new AppError(
      'invalid_request',
      'The controls ask a person about this call, and nobody can tell what a body that is neither JSON nor a form does.',
    );
  }
  if (body.kind !== 'form') return;
  const signature = Object.hasOwn(SIGNATURES, path) ? SIGNATURES[path] : undefined;
  if (signature === undefined) {
    throw new AppError(
      'invalid_request',
      'The controls ask a person about this upload, and TikTok checks no MD5 of it: nobody could tell whether the file that is sent ' +
        'after the decision is the one before it. Somebody else has to send it, or the action has to be allowed.',
    );
  }
  if (BY_REFERENCE.test(body.fields['upload_type'] ?? '')) return;
  if (/^[0-9a-f]{32}$/i.test(body.fields[signature] ?? '')) return;
  throw new AppError(
    'invalid_request',
    `The controls ask a person about this upload. Send the MD5 of the file before the file, in the field ${signature}, so that an ` +
      'approval is for this file.',
  );
}
