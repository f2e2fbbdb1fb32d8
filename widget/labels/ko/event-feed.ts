import type { eventFeed as English } from '../en/event-feed.ts';
import { isolated, number, plural } from './speech.ts';

const people = (count: number): string => plural(count, { other: '#명' });
const accounts = (count: number): string => plural(count, { other: '광고 계정 #개' });
const quoted = (texts: readonly string[]): string => texts.map((text) => `“${isolated(text)}”`).join(' ');
const says = (reasons: readonly string[]): string =>
  reasons.length === 0 ? 'TikTok이 이유를 알려 주지 않았습니다.' : `TikTok이 알린 이유: ${quoted(reasons)}`;
const suggests = (text: string | null): string => (text === null ? '' : ` TikTok의 제안: ${quoted([text])}`);
const group = (kind: 'ad' | 'adgroup'): string => (kind === 'ad' ? '광고' : '광고 그룹');
/** What hangs on a sign-in in trouble. */
const hangs = (accountCount: number, waiting: number): string => {
  if (waiting > 0) return `내보내기 ${number(waiting)}개가 조치를 기다립니다. 잃은 것은 없습니다.`;
  return accountCount === 0
    ? '지금 영향을 받는 것은 없습니다.'
    : `${accounts(accountCount)}에 대한 내보내기는 누군가 다시 로그인할 때까지 대기합니다. 잃은 것은 없습니다.`;
};
/** "제거되고 12명이 추가됩니다", after those who would go. */
const andAdd = (toAdd: number | null): string =>
  toAdd === null || toAdd === 0 ? '제거됩니다' : `제거되고 ${people(toAdd)}이 추가됩니다`;
const who = (toRemove: number | null): string => (toRemove === null ? '많은 사람이' : `${people(toRemove)}이`);
const UNSENT = '누군가 동의할 때까지 아무것도 전송되지 않습니다.';
const NOTHING_SENT = 'TikTok에 전송된 내용은 없습니다.';

/** TikTok's `secondary_status` of a campaign, in words. */
const campaignStatuses: Readonly<Record<string, string>> = {
  CAMPAIGN_STATUS_ENABLE: '활성',
  CAMPAIGN_STATUS_DISABLE: '일시 중지',
  CAMPAIGN_STATUS_DELETE: '삭제됨',
  CAMPAIGN_STATUS_ADVERTISER_AUDIT: '광고 계정 심사 대기',
  CAMPAIGN_STATUS_ADVERTISER_AUDIT_DENY: '중단됨(광고 계정 심사 불합격)',
  CAMPAIGN_STATUS_BUDGET_EXCEED: '중단됨(예산 소진)',
  CAMPAIGN_STATUS_REVIEW_DISAPPROVED: '중단됨(TikTok 심사 미승인)',
  ADVERTISER_CONTRACT_PENDING: '광고 계정 계약 대기',
  ADVERTISER_ACCOUNT_PUNISH: '중단됨(TikTok이 광고 계정을 정지)',
};
/** A constant that is not known by name reads as its words. */
const campaignStatus = (constant: string): string =>
  campaignStatuses[constant] ??
  constant
    .replace(/^CAMPAIGN_STATUS_/, '')
    .replaceAll('_', ' ')
    .toLowerCase();

/** Words of `<tiktok-event-feed>`. */
export const eventFeed: typeof English = {
  title: '활동',
  show: '표시',
  filters: { needs_you: '조치 필요', all: '전체', ads: '광고', accounts: '계정', audiences: '오디언스' },
  today: (date) => `오늘, ${date}`,
  yesterday: '어제',
  unread: '읽지 않음:',
  markAllRead: '모두 읽음으로 표시',
  markedRead: (count) => `이벤트 ${number(count)}개를 읽음으로 표시했습니다`,
  unmarked: '다시 읽지 않음으로 표시했습니다',
  undo: '실행 취소',
  dismiss: '닫기',
  fresh: (count) => `새 이벤트 ${number(count)}개`,
  freshName: (count) => `새 이벤트 ${number(count)}개 보기`,
  heardMany: (count) => `활동에 새 이벤트 ${number(count)}개`,
  older: '이전 항목 보기',
  loadingOlder: '이전 항목 불러오는 중…',
  kept: '이벤트는 90일 동안 보관됩니다.',
  loadFailed: '활동을 불러오지 못했습니다',
  olderFailed: '이전 이벤트를 불러오지 못했습니다',
  retryFailed: '내보내기를 계속하지 못했습니다',
  noPermissionTitle: '활동을 볼 권한이 없습니다',
  noPermission: '이 워크스페이스의 내 역할에는 TikTok이 포함되어 있지 않습니다. 관리자에게 ‘읽기’ 권한을 요청하세요.',
  empty: {
    needs_you: {
      title: '조치가 필요한 항목이 없습니다',
      text: '승인되지 않은 광고, 정지된 계정, 로그인 문제가 바로 여기에 표시됩니다.',
    },
    all: {
      title: '아직 아무 일도 없습니다',
      text: '광고와 광고 계정에 대한 TikTok의 알림과 내보내기 결과가 여기에 자동으로 표시됩니다.',
    },
    ads: { title: '광고에 대한 항목이 없습니다', text: '광고에 대한 TikTok의 심사 결과가 바로 여기에 표시됩니다.' },
    accounts: {
      title: '계정에 대한 항목이 없습니다',
      text: '정지된 광고 계정, 사라진 액세스, 로그인 문제가 여기에 표시됩니다.',
    },
    audiences: {
      title: '오디언스에 대한 항목이 없습니다',
      text: '끝나거나 대기하는 내보내기, 준비되거나 곧 만료되는 오디언스가 여기에 표시됩니다.',
    },
  },
  interrupted: '실시간 업데이트가 중단되었습니다',
  tryingIn: (seconds) => `${number(seconds)}초 후 다시 시도합니다. 놓친 내용은 그때 가져옵니다.`,
  trying: '지금 다시 시도합니다. 놓친 내용은 그때 가져옵니다.',
  tryNow: '지금 시도',
  live: '실시간 업데이트가 다시 시작되었습니다',

  /** What stands where a name is missing. */
  nameless: {
    ad: '광고',
    adgroup: '광고 그룹',
    campaign: '캠페인',
    account: '광고 계정',
    connection: 'TikTok 로그인',
    export: '내보내기',
    audience: '오디언스',
    approval: 'TikTok 요청',
    notice: '알림',
  },
  titles: {
    'ad.disapproved': (name) => `광고 미승인: ${name}`,
    'ad.approved': (name) => `광고 승인됨: ${name}`,
    'adgroup.disapproved': (name) => `광고 그룹 미승인: ${name}`,
    'adgroup.approved': (name) => `광고 그룹 승인됨: ${name}`,
    'campaign.status_changed': (name) => `캠페인 변경됨: ${name}`,
    'account.suspended': (name) => `광고 계정 정지됨: ${name}`,
    'account.restored': (name) => `광고 계정 복구됨: ${name}`,
    'account.access_lost': (name) => `액세스 사라짐: ${name}`,
    'account.access_restored': (name) => `액세스 복구됨: ${name}`,
    'connection.expiring': (name) => `로그인 곧 만료: ${name}`,
    'connection.read_only': (name) => `로그인 읽기 전용: ${name}`,
    'connection.disconnected': (name) => `로그인 거부됨: ${name}`,
    'connection.restored': (name) => `로그인 복구됨: ${name}`,
    'connection.removed': (name) => `로그인 연결 해제됨: ${name}`,
    'export.started': (name) => `내보내기 시작됨: ${name}`,
    'export.completed': (name) => `내보내기 완료됨: ${name}`,
    'export.failed': (name) => `내보내기 중지됨: ${name}`,
    'export.cancelled': (name) => `내보내기 취소됨: ${name}`,
    'mirror.confirmation_needed': (name) => `확인을 기다리는 실행: ${name}`,
    'audience.ready': (name) => `오디언스 준비됨: ${name}`,
    'audience.expiring': (name) => `오디언스 곧 만료: ${name}`,
    'approval.requested': (name) => `결정 대기 중: ${name}`,
    'approval.decided': (name) => `결정됨: ${name}`,
    'tiktok.unknown': (name) => `알 수 없는 TikTok 알림: ${name}`,
  },
  approvedInPart: (kind) => (name) => `${group(kind)} 일부 승인됨: ${name}`,
  /** In place of “Decided”, as far as it is known how. */
  decidedTitle: {
    approved: (name) => `승인됨: ${name}`,
    failed: (name) => `승인되었지만 실행 안 됨: ${name}`,
    denied: (name) => `거부됨: ${name}`,
    withdrawn: (name) => `철회됨: ${name}`,
    expired: (name) => `결정 없이 만료됨: ${name}`,
  },
  endsIn: (days) => (name) =>
    days > 0 ? `오디언스 ${number(days)}일 후 만료: ${name}` : `오디언스 오늘 만료: ${name}`,
  ended: (name) => `오디언스 만료됨: ${name}`,
  /** Of a kind that only a newer server knows. */
  otherTitle: (name) => `새로운 종류의 이벤트: ${name}`,

  /** @param isOpen somebody has to do something still */
  disapproved: (kind, reasons, suggestion, isOpen) =>
    // TikTok's suggestion says what to do; ours beside it would say it twice.
    `${says(reasons)}${suggests(suggestion)}${
      isOpen && suggestion === null
        ? ` ${kind === 'ad' ? '광고를' : '광고 그룹을'} 변경한 다음 다시 심사를 요청하세요.`
        : ''
    }`,
  approved: (kind, isPartial) =>
    isPartial
      ? 'TikTok 심사가 끝났습니다. 일부 게재 위치, 연령, 지역은 거부되었지만 나머지는 게재할 수 있습니다.'
      : `TikTok 심사가 끝났습니다. ${kind === 'ad' ? '광고를' : '광고 그룹을'} 게재할 수 있습니다.`,
  campaignChanged: (from, to) => `현재: ${campaignStatus(to)}. 이전: ${campaignStatus(from)}.`,
  suspended: (reason, isOpen) =>
    `${reason === null ? '' : `${says([reason])} `}${
      isOpen
        ? '광고가 중단되었고 이 계정에 대한 내보내기는 거부됩니다. 이의를 제기할 수 있습니다.'
        : '광고가 중단되었고 이 계정에 대한 내보내기는 거부되었습니다.'
    }`,
  restored: '광고를 다시 게재할 수 있고 이 계정으로 내보낼 수 있습니다.',
  accessLost:
    '로그인으로 더 이상 접근할 수 없어 이 계정에 대한 내보내기가 대기합니다. 접근할 수 있는 사람이 로그인하거나 광고 계정의 관리자에게 요청하세요.',
  accessRestored: '로그인으로 다시 접근할 수 있습니다. 대기하던 작업은 자동으로 계속됩니다.',
  expiring: (accountCount) =>
    accountCount === 0
      ? '자동으로 갱신할 수 없습니다. 만료되기 전에 로그인하세요.'
      : `자동으로 갱신할 수 없습니다. 만료되기 전에 로그인하면 ${accounts(accountCount)}를 끊김 없이 사용할 수 있습니다.`,
  readOnly: (accountCount, waiting) => `이 TikTok 로그인을 갱신하지 못했습니다. ${hangs(accountCount, waiting)}`,
  disconnected: (accountCount, waiting) =>
    `TikTok이 이 로그인을 더 이상 받지 않습니다. ${hangs(accountCount, waiting)}`,
  reconnected: '대기하던 작업은 자동으로 계속됩니다.',
  removed: '누군가 이 로그인의 연결을 완전히 해제했습니다. 이 로그인으로는 더 이상 TikTok에 전송되지 않습니다.',
  exportCompleted: (sent, rejected) =>
    `TikTok이 ${people(sent)}을 받았습니다${rejected === 0 ? '' : `(${number(rejected)}행 제외됨)`}. 광고에 오디언스를 사용할 수 있습니다.`,
  exportCompletedRemoval: (sent) => `TikTok에 ${people(sent)}을 제거하도록 알렸습니다.`,
  exportFailed: (why, sent) =>
    `${why} ${sent === 0 ? '전송된 내용은 없습니다.' : `${people(sent)}은 이미 도착했으며 두 번 전송되지 않습니다.`}`,
  exportFailedWhy: '진행 중에 문제가 발생했습니다.',
  exportCancelled: (sent) =>
    `누군가 취소했습니다. ${sent === 0 ? '전송된 내용은 없습니다.' : `${people(sent)}은 그 전에 전송되어 그대로 남습니다.`}`,
  exportStarted: '전송하고 있습니다.',
  asks: {
    many_removals: (toAdd, toRemove) => `${who(toRemove)} ${andAdd(toAdd)}. ${UNSENT}`,
    replaces_audience: () => `오디언스의 모두가 교체되며 그동안 광고가 중단될 수 있습니다. ${UNSENT}`,
    source_shrank: (toAdd, toRemove) => `세그먼트가 훨씬 작아졌습니다. ${who(toRemove)} ${andAdd(toAdd)}. ${UNSENT}`,
  },
  audienceReady: (matched, sent) => {
    if (matched === null) return '이제 광고에 사용할 수 있습니다.';
    const found =
      sent === null || sent < matched ? `약 ${people(matched)}이` : `${people(sent)} 중 ${people(matched)}이`;
    return `TikTok에서 ${found} 매칭되었습니다. 이제 광고에 사용할 수 있습니다.`;
  },
  audienceEnding: '활성 광고 그룹에 사용하거나 사람을 추가하면 TikTok에 365일 더 유지됩니다.',
  audienceEnded: '기한 안에 사용하지 않았다면 TikTok이 삭제했습니다.',
  /** @param wants the sentence of who wants what */
  approvalRequested: (wants, isOpen) =>
    `${wants}.${isOpen ? ' 누군가 결정할 때까지 TikTok에 아무것도 전송되지 않습니다.' : ''}`,
  approvalDecided: {
    approved: (by) => (by === null ? '승인되었습니다.' : `‘${isolated(by)}’ 사용자가 승인했습니다.`),
    failed: () => '승인되었지만 실행할 수 없었습니다. 이유는 ‘제어’에서 확인할 수 있습니다.',
    denied: (by) => `${by === null ? '거부되었습니다' : `‘${isolated(by)}’ 사용자가 거부했습니다`}. ${NOTHING_SENT}`,
    withdrawn: () => `요청한 쪽에서 철회했습니다. ${NOTHING_SENT}`,
    expired: () => `결정 기한이 지났습니다. ${NOTHING_SENT}`,
  },
  unknown: '이 버전에서 알지 못하는 종류이므로 아무 작업도 하지 않습니다.',
  other: '이 버전에서는 아직 그 의미를 설명할 수 없습니다.',
  unknownMore: '포함된 내용',
  kind: (object) => `종류 ${object}`,

  unconfirmed: (what) =>
    `확인되지 않음: TikTok에 다시 확인할 수 없거나 TikTok에 더 이상 없는 항목입니다(${what}). 알림을 받은 시점의 내용입니다.`,
  settled: (when) => `${when}에 해결되었습니다. 조치할 필요가 없습니다.`,
  at: (time) => time,
  on: (moment) => moment,
  retried: '멈춘 곳부터 계속합니다.',
  needsConnect: '다시 로그인하려면 ‘연결’ 권한이 필요합니다.',
  needsExport: '계속하려면 ‘내보내기’ 권한이 필요합니다.',
  standsUnder: {
    accounts: '‘광고 계정’에서 볼 수 있습니다.',
    audiences: '‘오디언스’에서 결정합니다.',
    controls: '‘제어’에서 결정합니다.',
  },

  edit: '광고 관리자에서 수정',
  appeal: '광고 관리자에서 이의 제기',
  see: '광고 관리자에서 보기',
  opensNewTab: '새 탭에서 열림',
  signIn: '다시 로그인',
  newToken: '새 토큰 붙여넣기',
  retry: '내보내기 다시 시도',
  retrying: '계속하는 중…',
  review: '실행 검토',
  reviewCall: '검토',
  openControls: '제어 보기',
  openExport: '내보내기 열기',
  openAccounts: '광고 계정 보기',
  openAudiences: '오디언스 보기',
  /** The button and what it is about, for people who hear buttons one by one. */
  about: (button, name) => `${button}: ${isolated(name)}`,
};
