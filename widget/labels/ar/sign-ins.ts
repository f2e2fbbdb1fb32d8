import type { signIns as English } from '../en/sign-ins.ts';
import { accounts, accountsOf } from './counted.ts';
import { named, others } from './named.ts';
import { isolated, number, plural } from './speech.ts';
import { BUSINESS_CENTER, TIKTOK } from './terms.ts';

/** Words of the sign-ins, which stand below the ad accounts. */
export const signIns: typeof English = {
  title: 'تسجيلات الدخول',
  account: `حساب ${TIKTOK}`,
  someone: `تسجيل دخول إلى ${TIKTOK}`,
  token: (last4) => `الرمز المنتهي بـ ${isolated(last4)}`,
  pasted: 'رمز ملصق',
  states: { active: 'متصل', expiring: 'ينتهي قريبًا', read_only: 'للقراءة فقط', disconnected: 'مفصول' },
  lasts: 'لا يحتاج إلى تجديد',
  renews: 'يتجدد تلقائيًا',
  renewsNext: (when) => `يتجدد تلقائيًا، التجديد التالي ${when}`,
  worksUntil: (when) => `يعمل حتى ${when}.`,
  notRenewed: 'لم يُجدَّد بعد.',
  readOnly: 'عمليات التصدير تنتظر تسجيل دخول جديدًا.',
  refused: `يرفضه ${TIKTOK}.`,
  imported: (used, shared) => `${number(used)} قيد الاستخدام من أصل ${accountsOf(shared)}`,
  importedMore: (used, shared) =>
    used === 1 ? `${accounts(used)} هنا، غير مشترك` : `${accounts(used)} هنا، المشترك: ${number(shared)}`,
  none: 'لا حسابات إعلانية',
  checked: (when) => `آخر تحقق: ${when}`,
  notChecked: 'لم يتم التحقق بعد',
  more: (count) =>
    plural(count, {
      zero: 'إظهار المزيد',
      one: 'إظهار تسجيل دخول آخر',
      two: 'إظهار تسجيلَي دخول آخرين',
      few: 'إظهار # تسجيلات دخول أخرى',
      many: 'إظهار # تسجيل دخول آخر',
      other: 'إظهار # تسجيل دخول آخر',
    }),
  less: 'إظهار أقل',

  manage: 'إدارة',
  manageName: (name) => `إدارة ${isolated(name)}`,
  actionsName: (name) => `ما يمكنك فعله مع ${isolated(name)}`,
  check: 'التحقق الآن',
  checking: 'جارٍ التحقق…',
  checkedName: (name, state) => `${isolated(name)}: ${state}`,
  checkFailed: (name) => `تعذّر التحقق من ${isolated(name)}`,
  signIn: 'تسجيل الدخول مجددًا',
  signInName: (name) => `تسجيل الدخول مجددًا باسم ${isolated(name)}`,
  newToken: 'لصق رمز جديد',
  newTokenName: (name) => `لصق رمز جديد بدلًا من ${isolated(name)}`,
  choose: 'اختيار الحسابات الإعلانية',
  chooseName: (name) => `اختيار الحسابات الإعلانية التابعة إلى ${isolated(name)}`,
  disconnect: 'فصل…',
  disconnectName: (name) => `فصل ${isolated(name)}…`,
  pasteToken: 'لصق رمز',
  orPasteToken: 'لصق رمز وصول بدلًا من ذلك',
  connectAdvertiser: 'ربط حساب إعلاني',
  businessCenter: BUSINESS_CENTER,
  opensNewTab: 'يُفتح في علامة تبويب جديدة',
  dismiss: 'إخفاء',
  dismissName: (name) => `إخفاء: ${isolated(name)}`,

  noAccounts: `لا يشارك تسجيل الدخول هذا أي حسابات إعلانية. سجّل الدخول مجددًا وحدّد حسابًا واحدًا على الأقل في صفحة ${TIKTOK}.`,
  noAccountsOfAccount: `لا يصل حساب ${TIKTOK} هذا إلى أي حسابات إعلانية. سجّل الدخول كمعلن لإضافتها.`,
  noAccountsOfToken: 'لا يصل هذا الرمز إلى أي حسابات إعلانية. الصقه مجددًا مع معرّف أحدها.',
  businessCenterOnly: `يتبع تسجيل الدخول هذا إلى ${BUSINESS_CENTER}، لكن لم يُخصَّص له أي حساب إعلاني. اطلب من مسؤول هناك تخصيص حساب، ثم تحقق مجددًا.`,
  quoted: (name) => `«${isolated(name)}»`,
  permissionsMissing: (names, stops, isOne) =>
    isOne
      ? `الإذن المفقود: ${names}، لذلك ${stops}. سجّل الدخول مجددًا واتركه محدّدًا.`
      : `الأذونات المفقودة: ${names}، لذلك ${stops}. سجّل الدخول مجددًا واتركها محدّدة.`,
  stops: {
    '1': 'لا يمكن قراءة الحسابات الإعلانية',
    '3': 'لا يمكن إنشاء الجماهير أو تغييرها',
  },
  stopsOther: 'لن يعمل بعضها',
  renewalDelayed: (until) =>
    until === undefined
      ? `لم يجدّده ${TIKTOK} بعد. نواصل المحاولة. لم يتغير شيء حتى الآن.`
      : `لم يجدّده ${TIKTOK} بعد. نواصل المحاولة، وهو يعمل حتى ${until}. لم يتغير شيء حتى الآن.`,
  sandbox: `لا تعرض بيئة الاختبار في ${TIKTOK} حسابات إعلانية ولا تحتفظ بجماهير. استخدمها للتجربة، لا للتصدير.`,
  added: (count, names, more) => `تمت إضافة ${accountsOf(count)}: ${named(names, more)}.`,
  gone: (count, names, more, isAlone) =>
    `${
      isAlone
        ? plural(count, {
            zero: 'لم يختفِ أي حساب إعلاني',
            one: 'اختفى حساب إعلاني واحد',
            two: 'اختفى حسابان إعلانيان',
            few: 'اختفت # حسابات إعلانية',
            many: 'اختفى # حسابًا إعلانيًا',
            other: 'اختفى # حساب إعلاني',
          })
        : plural(count, {
            zero: 'لم يختفِ شيء',
            one: 'اختفى واحد',
            two: 'اختفى اثنان',
            few: 'اختفت #',
            many: 'اختفى #',
            other: 'اختفى #',
          })
    }: ${named(names, more)}.`,

  disconnectTitle: (name) => `هل تريد فصل ${isolated(name)}؟`,
  stopsPermission: `يُطلب من ${TIKTOK} سحب إذنه، ونحذف رمزه.`,
  stopsToken: `نحذف الرمز. يظل ${TIKTOK} يقبله حتى يُسحب من حيث أُنشئ.`,
  stopsWork: 'تنتهي عمليات التجديد والتحقق.',
  stopsAccounts: (count) =>
    plural(count, {
      zero: 'لا يغادر هذه القائمة أي حساب إعلاني:',
      one: 'يغادر حسابه الإعلاني هذه القائمة، وتتوقف عمليات التصدير الجارية إليه:',
      two: 'يغادر حساباه الإعلانيان هذه القائمة، وتتوقف عمليات التصدير الجارية إليهما:',
      few: 'تغادر حساباته الإعلانية هذه القائمة، وعددها #، وتتوقف عمليات التصدير الجارية إليها:',
      many: 'تغادر حساباته الإعلانية هذه القائمة، وعددها #، وتتوقف عمليات التصدير الجارية إليها:',
      other: 'تغادر حساباته الإعلانية هذه القائمة، وعددها #، وتتوقف عمليات التصدير الجارية إليها:',
    }),
  andMore: (count) => `و${others(count)}`,
  staysTikTok: `تبقى الحملات والجماهير لدى ${TIKTOK}.`,
  staysHere: 'يبقى تعيينك وسجل التصدير.',
  staysOthers: (count) =>
    plural(count, {
      zero: 'لا يتأثر أي تسجيل دخول آخر.',
      one: 'لا يتأثر تسجيل دخولك الآخر.',
      two: 'لا يتأثر تسجيلا دخولك الآخران.',
      few: 'لا تتأثر تسجيلات دخولك الأخرى، وعددها #.',
      many: 'لا تتأثر تسجيلات دخولك الأخرى، وعددها #.',
      other: 'لا تتأثر تسجيلات دخولك الأخرى، وعددها #.',
    }),
  keep: 'الإبقاء على تسجيل الدخول',
  disconnectNow: 'فصل',
  disconnecting: 'جارٍ الفصل…',
  disconnected: (name) => `تم فصل ${isolated(name)}`,
  disconnectFailed: 'تعذّر الفصل',

  expiringTitle: (name, date) => `${isolated(name)}: سجّل الدخول مجددًا قبل ${date}`,
  expiringToken: (name, date) => `${isolated(name)}: الصق رمزًا جديدًا قبل ${date}`,
  expiring: (count) => `بعد ذلك ستنتظر عمليات التصدير إلى ${accountsOf(count)}. وحتى ذلك الحين يعمل كل شيء كما كان.`,
  delayedTitle: (name) => `لم يُجدَّد ${isolated(name)} بعد`,
};
