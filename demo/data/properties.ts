export interface DemoProperty {
  readonly name: string;
  readonly label: string;
  readonly type: 'string' | 'number' | 'boolean' | 'date';
  readonly kind: 'system' | 'custom';
  readonly example?: string;
}

type Row = readonly [name: string, label: string, type: DemoProperty['type'], example?: string];

const SYSTEM: readonly Row[] = [
  ['customer_id', 'Customer ID', 'string', '7100000004218803317'],
  ['email', 'Email address', 'string', '  Ana.Lima+News@Example.com'],
  ['mobile_phone', 'Mobile phone', 'string', '(11) 96123-4567'],
  ['first_name', 'First name', 'string', 'Ana'],
  ['last_name', 'Last name', 'string', 'Lima dos Santos'],
  ['gender', 'Gender', 'string', 'Female'],
  ['birthday', 'Birthday', 'date', '23.04.1991'],
  ['city', 'City', 'string', 'São Paulo'],
  ['region', 'Region', 'string', 'SP'],
  ['postcode', 'Postcode', 'string', '01310-100'],
  ['country', 'Country', 'string', 'Brazil'],
  ['street', 'Street and number', 'string'],
  ['company', 'Company', 'string'],
  ['language', 'Language', 'string', 'pt-BR'],
  ['time_zone', 'Time zone', 'string', 'America/Sao_Paulo'],
  ['created_at', 'Customer since', 'date', '2021-06-14'],
  ['last_seen_at', 'Last seen', 'date'],
  ['orders_count', 'Orders', 'number', '12'],
  ['lifetime_value', 'Lifetime value', 'number', '1849.90'],
  ['average_order', 'Average order', 'number'],
  ['newsletter_opt_in', 'Newsletter opt-in', 'boolean', 'true'],
  ['sms_opt_in', 'SMS opt-in', 'boolean'],
  ['email_bounced_at', 'Email bounced on', 'date'],
  ['phone_country', 'Phone country', 'string', '+55'],
  ['country_of_birth', 'Country of birth', 'string'],
];

const CUSTOM: readonly Row[] = [
  ['android_ad_id', 'Android ad ID', 'string', '38400000-8CF0-11BD-B23E-10B96E40000D'],
  // Nothing in this name says "IDFA": it has to be found by its example.
  ['ios_device_ref', 'iPhone device reference', 'string', '7E1B45D2-90AC-4C3F-8A51-2D6F0B9C7E44'],
  ['loyalty_tier', 'Loyalty tier', 'string', 'Gold'],
  ['loyalty_points', 'Loyalty points', 'number', '2310'],
  ['notes', 'Notes', 'string', 'Prefers the afternoon'],
  ['account_manager', 'Account manager', 'string', 'Layla Haddad'],
  ['favourite_store', 'Favourite store', 'string', 'Lisboa, Chiado'],
  ['shoe_size', 'Shoe size', 'number', '39'],
  ['billing_email', 'Billing email', 'string'],
  ['work_phone', 'Work phone (till)', 'string'],
  ['gift_card_city', 'City on gift card', 'string'],
  ['first_name_on_card', 'Name printed on loyalty card', 'string', 'ANA LIMA'],
  ['zip_of_first_order', 'Postcode of first order', 'string'],
  ['état_du_compte', 'État du compte', 'string', 'actif'],
  ['nps', 'Last NPS answer', 'number', '9'],
  ['churn_score', 'Churn score', 'number', '0.13'],
];

/** The fictional host's user properties, in the order its own settings would list them. */
export const DEMO_PROPERTIES: readonly DemoProperty[] = [
  ...SYSTEM.map(toProperty('system')),
  ...CUSTOM.map(toProperty('custom')),
];

/** Which property really holds what, for those who set a mapping up without looking. */
export const DEMO_MAPPING = {
  email: 'email',
  phone: 'mobile_phone',
  firstName: 'first_name',
  lastName: 'last_name',
  gender: 'gender',
  dateOfBirth: 'birthday',
  city: 'city',
  state: 'region',
  country: 'country',
  zip: 'postcode',
  googleAdvertisingId: 'android_ad_id',
  appleIdfa: 'ios_device_ref',
} as const;

function toProperty(kind: DemoProperty['kind']): (row: Row) => DemoProperty {
  return ([name, label, type, example]) => ({ name, label, type, kind, ...(example === undefined ? {} : { example }) });
}
