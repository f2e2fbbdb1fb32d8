/**
 * Exports that are changing an audience at this moment, in this process. The turn of one that is cancelled ends at once, but its last
 * call to TikTok may still be on the way: nobody else begins with that audience before it is back.
 */
export class UnderWay {
  readonly #lineOf = new Map<string, string>();

  /** @returns false while somebody else's call is under way in that line */
  enter(exportId: string, line: string): boolean {
    for (const [other, theirs] of this.#lineOf) if (other !== exportId && theirs === line) return false;
    this.#lineOf.set(exportId, line);
    return true;
  }

  leave(exportId: string): void {
    this.#lineOf.delete(exportId);
  }
}
