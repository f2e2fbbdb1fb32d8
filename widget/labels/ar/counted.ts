import { plural } from './speech.ts';

/**
 * A noun with its count: 3 to 10 take the plural in the genitive, 11 to 99 the singular in the accusative, hundreds the singular in
 * the genitive. One and two are said without a digit.
 */
const counted =
  (one: string, two: string, few: string, many: string, other: string) =>
  (count: number): string =>
    plural(count, {
      zero: `# ${other}`,
      one,
      two,
      few: `# ${few}`,
      many: `# ${many}`,
      other: `# ${other}`,
    });

// As a subject or standing alone. Where a name ends in Of, it follows a noun or a preposition: only the dual differs.
export const people = counted('شخص واحد', 'شخصان', 'أشخاص', 'شخصًا', 'شخص');
export const peopleOf = counted('شخص واحد', 'شخصين', 'أشخاص', 'شخصًا', 'شخص');
export const accounts = counted(
  'حساب إعلاني واحد',
  'حسابان إعلانيان',
  'حسابات إعلانية',
  'حسابًا إعلانيًا',
  'حساب إعلاني',
);
export const accountsOf = counted(
  'حساب إعلاني واحد',
  'حسابين إعلانيين',
  'حسابات إعلانية',
  'حسابًا إعلانيًا',
  'حساب إعلاني',
);
export const identifiers = counted('معرّف واحد', 'معرّفان', 'معرّفات', 'معرّفًا', 'معرّف');
export const identifiersOf = counted('معرّف واحد', 'معرّفين', 'معرّفات', 'معرّفًا', 'معرّف');
export const rows = counted('صف واحد', 'صفان', 'صفوف', 'صفًا', 'صف');
export const rowsOf = counted('صف واحد', 'صفين', 'صفوف', 'صفًا', 'صف');
export const lines = counted('سطر واحد', 'سطران', 'أسطر', 'سطرًا', 'سطر');
export const linesOf = counted('سطر واحد', 'سطرين', 'أسطر', 'سطرًا', 'سطر');
export const values = counted('قيمة واحدة', 'قيمتان', 'قيم', 'قيمة', 'قيمة');
export const columns = counted('عمود واحد', 'عمودان', 'أعمدة', 'عمودًا', 'عمود');
export const filesOf = counted('ملف واحد', 'ملفين', 'ملفات', 'ملفًا', 'ملف');
export const files = counted('ملف واحد', 'ملفان', 'ملفات', 'ملفًا', 'ملف');
export const batches = counted('دفعة واحدة', 'دفعتان', 'دفعات', 'دفعة', 'دفعة');
export const batchesOf = counted('دفعة واحدة', 'دفعتين', 'دفعات', 'دفعة', 'دفعة');
export const changes = counted('تغيير واحد', 'تغييران', 'تغييرات', 'تغييرًا', 'تغيير');
export const changesOf = counted('تغيير واحد', 'تغييرين', 'تغييرات', 'تغييرًا', 'تغيير');
export const unsavedChanges = counted(
  'تغيير واحد غير محفوظ',
  'تغييران غير محفوظان',
  'تغييرات غير محفوظة',
  'تغييرًا غير محفوظ',
  'تغيير غير محفوظ',
);
export const unsavedChangesOf = counted(
  'تغيير واحد غير محفوظ',
  'تغييرين غير محفوظين',
  'تغييرات غير محفوظة',
  'تغييرًا غير محفوظ',
  'تغيير غير محفوظ',
);
export const audiencesOf = counted('جمهور واحد', 'جمهورين', 'جماهير', 'جمهورًا', 'جمهور');
export const exportsOf = counted('عملية تصدير واحدة', 'عمليتَي تصدير', 'عمليات تصدير', 'عملية تصدير', 'عملية تصدير');
export const exports = counted('عملية تصدير واحدة', 'عمليتا تصدير', 'عمليات تصدير', 'عملية تصدير', 'عملية تصدير');
export const eventsOf = counted('حدث واحد', 'حدثين', 'أحداث', 'حدثًا', 'حدث');
export const signInsOf = counted('تسجيل دخول واحد', 'تسجيلَي دخول', 'تسجيلات دخول', 'تسجيل دخول', 'تسجيل دخول');
export const permissionsOf = counted('إذن واحد', 'إذنين', 'أذونات', 'إذنًا', 'إذن');
export const daysOf = counted('يوم واحد', 'يومين', 'أيام', 'يومًا', 'يوم');
export const hours = counted('ساعة واحدة', 'ساعتان', 'ساعات', 'ساعة', 'ساعة');
export const minutes = counted('دقيقة واحدة', 'دقيقتان', 'دقائق', 'دقيقة', 'دقيقة');
export const minutesOf = counted('دقيقة واحدة', 'دقيقتين', 'دقائق', 'دقيقة', 'دقيقة');
export const secondsOf = counted('ثانية واحدة', 'ثانيتين', 'ثوانٍ', 'ثانية', 'ثانية');
export const attempts = counted('محاولة واحدة', 'محاولتان', 'محاولات', 'محاولة', 'محاولة');
