// Four products that a host might be. Each has a style sheet beside this file, keyed on `html[data-skin]`, and its own words;
// the elements inside stay the same and follow it.

export type Skin = 'plain' | 'dashboard' | 'dense' | 'rtl';

export const SKINS: readonly Skin[] = ['plain', 'dashboard', 'dense', 'rtl'];

export const isSkin = (value: unknown): value is Skin => SKINS.includes(value as Skin);

interface SkinPage {
  readonly lang: string;
  readonly dir: 'ltr' | 'rtl';
  /** By the value of `data-say` in the page. */
  readonly words: Readonly<Record<Word, string>>;
}

export type Word =
  | 'brand'
  | 'menu-1'
  | 'menu-2'
  | 'menu-3'
  | 'menu-4'
  | 'settings'
  | 'title'
  | 'workspace'
  | 'general'
  | 'members'
  | 'billing'
  | 'data'
  | 'properties'
  | 'segments'
  | 'imports'
  | 'integrations'
  | 'email'
  | 'tiktok'
  | 'webhooks'
  | 'figure-1'
  | 'figure-2'
  | 'figure-3'
  | 'figure-4';

const ENGLISH: SkinPage['words'] = {
  brand: 'Fernhill',
  'menu-1': 'Home',
  'menu-2': 'People',
  'menu-3': 'Campaigns',
  'menu-4': 'Reports',
  settings: 'Settings',
  title: 'Integration settings',
  workspace: 'Workspace',
  general: 'General',
  members: 'Members',
  billing: 'Billing',
  data: 'Data',
  properties: 'Properties',
  segments: 'Segments',
  imports: 'Imports',
  integrations: 'Integrations',
  email: 'Email',
  tiktok: 'TikTok Ads',
  webhooks: 'Webhooks',
  'figure-1': 'Profiles',
  'figure-2': 'Active this month',
  'figure-3': 'Agreed to ads',
  'figure-4': 'Segments',
};

const ARABIC: SkinPage['words'] = {
  brand: 'واحة',
  'menu-1': 'الرئيسية',
  'menu-2': 'العملاء',
  'menu-3': 'الحملات',
  'menu-4': 'التقارير',
  settings: 'الإعدادات',
  title: 'إعدادات التكامل',
  workspace: 'مساحة العمل',
  general: 'عام',
  members: 'الأعضاء',
  billing: 'الفوترة',
  data: 'البيانات',
  properties: 'الخصائص',
  segments: 'الشرائح',
  imports: 'الاستيراد',
  integrations: 'التكاملات',
  email: 'البريد الإلكتروني',
  tiktok: 'إعلانات TikTok',
  webhooks: 'إشعارات الويب',
  'figure-1': 'الملفات',
  'figure-2': 'النشطون هذا الشهر',
  'figure-3': 'وافقوا على الإعلانات',
  'figure-4': 'الشرائح',
};

export const SKIN_PAGES: Readonly<Record<Skin, SkinPage>> = {
  plain: { lang: 'en', dir: 'ltr', words: ENGLISH },
  dashboard: { lang: 'en', dir: 'ltr', words: { ...ENGLISH, brand: 'Tidewater', title: 'TikTok Ads' } },
  dense: {
    lang: 'en',
    dir: 'ltr',
    words: {
      ...ENGLISH,
      brand: 'Stockroom Admin',
      'menu-1': 'Orders',
      'menu-2': 'Customers',
      'menu-3': 'Catalogue',
      'menu-4': 'Stock',
      settings: 'System',
      title: 'TikTok Ads',
    },
  },
  rtl: { lang: 'ar', dir: 'rtl', words: ARABIC },
};
