import type { Forms } from '../speech.ts';
import { isolated } from './speech.ts';

/** What a call is about: without the article, with it, and counted after a noun of doing. */
export interface Noun {
  readonly one: string;
  readonly the: string;
  readonly isFeminine: boolean;
  readonly count: Forms<'ar'>;
}

function noun(
  one: string,
  the: string,
  gender: 'm' | 'f',
  [two, few, many]: readonly [two: string, few: string, many: string],
): Noun {
  const single = gender === 'f' ? 'واحدة' : 'واحد';
  return {
    one,
    the,
    isFeminine: gender === 'f',
    count: {
      zero: `# ${one}`,
      one: `${one} ${single}`,
      two,
      few: `# ${few}`,
      many: `# ${many}`,
      other: `# ${one}`,
    },
  };
}

const SMART_PLUS = isolated('Smart+');
const BUSINESS_CENTER = isolated('Business Center');
const audience = noun('جمهور', 'الجمهور', 'm', ['جمهورين', 'جماهير', 'جمهورًا']);
const account = noun('حساب إعلاني', 'الحساب الإعلاني', 'm', ['حسابين إعلانيين', 'حسابات إعلانية', 'حسابًا إعلانيًا']);

const KINDS: Readonly<Record<string, Noun>> = {
  campaign: noun('حملة', 'الحملة', 'f', ['حملتين', 'حملات', 'حملة']),
  adgroup: noun('مجموعة إعلانية', 'المجموعة الإعلانية', 'f', [
    'مجموعتين إعلانيتين',
    'مجموعات إعلانية',
    'مجموعة إعلانية',
  ]),
  ad: noun('إعلان', 'الإعلان', 'm', ['إعلانين', 'إعلانات', 'إعلانًا']),
  smart_plus: noun(`حملة ${SMART_PLUS}`, `حملة ${SMART_PLUS}`, 'f', [
    `حملتَي ${SMART_PLUS}`,
    `حملات ${SMART_PLUS}`,
    `حملة ${SMART_PLUS}`,
  ]),
  creative: noun('مادة إعلانية', 'المادة الإعلانية', 'f', ['مادتين إعلانيتين', 'مواد إعلانية', 'مادة إعلانية']),
  video: noun('فيديو', 'الفيديو', 'm', ['مقطعَي فيديو', 'مقاطع فيديو', 'مقطع فيديو']),
  image: noun('صورة', 'الصورة', 'f', ['صورتين', 'صور', 'صورة']),
  file: noun('ملف', 'الملف', 'm', ['ملفين', 'ملفات', 'ملفًا']),
  audience,
  custom_audience: audience,
  account,
  advertiser: account,
  business_center: noun(`مركز ${BUSINESS_CENTER}`, `مركز ${BUSINESS_CENTER}`, 'm', [
    `مركزَي ${BUSINESS_CENTER}`,
    `مراكز ${BUSINESS_CENTER}`,
    `مركز ${BUSINESS_CENTER}`,
  ]),
  report: noun('تقرير', 'التقرير', 'm', ['تقريرين', 'تقارير', 'تقريرًا']),
  split_test: noun('اختبار تقسيم', 'اختبار التقسيم', 'm', ['اختبارَي تقسيم', 'اختبارات تقسيم', 'اختبار تقسيم']),
  catalog: noun('كتالوج', 'الكتالوج', 'm', ['كتالوجين', 'كتالوجات', 'كتالوجًا']),
  pixel: noun('بكسل', 'البكسل', 'm', ['بكسلين', 'بكسلات', 'بكسلًا']),
  measurement: noun('رابط بيانات', 'رابط البيانات', 'm', ['رابطَي بيانات', 'روابط بيانات', 'رابط بيانات']),
  lead: noun('نموذج عملاء محتملين', 'نموذج العملاء المحتملين', 'm', [
    'نموذجَي عملاء محتملين',
    'نماذج عملاء محتملين',
    'نموذج عملاء محتملين',
  ]),
  identity: noun('هوية', 'الهوية', 'f', ['هويتين', 'هويات', 'هوية']),
};
const SETTING = noun('إعداد', 'الإعداد', 'm', ['إعدادين', 'إعدادات', 'إعدادًا']);

/** The noun of a kind. A kind that is not known by name reads as its words. */
export function nounOf(kind: string): Noun {
  const known = KINDS[kind];
  if (known !== undefined) return known;
  const words = kind.replaceAll('_', ' ').trim();
  if (words === '' || words === 'other' || words === 'tool') return SETTING;
  const item = isolated(words);
  return noun(`عنصر ${item}`, `عنصر ${item}`, 'm', [`عنصرَي ${item}`, `عناصر ${item}`, `عنصر ${item}`]);
}
