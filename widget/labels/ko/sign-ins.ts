import type { signIns as English } from '../en/sign-ins.ts';
import { coming, happened } from './moment.ts';
import { named } from './named.ts';
import { isolated, number, plural } from './speech.ts';

const accounts = (count: number): string => plural(count, { other: '광고 계정 #개' });

/** Words of the sign-ins, which stand below the ad accounts. */
export const signIns: typeof English = {
  title: 'TikTok 로그인',
  /** Whose it is, where TikTok doesn't say. */
  account: 'TikTok 계정',
  someone: 'TikTok 로그인',
  token: (last4) => `끝자리가 ${last4}인 토큰`,
  pasted: '붙여넣은 토큰',
  states: { active: '연결됨', expiring: '곧 만료', read_only: '읽기 전용', disconnected: '연결 해제됨' },
  lasts: '갱신 불필요',
  renews: '자동 갱신',
  renewsNext: (when) => `자동 갱신(다음: ${coming(when)})`,
  worksUntil: (when) => `${when}까지 사용할 수 있습니다.`,
  notRenewed: '아직 갱신되지 않았습니다.',
  readOnly: '다시 로그인할 때까지 내보내기가 대기합니다.',
  refused: 'TikTok이 거부합니다.',
  imported: (used, shared) => `${accounts(shared)} 중 ${number(used)}개 사용`,
  /** @param used ad accounts imported here @param shared those of them that it still shares, fewer */
  importedMore: (used, shared) => `${accounts(used)} 사용(공유됨: ${shared === 0 ? '없음' : `${number(shared)}개`})`,
  none: '광고 계정 없음',
  checked: (when) => `${happened(when)} 확인`,
  notChecked: '아직 확인 안 됨',
  more: (count) => `로그인 ${number(count)}개 더 보기`,
  less: '간단히 보기',

  manage: '관리',
  manageName: (name) => `${name}: 관리`,
  actionsName: (name) => `${name}: 가능한 작업`,
  check: '지금 확인',
  checking: '확인하는 중…',
  checkedName: (name, state) => `${name}: ${state}`,
  checkFailed: (name) => `확인하지 못함: ${name}`,
  signIn: '다시 로그인',
  signInName: (name) => `${name}: 다시 로그인`,
  newToken: '새 토큰 붙여넣기',
  newTokenName: (name) => `${name}: 새 토큰 붙여넣기`,
  choose: '광고 계정 선택',
  chooseName: (name) => `${name}: 광고 계정 선택`,
  disconnect: '연결 해제…',
  disconnectName: (name) => `${name}: 연결 해제…`,
  pasteToken: '토큰 붙여넣기',
  orPasteToken: '대신 액세스 토큰 붙여넣기',
  connectAdvertiser: '광고 계정 연결',
  businessCenter: '비즈니스 센터',
  opensNewTab: '새 탭에서 열림',
  dismiss: '닫기',
  dismissName: (name) => `닫기: ${name}`,

  noAccounts: '이 로그인에서 공유하는 광고 계정이 없습니다. 다시 로그인하여 TikTok 페이지에서 하나 이상 선택하세요.',
  noAccountsOfAccount: '이 TikTok 계정으로 접근할 수 있는 광고 계정이 없습니다. 추가하려면 광고주로 로그인하세요.',
  noAccountsOfToken: '이 토큰으로 접근할 수 있는 광고 계정이 없습니다. 광고 계정 ID와 함께 다시 붙여넣으세요.',
  businessCenterOnly:
    '이 로그인은 비즈니스 센터에 속하지만 할당된 광고 계정이 없습니다. 비즈니스 센터 관리자에게 할당을 요청한 다음 다시 확인하세요.',
  /** @param names TikTok's names of the permissions that are missing */
  quoted: (name) => `‘${isolated(name)}’`,
  permissionsMissing: (names, stops) =>
    `없는 권한: ${names}. 할 수 없는 작업: ${stops}. 다시 로그인하여 이 권한을 켜 두세요.`,
  /** What stops without a permission, by TikTok's id of it: nouns, so that they can stand in a list. */
  stops: {
    '1': '광고 계정 읽기',
    '3': '오디언스 생성과 변경',
  },
  stopsOther: '일부 작업',
  renewalDelayed: (until) =>
    `TikTok에서 아직 갱신되지 않았습니다. 계속 시도하고 있습니다${until === undefined ? '' : `. ${until}까지 사용할 수 있습니다`}. 지금까지 변경된 내용은 없습니다.`,
  sandbox: 'TikTok 샌드박스에는 광고 계정 목록과 오디언스가 없습니다. 내보내기가 아닌 테스트 용도로 사용하세요.',
  added: (count, names, more) => `${accounts(count)}가 추가되었습니다: ${named(names, more)}.`,
  gone: (count, names, more, isAlone) =>
    `${isAlone ? accounts(count) : `${number(count)}개`}가 사라졌습니다: ${named(names, more)}.`,

  disconnectTitle: (name) => `‘${name}’ 로그인의 연결을 해제할까요?`,
  stopsPermission: 'TikTok에 권한 철회를 요청하고 토큰을 폐기합니다.',
  stopsToken: '토큰을 폐기합니다. 발급한 곳에서 철회할 때까지 TikTok에서는 계속 유효합니다.',
  stopsWork: '갱신과 확인이 중단됩니다.',
  stopsAccounts: (count) =>
    count === 1
      ? '해당 광고 계정이 이 목록에서 빠지고 실행 중인 내보내기가 중지됩니다:'
      : `해당 ${accounts(count)}가 이 목록에서 빠지고 실행 중인 내보내기가 중지됩니다:`,
  andMore: (count) => `외 ${number(count)}개`,
  staysTikTok: '캠페인과 오디언스는 TikTok에 남습니다.',
  staysHere: '매핑과 내보내기 기록은 남습니다.',
  staysOthers: (count) => `다른 로그인 ${number(count)}개에는 영향이 없습니다.`,
  keep: '로그인 유지',
  disconnectNow: '연결 해제',
  disconnecting: '연결 해제하는 중…',
  disconnected: (name) => `‘${name}’ 로그인의 연결을 해제했습니다`,
  disconnectFailed: '연결을 해제하지 못했습니다',

  expiringTitle: (name, date) => `${name}: ${date} 전에 다시 로그인하세요`,
  expiringToken: (name, date) => `${name}: ${date} 전에 새 토큰을 붙여넣으세요`,
  expiring: (count) =>
    `그 이후에는 ${accounts(count)}에 대한 내보내기가 대기합니다. 그때까지는 모두 이전처럼 작동합니다.`,
  delayedTitle: (name) => `아직 갱신되지 않음: ${name}`,
};
