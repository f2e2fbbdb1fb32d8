import type { common as English } from '../en/common.ts';

const ENDED = '변경된 내용은 없습니다. 페이지를 새로고침하거나 다시 로그인하세요.';

/** Words that more than one element says. */
export const common: typeof English = {
  comma: ', ',
  colon: ': ',
  stop: '. ',
  unitGap: '',
  tryAgain: '다시 시도',
  reload: '페이지 새로고침',
  sessionEnded: '세션이 종료되었습니다',
  offline: '오프라인 상태입니다',
  offlineText: '표시된 내용은 그대로 유지되지만 최신이 아닐 수 있습니다. 연결되면 바로 다시 불러옵니다.',
  cancel: '취소',
  close: '닫기',
  requestId: '요청 ID',
  copy: '복사',
  copied: '복사됨',
  stillLoading: '아직 불러오는 중',
  partFailed: '이 부분을 불러오지 못했습니다',
  /** Sentences for failures that the server did not describe itself. */
  failures: {
    network_error: '서버에 연결할 수 없습니다. 변경된 내용은 없습니다. 연결을 확인한 후 다시 시도하세요.',
    timeout: '서버가 제시간에 응답하지 않았습니다. 변경된 내용은 없습니다. 다시 시도하세요.',
    session_unavailable: ENDED,
    invalid_session: ENDED,
    session_expired: ENDED,
    missing_credentials: ENDED,
    unexpected_response: '서버가 예상과 다르게 응답했습니다. 변경된 내용은 없습니다. 1분 후 다시 시도하세요.',
    internal_error: '서버에 문제가 발생했습니다. 변경된 내용은 없습니다. 1분 후 다시 시도하세요.',
  },
  roles: { ADMIN: '관리자', OPERATOR: '운영자', ANALYST: '분석가' },
  noRole: '역할 없음',
};
