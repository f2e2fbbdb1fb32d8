import type { connectNotice as English } from '../en/connect-notice.ts';
import { accountsOf, minutesOf, permissionsOf } from './counted.ts';
import { others } from './named.ts';
import { isolated, number, plural } from './speech.ts';
import { BUSINESS_CENTER, TIKTOK } from './terms.ts';

/** By TikTok’s id, of the permissions that exports need. */
const PERMISSION_MEANS: Readonly<Record<string, string>> = {
  '1': 'من دونه لا يمكن قراءة الحسابات الإعلانية.',
  '3': 'من دونه لا يمكن تصدير أي جمهور.',
};
const NOT_NEEDED = 'لا تحتاج إليه عمليات التصدير.';

const codeAndTime = (minutes: number): string =>
  `إذا أرسل إليك ${TIKTOK} رمزًا بالبريد الإلكتروني، فلا داعي للعجلة: تبقى هذه الصفحة مفتوحة لمدة ${minutesOf(minutes)} أخرى.`;

/** Words of the notices that take the connect button's place once it is pressed. */
export const connectNotice: typeof English = {
  waitingTitle: `أكمل في نافذة ${TIKTOK}`,
  waiting: (minutes) => `سجّل الدخول، ثم اسمح بالوصول. ${codeAndTime(minutes)}`,
  waitingAs: (name, minutes) =>
    `سجّل الدخول باسم ${isolated(name)}، ثم شارك الحسابات الإعلانية نفسها. ${codeAndTime(minutes)}`,
  minutesLeft: (minutes) => `المتبقي للإكمال في نافذة ${TIKTOK}: ${minutesOf(minutes)}`,
  showWindow: 'إظهار النافذة',
  cantSee: 'لا تظهر لك؟',
  continueInTab: 'المتابعة في علامة التبويب هذه',
  leavingTitle: `جارٍ الانتقال إلى ${TIKTOK}`,
  leaving: `سيعيدك ${TIKTOK} إلى هذه الصفحة.`,
  checkingTitle: `جارٍ التحقق لدى ${TIKTOK}`,
  checking: 'يستغرق هذا بضع ثوانٍ.',
  blockedTitle: `حظر متصفحك نافذة ${TIKTOK}`,
  blocked: `تابع في علامة التبويب هذه بدلًا منها. سيعيدك ${TIKTOK} إلى هذه الصفحة.`,
  closedTitle: `أُغلقت نافذة ${TIKTOK}`,
  closed: 'لم يُربط شيء. ابدأ من جديد متى شئت.',
  cutOffTitle: `هل ما زالت نافذة ${TIKTOK} مفتوحة؟`,
  cutOff: 'إذا كانت مفتوحة، فأكمل فيها وستلاحظ هذه الصفحة ذلك. وإذا أغلقتها، فلم يتغير شيء.',
  closedAgain: 'لم يتغير شيء. ابدأ من جديد متى شئت.',
  startAgain: 'البدء من جديد',
  expiredTitle: 'استغرق هذا أكثر من 10 دقائق',
  expired: 'انتهى الطلب حفاظًا على أمانك. لم يتغير شيء.',
  offlineTitle: 'لا يوجد اتصال بالإنترنت',
  offline: `إذا أكملت لدى ${TIKTOK}، فلن يضيع شيء. سنتحقق فور عودة الاتصال.`,
  checkNow: 'التحقق الآن',
  refusedTitle: `لم يُسمح بالوصول إلى ${TIKTOK}`,
  refused: `لم يُربط شيء. ابدأ من جديد، ثم اسمح بالوصول في صفحة ${TIKTOK}.`,
  refusedAgain: `لم يتغير شيء. ابدأ من جديد، ثم اسمح بالوصول في صفحة ${TIKTOK}.`,
  otherUserTitle: `سجّل مستخدم ${TIKTOK} آخر الدخول`,
  otherUser: `لم يتغير شيء. سجّل الدخول مجددًا بحساب مستخدم ${TIKTOK} الذي ربط هذه الحسابات الإعلانية أول مرة.`,
  otherUserThan: (name) =>
    `لم يتغير شيء. هذا الربط يخص ${isolated(name)}: سجّل الخروج من ${TIKTOK}، ثم سجّل الدخول بهذا الحساب.`,
  notStartedTitle: 'تعذّر بدء تسجيل الدخول',
  failedTitle: `لم يتم الربط لدى ${TIKTOK}`,
  failed: `لم يُكمل ${TIKTOK} تسجيل الدخول. لم يتغير شيء. ابدأ من جديد.`,
  session: 'لم يتغير شيء. أعد تحميل الصفحة، ثم أعد الربط.',
  notAllowedTitle: 'لا يمكنك ربط حسابات إعلانية',
  connectedTitle: (name) => (name === undefined ? 'تم الربط' : `تم الربط باسم ${isolated(name)}`),
  connected: (count) =>
    `شارك ${TIKTOK} ${plural(count, {
      zero: '# حساب إعلاني. اختر ما تريد استخدامه منها هنا.',
      one: 'حسابًا إعلانيًا واحدًا. اختر ما إذا كنت تريد استخدامه هنا.',
      two: 'حسابين إعلانيين. اختر ما تريد استخدامه منهما هنا.',
      few: '# حسابات إعلانية. اختر ما تريد استخدامه منها هنا.',
      many: '# حسابًا إعلانيًا. اختر ما تريد استخدامه منها هنا.',
      other: '# حساب إعلاني. اختر ما تريد استخدامه منها هنا.',
    })}`,
  connectedText: 'اختر الحسابات الإعلانية التي تريد استخدامها هنا.',
  choose: 'اختيار الحسابات الإعلانية',
  pickerFailedTitle: 'تعذّر فتح قائمة الحسابات الإعلانية',
  againTitle: (name) => (name === undefined ? 'تم تسجيل الدخول مجددًا' : `تم تسجيل الدخول مجددًا باسم ${isolated(name)}`),
  reconnected: 'عادت الحسابات الإعلانية إلى العمل. لم يضع شيء.',
  accepted: (count) =>
    count === 0
      ? 'تسجيل الدخول الجديد قيد الاستخدام.'
      : `تسجيل الدخول الجديد قيد الاستخدام. ${plural(count, {
          zero: '',
          one: 'لا يمكن استخدام حساب إعلاني مستورد واحد حتى يشاركه تسجيل دخول مجددًا.',
          two: 'لا يمكن استخدام حسابين إعلانيين مستوردين حتى يشاركهما تسجيل دخول مجددًا.',
          few: 'لا يمكن استخدام # حسابات إعلانية مستوردة حتى يشاركها تسجيل دخول مجددًا.',
          many: 'لا يمكن استخدام # حسابًا إعلانيًا مستوردًا حتى يشاركها تسجيل دخول مجددًا.',
          other: 'لا يمكن استخدام # حساب إعلاني مستورد حتى يشاركها تسجيل دخول مجددًا.',
        })}`,
  fewerTitle: (count) => `نقصت الحسابات في تسجيل الدخول هذا بمقدار ${accountsOf(count)}`,
  fewerScopesTitle: (count) => `نقصت الأذونات في تسجيل الدخول هذا بمقدار ${permissionsOf(count)}`,
  review: 'لم يتغير شيء بعد. تستمر حساباتك الإعلانية بتسجيل دخولها الحالي حتى تختار.',
  reviewDisconnected: 'لم يتغير شيء بعد. يبقى تسجيل الدخول هذا مفصولًا حتى تختار.',
  reviewUnread: 'لم يتغير شيء بعد، ولن يتغير شيء حتى تختار.',
  reviewGrown: 'تغيّر هذا منذ اختيارك. راجعه مجددًا، ثم اختر.',
  reviewTime:
    'في الحالتين تبقى الحسابات الإعلانية المستوردة والتعيين والسجل هنا. وإذا لم تختر خلال 30 دقيقة، فسيبقى كل شيء كما كان.',
  otherUserNow: (before, now) => `الربط الحالي باسم ${isolated(before)}، وتسجيل الدخول هذا باسم ${isolated(now)}.`,
  lostAccounts: (count) =>
    plural(count, {
      zero: '# حساب إعلاني لم تعد مشتركة',
      one: 'حساب إعلاني واحد لم يعد مشتركًا',
      two: 'حسابان إعلانيان لم يعودا مشتركين',
      few: '# حسابات إعلانية لم تعد مشتركة',
      many: '# حسابًا إعلانيًا لم تعد مشتركة',
      other: '# حساب إعلاني لم تعد مشتركة',
    }),
  lostIsImported: 'مستورد هنا',
  lostMore: (count, imported) =>
    imported === 0
      ? `و${others(count)}`
      : imported === count
        ? `و${others(count)}، ${plural(count, {
            zero: '',
            one: 'وهو مستورد هنا',
            two: 'وكلاهما مستورد هنا',
            few: 'وكلها مستوردة هنا',
            many: 'وكلها مستوردة هنا',
            other: 'وكلها مستوردة هنا',
          })}`
        : `و${others(count)}، المستورد هنا: ${number(imported)}`,
  lostImported: (count, all) => {
    if (count === 0) return all === 1 ? 'ليس مستوردًا هنا.' : 'لا شيء من ذلك مستورد هنا.';
    if (all === 1) return 'يبقى في القائمة، لكن لا يمكن استخدامه حتى يشاركه تسجيل دخول مجددًا. عمليات تصديره تنتظر.';
    return plural(count, {
      zero: '',
      one: 'يبقى الحساب المستورد في القائمة، لكن لا يمكن استخدامه حتى يشاركه تسجيل دخول مجددًا. عمليات تصديره تنتظر.',
      two: 'يبقى الحسابان المستوردان في القائمة، لكن لا يمكن استخدامهما حتى يشاركهما تسجيل دخول مجددًا. عمليات تصديرهما تنتظر.',
      few: 'تبقى # حسابات مستوردة في القائمة، لكن لا يمكن استخدامها حتى يشاركها تسجيل دخول مجددًا. عمليات تصديرها تنتظر.',
      many: 'يبقى # حسابًا مستوردًا في القائمة، لكن لا يمكن استخدامها حتى يشاركها تسجيل دخول مجددًا. عمليات تصديرها تنتظر.',
      other: 'يبقى # حساب مستورد في القائمة، لكن لا يمكن استخدامها حتى يشاركها تسجيل دخول مجددًا. عمليات تصديرها تنتظر.',
    });
  },
  lostScopes: (count) =>
    plural(count, {
      zero: '# إذن لم تعد ممنوحة',
      one: 'إذن واحد لم يعد ممنوحًا',
      two: 'إذنان لم يعودا ممنوحين',
      few: '# أذونات لم تعد ممنوحة',
      many: '# إذنًا لم تعد ممنوحة',
      other: '# إذن لم تعد ممنوحة',
    }),
  permissionMeans: (id) => PERMISSION_MEANS[id] ?? NOT_NEEDED,
  lacks: (id, name) => `غير ممنوح: ${isolated(name)}. ${PERMISSION_MEANS[id] ?? NOT_NEEDED}`,
  lacksHow: `سجّل الدخول مجددًا واترك كل الأذونات مفعّلة لدى ${TIKTOK}.`,
  decide: { discard: 'الإبقاء على تسجيل الدخول السابق', accept: 'استخدام تسجيل الدخول الجديد' },
  deciding: { discard: 'جارٍ الإبقاء عليه…', accept: 'جارٍ التبديل…' },
  decideFailed: {
    discard: 'تعذّر استبعاد تسجيل الدخول الجديد',
    accept: 'تعذّر التبديل إلى تسجيل الدخول الجديد',
  },
  discardedTitle: 'لم يتغير شيء',
  discarded: 'تستمر حساباتك الإعلانية بتسجيل دخولها السابق. حُذف تسجيل الدخول الجديد من هنا.',
  discardedDisconnected: 'يبقى تسجيل الدخول مفصولًا. حُذف تسجيل الدخول الجديد من هنا.',
  reviewOverTitle: 'لم يختر أحد خلال 30 دقيقة',
  reviewOver: 'حُذف تسجيل الدخول الجديد من هنا. لم يتغير شيء.',
  tokenEnding: (last4) => `الرمز المنتهي بـ ${isolated(last4)}.`,
  sandboxLimits: `لا تعرض بيئة الاختبار في ${TIKTOK} حسابات إعلانية غير التي أدخلتها، ولا تقبل الجماهير بحسب المعروف حتى الآن.`,
  accountTitle: `تم ربط حساب ${TIKTOK}`,
  accountOnly: `لا يشارك حساب ${TIKTOK} هذا أي حسابات إعلانية، ولا يلزمه ذلك. لتصدير الجماهير، اربط حسابًا إعلانيًا أيضًا.`,
  businessCenterTitle: `لا حساب إعلانيًا مشتركًا في ${BUSINESS_CENTER} الخاص بك`,
  businessCenterOnly: `اطلب من مسؤول ${BUSINESS_CENTER} أن يخصّص لك حسابًا إعلانيًا، ثم سجّل الدخول مجددًا.`,
  signInAgain: 'تسجيل الدخول مجددًا',
  done: 'تم',
  nothingTitle: `لم يشارك ${TIKTOK} أي حسابات إعلانية`,
  nothing: `في صفحة ${TIKTOK}، حدّد حسابًا إعلانيًا واحدًا على الأقل قبل السماح بالوصول.`,
  nothingAgain: 'تبقى حساباتك الإعلانية المستوردة في القائمة، لكن لا يمكن استخدامها حتى تُشارَك مجددًا.',
  importedTitle: (count) => `تم استيراد ${accountsOf(count)}`,
  imported: 'جاهزة للتعيين والتصدير.',
};
