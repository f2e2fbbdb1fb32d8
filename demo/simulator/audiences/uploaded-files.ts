import { TikTokFailure } from '../envelope.ts';
import type { SeededRandom } from '../random.ts';
import type { UploadedFile } from './audience.ts';
import type { IdentifierList } from './identifier-list.ts';

/** TikTok publishes no lifetime for a `file_path`; a day of real time is our choice [unverified]. */
const FILE_PATH_LIFETIME_MS = 24 * 3_600_000;

/** Files that were uploaded, by path. */
export class UploadedFiles {
  readonly #random: SeededRandom;
  readonly #pace: () => number;
  readonly #files = new Map<string, UploadedFile>();

  constructor(random: SeededRandom, pace: () => number) {
    this.#random = random;
    this.#pace = pace;
  }

  /** Keeps an uploaded file and returns its path: short opaque hex. */
  add(file: Omit<UploadedFile, 'uploadedAtPace'>): string {
    this.#dropExpired();
    const path = this.#random.hex(16);
    this.#files.set(path, { ...file, uploadedAtPace: this.#pace() });
    return path;
  }

  /** @throws {TikTokFailure} 40905 unknown or another advertiser's, 40910 expired, 40909 of another type */
  open(advertiserId: string, paths: readonly string[], calculateType: string): UploadedFile[] {
    this.#dropExpired();
    return paths.map((path) => {
      const file = this.#files.get(path);
      if (file === undefined || file.advertiserId !== advertiserId)
        throw new TikTokFailure(40905, `File does not exist: ${path}.`);
      if (file.identifiers === null) throw new TikTokFailure(40910, `File has expired: ${path}. Upload it again.`);
      if (file.calculateType !== calculateType)
        throw new TikTokFailure(40909, `File ${path} was uploaded as ${file.calculateType}, not ${calculateType}.`);
      return file;
    });
  }

  /** Lets go of the content of old files; their paths stay known, so that a late use gets 40910 instead of 40905. */
  #dropExpired(): void {
    const oldest = this.#pace() - FILE_PATH_LIFETIME_MS;
    for (const file of this.#files.values()) {
      if (file.uploadedAtPace <= oldest) file.identifiers = null;
    }
  }
}

/** The identifiers of a file. @throws {TikTokFailure} 40910 - it expired meanwhile */
export function heldIdentifiers(file: UploadedFile): IdentifierList {
  if (file.identifiers === null) throw new TikTokFailure(40910, 'File has expired.');
  return file.identifiers;
}
