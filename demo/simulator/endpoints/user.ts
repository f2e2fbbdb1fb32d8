import { grantOf, type ApiCall, type Route } from '../call.ts';
import type { JsonValue } from '../exact-json.ts';

function userInfo(call: ApiCall): JsonValue {
  const { user } = grantOf(call);
  return {
    core_user_id: user.coreUserId,
    display_name: user.displayName,
    email: maskEmail(user.email),
    create_time: user.createdAtSeconds,
    avatar_url: 'https://img.example/avatar.png',
  };
}

/** `mira.lang@example.com` → `m***g@example.com`. */
function maskEmail(email: string): string {
  const at = email.indexOf('@');
  return `${email.slice(0, 1)}***${email.slice(at - 1)}`;
}

export const userRoutes: readonly Route[] = [
  // The sandbox's list of supported groups does not name it; connectors use it there as their token check [unverified].
  { method: 'GET', path: '/user/info/', auth: 'token', inSandbox: true, handle: userInfo },
];
