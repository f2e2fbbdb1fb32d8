import type { Mappable } from '../../../shared/identifiers/attributes.ts';
import type { Consent } from '../../../shared/identifiers/consent.ts';
import type { RejectReason } from '../../../shared/identifiers/reject-reasons.ts';
import type { mappingTable as English } from '../en/mapping-table.ts';
import { list, number } from './speech.ts';

const attributes: Readonly<Record<Mappable, string>> = {
  email: 'メールアドレス',
  phone: '電話番号',
  firstName: '名',
  lastName: '姓',
  firstNameInitial: '名の頭文字',
  gender: '性別',
  dateOfBirth: '生年月日',
  city: '市区町村',
  state: '都道府県・州',
  country: '国',
  zip: '郵便番号',
  googleAdvertisingId: 'Google広告ID',
  appleIdfa: 'Apple IDFA',
  consent: '同意',
};

const fillsColumn = 'オーディエンスファイルの該当する列に入ります。';
const uses: Readonly<Record<Mappable, string>> = {
  email: 'TikTokがユーザーの照合に使用します。',
  phone: 'TikTokがユーザーの照合に使用します。',
  firstName: fillsColumn,
  lastName: fillsColumn,
  firstNameInitial: '該当する列に入ります。名全体でもかまいません。最初の1文字を使用します。',
  gender: fillsColumn,
  dateOfBirth: fillsColumn,
  city: fillsColumn,
  state: fillsColumn,
  country: '該当する列に入ります。電話番号の読み取りにも使用します。',
  zip: fillsColumn,
  googleAdvertisingId: 'TikTokがAndroid端末の照合に使用します。',
  appleIdfa: 'TikTokがApple端末の照合に使用します。',
  consent: 'TikTokに送信してよい人を判断します。同意の値自体は送信されません。',
};

// Beside the value, with the fix where there is one.
const reasons: Readonly<Record<RejectReason, string>> = {
  empty: '整形すると値が残りません。セルは空欄のままになります。',
  invalid_email: 'メールアドレスとして不完全です。この値はスキップされます。',
  invalid_phone: '存在しうる電話番号ではありません。この値はスキップされます。',
  unknown_country: '認識できない国です。国コードか英語名を使用してください。',
  invalid_device_id: '広告IDではありません。この値はスキップされます。',
  zeroed_device_id: 'すべてゼロのため、トラッキングがオフです。この値はスキップされます。',
  not_a_hash: '壊れたハッシュのようです。この値はスキップされます。',
  invalid_date: '読み取れない日付です。年、月、日の形式を使用してください。',
  invalid_gender: 'TikTokで有効なのはmとfだけです。セルは空欄のままになります。',
  invalid_zip: '郵便番号ではありません。セルは空欄のままになります。',
  invalid_text: 'このテキストは読み取れません。セルは空欄のままになります。',
  no_identifier: 'メールアドレス、電話番号、デバイスIDのいずれもありません。',
};

// Under an attribute's name; `uses` says it in full.
const file = 'ファイルのみ';
const shortUses: Readonly<Record<Mappable, string>> = {
  email: '照合',
  phone: '照合',
  firstName: file,
  lastName: file,
  firstNameInitial: file,
  gender: file,
  dateOfBirth: file,
  city: file,
  state: file,
  country: 'ファイル、電話の国',
  zip: file,
  googleAdvertisingId: '照合',
  appleIdfa: '照合',
  consent: '送信しない',
};

// Beside the value: what it says, and what becomes of its row.
const consentSays: Readonly<Record<Consent, string>> = {
  yes: '同意あり：この人は対象になります。',
  no: '同意なし：この人は除外されます。',
  unknown: '同意の有無を判断できません：この人は除外されます。yesとno、trueとfalseなどの値を使用してください。',
};

const needsCountry = '国が必要です。「国」をマッピングするか、エクスポート時に既定の国を選んでください。';
const alreadyHashed = 'ハッシュ化済みです。小文字にしてそのまま送信されます。';

/** Words of `<tiktok-mapping-table>`. */
export const mappingTable: typeof English = {
  attributes,
  uses,
  shortUses,
  reasons,
  title: 'プロパティのマッピング',
  mappedCount: (mapped, all) => `${number(all)}件中${number(mapped)}件`,
  legend:
    'TikTokはこの4つでユーザーを照合します。それ以外はオーディエンスファイルに入り、「国」は電話番号の読み取りにも使用します。',
  columnAttribute: 'TikTokの属性',
  columnProperty: 'プロパティ',
  columnExample: '例',
  columnPreview: '例、正規化後、ハッシュ',
  columnNormalised: '正規化後',
  columnHash: 'SHA-256',
  useSuggestions: (count) => `候補${number(count)}件を使用`,
  suggestionsUsed: (count) => `候補${number(count)}件を使用しました。まだ保存されていません。`,
  suggested: '候補',
  useOne: '使用',
  useOneLabel: (property, attribute) => `${attribute}に${property}を使用`,
  suggestedLabel: (property, attribute) => `${attribute}：${property} 候補、別のプロパティを選択`,
  chooseProperty: 'プロパティを選択',
  pickLabel: (attribute, property) => `${attribute}：${property}`,
  pickNoneLabel: (attribute) => `${attribute}：プロパティを選択`,
  consentTitle: '同意',
  optional: '任意',
  consentText:
    '同意していない人は除外されます。同意を取り消した人は、次回のエクスポートでTikTokから削除されます。回答自体は送信されません。',
  consentUnmapped: '同意の確認なし：エクスポートした全員が送信されます',
  consentSays,
  staysBlank: 'オーディエンスファイルでは空欄になります',
  noExample: '表示できる例がありません。このプロパティの例は、お使いのサービスから送信されていません。',
  goneProperty: 'このプロパティは存在しなくなりました。別のものを選んでください。',
  needsCountry,
  alreadyHashed,
  previewSpoken: (attribute, preview) => {
    switch (preview.kind) {
      case 'hashed':
        return `${attribute}、正規化後：${preview.normalized}`;
      case 'already_hashed':
        return `${attribute}：${alreadyHashed}`;
      case 'consent':
        return `${attribute}：${consentSays[preview.says]}`;
      case 'needs_country':
        return `${attribute}：${needsCountry}`;
      case 'refused':
        return `${attribute}：${reasons[preview.reason]}`;
    }
  },
  misfits: {
    boolean: 'true/falseの値が入っています。これで正しいですか？',
    number: '数値が入っています。これで正しいですか？',
    date: '日付が入っています。これで正しいですか？',
  },
  types: { boolean: 'true/false', number: '数値', date: '日付' },
  tryOne: '値を試す',
  tryLabel: (attribute) => `${attribute}の値を試す`,
  tryField: (attribute) => `${attribute}で試す値`,
  tryColumn: '試す値',
  tryNote: 'ここだけの確認用です。保存も送信もされません。',
  tryEmpty: '値を入力すると、TikTokに渡る内容を確認できます。',
  tryEnd: (attribute) => `${attribute}の例に戻る`,
  changed: '未保存',
  copyHash: (attribute) => `${attribute}のハッシュをコピー`,
  pickerLabel: (attribute) => `${attribute}のプロパティ`,
  pickerList: 'プロパティ',
  pickerSystem: 'システムプロパティ',
  pickerCustom: 'カスタムプロパティ',
  pickerUnmap: (attribute) => `${attribute}をマッピングしない`,
  pickerCount: (found, all) => `プロパティ${number(all)}件中${number(found)}件`,
  pickerNone: (text) => `名前に「${text}」を含むプロパティはありません。`,
  unsavedRegion: '保存されていない変更',
  unsaved: (count) => `保存されていない変更：${number(count)}件`,
  discard: '破棄',
  discarded: (count) => `${number(count)}件の変更を破棄しました`,
  undo: '元に戻す',
  save: 'マッピングを保存',
  saving: '保存しています…',
  saved: '保存しました',
  conflictTitle: (person, time, date) =>
    `${person ?? '別のユーザー'}が${date === null ? '' : `${date} `}${time}にこのマッピングを保存しました`,
  conflictText: (mine, differ) =>
    `あなたの変更${mine === 1 ? '' : `${number(mine)}件`}は残っており、何も上書きされていません。${
      differ === 0
        ? '保存された内容との違いはありません。'
        : `${mine === 1 ? '' : `うち${number(differ)}件が`}保存された内容と異なります。残すほうを選んでください。`
    }`,
  conflictRegion: 'マッピングの競合',
  conflictMine: 'あなたの変更',
  conflictTheirs: '保存済みの変更',
  conflictTheirsOf: (person) => `${person}が保存`,
  conflictNotMapped: 'マッピングなし',
  conflictOnlyMine: (names) => `${list(names)}：あなただけの変更のため、そのまま残ります。`,
  conflictOnlyTheirs: (names) => `${list(names)}：相手だけの変更のため、反映されます。`,
  conflictTakeTheirs: '相手の変更をすべて採用',
  conflictSave: '選択した内容を保存',
  readOnlyTitle: '閲覧のみ可能です',
  readOnly: 'マッピングには「マッピング」権限が必要です。このワークスペースの管理者に依頼してください。',
  emptyTitle: 'プロパティがまだありません',
  emptyText:
    'お使いのサービスから、ユーザープロパティがまだ送信されていません。送信されると、TikTokに渡すものをここで選べます。',
  lookAgain: '再確認',
  looking: '確認しています…',
  stillEmpty: 'プロパティはまだありません。',
  noPermissionTitle: 'マッピングを閲覧する権限がありません',
  noPermissionText: '閲覧には「閲覧」権限が必要です。このワークスペースの管理者に依頼してください。',
  loadFailedTitle: 'プロパティのマッピングを読み込めませんでした',
  offlineText: '接続が戻り次第、マッピングを自動で読み込みます。',
  saveFailedTitle: 'マッピングを保存できませんでした',
  saveSessionEnded: '変更は残っています。別のタブでもう一度ログインしてから、保存してください。',
  saveOffline: 'オフラインです。変更は残っています。接続が戻ったら保存してください。',
  previewFailedTitle: 'プレビューを表示できません',
  previewFailedText: 'プレビューを作成する部分を読み込めませんでした。選択と保存は引き続き可能です。',
};
