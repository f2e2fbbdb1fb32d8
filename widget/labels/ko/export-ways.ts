import type { exportWays as English } from '../en/export-ways.ts';
import { isolated, number, plural } from './speech.ts';
import { zoneInWords } from './zone.ts';

const people = (count: number): string => plural(count, { other: '#명' });

const weekdays = {
  monday: '월요일',
  tuesday: '화요일',
  wednesday: '수요일',
  thursday: '목요일',
  friday: '금요일',
  saturday: '토요일',
  sunday: '일요일',
};

/** Words of `<tiktok-audience-exporter>` for the ways in and out: pasted lists, consent, schedules, deliveries. */
export const exportWays: typeof English = {
  list: '목록 붙여넣기',
  pastedList: '붙여넣은 목록',
  listLabel: '이메일, 전화번호 또는 기기 ID(한 줄에 하나씩)',
  listHint: '섞여 있어도 됩니다. 이미 해시된 값도 사용할 수 있습니다.',
  listPlaceholder: 'ana@example.com\n+82 10 1234 5678',
  listFound: (count) => plural(count, { other: '#줄' }),
  listUnreadable: (count) => `${number(count)}줄은 어느 형식에도 맞지 않아 제외됩니다.`,
  listTooLong: '목록이 너무 길어 붙여넣을 수 없습니다. CSV 파일로 저장하여 사용하세요.',
  listHashedAs: () => '해시된 줄의 종류',
  listHashedHint: () => '해시만 보고는 무엇인지 알 수 없으므로 여기서 지정하세요.',
  listDevicesAs: () => '기기 ID의 종류',
  listDevicesByCase: '문자로 구분',
  listDevicesHint:
    'Google과 Apple의 ID는 형태가 같습니다. 문자로 구분하면 대문자는 Apple, 소문자는 Google로 처리합니다.',
  pasteList: '이메일, 전화번호 또는 기기 ID를 하나 이상 붙여넣으세요.',
  listNothingFound: '이메일, 전화번호 또는 기기 ID가 있는 줄이 없습니다.',
  listNotMapped: (kinds) => `다음 항목이 아직 속성에 매핑되지 않아 이 목록을 보낼 수 없습니다: ${kinds.join(', ')}.`,
  noneInList: '목록에 없습니다.',
  clear: '지우기',
  clearList: '목록 지우기',
  announceList: (count) => `${number(count)}줄 찾음`,

  agreed: '이 목록의 모든 사람이 이런 방식의 광고에 동의했습니다',
  agreedHint: '매핑에서는 사람마다 동의를 확인합니다. 목록에는 동의 열이 없으므로 여기서 확인합니다.',
  sayConsent: '이 목록의 모든 사람이 동의했는지 지정하세요.',
  consent: '동의',
  noConsentTitle: '‘동의’ 열이 없습니다',
  noConsentText:
    '매핑에서 사람마다 동의를 확인하므로 동의가 없는 파일은 내보낼 수 없습니다. 동의 여부가 들어 있는 열을 지정하세요.',
  onlyRemoval: '제거만 하기',
  onlyRemovalChosen: '이 사람들은 오디언스에서 제거되기만 합니다. 여기에는 동의가 필요하지 않습니다.',
  onlyRemovalPossible:
    '동의 여부를 알 수 없으므로 기존 오디언스에서 제거만 할 수 있습니다. 보내려면 ‘대상’ 단계로 돌아가세요.',
  withoutConsentOf: (count, isAbout) => `동의하지 않은 ${isAbout ? '약 ' : ''}${number(count)}행은 제외됩니다.`,
  allConsent: '확인한 행의 모든 사람이 동의했습니다.',

  frequency: '빈도',
  once: '한 번만 보내기',
  sync: '계속 동기화',
  syncText:
    '오디언스가 세그먼트를 따라갑니다. 들어온 사람은 추가되고 나간 사람은 제거됩니다. 실행할 때마다 변경된 내용만 보냅니다.',
  every: '실행 주기',
  everyChoices: { hour: '매시간', day: '매일', week: '매주' },
  weekday: '요일',
  weekdays,
  timeOfDay: '시간',
  /** `zone` is the ad account's, such as “Europe/Berlin”; null when TikTok does not say, then it is UTC. */
  scheduleInWords: (schedule, zone) => {
    const time = zoneInWords(zone);
    switch (schedule.every) {
      case 'hour':
        return '매시간';
      case 'day':
        return `매일 ${schedule.at}(${time})`;
      case 'week':
        return `매주 ${weekdays[schedule.on]} ${schedule.at}(${time})`;
    }
  },
  asSentence: (words) => `${words}.`,
  scheduleSpread: '실행은 최대 10분 늦게 시작됩니다.',
  scheduleTime: '시간을 설정하세요.',
  syncSummary: (schedule) => `동기화: ${schedule}`,

  delivery: 'TikTok에 보내는 방식',
  deliveries: { file: '파일', stream: '스트림' },
  deliveryTexts: {
    file: '처음 보내는 큰 목록이나 전체 교체에 적합합니다. 24~48시간 후에 사용할 수 있습니다.',
    stream: '자주 발생하는 작은 변경에 적합합니다. 1,000명 미만이어도 유지됩니다. 전체 교체는 할 수 없습니다.',
  },
  inSync: '동기화 중',
  deliveryTags: { file: '파일', stream: '스트림' },
  streamSuggested: '매시간 실행에는 작은 변경을 바로 반영하는 스트림이 더 적합합니다.',
  useStream: '스트림 사용',
  optionStream: '스트림',
  optionEnds: (date) => `${date} 만료`,
  optionReach: '도달 및 빈도용',
  fixedEnd: '정해진 날에 만료',
  fixedEndText: '정하지 않으면 마지막으로 사용하거나 수정한 날부터 365일 동안 TikTok에 유지됩니다.',
  reachFrequency: '도달 및 빈도 광고용',
  reachFrequencyText: '사전 예약 광고에만 사용합니다. 되돌릴 수 없습니다.',
  fileOnly: '스트림에는 정해진 만료일과 도달 및 빈도를 사용할 수 없습니다.',
  streamNoReplace: '스트림은 교체할 수 없습니다. 대신 사람을 제거하거나 새 오디언스를 만드세요.',
  syncNotPossible: '이 오디언스는 세그먼트를 따라갈 수 없습니다',
  syncNoStream: '스트림은 현재 내용에서 동기화를 시작할 수 없습니다. 대신 새 오디언스를 동기화하세요.',
  syncTaken: '이미 세그먼트와 동기화되고 있습니다. 먼저 그 동기화를 중지하세요.',
  syncReplacesTitle: '첫 실행에서 모두 교체됩니다',
  syncReplaces: (now) =>
    `현재 포함된 ${now === 0 ? '사람을 모두' : `${people(now)}을`} 제거하고 세그먼트의 사람으로 교체합니다. 먼저 확인합니다.`,
  isSyncedTitle: '이 오디언스는 세그먼트와 동기화되고 있습니다',
  isSynced: '보낸 사람이 다음 실행에서 다시 제거될 수 있습니다.',
  audienceExpires: (days) => (days <= 0 ? '오늘 만료' : `${number(days)}일 후 만료`),

  audiencesTitle: '오디언스',
  audiencesText: '이 광고 계정이 TikTok에 보유한 오디언스와 동기화 상태입니다.',
  audiencesShow: '오디언스 보기',

  checkOnly: '확인만 하기',
  checkOnlyTitle: '확인만 함',
  checkOnlyText:
    '전송된 내용은 없으며 이 확인에서 바로 보낼 수도 없습니다. 보내려면 돌아가서 ‘보내기 전에 확인’을 실행하세요.',
  checkOnlyBack: '오디언스로 돌아가기',
  keepInSyncWith: (count) => `${people(count)} 보내고 계속 동기화`,
  syncStarts: (schedule) => `이후 자동으로 계속됩니다: ${isolated(schedule)}.`,
};
