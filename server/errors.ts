import { ERROR_TITLES, type ErrorCode, type Failure } from '../shared/errors.ts';

export interface FieldError {
  path: string;
  message: string;
}

/** The HTTP status of each code: the one place that says so. */
export const ERROR_STATUS: Readonly<Record<ErrorCode, number>> = {
  invalid_request: 422,
  invalid_json: 400,
  request_timeout: 408,
  payload_too_large: 413,
  unsupported_media_type: 415,
  not_found: 404,
  method_not_allowed: 405,
  missing_credentials: 401,
  invalid_session: 401,
  session_expired: 401,
  invalid_host_key: 401,
  workspace_required: 400,
  host_key_required: 403,
  origin_mismatch: 403,
  permission_denied: 403,
  precondition_failed: 412,
  oauth_state_invalid: 400,
  oauth_state_used: 400,
  oauth_state_expired: 400,
  oauth_denied: 403,
  oauth_exchange_failed: 502,
  oauth_user_mismatch: 409,
  oauth_discarded: 409,
  oauth_review_over: 409,
  tiktok_app_missing: 409,
  tiktok_app_refused: 422,
  tiktok_error: 502,
  tiktok_permission_denied: 403,
  tiktok_token_rejected: 409,
  tiktok_rate_limited: 429,
  tiktok_unavailable: 502,
  tiktok_not_in_sandbox: 409,
  connection_read_only: 409,
  connection_expiring: 409,
  connection_disconnected: 409,
  account_not_importable: 422,
  account_suspended: 409,
  account_not_imported: 404,
  unknown_property: 422,
  attribute_not_mapped: 422,
  no_identifier_chosen: 422,
  segment_has_no_source: 409,
  segment_source_refused: 422,
  segment_source_failed: 502,
  missing_columns: 422,
  malformed_records: 422,
  upload_offset_mismatch: 409,
  upload_in_progress: 409,
  export_wrong_state: 409,
  export_empty: 422,
  audience_not_found: 404,
  audience_type_mismatch: 422,
  audience_not_updatable: 422,
  audience_limit_reached: 409,
  audience_too_small: 422,
  audience_in_use: 409,
  audience_expired: 409,
  delivery_not_possible: 422,
  export_dry_run: 409,
  export_expired: 409,
  mirror_exists: 409,
  mirror_running: 409,
  audience_failed: 502,
  webhook_signature_invalid: 401,
  too_many_streams: 503,
  tiktok_endpoint_refused: 403,
  tiktok_connection_required: 400,
  business_center_not_reachable: 404,
  call_denied: 403,
  call_outcome_unknown: 502,
  approval_mismatch: 409,
  approval_over: 409,
  too_many_approvals: 409,
  approval_needs_person: 403,
  spend_cap_exceeded: 409,
  spend_cap_unprovable: 409,
  idempotency_key_reused: 422,
  idempotency_in_progress: 409,
  storage_failed: 507,
  internal_error: 500,
};

/** Extra members of a problem document: values that JSON keeps as they are. */
export type ProblemMembers = Readonly<
  Record<string, string | number | readonly string[] | Readonly<Record<string, unknown>>>
>;

/** Every failure that a caller may see. `detail` is for a person and holds no secret and no personal value. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly tiktokRequestId: string | null;
  readonly errors: readonly FieldError[];
  /** Extra members of the problem document, such as the right upload offset. */
  readonly members: ProblemMembers;

  constructor(
    code: ErrorCode,
    detail: string,
    options: {
      tiktokRequestId?: string | null;
      errors?: readonly FieldError[];
      members?: ProblemMembers;
      cause?: unknown;
    } = {},
  ) {
    super(detail, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.tiktokRequestId = options.tiktokRequestId ?? null;
    this.errors = options.errors ?? [];
    this.members = options.members ?? {};
  }

  get status(): number {
    return ERROR_STATUS[this.code];
  }

  get title(): string {
    return ERROR_TITLES[this.code];
  }

  /** The form kept with a connection or an export. */
  toFailure(): Failure {
    return {
      code: this.code,
      message: this.message,
      ...(this.tiktokRequestId === null ? {} : { tiktokRequestId: this.tiktokRequestId }),
    };
  }
}

/** The one answer to an id that does not exist and to one of another workspace, so that nobody can tell them apart. */
export function notFound(): AppError {
  return new AppError('not_found', 'There is nothing by that id in this workspace.');
}
