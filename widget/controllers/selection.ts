import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * Which items of a long list are ticked, by id. A press with Shift ticks or clears everything between it and the one
 * before. Ids stay ticked while a filter hides them; what is gone from the list has to be dropped with `retain`.
 */
export class SelectionController implements ReactiveController {
  /** Ticks are shown although nothing is ticked yet. */
  isOn = false;
  readonly #host: ReactiveControllerHost;
  readonly #ids = new Set<string>();
  #anchor: string | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#anchor = undefined;
  }

  get ids(): ReadonlySet<string> {
    return this.#ids;
  }

  get size(): number {
    return this.#ids.size;
  }

  has(id: string): boolean {
    return this.#ids.has(id);
  }

  /** How many of these are ticked. */
  countOf(ids: Iterable<string>): number {
    let count = 0;
    for (const id of ids) if (this.#ids.has(id)) count += 1;
    return count;
  }

  /**
   * Ticks or clears one.
   * @param order every id in the order it is shown, when all from the one pressed before up to this one should follow
   */
  set(id: string, isTicked: boolean, order?: readonly string[]): void {
    const from = this.#anchor === undefined ? -1 : (order?.indexOf(this.#anchor) ?? -1);
    const to = order?.indexOf(id) ?? -1;
    const range = from >= 0 && to >= 0 ? order?.slice(Math.min(from, to), Math.max(from, to) + 1) : undefined;
    this.#anchor = id;
    this.setAll(range ?? [id], isTicked);
  }

  setAll(ids: Iterable<string>, isTicked: boolean): void {
    for (const id of ids) {
      if (isTicked) this.#ids.add(id);
      else this.#ids.delete(id);
    }
    this.#host.requestUpdate();
  }

  /** Drops what the list does not have any more. */
  retain(isThere: (id: string) => boolean): void {
    for (const id of this.#ids) if (!isThere(id)) this.#ids.delete(id);
    if (this.#anchor !== undefined && !isThere(this.#anchor)) this.#anchor = undefined;
    this.#host.requestUpdate();
  }

  /** Shows ticks, or clears and hides them. */
  toggle(isOn = !this.isOn): void {
    this.isOn = isOn;
    if (!isOn) this.clear();
    this.#host.requestUpdate();
  }

  /** Clears all ticks; they stay on show if they were. */
  clear(): void {
    this.#ids.clear();
    this.#anchor = undefined;
    this.#host.requestUpdate();
  }
}
