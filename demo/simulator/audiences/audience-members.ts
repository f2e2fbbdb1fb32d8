import { setImmediate } from 'node:timers/promises';
import type { IdentifierList } from './identifier-list.ts';
import { IdentifierSet } from './identifier-set.ts';

/**
 * The members of one audience. Millions of them take seconds to put in, so a call leaves its list here and is answered,
 * other calls are served in between, and whoever needs the result gets it finished. Changes happen in the order they
 * came; a list of fewer than 100,000 identifiers is done at once.
 */
export class AudienceMembers {
  readonly #set = new IdentifierSet();
  #work: Generator<undefined, void>[] = [];
  #worker: Promise<void> | null = null;

  hold(lists: readonly IdentifierList[]): void {
    this.#start(holdLists(this.#set, lists));
  }

  release(lists: readonly IdentifierList[]): void {
    this.#start(releaseLists(this.#set, lists));
  }

  /** The set with every change in it. May keep the caller waiting for as long as the changes take. */
  get identifiers(): IdentifierSet {
    for (const steps of this.#work) drain(steps);
    this.#work = [];
    return this.#set;
  }

  /** The same without keeping others waiting. */
  async settled(): Promise<IdentifierSet> {
    while (this.#worker !== null) await this.#worker;
    return this.#set;
  }

  #start(steps: Generator<undefined, void>): void {
    if (this.#work.length === 0 && steps.next().done === true) return;
    this.#work.push(steps);
    this.#worker ??= this.#carryOut();
  }

  async #carryOut(): Promise<void> {
    for (;;) {
      await setImmediate();
      const [steps] = this.#work;
      if (steps === undefined) break;
      if (steps.next().done === true) this.#work = this.#work.filter((each) => each !== steps);
    }
    this.#worker = null;
  }
}

function* holdLists(set: IdentifierSet, lists: readonly IdentifierList[]): Generator<undefined, void> {
  const incoming = lists.reduce((sum, list) => sum + list.length, 0);
  // Growing in one go spares the steps in between, but a list that is small against the set repeats much of it.
  if (incoming > set.size) set.reserve(incoming);
  for (const list of lists) yield* set.holdAll(list);
}

function* releaseLists(set: IdentifierSet, lists: readonly IdentifierList[]): Generator<undefined, void> {
  for (const list of lists) yield* set.releaseAll(list);
}

function drain(steps: Generator<undefined, void>): void {
  while (steps.next().done !== true) {
    // Each step does its share.
  }
}
