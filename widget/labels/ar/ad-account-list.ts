import type { adAccountList as English } from '../en/ad-account-list.ts';
import { accountsOf, signInsOf } from './counted.ts';
import { others } from './named.ts';
import { isolated, number, plural } from './speech.ts';
import { ADS_MANAGER, BUSINESS_CENTER, TIKTOK } from './terms.ts';

/** "exports to 3 ad accounts", or exports alone where nothing is known of them. */
const exportsTo = (count: number): string =>
  count === 0 ? 'عمليات التصدير' : `عمليات التصدير إلى ${accountsOf(count)}`;

/** Words of `<tiktok-ad-account-list>`. */
export const adAccountList: typeof English = {
  title: 'الحسابات الإعلانية',
  fromSignIns: (count) => `من ${signInsOf(count)} إلى ${TIKTOK}`,
  loadedSoFar: (count) => `جارٍ تحميل حساباتك الإعلانية، ${number(count)} حتى الآن`,
  firstOnly: (count) => `أول ${number(count)} فقط. تعذّر تحميل الباقي.`,
  find: 'البحث بالاسم أو المعرّف',
  found: (count) => `تم العثور على ${accountsOf(count)}`,
  notFoundTitle: 'لم يُعثر على أي حساب إعلاني',
  notFound: (query) => `لا يوجد حساب إعلاني يحتوي اسمه أو معرّفه على «${isolated(query)}».`,
  notFoundStatus: (status) => `لا يوجد الآن حساب إعلاني حالته «${status}».`,
  notFoundBoth: (query, status) =>
    `لا يوجد حساب إعلاني حالته «${status}» ويحتوي اسمه أو معرّفه على «${isolated(query)}».`,
  showAll: 'إظهار الكل',
  connectAnother: 'ربط حساب آخر',
  columns: {
    account: 'الحساب',
    status: 'الحالة',
    role: 'الدور',
    currency: 'العملة',
    zone: 'المنطقة الزمنية',
    remove: 'إزالة',
  },
  unnamed: 'حساب إعلاني بلا اسم',
  unknown: 'غير معروف',
  sandbox: 'بيئة اختبار',
  statuses: {
    connected: 'متصل',
    read_only: 'للقراءة فقط',
    disconnected: 'مفصول',
    suspended: 'معلّق',
    no_permission: 'بلا إذن',
  },

  filterBy: 'التصفية حسب الحالة',
  everyStatus: 'الكل',
  sortBy: 'الترتيب حسب',
  sorts: {
    name: { ascending: 'الاسم تصاعديًا', descending: 'الاسم تنازليًا' },
    status: { ascending: 'الحالة، المشكلات أولًا', descending: 'الحالة، المتصل أولًا' },
    role: { ascending: 'الدور، المسؤول أولًا', descending: 'الدور، المسؤول أخيرًا' },
    currency: { ascending: 'العملة تصاعديًا', descending: 'العملة تنازليًا' },
    timezone: { ascending: 'المنطقة الزمنية تصاعديًا', descending: 'المنطقة الزمنية تنازليًا' },
  },
  sorted: (order) => `الترتيب حسب: ${order}`,
  pages: 'الصفحات',
  range: (first, last, all) => `${number(first)}–${number(last)} من ${number(all)}`,
  rangeSpoken: (first, last, all) => `الحسابات الإعلانية من ${number(first)} إلى ${number(last)} من أصل ${number(all)}`,
  previous: 'السابق',
  next: 'التالي',
  page: 'الصفحة',
  ofPages: (count) => `من ${number(count)}`,

  readOnlyWhy: 'عمليات التصدير تنتظر تسجيل دخول جديدًا.',
  analystWhy: 'لا يستطيع المحلّل سوى القراءة.',
  ungrantedWhy: 'إذن الجماهير مفقود.',
  notApprovedWhy: `لم يوافق عليه ${TIKTOK} بعد.`,
  refusedOn: (date) => `رُفض في ${date}.`,
  refused: `يرفض ${TIKTOK} تسجيل الدخول.`,
  suspendedWhy: 'توقفت إعلاناته.',
  notSharedSince: (date) => `غير مشترك منذ ${date}.`,
  notShared: 'لم يعد تسجيل الدخول يشاركه.',
  appeal: 'تقديم اعتراض',
  appealName: (name) => `تقديم اعتراض بشأن ${isolated(name)}، يُفتح في علامة تبويب جديدة`,
  seeWhy: 'معرفة السبب',
  seeWhyName: (name) => `معرفة السبب: عدم الموافقة على ${isolated(name)}، يُفتح في علامة تبويب جديدة`,
  signInAgain: 'تسجيل الدخول مجددًا',
  signInAgainName: (name) => `تسجيل الدخول مجددًا من أجل ${isolated(name)}`,
  askAdmin: 'مراسلة مسؤول…',
  askAdminName: (name) => `مراسلة مسؤول… بشأن ${isolated(name)}`,

  checkedWhen: (when) => `آخر تحقق: ${when}`,
  checkedAt: (date, time) => `${date}، ${time}`,
  checkedAtTitle: (at) => `آخر تحقق: ${at}`,
  refresh: 'تحديث',
  refreshName: (name) => `تحديث ${isolated(name)}`,
  checking: 'جارٍ التحقق…',
  checkAll: 'التحقق من الكل',
  checkAllName: 'التحقق من كل الحسابات الإعلانية',
  checkingAll: (done, all) =>
    all === 1 ? 'جارٍ التحقق…' : `جارٍ التحقق من تسجيل الدخول ${number(Math.min(done + 1, all))} من ${number(all)}…`,
  checkedAll: (troubled) =>
    troubled === 0
      ? 'تم التحقق. كل الحسابات الإعلانية متصلة.'
      : `تم التحقق. ${plural(troubled, {
          zero: '',
          one: 'حساب إعلاني واحد غير متصل.',
          two: 'حسابان إعلانيان غير متصلين.',
          few: '# حسابات إعلانية غير متصلة.',
          many: '# حسابًا إعلانيًا غير متصلة.',
          other: '# حساب إعلاني غير متصلة.',
        })}`,
  checked: (name, status) => `${isolated(name)}: ${status}`,
  checkedRefused: `ما زال ${TIKTOK} يرفض. سجّل الدخول مجددًا.`,
  checkFailed: (name) => `تعذّر التحقق من ${isolated(name)}`,
  checkAllFailed: 'تعذّر التحقق من كل الحسابات الإعلانية',

  select: 'تحديد',
  selectName: (name) => `تحديد ${isolated(name)}`,
  selectAll: (count) => `تحديد الكل (${number(count)})`,
  selectAllFound: (count) => `تحديد كل النتائج (${number(count)})`,
  selected: (count) => (count === 0 ? 'لم يُحدَّد شيء' : `المحدّد: ${number(count)}`),
  selectedHidden: (count) => `غير ظاهر هنا: ${number(count)}`,
  selectionBar: 'الحسابات الإعلانية المحدّدة',

  removeName: (name) => `إزالة ${isolated(name)}`,
  removeTitle: (name) => `هل تريد إزالة ${isolated(name)}؟`,
  removeManyTitle: (count) => `هل تريد إزالة ${accountsOf(count)}؟`,
  andMore: (count) => `و${others(count)}`,
  removeStops: 'لن تصل إليه عمليات تصدير جديدة، وتتوقف العمليات الجارية.',
  removeStopsMany: 'لن تصل إليها عمليات تصدير جديدة، وتتوقف العمليات الجارية.',
  removeStays: `تبقى حملاته وجماهيره في ${ADS_MANAGER}.`,
  removeStaysMany: `تبقى حملاتها وجماهيرها في ${ADS_MANAGER}.`,
  removeHistory: 'يبقى سجل التصدير.',
  removeOthers: (count) =>
    plural(count, {
      zero: 'لا يتأثر أي حساب إعلاني آخر.',
      one: 'لا يتأثر حسابك الإعلاني الآخر.',
      two: 'لا يتأثر حساباك الإعلانيان الآخران.',
      few: 'لا تتأثر حساباتك الإعلانية الأخرى، وعددها #.',
      many: 'لا تتأثر حساباتك الإعلانية الأخرى، وعددها #.',
      other: 'لا تتأثر حساباتك الإعلانية الأخرى، وعددها #.',
    }),
  removeAgain: 'يمكنك استيراده مجددًا في أي وقت.',
  removeAgainMany: 'يمكنك استيرادها مجددًا في أي وقت.',
  keep: 'الإبقاء على الحساب',
  keepMany: 'الإبقاء على الحسابات',
  remove: 'إزالة الحساب',
  removeManyAsk: (count) => `إزالة ${accountsOf(count)}…`,
  removeMany: (count) => `إزالة ${accountsOf(count)}`,
  removing: 'جارٍ الإزالة…',
  removingMany: (count) => `جارٍ إزالة ${accountsOf(count)}`,
  removedOf: (done, all) => `تمت إزالة ${number(done)} من ${number(all)}`,
  stop: 'إيقاف',
  stopping: 'جارٍ الإيقاف…',
  removed: (name) => `تمت إزالة ${isolated(name)}`,
  removedMany: (count) => `تمت إزالة ${accountsOf(count)}`,
  removedSome: (count, left) => `تمت إزالة ${accountsOf(count)}، وبقي ${number(left)}`,
  removeFailed: 'تعذّرت إزالة هذا الحساب الإعلاني',
  removeFailedMany: (left, all) =>
    left === all
      ? plural(all, {
          zero: 'تعذّرت إزالة الحسابات الإعلانية',
          one: 'تعذّرت إزالة هذا الحساب الإعلاني',
          two: 'تعذّرت إزالة هذين الحسابين الإعلانيين',
          few: 'تعذّرت إزالة هذه الحسابات الإعلانية، وعددها #',
          many: 'تعذّرت إزالة هذه الحسابات الإعلانية، وعددها #',
          other: 'تعذّرت إزالة هذه الحسابات الإعلانية، وعددها #',
        })
      : `لم تتم إزالة ${number(left)} من أصل ${accountsOf(all)}`,
  retryMany: (count) =>
    plural(count, {
      zero: 'إعادة المحاولة',
      one: 'إعادة المحاولة معه',
      two: 'إعادة المحاولة معهما',
      few: 'إعادة المحاولة معها (#)',
      many: 'إعادة المحاولة معها (#)',
      other: 'إعادة المحاولة معها (#)',
    }),

  undo: 'تراجع',
  undoing: 'جارٍ الاسترجاع…',
  undone: (count) => `تم استرجاع ${accountsOf(count)}`,
  undoFailed: (count) => `تعذّر استرجاع ${accountsOf(count)}`,
  dismiss: 'إخفاء',

  readOnlyTitle: (name) => `${isolated(name)} للقراءة فقط`,
  readOnly: (count) =>
    `تعذّر تجديد تسجيل دخوله إلى ${TIKTOK}، لذلك ${exportsTo(count)} متوقفة مؤقتًا. لم يضع شيء، وما زالت القراءة تعمل.`,
  disconnectedTitle: (name) => `${isolated(name)} مفصول`,
  disconnected: (count) =>
    `لم يعد ${TIKTOK} يقبل تسجيل الدخول هذا، لذلك ${exportsTo(count)} تنتظر. لم يضع شيء، وستُستأنف بعد تسجيل دخول جديد.`,
  disconnectedToken: (count) =>
    `لم يعد ${TIKTOK} يقبل هذا الرمز، لذلك ${exportsTo(count)} تنتظر. لم يضع شيء، وستُستأنف برمز جديد.`,
  moreTroubled: (count) =>
    plural(count, {
      zero: 'إظهار تسجيلات الدخول التي تحتاج إليك',
      one: 'إظهار تسجيل دخول آخر يحتاج إليك',
      two: 'إظهار تسجيلَي دخول آخرين يحتاجان إليك',
      few: 'إظهار # تسجيلات دخول أخرى تحتاج إليك',
      many: 'إظهار # تسجيل دخول آخر تحتاج إليك',
      other: 'إظهار # تسجيل دخول آخر تحتاج إليك',
    }),

  askTitle: (name) => `مراسلة مسؤول عن ${isolated(name)}`,
  askAnalyst: `لا يستطيع المحلّل سوى القراءة، لذلك لا يمكن التصدير إلى هذا الحساب الإعلاني. يستطيع أحد مسؤوليه منحك دور مشغّل في ${BUSINESS_CENTER}. بعد ذلك حدّثه هنا.`,
  askAccess: `لم يعد تسجيل الدخول يشارك هذا الحساب الإعلاني. سجّل الدخول مجددًا وحدّده في صفحة ${TIKTOK}. إذا لم تجده هناك، فيستطيع أحد مسؤوليه إعادة الوصول إليه في ${BUSINESS_CENTER}. بعد ذلك حدّثه هنا.`,
  askMessage: 'الرسالة إلى المسؤول',
  askAnalystMessage: (name, id, person) =>
    `مرحبًا، هل يمكن منح ${isolated(person)} دور مشغّل في حساب ${TIKTOK} الإعلاني «${isolated(name)}» (${isolated(id)})؟ لا يمكن إرسال الجماهير إليه بدور محلّل. يُضبط ذلك في ${BUSINESS_CENTER}. شكرًا!`,
  askAccessMessage: (name, id, person) =>
    `مرحبًا، هل يمكن منح ${isolated(person)} مجددًا الوصول إلى حساب ${TIKTOK} الإعلاني «${isolated(name)}» (${isolated(id)}) بدور مشغّل أو مسؤول؟ يُضبط ذلك في ${BUSINESS_CENTER}. شكرًا!`,
  me: 'حسابي',
  copyMessage: 'نسخ الرسالة',
  messageCopied: 'تم النسخ',
  openBusinessCenter: BUSINESS_CENTER,
  opensNewTab: 'يُفتح في علامة تبويب جديدة',

  emptyTitle: 'لا حسابات إعلانية بعد',
  empty: `اربط ${TIKTOK}، ثم اختر الحسابات الإعلانية التي تريد استخدامها هنا. يستغرق ذلك نحو دقيقة.`,
  emptySignedIn: (name, count) =>
    `${isolated(name)} يشارك ${plural(count, {
      zero: '# حساب إعلاني. اختر ما تريد استخدامه منها هنا.',
      one: 'حسابًا إعلانيًا واحدًا. اختر ما إذا كنت تريد استخدامه هنا.',
      two: 'حسابين إعلانيين. اختر ما تريد استخدامه منهما هنا.',
      few: '# حسابات إعلانية. اختر ما تريد استخدامه منها هنا.',
      many: '# حسابًا إعلانيًا. اختر ما تريد استخدامه منها هنا.',
      other: '# حساب إعلاني. اختر ما تريد استخدامه منها هنا.',
    })}`,
  emptySignedInMany: 'اختر الحسابات الإعلانية التي تريد استخدامها هنا من أحد تسجيلات الدخول أدناه.',
  connect: 'ربط حساب إعلاني',
  lookOnly: 'يتطلب الربط والإزالة إذن «الربط». اطلبه من مسؤول مساحة العمل هذه.',
  emptyLookOnly: `لم يربط أحد ${TIKTOK} هنا. يتطلب ذلك إذن «الربط». اطلبه من مسؤول مساحة العمل هذه.`,
  failedTitle: 'تعذّر تحميل حساباتك الإعلانية',
  staleTitle: 'تعذّر تحديث حساباتك الإعلانية',
  offline: 'لم يتغير شيء. ستظهر حساباتك الإعلانية فور عودة الاتصال.',
  noPermissionTitle: `لا يمكنك رؤية حسابات ${TIKTOK} الإعلانية`,
  noPermission: `لا يشمل دورك في مساحة العمل هذه ${TIKTOK}. اطلب من مسؤول إذن «القراءة».`,
};
