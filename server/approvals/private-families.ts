import type { CallFamily } from '../../shared/control-kinds.ts';

/**
 * Families whose calls may carry people: members of audiences, events with hashed addresses, leads, invitations by email, and
 * whatever nobody knows. Such calls are never kept, and of what they say only names, ids and numbers are shown.
 */
const PRIVATE: ReadonlySet<CallFamily> = new Set<CallFamily>([
  'audience',
  'measurement',
  'lead',
  'business_center',
  'other',
]);

export function mayCarryPeople(family: CallFamily): boolean {
  return PRIVATE.has(family);
}
