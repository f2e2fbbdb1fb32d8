import type { Export } from '../../shared/exports.ts';
import type { Mirror } from '../../shared/mirrors.ts';
import {
  type Action,
  ATTRIBUTES,
  AudienceModel,
  changeOf,
  csvOf,
  idsOf,
  type ModelAttribute,
  type Person,
  rowOf,
} from './model.ts';
import { read, type Running, settle, survive } from './settle.ts';
import { type ExportStep, type MirrorStep, PEOPLE, type Step, type Trouble, type Which } from './steps.ts';
import { beginTrouble } from './troubles.ts';
import type { World } from './world.ts';

/** A file's audience never falls under 1,000: these are in it from the first to the last. Two calls' worth of small files. */
const FILLERS: readonly Person[] = Array.from({ length: 1300 }, (_, index) => ({
  email: 5000 + index,
  phone: null,
  device: null,
  consent: 'yes',
}));
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

/** Plays one sequence against a world, and holds what TikTok has against the model after every step. */
export class Play {
  readonly #world: World;
  readonly #name: string;
  readonly #people: Person[];
  readonly #inSegment = new Set<number>();
  readonly #audiences = new Map<Which, Audience>();
  #step = 0;
  #pulls = 0;
  #fresh: number;

  constructor(world: World, name: string, people = PEOPLE) {
    this.#world = world;
    this.#name = name;
    this.#fresh = 10_000;
    for (let index = 0; index < people; index += 1 + (index % 2)) this.#inSegment.add(index);
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
        await this.#play({
          do: 'mirror',
          which,
          changes: [],
          how: 'change',
          attributes: 7,
          consent: false,
          trouble: { kind: 'none' },
        });
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
    const endTrouble = await beginTrouble(world, trouble, running, bad);
    try {
      for (const step of steps) {
        const opened = step.do === 'export' ? await this.#openExport(step, bad) : await this.#openRun(step, bad);
        if (opened !== null) running.push(opened);
      }
      const ended = await settle(world, running, () => this.#mirrorsRest());
      await this.#apply(running, ended);
    } finally {
      await endTrouble();
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
    await survive(this.#world, () => this.#world.mapConsent(consent));
    const segmentId = `pull-${this.#name.replace(/\W/g, '-')}-${++this.#pulls}`;
    if (way === 'pull') {
      this.#world.source.segments.set(segmentId, people.map(rowOf));
      await survive(this.#world, () => this.#world.addSegment(segmentId));
    }
    const delivery = isFile(to) ? {} : { delivery: 'stream' };
    const target =
      action === 'CREATE'
        ? { create: { name: audience.name, ...delivery } }
        : { update: { customAudienceId: audience.customAudienceId, action } };
    const opened = await survive(this.#world, () =>
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
    return {
      which: to,
      exportId,
      target: action === 'CREATE' ? null : customAudienceId,
      change,
      isLook: false,
      retries: 0,
    };
  }

  async #upload(exportId: string, bytes: Buffer): Promise<void> {
    for (let attempt = 0; attempt < 5; attempt++) {
      const isThrough = await survive(this.#world, async () => {
        const { receivedBytes, state } = await read(this.#world, exportId);
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

  async #openRun(
    { which, changes, how, attributes, consent }: MirrorStep,
    bad: ReadonlySet<string>,
  ): Promise<Running | null> {
    for (const change of changes) this.#changePeople(change);
    this.#serve();
    const audience = this.#audience(which);
    const wanted: readonly ModelAttribute[] = which === 3 ? ['email', 'phone'] : attributesOf(attributes);
    await survive(this.#world, () => this.#world.mapConsent(consent));
    audience.mirrorId ??= await this.#createMirror(audience, which, wanted);
    const { mirrorId } = audience;
    if (which === 2)
      await survive(this.#world, () => this.#world.must('PATCH', `/v1/mirrors/${mirrorId}`, { attributes: wanted }));
    const people = which === 3 ? [...FILLERS, ...this.#segment()] : this.#segment();
    const isFirst = audience.customAudienceId === null;
    const action: Action = isFirst ? 'CREATE' : which === 3 && how === 'full' ? 'REPLACE' : 'MIRROR';
    const run = await survive(this.#world, async () => {
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
    return survive(this.#world, async () => {
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

  async #mirrorsRest(): Promise<boolean> {
    for (const which of [2, 3] as const) {
      const audience = this.#audiences.get(which);
      if (audience?.mirrorId != null && (await this.#mirror(audience)).currentExportId !== null) return false;
    }
    return true;
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
      if (found.length > most)
        throw new Error(`${found.length} audiences are called ${name}, ${most} at most should be`);
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

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
