import type { Export } from '../../shared/exports.ts';
import type { Mirror } from '../../shared/mirrors.ts';
import {
  type Action,
  ATTRIBUTES,
  AudienceModel,
  type Change,
  changeOf,
  csvOf,
  idsOf,
  type ModelAttribute,
  type Person,
  rowOf,
} from './model.ts';
import { type ExportStep, type MirrorStep, PEOPLE, type Step, type Trouble, type Which } from './steps.ts';
import type { WireCall } from './wire.ts';
import { ServerDied, type World } from './world.ts';

/** A file's audience never falls under 1,000: these are in it from the first to the last. Two calls' worth of small files. */
const FILLERS: readonly Person[] = Array.from({ length: 1300 }, (_, index) => ({
  email: 5000 + index,
  phone: null,
  device: null,
  consent: 'yes',
}));
const ROUNDS = 400;
const RETRIES = 6;
const STREAM_SEGMENT = 'people';
const FILE_SEGMENT = 'everybody';

const isFile = (which: Which): boolean => which === 1 || which === 3;

interface Audience {
  readonly name: string;
  model: AudienceModel;
  customAudienceId: string | null;
  mirrorId: string | null;
  /** Creates that may have made an audience nobody knows of. */
  lostCreates: number;
}

/** An export that is to be brought to its end, and what it does then. */
interface Running {
  readonly which: Which;
  readonly exportId: string;
  /** The audience it changes; null: it makes one. */
  readonly target: string | null;
  readonly change: Change;
  readonly isLook: boolean;
  retries: number;
}

/** Plays one sequence against a world, and holds what TikTok has against the model after every step. */
export class Play {
  readonly #world: World;
  readonly #name: string;
  readonly #people: Person[];
  readonly #inSegment = new Set<number>();
  readonly #audiences = new Map<Which, Audience>();
  #step = 0;
  #pulls = 0;
  #killing: NodeJS.Timeout | undefined;
  #fresh: number;

  constructor(world: World, name: string, people = PEOPLE) {
    this.#world = world;
    this.#name = name;
    this.#fresh = 10_000;
    this.#people = Array.from({ length: people }, (_, index) => ({
      email: index,
      phone: index % 3 === 0 ? null : index,
      device: index % 2 === 0 ? null : index,
      consent: index % 4 === 3 ? 'no' : 'yes',
    }));
  }

  /** @throws {Error} saying what is wrong after which step */
  async run(steps: readonly Step[]): Promise<void> {
    await this.begin();
    for (const step of steps) await this.step(step);
    await this.end();
  }

  async begin(): Promise<void> {
    await this.#world.simulator.clearFaults();
    for (const segment of [STREAM_SEGMENT, FILE_SEGMENT]) await this.#world.addSegment(segment);
    this.#serve();
  }

  async step(step: Step): Promise<void> {
    this.#step++;
    try {
      await this.#play(step);
      await this.#compare();
      await this.#noDuplicates();
    } catch (error) {
      throw new Error(`step ${this.#step} (${step.do}): ${textOf(error)}`, { cause: error });
    }
  }

  async end(): Promise<void> {
    // At rest, with nothing in the way, every mirror comes to be exactly what its segment is.
    for (const which of [2, 3] as const) {
      if (this.#audiences.get(which)?.mirrorId == null) continue;
      try {
        await this.#join([0]);
        await this.#play({ do: 'mirror', which, how: 'change', attributes: 7, consent: false, trouble: { kind: 'none' } });
        await this.#compare();
      } catch (error) {
        throw new Error(`at rest, mirror ${which}: ${textOf(error)}`, { cause: error });
      }
    }
    await this.#forget();
  }

  async #play(step: Step): Promise<void> {
    switch (step.do) {
      case 'people':
        for (const change of step.changes) this.#changePeople(change);
        return this.#serve();
      case 'kill':
        return this.#world.restart();
      case 'days':
        this.#world.simulator.simulator.advance(49 * 3600);
        await this.#world.advance(20 * 60_000);
        return this.#world.runDue();
      case 'export':
      case 'mirror':
        return this.#troubled(step.trouble, [step]);
      case 'pair':
        return this.#troubled(step.trouble, [step.first, step.second]);
    }
  }

  #changePeople({ who, how, with: other }: Extract<Step, { do: 'people' }>['changes'][number]): void {
    const person = this.#people[who] as Person;
    if (how === 'join') this.#inSegment.add(who);
    else if (how === 'leave') this.#inSegment.delete(who);
    else if (how === 'yes' || how === 'no') person.consent = how;
    else if (how === 'share') person.email = (this.#people[other] as Person).email;
    else if (how === 'lose') person.phone = null;
    else person[how] = this.#fresh++;
  }

  async #join(who: readonly number[]): Promise<void> {
    for (const each of who) this.#inSegment.add(each);
    this.#serve();
  }

  #serve(): void {
    const rows = this.#segment().map(rowOf);
    this.#world.source.segments.set(STREAM_SEGMENT, rows);
    this.#world.source.segments.set(FILE_SEGMENT, [...FILLERS.map(rowOf), ...rows]);
  }

  #segment(): Person[] {
    return [...this.#inSegment].toSorted((a, b) => a - b).map((index) => this.#people[index] as Person);
  }

  /** Opens what is to run, lets the trouble come, and brings all of it to its end. */
  async #troubled(trouble: Trouble, steps: readonly (ExportStep | MirrorStep)[]): Promise<void> {
    const world = this.#world;
    const running: Running[] = [];
    const bad = trouble.kind === 'badRows' ? this.#badIds(trouble.who) : new Set<string>();
    await this.#begin(trouble, running, bad);
    try {
      for (const step of steps) {
        const opened = step.do === 'export' ? await this.#openExport(step, bad) : await this.#openRun(step, bad);
        if (opened !== null) running.push(opened);
      }
      const ended = await this.#settle(running);
      await this.#apply(running, ended);
    } finally {
      clearTimeout(this.#killing);
      world.wire.watch(null);
      world.source.failing = null;
      await world.simulator.clearFaults();
      if (world.isAlive) await world.dieAt(null);
      else await world.restart();
    }
  }

  async #begin(trouble: Trouble, running: readonly Running[], bad: ReadonlySet<string>): Promise<void> {
    const { wire, simulator, source } = this.#world;
    switch (trouble.kind) {
      case 'answer': {
        const { at, is, times } = trouble;
        wire.watch({
          before: async ({ change, path }) => {
            if (change === at) await simulator.addFault(faultOf(is, path, times));
          },
        });
        return;
      }
      case 'kill': {
        let seen = 0;
        const kill = async ({ change, path }: WireCall) => {
          if (change === null || !path.endsWith(trouble.path ?? '') || ++seen !== trouble.at) return;
          wire.watch(null);
          await this.#world.kill();
          throw new ServerDied('killed on the wire');
        };
        return wire.watch({ [trouble.when]: kill });
      }
      case 'crash':
        return this.#world.dieAt(trouble.at, new RegExp(trouble.among ?? '.'));
      case 'killIn':
        this.#killing = setTimeout(() => void this.#world.kill(), trouble.ms);
        return;
      case 'cancel':
      case 'pause': {
        const act = async ({ change }: WireCall) => {
          if (change !== trouble.at) return;
          const last = running.at(-1);
          if (last !== undefined) await this.#world.call('POST', `/v1/exports/${last.exportId}/${trouble.kind}`);
        };
        return wire.watch(trouble.kind === 'cancel' ? { [trouble.when]: act } : { before: act });
      }
      case 'signedOut':
        return wire.watch({
          before: async ({ change }) => {
            if (change !== trouble.at) return;
            await simulator.control('tokens/revoke', { coreUserId: simulator.person().coreUserId });
          },
        });
      case 'source':
        source.failing = { after: trouble.after, times: 2 };
        return;
      case 'badRows': {
        const ids = [...bad].map((id) => id.slice(id.indexOf(':') + 1));
        if (ids.length > 0) await simulator.addFault({ kind: 'bad_rows', ids });
        return;
      }
      case 'none':
    }
  }

  /** One identifier of each. */
  #badIds(who: readonly number[]): Set<string> {
    return new Set(who.flatMap((index) => idsOf(this.#people[index] as Person, ATTRIBUTES).slice(0, 1)));
  }

  #audience(which: Which): Audience {
    const known = this.#audiences.get(which);
    if (known !== undefined) return known;
    const made: Audience = {
      name: `${this.#name} ${which}`,
      model: new AudienceModel(),
      customAudienceId: null,
      mirrorId: null,
      lostCreates: 0,
    };
    this.#audiences.set(which, made);
    return made;
  }

  async #openExport(step: ExportStep, bad: ReadonlySet<string>): Promise<Running | null> {
    const { to, way, consent } = step;
    const audience = this.#audience(to);
    // The audience of a mirror is made by the mirror.
    if (audience.customAudienceId === null && to >= 2) return null;
    const action = actionFor(step, audience);
    const attributes: readonly ModelAttribute[] = isFile(to) ? ['email', 'phone'] : attributesOf(step.attributes);
    const some = step.who.map((index) => this.#people[index] as Person);
    const people = isFile(to) && (action === 'CREATE' || action === 'REPLACE') ? [...FILLERS, ...some] : some;
    await this.#survive(() => this.#world.mapConsent(consent));
    const segmentId = `pull-${this.#name.replace(/\W/g, '-')}-${++this.#pulls}`;
    if (way === 'pull') {
      this.#world.source.segments.set(segmentId, people.map(rowOf));
      await this.#survive(() => this.#world.addSegment(segmentId));
    }
    const delivery = isFile(to) ? {} : { delivery: 'stream' };
    const target =
      action === 'CREATE'
        ? { create: { name: audience.name, ...delivery } }
        : { update: { customAudienceId: audience.customAudienceId, action } };
    const opened = await this.#survive(() =>
      this.#world.must('POST', '/v1/exports', {
        advertiserId: this.#world.advertiserId,
        attributes,
        audience: target,
        ...(way === 'pull' ? { segmentId } : {}),
      }),
    );
    const exportId: string = opened.id;
    if (way === 'csv') await this.#upload(exportId, Buffer.from(csvOf(people)));
    const ofFile = isFile(to) ? new Set<string>() : bad;
    const change = changeOf(action, people, attributes, { readsConsent: consent, bad: ofFile });
    const { customAudienceId } = audience;
    return { which: to, exportId, target: action === 'CREATE' ? null : customAudienceId, change, isLook: false, retries: 0 };
  }

  async #upload(exportId: string, bytes: Buffer): Promise<void> {
    for (let attempt = 0; attempt < 5; attempt++) {
      const isThrough = await this.#survive(async () => {
        const { receivedBytes, state } = await this.#get(exportId);
        if (state === 'ready') return true;
        const rest = bytes.subarray(receivedBytes);
        const headers = { 'Upload-Offset': String(receivedBytes) };
        const answer = await this.#world.call('PUT', `/v1/exports/${exportId}/records`, rest, headers);
        if (answer.status === 200) return true;
        if (answer.json?.code !== 'upload_in_progress') throw new Error(answer.text);
        // The lease of the upload that was cut off.
        await this.#world.advance(60_000);
        return false;
      });
      if (isThrough) return;
    }
    throw new Error('the records were never taken');
  }

  async #openRun({ which, how, attributes, consent }: MirrorStep, bad: ReadonlySet<string>): Promise<Running | null> {
    const audience = this.#audience(which);
    const wanted: readonly ModelAttribute[] = which === 3 ? ['email', 'phone'] : attributesOf(attributes);
    await this.#survive(() => this.#world.mapConsent(consent));
    audience.mirrorId ??= await this.#createMirror(audience, which, wanted);
    const { mirrorId } = audience;
    if (which === 2)
      await this.#survive(() => this.#world.must('PATCH', `/v1/mirrors/${mirrorId}`, { attributes: wanted }));
    const people = which === 3 ? [...FILLERS, ...this.#segment()] : this.#segment();
    const isFirst = audience.customAudienceId === null;
    const action: Action = isFirst ? 'CREATE' : which === 3 && how === 'full' ? 'REPLACE' : 'MIRROR';
    const run = await this.#survive(async () => {
      const { currentExportId } = await this.#mirror(audience);
      if (currentExportId !== null) {
        const named = await this.#world.call('GET', `/v1/exports/${currentExportId}`);
        if (named.status === 200) return named.json as Export;
        // A crash has left nothing but a name, which the mirror's job clears.
        await this.#world.advance(90_000);
        await this.#world.runDue();
      }
      const asked = { ...(how === 'full' ? { full: true } : {}), ...(how === 'look' ? { dryRun: true } : {}) };
      return (await this.#world.must('POST', `/v1/mirrors/${audience.mirrorId}/run`, asked)) as Export;
    });
    const ofFile = which === 3 ? new Set<string>() : bad;
    const change = changeOf(action, people, wanted, { readsConsent: consent, bad: ofFile });
    return { which, exportId: run.id, target: audience.customAudienceId, change, isLook: run.dryRun, retries: 0 };
  }

  async #createMirror(audience: Audience, which: 2 | 3, attributes: readonly ModelAttribute[]): Promise<string> {
    const segmentId = which === 3 ? FILE_SEGMENT : STREAM_SEGMENT;
    return this.#survive(async () => {
      const { name } = audience;
      // One that was made just before the server died.
      const { items } = await this.#world.must('GET', '/v1/mirrors?limit=100');
      const known = (items as Mirror[]).find(({ audienceName }) => audienceName === name);
      if (known !== undefined) return known.id;
      const { id } = await this.#world.must('POST', '/v1/mirrors', {
        advertiserId: this.#world.advertiserId,
        segmentId,
        attributes,
        audience: { create: which === 3 ? { name } : { name, delivery: 'stream' } },
        schedule: null,
      });
      return id as string;
    });
  }

  #mirror({ mirrorId }: Audience): Promise<Mirror> {
    return this.#world.must('GET', `/v1/mirrors/${mirrorId}`);
  }

  #get(exportId: string): Promise<Export> {
    return this.#world.must('GET', `/v1/exports/${exportId}`);
  }

  /** Does it, with a new server whenever the old one dies of it. */
  async #survive<Result>(run: () => Promise<Result>): Promise<Result> {
    for (let deaths = 0; ; deaths++) {
      try {
        return await run();
      } catch (error) {
        if (!(error instanceof ServerDied) || deaths === 3) throw error;
        await this.#world.restart();
      }
    }
  }

  /** Lets jobs run and time pass, and does what a person would do, until all of them are at rest. */
  async #settle(running: readonly Running[]): Promise<Map<string, Export>> {
    const ended = new Map<string, Export>();
    let latest: Export | null = null;
    const { runsByItself } = this.#world;
    for (let round = 0; round < (runsByItself ? 10 : 1) * ROUNDS; round++) {
      for (const each of running) {
        if (ended.has(each.exportId)) continue;
        latest = await this.#survive(() => this.#moveOn(each));
        if (isAtRest(each, latest)) ended.set(each.exportId, latest);
      }
      if (ended.size === running.length && (await this.#survive(() => this.#mirrorsRest()))) return ended;
      await this.#survive(() => this.#world.runDue());
      if (!runsByItself) await this.#survive(() => this.#world.advance(round < 5 ? 2_000 : 30_000));
    }
    throw new Error(`an export never came to its end: ${JSON.stringify(latest)}`);
  }

  async #mirrorsRest(): Promise<boolean> {
    for (const which of [2, 3] as const) {
      const audience = this.#audiences.get(which);
      if (audience?.mirrorId != null && (await this.#mirror(audience)).currentExportId !== null) return false;
    }
    return true;
  }

  async #moveOn(each: Running): Promise<Export> {
    const { exportId } = each;
    const act = (action: string) => this.#world.call('POST', `/v1/exports/${exportId}/${action}`);
    const found = await this.#get(exportId);
    if (found.waiting !== null) await this.#world.signIn();
    else if (found.pausedAt !== null) await act('resume');
    else if (found.state === 'ready' && !each.isLook && (found.mirrorId === null || found.confirmation !== null)) {
      const answer = await act('start');
      if (answer.json?.code === 'export_empty') await act('cancel');
      else if (answer.json?.code === 'connection_disconnected') await this.#world.signIn();
      else if (answer.status !== 202 && answer.json?.code !== 'export_wrong_state') throw new Error(answer.text);
    } else if (found.state === 'failed' && each.retries < RETRIES && found.error?.code !== 'export_empty') {
      each.retries++;
      await this.#world.simulator.clearFaults();
      const answer = await act('retry');
      if (answer.json?.code === 'connection_disconnected') await this.#world.signIn();
    }
    return this.#get(exportId);
  }

  async #apply(running: readonly Running[], ended: ReadonlyMap<string, Export>): Promise<void> {
    const inOrder = running
      .map((each) => ({ each, export_: ended.get(each.exportId) as Export }))
      .toSorted((a, b) => endOf(a.export_) - endOf(b.export_));
    for (const { each, export_ } of inOrder) {
      const audience = this.#audience(each.which);
      const { state, error, customAudienceId } = export_;
      const isCreate = 'create' in export_.audience;
      const hasSent = export_.tiktokRequests.length > 0;
      if (state === 'failed' && error?.code !== 'export_empty') throw new Error(`it failed: ${JSON.stringify(error)}`);
      if (isCreate && customAudienceId === null && state === 'cancelled') audience.lostCreates++;
      if (each.isLook) continue;
      // Of a pair the other has made a new audience, which the sequence goes on with.
      if (each.target !== null && each.target !== audience.customAudienceId) continue;
      if (isCreate && customAudienceId !== null && customAudienceId !== audience.customAudienceId) {
        // A second create under the same name makes a second audience: the newest is the one the sequence goes on with.
        if (audience.customAudienceId !== null) audience.lostCreates++;
        audience.customAudienceId = customAudienceId;
        audience.model = new AudienceModel();
      }
      if (state === 'cancelled' || state === 'failed') {
        if (hasSent || state === 'cancelled') audience.model.applyPerhaps(each.change);
        continue;
      }
      audience.model.apply(each.change);
      // What was refused at first may have gone with a later try.
      if (each.retries > 0) audience.model.loosen(each.change.keeps);
    }
  }

  async #compare(): Promise<void> {
    for (const [which, { customAudienceId, model }] of this.#audiences) {
      if (customAudienceId === null) continue;
      const difference = model.compare(await this.#world.members(customAudienceId));
      if (difference !== null) throw new Error(`audience ${which} is wrong: ${difference}`);
    }
  }

  async #noDuplicates(): Promise<void> {
    const there = await this.#world.audiences();
    for (const { name, lostCreates, customAudienceId } of this.#audiences.values()) {
      const found = there.filter((each) => each.name === name);
      const most = lostCreates + (customAudienceId === null ? 0 : 1);
      if (found.length > most) throw new Error(`${found.length} audiences are called ${name}, ${most} at most should be`);
    }
  }

  async #forget(): Promise<void> {
    for (const { mirrorId } of this.#audiences.values()) {
      if (mirrorId !== null) await this.#world.must('DELETE', `/v1/mirrors/${mirrorId}`);
    }
    // An ad account takes 400.
    const { advertiserId } = this.#world;
    const names = new Set([...this.#audiences.values()].map(({ name }) => name));
    for (const { customAudienceId } of (await this.#world.audiences()).filter(({ name }) => names.has(name)))
      await this.#world.must('DELETE', `/v1/audiences/${customAudienceId}?advertiserId=${advertiserId}`);
  }
}

function isAtRest({ isLook, retries }: Running, { state, error }: Export): boolean {
  if (state === 'processing' || state === 'completed' || state === 'cancelled') return true;
  if (isLook && state === 'ready') return true;
  return state === 'failed' && (retries >= RETRIES || error?.code === 'export_empty');
}

/** When it stopped changing its audience. */
function endOf({ timeline, updatedAt }: Export): number {
  const end = timeline.find(({ state }) => state === 'processing' || state === 'completed' || state === 'cancelled');
  return Date.parse(end?.at ?? updatedAt);
}

function actionFor({ action, to }: ExportStep, { customAudienceId }: Audience): Action {
  if (customAudienceId === null) return 'CREATE';
  if (to >= 2 && action === 'CREATE') return 'APPEND';
  return action === 'REPLACE' && !isFile(to) ? 'APPEND' : action;
}

function attributesOf(bits: number): ModelAttribute[] {
  return ATTRIBUTES.filter((_, index) => ((bits >> index) & 1) === 1);
}

function faultOf(is: Extract<Trouble, { kind: 'answer' }>['is'], path: string, times: number) {
  switch (is) {
    case 'lost':
      return { kind: 'reset' as const, when: 'after' as const, path, times };
    case 'reset':
      return { kind: 'reset' as const, path, times };
    case 'html':
      return { kind: 'html' as const, path, times };
    case '50000':
    case '40100':
      return { kind: 'code' as const, code: Number(is), path, times };
    case '40001':
      return { kind: 'code' as const, code: 40001, message: 'No permission.', path, times };
  }
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
