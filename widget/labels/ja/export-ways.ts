import type { exportWays as English } from '../en/export-ways.ts';
import { isolated, list, number, plural } from './speech.ts';
import { zoneInWords } from './zone.ts';

const people = (count: number): string => plural(count, { other: '#人' });

const weekdays = {
  monday: '月曜日',
  tuesday: '火曜日',
  wednesday: '水曜日',
  thursday: '木曜日',
  friday: '金曜日',
  saturday: '土曜日',
  sunday: '日曜日',
};

/** Words of `<tiktok-audience-exporter>` for the ways in and out: pasted lists, consent, schedules, deliveries. */
export const exportWays: typeof English = {
  list: 'リストを貼り付け',
  pastedList: '貼り付けたリスト',
  listLabel: 'メールアドレス、電話番号、デバイスID（1行に1件）',
  listHint: '混在していてもかまいません。ハッシュ化済みの値も使用できます。',
  listPlaceholder: 'ana@example.com\n+81 90 1234 5678',
  listFound: (count) => plural(count, { other: '#行' }),
  listUnreadable: (count) => `${number(count)}行はいずれの形式でもないため、除外されます。`,
  listTooLong: 'リストが長すぎて貼り付けられません。CSVファイルとして保存し、そのファイルを使用してください。',
  listHashedAs: () => 'ハッシュ化された行の種類',
  listHashedHint: () => 'ハッシュからは元の値の種類がわからないため、ここで指定してください。',
  listDevicesAs: () => 'デバイスIDの種類',
  listDevicesByCase: '文字で判別',
  listDevicesHint:
    'GoogleとAppleのIDは見た目が同じです。文字で判別する場合、大文字はApple、小文字はGoogleとして扱われます。',
  pasteList: 'メールアドレス、電話番号、デバイスIDを1件以上貼り付けてください。',
  listNothingFound: 'メールアドレス、電話番号、デバイスIDを含む行がありません。',
  listNotMapped: (kinds) =>
    `次の項目がまだプロパティにマッピングされていないため、このリストは送信できません：${list(kinds)}。`,
  noneInList: 'リストにはありません。',
  clear: 'クリア',
  clearList: 'リストをクリア',
  announceList: (count) => `${number(count)}行が見つかりました`,

  agreed: 'このリストの全員が、この方法での広告配信に同意しています',
  agreedHint: 'マッピングでは1人ずつ同意を確認しますが、リストには同意の列がないため、ここで確認します。',
  sayConsent: 'このリストの全員が同意しているかどうかを指定してください。',
  consent: '同意',
  noConsentTitle: '「同意」の列がありません',
  noConsentText:
    'マッピングで1人ずつ同意を確認するため、同意のないファイルはエクスポートできません。同意の有無を示す列を割り当ててください。',
  onlyRemoval: '削除のみ行う',
  onlyRemovalChosen: 'この人たちは、オーディエンスからの削除のみ行われます。削除に同意は必要ありません。',
  onlyRemovalPossible:
    '同意の有無が不明なため、既存のオーディエンスからの削除のみ可能です。送信するには、「対象者」に戻ってください。',
  withoutConsentOf: (count, isAbout) => `同意のない${isAbout ? '約' : ''}${number(count)}行は除外されます。`,
  allConsent: '確認した行では、全員が同意しています。',

  frequency: '頻度',
  once: '1回だけ送信',
  sync: '同期を続ける',
  syncText:
    'オーディエンスがセグメントに追従します。加わった人は追加され、外れた人は削除されます。毎回、変更分だけを送信します。',
  every: '実行間隔',
  everyChoices: { hour: '1時間ごと', day: '毎日', week: '毎週' },
  weekday: '曜日',
  weekdays,
  timeOfDay: '時刻',
  /** `zone` is the ad account's, such as “Europe/Berlin”; null when TikTok does not say, then it is UTC. */
  scheduleInWords: (schedule, zone) => {
    const time = zoneInWords(zone);
    switch (schedule.every) {
      case 'hour':
        return '1時間ごと';
      case 'day':
        return `毎日${schedule.at}（${time}）`;
      case 'week':
        return `毎週${weekdays[schedule.on]}${schedule.at}（${time}）`;
    }
  },
  asSentence: (words) => `${words}。`,
  scheduleSpread: '実際の開始は、最大10分遅れます。',
  scheduleTime: '時刻を設定してください。',
  syncSummary: (schedule) => `同期：${schedule}`,

  delivery: 'TikTokへの送信方法',
  deliveries: { file: 'ファイル', stream: 'ストリーム' },
  deliveryTexts: {
    file: '最初の大きなリストや、全体の置き換えに向いています。使用できるまで24～48時間かかります。',
    stream: '少量の変更を頻繁に行う場合に向いています。1,000人を下回っても維持できます。全体の置き換えはできません。',
  },
  inSync: '同期中',
  deliveryTags: { file: 'ファイル', stream: 'ストリーム' },
  streamSuggested: '1時間ごとの実行には、少量の変更をすぐに反映できるストリームが適しています。',
  useStream: 'ストリームを使用',
  optionStream: 'ストリーム',
  optionEnds: (date) => `${date}に期限切れ`,
  optionReach: 'リーチ&フリークエンシー用',
  fixedEnd: '期限を固定',
  fixedEndText: '固定しない場合、最後の使用または編集から365日間、TikTokに保持されます。',
  reachFrequency: 'リーチ&フリークエンシー広告用',
  reachFrequencyText: '事前予約の広告専用です。元に戻すことはできません。',
  fileOnly: 'ストリームでは、期限の固定とリーチ&フリークエンシーは使用できません。',
  streamNoReplace: 'ストリームは置き換えできません。代わりに削除を行うか、新しいオーディエンスを作成してください。',
  syncNotPossible: 'このオーディエンスはセグメントに追従できません',
  syncNoStream:
    'ストリームは、現在の内容を引き継いで同期を始めることができません。代わりに、新しいオーディエンスを同期してください。',
  syncTaken: 'すでに別のセグメントと同期しています。先にその同期を停止してください。',
  syncReplacesTitle: '初回の実行で全員が置き換わります',
  syncReplaces: (now) =>
    `現在含まれる${now === 0 ? '全員' : people(now)}を削除し、セグメントの人に置き換えます。実行前に確認します。`,
  isSyncedTitle: 'このオーディエンスはセグメントと同期しています',
  isSynced: '送信した人は、次回の実行で削除される可能性があります。',
  audienceExpires: (days) => (days <= 0 ? '今日が期限' : `あと${number(days)}日で期限切れ`),

  audiencesTitle: 'オーディエンス',
  audiencesText: 'この広告アカウントがTikTokに持つオーディエンスと、その同期の状況です。',
  audiencesShow: 'オーディエンスを表示',

  checkOnly: '確認のみ',
  checkOnlyTitle: '確認のみ',
  checkOnlyText:
    '何も送信されておらず、この確認から送信することもできません。送信するには、戻って送信前の確認を行ってください。',
  checkOnlyBack: 'オーディエンスに戻る',
  keepInSyncWith: (count) => `${people(count)}を送信して同期を続ける`,
  syncStarts: (schedule) => `その後は自動で続きます：${isolated(schedule)}。`,
};
