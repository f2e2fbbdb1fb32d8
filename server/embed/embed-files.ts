import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EmbedFile, EmbedManifest } from '../../shared/embed.ts';
import type { Deps } from '../deps.ts';
import { type EmbedBuild, findOwnBuild } from './build-folder.ts';
import { type Encoding, SUFFIX } from './content-encoding.ts';
import { isWhole } from './integrity.ts';
import { keepBuild, listKeptBuilds } from './kept-builds.ts';

export interface EmbedFiles {
  /** Of this release's build; null when there is none. */
  manifest(): Promise<EmbedManifest | null>;
  /** A file of this release or of one before it; null when no build has it. */
  read(name: string, encoding: Encoding): Promise<{ file: EmbedFile; content: Uint8Array<ArrayBuffer> } | null>;
}

/** Bytes of files held in memory: the build in use many times over. */
const HELD_BYTES = 16 << 20;
/** How often a name that nobody knows has the folders looked through again. */
const LOOK_AGAIN_MS = 1_000;

interface Place {
  readonly file: EmbedFile;
  /** Each has it, or should. */
  readonly folders: string[];
}

type Parts = Pick<Deps, 'config' | 'clock' | 'random' | 'log'>;

/**
 * The builds of the script tag that this server gives out. Nothing is read before the first request.
 *
 * @param ownFolder where this release's build is, instead of in the package
 */
export function createEmbedFiles(deps: Parts, ownFolder?: string): EmbedFiles {
  const parent = join(deps.config.dataDir, 'embed');
  const held = new Map<string, Uint8Array<ArrayBuffer>>();
  let heldBytes = 0;
  let own: Promise<EmbedBuild | null> | null = null;
  const onTheirWay = new Map<string, Promise<Uint8Array<ArrayBuffer> | null>>();
  let places = new Map<string, Place>();
  let lookedAt = -Infinity;
  let looking: Promise<void> | null = null;

  // A build that is not there yet may come while the server runs, so that only one that was found is remembered.
  async function findOwn(): Promise<EmbedBuild | null> {
    own ??= findOwnBuild(ownFolder).then(async (build) => {
      if (build === null) own = null;
      else {
        addPlaces(build);
        await keep(build);
      }
      return build;
    });
    return own;
  }

  async function keep(build: EmbedBuild): Promise<void> {
    try {
      await keepBuild({ parent, clock: deps.clock, random: deps.random }, build);
    } catch (error) {
      // Pages work today; that those pinned to this build will after the next upgrade is what somebody must see to.
      deps.log.error(
        { err: error, entry: build.manifest.entry },
        'the script tag could not be kept in DATA_DIR: pages pinned to it will break with the next upgrade',
      );
    }
  }

  /** A name means one content for ever, that of who was first to say so: a folder that claims another is passed over. */
  function addPlaces({ folder, manifest }: EmbedBuild): void {
    for (const file of manifest.files) {
      const place = places.get(file.name);
      if (place === undefined) places.set(file.name, { file, folders: [folder] });
      else if (place.file.integrity === file.integrity && !place.folders.includes(folder)) place.folders.push(folder);
    }
  }

  async function look(): Promise<void> {
    const found = await listKeptBuilds(parent);
    const build = await findOwn();
    places = new Map();
    // What this release says comes first: whoever can write in DATA_DIR puts nothing in place of it.
    if (build !== null) addPlaces(build);
    for (const kept of found) addPlaces(kept);
  }

  /** Another process may have kept a build since, as when two releases run side by side. */
  async function lookAgain(): Promise<void> {
    const now = deps.clock.now();
    if (looking === null && now - lookedAt < LOOK_AGAIN_MS) return;
    lookedAt = now;
    looking ??= look().finally(() => (looking = null));
    await looking;
  }

  /** However many ask at once, a file is read and checked once. */
  async function load(name: string, encoding: Encoding): Promise<Uint8Array<ArrayBuffer> | null> {
    const key = `${name}${SUFFIX[encoding]}`;
    const known = held.get(key);
    if (known !== undefined) return known;
    const place = places.get(name);
    if (place === undefined) return null;
    let coming = onTheirWay.get(key);
    if (coming === undefined) {
      coming = readWhole(key, encoding, place).finally(() => onTheirWay.delete(key));
      onTheirWay.set(key, coming);
    }
    return coming;
  }

  /** From the first folder that has it whole: the package may be built again or replaced under a running server. */
  async function readWhole(key: string, encoding: Encoding, { file, folders }: Place) {
    for (const folder of folders) {
      // A folder that lacks the file, or cannot be read, is passed over: the next one may have it.
      const content = await readFile(join(folder, key)).catch(() => null);
      if (content === null || !isWhole(content, encoding, file)) continue;
      const bytes = new Uint8Array(content);
      hold(key, bytes);
      return bytes;
    }
    deps.log.error({ file: key, folders }, 'a file of the script tag is missing or damaged');
    return null;
  }

  function hold(key: string, content: Uint8Array<ArrayBuffer>): void {
    held.set(key, content);
    heldBytes += content.length;
    for (const [oldest, { length }] of held) {
      if (heldBytes <= HELD_BYTES) break;
      held.delete(oldest);
      heldBytes -= length;
    }
  }

  return {
    async manifest() {
      return (await findOwn())?.manifest ?? null;
    },
    async read(name, encoding) {
      await findOwn();
      let content = await load(name, encoding);
      if (content === null) {
        await lookAgain();
        content = await load(name, encoding);
      }
      const file = places.get(name)?.file;
      return content === null || file === undefined ? null : { file, content };
    },
  };
}
