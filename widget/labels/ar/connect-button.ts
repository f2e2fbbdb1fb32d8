import type { connectButton as English } from '../en/connect-button.ts';
import { TIKTOK } from './terms.ts';

/** Words of `<tiktok-connect-button>` itself. */
export const connectButton: typeof English = {
  connect: 'ربط حساب إعلاني',
  idle: `يُفتح ${TIKTOK} في نافذة صغيرة، وتختار الحسابات الإعلانية التي تريد استخدامها.`,
  connectAgain: 'تسجيل الدخول مجددًا',
  idleAgain: `يُفتح ${TIKTOK} في نافذة صغيرة. تبقى حساباتك الإعلانية المستوردة كما هي.`,
  connectSandboxAccount: 'ربط حساب اختباري',
  idleSandbox: `لا توجد صفحة تسجيل دخول في بيئة الاختبار في ${TIKTOK}، لذلك تلصق رمز وصول.`,
  connectAccount: `ربط حساب ${TIKTOK}`,
  idleAccount: `يُفتح ${TIKTOK} في نافذة صغيرة، وتسجّل الدخول بحساب ${TIKTOK}.`,
  pasteToken: 'لديك رمز وصول؟ الصقه هنا بدلًا من ذلك',
  opening: 'جارٍ الفتح…',
  openingWindow: `جارٍ فتح ${TIKTOK}…`,
  noPermission: 'يتطلب الربط إذن «الربط». اطلبه من مسؤول مساحة العمل هذه.',
};
