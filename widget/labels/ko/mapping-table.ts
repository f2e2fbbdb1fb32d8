import type { Mappable } from '../../../shared/identifiers/attributes.ts';
import type { Consent } from '../../../shared/identifiers/consent.ts';
import type { RejectReason } from '../../../shared/identifiers/reject-reasons.ts';
import type { mappingTable as English } from '../en/mapping-table.ts';
import { number } from './speech.ts';

const attributes: Readonly<Record<Mappable, string>> = {
  email: '이메일',
  phone: '전화번호',
  firstName: '이름',
  lastName: '성',
  firstNameInitial: '이름 첫 글자',
  gender: '성별',
  dateOfBirth: '생년월일',
  city: '시/군/구',
  state: '시/도',
  country: '국가',
  zip: '우편번호',
  googleAdvertisingId: 'Google 광고 ID',
  appleIdfa: 'Apple IDFA',
  consent: '동의',
};

const fillsColumn = '오디언스 파일의 해당 열에 들어갑니다.';
const uses: Readonly<Record<Mappable, string>> = {
  email: 'TikTok이 사용자를 매칭하는 데 사용합니다.',
  phone: 'TikTok이 사용자를 매칭하는 데 사용합니다.',
  firstName: fillsColumn,
  lastName: fillsColumn,
  firstNameInitial: '해당 열에 들어갑니다. 이름 전체여도 됩니다. 첫 글자만 사용합니다.',
  gender: fillsColumn,
  dateOfBirth: fillsColumn,
  city: fillsColumn,
  state: fillsColumn,
  country: '해당 열에 들어가며 전화번호를 읽는 데에도 사용합니다.',
  zip: fillsColumn,
  googleAdvertisingId: 'TikTok이 Android 기기를 매칭하는 데 사용합니다.',
  appleIdfa: 'TikTok이 Apple 기기를 매칭하는 데 사용합니다.',
  consent: 'TikTok에 보내도 되는 사람을 판단합니다. 동의 값 자체는 전송되지 않습니다.',
};

// Beside the value, with the fix where there is one.
const reasons: Readonly<Record<RejectReason, string>> = {
  empty: '정리하면 남는 값이 없습니다. 셀은 비어 있게 됩니다.',
  invalid_email: '완전한 이메일 주소가 아닙니다. 이 값은 건너뜁니다.',
  invalid_phone: '존재할 수 있는 전화번호가 아닙니다. 이 값은 건너뜁니다.',
  unknown_country: '알 수 없는 국가입니다. 국가 코드나 영어 이름을 사용하세요.',
  invalid_device_id: '광고 ID가 아닙니다. 이 값은 건너뜁니다.',
  zeroed_device_id: '모두 0이면 추적이 꺼진 상태입니다. 이 값은 건너뜁니다.',
  not_a_hash: '손상된 해시로 보입니다. 이 값은 건너뜁니다.',
  invalid_date: '읽을 수 없는 날짜입니다. 연, 월, 일을 사용하세요.',
  invalid_gender: 'TikTok은 m과 f만 인식합니다. 셀은 비어 있게 됩니다.',
  invalid_zip: '우편번호가 아닙니다. 셀은 비어 있게 됩니다.',
  invalid_text: '이 텍스트를 읽을 수 없습니다. 셀은 비어 있게 됩니다.',
  no_identifier: '이메일, 전화번호, 기기 ID가 모두 없습니다.',
};

// Under an attribute's name; `uses` says it in full.
const file = '파일 전용';
const shortUses: Readonly<Record<Mappable, string>> = {
  email: '매칭',
  phone: '매칭',
  firstName: file,
  lastName: file,
  firstNameInitial: file,
  gender: file,
  dateOfBirth: file,
  city: file,
  state: file,
  country: '파일, 전화번호 국가',
  zip: file,
  googleAdvertisingId: '매칭',
  appleIdfa: '매칭',
  consent: '전송 안 함',
};

// Beside the value: what it says, and what becomes of its row.
const consentSays: Readonly<Record<Consent, string>> = {
  yes: '동의함: 이 사람은 포함됩니다.',
  no: '동의하지 않음: 이 사람은 제외됩니다.',
  unknown: '동의 여부를 알 수 없음: 이 사람은 제외됩니다. yes/no 또는 true/false 같은 값을 사용하세요.',
};

const needsCountry = '국가가 필요합니다. ‘국가’ 항목을 매핑하거나 내보낼 때 기본 국가를 선택하세요.';
const alreadyHashed = '이미 해시되어 있습니다. 소문자로 그대로 전송됩니다.';

/** Words of `<tiktok-mapping-table>`. */
export const mappingTable: typeof English = {
  attributes,
  uses,
  shortUses,
  reasons,
  title: '속성 매핑',
  mappedCount: (mapped, all) => `${number(all)}개 중 ${number(mapped)}개`,
  legend:
    'TikTok은 이 네 가지로 사용자를 매칭합니다. 나머지는 오디언스 파일에 들어가며, ‘국가’ 항목은 전화번호를 읽는 데에도 사용합니다.',
  columnAttribute: 'TikTok 항목',
  columnProperty: '내 속성',
  columnExample: '예시',
  columnPreview: '예시, 정규화, 해시',
  columnNormalised: '정규화',
  columnHash: 'SHA-256',
  useSuggestions: (count) => `추천 ${number(count)}개 사용`,
  suggestionsUsed: (count) => `추천 ${number(count)}개를 사용했습니다. 아직 저장되지 않았습니다.`,
  suggested: '추천',
  useOne: '사용',
  useOneLabel: (property, attribute) => `${attribute}: ${property} 사용`,
  suggestedLabel: (property, attribute) => `${attribute}: ${property} 추천, 다른 속성 선택`,
  chooseProperty: '속성 선택',
  pickLabel: (attribute, property) => `${attribute}: ${property}`,
  pickNoneLabel: (attribute) => `${attribute}: 속성 선택`,
  consentTitle: '동의',
  optional: '선택 사항',
  consentText:
    '동의하지 않은 사람은 제외됩니다. 동의를 철회한 사람은 다음 내보내기 때 TikTok에서 제거됩니다. 답변 자체는 전송되지 않습니다.',
  consentUnmapped: '동의를 확인하지 않음: 내보내는 모든 사람이 전송됩니다',
  consentSays,
  staysBlank: '오디언스 파일에서 비어 있게 됩니다',
  noExample: '표시할 예시가 없습니다. 사용 중인 서비스에서 이 속성의 예시를 보내지 않았습니다.',
  goneProperty: '이 속성은 더 이상 존재하지 않습니다. 다른 속성을 선택하세요.',
  needsCountry,
  alreadyHashed,
  previewSpoken: (attribute, preview) => {
    switch (preview.kind) {
      case 'hashed':
        return `${attribute}, 정규화: ${preview.normalized}`;
      case 'already_hashed':
        return `${attribute}: ${alreadyHashed}`;
      case 'consent':
        return `${attribute}: ${consentSays[preview.says]}`;
      case 'needs_country':
        return `${attribute}: ${needsCountry}`;
      case 'refused':
        return `${attribute}: ${reasons[preview.reason]}`;
    }
  },
  misfits: {
    boolean: 'true/false 값이 들어 있습니다. 맞는 속성인가요?',
    number: '숫자가 들어 있습니다. 맞는 속성인가요?',
    date: '날짜가 들어 있습니다. 맞는 속성인가요?',
  },
  types: { boolean: 'true/false', number: '숫자', date: '날짜' },
  tryOne: '값 시험해 보기',
  tryLabel: (attribute) => `${attribute}: 값 시험해 보기`,
  tryField: (attribute) => `${attribute}: 시험할 값`,
  tryColumn: '시험할 값',
  tryNote: '여기서만 확인합니다. 저장되거나 전송되지 않습니다.',
  tryEmpty: '값을 입력하면 TikTok에 전달될 내용을 볼 수 있습니다.',
  tryEnd: (attribute) => `${attribute}: 예시로 돌아가기`,
  changed: '저장 안 됨',
  copyHash: (attribute) => `${attribute}: 해시 복사`,
  pickerLabel: (attribute) => `${attribute}: 속성`,
  pickerList: '속성',
  pickerSystem: '시스템 속성',
  pickerCustom: '맞춤 속성',
  pickerUnmap: (attribute) => `${attribute}: 매핑하지 않음`,
  pickerCount: (found, all) => `속성 ${number(all)}개 중 ${number(found)}개`,
  pickerNone: (text) => `이름에 ‘${text}’ 검색어가 포함된 속성이 없습니다.`,
  unsavedRegion: '저장되지 않은 변경사항',
  unsaved: (count) => `저장되지 않은 변경사항 ${number(count)}개`,
  discard: '변경 취소',
  discarded: (count) => `변경사항 ${number(count)}개를 취소했습니다`,
  undo: '실행 취소',
  save: '매핑 저장',
  saving: '저장하는 중…',
  saved: '저장됨',
  conflictTitle: (person, time, date) =>
    `${person === null ? '다른 사용자' : `‘${person}’ 사용자`}가 ${date === null ? '' : `${date} `}${time}에 이 매핑을 저장했습니다`,
  conflictText: (mine, differ) =>
    `내 변경사항${mine === 1 ? '은' : ` ${number(mine)}개는`} 그대로 있으며 덮어쓴 내용은 없습니다. ${
      differ === 0
        ? '저장된 내용과 다른 점은 없습니다.'
        : `${mine === 1 ? '' : `그중 ${number(differ)}개가 `}저장된 내용과 다릅니다. 유지할 쪽을 선택하세요.`
    }`,
  conflictRegion: '매핑 충돌',
  conflictMine: '내 변경사항',
  conflictTheirs: '저장된 변경사항',
  conflictTheirsOf: (person) => `저장됨: ${person}`,
  conflictNotMapped: '매핑 안 됨',
  conflictOnlyMine: (names) => `${names.join(', ')}: 나만 변경했으므로 그대로 유지됩니다.`,
  conflictOnlyTheirs: (names) => `${names.join(', ')}: 상대방만 변경했으므로 그 내용이 적용됩니다.`,
  conflictTakeTheirs: '상대방 변경사항 모두 적용',
  conflictSave: '선택한 내용 저장',
  readOnlyTitle: '볼 수만 있고 변경할 수 없습니다',
  readOnly: '매핑하려면 ‘매핑’ 권한이 필요합니다. 이 워크스페이스의 관리자에게 요청하세요.',
  emptyTitle: '아직 속성이 없습니다',
  emptyText:
    '사용 중인 서비스에서 아직 사용자 속성을 보내지 않았습니다. 보내면 TikTok에 전달할 속성을 여기서 선택합니다.',
  lookAgain: '다시 확인',
  looking: '확인하는 중…',
  stillEmpty: '아직 속성이 없습니다.',
  noPermissionTitle: '매핑을 볼 권한이 없습니다',
  noPermissionText: '보려면 ‘읽기’ 권한이 필요합니다. 이 워크스페이스의 관리자에게 요청하세요.',
  loadFailedTitle: '속성 매핑을 불러오지 못했습니다',
  offlineText: '연결되면 매핑을 자동으로 불러옵니다.',
  saveFailedTitle: '매핑을 저장하지 못했습니다',
  saveSessionEnded: '변경사항은 그대로 있습니다. 다른 탭에서 다시 로그인한 다음 저장하세요.',
  saveOffline: '오프라인 상태입니다. 변경사항은 그대로 있습니다. 연결되면 저장하세요.',
  previewFailedTitle: '미리보기를 사용할 수 없습니다',
  previewFailedText: '미리보기를 준비하는 부분을 불러오지 못했습니다. 선택과 저장은 계속할 수 있습니다.',
};
