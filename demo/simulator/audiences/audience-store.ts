/**
 * Uploaded files and custom audiences, in memory, with TikTok's rules about them (portal pages "Create an
 * audience by file", "Update an audience", "Get audience details").
 *
 * What was sent is held from the call on. What TikTok *shows* (`is_valid`, `cover_num`, `msg`) follows 24 to 48
 * calendar hours later.
 */
import { TikTokFailure } from '../envelope.ts';
import { fractionOf, type SeededRandom } from '../random.ts';
import { IdentifierSet } from './identifier-set.ts';

const MINIMUM_PEOPLE = 1_000;
const MAX_AUDIENCES_PER_ADVERTISER = 400;
/** TikTok publishes no lifetime for a `file_path`; a day of real time is our choice [unverified]. */
const FILE_PATH_LIFETIME_MS = 24 * 3_600_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const ROLLING_EXPIRY_DAYS = 365;
const EXPIRING_DAYS = 60;
const TOO_SMALL = `Audience size is too small. At least ${MINIMUM_PEOPLE.toLocaleString('en')} matched users are required.`;

export interface UploadedFile {
  advertiserId: string;
  calculateType: string;
  /** Null once the path expired. */
  identifiers: IdentifierSet | null;
  rows: number;
  invalidValues: number;
  uploadedAtPace: number;
}

export interface HistoryEntry {
  action: string;
  actionDetail: string;
  msg: string | null;
  at: number;
}

export interface Audience {
  audienceId: string;
  advertiserId: string;
  name: string;
  subType: 'NORMAL' | 'REACH_FREQUENCY';
  calculateType: string;
  identifiers: IdentifierSet;
  /** People of a planted audience: counted, not known one by one. */
  plantedPeople: number;
  createdAt: number;
  lastEditAt: number;
  retentionDays: number | null;
  /**
   * When the figures of the newest operation come out, and which history entry tells so. Null when nothing is under
   * way.
   */
  processing: { readyAt: number; entry: HistoryEntry } | null;
  matched: number;
  /** Newest first. */
  history: HistoryEntry[];
}

export interface AudienceView {
  coverNum: number;
  isValid: boolean;
  isExpiring: boolean;
  expiresAt: number;
  msg: string | null;
}

export type UpdateAction = 'APPEND' | 'REMOVE' | 'REPLACE';

export interface AudienceStoreOptions {
  seed: string;
  random: SeededRandom;
  now: () => number;
  pace: () => number;
  matchRate: number;
}

/** The uploaded files and the audiences of one world. */
export class AudienceStore {
  readonly #options: AudienceStoreOptions;
  readonly #files = new Map<string, UploadedFile>();
  readonly #audiences = new Map<string, Audience>();
  #operations = 0;

  constructor(options: AudienceStoreOptions) {
    this.#options = options;
  }

  /** Keeps an uploaded file and returns its path: short opaque hex. */
  addFile(file: Omit<UploadedFile, 'uploadedAtPace'>): string {
    this.#dropExpiredFiles();
    const path = this.#options.random.hex(16);
    this.#files.set(path, { ...file, uploadedAtPace: this.#options.pace() });
    return path;
  }

  /** @throws {TikTokFailure} 40905 unknown or another advertiser's, 40910 expired, 40909 of another type */
  openFiles(advertiserId: string, paths: readonly string[], calculateType: string): UploadedFile[] {
    this.#dropExpiredFiles();
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

  create(input: {
    advertiserId: string;
    name: string;
    files: UploadedFile[];
    calculateType: string;
    subType: Audience['subType'];
    retentionDays: number | null;
  }): Audience {
    if (this.list(input.advertiserId).length >= MAX_AUDIENCES_PER_ADVERTISER) {
      throw new TikTokFailure(
        40002,
        `The number of audiences of this advertiser reaches the limit ${MAX_AUDIENCES_PER_ADVERTISER}.`,
      );
    }
    const now = this.#options.now();
    const identifiers = new IdentifierSet();
    for (const file of input.files) identifiers.addAll(held(file));
    const audience: Audience = {
      audienceId: this.#options.random.id(18, '1'),
      advertiserId: input.advertiserId,
      name: input.name,
      subType: input.subType,
      calculateType: input.calculateType,
      identifiers,
      plantedPeople: 0,
      createdAt: now,
      lastEditAt: now,
      retentionDays: input.retentionDays,
      processing: null,
      matched: 0,
      history: [],
    };
    this.#startProcessing(audience, 'create', input.files);
    this.#audiences.set(audience.audienceId, audience);
    return audience;
  }

  /**
   * Puts an audience there that has been finished for long, without files and past the limit: TikTok counts what other
   * tools made differently.
   */
  plant(
    input: Pick<Audience, 'advertiserId' | 'name' | 'calculateType'> & { people: number; ageDays: number },
  ): Audience {
    const at = this.#options.now() - input.ageDays * DAY_MS;
    const audience: Audience = {
      audienceId: this.#options.random.id(18, '1'),
      advertiserId: input.advertiserId,
      name: input.name,
      subType: 'NORMAL',
      calculateType: input.calculateType,
      identifiers: new IdentifierSet(),
      plantedPeople: input.people,
      createdAt: at,
      lastEditAt: at,
      retentionDays: null,
      processing: null,
      matched: 0,
      history: [],
    };
    audience.matched = this.#match(audience.identifiers, audience.plantedPeople);
    this.#audiences.set(audience.audienceId, audience);
    return audience;
  }

  /** @throws {TikTokFailure} 40002 when fewer than 1,000 people would remain; the audience is then unchanged */
  applyFiles(audience: Audience, action: UpdateAction, files: UploadedFile[]): void {
    this.settle(audience);
    const next = action === 'REPLACE' ? new IdentifierSet() : audience.identifiers.copy();
    for (const file of files) {
      if (action === 'REMOVE') next.removeAll(held(file));
      else next.addAll(held(file));
    }
    const plantedPeople = action === 'REPLACE' ? 0 : audience.plantedPeople;
    if (this.#match(next, plantedPeople) < MINIMUM_PEOPLE) {
      throw new TikTokFailure(
        40002,
        `The operation would leave fewer than ${MINIMUM_PEOPLE.toLocaleString('en')} users in audience ${audience.audienceId}.`,
      );
    }
    audience.identifiers = next;
    audience.plantedPeople = plantedPeople;
    this.#touch(audience);
    this.#startProcessing(audience, action.toLowerCase(), files);
  }

  rename(audience: Audience, name: string): void {
    audience.name = name;
    this.#touch(audience);
    this.#record(audience, 'rename', name);
  }

  changeToReachFrequency(audience: Audience): void {
    audience.subType = 'REACH_FREQUENCY';
    this.#touch(audience);
    this.#record(audience, 'update_sub_type', 'REACH_FREQUENCY');
  }

  find(audienceId: string): Audience | undefined {
    return this.#audiences.get(audienceId);
  }

  /** Newest first. */
  list(advertiserId: string): Audience[] {
    return [...this.#audiences.values()].filter((audience) => audience.advertiserId === advertiserId).toReversed();
  }

  delete(audienceId: string): void {
    this.#audiences.delete(audienceId);
  }

  /** What a reader sees at this moment. */
  view(audience: Audience): AudienceView {
    this.settle(audience);
    const now = this.#options.now();
    const expiresAt =
      audience.retentionDays === null
        ? audience.lastEditAt + ROLLING_EXPIRY_DAYS * DAY_MS
        : audience.createdAt + audience.retentionDays * DAY_MS;
    const isExpired = now >= expiresAt;
    const isProcessing = audience.processing !== null;
    const isBigEnough = audience.matched >= MINIMUM_PEOPLE;
    return {
      coverNum: audience.matched,
      isValid: !isExpired && !isProcessing && isBigEnough,
      isExpiring: !isExpired && expiresAt - now < EXPIRING_DAYS * DAY_MS,
      expiresAt,
      msg: isExpired ? 'The audience has expired.' : isProcessing || isBigEnough ? null : TOO_SMALL,
    };
  }

  isExpired(audience: Audience): boolean {
    return this.view(audience).expiresAt <= this.#options.now();
  }

  /** Brings out the figures of an operation whose processing time is over. */
  settle(audience: Audience): void {
    const { processing } = audience;
    if (processing === null || this.#options.now() < processing.readyAt) return;
    audience.matched = this.#match(audience.identifiers, audience.plantedPeople);
    processing.entry.actionDetail = String(audience.matched >= MINIMUM_PEOPLE ? audience.matched : 0);
    audience.processing = null;
  }

  #match(identifiers: IdentifierSet, plantedPeople: number): number {
    return Math.floor((identifiers.countPeople() + plantedPeople) * this.#options.matchRate);
  }

  #touch(audience: Audience): void {
    audience.lastEditAt = this.#options.now();
  }

  #startProcessing(audience: Audience, action: string, files: readonly UploadedFile[]): void {
    this.#operations += 1;
    const hours = 24 + 24 * fractionOf(this.#options.seed, `processing:${this.#operations}`);
    const invalid = files.reduce((sum, file) => sum + file.invalidValues, 0);
    const entry = this.#record(
      audience,
      action,
      '0',
      invalid > 0 ? `${invalid} values could not be recognized and were skipped.` : null,
    );
    audience.processing = { readyAt: this.#options.now() + Math.floor(hours * HOUR_MS), entry };
  }

  #record(audience: Audience, action: string, actionDetail: string, msg: string | null = null): HistoryEntry {
    const entry: HistoryEntry = { action, actionDetail, msg, at: this.#options.now() };
    audience.history.unshift(entry);
    return entry;
  }

  /** Lets go of the content of old files; their paths stay known, so that a late use gets 40910 instead of 40905. */
  #dropExpiredFiles(): void {
    const oldest = this.#options.pace() - FILE_PATH_LIFETIME_MS;
    for (const file of this.#files.values()) {
      if (file.uploadedAtPace <= oldest) file.identifiers = null;
    }
  }
}

function held(file: UploadedFile): IdentifierSet {
  if (file.identifiers === null) throw new TikTokFailure(40910, 'File has expired.');
  return file.identifiers;
}
