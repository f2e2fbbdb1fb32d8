import type {
  ActorKind,
  ApprovalStatus,
  CallStatus,
  ControlAction,
  ControlDecision,
} from '../../../shared/control-kinds.ts';
import type { controls as English } from '../en/controls.ts';
import { coming, happened } from './moment.ts';
import { named } from './named.ts';
import { asSubject } from './particle.ts';
import { isolated, number, plural } from './speech.ts';

const decisions: Readonly<Record<ControlDecision, string>> = { allow: '허용', ask: '먼저 확인', deny: '금지' };
const ACTIONS_IN_ALL = 8;
const kinds = (count: number): string =>
  count === ACTIONS_IN_ALL ? `변경 ${number(ACTIONS_IN_ALL)}종류 모두` : plural(count, { other: '변경 #종류' });
const actors: Readonly<Record<ActorKind, string>> = { person: '사용자', automation: '프로그램', agent: '에이전트' };
/** The same with what makes them the topic. */
const topics: Readonly<Record<ActorKind, string>> = {
  person: '사용자는',
  automation: '프로그램은',
  agent: '에이전트는',
};
const NOTHING_SENT = 'TikTok에 전송된 내용은 없습니다.';
/** "(Ana)", after what was decided: no particle hangs on a name. */
const by = (person: string | null): string => (person === null ? '' : `(${person})`);

type Counts = Readonly<Record<ControlDecision, number>>;

/** "에이전트는 변경 6종류에 승인이 필요하며 2종류는 금지됩니다." */
function sentence(kind: ActorKind, { allow, ask, deny }: Counts): string {
  const who = topics[kind];
  if (allow === ACTIONS_IN_ALL) return `${who} 모든 변경을 할 수 있습니다.`;
  if (deny === ACTIONS_IN_ALL) return `${who} 아무것도 변경할 수 없습니다.`;
  if (ask === 0) return `${who} ${kinds(deny)}를 제외하고 모든 변경을 할 수 있습니다.`;
  return `${who} ${kinds(ask)}에 승인이 필요${deny === 0 ? '합니다' : `하며 ${number(deny)}종류는 금지됩니다`}.`;
}

/** What holds, in a few words. */
function summary(counts: Readonly<Record<ActorKind, Counts>>): string {
  const { person, automation, agent } = counts;
  const areFree = [person, automation].every(({ allow }) => allow === ACTIONS_IN_ALL);
  const two = areFree
    ? ['사용자와 프로그램은 모든 변경을 할 수 있습니다.']
    : [sentence('person', person), sentence('automation', automation)];
  return [...two, sentence('agent', agent)].join(' ');
}

/** Words of `<tiktok-controls>`: who may do what, what waits for a decision, and how much may be spent. */
export const controls: typeof English = {
  title: '제어',
  noPermissionTitle: '제어를 볼 권한이 없습니다',
  noPermission: '이 워크스페이스의 내 역할에는 TikTok이 포함되어 있지 않습니다. 관리자에게 ‘읽기’ 권한을 요청하세요.',
  loadFailed: '제어를 불러오지 못했습니다',
  accountsFailed: '광고 계정을 불러오지 못했습니다',
  /** The button and what it is about, for people who hear buttons one by one. */
  about: (button, what) => `${button}: ${what}`,
  undo: '실행 취소',
  dismiss: '닫기',
  older: '이전 항목 보기',
  loadingOlder: '이전 항목 불러오는 중…',
  olderFailed: '이전 항목을 불러오지 못했습니다',
  readOnlyTitle: '볼 수만 있고 변경할 수 없습니다',
  readOnly: '규칙과 한도를 변경하려면 ‘제어’ 권한이 필요합니다. 이 워크스페이스의 관리자에게 요청하세요.',
  readOnlyAgent: '모델은 자신의 권한을 변경할 수 없습니다. 사용자에게 요청하세요.',
  accountNone: (text) => `이름이나 ID에 ‘${text}’ 검색어가 포함된 광고 계정이 없습니다.`,
  accountCount: (found, all) => `광고 계정 ${number(all)}개 중 ${number(found)}개`,
  accountId: 'ID',

  // Waiting for a decision
  waiting: '결정 대기 중',
  waitingLead: '이 요청들은 누군가 승인한 후에만 TikTok에 전송됩니다.',
  waitingFailed: '결정 대기 중인 요청을 불러오지 못했습니다',
  waitingEmpty: '결정 대기 중인 요청이 없습니다',
  waitingEmptyText: '아래 규칙이 ‘먼저 확인’인 경우 사용자가 결정할 때까지 요청이 여기서 대기합니다.',
  waitingMore: (count) => `${number(count)}개 더 보기`,
  askedAt: (when) => `${happened(when)} 요청됨`,
  runsOut: (when) => `${coming(when)} 만료`,
  wholeWorkspace: '전체 워크스페이스',
  says: '요청 내용',
  saysNothing: '요청에 더 이상의 내용이 없습니다.',
  callPath: '요청 경로',
  connection: '로그인',
  byCaller: '파일과 사람 목록은 여기에 보관되지 않습니다. 승인하면 프로그램이 자동으로 다시 보냅니다.',
  approve: '승인',
  approving: '승인하는 중…',
  deny: '거부',
  denying: '거부하는 중…',
  withdraw: '철회',
  withdrawing: '철회하는 중…',
  own: '직접 요청했으므로 다른 사람이 결정합니다.',
  ownByOther: '회원님의 이름으로 요청되었으므로 다른 사람이 결정합니다.',
  needsControls: '결정하려면 ‘제어’ 권한이 필요합니다. 이 워크스페이스의 관리자에게 요청하세요.',
  needsPerson: '사용자만 결정할 수 있습니다. 사용자에게 이 페이지를 열도록 요청하세요.',
  decideFailed: {
    approve: '승인하지 못했습니다',
    deny: '거부하지 못했습니다',
    withdraw: '철회하지 못했습니다',
  },
  /** Instead of "Nothing has changed", which nobody knows then. */
  decideUnsure: '응답을 받지 못했습니다. 다시 시도하세요. 요청은 한 번만 결정됩니다.',
  denyTitle: '이 요청을 거부할까요?',
  denyText: 'TikTok에 아무것도 전송되지 않습니다. 요청한 쪽에 거부 사실과 메모가 표시됩니다.',
  noteLabel: '메모',
  noteOptional: '선택 사항',
  noteHint: '무엇이 달라져야 하는지 적어 주세요.',
  noteLength: (length, most) => `${number(length)}/${number(most)}`,
  keepWaiting: '계속 대기',
  confirmTitle: { remove: '승인하고 삭제할까요?', resume: '승인하고 시작할까요?', budget: '이 예산을 승인할까요?' },
  confirmDo: { remove: '승인하고 삭제', resume: '승인하고 시작', budget: '예산 승인' },
  consequences: {
    remove: (what) => `TikTok에서 ${asSubject(what)} 삭제됩니다. 되돌릴 수 없습니다.`,
    removeInside: '포함된 항목도 중지됩니다. 보고서는 남습니다.',
    removeReports: '보고서는 남습니다.',
    resume: (what) => `${what}에 포함된 광고가 바로 게재되고 비용이 발생할 수 있습니다.`,
    begins: (what) => `TikTok에서 ${asSubject(what)} 생성되어 바로 게재됩니다.`,
    budget: (sum) => `변경되는 예산: ${isolated(sum)}.`,
    budgets: (sum) => `여러 예산이 설정됩니다(각각 최대 ${isolated(sum)}).`,
    spend: (sum) => `최대 ${isolated(sum)}까지 지출될 수 있습니다.`,
    check: '전송하기 전에 지출 한도도 확인합니다.',
  },
  perDay: (sum) => `하루 ${sum}`,
  inAll: (sum) => `총 ${sum}`,
  /** What became of a call, in a word. */
  statuses: {
    pending: '대기 중',
    approved: '승인됨',
    running: '전송 중',
    succeeded: '완료',
    failed: '실패',
    denied: '거부됨',
    withdrawn: '철회됨',
    expired: '만료됨',
  } satisfies Record<ApprovalStatus, string>,
  outcome: {
    approved: (person) => `승인되었습니다${by(person)}. 프로그램은 1시간 안에 전송해야 합니다.`,
    running: (person) => `승인되었습니다${by(person)}. TikTok에 전송하는 중입니다.`,
    succeeded: (person) => `승인되었습니다${by(person)}. TikTok에서 실행되었습니다.`,
    failed: (person) => `승인되었지만${by(person)} 실행되지 않았습니다.`,
    denied: (person) => `거부되었습니다${by(person)}. ${NOTHING_SENT}`,
    withdrawn: (person) => `철회되었습니다${by(person)}. ${NOTHING_SENT}`,
    expired: () => `기한 안에 결정되지 않았습니다. ${NOTHING_SENT} 다시 요청할 수 있습니다.`,
    pending: () => '',
  } satisfies Record<ApprovalStatus, (by: string | null) => string>,
  /** After why it was not done. */
  failedNext: '자동으로 다시 전송되지 않습니다. 내용을 변경한 다음 다시 요청하세요.',
  /** Approved and sent, and the answer was lost for good. */
  outcomeUnclear: (person) =>
    `승인되었습니다${by(person)}. TikTok에서 실행되었는지 알 수 없습니다. 다시 요청하기 전에 TikTok 광고 관리자에서 확인하세요.`,
  you: '회원님',
  youFirst: '회원님',
  note: (note) => `“${isolated(note)}”`,
  tiktokSays: (message) => `TikTok 메시지: “${isolated(message)}”`,
  tiktokCode: 'TikTok 코드',
  /** Why a call was not sent, with what to do, instead of the server's own sentence or after it. */
  notSent: {
    call_denied: () =>
      '규칙에서 허용하지 않습니다. ‘제어’ 권한이 있는 사람이 ‘작업 권한’에서 규칙을 변경할 수 있습니다.',
    spend_cap_exceeded: (message) => `${message} 예산을 낮추거나 ‘지출 한도’에서 한도를 높이세요.`,
    spend_cap_unprovable: (message) => `${message} TikTok 광고 관리자에서 실행하거나 먼저 지출 한도를 삭제하세요.`,
  },
  /** Announced when a card changes by itself. */
  heard: (title, outcome) => `${title}: ${outcome}`,
  heardNew: (count) => `결정 대기 중인 요청 ${number(count)}개`,
  someoneElse: '다른 사람이 먼저 결정했습니다.',

  decided: '결정됨',
  decidedFailed: '이전 결정을 불러오지 못했습니다',
  decidedEmpty: '아직 결정된 것이 없습니다.',
  decidedNone: '필터에 맞는 항목이 없습니다.',
  decidedFilter: '표시',
  decidedAll: '모든 결정',

  // Who may do what
  rules: '작업 권한',
  rulesFor: '규칙 대상',
  rulesLead: '여기를 통해 TikTok에 적용되는 모든 변경이 대상입니다. 읽기는 항상 허용됩니다.',
  rulesFailed: '규칙을 불러오지 못했습니다',
  rulesWorkspace: '전체 워크스페이스',
  rulesWorkspaceHint: '자체 규칙이 없는 광고 계정에 적용',
  rulesOwn: '자체 규칙 있음',
  rulesOther: '워크스페이스와 동일',
  rulesPlaceholder: '광고 계정 선택',
  rulesList: '워크스페이스 및 광고 계정',
  rulesHaveOwn: '자체 규칙',
  rulesCount: (found, all) => `${number(all)}개 중 ${number(found)}개`,
  columnAction: '변경 종류',
  actors,
  actorHints: {
    person: '버튼을 누르는 사람',
    automation: '사용 중인 서비스의 코드',
    agent: '스스로 결정하는 모델',
  },
  actions: {
    create: '생성',
    update: '변경',
    pause: '일시 중지',
    resume: '시작',
    remove: '삭제',
    budget_change: '예산 변경',
    upload: '업로드',
    audience_write: '오디언스 변경',
  } satisfies Record<ControlAction, string>,
  actionHints: {
    create: '새 캠페인, 광고 그룹, 광고 등',
    update: '이름, 타기팅, 입찰 및 기타 설정',
    pause: '광고를 멈출 뿐 잃는 것은 없음',
    resume: '광고가 게재되고 비용이 발생할 수 있음',
    remove: '되돌릴 수 없음',
    budget_change: '지출할 수 있는 금액',
    upload: '동영상, 이미지 및 기타 파일',
    audience_write: '포함되는 사람과 사용할 수 있는 계정',
  } satisfies Record<ControlAction, string>,
  decisions,
  decision: (decision) => decisions[decision],
  inherited: (decision, from) => `${decisions[decision]}(${from === 'default' ? '기본값' : '워크스페이스와 동일'})`,
  inheritedKey: { default: '점선: 기본값', workspace: '점선: 워크스페이스와 동일' },
  cell: (actor, action) => `${actor}, ${action}`,
  resetAll: '모두 워크스페이스와 동일하게',
  resetDefault: '기본값으로 되돌리기',
  summary,
  rulesChanged: (when, person) => `${happened(when)} 변경됨${person === null ? '' : `(${isolated(person)})`}`,
  changed: '저장 안 됨',
  unsavedRegion: '저장되지 않은 변경사항',
  unsaved: (count) => `저장되지 않은 변경사항 ${number(count)}개`,
  discard: '변경 취소',
  discarded: (count) => `변경사항 ${number(count)}개를 취소했습니다`,
  save: '규칙 저장',
  saving: '저장하는 중…',
  saved: '저장됨',
  saveFailed: '규칙을 저장하지 못했습니다',
  saveSessionEnded: '변경사항은 그대로 있습니다. 다른 탭에서 다시 로그인한 다음 저장하세요.',
  leaveTitle: (count) => `저장되지 않은 변경사항 ${number(count)}개를 취소할까요?`,
  /** @param scope null: the workspace */
  leaveText: (scope) =>
    `${scope === null ? '전체 워크스페이스' : `‘${isolated(scope)}’ 계정`}의 규칙에 저장되지 않은 변경사항이 있습니다.`,
  leaveKeep: '계속 편집',
  leaveDo: '취소하고 이동',
  conflictRegion: '규칙 충돌',
  conflictTitle: (person, time, date) =>
    `${person === null ? '다른 사용자' : `‘${person}’ 사용자`}가 ${date === null ? '' : `${date} `}${time}에 이 규칙을 저장했습니다`,
  conflictText: (mine, differ) =>
    `내 변경사항${mine === 1 ? '은' : ` ${number(mine)}개는`} 그대로 있으며 덮어쓴 내용은 없습니다. ${
      differ === 0
        ? '저장된 내용과 다른 점은 없습니다.'
        : `${mine === 1 ? '' : `그중 ${number(differ)}개가 `}저장된 내용과 다릅니다. 유지할 쪽을 선택하세요.`
    }`,
  conflictMine: '내 변경사항',
  conflictTheirs: '저장된 변경사항',
  conflictTheirsOf: (person) => `저장됨: ${person}`,
  conflictTakeTheirs: '상대방 변경사항 모두 적용',
  conflictSave: '선택한 내용 저장',
  conflictOnlyMine: (cells) => `${named(cells.slice(0, 3), Math.max(0, cells.length - 3))}: 내 변경사항이 유지됩니다`,
  conflictOnlyTheirs: (cells) =>
    `${named(cells.slice(0, 3), Math.max(0, cells.length - 3))}: 상대방 변경사항이 적용됩니다`,
  conflictStandard: { default: '기본값', workspace: '워크스페이스와 동일' },

  // Spend caps
  caps: '지출 한도',
  capsLead: '예산이 한도를 넘게 하는 요청은 누가 보내든 거부됩니다.',
  capsFor: '광고 계정',
  capsList: '광고 계정',
  capsPlaceholder: '광고 계정 선택',
  capsFailed: '지출 한도를 불러오지 못했습니다',
  capsNoAccounts: '아직 광고 계정이 없습니다',
  capsNoAccountsText: '먼저 TikTok을 연결하고 광고 계정을 선택하세요. 그런 다음 예산 합계의 한도를 정할 수 있습니다.',
  capsEmpty: '지출 한도가 없습니다',
  capsEmptyText:
    '한도는 광고 계정이나 캠페인의 예산 합계가 하루 또는 전체 기간에 도달할 수 있는 최대 금액입니다. 한도가 없으면 TikTok의 제한만 적용됩니다.',
  capsAdd: '한도 추가',
  capAccount: '전체 광고 계정',
  capCampaign: (name) => name ?? '캠페인',
  capDaily: '하루',
  capLifetime: '총액',
  capUse: '사용량',
  capReading: 'TikTok의 예산을 합산하는 중…',
  capUseFailed: '예산을 읽지 못했습니다',
  capUsed: (total, cap) => `${total} / ${cap}`,
  capLeft: (rest) => `${rest} 남음`,
  capOver: (over) => `한도 초과: ${over}. 예산을 낮추거나 한도를 높이세요.`,
  capEndless: (cap) => `무기한 / ${cap}`,
  capEndlessWhy: '종료일이 없는 일일 예산은 합계에 끝이 없습니다. 종료일을 정하거나 대신 하루 한도를 정하세요.',
  capUnlimitedWhy: '예산으로 제한되지 않은 항목이 있습니다. 예산을 정하세요.',
  capFull: '남은 금액 없음',
  capMeter: { daily: '하루 예산', lifetime: '총 예산' },
  capLines: { daily: '하루 예산 내역', lifetime: '총 예산 내역' },
  capMore: (count, amount) => `더 적은 항목 ${number(count)}개: ${amount}`,
  capNew: '신규',
  capWithoutEnd: '무기한',
  /** How TikTok's budget becomes the amount. */
  capHow: {
    daily_budget: '일일 예산',
    dynamic_daily_budget: '일일 예산(TikTok이 25%까지 초과할 수 있음)',
    lifetime_budget: '총 예산',
    lifetime_per_day: '총 예산(하루 기준)',
    daily_times_days: '일일 예산 × 일수',
    no_limit: '예산 제한 없음',
  },
  capRead: (when) => `${happened(when)} 읽음`,
  capReadAgain: '다시 읽기',
  capChanged: (when, person) => `${happened(when)} 설정됨${person === null ? '' : `(${isolated(person)})`}`,
  capEdit: '수정',
  capRemove: '삭제',
  capRemoveDo: '한도 삭제',
  capAddTitle: '지출 한도 추가',
  capEditTitle: '지출 한도 수정',
  capTarget: '대상',
  capTargetAccount: '전체 광고 계정',
  capTargetCampaign: '캠페인 하나',
  capCampaignId: '캠페인 ID',
  capCampaignHint: 'TikTok 광고 관리자의 ‘캠페인 ID’ 열에 있습니다.',
  capCampaignUnknown: 'TikTok의 이 광고 계정에 해당 캠페인이 없습니다.',
  capCampaignMissing: '캠페인 ID를 숫자만 복사하세요.',
  capTakenAccount: '이 광고 계정에는 이미 한도가 있습니다. 그 한도를 수정하세요.',
  capTakenCampaign: '이 캠페인에는 이미 한도가 있습니다. 그 한도를 수정하세요.',
  capDailyLabel: '하루 최대 금액',
  capLifetimeLabel: '전체 최대 금액',
  capAmountHint: '제한하지 않으려면 비워 두세요.',
  capAmountWrong: (example) => `금액을 입력하세요(예: ${example}).`,
  capAmountDecimals: (currency, decimals) =>
    decimals === 0
      ? `${currency}: 소수점을 사용하지 않습니다.`
      : `${currency}: 소수점 이하 ${number(decimals)}자리까지입니다.`,
  capAmountZero: '0보다 큰 금액을 입력하세요.',
  capAmountBelow: '전체 금액은 하루 금액 이상이어야 합니다.',
  capAmountMissing: '두 금액 중 하나를 입력하세요.',
  capSave: '한도 저장',
  capSaving: '저장하는 중…',
  capSaved: '지출 한도가 저장되었습니다',
  capSaveFailed: '한도를 저장하지 못했습니다',
  capRemoveTitle: '이 한도를 삭제할까요?',
  capRemoveStops: (what) => `예산 합계가 더 이상 제한되지 않습니다: ${isolated(what)}.`,
  capRemoveStays: 'TikTok에서 게재 중인 항목은 그대로 유지됩니다.',
  capKeep: '한도 유지',
  capRemoving: '삭제하는 중…',
  capRemoveFailed: '한도를 삭제하지 못했습니다',
  capRemoved: '지출 한도가 삭제되었습니다',
  capBack: '지출 한도를 되돌렸습니다',
  capUndoFailed: '한도를 되돌리지 못했습니다',

  // Recent changes
  recent: '최근 변경',
  recentLead: '여기를 통해 TikTok에 전송된 내용을 최신순으로 표시합니다. 읽기는 기록하지 않습니다.',
  recentFailed: '최근 변경을 불러오지 못했습니다',
  recentEmpty: '아직 변경이 없습니다',
  recentEmptyText: '사용자, 프로그램 또는 에이전트가 TikTok에 보내는 변경이 TikTok의 응답과 함께 여기에 표시됩니다.',
  recentNone: '필터에 맞는 항목이 없습니다.',
  recentFilter: '표시',
  recentAll: '모든 변경',
  callStatuses: {
    running: '진행 중',
    succeeded: '완료',
    failed: '실패',
    refused: '허용 안 됨',
    waiting: '대기 중',
    unknown: '알 수 없음',
  } satisfies Record<CallStatus, string>,
  callNotSent: '전송 안 됨',
  callUnknown: 'TikTok에서 실행되었는지 알 수 없습니다. 다시 보내기 전에 TikTok 광고 관리자에서 확인하세요.',
  callMore: '자세히',
  callPathLabel: '요청 경로',
  callAccount: '광고 계정',
  callKey: '멱등성 키',
  callCreateId: 'TikTok request_id',
  callEntities: 'TikTok의 ID',
  callId: '요청 기록 ID',
  attempts: (count) => plural(count, { other: '#회 시도' }),
  attempt: {
    answered: (code, ms) =>
      code === null
        ? `${ms} 후 TikTok이 응답했습니다.`
        : code === 0
          ? `${ms} 후 TikTok이 받았습니다.`
          : `${ms} 후 TikTok이 거부했습니다.`,
    lost: '응답을 받지 못했습니다.',
    not_sent: '전송할 수 없었습니다.',
    found: '이름으로 찾음: 있습니다.',
    not_found: '이름으로 찾음: 없습니다.',
  },
  milliseconds: (ms) => (ms < 1000 ? `${number(ms)}ms` : `${number(Math.round(ms / 100) / 10)}초`),
  foundAgain: '응답을 받지 못했지만 이름으로 다시 찾았습니다.',
  sentAgain: (count) => `응답을 받지 못해 ${number(count)}회 전송했습니다.`,
};
