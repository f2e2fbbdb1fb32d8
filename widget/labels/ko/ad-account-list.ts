import type { adAccountList as English } from '../en/ad-account-list.ts';
import { happened } from './moment.ts';
import { isolated, number, plural } from './speech.ts';

const accounts = (count: number): string => plural(count, { other: '광고 계정 #개' });
/** "광고 계정 3개에 대한 "; nothing where there are none. */
const to = (count: number): string => (count === 0 ? '' : `${accounts(count)}에 대한 `);

/** Words of `<tiktok-ad-account-list>`. */
export const adAccountList: typeof English = {
  title: '광고 계정',
  fromSignIns: (count) => `TikTok 로그인 ${number(count)}개`,
  loadedSoFar: (count) => `광고 계정 불러오는 중: 현재 ${number(count)}개`,
  firstOnly: (count) => `처음 ${number(count)}개입니다. 나머지는 불러오지 못했습니다.`,
  find: '이름 또는 ID로 찾기',
  found: (count) => `${accounts(count)} 찾음`,
  notFoundTitle: '광고 계정을 찾을 수 없음',
  notFound: (query) => `이름이나 ID에 ‘${query}’ 검색어가 포함된 광고 계정이 없습니다.`,
  notFoundStatus: (status) => `현재 ‘${status}’ 상태인 광고 계정이 없습니다.`,
  notFoundBoth: (query, status) =>
    `이름이나 ID에 ‘${query}’ 검색어가 포함되고 ‘${status}’ 상태인 광고 계정이 없습니다.`,
  showAll: '모두 보기',
  connectAnother: '다른 계정 연결',
  columns: {
    account: '계정',
    status: '상태',
    role: '역할',
    currency: '통화',
    zone: '시간대',
    remove: '제거',
  },
  unnamed: '이름 없는 광고 계정',
  unknown: '알 수 없음',
  sandbox: '샌드박스',
  statuses: {
    connected: '연결됨',
    read_only: '읽기 전용',
    disconnected: '연결 해제됨',
    suspended: '정지됨',
    no_permission: '권한 없음',
  },

  filterBy: '상태로 필터링',
  everyStatus: '전체',
  sortBy: '정렬 기준',
  sorts: {
    name: { ascending: '이름(오름차순)', descending: '이름(내림차순)' },
    status: { ascending: '상태(문제 있는 계정 먼저)', descending: '상태(연결된 계정 먼저)' },
    role: { ascending: '역할(관리자 먼저)', descending: '역할(관리자 나중)' },
    currency: { ascending: '통화(오름차순)', descending: '통화(내림차순)' },
    timezone: { ascending: '시간대(오름차순)', descending: '시간대(내림차순)' },
  },
  sorted: (order) => `정렬됨: ${order}`,
  pages: '페이지',
  range: (first, last, all) => `${number(first)}–${number(last)} / ${number(all)}개`,
  rangeSpoken: (first, last, all) => `${accounts(all)} 중 ${number(first)}~${number(last)}번째`,
  previous: '이전',
  next: '다음',
  page: '페이지',
  ofPages: (count) => `/ ${number(count)}`,

  readOnlyWhy: '다시 로그인할 때까지 내보내기가 대기합니다.',
  analystWhy: '분석가는 읽기만 할 수 있습니다.',
  ungrantedWhy: '오디언스 권한이 없습니다.',
  notApprovedWhy: '아직 TikTok의 승인을 받지 않았습니다.',
  refusedOn: (date) => `${date}에 거부되었습니다.`,
  refused: 'TikTok이 로그인을 거부합니다.',
  suspendedWhy: '광고가 중단되었습니다.',
  notSharedSince: (date) => `${date}부터 공유되지 않습니다.`,
  notShared: '이 로그인에서 더 이상 공유되지 않습니다.',
  appeal: '이의 제기',
  appealName: (name) => `${name}: 이의 제기(새 탭에서 열림)`,
  seeWhy: '이유 보기',
  seeWhyName: (name) => `${name}: 승인되지 않은 이유 보기(새 탭에서 열림)`,
  signInAgain: '다시 로그인',
  signInAgainName: (name) => `${name}: 다시 로그인`,
  askAdmin: '관리자에게 요청…',
  askAdminName: (name) => `${name}: 관리자에게 요청…`,

  checkedWhen: (when) => `${happened(when)} 확인`,
  checkedAt: (date, time) => `${date} ${time}`,
  checkedAtTitle: (at) => `마지막 확인: ${at}`,
  refresh: '새로고침',
  refreshName: (name) => `${name}: 새로고침`,
  checking: '확인하는 중…',
  checkAll: '모두 확인',
  checkAllName: '모든 광고 계정 확인',
  checkingAll: (done, all) =>
    all === 1 ? '확인하는 중…' : `로그인 확인하는 중(${number(Math.min(done + 1, all))}/${number(all)})…`,
  checkedAll: (troubled) =>
    troubled === 0
      ? '확인했습니다. 모든 광고 계정이 연결되어 있습니다.'
      : `확인했습니다. ${accounts(troubled)}가 연결되어 있지 않습니다.`,
  checked: (name, status) => `${name}: ${status}`,
  checkedRefused: 'TikTok이 계속 거부합니다. 다시 로그인하세요.',
  checkFailed: (name) => `확인하지 못함: ${name}`,
  checkAllFailed: '일부 광고 계정을 확인하지 못했습니다',

  select: '선택',
  selectName: (name) => `${name}: 선택`,
  selectAll: (count) => `${number(count)}개 모두 선택`,
  selectAllFound: (count) => `찾은 ${number(count)}개 모두 선택`,
  selected: (count) => (count === 0 ? '선택 없음' : `${number(count)}개 선택됨`),
  selectedHidden: (count) => `${number(count)}개는 여기에 표시되지 않음`,
  selectionBar: '선택한 광고 계정',

  removeName: (name) => `${name}: 제거`,
  removeTitle: (name) => `‘${name}’ 계정을 제거할까요?`,
  removeManyTitle: (count) => `${accounts(count)}를 제거할까요?`,
  andMore: (count) => `외 ${number(count)}개`,
  removeStops: '새로운 내보내기는 전송되지 않고 실행 중인 내보내기는 중지됩니다.',
  removeStopsMany: '새로운 내보내기는 전송되지 않고 실행 중인 내보내기는 중지됩니다.',
  removeStays: '캠페인과 오디언스는 TikTok 광고 관리자에 남습니다.',
  removeStaysMany: '캠페인과 오디언스는 TikTok 광고 관리자에 남습니다.',
  removeHistory: '내보내기 기록은 남습니다.',
  removeOthers: (count) => `다른 ${accounts(count)}에는 영향이 없습니다.`,
  removeAgain: '언제든지 다시 가져올 수 있습니다.',
  removeAgainMany: '언제든지 다시 가져올 수 있습니다.',
  keep: '계정 유지',
  keepMany: '계정 유지',
  remove: '계정 제거',
  removeManyAsk: (count) => `${accounts(count)} 제거…`,
  removeMany: (count) => `${accounts(count)} 제거`,
  removing: '제거하는 중…',
  removingMany: (count) => `${accounts(count)} 제거하는 중`,
  removedOf: (done, all) => `${number(all)}개 중 ${number(done)}개 제거됨`,
  stop: '중지',
  stopping: '중지하는 중…',
  removed: (name) => `‘${name}’ 계정을 제거했습니다`,
  removedMany: (count) => `${accounts(count)}를 제거했습니다`,
  removedSome: (count, left) => `${accounts(count)}를 제거했고 ${number(left)}개는 남아 있습니다`,
  removeFailed: '이 광고 계정을 제거하지 못했습니다',
  removeFailedMany: (left, all) =>
    left === all
      ? `${accounts(left)}를 제거하지 못했습니다`
      : `${accounts(all)} 중 ${number(left)}개를 제거하지 못했습니다`,
  retryMany: (count) => (count === 1 ? '다시 시도' : `${number(count)}개 다시 시도`),

  undo: '실행 취소',
  undoing: '되돌리는 중…',
  undone: (count) => `${accounts(count)}를 되돌렸습니다`,
  undoFailed: (count) => `${accounts(count)}를 되돌리지 못했습니다`,
  dismiss: '닫기',

  readOnlyTitle: (name) => `읽기 전용: ${name}`,
  readOnly: (count) =>
    `TikTok 로그인을 갱신하지 못해 ${to(count)}내보내기가 일시 중지되었습니다. 잃은 것은 없으며 읽기는 계속할 수 있습니다.`,
  disconnectedTitle: (name) => `연결 해제됨: ${name}`,
  disconnected: (count) =>
    `TikTok이 이 로그인을 더 이상 받지 않아 ${to(count)}내보내기가 대기하고 있습니다. 잃은 것은 없으며 다시 로그인하면 계속됩니다.`,
  disconnectedToken: (count) =>
    `TikTok이 이 토큰을 더 이상 받지 않아 ${to(count)}내보내기가 대기하고 있습니다. 잃은 것은 없으며 새 토큰을 사용하면 계속됩니다.`,
  moreTroubled: (count) => `조치가 필요한 로그인 ${number(count)}개 더 보기`,

  askTitle: (name) => `‘${name}’ 계정의 관리자에게 요청`,
  askAnalyst:
    '분석가는 읽기만 할 수 있어 이 광고 계정으로 내보낼 수 없습니다. 광고 계정의 관리자가 TikTok 비즈니스 센터에서 운영자 역할을 부여할 수 있습니다. 그런 다음 여기서 새로고침하세요.',
  askAccess:
    '이 로그인은 이 광고 계정을 더 이상 공유하지 않습니다. 다시 로그인하여 TikTok 페이지에서 선택하세요. 목록에 없다면 광고 계정의 관리자가 TikTok 비즈니스 센터에서 다시 액세스를 부여할 수 있습니다. 그런 다음 여기서 새로고침하세요.',
  askMessage: '관리자에게 보낼 메시지',
  askAnalystMessage: (name, id, person) =>
    `안녕하세요. TikTok 광고 계정 “${name}”(${id})의 운영자 역할을 부여해 주실 수 있을까요? (대상: ${person}) 분석가 역할로는 이 계정에 오디언스를 보낼 수 없습니다. TikTok 비즈니스 센터에서 설정할 수 있습니다. 감사합니다!`,
  askAccessMessage: (name, id, person) =>
    `안녕하세요. TikTok 광고 계정 “${name}”(${id})에 대한 액세스를 운영자 또는 관리자 역할로 다시 부여해 주실 수 있을까요? (대상: ${person}) TikTok 비즈니스 센터에서 설정할 수 있습니다. 감사합니다!`,
  me: '본인',
  copyMessage: '메시지 복사',
  messageCopied: '복사됨',
  openBusinessCenter: '비즈니스 센터',
  opensNewTab: '새 탭에서 열림',

  emptyTitle: '아직 광고 계정이 없습니다',
  empty: 'TikTok을 연결한 다음 여기서 사용할 광고 계정을 선택하세요. 1분 정도 걸립니다.',
  emptySignedIn: (name, count) =>
    `‘${isolated(name)}’ 로그인에서 ${accounts(count)}를 공유합니다. 여기서 사용할 계정을 선택하세요.`,
  emptySignedInMany: '아래 로그인 중 하나에서 사용할 광고 계정을 선택하세요.',
  connect: '광고 계정 연결',
  lookOnly: '연결하고 제거하려면 ‘연결’ 권한이 필요합니다. 이 워크스페이스의 관리자에게 요청하세요.',
  emptyLookOnly:
    '아직 아무도 TikTok을 연결하지 않았습니다. 연결하려면 ‘연결’ 권한이 필요합니다. 이 워크스페이스의 관리자에게 요청하세요.',
  failedTitle: '광고 계정을 불러오지 못했습니다',
  staleTitle: '광고 계정을 새로고침하지 못했습니다',
  offline: '변경된 내용은 없습니다. 연결되면 바로 광고 계정이 표시됩니다.',
  noPermissionTitle: 'TikTok 광고 계정을 볼 권한이 없습니다',
  noPermission: '이 워크스페이스의 내 역할에는 TikTok이 포함되어 있지 않습니다. 관리자에게 ‘읽기’ 권한을 요청하세요.',
};
