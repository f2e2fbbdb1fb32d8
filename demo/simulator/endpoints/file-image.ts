import { advertiserFor, type ApiCall, type Route } from '../call.ts';
import { TikTokFailure } from '../envelope.ts';
import type { JsonValue } from '../exact-json.ts';
import type { ImageAsset } from '../files/asset-store.ts';
import { fetchFile, receiveUpload } from '../files/receive.ts';
import type { ReceivedFile } from '../files/received-file.ts';
import { badArgument, oneOf, optionalText, requiredText, requiredTextList, type Arguments } from '../input.ts';
import { searchAssets, isoSeconds } from './file-search.ts';

const UPLOAD_TYPES = ['UPLOAD_BY_FILE', 'UPLOAD_BY_URL', 'UPLOAD_BY_FILE_ID'] as const;
const MAX_IDS = 100;
const URL_LIFETIME_MS = 3_600_000;
const FETCH_CODES = { timeout: 40913, unavailable: 40912 };

/** Portal page "Upload an image" (id 1739067433456642). */
async function upload(call: ApiCall): Promise<JsonValue> {
  const { args, file } = await receiveUpload(call, 'image_file');
  const { advertiserId } = advertiserFor(call, 'write', args);
  const { files } = call.state;
  const source = await sourceOf(call, advertiserId, args, file);
  return view(files.assets.addImage(advertiserId, source, optionalText(args, 'file_name')), call);
}

async function sourceOf(
  call: ApiCall,
  advertiserId: string,
  args: Arguments,
  file: ReceivedFile | null,
): Promise<ReceivedFile> {
  const { files } = call.state;
  const type = oneOf(args, 'upload_type', UPLOAD_TYPES, 'UPLOAD_BY_FILE');
  if (type === 'UPLOAD_BY_URL')
    return fetchFile(requiredText(args, 'image_url'), files.assets.settings.maxImageBytes, FETCH_CODES);
  if (type === 'UPLOAD_BY_FILE_ID') return files.chunks.take(advertiserId, requiredText(args, 'file_id'), 'image');
  if (file === null) throw badArgument('image_file: Missing data for required field.');
  checkSignature(file, requiredText(args, 'image_signature'));
  return file;
}

/** An empty file is told so, whatever its signature. */
export function checkSignature(file: ReceivedFile, signature: string): void {
  if (file.bytes > 0 && signature.toLowerCase() !== file.md5)
    throw new TikTokFailure(40900, 'File signature does not match the MD5 of the file.');
}

function view(image: ImageAsset, call: ApiCall): JsonValue {
  const expires = Math.floor((call.state.clock.now() + URL_LIFETIME_MS) / 1000);
  return {
    image_id: image.imageId,
    material_id: image.materialId,
    file_name: image.fileName,
    format: image.format,
    width: image.width,
    height: image.height,
    size: image.bytes,
    signature: image.md5,
    image_url: `https://image.example/${image.imageId}?x-expires=${expires}`,
    is_carousel_usable: image.width === image.height,
    displayable: true,
    create_time: isoSeconds(image.createdAt),
    modify_time: isoSeconds(image.createdAt),
  };
}

/** Ids that the ad account does not have are left out [unverified]. */
function info(call: ApiCall): JsonValue {
  const { advertiserId } = advertiserFor(call, 'read');
  const imageIds = requiredTextList(call.args, 'image_ids', MAX_IDS);
  const { assets } = call.state.files;
  const images = assets.images(advertiserId).filter((image) => imageIds.includes(image.imageId));
  return { list: images.filter((image) => assets.isVisible(image)).map((image) => view(image, call)) };
}

function search(call: ApiCall): JsonValue {
  const { advertiserId } = advertiserFor(call, 'read');
  const { assets } = call.state.files;
  return searchAssets(call, assets.images(advertiserId), {
    field: 'image_ids',
    idOf: (image) => image.imageId,
    view: (image) => view(image, call),
  });
}

const common = { auth: 'token', inSandbox: false, permission: '6' } as const;

export const fileImageRoutes: readonly Route[] = [
  { ...common, method: 'POST', path: '/file/image/ad/upload/', isForm: true, handle: upload },
  { ...common, method: 'GET', path: '/file/image/ad/info/', handle: info },
  { ...common, method: 'GET', path: '/file/image/ad/search/', handle: search },
];
