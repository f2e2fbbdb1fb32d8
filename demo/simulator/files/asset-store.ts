import { TikTokFailure } from '../envelope.ts';
import { badArgument } from '../input.ts';
import { fractionOf, type SeededRandom } from '../random.ts';
import { imageFacts } from './image-size.ts';
import type { ReceivedFile } from './received-file.ts';

/** What both kinds have. Times are calendar milliseconds. */
interface Asset {
  readonly materialId: string;
  readonly fileName: string;
  readonly format: string;
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
  readonly md5: string;
  readonly createdAt: number;
  /** When `/info/` and `/search/` know of it, on the pace clock. */
  readonly visibleAt: number;
}
export interface ImageAsset extends Asset {
  readonly imageId: string;
}
export interface VideoAsset extends Asset {
  readonly videoId: string;
  readonly durationSeconds: number;
}

/** What control calls may change. */
export interface FileSettings {
  /** An image has to be smaller than this. */
  maxImageBytes: number;
  /** A video may be as large as this. */
  maxVideoBytes: number;
  /** Bytes of a chunk, as TikTok's example has it. */
  chunkBytes: number;
  /** How long a new file stays unknown to `/info/` and `/search/`: TikTok says it may be about ten seconds. */
  visibleAfterSeconds: number;
  /** What `flaw_detect` finds in every video. */
  flaws: readonly string[];
}

/** "50 MB" and "500 MB" are read as multiples of 1,024 [unverified]. */
export const DEFAULT_FILE_SETTINGS: FileSettings = {
  maxImageBytes: 50 * 1024 * 1024,
  maxVideoBytes: 500 * 1024 * 1024,
  chunkBytes: 20_971_520,
  visibleAfterSeconds: 0,
  flaws: [],
};

const MAX_NAME_LENGTH = 100;
/** Width times height (portal page "Upload an image"). */
const MAX_PIXELS = 3_686_400;
const IMAGE_NAMES = /\.(jpe?g|png)$/i;
const VIDEO_NAMES = /\.(mp4|mov|mpeg|avi)$/i;
const SHAPES = [
  [720, 1280],
  [1080, 1080],
  [1280, 720],
] as const;

interface AccountAssets {
  images: Map<string, ImageAsset>;
  videos: Map<string, VideoAsset>;
}

/** Images and videos of every ad account: what they are, not their bytes. */
export class AssetStore {
  readonly #seed: string;
  readonly #random: SeededRandom;
  readonly #clock: { now: () => number; pace: () => number };
  readonly #accounts = new Map<string, AccountAssets>();
  settings: FileSettings = DEFAULT_FILE_SETTINGS;

  constructor(seed: string, random: SeededRandom, clock: { now: () => number; pace: () => number }) {
    this.#seed = seed;
    this.#random = random;
    this.#clock = clock;
  }

  images(advertiserId: string): ImageAsset[] {
    return [...this.#account(advertiserId).images.values()];
  }

  videos(advertiserId: string): VideoAsset[] {
    return [...this.#account(advertiserId).videos.values()];
  }

  isVisible({ visibleAt }: Asset): boolean {
    return this.#clock.pace() >= visibleAt;
  }

  findVideo(advertiserId: string, videoId: string): VideoAsset | undefined {
    return this.#account(advertiserId).videos.get(videoId);
  }

  /** The image or video of an ad account that has this name. Names count per kind. */
  named(kind: 'images' | 'videos', advertiserId: string, fileName: string): Asset | undefined {
    return (kind === 'images' ? this.images(advertiserId) : this.videos(advertiserId)).find(
      (asset) => asset.fileName === fileName,
    );
  }

  /** @throws {TikTokFailure} 40907, 40906, 40908, 40915, 40911 */
  addImage(advertiserId: string, file: ReceivedFile, givenName: string | null): ImageAsset {
    if (file.bytes >= this.settings.maxImageBytes) throw new TikTokFailure(40907, 'The image is too large.');
    if (file.bytes === 0) throw new TikTokFailure(40906, 'The file is empty.');
    const facts = imageFacts(file.head);
    const names = [givenName ?? '', file.fileName];
    const extension = names
      .map((name) => IMAGE_NAMES.exec(name)?.[1]?.toLowerCase())
      .find((each) => each !== undefined);
    if (facts === null && extension === undefined)
      throw new TikTokFailure(40908, 'File type is not supported. Supported are JPG, JPEG and PNG.');
    // What is no readable image gets a size from the seed.
    const made = SHAPES[Math.floor(fractionOf(this.#seed, `image ${file.md5}`) * SHAPES.length)] ?? SHAPES[0];
    const { width, height } = facts?.size ?? { width: made[0], height: made[1] };
    if (width * height > MAX_PIXELS)
      throw new TikTokFailure(40915, `The image has ${width * height} pixels, at most ${MAX_PIXELS} are allowed.`);
    const imageId = `ad-site-i18n-sg/${this.#random.hex(32)}`;
    const asset = {
      imageId,
      ...this.#common('images', advertiserId, file, givenName),
      format: facts?.format ?? (extension === 'png' ? 'png' : 'jpeg'),
      width,
      height,
    };
    this.#account(advertiserId).images.set(imageId, asset);
    return asset;
  }

  /** The same bytes again are another video. @throws {TikTokFailure} 40907, 40906, 40908, 40911 */
  addVideo(advertiserId: string, file: ReceivedFile, givenName: string | null): VideoAsset {
    const format = this.checkVideo(file, givenName);
    const videoId = `v10033g50000c${this.#random.hex(19)}`;
    const share = fractionOf(this.#seed, `video ${file.md5}`);
    const asset = {
      videoId,
      ...this.#common('videos', advertiserId, file, givenName),
      format,
      width: 720,
      height: 1280,
      durationSeconds: Math.round((5 + share * 55) * 100) / 100,
    };
    this.#account(advertiserId).videos.set(videoId, asset);
    return asset;
  }

  /** The format of what may be a video. */
  checkVideo(file: ReceivedFile, givenName: string | null): string {
    if (file.bytes > this.settings.maxVideoBytes) throw new TikTokFailure(40907, 'The video is too large.');
    if (file.bytes === 0) throw new TikTokFailure(40906, 'The file is empty.');
    const extension = [givenName ?? '', file.fileName]
      .map((name) => VIDEO_NAMES.exec(name)?.[1]?.toLowerCase())
      .find((each) => each !== undefined);
    const format = extension ?? videoFormat(file.head);
    if (format === null)
      throw new TikTokFailure(40908, 'File type is not supported. Supported are .mp4, .mov, .mpeg and .avi.');
    return format;
  }

  /** Makes a video of another ad account one of this one's too, under its own id. */
  shareVideo(advertiserId: string, video: VideoAsset): VideoAsset {
    const { videos } = this.#account(advertiserId);
    const shared = videos.get(video.videoId) ?? video;
    videos.set(video.videoId, shared);
    return shared;
  }

  #common(
    kind: 'images' | 'videos',
    advertiserId: string,
    file: ReceivedFile,
    givenName: string | null,
  ): Pick<Asset, 'materialId' | 'fileName' | 'bytes' | 'md5' | 'createdAt' | 'visibleAt'> {
    // A name that was given is taken as it is, the file's own one is cut.
    if (givenName !== null && (givenName === '' || givenName.length > MAX_NAME_LENGTH))
      throw badArgument(`file_name: Length must be between 1 and ${MAX_NAME_LENGTH}.`);
    const fileName = givenName ?? file.fileName.slice(0, MAX_NAME_LENGTH);
    if (this.named(kind, advertiserId, fileName) !== undefined)
      throw new TikTokFailure(40911, 'Duplicated material name. Rename the file and upload it again.');
    return {
      materialId: this.#random.id(19, '73'),
      fileName,
      bytes: file.bytes,
      md5: file.md5,
      createdAt: this.#clock.now(),
      visibleAt: this.#clock.pace() + this.settings.visibleAfterSeconds * 1000,
    };
  }

  #account(advertiserId: string): AccountAssets {
    const account = this.#accounts.get(advertiserId) ?? { images: new Map(), videos: new Map() };
    this.#accounts.set(advertiserId, account);
    return account;
  }
}

/** Films that carry no telling name: ISO base media begins with a box `ftyp`, AVI is a RIFF. */
function videoFormat(head: Buffer): string | null {
  if (head.toString('latin1', 4, 8) === 'ftyp') return head.toString('latin1', 8, 10) === 'qt' ? 'mov' : 'mp4';
  return head.toString('latin1', 0, 4) === 'RIFF' && head.toString('latin1', 8, 11) === 'AVI' ? 'avi' : null;
}
