import type { exportReport as English } from '../en/export-report.ts';
import { identifiers, people, peopleOf } from './counted.ts';
import { plural } from './speech.ts';
import { TIKTOK } from './terms.ts';

const findings: (typeof English)['findings'] = {
  nobody_to_send: 'لا يوجد من يُرسَل',
  nothing_changed: 'لم يتغير شيء',
  audience_too_small: 'سيبقى عدد قليل جدًا من الأشخاص',
  too_small_to_target: 'عدد قليل جدًا للإعلانات',
  audience_limit_reached: 'الحساب الإعلاني ممتلئ',
  audience_limit_near: 'الحساب الإعلاني شبه ممتلئ',
  audience_name_taken: 'يحمل جمهور آخر هذا الاسم',
  audience_name_cut: `يختصر ${TIKTOK} الاسم`,
  audience_type_mismatch: 'أُنشئ الجمهور بمعرّفات أخرى',
  audience_not_updatable: 'لا يمكن تغيير الجمهور من هنا',
  audience_not_found: 'لم يعد الجمهور موجودًا',
  audience_expired: 'انتهى الجمهور',
  audience_expiring: 'ينتهي الجمهور قريبًا',
  fixed_retention: 'ينتهي في يوم محدد',
  replaces_audience: 'يُزال كل من هم فيه الآن',
  many_removals: 'سيُزال أشخاص كثيرون',
  source_shrank: 'تقلّصت الشريحة',
  many_rejected: 'رُفضت صفوف كثيرة',
  consent_not_mapped: 'لا يُطلب من أحد الموافقة',
  rows_without_consent: 'بعض الأشخاص لم يوافقوا',
  account_not_usable: 'لا يمكن للحساب الإعلاني تلقي التصدير الآن',
  tiktok_not_asked: `تعذّر سؤال ${TIKTOK}`,
};

const confirmations: (typeof English)['confirmations'] = {
  many_removals: 'ستُزيل هذه الدورة أشخاصًا كثيرين',
  replaces_audience: 'تستبدل الدورة الأولى كل من في الجمهور',
  source_shrank: 'الشريحة أصغر بكثير من المرة السابقة',
};

/** Words of `<tiktok-audience-exporter>` for the report before sending, and for what a run asks first. */
export const exportReport: typeof English = {
  findings,
  blockersTitle: (count) =>
    plural(count, {
      zero: 'لا شيء يمنع هذا التصدير',
      one: 'أمر واحد يمنع هذا التصدير',
      two: 'أمران يمنعان هذا التصدير',
      few: '# أمور تمنع هذا التصدير',
      many: '# أمرًا تمنع هذا التصدير',
      other: '# أمر تمنع هذا التصدير',
    }),
  warningsTitle: 'قبل أن ترسل',
  notesTitle: 'معلومات مفيدة',
  findingActions: {
    who: 'اختيار أشخاص آخرين',
    what: 'اختيار معرّفات أخرى',
    audience: 'تغيير الجمهور',
    account: 'اختيار حساب آخر',
  },
  askAgain: 'السؤال مجددًا',
  reportLoading: `جارٍ سؤال ${TIKTOK} عن الجمهور…`,
  reportFailedTitle: `تعذّر السؤال عمّا سيقوله ${TIKTOK}`,
  waitForReport: `لحظة: جارٍ سؤال ${TIKTOK} عن الجمهور.`,
  withoutConsent: 'بلا موافقة',
  partNames: { ready: 'جاهزون', same: 'مكررون', withheld: 'بلا موافقة', rejected: 'مرفوضون' },
  sharesOf: (parts) => parts.map(({ share, label }) => `${share}% ${label}`).join('، '),
  hashedAlready: (count) =>
    plural(count, {
      zero: 'لا قيم مجزّأة مسبقًا.',
      one: 'قيمة واحدة كانت مجزّأة مسبقًا.',
      two: 'قيمتان كانتا مجزّأتين مسبقًا.',
      few: '# قيم كانت مجزّأة مسبقًا.',
      many: '# قيمة كانت مجزّأة مسبقًا.',
      other: '# قيمة كانت مجزّأة مسبقًا.',
    }),
  changeTitle: 'ما الذي سيتغير',
  toAdd: 'ما سيُضاف أو يُغيَّر',
  toRemove: 'ما سيُزال',
  audienceNow: 'في الجمهور الآن، بحسب المطابقة',
  audienceAfter: `بعد ذلك، قبل أن يطابقهم ${TIKTOK}`,
  identifiers,
  identifiersHint: 'المعرّف بريد إلكتروني أو رقم هاتف أو معرّف جهاز. قد يكون للشخص أكثر من معرّف.',
  aboutPeople: (count, isUpperBound) => (isUpperBound ? `حتى ${peopleOf(count)}` : people(count)),
  confirmations,
  confirmTitle: 'هذه الدورة تنتظرك',
  confirmSend: 'التأكيد والإرسال',
  doNotSend: 'عدم الإرسال',
  startsByItself: 'تستمر هذه الدورة تلقائيًا.',
};
