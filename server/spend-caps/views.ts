import type { SpendCap } from '../../shared/spend-caps.ts';
import { toInstant } from '../http/index.ts';
import type { SpendCapRecord } from '../store/spend-caps.ts';

export function toSpendCap({ createdAt: _createdAt, updatedAt, ...record }: SpendCapRecord): SpendCap {
  return { ...record, updatedAt: toInstant(updatedAt) };
}
