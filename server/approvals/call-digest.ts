import type { GuardedCall } from '../call-catalogue/index.ts';
import { fingerprintOf } from '../call-log/index.ts';
import { sha256Hex } from '../crypto/index.ts';
import type { Actor } from '../deps.ts';

/**
 * SHA-256 over who calls and what the call means, so that an approval fits one call of one caller: method, path, query in
 * any order, and the JSON in any order of members or the fields of a form. A token made anew for the same user is the same
 * caller; somebody else who sends the same call asks for an approval of their own.
 */
export function callDigest(
  { kind, actorKind, userId }: Pick<Actor, 'kind' | 'actorKind' | 'userId'>,
  call: Pick<GuardedCall, 'method' | 'path' | 'search' | 'connectionId' | 'body'>,
): string {
  const { connectionId, body } = call;
  return sha256Hex(
    JSON.stringify([kind, actorKind, userId, connectionId, body.kind, fingerprintOf(call, meaningOf(body))]),
  );
}

function meaningOf(body: GuardedCall['body']): unknown {
  if (body.kind === 'json') return body.value;
  return body.kind === 'form' ? body.fields : null;
}
