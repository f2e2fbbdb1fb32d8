import type { exportWays as English } from '../en/export-ways.ts';
import { daysOf, lines, linesOf, peopleOf, rowsOf } from './counted.ts';
import { isolated, list, number, plural } from './speech.ts';
import { CSV, TIKTOK } from './terms.ts';
import { zoneInWords } from './zone.ts';

const REACH = 'الوصول والتكرار';

const weekdays: (typeof English)['weekdays'] = {
  monday: 'الاثنين',
  tuesday: 'الثلاثاء',
  wednesday: 'الأربعاء',
  thursday: 'الخميس',
  friday: 'الجمعة',
  saturday: 'السبت',
  sunday: 'الأحد',
};

/** `zone` is the ad account's, such as “Europe/Berlin”; null when TikTok does not say, then it is UTC. */
const scheduleInWords: (typeof English)['scheduleInWords'] = (schedule, zone) => {
  const time = zoneInWords(zone);
  switch (schedule.every) {
    case 'hour':
      return 'كل ساعة';
    case 'day':
      return `كل يوم الساعة ${schedule.at}، ${time}`;
    case 'week':
      return `كل يوم ${weekdays[schedule.on]} الساعة ${schedule.at}، ${time}`;
  }
};

/** Words of `<tiktok-audience-exporter>` for the ways in and out: pasted lists, consent, schedules, deliveries. */
export const exportWays: typeof English = {
  list: 'لصق قائمة',
  pastedList: 'قائمة ملصقة',
  listLabel: 'عناوين بريد إلكتروني أو أرقام هواتف أو معرّفات أجهزة، واحد في كل سطر',
  listHint: 'لا بأس بالخليط. والقيم المجزّأة بالفعل مقبولة أيضًا.',
  listPlaceholder: 'ana@example.com\n+49 171 1234567',
  listFound: lines,
  listUnreadable: (count) =>
    plural(count, {
      zero: 'لا يُستبعد أي سطر.',
      one: 'سطر واحد لا يشبه أيًا من هذه وسيُستبعد.',
      two: 'سطران لا يشبهان أيًا من هذه وسيُستبعدان.',
      few: '# أسطر لا تشبه أيًا من هذه وستُستبعد.',
      many: '# سطرًا لا تشبه أيًا من هذه وستُستبعد.',
      other: '# سطر لا تشبه أيًا من هذه وستُستبعد.',
    }),
  listTooLong: `هذه القائمة أطول من أن تُلصق. احفظها كملف ${CSV} واستخدمه.`,
  listHashedAs: (count) =>
    plural(count, {
      zero: 'ما الأسطر المجزّأة؟',
      one: 'ما السطر المجزّأ؟',
      two: 'ما السطران المجزّآن؟',
      few: 'ما الأسطر المجزّأة؟',
      many: 'ما الأسطر المجزّأة؟',
      other: 'ما الأسطر المجزّأة؟',
    }),
  listHashedHint: (count) =>
    plural(count, {
      zero: 'لا أحد يستطيع معرفة أصل التجزئات، لذلك حدّده هنا.',
      one: 'لا أحد يستطيع معرفة أصل التجزئة، لذلك حدّده هنا.',
      two: 'لا أحد يستطيع معرفة أصل التجزئتين، لذلك حدّده هنا.',
      few: 'لا أحد يستطيع معرفة أصل # تجزئات، لذلك حدّده هنا.',
      many: 'لا أحد يستطيع معرفة أصل # تجزئة، لذلك حدّده هنا.',
      other: 'لا أحد يستطيع معرفة أصل # تجزئة، لذلك حدّده هنا.',
    }),
  listDevicesAs: (count) =>
    plural(count, {
      zero: 'لمن معرّفات الأجهزة؟',
      one: 'لمن معرّف الجهاز؟',
      two: 'لمن معرّفا الجهازين؟',
      few: 'لمن معرّفات الأجهزة؟',
      many: 'لمن معرّفات الأجهزة؟',
      other: 'لمن معرّفات الأجهزة؟',
    }),
  listDevicesByCase: 'التمييز بحسب الأحرف',
  listDevicesHint: `تتشابه معرّفات ${isolated('Google')} و${isolated('Apple')}. بحسب الأحرف، الكبيرة من ${isolated('Apple')} والصغيرة من ${isolated('Google')}.`,
  pasteList: 'الصق عنوان بريد إلكتروني أو رقم هاتف أو معرّف جهاز واحدًا على الأقل.',
  listNothingFound: 'لا يوجد في أي سطر بريد إلكتروني أو رقم هاتف أو معرّف جهاز.',
  listNotMapped: (kinds) => `لم يُعيَّن لما يلي خاصية بعد، لذلك لا يمكن إرسال قوائم منه: ${list(kinds)}.`,
  noneInList: 'لا شيء في قائمتك.',
  clear: 'مسح',
  clearList: 'مسح القائمة',
  announceList: (count) => `تم العثور على ${linesOf(count)}`,

  agreed: 'وافق كل من في هذه القائمة على تلقي الإعلانات بهذه الطريقة',
  agreedHint: 'يطلب تعيينك موافقة كل شخص. لا عمود لها في القائمة، لذلك تؤكدها هنا.',
  sayConsent: 'حدّد ما إذا كان كل من في هذه القائمة قد وافق.',
  consent: 'الموافقة',
  noConsentTitle: 'لا عمود للموافقة',
  noConsentText: 'يطلب تعيينك موافقة كل شخص، لذلك لا يمكن تصدير ملف من دونها. عيّن العمود الذي يوضح من وافق.',
  onlyRemoval: 'إزالة أشخاص فقط',
  onlyRemovalChosen: 'يُزال هؤلاء الأشخاص من جمهور فقط. لا يتطلب ذلك موافقة أحد.',
  onlyRemovalPossible:
    'لا أحد يعرف من وافق من هؤلاء الأشخاص، لذلك لا يمكن سوى إزالتهم من جمهور موجود. لإرسالهم، عُد إلى خطوة «من».',
  withoutConsentOf: (count, isAbout) =>
    isAbout ? `سيُستبعد نحو ${rowsOf(count)} بلا موافقة.` : `ستُستبعد الصفوف التي بلا موافقة، وعددها ${number(count)}.`,
  allConsent: 'وافق كل من في الصفوف التي فُحصت.',

  frequency: 'عدد المرات',
  once: 'الإرسال مرة واحدة',
  sync: 'مزامنة مستمرة',
  syncText: 'يتبع الجمهور الشريحة: من ينضم يُضاف، ومن يغادر يُزال. ترسل كل دورة ما تغيّر فقط.',
  every: 'موعد الدورات',
  everyChoices: { hour: 'كل ساعة', day: 'كل يوم', week: 'كل أسبوع' },
  weekday: 'يوم',
  weekdays,
  timeOfDay: 'الساعة',
  scheduleInWords,
  asSentence: (words) => `${words}.`,
  scheduleSpread: 'تبدأ كل دورة متأخرة حتى 10 دقائق.',
  scheduleTime: 'حدّد وقتًا من اليوم.',
  syncSummary: (schedule) => `مزامنة مستمرة، ${schedule}`,

  delivery: `كيف يصل الأشخاص إلى ${TIKTOK}`,
  deliveries: { file: 'كملف', stream: 'كتدفّق' },
  deliveryTexts: {
    file: 'لقائمة أولى كبيرة، أو لاستبدال كل شيء. قابل للاستخدام بعد 24 إلى 48 ساعة.',
    stream: 'لتغييرات صغيرة متكررة. لا حدّ أدنى قدره 1000 للبقاء. لا يمكن استبداله كاملًا.',
  },
  inSync: 'مزامنة مستمرة',
  deliveryTags: { file: 'ملف', stream: 'تدفّق' },
  streamSuggested: 'لدورة كل ساعة، التدفّق أنسب: فهو يتلقى التغييرات الصغيرة فورًا.',
  useStream: 'استخدام تدفّق',
  optionStream: 'كتدفّق',
  optionEnds: (date) => `ينتهي في ${date}`,
  optionReach: `لإعلانات ${REACH}`,
  fixedEnd: 'الانتهاء في يوم محدد',
  fixedEndText: `من دونه، يحتفظ ${TIKTOK} بالجمهور 365 يومًا بعد آخر استخدام أو تعديل.`,
  reachFrequency: `لإعلانات ${REACH}`,
  reachFrequencyText: 'فقط للإعلانات المحجوزة مسبقًا. لا رجعة في ذلك.',
  fileOnly: `ليس للتدفّق نهاية محددة ولا ${REACH}.`,
  streamNoReplace: 'لا يمكن استبدال التدفّق. أزل أشخاصًا بدلًا من ذلك، أو أنشئ جمهورًا جديدًا.',
  syncNotPossible: 'لا يمكن لهذا الجمهور أن يتبع الشريحة',
  syncNoStream: 'لا يمكن للتدفّق أن يبدأ مما هو فيه الآن. زامن جمهورًا جديدًا بدلًا من ذلك.',
  syncTaken: 'إنه متزامن مع شريحة بالفعل. أوقف ذلك أولًا.',
  syncReplacesTitle: 'تستبدل الدورة الأولى الجميع',
  syncReplaces: (now) =>
    now === 0
      ? 'تُزيل كل من هم فيه وتضع الشريحة مكانهم. وتسألك أولًا.'
      : `تُزيل كل من هم فيه الآن، وعددهم ${number(now)}، وتضع الشريحة مكانهم. وتسألك أولًا.`,
  isSyncedTitle: 'هذا الجمهور متزامن مع شريحة',
  isSynced: 'قد تُزيل الدورة التالية ما ترسله.',
  audienceExpires: (days) => (days <= 0 ? 'ينتهي اليوم' : `ينتهي خلال ${daysOf(days)}`),

  audiencesTitle: 'الجماهير',
  audiencesText: `ما لدى هذا الحساب الإعلاني في ${TIKTOK}، وما يبقيه متزامنًا.`,
  audiencesShow: 'إظهار الجماهير',

  checkOnly: 'التحقق فقط',
  checkOnlyTitle: 'مجرد تحقق',
  checkOnlyText: 'لم يُرسَل شيء، ولا يمكن إرسال شيء من هذا التحقق. للإرسال، ارجع وتحقق قبل الإرسال.',
  checkOnlyBack: 'العودة إلى الجمهور',
  keepInSyncWith: (count) => `إرسال ${peopleOf(count)} مع مزامنة مستمرة`,
  syncStarts: (schedule) => `بعد ذلك تستمر تلقائيًا: ${isolated(schedule)}.`,
};
