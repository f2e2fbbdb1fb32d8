import { Play } from './play.ts';
import type { ExportStep, MirrorStep, PeopleChange, Trouble, Which } from './steps.ts';
import { World } from './world.ts';

/** Sizes at which every phase takes several steps: files of some hundred people, batches of forty. */
const LIMITS = { maxChunkBytes: 42_000, maxPathsPerCall: 2, streamPeople: 40, checkpointBytes: 8 * 1024 };
const PEOPLE = 300;
/** Deaths that were meant for a moment which the export never had. */
const TRIES_PER_KILL = 4;

type Subject = 'file' | 'stream' | 'mirror of a file' | 'mirror of a stream';

interface Phase {
  readonly name: string;
  readonly subjects?: readonly Subject[];
  /** @param pick a whole number from 1 to `most`, at random */
  readonly trouble: (pick: (most: number) => number) => Trouble;
}

const crash =
  (among: string, most: number): Phase['trouble'] =>
  (pick) => ({ kind: 'crash', at: pick(most), among });
const wire =
  (path: string, most: number): Phase['trouble'] =>
  (pick) => ({ kind: 'kill', at: pick(most), when: pick(2) === 1 ? 'before' : 'after', path });
const FILES = ['file', 'mirror of a file'] as const;
const STREAMS = ['stream', 'mirror of a stream'] as const;
const MIRRORS = ['mirror of a file', 'mirror of a stream'] as const;

/** Where in its life an export is when the power goes. */
const PHASES: readonly Phase[] = [
  {
    name: 'intake',
    trouble: crash(
      '^(?![^]*(?:find-duplicates|plan-change))[^]*exports/(?:intake|receive-records|pull-job|people-spool)',
      12,
    ),
  },
  { name: 'duplicates', trouble: crash('exports/find-duplicates', 3) },
  { name: 'planning', trouble: crash('ledger/plan-change', 14) },
  { name: 'start', trouble: crash('start-export|mirrors/', 6) },
  { name: 'ledger switch', trouble: crash('ledger/switch-ledger', 5) },
  { name: 'file writing', subjects: FILES, trouble: crash('exports/(?:chunk-files|write-chunks)', 8) },
  { name: 'upload', subjects: FILES, trouble: wire('/file/upload/', 3) },
  { name: 'create', subjects: ['file', 'stream'], trouble: wire('/create/', 1) },
  { name: 'create of a stream', subjects: ['stream'], trouble: wire('/segment/audience/', 1) },
  { name: 'update', subjects: FILES, trouble: wire('/update/', 2) },
  { name: 'mapping', subjects: STREAMS, trouble: wire('/segment/mapping/', 5) },
  {
    name: 'progress',
    trouble: crash('exports/(?:file-delivery|stream-phase|stream-delivery|apply-audience|create-audience)', 16),
  },
  { name: 'settle', trouble: crash('at (?:async )?(?:settleLedger|finish|removeWorkingFiles|tellMirror)', 8) },
  { name: 'mirror', subjects: MIRRORS, trouble: crash('server/mirrors/', 10) },
  { name: 'any moment', trouble: (pick) => ({ kind: 'killIn', ms: pick(900) }) },
];

/** One kill and what came of it. */
export interface Kill {
  readonly phase: string;
  readonly subject: Subject;
  /** The action at the audience, or how the mirror ran. */
  readonly action: string;
  /** Where the process said it was, when it knew. */
  readonly at: string;
  readonly seconds: number;
  /** Null: complete, with exactly the right members and no second audience. */
  readonly wrong: string | null;
}

/** Numbers from 0 to 1 that look random and are the same for a seed. */
function numbersFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Runs exports and mirrors, killing the server's process once in each at a random moment of a phase, until so many have died, and holds
 * what TikTok has against the model each time. Phases and ways of sending take turns.
 *
 * @param phases names of the phases to kill in; all of them when left out
 */
export async function killExports(
  kills: number,
  seed: number,
  { onKill, phases }: { onKill?: (kill: Kill) => void; phases?: readonly string[] } = {},
): Promise<Kill[]> {
  const world = await World.start({ limits: LIMITS, jobs: 'running', keepsSpare: true });
  try {
    const round = new Round(
      world,
      seed,
      PHASES.filter(({ name }) => phases?.includes(name) ?? true),
    );
    const done: Kill[] = [];
    for (let tries = 0; done.length < kills && tries < kills * TRIES_PER_KILL; tries++) {
      const kill = await round.next();
      if (kill === null) continue;
      done.push(kill);
      onKill?.(kill);
      // What went wrong would be wrong in all that follows.
      if (kill.wrong !== null) await round.afresh();
    }
    return done;
  } finally {
    await world.stop();
  }
}

class Round {
  readonly #world: World;
  readonly #phases: readonly Phase[];
  readonly #random: () => number;
  #play: Play | null = null;
  #plays = 0;
  #turn = 0;
  #hasAudience = new Set<Which>();

  constructor(world: World, seed: number, phases: readonly Phase[]) {
    this.#world = world;
    this.#phases = phases;
    this.#random = numbersFrom(seed);
  }

  /** Other audiences, other people. */
  async afresh(): Promise<void> {
    this.#play = new Play(this.#world, `kills ${++this.#plays}`, PEOPLE);
    this.#hasAudience = new Set();
    await this.#play.begin();
  }

  /** @returns null when the export was through before it came to the moment */
  async next(): Promise<Kill | null> {
    if (this.#play === null) await this.afresh();
    const play = this.#play as Play;
    const turn = this.#turn++;
    const phase = this.#phases[turn % this.#phases.length] as Phase;
    const subjects = phase.subjects ?? (['file', 'stream', 'mirror of a file', 'mirror of a stream'] as const);
    const subject = subjects[Math.floor(turn / this.#phases.length) % subjects.length] as Subject;
    await play.step({ do: 'people', changes: this.#changes() });
    const trouble = phase.trouble((most) => this.#pick(most));
    const step = this.#step(subject, trouble, phase.name.startsWith('create'));
    const before = this.#world.kills;
    const startedAt = performance.now();
    let wrong: string | null = null;
    try {
      await play.step(step);
    } catch (error) {
      wrong = error instanceof Error ? error.message : String(error);
    }
    if (this.#world.kills === before && wrong === null) return null;
    const seconds = (performance.now() - startedAt) / 1000;
    const action = step.do === 'export' ? step.action : step.how;
    const at = trouble.kind === 'kill' ? `${trouble.when} ${trouble.path}` : (this.#world.diedAt ?? 'unknown');
    return { phase: phase.name, subject, action, at, seconds, wrong };
  }

  #step(subject: Subject, trouble: Trouble, isCreate: boolean): ExportStep | MirrorStep {
    const consent = this.#random() < 0.5;
    if (subject === 'mirror of a file' || subject === 'mirror of a stream') {
      const which = subject === 'mirror of a file' ? 3 : 2;
      const how = this.#random() < 0.2 ? 'full' : 'change';
      return { do: 'mirror', which, changes: [], how, attributes: 7, consent, trouble };
    }
    const to: Which = subject === 'file' ? 1 : 0;
    const actions =
      to === 1 ? (['APPEND', 'REMOVE', 'REPLACE', 'CREATE'] as const) : (['APPEND', 'REMOVE', 'CREATE'] as const);
    const isFirst = isCreate || !this.#hasAudience.has(to);
    this.#hasAudience.add(to);
    const action = isFirst ? 'CREATE' : (actions[this.#pick(actions.length) - 1] ?? 'APPEND');
    const share = 0.2 + 0.6 * this.#random();
    const who = Array.from({ length: PEOPLE }, (_, index) => index).filter(() => this.#random() < share);
    return {
      do: 'export',
      to,
      action,
      who,
      way: this.#random() < 0.3 ? 'pull' : 'csv',
      attributes: 7,
      consent,
      trouble,
    };
  }

  #changes(): PeopleChange[] {
    const hows = ['join', 'join', 'join', 'leave', 'email', 'share', 'yes', 'no'] as const;
    return Array.from({ length: 60 }, () => ({
      who: this.#pick(PEOPLE) - 1,
      how: hows[this.#pick(hows.length) - 1] ?? 'join',
      with: this.#pick(PEOPLE) - 1,
    }));
  }

  #pick(most: number): number {
    return 1 + Math.floor(this.#random() * most);
  }
}

/** For a person: a line a phase and one for all of it. */
export function tableOf(kills: readonly Kill[]): string {
  const phases = [...new Set(kills.map(({ phase }) => phase))];
  const line = (name: string, of: readonly Kill[]) => {
    const times = of.map(({ seconds }) => seconds).toSorted((a, b) => a - b);
    const bySubject = ['file', 'stream', 'mirror of a file', 'mirror of a stream'].map(
      (subject) => of.filter((kill) => kill.subject === subject).length,
    );
    const places = new Set(of.map(({ at }) => at)).size;
    const complete = of.filter(({ wrong }) => wrong === null).length;
    const cells = [
      of.length,
      ...bySubject,
      places,
      complete,
      of.length - complete,
      (times[times.length >> 1] ?? 0).toFixed(1),
    ];
    return [name.padEnd(20), ...cells.map((cell) => String(cell).padStart(9))].join('');
  };
  const heads = ['kills', 'file', 'stream', 'm. file', 'm. str.', 'places', 'complete', 'wrong', 's (mid)'];
  return [
    ['phase'.padEnd(20), ...heads.map((head) => head.padStart(9))].join(''),
    ...phases.map((phase) =>
      line(
        phase,
        kills.filter((kill) => kill.phase === phase),
      ),
    ),
    line('all', kills),
  ].join('\n');
}
