import type { mappingTable as English } from '../en/mapping-table.ts';
import { unsavedChanges, changesOf } from './counted.ts';
import { changesStillHere, differFromSaved } from './shared-words.ts';
import { isolated, list, number, plural } from './speech.ts';
import { TIKTOK } from './terms.ts';

const attributes: (typeof English)['attributes'] = {
  email: 'البريد الإلكتروني',
  phone: 'رقم الهاتف',
  firstName: 'الاسم الأول',
  lastName: 'اسم العائلة',
  firstNameInitial: 'أول حرف من الاسم',
  gender: 'الجنس',
  dateOfBirth: 'تاريخ الميلاد',
  city: 'المدينة',
  state: 'الولاية أو المنطقة',
  country: 'البلد',
  zip: 'الرمز البريدي',
  googleAdvertisingId: `معرّف ${isolated('Google')} الإعلاني`,
  appleIdfa: isolated('Apple IDFA'),
  consent: 'الموافقة',
};

const fillsColumn = 'تملأ عمودها في ملف جمهورك.';
const matchesPeople = `يطابق ${TIKTOK} الأشخاص بها.`;
const uses: (typeof English)['uses'] = {
  email: matchesPeople,
  phone: matchesPeople,
  firstName: fillsColumn,
  lastName: fillsColumn,
  firstNameInitial: 'تملأ عمودها. يكفي الاسم الأول كاملًا: نأخذ حرفه الأول.',
  gender: fillsColumn,
  dateOfBirth: fillsColumn,
  city: fillsColumn,
  state: fillsColumn,
  country: 'تملأ عمودها، وتوضح لنا كيف تُقرأ أرقام الهواتف.',
  zip: fillsColumn,
  googleAdvertisingId: `يطابق ${TIKTOK} هواتف ${isolated('Android')} بها.`,
  appleIdfa: `يطابق ${TIKTOK} أجهزة ${isolated('Apple')} بها.`,
  consent: `تحدد من يجوز إرساله إلى ${TIKTOK}. ولا تُرسَل هي نفسها أبدًا.`,
};

// Beside the value, with the fix where there is one.
const reasons: (typeof English)['reasons'] = {
  empty: 'لا يبقى شيء بعد التنظيف. تبقى الخلية فارغة.',
  invalid_email: 'ليس عنوان بريد إلكتروني كاملًا. تُتخطى هذه القيمة.',
  invalid_phone: 'ليس رقم هاتف ممكنًا. تُتخطى هذه القيمة.',
  unknown_country: 'ليس بلدًا نعرفه. استخدم رمزًا أو اسمًا بالإنجليزية.',
  invalid_device_id: 'ليس معرّفًا إعلانيًا. تُتخطى هذه القيمة.',
  zeroed_device_id: 'أصفار فقط: التتبع متوقف. تُتخطى هذه القيمة.',
  not_a_hash: 'تبدو تجزئة تالفة. تُتخطى هذه القيمة.',
  invalid_date: 'ليس تاريخًا يمكننا قراءته. استخدم السنة ثم الشهر ثم اليوم.',
  invalid_gender: `لا يعرف ${TIKTOK} سوى ${isolated('m')} و${isolated('f')}. تبقى الخلية فارغة.`,
  invalid_zip: 'ليس رمزًا بريديًا. تبقى الخلية فارغة.',
  invalid_text: 'لا يمكن قراءة هذا النص. تبقى الخلية فارغة.',
  no_identifier: 'لا بريد إلكتروني ولا رقم هاتف ولا معرّف جهاز.',
};

// Under an attribute's name; `uses` says it in full.
const file = 'للملف فقط';
const matching = 'للمطابقة';
const shortUses: (typeof English)['shortUses'] = {
  email: matching,
  phone: matching,
  firstName: file,
  lastName: file,
  firstNameInitial: file,
  gender: file,
  dateOfBirth: file,
  city: file,
  state: file,
  country: 'للملف وبلد الهاتف',
  zip: file,
  googleAdvertisingId: matching,
  appleIdfa: matching,
  consent: 'لا تُرسَل أبدًا',
};

// Beside the value: what it says, and what becomes of its row.
const consentSays: (typeof English)['consentSays'] = {
  yes: 'تعني نعم: يبقى الشخص.',
  no: 'لا تعني نعم: يُستبعد الشخص.',
  unknown: `لا نعم ولا لا: يُستبعد الشخص. استخدم كلمات مثل ${isolated('yes')} و${isolated('no')}، أو ${isolated('true')} و${isolated('false')}.`,
};

const needsCountry = 'يحتاج إلى بلد. عيّن «البلد»، أو اختر بلدًا افتراضيًا عند التصدير.';
const alreadyHashed = 'مجزّأة بالفعل. تُرسَل كما هي بأحرف صغيرة.';

const previewSpoken: (typeof English)['previewSpoken'] = (attribute, preview) => {
  switch (preview.kind) {
    case 'hashed':
      return `${attribute}، بعد التوحيد: ${isolated(preview.normalized)}`;
    case 'already_hashed':
      return `${attribute}: ${alreadyHashed}`;
    case 'consent':
      return `${attribute}: ${consentSays[preview.says]}`;
    case 'needs_country':
      return `${attribute}: ${needsCountry}`;
    case 'refused':
      return `${attribute}: ${reasons[preview.reason]}`;
  }
};

/** Words of `<tiktok-mapping-table>`. */
export const mappingTable: typeof English = {
  attributes,
  uses,
  shortUses,
  reasons,
  title: 'تعيين الخصائص',
  mappedCount: (mapped, all) => `${number(mapped)} من ${number(all)}`,
  legend: `يطابق ${TIKTOK} الأشخاص بهذه السمات الأربع. ويملأ الباقي ملف جمهورك، كما يوضح لنا البلد كيف تُقرأ أرقام الهواتف.`,
  columnAttribute: `سمة ${TIKTOK}`,
  columnProperty: 'خاصيتك',
  columnExample: 'مثال',
  columnPreview: 'مثال، موحَّد، مجزّأ',
  columnNormalised: 'بعد التوحيد',
  columnHash: isolated('SHA-256'),
  useSuggestions: (count) =>
    plural(count, {
      zero: 'استخدام الاقتراحات',
      one: 'استخدام اقتراح واحد',
      two: 'استخدام اقتراحين',
      few: 'استخدام # اقتراحات',
      many: 'استخدام # اقتراحًا',
      other: 'استخدام # اقتراح',
    }),
  suggestionsUsed: (count) =>
    plural(count, {
      zero: 'لم يُستخدم أي اقتراح.',
      one: 'تم استخدام اقتراح واحد. لم يُحفظ بعد.',
      two: 'تم استخدام اقتراحين. لم يُحفظا بعد.',
      few: 'تم استخدام # اقتراحات. لم تُحفظ بعد.',
      many: 'تم استخدام # اقتراحًا. لم تُحفظ بعد.',
      other: 'تم استخدام # اقتراح. لم تُحفظ بعد.',
    }),
  suggested: 'مقترحة',
  useOne: 'استخدام',
  useOneLabel: (property, attribute) => `استخدام ${isolated(property)} لـ ${attribute}`,
  suggestedLabel: (property, attribute) => `${attribute}: ${isolated(property)} مقترحة، اختر غيرها`,
  chooseProperty: 'اختر خاصية',
  pickLabel: (attribute, property) => `${attribute}: ${isolated(property)}`,
  pickNoneLabel: (attribute) => `${attribute}: اختر خاصية`,
  consentTitle: 'الموافقة',
  optional: 'اختياري',
  consentText: `يُستبعد من لم يوافق. ومن يسحب موافقته يُزال لدى ${TIKTOK} مع التصدير التالي. لا تُرسَل الإجابة نفسها أبدًا.`,
  consentUnmapped: 'لا يُسأل أحد: يُرسَل كل من تصدّره',
  consentSays,
  staysBlank: 'تبقى فارغة في ملف الجمهور',
  noExample: 'لا مثال للعرض. لم يرسل منتجك أي مثال لهذه الخاصية.',
  goneProperty: 'لم تعد هذه الخاصية موجودة. اختر غيرها.',
  needsCountry,
  alreadyHashed,
  previewSpoken,
  misfits: {
    boolean: 'تحتوي على صواب أو خطأ. هل هي الخاصية الصحيحة؟',
    number: 'تحتوي على أرقام. هل هي الخاصية الصحيحة؟',
    date: 'تحتوي على تواريخ. هل هي الخاصية الصحيحة؟',
  },
  types: { boolean: 'صواب أو خطأ', number: 'رقم', date: 'تاريخ' },
  tryOne: 'تجربة قيمة',
  tryLabel: (attribute) => `تجربة قيمة لـ ${attribute}`,
  tryField: (attribute) => `قيمة للتجربة لـ ${attribute}`,
  tryColumn: 'تجربتك',
  tryNote: 'هنا فقط: لا تُحفظ ولا تُرسَل.',
  tryEmpty: `اكتب أي قيمة لترى ما سيتلقاه ${TIKTOK}.`,
  tryEnd: (attribute) => `العودة إلى مثال ${attribute}`,
  changed: 'لم يُحفظ بعد',
  copyHash: (attribute) => `نسخ تجزئة ${attribute}`,
  pickerLabel: (attribute) => `الخاصية المقابلة لـ ${attribute}`,
  pickerList: 'الخصائص',
  pickerSystem: 'خصائص النظام',
  pickerCustom: 'خصائص مخصصة',
  pickerUnmap: (attribute) => `ترك ${attribute} بلا تعيين`,
  pickerCount: (found, all) =>
    `${number(found)} من أصل ${plural(all, {
      zero: '# خاصية',
      one: 'خاصية واحدة',
      two: 'خاصيتين',
      few: '# خصائص',
      many: '# خاصية',
      other: '# خاصية',
    })}`,
  pickerNone: (text) => `لا توجد خاصية يحتوي اسمها على «${isolated(text)}».`,
  unsavedRegion: 'تغييرات غير محفوظة',
  unsaved: (count) => unsavedChanges(count),
  discard: 'تجاهل',
  discarded: (count) => `تم تجاهل ${changesOf(count)}`,
  undo: 'تراجع',
  save: 'حفظ التعيين',
  saving: 'جارٍ الحفظ…',
  saved: 'تم الحفظ',
  conflictTitle: (person, time, date) =>
    `تم حفظ هذا التعيين بواسطة ${person === null ? 'شخص آخر' : isolated(person)} ${
      date === null ? '' : `في ${date} `
    }الساعة ${time}`,
  conflictText: (mine, differ) => `${changesStillHere(mine)} ${differFromSaved(mine, differ)}`,
  conflictRegion: 'تعارض في التعيين',
  conflictMine: 'اختيارك',
  conflictTheirs: 'اختيار الآخر، محفوظ',
  conflictTheirsOf: (person) => `${isolated(person)}، محفوظ`,
  conflictNotMapped: 'غير معيَّن',
  conflictOnlyMine: (names) => `تغيّر من جانبك فقط ويبقى كما لديك: ${list(names)}.`,
  conflictOnlyTheirs: (names) => `تغيّر من الجانب الآخر فقط ويُؤخذ منه: ${list(names)}.`,
  conflictTakeTheirs: 'أخذ كل اختيارات الآخر',
  conflictSave: 'حفظ اختياري',
  readOnlyTitle: 'يمكنك الاطلاع دون التغيير',
  readOnly: 'يتطلب التعيين إذن «التعيين». اطلبه من مسؤول مساحة العمل هذه.',
  emptyTitle: 'لا خصائص بعد',
  emptyText: `لم يرسل منتجك خصائص مستخدميه. بعد أن يرسلها، تختار هنا ما يحصل عليه ${TIKTOK} منها.`,
  lookAgain: 'التحقق مجددًا',
  looking: 'جارٍ التحقق…',
  stillEmpty: 'ما زالت لا توجد خصائص.',
  noPermissionTitle: 'لا يمكنك رؤية التعيين',
  noPermissionText: 'تتطلب رؤيته إذن «القراءة». اطلبه من مسؤول مساحة العمل هذه.',
  loadFailedTitle: 'تعذّر تحميل تعيين الخصائص',
  offlineText: 'يُحمَّل التعيين تلقائيًا فور عودة الاتصال.',
  saveFailedTitle: 'تعذّر حفظ التعيين',
  saveSessionEnded: 'ما زالت تغييراتك هنا. سجّل الدخول مجددًا في علامة تبويب أخرى، ثم احفظ.',
  saveOffline: 'لا يوجد اتصال بالإنترنت. ما زالت تغييراتك هنا: احفظها بعد عودة الاتصال.',
  previewFailedTitle: 'المعاينة غير متاحة',
  previewFailedText: 'لم يُحمَّل الجزء الذي يُعدّها. ما زال الاختيار والحفظ يعملان.',
};
