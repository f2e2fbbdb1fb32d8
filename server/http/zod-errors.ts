import type { z } from 'zod';
import type { FieldError } from '../errors.ts';

/** An unknown field may have any name, of any length. */
const MAX_PATH_LENGTH = 300;

type Issue = z.core.$ZodIssue;

/**
 * The problems of a value as path and message, one entry a problem. Unknown keys are named one by one, and of a union
 * only the branch that came closest is told: the messages of the others would only confuse.
 */
export function fieldErrors(issues: readonly Issue[], prefix: readonly PropertyKey[] = []): FieldError[] {
  return issues.flatMap((issue) => {
    const path = [...prefix, ...issue.path];
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({ path: text([...path, key]), message: 'is not a known field' }));
    }
    if (issue.code === 'invalid_union') {
      const closest = issue.errors.filter((branch) => branch.length > 0).sort((a, b) => distance(a) - distance(b))[0];
      if (closest !== undefined) return fieldErrors(closest, path);
    }
    return [{ path: text(path), message: isMissing(issue) ? 'is missing' : issue.message }];
  });
}

/** zod tells an absent value only in its sentence. */
function isMissing(issue: Issue): boolean {
  return issue.code === 'invalid_type' && issue.message.endsWith('received undefined');
}

/** Fewer and deeper problems are closer; a branch that misses its own key or meets unknown ones is farther. */
function distance(branch: readonly Issue[]): number {
  const depth = Math.max(...branch.map((issue) => issue.path.length));
  const unknown = branch.filter((issue) => issue.code === 'unrecognized_keys').length;
  return (branch.length + unknown) * 10 - depth;
}

function text(path: readonly PropertyKey[]): string {
  return path.map(String).join('.').slice(0, MAX_PATH_LENGTH);
}
