import type { ViewHost } from '../element/lazy-element.ts';
import { toSend } from './export-names.ts';
import { quarterToSay } from './pace.ts';
import type { Run } from './run-state.ts';

/** Says how an export goes to those who listen: each turn once, quarters of a long wait, never each percent. */
export class RunVoice {
  readonly #host: ViewHost;
  readonly #now: () => number;
  #said = { quarter: 0, at: 0 };

  constructor(host: ViewHost, now: () => number) {
    this.#host = host;
    this.#now = now;
  }

  hear(run: Run, before: Run): void {
    const text = this.#turnOf(run, before) ?? this.#quarterOf(run, before);
    if (text !== null) this.#host.announce(text);
  }

  #turnOf(run: Run, before: Run): string | null {
    const words = this.#host.labels.audienceExporter;
    const isSame = run.export?.id === before.export?.id;
    if (run.phase !== before.phase || !isSame) this.#said = { quarter: 0, at: this.#now() };
    if (run.isOffline !== before.isOffline && run.phase !== 'idle' && run.phase === before.phase)
      return run.isOffline ? words.announceOffline : words.announceOnline;
    const [waits, waited] = [run, before].map((one) => (one.export?.waiting ?? null) !== null);
    const [isHeld, wasHeld] = [run, before].map((one) => one.isPaused || (one.export?.pausedAt ?? null) !== null);
    if (isSame && run.phase === before.phase && isHeld !== wasHeld)
      return isHeld === true ? words.announcePaused : waits === true ? words.announceWaits : words.announceResumed;
    if (isSame && run.phase === before.phase && waits !== waited)
      return waits === true ? words.announceWaits : words.announceResumed;
    const [queues, queued] = [run, before].map((one) => (one.export?.queue ?? null) !== null);
    if (isSame && queues === true && queued === false) return words.announceQueued;
    const { export: shown } = run;
    if (shown === null || !isSame || shown.state === before.export?.state) return null;
    if (shown.state === 'ready') return words.announceReady(shown.counts.ready);
    return words.announceState[shown.state as keyof typeof words.announceState] ?? null;
  }

  #quarterOf(run: Run, before: Run): string | null {
    const words = this.#host.labels.audienceExporter;
    const { hash, export: shown, phase } = run;
    if (phase === 'hashing' && hash !== null && hash !== before.hash) {
      const quarter = this.#say(hash.readBytes / Math.max(1, hash.totalBytes));
      return quarter === null ? null : words.announceHashed(quarter);
    }
    if (shown?.state === 'uploading' && shown.peopleUploaded !== before.export?.peopleUploaded) {
      const quarter = this.#say(shown.peopleUploaded / Math.max(1, toSend(shown)));
      return quarter === null ? null : words.announceSent(quarter);
    }
    return null;
  }

  #say(share: number): number | null {
    const quarter = quarterToSay(share, this.#said, this.#now());
    if (quarter !== null) this.#said = { quarter, at: this.#now() };
    return quarter;
  }
}
