import type { SentenceTexts } from '../sentence-texts.ts';
import { audiencesOf, daysOf, identifiers, identifiersOf, people, peopleOf, rows, rowsOf } from './counted.ts';
import { isolated, list, number, plural } from './speech.ts';
import { TIKTOK } from './terms.ts';

const seeRejects = `يوضح ملف ${isolated('rejects.csv')} الصفوف والأسباب.`;
const nothingExtends = 'ولا شيء يمدّده، ولا حتى إرسال مزيد من الأشخاص.';

const rowsStayOut = (count: number): string =>
  plural(count, {
    zero: 'لا يُستبعد أي صف',
    one: 'يُستبعد صف واحد',
    two: 'يُستبعد صفان',
    few: 'تُستبعد # صفوف',
    many: 'يُستبعد # صفًا',
    other: 'يُستبعد # صف',
  });
const identifiersLeave = (count: number): string =>
  plural(count, {
    zero: 'لن يُزال أي معرّف',
    one: 'سيُزال معرّف واحد',
    two: 'سيُزال معرّفان',
    few: 'ستُزال # معرّفات',
    many: 'سيُزال # معرّفًا',
    other: 'سيُزال # معرّف',
  });

/** Arabic sentences in place of the server's, about what the check before an export found and what a run asks. */
export const findingSentences: SentenceTexts = {
  list_empty: () => 'لا صفوف في القائمة، لذلك لا يوجد من يُرسَل.',
  none_usable({ rows: count, rejected, withoutConsent }) {
    const why = [
      ...(rejected > 0 ? [`${rows(rejected)} بلا معرّف صالح`] : []),
      ...(withoutConsent > 0 ? [`${rows(withoutConsent)} بلا موافقة`] : []),
    ].join('، ');
    return `من أصل ${rowsOf(count)}، لا يمكن إرسال أي صف: ${why}. ${seeRejects}`;
  },
  nothing_changed: ({ people: count }) =>
    `لم يتغير شيء: كل الأشخاص لدى ${TIKTOK} بالفعل (${people(count)})، ولن يُرسَل شيء.`,
  ads_need_1000: () => `لا يمكن للإعلانات استخدام جمهور قبل أن يطابق ${TIKTOK} فيه ${peopleOf(1000)} على الأقل.`,
  would_be_in_it: ({ people: count, isAtMost }) => `سيكون في الجمهور ${people(count)}${isAtMost ? ' على الأكثر' : ''}.`,
  create_now_add_later: () => 'يمكنك إنشاؤه الآن وإضافة أشخاص لاحقًا.',
  file_needs_1000: () => `يرفض ${TIKTOK} أي تغيير بملف إذا كان سيبقى في الجمهور أقل من ${peopleOf(1000)}.`,
  send_more: () => 'أرسل مزيدًا من الأشخاص.',
  would_leave: ({ people: count, leaving }) => `فيه الآن ${people(count)}، وقد يُزال ما يصل إلى ${peopleOf(leaving)}.`,
  account_full: ({ held }) =>
    `يحتوي الحساب الإعلاني بالفعل على ${audiencesOf(held)}، وهو أقصى ما يسمح به ${TIKTOK}. احذف جمهورًا، أو أرسل إلى جمهور موجود.`,
  account_nearly_full: ({ held, limit, room }) =>
    `يحتوي الحساب الإعلاني على ${number(held)} من أصل ${audiencesOf(limit)} يسمح بها ${TIKTOK}. ${plural(room, {
      zero: 'لا يبقى بعد هذا الجمهور مكان لغيره.',
      one: 'يبقى بعد هذا الجمهور مكان لجمهور آخر واحد.',
      two: 'يبقى بعد هذا الجمهور مكان لجمهورين آخرين.',
      few: 'يبقى بعد هذا الجمهور مكان لـ # جماهير أخرى.',
      many: 'يبقى بعد هذا الجمهور مكان لـ # جمهورًا آخر.',
      other: 'يبقى بعد هذا الجمهور مكان لـ # جمهور آخر.',
    })}`,
  name_taken: ({ name }) =>
    `في الحساب الإعلاني جمهور باسم «${name}» بالفعل. يسمح ${TIKTOK} بجمهورين يحملان الاسم نفسه، لكن لا أحد يستطيع التمييز بينهما. اختر اسمًا آخر، أو أرسل إلى ذلك الجمهور.`,
  name_cut: ({ name }) => `يختصر ${TIKTOK} اسم التدفّق إلى «${name}».`,
  will_end: ({ days, at }) => `ينتهي الجمهور بعد ${daysOf(days)} من إنشائه، في ${at} تقريبًا، ${nothingExtends}`,
  may_end_unused: () =>
    `يستغرق ${TIKTOK} من 24 إلى 48 ساعة لمعالجة الأشخاص، لذلك قد ينتهي الجمهور قبل أن تستطيع الإعلانات استخدامه.`,
  audience_gone: () =>
    `لم يعد هذا الجمهور موجودًا لدى ${TIKTOK} في هذا الحساب الإعلاني. اختر جمهورًا آخر، أو أنشئ جمهورًا جديدًا.`,
  audience_of_other_account: () =>
    'أُنشئ هذا الجمهور في حساب إعلاني آخر يشاركه مع هذا الحساب. لا يمكن إرسال أشخاص إليه إلا من هناك.',
  audience_of_other_kind: ({ kind }) =>
    `يصنّف ${TIKTOK} هذا الجمهور على أنه «${isolated(kind)}»، وهذا النوع لا يتلقى الأشخاص من هنا.`,
  takes_nothing: ({ type }) => `نوع هذا الجمهور ${isolated(type)}، وهذا النوع لا يتلقى الأشخاص من هنا.`,
  takes_others: ({ type, takes, sends }) =>
    `لا يقبل هذا الجمهور سوى ${list(takes)} (${isolated(type)})، لكن ما سيُرسَل هو ${list(sends)}. اختر ما يقبله فقط، أو أنشئ جمهورًا جديدًا.`,
  expired: ({ at }) => `انتهى هذا الجمهور في ${at}، ولا يسمح ${TIKTOK} سوى بحذفه. أنشئ جمهورًا جديدًا.`,
  made_to_end: ({ days, at, left }) =>
    `أُنشئ هذا الجمهور لينتهي بعد ${daysOf(days)}: ينتهي في ${at}، خلال ${daysOf(left)}، ${nothingExtends}`,
  ends_soon: ({ at, left }) =>
    `ينتهي هذا الجمهور في ${at}، خلال ${daysOf(left)}. تغييره أو استخدامه في الإعلانات يمدّده إلى 365 يومًا، إلا إذا حُددت نهايته عند إنشائه.`,
  takes_out_first: ({ people: count }) =>
    `يُزيل ${TIKTOK} أولًا كل من هم في الجمهور الآن${
      count === null ? '' : ` (${people(count)})`
    }. قد تتوقف الإعلانات التي تستخدم هذا الجمهور حتى يصبح جاهزًا من جديد، وعادةً خلال 24 إلى 48 ساعة. لا يمكن التراجع عن ذلك.`,
  people_leave: ({ leaving, people: count }) =>
    `قد يُزال من الجمهور ما يصل إلى ${peopleOf(leaving)}، وفيه الآن ${people(count)} بحسب ${TIKTOK}.`,
  identifiers_leave: ({ leaving, people: count }) =>
    `قد يُزال من الجمهور ما يصل إلى ${identifiersOf(leaving)}، وفيه الآن ${people(count)} بحسب ${TIKTOK}.`,
  many_rejected: ({ rejected, rows: all, percent }) =>
    `${rowsStayOut(rejected)} من أصل ${number(all)} (${number(percent)}%) لعدم وجود معرّف صالح. ${seeRejects}`,
  consent_not_mapped: () => 'لا عمود يوضح من وافق، لذلك يُرسَل كل من في القائمة. لاستبعاد من لم يوافق، عيّن «الموافقة».',
  without_consent: ({ withheld, rows: all }) => `${rowsStayOut(withheld)} من أصل ${number(all)} لعدم وجود موافقة.`,
  consent_unreadable: ({ withheld }) => `تعذّرت قراءة الموافقة في ${rowsOf(withheld)} منها.`,
  withdrawn_leave: ({ identifiers: count }) =>
    plural(count, {
      zero: 'لا يُزال أي معرّف من الجمهور.',
      one: 'يُزال معرّف واحد قد يكون في الجمهور.',
      two: 'يُزال معرّفان قد يكونان في الجمهور.',
      few: 'تُزال # معرّفات قد تكون في الجمهور.',
      many: 'يُزال # معرّفًا قد تكون في الجمهور.',
      other: 'يُزال # معرّف قد تكون في الجمهور.',
    }),
  tiktok_not_asked: () =>
    `تعذّر سؤال ${TIKTOK} الآن، لذلك لا يُعرف شيء مما لديه: المكان المتاح لجمهور، وحجمه، وموعد انتهائه. تحقق مجددًا بعد لحظات. ويجري التحقق عند الإرسال أيضًا.`,
  replaces_everybody: ({ people: count }) =>
    `يُزال كل من هم في الجمهور الآن، ويُضاف أشخاص الشريحة مكانهم (${people(count)}).`,
  source_gave_nobody: ({ identifiers: count }) =>
    `لم يأتِ أحد من مصدر الشريحة. سيُزال كل من في الجمهور (${identifiers(count)}).`,
  everybody_leaves: ({ rows: all, identifiers: count }) =>
    `لا يمكن إرسال أحد من الشريحة (${rows(all)}). سيُزال كل من في الجمهور (${identifiers(count)}).`,
  share_leaves: ({ identifiers: count, members, percent }) =>
    `${identifiersLeave(count)} من أصل ${number(members)} في الجمهور (${number(percent)}%).`,
  source_shrank: ({ rows: all, before, identifiers: count }) =>
    `جاء من مصدر الشريحة ${rows(all)}، مقابل ${number(before)} في المرة السابقة. ${identifiersLeave(count)} من الجمهور.`,
};
