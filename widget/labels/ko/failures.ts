import type { FailureTexts } from '../failure-codes.ts';

const NOTHING = '변경된 내용은 없습니다.';
const NOTHING_SENT = 'TikTok에 전송된 내용은 없습니다.';
const SIGN_IN_OVER = `${NOTHING} 로그인을 다시 시작하세요.`;
const SIGN_IN_AGAIN = '잃은 것은 없습니다. 다시 로그인하면 계속됩니다.';
const HOST = '사용 중인 서비스의 관리자에게 문의하세요.';

/** Sentences in place of the server's, which speaks English. */
export const failures: FailureTexts = {
  invalid_request: `입력한 내용을 처리할 수 없습니다. ${NOTHING} 내용을 확인한 다음 다시 시도하세요.`,
  request_timeout: `전송이 제시간에 끝나지 않았습니다. ${NOTHING} 연결을 확인한 다음 다시 시도하세요.`,
  payload_too_large: `데이터가 너무 큽니다. ${NOTHING} 양을 줄여 다시 시도하세요.`,
  not_found: '해당 항목을 찾을 수 없습니다. 삭제되었을 수 있습니다. 페이지를 새로고침하세요.',
  origin_mismatch: `이 세션은 다른 사이트용입니다. ${NOTHING} ${HOST}`,
  permission_denied: `이 작업에 필요한 권한이 없습니다. ${NOTHING} 이 워크스페이스의 관리자에게 요청하세요.`,
  precondition_failed:
    '다른 사용자가 먼저 변경했습니다. 덮어쓴 내용은 없습니다. 최신 내용을 확인한 다음 다시 시도하세요.',
  oauth_state_invalid: `로그인 링크가 올바르지 않습니다. ${SIGN_IN_OVER}`,
  oauth_state_used: `이미 사용된 로그인 링크입니다. ${SIGN_IN_OVER}`,
  oauth_state_expired: `로그인 링크의 유효 시간(10분)이 지났습니다. ${SIGN_IN_OVER}`,
  oauth_denied: `TikTok 액세스가 허용되지 않았습니다. ${NOTHING} 다시 시작한 다음 TikTok 페이지에서 액세스를 허용하세요.`,
  oauth_exchange_failed: `TikTok에서 로그인이 완료되지 않았습니다. ${SIGN_IN_OVER}`,
  oauth_user_mismatch: `다른 TikTok 사용자가 로그인했습니다. ${NOTHING} 이 연결의 TikTok 사용자로 다시 로그인하세요.`,
  oauth_discarded: '새 로그인은 사용되지 않았습니다. 기존 로그인이 그대로 유지됩니다. 바꾸려면 다시 로그인하세요.',
  oauth_review_over: '이미 결정되었거나 기한이 지난 로그인입니다. 더 바뀌는 것은 없습니다. 필요하면 다시 로그인하세요.',
  tiktok_app_missing: `TikTok 개발자 앱이 설정되어 있지 않습니다. ${NOTHING} 사용 중인 서비스의 관리자에게 문의하거나 자체 앱을 설정하세요.`,
  tiktok_app_refused:
    'TikTok에서 이 개발자 앱을 확인할 수 없습니다. 저장된 내용은 없습니다. 앱 ID와 시크릿을 확인하세요.',
  tiktok_error: 'TikTok이 요청을 거부했습니다. 계속되면 TikTok 지원팀에 요청 ID를 알려 주세요.',
  tiktok_permission_denied:
    'TikTok이 이 광고 계정에 허용하지 않습니다. 광고 계정의 관리자에게 역할이나 권한을 요청한 다음 다시 로그인하세요.',
  tiktok_token_rejected: `TikTok이 이 로그인을 거부합니다. ${SIGN_IN_AGAIN}`,
  tiktok_rate_limited: 'TikTok이 요청을 제한하고 있습니다. 잃은 것은 없습니다. 잠시 후 다시 시도하세요.',
  tiktok_unavailable:
    'TikTok이 예상과 다르게 응답했습니다. 내보내기는 자동으로 다시 시도됩니다. 잠시 후 다시 시도하세요.',
  tiktok_not_in_sandbox: `TikTok 샌드박스에서는 사용할 수 없습니다. ${NOTHING} 실제 광고 계정을 사용하세요.`,
  connection_read_only: `TikTok 로그인을 갱신하지 못했습니다. ${SIGN_IN_AGAIN}`,
  connection_expiring: 'TikTok 로그인이 곧 만료됩니다. 지금은 모두 작동합니다. 만료되기 전에 다시 로그인하세요.',
  connection_disconnected: `TikTok이 이 로그인을 거부합니다. ${SIGN_IN_AGAIN}`,
  account_not_importable: `이 광고 계정은 가져올 수 없습니다. ${NOTHING}`,
  account_suspended: 'TikTok이 광고 계정을 정지했습니다. 잃은 것은 없습니다. TikTok 광고 관리자에서 이의를 제기하세요.',
  account_not_imported: `이 광고 계정은 여기로 가져오지 않았습니다. ${NOTHING} 먼저 가져오세요.`,
  unknown_property: `매핑에 존재하지 않는 속성이 있습니다. ${NOTHING} 다른 속성을 선택하세요.`,
  attribute_not_mapped: `선택한 항목이 속성에 매핑되어 있지 않습니다. ${NOTHING} 매핑하거나 내보내기에서 제외하세요.`,
  no_identifier_chosen: `매칭하려면 이메일, 전화번호, 기기 ID 중 하나가 필요합니다. ${NOTHING} 하나 이상 선택하세요.`,
  segment_has_no_source: `사용 중인 서비스에서 이 세그먼트의 대상을 보내지 않았습니다. ${NOTHING_SENT} 기다리거나 다른 대상을 선택하세요.`,
  segment_source_refused: `세그먼트를 가져올 주소가 허용되지 않습니다. ${NOTHING_SENT} ${HOST}`,
  segment_source_failed:
    '사용 중인 서비스에서 세그먼트의 대상을 가져올 수 없었습니다. 잃은 것은 없습니다. 다시 시도하세요.',
  missing_columns: `매핑에 필요한 열이 파일에 없습니다. ${NOTHING} 파일이나 매핑을 수정하세요.`,
  malformed_records: `파일을 읽을 수 없습니다. ${NOTHING} CSV로 다시 저장한 다음 선택하세요.`,
  upload_offset_mismatch: '업로드를 이어 갈 위치가 맞지 않습니다. 잃은 것은 없습니다. 다시 시도하세요.',
  upload_in_progress:
    '이 내보내기에 다른 업로드가 진행 중입니다. 잃은 것은 없습니다. 끝날 때까지 기다린 다음 다시 시도하세요.',
  export_wrong_state: `내보내기의 현재 상태에서는 이 작업을 할 수 없습니다. ${NOTHING} 페이지를 새로고침하여 상태를 확인하세요.`,
  export_empty: `보낼 사람이 없습니다. ${NOTHING_SENT} 거부된 이유를 확인한 다음 다른 대상을 선택하세요.`,
  audience_not_found:
    'TikTok에 이 오디언스가 없습니다. 삭제되었거나 다른 광고 계정의 것입니다. 다른 오디언스를 선택하세요.',
  audience_type_mismatch: `다른 종류의 식별자로 만든 오디언스입니다. ${NOTHING} 같은 종류의 식별자를 선택하거나 새 오디언스를 만드세요.`,
  audience_not_updatable: `이 오디언스는 여기서 변경할 수 없습니다. ${NOTHING} 다른 것을 선택하거나 새로 만드세요.`,
  audience_limit_reached: `광고 계정의 오디언스 수가 TikTok의 한도에 도달했습니다. ${NOTHING} 사용하지 않는 오디언스를 삭제하세요.`,
  audience_too_small: `사람이 너무 적습니다. ${NOTHING} 파일로 업데이트하면 1,000명 이상이 남아야 하고 유사 오디언스의 원본에는 100명 이상이 필요합니다.`,
  audience_in_use: `이 오디언스는 사용 중입니다. ${NOTHING} 내보내기가 끝나기를 기다리거나 동기화를 중지한 다음 다시 시도하세요.`,
  audience_expired: '오디언스가 만료되었습니다. TikTok에서는 삭제만 할 수 있습니다. 새 오디언스를 만드세요.',
  delivery_not_possible: `이 오디언스에는 이 방식으로 보낼 수 없습니다. ${NOTHING} 다른 전송 방식이나 작업을 선택하세요.`,
  export_expired: '내보내기 파일의 보관 기간(7일)이 지났습니다. 더 전송되는 내용은 없습니다. 새로 내보내세요.',
  mirror_exists: `이미 동기화되고 있는 오디언스입니다. ${NOTHING} 기존 동기화를 변경하거나 먼저 중지하세요.`,
  mirror_running: `동기화가 실행 중입니다. ${NOTHING} 끝날 때까지 기다리거나 실행을 취소하세요.`,
  audience_failed:
    'TikTok이 오디언스를 사용 가능하게 만들지 못했습니다. 매칭된 사람이 너무 적은 경우가 많습니다. 사람이나 식별자를 더 보내세요.',
  too_many_streams:
    '실시간 업데이트 연결이 너무 많습니다. 잃는 것은 없습니다. 사용하지 않는 탭을 닫고 잠시 기다리세요.',
  business_center_not_reachable: `이 비즈니스 센터에 접근할 수 있는 로그인이 없습니다. ${NOTHING} 접근할 수 있는 사람이 로그인해야 합니다.`,
  call_denied: `규칙에서 허용하지 않습니다. ${NOTHING_SENT} ‘제어’ 권한이 있는 사람이 규칙을 변경할 수 있습니다.`,
  call_outcome_unknown: 'TikTok에서 실행되었는지 알 수 없습니다. 다시 보내기 전에 TikTok 광고 관리자에서 확인하세요.',
  approval_mismatch: `다른 요청에 대한 승인입니다. ${NOTHING_SENT} 다시 요청하세요.`,
  approval_over:
    '이미 결정 또는 철회되었거나 기한이 지난 요청입니다. 더 바뀌는 것은 없습니다. 페이지를 새로고침하세요.',
  too_many_approvals: `결정 대기 중인 요청이 너무 많습니다. ${NOTHING_SENT} 먼저 대기 중인 요청을 결정하세요.`,
  approval_needs_person: `요청한 본인이 아닌 다른 사용자만 결정할 수 있습니다. ${NOTHING} 다른 사용자에게 요청하세요.`,
  spend_cap_exceeded: `예산이 지출 한도를 넘습니다. ${NOTHING_SENT}`,
  spend_cap_unprovable: `예산이 지출 한도 안에 있는지 확인할 수 없습니다. ${NOTHING_SENT}`,
  storage_failed: `서버가 디스크에 쓰지 못했습니다. 내보내기는 나중에 다시 시도할 수 있습니다. ${HOST}`,
};
