import { type SealContext, secretContext } from '../crypto/index.ts';

/** What the body of a notice is sealed for. Notices belong to no workspace: their key says which one it is. */
export function noticeContext(hash: Uint8Array): SealContext {
  return secretContext({ workspaceId: '', kind: 'notice', id: Buffer.from(hash).toString('hex') });
}
