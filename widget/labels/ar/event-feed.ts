import type { eventFeed as English } from '../en/event-feed.ts';
import { accountsOf, daysOf, eventsOf, peopleOf, secondsOf } from './counted.ts';
import { isolated, number, plural } from './speech.ts';
import { TIKTOK } from './terms.ts';

const quoted = (texts: readonly string[]): string => texts.map((text) => `«${isolated(text)}»`).join(' ');
const says = (reasons: readonly string[]): string =>
  reasons.length === 0 ? `لا يذكر ${TIKTOK} سببًا.` : `يقول ${TIKTOK}: ${quoted(reasons)}`;
const suggests = (text: string | null): string => (text === null ? '' : ` يقترح ${TIKTOK}: ${quoted([text])}`);
/** What hangs on a sign-in in trouble. */
const hangs = (accountCount: number, waiting: number): string => {
  if (waiting > 0) {
    return plural(waiting, {
      zero: '',
      one: 'تنتظرك عملية تصدير واحدة؛ لم يضع شيء.',
      two: 'تنتظرك عمليتا تصدير؛ لم يضع شيء.',
      few: 'تنتظرك # عمليات تصدير؛ لم يضع شيء.',
      many: 'تنتظرك # عملية تصدير؛ لم يضع شيء.',
      other: 'تنتظرك # عملية تصدير؛ لم يضع شيء.',
    });
  }
  return accountCount === 0
    ? 'لا يعتمد عليه شيء الآن.'
    : `تنتظر عمليات التصدير إلى ${accountsOf(accountCount)} حتى يسجّل أحد الدخول مجددًا؛ لم يضع شيء.`;
};

/** TikTok's `secondary_status` of a campaign, in words. */
const campaignStatuses: Readonly<Record<string, string>> = {
  CAMPAIGN_STATUS_ENABLE: 'نشطة',
  CAMPAIGN_STATUS_DISABLE: 'متوقفة مؤقتًا',
  CAMPAIGN_STATUS_DELETE: 'محذوفة',
  CAMPAIGN_STATUS_ADVERTISER_AUDIT: 'تنتظر مراجعة الحساب الإعلاني',
  CAMPAIGN_STATUS_ADVERTISER_AUDIT_DENY: 'متوقفة، لم يجتز الحساب الإعلاني المراجعة',
  CAMPAIGN_STATUS_BUDGET_EXCEED: 'متوقفة، نفدت ميزانيتها',
  CAMPAIGN_STATUS_REVIEW_DISAPPROVED: `متوقفة، رفضتها مراجعة ${TIKTOK}`,
  ADVERTISER_CONTRACT_PENDING: 'تنتظر عقد الحساب الإعلاني',
  ADVERTISER_ACCOUNT_PUNISH: `متوقفة، علّق ${TIKTOK} الحساب الإعلاني`,
};
/** A constant that is not known by name reads as its words. */
const campaignStatus = (constant: string): string =>
  campaignStatuses[constant] ??
  isolated(
    constant
      .replace(/^CAMPAIGN_STATUS_/, '')
      .replaceAll('_', ' ')
      .toLowerCase(),
  );

/** A title about something: what happened, then its name, kept apart. */
const about =
  (what: string) =>
  (name: string): string =>
    `${what}: ${isolated(name)}`;

/** Words of `<tiktok-event-feed>`. */
export const eventFeed: typeof English = {
  title: 'النشاط',
  show: 'إظهار',
  filters: {
    needs_you: 'يحتاج إليك',
    all: 'الكل',
    ads: 'الإعلانات',
    accounts: 'الحسابات',
    audiences: 'الجماهير',
  },
  today: (date) => `اليوم، ${date}`,
  yesterday: 'أمس',
  unread: 'غير مقروء:',
  markAllRead: 'تحديد الكل كمقروء',
  markedRead: (count) => `تم تحديد ${eventsOf(count)} كمقروء`,
  unmarked: 'غير مقروء مجددًا',
  undo: 'تراجع',
  dismiss: 'إخفاء',
  fresh: (count) => `الجديد: ${number(count)}`,
  freshName: (count) => `الجديد: ${number(count)}، إظهار الأحداث`,
  heardMany: (count) =>
    plural(count, {
      zero: 'لا أحداث جديدة في النشاط',
      one: 'حدث جديد واحد في النشاط',
      two: 'حدثان جديدان في النشاط',
      few: '# أحداث جديدة في النشاط',
      many: '# حدثًا جديدًا في النشاط',
      other: '# حدث جديد في النشاط',
    }),
  older: 'إظهار الأقدم',
  loadingOlder: 'جارٍ تحميل الأقدم…',
  kept: 'تُحفظ الأحداث 90 يومًا.',
  loadFailed: 'تعذّر تحميل النشاط',
  olderFailed: 'تعذّر تحميل الأحداث الأقدم',
  retryFailed: 'تعذّرت متابعة التصدير',
  noPermissionTitle: 'لا يمكنك رؤية النشاط',
  noPermission: `لا يشمل دورك في مساحة العمل هذه ${TIKTOK}. اطلب من مسؤول إذن «القراءة».`,
  empty: {
    needs_you: {
      title: 'لا شيء يحتاج إليك',
      text: 'تظهر هنا خلال ثانية الإعلانات المرفوضة والحسابات المعلّقة ومشكلات تسجيل الدخول.',
    },
    all: {
      title: 'لم يحدث شيء بعد',
      text: `يظهر هنا تلقائيًا ما يقوله ${TIKTOK} عن إعلاناتك وحساباتك الإعلانية، ونتائج عمليات التصدير.`,
    },
    ads: { title: 'لا شيء عن الإعلانات', text: `يظهر هنا خلال ثانية ما تقوله مراجعة ${TIKTOK} عن إعلان.` },
    accounts: {
      title: 'لا شيء عن الحسابات',
      text: 'تظهر هنا الحسابات الإعلانية المعلّقة وحالات فقدان الوصول ومشكلات تسجيل الدخول.',
    },
    audiences: {
      title: 'لا شيء عن الجماهير',
      text: 'تظهر هنا عمليات التصدير التي تنتهي أو تنتظر، والجماهير التي تجهز أو تنتهي قريبًا.',
    },
  },
  interrupted: 'انقطعت التحديثات المباشرة',
  tryingIn: (seconds) => `ستُعاد المحاولة خلال ${secondsOf(seconds)}. وعندها يُجلب ما فاتك.`,
  trying: 'جارٍ إعادة المحاولة الآن. وعندها يُجلب ما فاتك.',
  tryNow: 'المحاولة الآن',
  live: 'عادت التحديثات المباشرة',

  nameless: {
    ad: 'إعلان',
    adgroup: 'مجموعة إعلانية',
    campaign: 'حملة',
    account: 'حساب إعلاني',
    connection: `تسجيل دخول إلى ${TIKTOK}`,
    export: 'تصدير',
    audience: 'جمهور',
    approval: `طلب إلى ${TIKTOK}`,
    notice: 'إشعار',
  },
  titles: {
    'ad.disapproved': about('رُفض إعلان'),
    'ad.approved': about('تمت الموافقة على إعلان'),
    'adgroup.disapproved': about('رُفضت مجموعة إعلانية'),
    'adgroup.approved': about('تمت الموافقة على مجموعة إعلانية'),
    'campaign.status_changed': about('تغيّرت حملة'),
    'account.suspended': about('عُلّق حساب إعلاني'),
    'account.restored': about('أُعيد حساب إعلاني'),
    'account.access_lost': about('فُقد الوصول'),
    'account.access_restored': about('عاد الوصول'),
    'connection.expiring': about('ينتهي تسجيل الدخول قريبًا'),
    'connection.read_only': about('تسجيل الدخول للقراءة فقط'),
    'connection.disconnected': about('رُفض تسجيل الدخول'),
    'connection.restored': about('عاد تسجيل الدخول إلى العمل'),
    'connection.removed': about('فُصل تسجيل الدخول'),
    'export.started': about('بدأ التصدير'),
    'export.completed': about('اكتمل التصدير'),
    'export.failed': about('توقف التصدير'),
    'export.cancelled': about('أُلغي التصدير'),
    'mirror.confirmation_needed': about('دورة تنتظرك'),
    'audience.ready': about('الجمهور جاهز'),
    'audience.expiring': about('ينتهي الجمهور قريبًا'),
    'approval.requested': about('ينتظر قرارًا'),
    'approval.decided': about('تم اتخاذ القرار'),
    'tiktok.unknown': about(`إشعار غير معروف من ${TIKTOK}`),
  },
  approvedInPart: (kind) =>
    about(kind === 'ad' ? 'تمت الموافقة جزئيًا على إعلان' : 'تمت الموافقة جزئيًا على مجموعة إعلانية'),
  decidedTitle: {
    approved: about('تمت الموافقة'),
    failed: about('تمت الموافقة لكن لم يُنفَّذ'),
    denied: about('تم الرفض'),
    withdrawn: about('تم السحب'),
    expired: about('لم يقرر أحد'),
  },
  endsIn: (days) => about(days > 0 ? `ينتهي الجمهور خلال ${daysOf(days)}` : 'ينتهي الجمهور اليوم'),
  ended: about('انتهى الجمهور'),
  otherTitle: about('نوع جديد من الأحداث'),

  disapproved: (kind, reasons, suggestion, isOpen) =>
    // TikTok's suggestion says what to do; ours beside it would say it twice.
    `${says(reasons)}${suggests(suggestion)}${
      isOpen && suggestion === null
        ? ` غيّر ${kind === 'ad' ? 'الإعلان ثم أرسله' : 'المجموعة الإعلانية ثم أرسلها'} للمراجعة مجددًا.`
        : ''
    }`,
  approved: (kind, isPartial) =>
    isPartial
      ? `أنهى ${TIKTOK} مراجعته. تبقى بعض المواضع أو الأعمار أو الأماكن مرفوضة، ويمكن تشغيل الباقي.`
      : `أنهى ${TIKTOK} مراجعته. يمكن تشغيل ${kind === 'ad' ? 'الإعلان' : 'المجموعة الإعلانية'}.`,
  campaignChanged: (from, to) => `الآن: ${campaignStatus(to)}. سابقًا: ${campaignStatus(from)}.`,
  suspended: (reason, isOpen) =>
    `${reason === null ? '' : `${says([reason])} `}${
      isOpen
        ? 'توقفت إعلاناته وتُرفض عمليات التصدير إليه. يمكنك تقديم اعتراض.'
        : 'كانت إعلاناته قد توقفت، وكانت عمليات التصدير إليه تُرفض.'
    }`,
  restored: 'يمكن تشغيل إعلاناته مجددًا، والتصدير إليه ممكن.',
  accessLost:
    'لم يعد تسجيل الدخول يصل إليه، لذلك تنتظر عمليات التصدير إليه. سجّل الدخول باسم من يستطيع الوصول، أو راجع مسؤول الحساب الإعلاني.',
  accessRestored: 'عاد تسجيل الدخول يصل إليه. يستمر ما كان ينتظر تلقائيًا.',
  expiring: (accountCount) =>
    `لا يمكن تجديده تلقائيًا. ${plural(accountCount, {
      zero: 'سجّل الدخول قبل انتهائه.',
      one: 'سجّل الدخول قبل انتهائه، فيستمر حساب إعلاني واحد بلا انقطاع.',
      two: 'سجّل الدخول قبل انتهائه، فيستمر حسابان إعلانيان بلا انقطاع.',
      few: 'سجّل الدخول قبل انتهائه، فتستمر # حسابات إعلانية بلا انقطاع.',
      many: 'سجّل الدخول قبل انتهائه، فيستمر # حسابًا إعلانيًا بلا انقطاع.',
      other: 'سجّل الدخول قبل انتهائه، فيستمر # حساب إعلاني بلا انقطاع.',
    })}`,
  readOnly: (accountCount, waiting) => `تعذّر تجديد تسجيل الدخول هذا إلى ${TIKTOK}. ${hangs(accountCount, waiting)}`,
  disconnected: (accountCount, waiting) => `لم يعد ${TIKTOK} يقبل تسجيل الدخول هذا. ${hangs(accountCount, waiting)}`,
  reconnected: 'يستمر ما كان ينتظره تلقائيًا.',
  removed: `تم فصله نهائيًا. لن يصل به شيء إلى ${TIKTOK} بعد ذلك.`,
  exportCompleted: (sent, rejected) =>
    `وصل منه إلى ${TIKTOK} ${peopleOf(sent)}${
      rejected === 0
        ? ''
        : `؛ ${plural(rejected, {
            zero: '',
            one: 'واستُبعد صف واحد',
            two: 'واستُبعد صفان',
            few: 'واستُبعدت # صفوف',
            many: 'واستُبعد # صفًا',
            other: 'واستُبعد # صف',
          })}`
    }. يمكن للإعلانات استخدام الجمهور.`,
  exportCompletedRemoval: (sent) => `طُلب من ${TIKTOK} إزالة ${peopleOf(sent)}.`,
  exportFailed: (why, sent) =>
    `${why} ${plural(sent, {
      zero: 'لم يُرسَل شيء.',
      one: 'وصل شخص واحد بالفعل ولن يُرسَل مرتين.',
      two: 'وصل شخصان بالفعل ولن يُرسَلا مرتين.',
      few: 'وصل # أشخاص بالفعل ولن يُرسَلوا مرتين.',
      many: 'وصل # شخصًا بالفعل ولن يُرسَلوا مرتين.',
      other: 'وصل # شخص بالفعل ولن يُرسَلوا مرتين.',
    })}`,
  exportFailedWhy: 'حدث خطأ في الطريق.',
  exportCancelled: (sent) =>
    `تم إلغاؤه. ${plural(sent, {
      zero: 'لم يُرسَل شيء.',
      one: 'أُرسل قبل ذلك شخص واحد ويبقى.',
      two: 'أُرسل قبل ذلك شخصان ويبقيان.',
      few: 'أُرسل قبل ذلك # أشخاص ويبقون.',
      many: 'أُرسل قبل ذلك # شخصًا ويبقون.',
      other: 'أُرسل قبل ذلك # شخص ويبقون.',
    })}`,
  exportStarted: 'جارٍ إرساله.',
  asks: {
    many_removals: (toAdd, toRemove) =>
      `سيُزيل ${toRemove === null ? 'أشخاصًا كثيرين' : `أشخاصًا عددهم ${number(toRemove)}`}${
        toAdd === null || toAdd === 0 ? '' : ` ويضيف ${number(toAdd)}`
      }. لا يُرسَل شيء حتى يوافق أحد.`,
    replaces_audience: () => 'سيستبدل كل من في الجمهور، وقد تتوقف الإعلانات في أثناء ذلك. لا يُرسَل شيء حتى يوافق أحد.',
    source_shrank: (toAdd, toRemove) =>
      `أصبحت الشريحة أصغر بكثير: سيغادر ${toRemove === null ? 'أشخاص كثيرون' : `أشخاص عددهم ${number(toRemove)}`}${
        toAdd === null || toAdd === 0 ? '' : ` وينضم ${number(toAdd)}`
      }. لا يُرسَل شيء حتى يوافق أحد.`,
  },
  audienceReady: (matched, sent) =>
    matched === null
      ? 'يمكن للإعلانات استخدامه الآن.'
      : sent === null || sent < matched
        ? `عدد من طابقهم ${TIKTOK} نحو ${number(matched)}. يمكن للإعلانات استخدامه الآن.`
        : `طابق ${TIKTOK} ${number(matched)} من أصل ${peopleOf(sent)}. يمكن للإعلانات استخدامه الآن.`,
  audienceEnding: `استخدمه في مجموعة إعلانية نشطة أو أضف أشخاصًا، فيحتفظ به ${TIKTOK} لمدة 365 يومًا أخرى.`,
  audienceEnded: `حذفه ${TIKTOK}، ما لم يستخدمه أحد في الوقت المناسب.`,
  approvalRequested: (wants, isOpen) => `${wants}.${isOpen ? ` لا يصل شيء إلى ${TIKTOK} حتى يتخذ أحد قرارًا.` : ''}`,
  approvalDecided: {
    approved: (by) => (by === null ? 'تمت الموافقة عليه.' : `تمت الموافقة عليه بواسطة ${isolated(by)}.`),
    failed: () => 'تمت الموافقة عليه، لكن تعذّر تنفيذه. توضح الضوابط السبب.',
    denied: (by) => `${by === null ? 'تم رفضه' : `تم رفضه بواسطة ${isolated(by)}`}. لم يصل شيء إلى ${TIKTOK}.`,
    withdrawn: () => `سحبه صاحب الطلب. لم يصل شيء إلى ${TIKTOK}.`,
    expired: () => `انتهت مهلة القرار. لم يصل شيء إلى ${TIKTOK}.`,
  },
  unknown: 'لا يعرف هذا الإصدار ذلك النوع، لذلك لا يفعل به شيئًا.',
  other: 'لا يستطيع هذا الإصدار بعد أن يوضح معناه.',
  unknownMore: 'ما يحتويه',
  kind: (object) => `النوع ${object}`,

  unconfirmed: (what) => `غير مؤكد: تعذّر سؤال ${TIKTOK} مجددًا، أو لم يعد يعرف المقصود (${what}). هذا ما ورد في إشعاره.`,
  settled: (when) => `انتهى الأمر ${when}. ليس على أحد فعل شيء.`,
  at: (time) => `الساعة ${time}`,
  on: (moment) => `في ${moment}`,
  retried: 'يستمر من حيث توقف.',
  needsConnect: 'يتطلب تسجيل الدخول مجددًا إذن «الربط».',
  needsExport: 'تتطلب متابعته إذن «التصدير».',
  standsUnder: {
    accounts: 'تجده ضمن «الحسابات الإعلانية».',
    audiences: 'تقرر ضمن «الجماهير».',
    controls: 'تقرر ضمن «الضوابط».',
  },

  edit: `التعديل في ${isolated('Ads Manager')}`,
  appeal: `الاعتراض في ${isolated('Ads Manager')}`,
  see: `العرض في ${isolated('Ads Manager')}`,
  opensNewTab: 'يُفتح في علامة تبويب جديدة',
  signIn: 'تسجيل الدخول مجددًا',
  newToken: 'لصق رمز جديد',
  retry: 'متابعة التصدير',
  retrying: 'جارٍ المتابعة…',
  review: 'مراجعة الدورة',
  reviewCall: 'مراجعة',
  openControls: 'إظهار الضوابط',
  openExport: 'فتح التصدير',
  openAccounts: 'إظهار الحسابات الإعلانية',
  openAudiences: 'إظهار الجماهير',
  about: (button, name) => `${button}: ${isolated(name)}`,
};
