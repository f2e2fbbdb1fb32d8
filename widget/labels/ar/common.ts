import type { common as English } from '../en/common.ts';

const ENDED = 'لم يتغير شيء. أعد تحميل الصفحة، أو سجّل الدخول إليها مجددًا.';

/** Words that more than one element says. */
export const common: typeof English = {
  comma: '، ',
  colon: ': ',
  stop: '. ',
  unitGap: ' ',
  tryAgain: 'إعادة المحاولة',
  reload: 'إعادة تحميل الصفحة',
  sessionEnded: 'انتهت جلستك',
  offline: 'لا يوجد اتصال بالإنترنت',
  offlineText: 'يبقى ما تراه هنا كما هو، وقد يكون غير محدَّث. سيُعاد تحميله فور عودة الاتصال.',
  cancel: 'إلغاء',
  close: 'إغلاق',
  requestId: 'معرّف الطلب',
  copy: 'نسخ',
  copied: 'تم النسخ',
  stillLoading: 'ما زال التحميل جاريًا',
  partFailed: 'تعذّر تحميل هذا الجزء',
  failures: {
    network_error: 'تعذّر الوصول إلى الخادم. لم يتغير شيء. تحقق من اتصالك، ثم أعد المحاولة.',
    timeout: 'لم يستجب الخادم في الوقت المحدد. لم يتغير شيء. أعد المحاولة.',
    session_unavailable: ENDED,
    invalid_session: ENDED,
    session_expired: ENDED,
    missing_credentials: ENDED,
    unexpected_response: 'لم تكن استجابة الخادم كما هو متوقع. لم يتغير شيء. أعد المحاولة بعد دقيقة.',
    internal_error: 'حدث خطأ من جانبنا. لم يتغير شيء. أعد المحاولة بعد دقيقة.',
  },
  roles: { ADMIN: 'مسؤول', OPERATOR: 'مشغّل', ANALYST: 'محلّل' },
  noRole: 'بلا دور',
};
