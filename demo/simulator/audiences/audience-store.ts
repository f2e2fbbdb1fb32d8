/**
 * Custom audiences of one world, in memory, with TikTok's rules about them (portal pages "Create an audience by file",
 * "Update an audience", "Get audience details", "Add/Delete audience segment mappings").
 *
 * What was sent is held from the call on. What TikTok *shows* (`is_valid`, `cover_num`, `msg`) follows 24 to 48
 * calendar hours later.
 */
import { TikTokFailure } from '../envelope.ts';
import type { JsonValue } from '../exact-json.ts';
import { fractionOf, type SeededRandom } from '../random.ts';
import type { Audience, AudienceView, HistoryEntry, SubType, UpdateAction, UploadedFile } from './audience.ts';
import { AudienceMembers } from './audience-members.ts';
import type { IdentifierList } from './identifier-list.ts';
import { heldIdentifiers, UploadedFiles } from './uploaded-files.ts';

const MINIMUM_PEOPLE = 1_000;
const MAX_AUDIENCES_PER_ADVERTISER = 400;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const ROLLING_EXPIRY_DAYS = 365;
const EXPIRING_DAYS = 60;
const TOO_SMALL = `Audience size is too small. At least ${MINIMUM_PEOPLE.toLocaleString('en')} matched users are required.`;

export interface AudienceStoreOptions {
  seed: string;
  random: SeededRandom;
  now: () => number;
  pace: () => number;
  matchRate: number;
}

/** What every new audience needs to be told; the rest starts empty. */
type NewAudience = Pick<Audience, 'advertiserId' | 'type' | 'name' | 'calculateType'> & Partial<Audience>;

/** The uploaded files and the audiences of one world. */
export class AudienceStore {
  readonly files: UploadedFiles;
  readonly #options: AudienceStoreOptions;
  readonly #audiences = new Map<string, Audience>();
  /** The last update of each audience that has one going on: they take turns. */
  readonly #turns = new WeakMap<Audience, Promise<void>>();
  #operations = 0;

  constructor(options: AudienceStoreOptions) {
    this.#options = options;
    this.files = new UploadedFiles(options.random, options.pace);
  }

  /** @throws {TikTokFailure} 40002 - the ad account holds 400 audiences already */
  create(input: {
    advertiserId: string;
    name: string;
    files: UploadedFile[];
    calculateType: string;
    subType: SubType;
    retentionDays: number | null;
  }): Audience {
    const { files, ...rest } = input;
    const audience = this.#add({ ...rest, type: 'Customer File Audience' });
    audience.members.hold(files.map(heldIdentifiers));
    this.#startProcessing(audience, 'create', files);
    return audience;
  }

  /**
   * An empty audience of the segment API. It reads back as `Partner`.
   *
   * @throws {TikTokFailure} 40002 - the ad account holds 400 audiences already
   */
  createSegment(advertiserId: string, name: string): Audience {
    return this.#add({ advertiserId, name, type: 'Partner', calculateType: 'MULTIPLE_TYPES' });
  }

  /**
   * A lookalike of so many people; who they are nobody learns.
   *
   * @throws {TikTokFailure} 40002 - the ad account holds 400 audiences already
   */
  createLookalike(input: {
    advertiserId: string;
    name: string;
    subType: SubType;
    lookalikeSpec: Readonly<Record<string, JsonValue>>;
    people: number;
  }): Audience {
    const { people, ...rest } = input;
    const audience = this.#add({ ...rest, type: 'Lookalike Audience', calculateType: null, plantedPeople: people });
    this.#startProcessing(audience, 'create', []);
    return audience;
  }

  /**
   * Puts an audience there that has been finished for long, without files and past the limit: TikTok counts what other
   * tools made differently.
   */
  plant(
    input: Pick<Audience, 'advertiserId' | 'type' | 'name' | 'calculateType' | 'retentionDays'> & {
      people: number;
      ageDays: number;
    },
  ): Audience {
    const { people, ageDays, ...rest } = input;
    const at = this.#options.now() - ageDays * DAY_MS;
    const audience = this.#new({
      ...rest,
      plantedPeople: people,
      createdAt: at,
      lastEditAt: at,
      isCounted: true,
    });
    audience.matched = this.#matched(people);
    this.#audiences.set(audience.audienceId, audience);
    return audience;
  }

  /**
   * Carries out one update; a second one of the same audience waits for it.
   *
   * @throws {TikTokFailure} 40002 when REMOVE or REPLACE would leave fewer than 1,000 people; the audience is then
   *   unchanged
   */
  applyFiles(audience: Audience, action: UpdateAction, files: UploadedFile[]): Promise<void> {
    const turn = (this.#turns.get(audience) ?? Promise.resolve()).then(() => this.#applyNow(audience, action, files));
    this.#turns.set(
      audience,
      // A refusal is for whoever asked; the next in line only waits for the end.
      turn.catch(() => undefined),
    );
    return turn;
  }

  /**
   * Puts identifiers into an audience of the segment API, or takes them out. The 1,000 people that must remain are a rule
   * of files only, and there is no history of it [inferred].
   */
  applyMapping(audience: Audience, action: 'add' | 'delete', list: IdentifierList): void {
    this.settle(audience);
    if (action === 'add') audience.members.hold([list]);
    else audience.members.release([list]);
    this.#touch(audience);
    // A stream never pauses: what comes while a count is under way is part of that count.
    audience.processing ??= { readyAt: this.#nextReadyAt(), entry: null };
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

  /** What the ad account made itself, newest first. */
  list(advertiserId: string): Audience[] {
    return [...this.#audiences.values()].filter((audience) => audience.advertiserId === advertiserId).toReversed();
  }

  /** What the ad account sees: its own and what others share with it, newest first. */
  listVisible(advertiserId: string): Audience[] {
    return [...this.#audiences.values()]
      .filter((audience) => audience.advertiserId === advertiserId || audience.shares.get(advertiserId) === true)
      .toReversed();
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
    // A file takes its audience out of use until it is processed; a stream does not, once there was a first count.
    const isWaiting = audience.type === 'Partner' ? !audience.isCounted : audience.processing !== null;
    const isBigEnough = audience.matched >= MINIMUM_PEOPLE;
    return {
      coverNum: audience.matched,
      isValid: !isExpired && !isWaiting && isBigEnough,
      isExpiring: !isExpired && expiresAt - now < EXPIRING_DAYS * DAY_MS,
      expiresAt,
      msg: isExpired ? 'The audience has expired.' : isWaiting || isBigEnough ? null : TOO_SMALL,
    };
  }

  isExpired(audience: Audience): boolean {
    return this.view(audience).expiresAt <= this.#options.now();
  }

  /** Brings out the figures of an operation whose processing time is over. */
  settle(audience: Audience): void {
    const { processing } = audience;
    if (processing === null || this.#options.now() < processing.readyAt) return;
    audience.matched = this.#matched(audience.members.identifiers.people + audience.plantedPeople);
    audience.isCounted = true;
    if (processing.entry !== null)
      processing.entry.actionDetail = String(audience.matched >= MINIMUM_PEOPLE ? audience.matched : 0);
    audience.processing = null;
  }

  async #applyNow(audience: Audience, action: UpdateAction, files: UploadedFile[]): Promise<void> {
    this.settle(audience);
    const lists = files.map(heldIdentifiers);
    if (action === 'APPEND') {
      audience.members.hold(lists);
    } else if (action === 'REMOVE') {
      await this.#remove(audience, lists);
    } else {
      const members = new AudienceMembers();
      members.hold(lists);
      const { people } = await members.settled();
      if (this.#matched(people) < MINIMUM_PEOPLE) throw tooFewRemain(audience);
      audience.members = members;
      audience.plantedPeople = 0;
    }
    this.#touch(audience);
    this.#startProcessing(audience, action.toLowerCase(), files);
  }

  /** Each identifier is one person at most, so that enough remain is mostly clear beforehand. */
  async #remove(audience: Audience, lists: readonly IdentifierList[]): Promise<void> {
    const identifiers = await audience.members.settled();
    const doomed = lists.reduce((sum, list) => sum + list.length, 0);
    if (this.#matched(identifiers.people + audience.plantedPeople - doomed) >= MINIMUM_PEOPLE) {
      audience.members.release(lists);
      return;
    }
    const released: number[] = [];
    for (const list of lists) {
      const steps = identifiers.releaseAll(list, released);
      while (steps.next().done !== true) {
        // At once: nobody may see a removal that is then taken back.
      }
    }
    if (this.#matched(identifiers.people + audience.plantedPeople) >= MINIMUM_PEOPLE) return;
    identifiers.restore(released);
    throw tooFewRemain(audience);
  }

  #requireRoom(advertiserId: string): void {
    if (this.list(advertiserId).length < MAX_AUDIENCES_PER_ADVERTISER) return;
    throw new TikTokFailure(
      40002,
      `The number of audiences of this advertiser reaches the limit ${MAX_AUDIENCES_PER_ADVERTISER}.`,
    );
  }

  #add(input: NewAudience): Audience {
    this.#requireRoom(input.advertiserId);
    const audience = this.#new(input);
    this.#audiences.set(audience.audienceId, audience);
    return audience;
  }

  #new(input: NewAudience): Audience {
    const now = this.#options.now();
    return {
      audienceId: this.#options.random.id(18, '1'),
      subType: 'NORMAL',
      lookalikeSpec: null,
      members: new AudienceMembers(),
      plantedPeople: 0,
      createdAt: now,
      lastEditAt: now,
      retentionDays: null,
      processing: null,
      isCounted: false,
      matched: 0,
      history: [],
      shares: new Map(),
      applications: [],
      ...input,
    };
  }

  /** How many of so many people TikTok finds. */
  #matched(people: number): number {
    return Math.floor(people * this.#options.matchRate);
  }

  #touch(audience: Audience): void {
    audience.lastEditAt = this.#options.now();
  }

  #startProcessing(audience: Audience, action: string, files: readonly UploadedFile[]): void {
    const invalid = files.reduce((sum, file) => sum + file.invalidValues, 0);
    const entry = this.#record(
      audience,
      action,
      '0',
      invalid > 0 ? `${invalid} values could not be recognized and were skipped.` : null,
    );
    audience.processing = { readyAt: this.#nextReadyAt(), entry };
  }

  #nextReadyAt(): number {
    this.#operations += 1;
    const hours = 24 + 24 * fractionOf(this.#options.seed, `processing:${this.#operations}`);
    return this.#options.now() + Math.floor(hours * HOUR_MS);
  }

  #record(audience: Audience, action: string, actionDetail: string, msg: string | null = null): HistoryEntry {
    const entry: HistoryEntry = { action, actionDetail, msg, at: this.#options.now() };
    audience.history.unshift(entry);
    return entry;
  }
}

function tooFewRemain(audience: Audience): TikTokFailure {
  return new TikTokFailure(
    40002,
    `The operation would leave fewer than ${MINIMUM_PEOPLE.toLocaleString('en')} users in audience ${audience.audienceId}.`,
  );
}
