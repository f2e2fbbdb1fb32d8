import type { accountPicker as English } from '../en/account-picker.ts';
import { named } from './named.ts';
import { isolated, number, plural } from './speech.ts';

const accounts = (count: number): string => plural(count, { other: '광고 계정 #개' });
const REVIEWED = 'TikTok이 승인하면 가져올 수 있습니다.';
const THEN_RELOAD = '그런 다음 이 목록을 새로고침하세요.';

/** Words of the account picker and of the token form, which come when they open. */
export const accountPicker: typeof English = {
  sandboxTitle: '샌드박스 계정 연결',
  token: '액세스 토큰',
  tokenHint: '암호화하여 저장됩니다. 이후에는 마지막 4자만 표시됩니다.',
  tokenMissing: 'TikTok 개발자 포털의 액세스 토큰을 붙여넣으세요.',
  tokenMissingHere: 'TikTok에서 받은 액세스 토큰을 붙여넣으세요.',
  tokenRefused: '이 토큰은 여기서 사용할 수 없습니다.',
  tokenRefusedWhy:
    'TikTok이 이 토큰을 거부했습니다. 잘못 입력했거나, 철회되었거나, 여기에 연결할 수 없는 샌드박스 토큰입니다. 저장된 내용은 없습니다.',
  tokenUnreadable: 'TikTok 토큰 형식이 아닙니다. 토큰은 공백 없이 영문자, 숫자, 기호로 이루어집니다.',
  advertiserIds: '광고 계정 ID',
  advertiserIdsHint: '여러 개는 쉼표나 공백으로 구분하세요. 샌드박스에서는 목록을 가져올 수 없습니다.',
  advertiserIdsMissing: '광고 계정 ID를 숫자로만 하나 이상 입력하세요.',
  advertiserIdsOptional: '선택 사항: TikTok에서 확인합니다. 다른 TikTok 앱의 토큰인 경우에는 필요합니다.',
  advertiserIdsNeeded: '이 토큰의 광고 계정을 TikTok에서 확인할 수 없습니다. ID를 입력하세요.',
  advertiserIdsUnreached: (ids) =>
    `이 토큰으로 접근할 수 없는 광고 계정: ${named(ids.slice(0, 3), Math.max(0, ids.length - 3))}. ID를 수정하거나 제외하세요.`,
  tokenTitle: '액세스 토큰으로 연결',
  tokenFor: 'TikTok에서 장기 토큰 사용을 승인받은 파트너용입니다. 그 외에는 TikTok에 로그인하세요.',
  tokenFailed: '액세스 토큰을 연결하지 못했습니다',
  connectToken: '연결',
  connectingToken: '연결하는 중…',
  connectSandbox: '샌드박스 연결',
  sandboxFailed: '샌드박스 계정을 연결하지 못했습니다',

  pickerTitle: '여기서 사용할 광고 계정 선택',
  signedInAs: (name) => `TikTok에 로그인됨: ${name}`,
  pickerList: 'TikTok에서 공유한 광고 계정',
  find: '이름 또는 ID로 찾기',
  sortName: '정렬',
  sorts: { importable: '가져오기 가능 순', name: '이름순' },
  reload: '목록 새로고침',
  selectAll: (count) => `가져올 수 있는 ${number(count)}개 모두 선택`,
  selected: (count) => `${number(count)}개 선택됨`,
  cannotImport: (count) => `${number(count)}개는 가져올 수 없음`,
  noneImportable: '가져올 수 있는 계정이 없습니다',
  loaded: (all, importable) => `${accounts(all)}, 그중 ${number(importable)}개 가져오기 가능`,
  found: (count) => `${accounts(count)} 찾음`,
  showing: (shown, found, all) =>
    `찾은 ${number(found)}개 중 ${number(shown)}개 표시(전체 ${number(all)}개). 이름이나 ID를 더 입력하면 범위를 좁힐 수 있습니다.`,
  showMore: (count) => `${number(count)}개 더 보기`,
  notFoundTitle: '광고 계정을 찾을 수 없음',
  notFound: (query) => `이름이나 ID에 ‘${isolated(query)}’ 검색어가 포함된 광고 계정이 없습니다.`,
  notFoundSelected: (query) => `선택한 계정 중 이름이나 ID에 ‘${isolated(query)}’ 검색어가 포함된 것이 없습니다.`,
  clearSearch: '모두 보기',
  showSelected: '선택한 계정만 보기',
  showAll: '모두 보기',
  import: (count) => `계정 ${number(count)}개 가져오기`,
  chooseOne: '광고 계정을 하나 이상 선택하세요',
  importing: '가져오는 중…',
  importProgress: (done, total) => `${number(total)}개 중 ${number(done)}개 가져옴`,
  stop: '중지',
  stopping: '중지하는 중…',
  loading: (count) => (count === 0 ? '광고 계정 불러오는 중' : `광고 계정 불러오는 중: 현재 ${number(count)}개`),
  slow: '아직 불러오는 중입니다. 광고 계정이 수천 개이면 TikTok의 응답이 오래 걸립니다.',
  loadFailed: '광고 계정을 불러오지 못했습니다',
  importFailed: '광고 계정을 가져오지 못했습니다',
  /** Some calls of many went through before one did not. */
  importBroke: (done, rest) => `${number(done)}개를 가져왔고 ${number(rest)}개가 남았습니다`,
  importBrokeHow: '가져온 계정은 안전하며 중복해서 가져오지 않습니다. 나머지는 선택된 상태로 남아 있습니다.',
  importStopped: '요청에 따라 중지했습니다. 나머지는 선택된 상태로 남아 있습니다.',
  importRefused: (count) => `${accounts(count)}를 가져오지 못했습니다`,
  importRefusedWhy: (_refused, done) =>
    `이 목록을 불러온 뒤 TikTok에서 변경된 내용이 있습니다. 이유는 계정 옆에 표시됩니다. ${
      done === 0 ? '가져온 계정은 없습니다.' : `나머지 ${number(done)}개는 가져왔습니다.`
    }`,
  roleUnknown: '역할 알 수 없음',
  roleUnknownWhy:
    '비즈니스 센터에 속하지 않아 TikTok에서 권한을 확인할 수 없습니다. TikTok이 내보내기를 거부하면 소유자에게 문의하세요.',
  reasons: {
    analyst: `분석가는 읽기만 할 수 있습니다. 이 광고 계정의 관리자에게 운영자 역할을 요청하세요. ${THEN_RELOAD}`,
    suspended: 'TikTok이 정지했습니다. TikTok 광고 관리자에서 이의를 제기하세요. 정지가 해제되면 가져올 수 있습니다.',
    not_approved: `아직 TikTok의 승인을 받지 않았습니다. ${REVIEWED}`,
    no_access: `이 로그인으로는 접근할 수 없습니다. 이 광고 계정의 관리자에게 요청하세요. ${THEN_RELOAD}`,
    already_imported: '이미 가져왔습니다.',
  },
  /** More exact than “not approved” or “suspended”, by TikTok’s own status. */
  statusReasons: {
    STATUS_DISABLE: `TikTok에서 비활성화되었습니다. 소유자나 TikTok 지원팀에 다시 활성화해 달라고 요청하세요. ${THEN_RELOAD}`,
    STATUS_PENDING_CONFIRM: `TikTok에서 심사 중입니다. ${REVIEWED}`,
    STATUS_WAIT_FOR_BPM_AUDIT: `TikTok에서 심사 중입니다. ${REVIEWED}`,
    STATUS_PENDING_CONFIRM_MODIFY: `변경 내용을 TikTok에서 심사 중입니다. ${REVIEWED}`,
    STATUS_PENDING_VERIFIED: `TikTok 인증이 완료되지 않았습니다. TikTok 광고 관리자에서 인증을 완료하세요. ${THEN_RELOAD}`,
    STATUS_CONFIRM_FAIL: `TikTok이 승인하지 않았습니다. 수정할 내용은 TikTok 광고 관리자에서 확인할 수 있습니다. ${THEN_RELOAD}`,
    STATUS_CONFIRM_FAIL_END:
      'TikTok이 승인하지 않았습니다. 이유는 TikTok 광고 관리자에서 확인할 수 있습니다. 그동안 다른 광고 계정을 사용하세요.',
    STATUS_CONFIRM_MODIFY_FAIL: `TikTok이 변경 내용을 승인하지 않았습니다. 수정할 내용은 TikTok 광고 관리자에서 확인할 수 있습니다. ${THEN_RELOAD}`,
    STATUS_CONTRACT_PENDING: `TikTok과의 계약이 아직 유효하지 않습니다. TikTok 광고 관리자에서 계약을 체결하세요. ${THEN_RELOAD}`,
    STATUS_SELF_SERVICE_UNAUDITED: `비즈니스 정보가 아직 확인되지 않았습니다. TikTok 광고 관리자에서 정보를 입력하세요. ${THEN_RELOAD}`,
  },
};
