import { advertiserFor, reachableAdvertiser, grantOf, type ApiCall, type Route } from '../call.ts';
import { formatUtc } from '../clock.ts';
import { TikTokFailure } from '../envelope.ts';
import type { JsonValue } from '../exact-json.ts';
import type { VideoAsset } from '../files/asset-store.ts';
import { fetchFile, receiveUpload } from '../files/receive.ts';
import type { ReceivedFile } from '../files/received-file.ts';
import {
  badArgument,
  oneOf,
  optionalBoolean,
  optionalText,
  requiredText,
  requiredTextList,
  type Arguments,
} from '../input.ts';
import { checkSignature } from './file-image.ts';
import { isoSeconds, searchAssets } from './file-search.ts';

const UPLOAD_TYPES = ['UPLOAD_BY_FILE', 'UPLOAD_BY_URL', 'UPLOAD_BY_FILE_ID', 'UPLOAD_BY_VIDEO_ID'] as const;
const MAX_IDS = 60;
const URL_LIFETIME_MS = 6 * 3_600_000;
const FETCH_CODES = { timeout: 40902, unavailable: 40903 };

/** Portal page "Upload a video" (id 1737587322856449). The answer is an array of one. */
async function upload(call: ApiCall): Promise<JsonValue> {
  const { args, file } = await receiveUpload(call, 'video_file');
  const { advertiserId } = advertiserFor(call, 'write', args);
  const { assets } = call.state.files;
  const type = oneOf(args, 'upload_type', UPLOAD_TYPES, 'UPLOAD_BY_FILE');
  const detectsFlaws = optionalBoolean(args, 'flaw_detect', false);
  const fixesFlaws = optionalBoolean(args, 'auto_fix_enabled', false);
  optionalBoolean(args, 'auto_bind_enabled', false);
  optionalBoolean(args, 'is_third_party', false);
  if (type === 'UPLOAD_BY_VIDEO_ID') {
    const video = anyReachableVideo(call, requiredText(args, 'video_id'));
    return [view(assets.shareVideo(advertiserId, video), call)];
  }
  const source = await sourceOf(call, type, advertiserId, args, file);
  const fileName = optionalText(args, 'file_name');
  const { flaws } = assets.settings;
  if (detectsFlaws && fixesFlaws && flaws.length > 0) {
    assets.checkVideo(source, fileName);
    // What is being repaired has no id yet: nothing else comes back.
    return [{ fix_task_id: call.state.random.id(19, '75'), flaw_types: flaws }];
  }
  const video = assets.addVideo(advertiserId, source, fileName);
  return [{ ...view(video, call), ...(detectsFlaws && flaws.length > 0 ? { flaw_types: flaws } : {}) }];
}

async function sourceOf(
  call: ApiCall,
  type: (typeof UPLOAD_TYPES)[number],
  advertiserId: string,
  args: Arguments,
  file: ReceivedFile | null,
): Promise<ReceivedFile> {
  const { files } = call.state;
  if (type === 'UPLOAD_BY_URL')
    return fetchFile(requiredText(args, 'video_url'), files.assets.settings.maxVideoBytes, FETCH_CODES);
  if (type === 'UPLOAD_BY_FILE_ID') return files.chunks.take(advertiserId, requiredText(args, 'file_id'), 'video');
  if (file === null) throw badArgument('video_file: Missing data for required field.');
  checkSignature(file, requiredText(args, 'video_signature'));
  return file;
}

/** A video of this ad account, or of another one within the consent's reach. */
function anyReachableVideo(call: ApiCall, videoId: string): VideoAsset {
  for (const advertiserId of grantOf(call).advertiserIds) {
    if (reachableAdvertiser(call, advertiserId) === undefined) continue;
    const video = call.state.files.assets.findVideo(advertiserId, videoId);
    if (video !== undefined) return video;
  }
  throw new TikTokFailure(40053, `Video ${videoId} does not exist.`);
}

function view(video: VideoAsset, call: ApiCall): Record<string, JsonValue> {
  const expiresAt = call.state.clock.now() + URL_LIFETIME_MS;
  const expires = Math.floor(expiresAt / 1000);
  return {
    video_id: video.videoId,
    material_id: video.materialId,
    file_name: video.fileName,
    format: video.format,
    width: video.width,
    height: video.height,
    duration: video.durationSeconds,
    size: video.bytes,
    bit_rate: Math.round((video.bytes * 8) / video.durationSeconds),
    signature: video.md5,
    video_cover_url: `https://image.example/${video.videoId}.image?x-expires=${expires}`,
    preview_url: `https://video.example/${video.videoId}.${video.format}?x-expires=${expires}`,
    preview_url_expire_time: formatUtc(expiresAt),
    displayable: true,
    allow_download: true,
    allowed_placements: ['PLACEMENT_TIKTOK', 'PLACEMENT_PANGLE'],
    create_time: isoSeconds(video.createdAt),
    modify_time: isoSeconds(video.createdAt),
  };
}

/** Ids that the ad account does not have are left out [unverified]. */
function info(call: ApiCall): JsonValue {
  const { advertiserId } = advertiserFor(call, 'read');
  const videoIds = requiredTextList(call.args, 'video_ids', MAX_IDS);
  const { assets } = call.state.files;
  const videos = assets.videos(advertiserId).filter((video) => videoIds.includes(video.videoId));
  return { list: videos.filter((video) => assets.isVisible(video)).map((video) => view(video, call)) };
}

function search(call: ApiCall): JsonValue {
  const { advertiserId } = advertiserFor(call, 'read');
  return searchAssets(call, call.state.files.assets.videos(advertiserId), {
    field: 'video_ids',
    idOf: (video) => video.videoId,
    view: (video) => view(video, call),
  });
}

const common = { auth: 'token', inSandbox: false, permission: '6' } as const;

export const fileVideoRoutes: readonly Route[] = [
  { ...common, method: 'POST', path: '/file/video/ad/upload/', isForm: true, handle: upload },
  { ...common, method: 'GET', path: '/file/video/ad/info/', handle: info },
  { ...common, method: 'GET', path: '/file/video/ad/search/', handle: search },
];
