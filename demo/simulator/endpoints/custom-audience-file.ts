import { createHash } from 'node:crypto';
import { AudienceFileReader } from '../audiences/audience-file.ts';
import { readAs, UPLOAD_TYPES } from '../audiences/calculate-type.ts';
import { advertiserFor, type ApiCall, type Route } from '../call.ts';
import { TikTokFailure } from '../envelope.ts';
import type { JsonValue } from '../exact-json.ts';
import { badArgument, oneOf, requiredText } from '../input.ts';
import { MultipartError, multipartBoundary, readMultipart, type MultipartForm } from '../multipart.ts';
import { summarize } from '../request-log.ts';

/**
 * One audience file: hashed, checked and read while it streams in (portal page "Upload an audience file", id
 * 1739940567842818).
 */
async function upload(call: ApiCall): Promise<JsonValue> {
  const boundary = multipartBoundary(call.contentType);
  if (boundary === null) throw badArgument('Content-Type must be multipart/form-data.');

  const { maxUploadBytes } = call.state.settings;
  const md5 = createHash('md5');
  const reader = new AudienceFileReader();
  let bytes = 0;
  const sink = {
    write(chunk: Buffer): void {
      bytes += chunk.length;
      // What is beyond the limit is drained, not kept.
      if (bytes > maxUploadBytes) return;
      md5.update(chunk);
      reader.write(chunk);
    },
  };

  const form = await readForm(call, boundary, sink);
  const content = reader.end();
  const fields = Object.fromEntries(form.fields);
  call.logBody({
    ...(summarize(fields) as Record<string, JsonValue>),
    file: form.file === null ? null : { ...form.file, rows: content.rows },
  });

  call.state.advertiserLimits.count(fields['advertiser_id'] ?? '');
  const advertiser = advertiserFor(call, 'write', fields);
  if (form.file === null || form.file.field !== 'file') throw badArgument('file: Missing data for required field.');
  const signature = requiredText(fields, 'file_signature');
  requiredText(fields, 'calculate_type');
  const calculateType = oneOf(fields, 'calculate_type', UPLOAD_TYPES, 'MULTIPLE_TYPES');
  if (!/\.(csv|txt)$/.test(form.file.fileName))
    throw new TikTokFailure(40908, 'File type is not supported. The name must end in .csv or .txt.');
  if (bytes > maxUploadBytes) throw new TikTokFailure(40907, 'File is too large. At most 250 MB are allowed.');
  if (bytes === 0) throw new TikTokFailure(40906, 'The file is empty.');
  if (signature.toLowerCase() !== md5.digest('hex'))
    throw new TikTokFailure(40900, 'File signature does not match the MD5 of the file.');

  const identifiers = readAs(calculateType, content);
  const path = call.state.audiences.files.add({
    advertiserId: advertiser.advertiserId,
    calculateType,
    identifiers,
    rows: content.rows,
    invalidValues: content.invalidValues,
  });
  return { file_path: path };
}

async function readForm(call: ApiCall, boundary: string, sink: { write(chunk: Buffer): void }): Promise<MultipartForm> {
  try {
    return await readMultipart(call.body, boundary, sink);
  } catch (error) {
    if (error instanceof MultipartError) throw badArgument(error.message);
    throw error;
  }
}

export const customAudienceFileRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/dmp/custom_audience/file/upload/',
    auth: 'token',
    inSandbox: false,
    permission: '3',
    isForm: true,
    handle: upload,
  },
];
