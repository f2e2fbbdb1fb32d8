import type { CallFamily } from '../../shared/control-kinds.ts';
import { familyOf } from './families.ts';
import { isRefusedPath } from './refused-paths.ts';
import { isNamedAsWrite } from './unknown-call.ts';

/** What the path of a call tells without anything else of it. */
export interface PathFacts {
  readonly family: CallFamily;
  /** It takes or gives an app's secret or a token. */
  readonly isRefused: boolean;
  readonly isNamedAsWrite: boolean;
}

/** TikTok has some three hundred; callers may make up any number of others. */
const MOST_PATHS = 2_000;
const found = new Map<string, PathFacts>();

/** Found out once for a path: every call asks, and thousands a second ask the same. */
export function factsOf(path: string): PathFacts {
  const known = found.get(path);
  if (known !== undefined) return known;
  if (found.size >= MOST_PATHS) found.clear();
  const facts = { family: familyOf(path), isRefused: isRefusedPath(path), isNamedAsWrite: isNamedAsWrite(path) };
  found.set(path, facts);
  return facts;
}
