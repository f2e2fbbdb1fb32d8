import type { Approval } from '../../shared/approvals.ts';
import type { ApprovalStatus } from '../../shared/control-kinds.ts';

// Pure: what cards become when a list is read again. A decision never goes back, so of two views the later status wins.

const RANKS: Readonly<Record<ApprovalStatus, number>> = {
  pending: 0,
  approved: 1,
  running: 2,
  succeeded: 3,
  failed: 3,
  denied: 3,
  withdrawn: 3,
  expired: 3,
};

/** Nothing more will become of it. A status that only a newer server knows counts as an end. */
export const isOver = ({ status }: Approval): boolean => (RANKS[status] ?? 3) === 3;

/** The server sends it now, and will say soon what became of it. */
export const isOnItsWay = ({ status, runs }: Approval): boolean =>
  status === 'running' || (status === 'approved' && runs === 'by_server');

/** The one of two views of the same approval that is further on; the second where they are equal. */
export const later = (one: Approval, other: Approval): Approval =>
  (RANKS[one.status] ?? 3) > (RANKS[other.status] ?? 3) ? one : other;

/** Cards keep their place; what is new comes before them, in the list's order. */
export function mergeCards(cards: readonly Approval[], read: readonly Approval[]): readonly Approval[] {
  const fresh = new Map(read.map((approval) => [approval.id, approval]));
  const kept = cards.map((card) => {
    const other = fresh.get(card.id);
    fresh.delete(card.id);
    return other === undefined ? card : later(card, other);
  });
  return [...fresh.values(), ...kept];
}

/**
 * Cards that a full look at what waits did not meet, so that something has become of them; and those decided on that are not
 * over yet. Those behind the end of the page that was read may wait there still.
 */
export function toLookAt(cards: readonly Approval[], read: readonly Approval[], hasMore: boolean): readonly Approval[] {
  const met = new Set(read.map(({ id }) => id));
  const oldest = read.at(-1)?.requestedAt ?? '';
  return cards.filter((card) => {
    if (met.has(card.id) || isOver(card)) return false;
    return card.status !== 'pending' || !hasMore || card.requestedAt > oldest;
  });
}
