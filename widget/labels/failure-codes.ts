import type { ErrorCode } from '../../shared/errors.ts';

/** Codes that only a program meets: what is wrong then is wrong in the page's or the host's code, and is said in English. */
type CodesOfPrograms =
  | 'invalid_json'
  | 'unsupported_media_type'
  | 'method_not_allowed'
  | 'invalid_host_key'
  | 'workspace_required'
  | 'host_key_required'
  | 'webhook_signature_invalid'
  | 'tiktok_endpoint_refused'
  | 'tiktok_connection_required'
  | 'idempotency_key_reused'
  | 'idempotency_in_progress'
  | 'export_dry_run';

/** Codes whose words are in `common.failures`, in every language and from the first paint on. */
type CodesOfCommon = 'invalid_session' | 'session_expired' | 'missing_credentials' | 'internal_error';

/** What stands for the server's own sentence in languages that the server does not speak. What happened, what is safe, what to do next. */
export type FailureTexts = Readonly<Record<Exclude<ErrorCode, CodesOfPrograms | CodesOfCommon>, string>>;

/** Failures whose sentence holds more than their code says, such as TikTok's own words: those follow ours, as they came. */
export const TELLING_CODES: ReadonlySet<string> = new Set<ErrorCode>([
  'invalid_request',
  'tiktok_error',
  'tiktok_permission_denied',
  'account_not_importable',
  'audience_failed',
  'audience_in_use',
  'call_denied',
  'delivery_not_possible',
  'malformed_records',
  'missing_columns',
  'segment_source_failed',
  'spend_cap_exceeded',
  'spend_cap_unprovable',
  'tiktok_app_refused',
  'unknown_property',
]);
