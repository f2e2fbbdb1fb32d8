/**
 * Word lists the worlds are made from: names, money, places and languages from all over, so that a client meets every
 * script early.
 */

export interface Market {
  country: string;
  currency: string;
  /**
   * The zone an account reports in. Some accounts carry the POSIX form, whose sign is reversed: `Etc/GMT+5` is UTC-5.
   */
  timezone: string;
  displayTimezone: string;
  language: string;
  brands: readonly string[];
  lines: readonly string[];
}

export const MARKETS: readonly Market[] = [
  {
    country: 'DE',
    currency: 'EUR',
    timezone: 'Europe/Berlin',
    displayTimezone: 'Europe/Berlin',
    language: 'de',
    brands: ['Nordlicht', 'Bäckerei Öztürk', 'Grünwerk', 'Kästner & Söhne'],
    lines: ['Mode', 'Möbel', 'Schuhe', 'Küche'],
  },
  {
    country: 'US',
    currency: 'USD',
    timezone: 'Etc/GMT+5',
    displayTimezone: 'America/New_York',
    language: 'en',
    brands: ['Bright Harbor', 'Maple & Pine', 'Quarry Street', "O'Hara Outfitters"],
    lines: ['Apparel', 'Outdoor', 'Home', 'Kids'],
  },
  {
    country: 'JP',
    currency: 'JPY',
    timezone: 'Asia/Tokyo',
    displayTimezone: 'Asia/Tokyo',
    language: 'ja',
    brands: ['株式会社さくら', '青空堂', 'みどり屋'],
    lines: ['公式ストア', '雑貨', '化粧品'],
  },
  {
    country: 'AE',
    currency: 'AED',
    timezone: 'Asia/Dubai',
    displayTimezone: 'Asia/Dubai',
    language: 'ar',
    brands: ['متجر النخيل', 'دار الياسمين', 'سوق المدينة'],
    lines: ['للأزياء', 'للعطور', 'للأثاث'],
  },
  {
    country: 'GB',
    currency: 'GBP',
    timezone: 'Europe/London',
    displayTimezone: 'Europe/London',
    language: 'en',
    brands: ['Thistle & Wren', 'Harbour Lane', 'Copperfield'],
    lines: ['Gifts', 'Garden', 'Menswear'],
  },
  {
    country: 'BR',
    currency: 'BRL',
    timezone: 'Etc/GMT+3',
    displayTimezone: 'America/Sao_Paulo',
    language: 'pt',
    brands: ['Ipê Amarelo', 'Casa João', 'Açaí do Sul'],
    lines: ['Moda', 'Beleza', 'Decoração'],
  },
  {
    country: 'MX',
    currency: 'MXN',
    timezone: 'America/Mexico_City',
    displayTimezone: 'America/Mexico_City',
    language: 'es',
    brands: ['Jardín del Niño', 'La Peña', 'Cielo Azul'],
    lines: ['Juguetes', 'Ropa', 'Hogar'],
  },
  {
    country: 'KR',
    currency: 'KRW',
    timezone: 'Asia/Seoul',
    displayTimezone: 'Asia/Seoul',
    language: 'ko',
    brands: ['한빛상회', '달빛공방'],
    lines: ['뷰티', '리빙'],
  },
  {
    country: 'TH',
    currency: 'THB',
    timezone: 'Asia/Bangkok',
    displayTimezone: 'Asia/Bangkok',
    language: 'th',
    brands: ['ร้านดอกบัว', 'บ้านไม้งาม'],
    lines: ['แฟชั่น', 'ความงาม'],
  },
  {
    country: 'IN',
    currency: 'INR',
    timezone: 'Asia/Kolkata',
    displayTimezone: 'Asia/Kolkata',
    language: 'hi',
    brands: ['नीला आकाश', 'Lotus Lane'],
    lines: ['वस्त्र', 'Jewellery'],
  },
  {
    country: 'IL',
    currency: 'ILS',
    timezone: 'Asia/Jerusalem',
    displayTimezone: 'Asia/Jerusalem',
    language: 'he',
    brands: ['בית הזית', 'כוכב הים'],
    lines: ['אופנה', 'לבית'],
  },
  {
    country: 'FR',
    currency: 'EUR',
    timezone: 'Europe/Paris',
    displayTimezone: 'Europe/Paris',
    language: 'fr',
    brands: ['Maison Élan', "L'Atelier d'Été"],
    lines: ['Prêt-à-porter', 'Beauté'],
  },
];

export const LONG_ACCOUNT_NAME =
  'Wanderlust & Wayfarers International Outdoor, Camping, Climbing, Trail Running and Winter Sports Equipment — Online Outlet (Scandinavia, Baltics, Poland) 2019–2026';
