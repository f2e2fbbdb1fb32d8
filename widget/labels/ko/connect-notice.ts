import type { connectNotice as English } from '../en/connect-notice.ts';
import { isolated, number, plural } from './speech.ts';

/** By TikTok’s id, of the permissions that exports need. */
const PERMISSION_MEANS: Readonly<Record<string, string>> = {
  '1': '이 권한이 없으면 광고 계정을 읽을 수 없습니다.',
  '3': '이 권한이 없으면 오디언스를 내보낼 수 없습니다.',
};
const NOT_NEEDED = '내보내기에는 필요하지 않습니다.';

const accounts = (count: number): string => plural(count, { other: '광고 계정 #개' });
const codeAndTime = (minutes: number): string =>
  `TikTok에서 이메일로 코드를 보내더라도 천천히 진행하세요. 이 화면은 앞으로 ${number(minutes)}분 동안 열려 있습니다.`;

/** Words of the notices that take the connect button's place once it is pressed. */
export const connectNotice: typeof English = {
  waitingTitle: 'TikTok 창에서 계속하세요',
  waiting: (minutes) => `로그인한 다음 액세스를 허용하세요. ${codeAndTime(minutes)}`,
  waitingAs: (name, minutes) =>
    `‘${isolated(name)}’ 사용자로 로그인한 다음 같은 광고 계정을 공유하세요. ${codeAndTime(minutes)}`,
  minutesLeft: (minutes) => `TikTok 창에서 완료할 시간이 ${number(minutes)}분 남았습니다`,
  showWindow: '창 표시',
  cantSee: '창이 보이지 않나요?',
  continueInTab: '이 탭에서 계속',
  leavingTitle: 'TikTok으로 이동 중',
  leaving: '완료되면 이 페이지로 돌아옵니다.',
  checkingTitle: 'TikTok에 확인하는 중',
  checking: '몇 초 정도 걸립니다.',
  blockedTitle: '브라우저가 TikTok 창을 차단했습니다',
  blocked: '이 탭에서 계속하세요. 완료되면 이 페이지로 돌아옵니다.',
  closedTitle: 'TikTok 창이 닫혔습니다',
  closed: '연결된 항목은 없습니다. 언제든지 다시 시작할 수 있습니다.',
  cutOffTitle: 'TikTok 창이 아직 열려 있나요?',
  cutOff: '열려 있다면 그 창에서 완료하세요. 이 페이지에 자동으로 반영됩니다. 닫았다면 변경된 내용은 없습니다.',
  closedAgain: '변경된 내용은 없습니다. 언제든지 다시 시작할 수 있습니다.',
  startAgain: '다시 시작',
  expiredTitle: '10분이 지났습니다',
  expired: '안전을 위해 요청을 종료했습니다. 변경된 내용은 없습니다.',
  offlineTitle: '오프라인 상태입니다',
  offline: 'TikTok에서 이미 완료했다면 잃는 것은 없습니다. 연결되면 바로 확인합니다.',
  checkNow: '지금 확인',
  refusedTitle: 'TikTok 액세스가 허용되지 않았습니다',
  refused: '연결된 항목은 없습니다. 다시 시작한 다음 TikTok 페이지에서 액세스를 허용하세요.',
  refusedAgain: '변경된 내용은 없습니다. 다시 시작한 다음 TikTok 페이지에서 액세스를 허용하세요.',
  otherUserTitle: '다른 TikTok 사용자가 로그인했습니다',
  otherUser: '변경된 내용은 없습니다. 이 광고 계정을 처음 연결한 TikTok 사용자로 다시 로그인하세요.',
  otherUserThan: (name) =>
    `변경된 내용은 없습니다. 이 연결은 ‘${isolated(name)}’ 사용자의 것입니다. TikTok에서 로그아웃한 다음 이 사용자로 로그인하세요.`,
  notStartedTitle: '로그인을 시작하지 못했습니다',
  failedTitle: 'TikTok에 연결하지 못했습니다',
  failed: 'TikTok에서 로그인이 완료되지 않았습니다. 변경된 내용은 없습니다. 다시 시작하세요.',
  session: '변경된 내용은 없습니다. 페이지를 새로고침한 다음 다시 연결하세요.',
  notAllowedTitle: '광고 계정을 연결할 권한이 없습니다',
  connectedTitle: (name) => (name === undefined ? '연결됨' : `연결됨: ${name}`),
  connected: (count) => `TikTok에서 ${accounts(count)}를 공유했습니다. 여기서 사용할 계정을 선택하세요.`,
  connectedText: '여기서 사용할 광고 계정을 선택하세요.',
  choose: '광고 계정 선택',
  pickerFailedTitle: '광고 계정 목록을 열지 못했습니다',
  againTitle: (name) => (name === undefined ? '다시 로그인됨' : `다시 로그인됨: ${name}`),
  reconnected: '광고 계정을 다시 사용할 수 있습니다. 잃은 것은 없습니다.',
  /** @param count of imported ad accounts that it does not share */
  accepted: (count) =>
    count === 0
      ? '새 로그인을 사용하고 있습니다.'
      : `새 로그인을 사용하고 있습니다. 가져온 ${accounts(count)}는 다시 공유될 때까지 사용할 수 없습니다.`,
  fewerTitle: (count) => `이 로그인은 광고 계정을 ${number(count)}개 더 적게 공유합니다`,
  fewerScopesTitle: (count) => `이 로그인은 권한을 ${number(count)}개 더 적게 허용합니다`,
  review: '아직 변경된 내용은 없습니다. 선택할 때까지 광고 계정은 기존 로그인을 사용합니다.',
  reviewDisconnected: '아직 변경된 내용은 없습니다. 선택할 때까지 이 로그인은 연결이 해제된 상태로 유지됩니다.',
  reviewUnread: '아직 변경된 내용은 없으며, 선택할 때까지 아무것도 바뀌지 않습니다.',
  reviewGrown: '선택한 뒤에 내용이 바뀌었습니다. 다시 확인한 다음 선택하세요.',
  reviewTime:
    '어느 쪽을 선택하든 가져온 광고 계정, 매핑, 기록은 여기에 남습니다. 30분 안에 선택하지 않으면 모두 이전 그대로 유지됩니다.',
  otherUserNow: (before, now) => `기존 연결: ${isolated(before)}, 이번 로그인: ${isolated(now)}`,
  lostAccounts: (count) => `더 이상 공유되지 않는 ${accounts(count)}`,
  lostIsImported: '가져옴',
  lostMore: (count, imported) =>
    imported === 0
      ? `외 ${number(count)}개`
      : `외 ${number(count)}개(${imported === count ? '모두' : `그중 ${number(imported)}개`} 가져옴)`,
  /** @param count of those that are imported here @param all that would be lost */
  lostImported: (count, all) => {
    if (count === 0) return all === 1 ? '여기로 가져온 계정이 아닙니다.' : '여기로 가져온 계정은 없습니다.';
    const which = all === 1 ? '' : `가져온 ${number(count)}개는 `;
    return `${which}목록에 남지만 다시 공유될 때까지 사용할 수 없습니다. 해당 내보내기는 대기합니다.`;
  },
  lostScopes: (count) => `더 이상 허용되지 않는 권한 ${number(count)}개`,
  permissionMeans: (id) => PERMISSION_MEANS[id] ?? NOT_NEEDED,
  /** What a permission that was not granted means. @param id TikTok’s of the scope @param name TikTok’s of it */
  lacks: (id, name) => `허용되지 않음: ${isolated(name)}. ${PERMISSION_MEANS[id] ?? NOT_NEEDED}`,
  lacksHow: '다시 로그인한 다음 TikTok에서 모든 권한을 켜 두세요.',
  decide: { discard: '기존 로그인 유지', accept: '새 로그인 사용' },
  deciding: { discard: '유지하는 중…', accept: '전환하는 중…' },
  decideFailed: {
    discard: '새 로그인을 취소하지 못했습니다',
    accept: '새 로그인으로 전환하지 못했습니다',
  },
  discardedTitle: '변경된 내용이 없습니다',
  discarded: '광고 계정은 기존 로그인을 계속 사용합니다. 새 로그인은 여기서 삭제되었습니다.',
  discardedDisconnected: '로그인은 연결이 해제된 상태로 유지됩니다. 새 로그인은 여기서 삭제되었습니다.',
  reviewOverTitle: '30분 안에 선택하지 않았습니다',
  reviewOver: '새 로그인은 여기서 삭제되었습니다. 변경된 내용은 없습니다.',
  tokenEnding: (last4) => `끝자리가 ${isolated(last4)}인 토큰.`,
  sandboxLimits: 'TikTok 샌드박스에는 입력한 광고 계정만 표시되며, 알려진 바로는 오디언스를 받지 않습니다.',
  accountTitle: 'TikTok 계정이 연결됨',
  accountOnly: '이 TikTok 계정은 광고 계정을 공유하지 않지만 괜찮습니다. 오디언스를 내보내려면 광고 계정도 연결하세요.',
  businessCenterTitle: '비즈니스 센터에서 공유된 광고 계정이 없습니다',
  businessCenterOnly: '비즈니스 센터 관리자에게 광고 계정 할당을 요청한 다음 다시 로그인하세요.',
  signInAgain: '다시 로그인',
  done: '완료',
  nothingTitle: 'TikTok에서 공유한 광고 계정이 없습니다',
  nothing: '액세스를 허용하기 전에 TikTok 페이지에서 광고 계정을 하나 이상 선택하세요.',
  nothingAgain: '가져온 광고 계정은 목록에 남지만 다시 공유될 때까지 사용할 수 없습니다.',
  importedTitle: (count) => `${accounts(count)}를 가져왔습니다`,
  imported: '매핑하고 내보낼 준비가 되었습니다.',
};
