import type { SeededRandom } from '../random.ts';
import type { TikTokUser } from '../world.ts';

/** One person's visit to the consent page, from signing in to the redirect. */
export interface ConsentVisit {
  visitId: string;
  /** Where the flow it belongs to lives. */
  path: string;
  appId: string;
  redirectUri: string;
  /** Echoed back unchanged; null when the app sent none. */
  state: string | null;
  user: TikTokUser;
  /** The permissions the page offers. */
  scope: readonly string[];
  /** Those the person gives; all at first. */
  givenScope: Set<string>;
  /** Ad accounts the person ticked. */
  ticked: Set<string>;
  filter: string;
  startedAtPace: number;
}

const VISIT_LIFETIME_MS = 3_600_000;

/** Visits that are under way. They live an hour of real time and end with the redirect. */
export class ConsentDesk {
  readonly #random: SeededRandom;
  readonly #pace: () => number;
  readonly #visits = new Map<string, ConsentVisit>();

  constructor(random: SeededRandom, pace: () => number) {
    this.#random = random;
    this.#pace = pace;
  }

  open(input: Pick<ConsentVisit, 'path' | 'appId' | 'redirectUri' | 'state' | 'user' | 'scope'>): ConsentVisit {
    const visit: ConsentVisit = {
      ...input,
      visitId: this.#random.hex(32),
      givenScope: new Set(input.scope),
      ticked: new Set(),
      filter: '',
      startedAtPace: this.#pace(),
    };
    this.#visits.set(visit.visitId, visit);
    return visit;
  }

  find(visitId: string): ConsentVisit | undefined {
    const visit = this.#visits.get(visitId);
    if (visit !== undefined && this.#pace() - visit.startedAtPace >= VISIT_LIFETIME_MS) {
      this.#visits.delete(visitId);
      return undefined;
    }
    return visit;
  }

  close(visitId: string): void {
    this.#visits.delete(visitId);
  }
}
