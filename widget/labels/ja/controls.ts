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
import { isolated, number, plural } from './speech.ts';

const decisions: Readonly<Record<ControlDecision, string>> = { allow: '許可', ask: '先に確認', deny: '禁止' };
const ACTIONS_IN_ALL = 8;
const kinds = (count: number): string =>
  count === ACTIONS_IN_ALL ? `${number(ACTIONS_IN_ALL)}種類すべての変更` : plural(count, { other: '#種類の変更' });
const actors: Readonly<Record<ActorKind, string>> = {
  person: 'ユーザー',
  automation: 'プログラム',
  agent: 'エージェント',
};
const NOTHING_SENT = 'TikTokには何も送信されていません。';
/** Who approved, up to where the sentence ends or goes on. */
const approvedBy = (by: string | null): string => (by === null ? '承認されました' : `${by}が承認しました`);

type Counts = Readonly<Record<ControlDecision, number>>;

/** "エージェントは6種類の変更に承認が必要で、2種類は禁止されています。" */
function sentence(kind: ActorKind, { allow, ask, deny }: Counts): string {
  const who = actors[kind];
  if (allow === ACTIONS_IN_ALL) return `${who}はすべての変更が可能です。`;
  if (deny === ACTIONS_IN_ALL) return `${who}は何も変更できません。`;
  if (ask === 0) return `${who}は${kinds(deny)}を除き、すべての変更が可能です。`;
  return `${who}は${kinds(ask)}に承認が必要${deny === 0 ? 'です' : `で、${number(deny)}種類は禁止されています`}。`;
}

/** What holds, in a few words. */
function summary(counts: Readonly<Record<ActorKind, Counts>>): string {
  const { person, automation, agent } = counts;
  const areFree = [person, automation].every(({ allow }) => allow === ACTIONS_IN_ALL);
  const two = areFree
    ? ['ユーザーとプログラムはすべての変更が可能です。']
    : [sentence('person', person), sentence('automation', automation)];
  return [...two, sentence('agent', agent)].join('');
}

/** Words of `<tiktok-controls>`: who may do what, what waits for a decision, and how much may be spent. */
export const controls: typeof English = {
  title: 'コントロール',
  noPermissionTitle: 'コントロールを閲覧する権限がありません',
  noPermission:
    'このワークスペースでのあなたの役割では、TikTokを利用できません。管理者に「閲覧」権限を依頼してください。',
  loadFailed: 'コントロールを読み込めませんでした',
  accountsFailed: '広告アカウントを読み込めませんでした',
  /** The button and what it is about, for people who hear buttons one by one. */
  about: (button, what) => `${button}：${what}`,
  undo: '元に戻す',
  dismiss: '閉じる',
  older: '以前のものを表示',
  loadingOlder: '以前のものを読み込み中…',
  olderFailed: '以前のものを読み込めませんでした',
  readOnlyTitle: '閲覧のみ可能です',
  readOnly: 'ルールと上限の変更には「コントロール」権限が必要です。このワークスペースの管理者に依頼してください。',
  readOnlyAgent: 'モデルが自身の権限を変更することはできません。ユーザーに依頼してください。',
  accountNone: (text) => `名前またはIDに「${text}」を含む広告アカウントはありません。`,
  accountCount: (found, all) => `広告アカウント${number(all)}件中${number(found)}件`,
  accountId: 'ID',

  // Waiting for a decision
  waiting: '承認待ち',
  waitingLead: 'これらのリクエストは、誰かが承認してからTikTokに送信されます。',
  waitingFailed: '承認待ちのリクエストを読み込めませんでした',
  waitingEmpty: '承認待ちのリクエストはありません',
  waitingEmptyText: '下のルールが「先に確認」の場合、リクエストはユーザーが決定するまでここで待機します。',
  waitingMore: (count) => `さらに${number(count)}件を表示`,
  askedAt: (when) => `${happened(when)}リクエスト`,
  runsOut: (when) => `期限：${coming(when)}`,
  wholeWorkspace: 'ワークスペース全体',
  says: 'リクエストの内容',
  saysNothing: 'これ以上の内容はありません。',
  callPath: 'リクエスト先',
  connection: 'ログイン',
  byCaller: 'ファイルや人のリストはここに保存されません。承認すると、プログラムが自動で送信し直します。',
  approve: '承認',
  approving: '承認しています…',
  deny: '却下',
  denying: '却下しています…',
  withdraw: '取り下げ',
  withdrawing: '取り下げています…',
  own: 'あなたがリクエストしたため、決定は別の人が行います。',
  ownByOther: 'あなたの名前でリクエストされたため、決定は別の人が行います。',
  needsControls: '決定には「コントロール」権限が必要です。このワークスペースの管理者に依頼してください。',
  needsPerson: '決定できるのはユーザーだけです。ユーザーにこのページを開くよう依頼してください。',
  decideFailed: {
    approve: '承認できませんでした',
    deny: '却下できませんでした',
    withdraw: '取り下げられませんでした',
  },
  /** Instead of "Nothing has changed", which nobody knows then. */
  decideUnsure: '応答がありませんでした。もう一度お試しください。決定が重複して行われることはありません。',
  denyTitle: 'このリクエストを却下しますか？',
  denyText: 'TikTokには何も送信されません。リクエストした人に、却下されたこととメモが表示されます。',
  noteLabel: 'メモ',
  noteOptional: '任意',
  noteHint: 'どう変更すればよいかを記入してください。',
  noteLength: (length, most) => `${number(length)}/${number(most)}`,
  keepWaiting: '待機させる',
  confirmTitle: {
    remove: '承認して削除しますか？',
    resume: '承認して開始しますか？',
    budget: 'この予算を承認しますか？',
  },
  confirmDo: { remove: '承認して削除', resume: '承認して開始', budget: '予算を承認' },
  consequences: {
    remove: (what) => `TikTokで${what}が削除されます。元に戻すことはできません。`,
    removeInside: '含まれるものも停止します。レポートは残ります。',
    removeReports: 'レポートは残ります。',
    resume: (what) => `${what}の広告の配信と支出がすぐに始まります。`,
    begins: (what) => `TikTokで${what}が作成され、すぐに配信されます。`,
    budget: (sum) => `予算は${isolated(sum)}になります。`,
    budgets: (sum) => `複数の予算が設定されます（それぞれ最大${isolated(sum)}）。`,
    spend: (sum) => `最大${isolated(sum)}が支出される可能性があります。`,
    check: '送信前に、支出上限も確認されます。',
  },
  perDay: (sum) => `1日あたり${sum}`,
  inAll: (sum) => `総額${sum}`,
  /** What became of a call, in a word. */
  statuses: {
    pending: '承認待ち',
    approved: '承認済み',
    running: '送信中',
    succeeded: '完了',
    failed: '失敗',
    denied: '却下',
    withdrawn: '取り下げ',
    expired: '期限切れ',
  } satisfies Record<ApprovalStatus, string>,
  outcome: {
    approved: (by) => `${approvedBy(by)}。プログラムは1時間以内に送信する必要があります。`,
    running: (by) => `${approvedBy(by)}。TikTokに送信しています。`,
    succeeded: (by) => `${approvedBy(by)}。TikTokで実行されました。`,
    failed: (by) => `${approvedBy(by)}が、実行されませんでした。`,
    denied: (by) => `${by === null ? '却下されました' : `${by}が却下しました`}。${NOTHING_SENT}`,
    withdrawn: (by) => `${by === null ? '取り下げられました' : `${by}が取り下げました`}。${NOTHING_SENT}`,
    expired: () => `期限までに決定されませんでした。${NOTHING_SENT}もう一度リクエストできます。`,
    pending: () => '',
  } satisfies Record<ApprovalStatus, (by: string | null) => string>,
  /** After why it was not done. */
  failedNext: '自動で送信し直すことはありません。内容を変更して、もう一度リクエストしてください。',
  /** Approved and sent, and the answer was lost for good. */
  outcomeUnclear: (by) =>
    `${approvedBy(by)}。TikTokで実行されたかどうかは不明です。もう一度リクエストする前に、TikTok広告マネージャーで確認してください。`,
  you: 'あなた',
  youFirst: 'あなた',
  note: (note) => `「${isolated(note)}」`,
  tiktokSays: (message) => `TikTokからのメッセージ：「${isolated(message)}」`,
  tiktokCode: 'TikTokのコード',
  /** Why a call was not sent, with what to do, instead of the server's own sentence or after it. */
  notSent: {
    call_denied: () =>
      'ルールで許可されていません。「コントロール」権限のある人は、「操作の権限」でルールを変更できます。',
    spend_cap_exceeded: (message) => `${message} 予算を下げるか、「支出上限」で上限を引き上げてください。`,
    spend_cap_unprovable: (message) => `${message} TikTok広告マネージャーで行うか、先に支出上限を削除してください。`,
  },
  /** Announced when a card changes by itself. */
  heard: (title, outcome) => `${title}：${outcome}`,
  heardNew: (count) => `承認待ちのリクエストが${number(count)}件あります`,
  someoneElse: '先に別の人が決定しました。',

  decided: '決定済み',
  decidedFailed: '以前の決定を読み込めませんでした',
  decidedEmpty: 'まだ決定されたものはありません。',
  decidedNone: '条件に一致するものはありません。',
  decidedFilter: '表示',
  decidedAll: 'すべての決定',

  // Who may do what
  rules: '操作の権限',
  rulesFor: 'ルールの対象',
  rulesLead: 'ここを通じてTikTokに加えられる、すべての変更が対象です。閲覧は常に許可されます。',
  rulesFailed: 'ルールを読み込めませんでした',
  rulesWorkspace: 'ワークスペース全体',
  rulesWorkspaceHint: '独自のルールがない広告アカウントに適用',
  rulesOwn: '独自のルールあり',
  rulesOther: 'ワークスペースと同じ',
  rulesPlaceholder: '広告アカウントを選択',
  rulesList: 'ワークスペースと広告アカウント',
  rulesHaveOwn: '独自のルール',
  rulesCount: (found, all) => `${number(all)}件中${number(found)}件`,
  columnAction: '変更の種類',
  actors,
  actorHints: {
    person: 'ボタンを押す人',
    automation: 'お使いのサービスのコード',
    agent: '自ら判断するモデル',
  },
  actions: {
    create: '作成',
    update: '変更',
    pause: '一時停止',
    resume: '開始',
    remove: '削除',
    budget_change: '予算の変更',
    upload: 'アップロード',
    audience_write: 'オーディエンスの変更',
  } satisfies Record<ControlAction, string>,
  actionHints: {
    create: '新しいキャンペーン、広告セット、広告など',
    update: '名前、ターゲティング、入札などの設定',
    pause: '広告を止めるだけで、何も失われません',
    resume: '広告が配信され、支出が発生します',
    remove: '元に戻せません',
    budget_change: '支出できる金額',
    upload: '動画、画像などのファイル',
    audience_write: '含まれる人と、使用できるアカウント',
  } satisfies Record<ControlAction, string>,
  decisions,
  decision: (decision) => decisions[decision],
  inherited: (decision, from) =>
    `${decisions[decision]}（${from === 'default' ? 'デフォルト' : 'ワークスペースと同じ'}）`,
  inheritedKey: { default: '破線：デフォルト', workspace: '破線：ワークスペースと同じ' },
  cell: (actor, action) => `${actor}、${action}`,
  resetAll: 'すべてワークスペースと同じにする',
  resetDefault: 'デフォルトに戻す',
  summary,
  rulesChanged: (when, by) => `${happened(when)}${by === null ? '' : `${isolated(by)}が`}変更`,
  changed: '未保存',
  unsavedRegion: '保存されていない変更',
  unsaved: (count) => `保存されていない変更：${number(count)}件`,
  discard: '破棄',
  discarded: (count) => `${number(count)}件の変更を破棄しました`,
  save: 'ルールを保存',
  saving: '保存しています…',
  saved: '保存しました',
  saveFailed: 'ルールを保存できませんでした',
  saveSessionEnded: '変更は残っています。別のタブでもう一度ログインしてから、保存してください。',
  leaveTitle: (count) => `保存されていない${number(count)}件の変更を破棄しますか？`,
  /** @param scope null: the workspace */
  leaveText: (scope) =>
    `${scope === null ? 'ワークスペース全体' : `「${isolated(scope)}」`}のルールに、保存されていない変更があります。`,
  leaveKeep: '編集を続ける',
  leaveDo: '破棄して進む',
  conflictRegion: 'ルールの競合',
  conflictTitle: (person, time, date) =>
    `${person ?? '別のユーザー'}が${date === null ? '' : `${date} `}${time}にこのルールを保存しました`,
  conflictText: (mine, differ) =>
    `あなたの変更${mine === 1 ? '' : `${number(mine)}件`}は残っており、何も上書きされていません。${
      differ === 0
        ? '保存された内容との違いはありません。'
        : `${mine === 1 ? '' : `うち${number(differ)}件が`}保存された内容と異なります。残すほうを選んでください。`
    }`,
  conflictMine: 'あなたの変更',
  conflictTheirs: '保存済みの変更',
  conflictTheirsOf: (person) => `${person}が保存`,
  conflictTakeTheirs: '相手の変更をすべて採用',
  conflictSave: '選択した内容を保存',
  conflictOnlyMine: (cells) => `${named(cells.slice(0, 3), Math.max(0, cells.length - 3))}：あなたの変更が残ります`,
  conflictOnlyTheirs: (cells) => `${named(cells.slice(0, 3), Math.max(0, cells.length - 3))}：相手の変更が反映されます`,
  conflictStandard: { default: 'デフォルト', workspace: 'ワークスペースと同じ' },

  // Spend caps
  caps: '支出上限',
  capsLead: '予算が上限を超えるリクエストは、誰が送信しても拒否されます。',
  capsFor: '広告アカウント',
  capsList: '広告アカウント',
  capsPlaceholder: '広告アカウントを選択',
  capsFailed: '支出上限を読み込めませんでした',
  capsNoAccounts: '広告アカウントがまだありません',
  capsNoAccountsText: '先にTikTokを接続して、広告アカウントを選んでください。その後、予算の合計の上限を設定できます。',
  capsEmpty: '支出上限はありません',
  capsEmptyText:
    '上限とは、広告アカウントまたはキャンペーンの予算の合計として許される、1日または総額の最大値です。上限がない場合は、TikTokの制限だけが適用されます。',
  capsAdd: '上限を追加',
  capAccount: '広告アカウント全体',
  capCampaign: (name) => name ?? 'キャンペーン',
  capDaily: '1日',
  capLifetime: '総額',
  capUse: '使用状況',
  capReading: 'TikTokの予算を集計しています…',
  capUseFailed: '予算を読み取れませんでした',
  capUsed: (total, cap) => `${total} / ${cap}`,
  capLeft: (rest) => `残り${rest}`,
  capOver: (over) => `上限を${over}超えています。予算を下げるか、上限を引き上げてください。`,
  capEndless: (cap) => `無期限 / ${cap}`,
  capEndlessWhy:
    '終了日のない1日の予算は、合計に限りがありません。終了日を設定するか、代わりに1日の上限を設定してください。',
  capUnlimitedWhy: '予算で制限されていないものが含まれています。予算を設定してください。',
  capFull: '残りなし',
  capMeter: { daily: '1日の予算', lifetime: '予算の総額' },
  capLines: { daily: '1日の内訳', lifetime: '総額の内訳' },
  capMore: (count, amount) => `少額のもの${number(count)}件：${amount}`,
  capNew: '新規',
  capWithoutEnd: '無期限',
  /** How TikTok's budget becomes the amount. */
  capHow: {
    daily_budget: '1日の予算',
    dynamic_daily_budget: '1日の予算（TikTokが25%まで超過する可能性あり）',
    lifetime_budget: '通算予算',
    lifetime_per_day: '通算予算（1日あたり）',
    daily_times_days: '1日の予算×日数',
    no_limit: '予算による制限なし',
  },
  capRead: (when) => `${happened(when)}読み取り`,
  capReadAgain: 'もう一度読み取る',
  capChanged: (when, by) => `${happened(when)}${by === null ? '' : `${isolated(by)}が`}設定`,
  capEdit: '編集',
  capRemove: '削除',
  capRemoveDo: '上限を削除',
  capAddTitle: '支出上限を追加',
  capEditTitle: '支出上限を編集',
  capTarget: '対象',
  capTargetAccount: '広告アカウント全体',
  capTargetCampaign: '1つのキャンペーン',
  capCampaignId: 'キャンペーンID',
  capCampaignHint: 'TikTok広告マネージャーの「キャンペーンID」列にあります。',
  capCampaignUnknown: 'この広告アカウントに、該当するキャンペーンがTikTokで見つかりません。',
  capCampaignMissing: 'キャンペーンのIDを数字のみでコピーしてください。',
  capTakenAccount: 'この広告アカウントにはすでに上限があります。そちらを編集してください。',
  capTakenCampaign: 'このキャンペーンにはすでに上限があります。そちらを編集してください。',
  capDailyLabel: '1日の上限',
  capLifetimeLabel: '総額の上限',
  capAmountHint: '制限しない場合は、空欄にしてください。',
  capAmountWrong: (example) => `${example}のような金額を入力してください。`,
  capAmountDecimals: (currency, decimals) =>
    decimals === 0 ? `${currency}には小数がありません。` : `${currency}の小数は${number(decimals)}桁までです。`,
  capAmountZero: '0より大きい金額を入力してください。',
  capAmountBelow: '総額の上限は、1日の上限以上にしてください。',
  capAmountMissing: '2つの金額のうち、どちらかを入力してください。',
  capSave: '上限を保存',
  capSaving: '保存しています…',
  capSaved: '支出上限を保存しました',
  capSaveFailed: '上限を保存できませんでした',
  capRemoveTitle: 'この上限を削除しますか？',
  capRemoveStops: (what) => `「${isolated(what)}」の予算の合計に制限がなくなります。`,
  capRemoveStays: 'TikTokで配信中のものはそのまま残ります。',
  capKeep: '上限を維持',
  capRemoving: '削除しています…',
  capRemoveFailed: '上限を削除できませんでした',
  capRemoved: '支出上限を削除しました',
  capBack: '支出上限を元に戻しました',
  capUndoFailed: '上限を元に戻せませんでした',

  // Recent changes
  recent: '最近の変更',
  recentLead: 'ここからTikTokに送信されたものを新しい順に表示します。閲覧は記録されません。',
  recentFailed: '最近の変更を読み込めませんでした',
  recentEmpty: '変更はまだありません',
  recentEmptyText:
    'ユーザー、プログラム、エージェントがTikTokに送信した変更が、TikTokの応答とともにここに表示されます。',
  recentNone: '条件に一致するものはありません。',
  recentFilter: '表示',
  recentAll: 'すべての変更',
  callStatuses: {
    running: '処理中',
    succeeded: '完了',
    failed: '失敗',
    refused: '不許可',
    waiting: '待機中',
    unknown: '不明',
  } satisfies Record<CallStatus, string>,
  callNotSent: '未送信',
  callUnknown: 'TikTokで実行されたかどうかは不明です。もう一度送信する前に、TikTok広告マネージャーで確認してください。',
  callMore: '詳細',
  callPathLabel: 'リクエスト先',
  callAccount: '広告アカウント',
  callKey: 'べき等キー',
  callCreateId: 'TikTokのrequest_id',
  callEntities: 'TikTokのID',
  callId: 'リクエストの記録ID',
  attempts: (count) => plural(count, { other: '#回の試行' }),
  attempt: {
    answered: (code, ms) =>
      code === null
        ? `${ms}後にTikTokから応答がありました。`
        : code === 0
          ? `${ms}後にTikTokが受け付けました。`
          : `${ms}後にTikTokが拒否しました。`,
    lost: '応答が失われました。',
    not_sent: '送信できませんでした。',
    found: '名前で検索しました：あります。',
    not_found: '名前で検索しました：ありません。',
  },
  milliseconds: (ms) => (ms < 1000 ? `${number(ms)}ミリ秒` : `${number(Math.round(ms / 100) / 10)}秒`),
  foundAgain: '応答が失われましたが、名前で見つかりました。',
  sentAgain: (count) => `応答が失われたため、${number(count)}回送信しました。`,
};
