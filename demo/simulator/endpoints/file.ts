import { advertiserFor, type ApiCall, type Route } from '../call.ts';
import { TikTokFailure } from '../envelope.ts';
import type { JsonValue } from '../exact-json.ts';
import { receiveUpload } from '../files/receive.ts';
import {
  badArgument,
  oneOf,
  requiredObjects,
  requiredOneOf,
  requiredText,
  wholeNumber,
  type Arguments,
} from '../input.ts';
import { checkSignature } from './file-image.ts';

const CONTENT_TYPES = ['image', 'video', 'music', 'playable'] as const;
const FILE_TYPES = ['VIDEO', 'IMAGE'] as const;
const MAX_NAMES = 20;
const MAX_NAME_LENGTH = 100;

/** Portal page "Check the names of files" (id 1759130033155073): one name, or up to 20. */
function checkNames(call: ApiCall): JsonValue {
  const { advertiserId } = advertiserFor(call, 'read');
  const look = (args: Arguments, fileName: string): Record<string, JsonValue> => {
    const kind = oneOf(args, 'file_type', FILE_TYPES, 'VIDEO') === 'IMAGE' ? 'images' : 'videos';
    const owner = call.state.files.assets.named(kind, advertiserId, fileName);
    return { duplicate: owner !== undefined, duplicate_material_id: owner?.materialId };
  };
  if (call.args['files'] === undefined) return look(call.args, requiredText(call.args, 'file_name'));
  return {
    batch_results: requiredObjects(call.args, 'files', MAX_NAMES).map((item) => {
      const fileName = requiredText(item, 'file_name');
      return { file_name: fileName, ...look(item, fileName) };
    }),
  };
}

/** Portal page "Start a file chunk upload task". */
function startUpload(call: ApiCall): JsonValue {
  const { args } = call;
  const { advertiserId } = advertiserFor(call, 'write');
  const { chunks, assets } = call.state.files;
  const contentType = requiredOneOf(args, 'content_type', CONTENT_TYPES);
  const fileName = requiredText(args, 'name');
  if (fileName.length > MAX_NAME_LENGTH) throw badArgument(`name: Longer than maximum length ${MAX_NAME_LENGTH}.`);
  const size = wholeNumber(args, 'size', null, 1, Number.MAX_SAFE_INTEGER);
  if (size === null) throw badArgument('size: Missing data for required field.');
  const { maxImageBytes, maxVideoBytes, chunkBytes } = assets.settings;
  if (size > (contentType === 'image' ? maxImageBytes : maxVideoBytes))
    throw new TikTokFailure(40907, 'The file is too large.');
  const upload = chunks.start({ advertiserId, fileName, contentType, size });
  return {
    upload_id: upload.uploadId,
    file_name: fileName,
    start_offset: 0,
    end_offset: chunks.endOf(upload, chunkBytes),
  };
}

/** One chunk. Both offsets of the answer are those of the next one; they are equal when there is none. */
async function transferUpload(call: ApiCall): Promise<JsonValue> {
  const { chunks, assets } = call.state.files;
  const { chunkBytes } = assets.settings;
  // The whole file's MD5 takes a chunk only when the chunk is right, so it waits here: 20 MB at most.
  const pieces: Buffer[] = [];
  let kept = 0;
  const { args, file } = await receiveUpload(call, 'file', (chunk) => {
    if (kept + chunk.byteLength > chunkBytes) return;
    kept += chunk.byteLength;
    pieces.push(Buffer.from(chunk));
  });
  const { advertiserId } = advertiserFor(call, 'write', args);
  const upload = chunks.find(advertiserId, requiredText(args, 'upload_id'));
  if (file === null) throw badArgument('file: Missing data for required field.');
  checkSignature(file, requiredText(args, 'signature'));
  const start = wholeNumber(args, 'start_offset', null, 0, Number.MAX_SAFE_INTEGER);
  const end = chunks.endOf(upload, chunkBytes);
  if (start !== upload.offset) throw badArgument(`start_offset: The next chunk starts at ${upload.offset}.`);
  if (upload.offset + file.bytes !== end)
    throw new TikTokFailure(40915, `The chunk must have ${end - upload.offset} bytes, it has ${file.bytes}.`);
  if (upload.offset === 0) upload.head = file.head;
  for (const piece of pieces) upload.md5.update(piece);
  upload.offset = end;
  return { start_offset: upload.offset, end_offset: chunks.endOf(upload, chunkBytes) };
}

function finishUpload(call: ApiCall): JsonValue {
  const { advertiserId } = advertiserFor(call, 'write');
  const { chunks } = call.state.files;
  const upload = chunks.find(advertiserId, requiredText(call.args, 'upload_id'));
  return { file_id: chunks.finish(upload), file_name: upload.fileName, size: upload.size };
}

// Chunks need no permission; what is made of them does (portal page "API scopes").
const common = { auth: 'token', inSandbox: false } as const;

export const fileRoutes: readonly Route[] = [
  { ...common, method: 'GET', path: '/file/name/check/', permission: '6', handle: checkNames },
  { ...common, method: 'POST', path: '/file/start/upload/', handle: startUpload },
  { ...common, method: 'POST', path: '/file/transfer/upload/', isForm: true, handle: transferUpload },
  { ...common, method: 'POST', path: '/file/finish/upload/', handle: finishUpload },
];
