import { SealError } from '../crypto/index.ts';
import type { Deps } from '../deps.ts';
import type { NoticeRecord } from '../store/webhooks.ts';
import type { EpochMs } from '../store/types.ts';
import { type NoticeEntry, parseNotice } from './entries.ts';
import { noticeContext } from './notice-context.ts';

/** A notice that is looked into. */
export interface OpenNotice {
  readonly seq: number;
  /** The developer app whose secret signed it. */
  readonly appId: string;
  readonly receivedAt: EpochMs;
  /** Times it was looked into before. */
  readonly attempts: number;
  readonly triedSince: EpochMs;
  readonly entries: readonly NoticeEntry[];
  /** Parts of it that are still to be dealt with. */
  partsLeft: number;
  /** When it is to be looked into again; null when it is not. */
  againAt: EpochMs | null;
}

/** What a notice says; `sealed` when no key of this server opens it, `unreadable` when it is no notice. */
export function openNotice(
  { sealer, clock }: Pick<Deps, 'sealer' | 'clock'>,
  { seq, hash, appId, sealedBody, receivedAt, attempts, triedSince }: NoticeRecord,
): OpenNotice | 'sealed' | 'unreadable' {
  let body: string;
  try {
    body = sealer.open(sealedBody, noticeContext(hash));
  } catch (error) {
    if (error instanceof SealError) return 'sealed';
    throw error;
  }
  const entries = parseNotice(body, receivedAt);
  if (entries === null) return 'unreadable';
  return {
    seq,
    appId,
    receivedAt,
    attempts,
    triedSince: triedSince ?? clock.now(),
    entries,
    partsLeft: 0,
    againAt: null,
  };
}
