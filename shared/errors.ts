import { z } from 'zod';

/**
 * Every stable error code, with the sentence that opens its entry in docs/errors.md. Codes are public and never change
 * meaning; a new failure gets a new code.
 */
export const ERROR_TITLES = {
  invalid_request: 'The request does not have the expected shape',
  invalid_json: 'The body is not valid JSON',
  request_timeout: 'The body did not arrive in time',
  payload_too_large: 'The body is larger than this call takes',
  unsupported_media_type: 'The content type is not one this call takes',
  not_found: 'There is nothing here by that id or path',
  method_not_allowed: 'This path does not take that method',
  missing_credentials: 'The request carries no credential',
  invalid_session: 'The session token is not valid',
  session_expired: 'The session token has expired',
  invalid_host_key: 'The host key is not known',
  workspace_required: 'A host key must name the workspace it acts for',
  host_key_required: 'Only the host’s back end may do this',
  origin_mismatch: 'The session was made for another origin',
  permission_denied: 'The session lacks the permission this call needs',
  precondition_failed: 'Somebody else changed this first',
  oauth_state_invalid: 'The sign-in link is not valid',
  oauth_state_used: 'The sign-in link was already used',
  oauth_state_expired: 'The sign-in link has expired',
  oauth_denied: 'TikTok access was refused',
  oauth_exchange_failed: 'TikTok did not accept the sign-in',
  oauth_user_mismatch: 'Another TikTok user signed in',
  oauth_discarded: 'The new sign-in was not taken over',
  oauth_review_over: 'There is no sign-in left to decide on',
  tiktok_app_missing: 'No TikTok developer app is configured',
  tiktok_app_refused: 'TikTok does not know this developer app',
  tiktok_error: 'TikTok refused the request',
  tiktok_permission_denied: 'TikTok does not allow this for this ad account',
  tiktok_token_rejected: 'TikTok refuses this sign-in',
  tiktok_rate_limited: 'TikTok is limiting requests',
  tiktok_unavailable: 'TikTok did not answer as expected',
  tiktok_not_in_sandbox: 'TikTok’s sandbox does not offer this',
  connection_read_only: 'The connection is read-only until somebody signs in again',
  connection_expiring: 'The connection’s sign-in ends soon',
  connection_disconnected: 'TikTok refuses this connection’s sign-in',
  account_not_importable: 'This ad account cannot be imported',
  account_suspended: 'TikTok has suspended this ad account',
  account_not_imported: 'This ad account is not imported here',
  unknown_property: 'The mapping names a property that does not exist',
  attribute_not_mapped: 'The attribute is not mapped to a property',
  no_identifier_chosen: 'At least one of email, phone or a device id is needed',
  segment_has_no_source: 'The host has not sent this segment’s people',
  segment_source_refused: 'The segment’s source address is not allowed',
  segment_source_failed: 'The segment’s source did not answer as expected',
  missing_columns: 'The file lacks columns the mapping needs',
  malformed_records: 'The file cannot be read',
  upload_offset_mismatch: 'The upload does not go on where it stopped',
  upload_in_progress: 'Another upload to this export is running',
  export_wrong_state: 'The export is not in a state that allows this',
  export_empty: 'There is nobody to send',
  audience_not_found: 'TikTok knows no such audience in this ad account',
  audience_type_mismatch: 'The audience takes another kind of identifier',
  audience_not_updatable: 'This audience cannot be changed from here',
  audience_limit_reached: 'The ad account already holds as many audiences as TikTok allows',
  audience_too_small: 'Too few people for what TikTok was asked to do',
  audience_in_use: 'Something here still works on this audience',
  audience_expired: 'The audience has expired',
  delivery_not_possible: 'The audience does not take people this way',
  export_dry_run: 'A dry run is not sent',
  export_expired: 'The export’s files are no longer kept',
  mirror_exists: 'Another mirror keeps this audience already',
  mirror_running: 'A run of this mirror is under way',
  audience_failed: 'TikTok could not make the audience usable',
  webhook_signature_invalid: 'The notice does not carry TikTok’s signature',
  too_many_streams: 'Too many live streams are open',
  tiktok_endpoint_refused: 'The pass-through does not take this call',
  tiktok_connection_required: 'It is not clear which sign-in the call is for',
  business_center_not_reachable: 'No sign-in of this workspace reaches this Business Center',
  call_denied: 'The controls do not allow this',
  call_outcome_unknown: 'Nobody knows whether TikTok did it',
  approval_mismatch: 'The approval is not for this call',
  approval_over: 'There is nothing left to decide on',
  too_many_approvals: 'Too many calls wait for a decision',
  approval_needs_person: 'Only a person, and another one, may decide',
  spend_cap_exceeded: 'The budgets would exceed a spend cap',
  spend_cap_unprovable: 'Nobody can show that the budgets stay within the cap',
  idempotency_key_reused: 'The Idempotency-Key belongs to another call',
  idempotency_in_progress: 'The first call with this Idempotency-Key is still under way',
  storage_failed: 'The server could not write to its disk',
  internal_error: 'Something went wrong on our side',
} as const;

export type ErrorCode = keyof typeof ERROR_TITLES;
export const ERROR_CODES = Object.keys(ERROR_TITLES) as [ErrorCode, ...ErrorCode[]];

/** RFC 9457 problem document; `application/problem+json`. */
export const problemSchema = z
  .object({
    type: z.string().describe('A link to the code’s entry in the documentation'),
    title: z.string(),
    status: z.number().int(),
    code: z.enum(ERROR_CODES),
    detail: z.string().describe('What happened and what to do, for a person'),
    requestId: z.string(),
    tiktokRequestId: z.string().optional().describe('TikTok’s request_id, to quote to TikTok’s support'),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    allow: z.array(z.string()).optional().describe('method_not_allowed: the methods that the path takes'),
    retryAfterSeconds: z.number().int().optional().describe('When to ask again, also in Retry-After'),
    tiktokCode: z.number().int().optional().describe('The code TikTok refused with'),
    receivedBytes: z.number().int().optional().describe('An upload that must go on: from which byte'),
    expected: z.array(z.string()).optional().describe('missing_columns: the columns that the mapping needs'),
    found: z.array(z.string()).optional().describe('missing_columns: the columns that the file has'),
    reason: z.string().optional().describe('malformed_records: what is wrong with the file'),
    approvalId: z.string().optional().describe('the approval that the call waits for or was given'),
    spend: z.unknown().optional().describe('spend_cap_exceeded: the sum, a SpendSum'),
    row: z.number().int().optional().describe('malformed_records: where; 0 is the header, 1 the first record'),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof problemSchema>;

/** A failure kept with the thing that failed (a connection attempt, an export). */
export const failureSchema = z
  .object({
    code: z.enum(ERROR_CODES),
    message: z.string(),
    tiktokRequestId: z.string().optional(),
  })
  .meta({ id: 'Failure' });
export type Failure = z.infer<typeof failureSchema>;
