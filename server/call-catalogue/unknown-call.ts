import type { CallFamily, ControlAction } from '../../shared/control-kinds.ts';
import { fixed, fixedSpending, type KnownCall } from './known-call.ts';

/** What the last word of a path means. What is not here is `update`. */
const BY_LAST_WORD: Readonly<Record<string, ControlAction>> = {
  create: 'create',
  add: 'create',
  copy: 'create',
  invite: 'create',
  post: 'create',
  publish: 'create',
  save: 'create',
  send: 'create',
  track: 'create',
  delete: 'remove',
  remove: 'remove',
  cancel: 'remove',
  unbind: 'remove',
  upload: 'upload',
  disable: 'pause',
  pause: 'pause',
  stop: 'pause',
  end: 'pause',
  enable: 'resume',
  resume: 'resume',
  start: 'resume',
  promote: 'resume',
};

/** Families whose endpoints hold budgets, or could: of what is unknown there nobody can say that it spends nothing. */
const WITH_BUDGETS: ReadonlySet<CallFamily> = new Set(['campaign', 'adgroup', 'smart_plus', 'split_test', 'other']);

/** Of the family `other`, what TikTok documents well enough to know that no budget is in it: accounts' own posts and comments. */
const WITHOUT_BUDGETS: readonly string[] = ['/business/', '/comment/', '/blockedword/'];

/** What a call does whose path nobody has written down. TikTok adds endpoints often; none of them is a read by chance. */
export function unknownCall(path: string, family: CallFamily): KnownCall {
  const words = wordsOf(path);
  const last = words.at(-1) ?? '';
  if (family === 'audience') return fixed('audience_write');
  const isWithout = family === 'other' && WITHOUT_BUDGETS.some((start) => path.startsWith(start));
  const movesBudgets = WITH_BUDGETS.has(family) && !isWithout;
  if (last === 'update' && words.at(-2)?.endsWith('status')) return { does: 'set_status', movesBudgets };
  const action = Object.hasOwn(BY_LAST_WORD, last) ? (BY_LAST_WORD[last] ?? 'update') : 'update';
  if (!movesBudgets || action === 'pause' || action === 'remove' || action === 'upload') {
    return action === 'update' ? { does: 'update_entity', movesBudgets } : fixed(action);
  }
  // Nobody knows that it heeds operation_status.
  if (action === 'create') return fixedSpending('create', 'resume');
  return fixedSpending(action, ...(action === 'update' ? (['budget_change'] as const) : []));
}

/** `/tcm/order/create/v2/`: the word before it says what is done. */
const VERSION = /^v\d+$/;

function wordsOf(path: string): string[] {
  return path.split('/').filter((word) => word !== '' && !VERSION.test(word));
}

/** Whether the end of a path names a write. TikTok has no GET of such a name; should it have one, it is no read by chance. */
export function isNamedAsWrite(path: string): boolean {
  const last = wordsOf(path).at(-1) ?? '';
  return last === 'update' || Object.hasOwn(BY_LAST_WORD, last);
}
