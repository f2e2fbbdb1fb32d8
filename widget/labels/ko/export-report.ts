import type { ExportConfirmation, Finding } from '../../../shared/exports.ts';
import type { exportReport as English } from '../en/export-report.ts';
import { number, plural } from './speech.ts';

const people = (count: number): string => plural(count, { other: '#명' });

const findings: Readonly<Record<Finding['code'], string>> = {
  nobody_to_send: '보낼 사람이 없습니다',
  nothing_changed: '변경된 내용이 없습니다',
  audience_too_small: '남는 사람이 너무 적습니다',
  too_small_to_target: '광고에 사용하기에 너무 적습니다',
  audience_limit_reached: '광고 계정이 가득 찼습니다',
  audience_limit_near: '광고 계정이 거의 가득 찼습니다',
  audience_name_taken: '같은 이름의 오디언스가 있습니다',
  audience_name_cut: 'TikTok에서 이름이 줄어듭니다',
  audience_type_mismatch: '다른 종류의 식별자로 만든 오디언스입니다',
  audience_not_updatable: '여기서 변경할 수 없는 오디언스입니다',
  audience_not_found: '오디언스가 사라졌습니다',
  audience_expired: '오디언스가 만료되었습니다',
  audience_expiring: '오디언스가 곧 만료됩니다',
  fixed_retention: '만료일이 정해져 있습니다',
  replaces_audience: '현재 포함된 모두가 제거됩니다',
  many_removals: '많은 사람이 제거됩니다',
  source_shrank: '세그먼트가 줄었습니다',
  many_rejected: '많은 행이 거부되었습니다',
  consent_not_mapped: '동의를 확인하지 않습니다',
  rows_without_consent: '동의하지 않은 사람이 있습니다',
  account_not_usable: '지금 이 광고 계정으로 내보낼 수 없습니다',
  tiktok_not_asked: 'TikTok에 확인하지 못했습니다',
};

const confirmations: Readonly<Record<ExportConfirmation['code'], string>> = {
  many_removals: '이 실행은 많은 사람을 제거합니다',
  replaces_audience: '첫 실행에서 오디언스의 모두가 교체됩니다',
  source_shrank: '세그먼트가 지난번보다 훨씬 작습니다',
};

/** Words of `<tiktok-audience-exporter>` for the report before sending, and for what a run asks first. */
export const exportReport: typeof English = {
  findings,
  blockersTitle: (count) => `내보낼 수 없는 이유가 ${number(count)}개 있습니다`,
  warningsTitle: '보내기 전에',
  notesTitle: '참고',
  findingActions: {
    who: '다른 대상 선택',
    what: '다른 식별자 선택',
    audience: '오디언스 변경',
    account: '다른 계정 선택',
  },
  askAgain: '다시 확인',
  reportLoading: 'TikTok에 오디언스를 확인하는 중…',
  reportFailedTitle: 'TikTok의 판단을 확인하지 못했습니다',
  waitForReport: '잠시만 기다려 주세요. TikTok에 오디언스를 확인하고 있습니다.',
  withoutConsent: '동의 없음',
  /** What each part of the bar is, in the picture's name. */
  partNames: { ready: '전송 가능', same: '중복', withheld: '동의 없음', rejected: '거부됨' },
  sharesOf: (parts) => parts.map(({ share, label }) => `${label} ${share}%`).join(', '),
  hashedAlready: (count) => `값 ${number(count)}개는 이미 해시되어 있었습니다.`,
  changeTitle: '변경될 내용',
  toAdd: '추가 또는 변경',
  toRemove: '제거',
  audienceNow: '현재 오디언스(매칭 기준)',
  audienceAfter: '이후(TikTok 매칭 전)',
  identifiers: (count) => plural(count, { other: '식별자 #개' }),
  identifiersHint: '식별자는 이메일, 전화번호 또는 기기 ID입니다. 한 사람이 여러 개를 가질 수 있습니다.',
  aboutPeople: (count, isUpperBound) => `${isUpperBound ? '최대 ' : ''}${people(count)}`,
  confirmations,
  confirmTitle: '이 실행은 확인을 기다립니다',
  confirmSend: '확인하고 보내기',
  doNotSend: '보내지 않기',
  startsByItself: '이 실행은 자동으로 진행됩니다.',
};
