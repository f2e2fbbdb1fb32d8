import type { ActorKind, ControlDecision } from '../../../shared/control-kinds.ts';
import type { controls as English } from '../en/controls.ts';
import { accountsOf, attempts, changesOf, unsavedChanges, unsavedChangesOf } from './counted.ts';
import { named } from './named.ts';
import { callsWait, changesStillHere, differFromSaved } from './shared-words.ts';
import { isolated, number, plural } from './speech.ts';
import { ADS_MANAGER, TIKTOK } from './terms.ts';

const decisions: (typeof English)['decisions'] = { allow: 'سماح', ask: 'السؤال أولًا', deny: 'منع' };
const ACTIONS_IN_ALL = 8;
const kinds = (count: number): string =>
  count === ACTIONS_IN_ALL
    ? `كل أنواع التغييرات (${number(ACTIONS_IN_ALL)})`
    : plural(count, {
        zero: '# نوع من التغييرات',
        one: 'نوع واحد من التغييرات',
        two: 'نوعين من التغييرات',
        few: '# أنواع من التغييرات',
        many: '# نوعًا من التغييرات',
        other: '# نوع من التغييرات',
      });
const actors: (typeof English)['actors'] = { person: 'الأشخاص', automation: 'البرامج', agent: 'الوكلاء' };

type Counts = Readonly<Record<ControlDecision, number>>;

/** "Agents: 6 kinds of changes need a question first; 2 are never allowed." Behind a colon nothing has to agree with them. */
function sentence(kind: ActorKind, { allow, ask, deny }: Counts): string {
  const who = actors[kind];
  if (allow === ACTIONS_IN_ALL) return `${who}: كل شيء مسموح.`;
  if (deny === ACTIONS_IN_ALL) return `${who}: لا تغيير مسموحًا.`;
  if (ask === 0) return `${who}: كل شيء مسموح ما عدا ${kinds(deny)}.`;
  const never = plural(deny, {
    zero: '',
    one: '؛ نوع واحد ممنوع دائمًا',
    two: '؛ نوعان ممنوعان دائمًا',
    few: '؛ # أنواع ممنوعة دائمًا',
    many: '؛ # نوعًا ممنوعة دائمًا',
    other: '؛ # نوع ممنوعة دائمًا',
  });
  return `${who}: يلزم السؤال قبل ${kinds(ask)}${never}.`;
}

/** What holds, in a few words. */
const summary: (typeof English)['summary'] = ({ person, automation, agent }) => {
  const areFree = [person, automation].every(({ allow }) => allow === ACTIONS_IN_ALL);
  const two = areFree
    ? ['الأشخاص والبرامج: كل شيء مسموح.']
    : [sentence('person', person), sentence('automation', automation)];
  return [...two, sentence('agent', agent)].join(' ');
};

const YOU = 'أنت';
/** "Approved by Ana", "You approved"; without a name, only that it was. */
const done = (did: string, youDid: string, by: string | null): string => {
  if (by === null) return did;
  return by === YOU ? youDid : `${did} بواسطة ${isolated(by)}`;
};
const approvedBy = (by: string | null): string => done('تمت الموافقة', 'وافقت أنت', by);

/** Words of `<tiktok-controls>`: who may do what, what waits for a decision, and how much may be spent. */
export const controls: typeof English = {
  title: 'الضوابط',
  noPermissionTitle: 'لا يمكنك رؤية الضوابط',
  noPermission: `لا يشمل دورك في مساحة العمل هذه ${TIKTOK}. اطلب من مسؤول إذن «القراءة».`,
  loadFailed: 'تعذّر تحميل الضوابط',
  accountsFailed: 'تعذّر تحميل حساباتك الإعلانية',
  about: (button, what) => `${button}: ${isolated(what)}`,
  undo: 'تراجع',
  dismiss: 'إخفاء',
  older: 'إظهار الأقدم',
  loadingOlder: 'جارٍ تحميل الأقدم…',
  olderFailed: 'تعذّر تحميل الأقدم',
  readOnlyTitle: 'يمكنك الاطلاع دون التغيير',
  readOnly: 'تتطلب القواعد والحدود إذن «الضوابط». اطلبه من مسؤول مساحة العمل هذه.',
  readOnlyAgent: 'لا تغيّر النماذج ما يُسمح لها به. اطلب ذلك من شخص.',
  accountNone: (text) => `لا يوجد حساب إعلاني يحتوي اسمه أو معرّفه على «${isolated(text)}».`,
  accountCount: (found, all) => `${number(found)} من أصل ${accountsOf(all)}`,
  accountId: 'المعرّف',

  // Waiting for a decision
  waiting: 'في انتظار قرار',
  waitingLead: `لا تصل هذه الطلبات إلى ${TIKTOK} إلا بعد أن يوافق عليها أحد.`,
  waitingFailed: 'تعذّر تحميل ما ينتظر قرارًا',
  waitingEmpty: 'لا شيء ينتظر قرارًا',
  waitingEmptyText: 'حيث تنص القواعد أدناه على «السؤال أولًا»، ينتظر الطلب هنا حتى يقرر شخص.',
  waitingMore: (count) => `إظهار المزيد (${number(count)})`,
  askedAt: (when) => `طُلب ${when}`,
  runsOut: (when) => `تنتهي مهلته ${when}`,
  wholeWorkspace: 'مساحة العمل كلها',
  says: 'ما يقوله الطلب',
  saysNothing: 'لا يقول الطلب أكثر من ذلك.',
  callPath: 'الطلب',
  connection: 'تسجيل الدخول',
  byCaller: 'لا تُحفظ هنا الملفات وقوائم الأشخاص. بعد موافقتك، يعيد البرنامج الإرسال تلقائيًا.',
  approve: 'موافقة',
  approving: 'جارٍ الموافقة…',
  deny: 'رفض',
  denying: 'جارٍ الرفض…',
  withdraw: 'سحب',
  withdrawing: 'جارٍ السحب…',
  own: 'أنت من طلبه، لذلك يقرر غيرك.',
  ownByOther: 'طُلب باسمك، لذلك يقرر غيرك.',
  needsControls: 'يتطلب القرار إذن «الضوابط». اطلبه من مسؤول مساحة العمل هذه.',
  needsPerson: 'لا يجوز أن يقرر سوى شخص. اطلب من أحد فتح هذه الصفحة.',
  decideFailed: {
    approve: 'تعذّرت الموافقة عليه',
    deny: 'تعذّر رفضه',
    withdraw: 'تعذّر سحبه',
  },
  decideUnsure: 'لم يصل الرد. أعد المحاولة: لا يُقرَّر في الطلب إلا مرة واحدة.',
  denyTitle: 'هل تريد رفض هذا الطلب؟',
  denyText: `لا يصل شيء إلى ${TIKTOK}. يرى صاحب الطلب أنه رُفض، ويرى ملاحظتك.`,
  noteLabel: 'ملاحظة',
  noteOptional: 'اختياري',
  noteHint: 'اذكر ما ينبغي أن يتغير.',
  noteLength: (length, most) => `${number(length)} من ${number(most)}`,
  keepWaiting: 'إبقاؤه في الانتظار',
  confirmTitle: {
    remove: 'هل تريد الموافقة والحذف؟',
    resume: 'هل تريد الموافقة والتشغيل؟',
    budget: 'هل تريد الموافقة على هذه الميزانية؟',
  },
  confirmDo: { remove: 'الموافقة والحذف', resume: 'الموافقة والتشغيل', budget: 'الموافقة على الميزانية' },
  consequences: {
    remove: (what) => `سيتم حذف ${what} لدى ${TIKTOK}. لا شيء يعيد ما حُذف.`,
    removeInside: 'يتوقف أيضًا كل ما في الداخل. تبقى التقارير.',
    removeReports: 'تبقى التقارير.',
    resume: (what) => `يمكن تشغيل الإعلانات في ${what} والإنفاق فورًا.`,
    begins: (what) => `سيتم لدى ${TIKTOK} إنشاء ${what} مع التشغيل فورًا.`,
    budget: (sum) => `تصبح الميزانية ${isolated(sum)}.`,
    budgets: (sum) => `تُضبط عدة ميزانيات، كل منها حتى ${isolated(sum)}.`,
    spend: (sum) => `يمكن أن يصل الإنفاق إلى ${isolated(sum)}.`,
    check: 'تُراجَع حدود الإنفاق أيضًا قبل الإرسال.',
  },
  perDay: (sum) => `${isolated(sum)} في اليوم`,
  inAll: (sum) => `${isolated(sum)} إجمالًا`,
  statuses: {
    pending: 'ينتظر',
    approved: 'تمت الموافقة',
    running: 'جارٍ الإرسال',
    succeeded: 'تم',
    failed: 'فشل',
    denied: 'مرفوض',
    withdrawn: 'مسحوب',
    expired: 'انتهت مهلته',
  },
  outcome: {
    approved: (by) => `${approvedBy(by)}. أمام البرنامج ساعة لإرساله.`,
    running: (by) => `${approvedBy(by)}. الطلب في الطريق إلى ${TIKTOK}.`,
    succeeded: (by) => `${approvedBy(by)}. نفّذه ${TIKTOK}.`,
    failed: (by) => `${approvedBy(by)}، لكنه لم يُنفَّذ.`,
    denied: (by) => `${done('تم الرفض', 'رفضت أنت', by)}. لم يصل شيء إلى ${TIKTOK}.`,
    withdrawn: (by) => `${done('تم السحب', 'سحبت أنت', by)}. لم يصل شيء إلى ${TIKTOK}.`,
    expired: () => `لم يقرر أحد في الوقت المحدد. لم يصل شيء إلى ${TIKTOK}. يمكن طلبه مجددًا.`,
    pending: () => '',
  },
  failedNext: 'لا يُعاد إرساله تلقائيًا. غيّره، ثم اطلب مجددًا.',
  outcomeUnclear: (by) =>
    `${approvedBy(by)}. لا أحد يعرف ما إذا كان ${TIKTOK} قد نفّذه. تحقق في ${ADS_MANAGER} قبل أن تطلب مجددًا.`,
  you: YOU,
  youFirst: YOU,
  note: (note) => `«${isolated(note)}»`,
  tiktokSays: (message) => `يقول ${TIKTOK}: «${isolated(message)}»`,
  tiktokCode: `رمز ${TIKTOK}`,
  notSent: {
    call_denied: () => 'القواعد لا تسمح بذلك. يمكن لمن لديه إذن «الضوابط» تغييرها ضمن «من يجوز له ماذا».',
    spend_cap_exceeded: (message) => `${message} خفّض ميزانية، أو ارفع الحد ضمن «حدود الإنفاق».`,
    spend_cap_unprovable: (message) => `${message} نفّذه في ${ADS_MANAGER}، أو أزل الحد أولًا.`,
  },
  heard: (title, outcome) => `${title}: ${outcome}`,
  heardNew: callsWait,
  someoneElse: 'سبقك شخص آخر.',

  decided: 'القرارات السابقة',
  decidedFailed: 'تعذّر تحميل القرارات السابقة',
  decidedEmpty: 'لم يُتخذ أي قرار بعد.',
  decidedNone: 'لا شيء يطابق عامل التصفية هذا.',
  decidedFilter: 'إظهار',
  decidedAll: 'كل القرارات',

  // Who may do what
  rules: 'من يجوز له ماذا',
  rulesFor: 'قواعد',
  rulesLead: `كل تغيير لدى ${TIKTOK} يمر من هنا. القراءة مسموحة دائمًا.`,
  rulesFailed: 'تعذّر تحميل القواعد',
  rulesWorkspace: 'مساحة العمل كلها',
  rulesWorkspaceHint: 'حيث لا قواعد خاصة للحساب الإعلاني',
  rulesOwn: 'بقواعد خاصة',
  rulesOther: 'كما في مساحة العمل',
  rulesPlaceholder: 'اختر حسابًا إعلانيًا',
  rulesList: 'مساحة العمل والحسابات الإعلانية',
  rulesHaveOwn: 'قواعد خاصة',
  rulesCount: (found, all) => `${number(found)} من ${number(all)}`,
  columnAction: 'نوع التغيير',
  actors,
  actorHints: {
    person: 'كل من يضغط على زر',
    automation: 'شيفرة منتجك نفسه',
    agent: 'نماذج تقرر بنفسها',
  },
  actions: {
    create: 'إنشاء',
    update: 'تغيير',
    pause: 'إيقاف مؤقت',
    resume: 'تشغيل',
    remove: 'حذف',
    budget_change: 'تغيير ميزانية',
    upload: 'رفع',
    audience_write: 'تغيير جمهور',
  },
  actionHints: {
    create: 'حملات ومجموعات إعلانية وإعلانات جديدة وغيرها',
    update: 'الأسماء والاستهداف وعروض الأسعار وإعدادات أخرى',
    pause: 'يوقف الإعلانات ولا يضيع شيء',
    resume: 'تعمل الإعلانات ويمكن أن تنفق',
    remove: 'لا يمكن التراجع عنه',
    budget_change: 'المبلغ الذي يجوز إنفاقه',
    upload: 'فيديوهات وصور وملفات أخرى',
    audience_write: 'من فيه، ومن يجوز له استخدامه',
  },
  decisions,
  decision: (decision) => decisions[decision],
  inherited: (decision, from) =>
    from === 'default' ? `${decisions[decision]} (افتراضي)` : `${decisions[decision]}، كما في مساحة العمل`,
  inheritedKey: { default: 'متقطع: الافتراضي', workspace: 'متقطع: كما في مساحة العمل' },
  cell: (actor, action) => `${actor}، ${action}`,
  resetAll: 'جعل الكل كما في مساحة العمل',
  resetDefault: 'العودة إلى الإعدادات الافتراضية',
  summary,
  rulesChanged: (when, by) => (by === null ? `آخر تغيير ${when}` : `آخر تغيير ${when} بواسطة ${isolated(by)}`),
  changed: 'لم يُحفظ بعد',
  unsavedRegion: 'تغييرات غير محفوظة',
  unsaved: unsavedChanges,
  discard: 'تجاهل',
  discarded: (count) => `تم تجاهل ${changesOf(count)}`,
  save: 'حفظ القواعد',
  saving: 'جارٍ الحفظ…',
  saved: 'تم الحفظ',
  saveFailed: 'تعذّر حفظ القواعد',
  saveSessionEnded: 'ما زالت تغييراتك هنا. سجّل الدخول مجددًا في علامة تبويب أخرى، ثم احفظ.',
  leaveTitle: (count) => `هل تريد تجاهل ${unsavedChangesOf(count)}؟`,
  leaveText: (scope) =>
    scope === null
      ? 'في قواعد مساحة العمل كلها تغييرات غير محفوظة.'
      : `في قواعد ${isolated(scope)} تغييرات غير محفوظة.`,
  leaveKeep: 'متابعة التعديل',
  leaveDo: 'التجاهل والمتابعة',
  conflictRegion: 'تعارض في القواعد',
  conflictTitle: (person, time, date) =>
    `تم حفظ هذه القواعد بواسطة ${person === null ? 'شخص آخر' : isolated(person)} ${
      date === null ? '' : `في ${date} `
    }الساعة ${time}`,
  conflictText: (mine, differ) => `${changesStillHere(mine)} ${differFromSaved(mine, differ)}`,
  conflictMine: 'اختيارك',
  conflictTheirs: 'اختيار الآخر، محفوظ',
  conflictTheirsOf: (person) => `${isolated(person)}، محفوظ`,
  conflictTakeTheirs: 'أخذ كل اختيارات الآخر',
  conflictSave: 'حفظ اختياري',
  conflictOnlyMine: (cells) => `${named(cells.slice(0, 3), Math.max(0, cells.length - 3))}: يبقى اختيارك`,
  conflictOnlyTheirs: (cells) => `${named(cells.slice(0, 3), Math.max(0, cells.length - 3))}: يُؤخذ اختيار الآخر`,
  conflictStandard: { default: 'الافتراضي', workspace: 'كما في مساحة العمل' },

  // Spend caps
  caps: 'حدود الإنفاق',
  capsLead: 'يُرفض كل طلب يجعل الميزانيات تتجاوز الحد، أيًا كان مرسله.',
  capsFor: 'الحساب الإعلاني',
  capsList: 'الحسابات الإعلانية',
  capsPlaceholder: 'اختر حسابًا إعلانيًا',
  capsFailed: 'تعذّر تحميل حدود الإنفاق',
  capsNoAccounts: 'لا حسابات إعلانية بعد',
  capsNoAccountsText: `اربط ${TIKTOK} واختر حسابات إعلانية أولًا. بعد ذلك يمكنك تحديد ما يجوز أن تبلغه ميزانياتها معًا.`,
  capsEmpty: 'لا حدّ للإنفاق هنا',
  capsEmptyText: `الحد هو أكثر ما يجوز أن تبلغه ميزانيات حساب إعلاني أو حملة معًا، في اليوم أو إجمالًا. من دونه تسري حدود ${TIKTOK} نفسه فقط.`,
  capsAdd: 'إضافة حد',
  capAccount: 'الحساب الإعلاني كله',
  capCampaign: (name) => name ?? 'حملة',
  capDaily: 'في اليوم',
  capLifetime: 'إجمالًا',
  capUse: 'الاستخدام',
  capReading: `جارٍ جمع الميزانيات لدى ${TIKTOK}…`,
  capUseFailed: 'تعذّرت قراءة الميزانيات',
  capUsed: (total, cap) => `${isolated(total)} من ${isolated(cap)}`,
  capLeft: (rest) => `المتبقي ${isolated(rest)}`,
  capOver: (over) => `فوق الحد بمقدار ${isolated(over)}. خفّض ميزانية أو ارفع الحد.`,
  capEndless: (cap) => `بلا نهاية، من ${isolated(cap)}`,
  capEndlessWhy:
    'تتراكم الميزانية اليومية التي بلا تاريخ انتهاء بلا نهاية. حدّد لها تاريخًا، أو ضع الحد لليوم بدلًا من ذلك.',
  capUnlimitedWhy: 'فيه ما لا ميزانية تحدّه. حدّد له ميزانية.',
  capFull: 'لم يبقَ شيء',
  capMeter: { daily: 'الميزانيات في اليوم', lifetime: 'الميزانيات إجمالًا' },
  capLines: { daily: 'مكوّنات اليوم', lifetime: 'مكوّنات الإجمالي' },
  capMore: (count, amount) =>
    `${plural(count, {
      zero: 'مبالغ أصغر',
      one: 'مبلغ أصغر واحد',
      two: 'مبلغان أصغر',
      few: '# مبالغ أصغر',
      many: '# مبلغًا أصغر',
      other: '# مبلغ أصغر',
    })}: ${isolated(amount)}`,
  capNew: 'جديد',
  capWithoutEnd: 'بلا نهاية',
  capHow: {
    daily_budget: 'ميزانية يومية',
    dynamic_daily_budget: `ميزانية يومية قد يتجاوزها ${TIKTOK} بمقدار الربع`,
    lifetime_budget: 'ميزانية إجمالية',
    lifetime_per_day: 'ميزانية إجمالية، لكل يوم',
    daily_times_days: 'ميزانية يومية مضروبة في أيامها',
    no_limit: 'لا ميزانية تحدّه',
  },
  capRead: (when) => `قُرئت ${when}`,
  capReadAgain: 'القراءة مجددًا',
  capChanged: (when, by) => (by === null ? `ضُبط ${when}` : `ضُبط ${when} بواسطة ${isolated(by)}`),
  capEdit: 'تعديل',
  capRemove: 'إزالة',
  capRemoveDo: 'إزالة الحد',
  capAddTitle: 'إضافة حد إنفاق',
  capEditTitle: 'تعديل حد الإنفاق',
  capTarget: 'من أجل',
  capTargetAccount: 'الحساب الإعلاني كله',
  capTargetCampaign: 'حملة واحدة',
  capCampaignId: 'معرّف الحملة',
  capCampaignHint: `في ${ADS_MANAGER}، في العمود ${isolated('Campaign ID')}.`,
  capCampaignUnknown: `لا يعرض ${TIKTOK} حملة كهذه في هذا الحساب الإعلاني.`,
  capCampaignMissing: 'انسخ معرّف الحملة: أرقام فقط.',
  capTakenAccount: 'لهذا الحساب الإعلاني حد بالفعل. عدّله.',
  capTakenCampaign: 'لهذه الحملة حد بالفعل. عدّله.',
  capDailyLabel: 'الحد الأقصى في اليوم',
  capLifetimeLabel: 'الحد الأقصى إجمالًا',
  capAmountHint: 'اتركه فارغًا لعدم وضع حد.',
  capAmountWrong: (example) => `اكتب مبلغًا مثل ${isolated(example)}.`,
  capAmountDecimals: (currency, decimals) =>
    `${isolated(currency)}: ${plural(decimals, {
      zero: 'بلا منازل عشرية.',
      one: 'منزلة عشرية واحدة.',
      two: 'منزلتان عشريتان.',
      few: '# منازل عشرية.',
      many: '# منزلة عشرية.',
      other: '# منزلة عشرية.',
    })}`,
  capAmountZero: 'اكتب مبلغًا أكبر من صفر.',
  capAmountBelow: 'يجب ألا يقل المبلغ الإجمالي عن مبلغ اليوم.',
  capAmountMissing: 'أدخل أحد المبلغين.',
  capSave: 'حفظ الحد',
  capSaving: 'جارٍ الحفظ…',
  capSaved: 'تم حفظ حد الإنفاق',
  capSaveFailed: 'تعذّر حفظ الحد',
  capRemoveTitle: 'هل تريد إزالة هذا الحد؟',
  capRemoveStops: (what) => `قد تبلغ ميزانيات ${isolated(what)} بعد ذلك أي مقدار.`,
  capRemoveStays: `يبقى ما يعمل لدى ${TIKTOK} كما هو.`,
  capKeep: 'الإبقاء على الحد',
  capRemoving: 'جارٍ الإزالة…',
  capRemoveFailed: 'تعذّرت إزالة الحد',
  capRemoved: 'تمت إزالة حد الإنفاق',
  capBack: 'عاد حد الإنفاق',
  capUndoFailed: 'تعذّر استرجاع الحد',

  // Recent changes
  recent: 'آخر التغييرات',
  recentLead: `ما أُرسل من هنا إلى ${TIKTOK}، الأحدث أولًا. لا تُسجَّل القراءة.`,
  recentFailed: 'تعذّر تحميل آخر التغييرات',
  recentEmpty: 'لا تغييرات بعد',
  recentEmptyText: `يظهر هنا كل تغيير يرسله شخص أو برنامج أو وكيل إلى ${TIKTOK}، مع رد ${TIKTOK}.`,
  recentNone: 'لا شيء يطابق عامل التصفية هذا.',
  recentFilter: 'إظهار',
  recentAll: 'كل التغييرات',
  callStatuses: {
    running: 'جارٍ',
    succeeded: 'تم',
    failed: 'فشل',
    refused: 'غير مسموح',
    waiting: 'في الانتظار',
    unknown: 'غير واضح',
  },
  callNotSent: 'لم يُرسَل',
  callUnknown: `لا أحد يعرف ما إذا كان ${TIKTOK} قد نفّذه. تحقق في ${ADS_MANAGER} قبل أن تعيد إرساله.`,
  callMore: 'التفاصيل',
  callPathLabel: 'الطلب',
  callAccount: 'الحساب الإعلاني',
  callKey: 'مفتاح عدم التكرار',
  callCreateId: `${isolated('request_id')} لدى ${TIKTOK}`,
  callEntities: `المعرّفات لدى ${TIKTOK}`,
  callId: 'معرّف الطلب هنا',
  attempts,
  attempt: {
    answered: (code, ms) =>
      code === null
        ? `رد ${TIKTOK} بعد ${ms}.`
        : code === 0
          ? `قبله ${TIKTOK} بعد ${ms}.`
          : `رفضه ${TIKTOK} بعد ${ms}.`,
    lost: 'فُقد الرد.',
    not_sent: 'تعذّر إرساله.',
    found: 'تم البحث بالاسم: إنه موجود.',
    not_found: 'تم البحث بالاسم: إنه غير موجود.',
  },
  milliseconds: (ms) => (ms < 1000 ? `${number(ms)} م.ث` : `${number(Math.round(ms / 100) / 10)} ث`),
  foundAgain: 'فُقد الرد، ثم عُثر عليه بالاسم.',
  sentAgain: (count) => `فُقد الرد، وعدد مرات الإرسال: ${number(count)}.`,
};
