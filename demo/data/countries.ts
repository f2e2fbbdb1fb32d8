/** Where the demo's people live: how their phone numbers are built and written, how people spell the country, some places. */
export interface Country {
  readonly code: string;
  /** As found in customer data: the code, the three-letter code and English names. */
  readonly spellings: readonly string[];
  readonly callingCode: string;
  /** Written before a number at home, such as the 0 of most of Europe. */
  readonly trunkPrefix: string;
  /** Dialled before a country code from here. */
  readonly exitPrefix: string;
  /** Mobile ranges of the numbering plan, without trunk prefix: `x` is any digit, `n` is 2 to 9. */
  readonly mobile: readonly string[];
  /** Sizes of the groups in which a number is written, the last one taking what remains. */
  readonly groups: readonly number[];
  readonly names: NamePool;
  /** City, region and postal code; `x` in a postal code is any digit. */
  readonly places: readonly (readonly [city: string, region: string, zip: string])[];
}

/** Which list of names fits. */
export type NamePool =
  | 'english'
  | 'german'
  | 'romance'
  | 'nordic'
  | 'slavic'
  | 'greek'
  | 'turkish'
  | 'arabic'
  | 'hebrew'
  | 'indian'
  | 'japanese'
  | 'korean'
  | 'thai'
  | 'vietnamese';

type Row = [
  code: string,
  spellings: string,
  callingCode: string,
  trunkPrefix: string,
  exitPrefix: string,
  mobile: string,
  groups: string,
  names: NamePool,
  places: string,
];

const ROWS: readonly Row[] = [
  [
    'US',
    'US|USA|United States|United States of America|usa',
    '1',
    '',
    '011',
    '212nxxxxxx 415nxxxxxx 512nxxxxxx 617nxxxxxx',
    '3 3 4',
    'english',
    'New York,NY,10xxx|San Francisco,CA,941xx|Austin,TX,787xx',
  ],
  [
    'CA',
    'CA|CAN|Canada|canada',
    '1',
    '',
    '011',
    '416nxxxxxx 514nxxxxxx 604nxxxxxx',
    '3 3 4',
    'english',
    'Toronto,ON,M5V 2T6|Montréal,QC,H2X 1Y4',
  ],
  [
    'GB',
    'GB|GBR|United Kingdom|UK|Great Britain',
    '44',
    '0',
    '00',
    '7400xxxxxx 7712xxxxxx 7860xxxxxx',
    '4 6',
    'english',
    'London,Greater London,SW1A 1AA|Bristol,,BS1 4DJ',
  ],
  ['IE', 'IE|IRL|Ireland', '353', '0', '00', '85xxxxxxx 87xxxxxxx', '2 3 4', 'english', 'Dublin,Leinster,D02 X285'],
  [
    'AU',
    'AU|AUS|Australia',
    '61',
    '0',
    '0011',
    '41nxxxxxx 43nxxxxxx',
    '3 3 3',
    'english',
    'Sydney,NSW,2000|Melbourne,VIC,30xx',
  ],
  ['NZ', 'NZ|NZL|New Zealand', '64', '0', '00', '21xxxxxxx', '2 3 4', 'english', 'Auckland,,10xx'],
  [
    'ZA',
    'ZA|ZAF|South Africa',
    '27',
    '0',
    '00',
    '72xxxxxxx 83xxxxxxx',
    '2 3 4',
    'english',
    'Cape Town,Western Cape,80xx',
  ],
  [
    'DE',
    'DE|DEU|Germany|germany|GERMANY',
    '49',
    '0',
    '00',
    '1512xxxxxxx 170xxxxxxx 176xxxxxxxx',
    '4 7',
    'german',
    'Berlin,Berlin,101xx|München,Bayern,803xx|Köln,NRW,506xx',
  ],
  [
    'AT',
    'AT|AUT|Austria',
    '43',
    '0',
    '00',
    '664xxxxxxx 676xxxxxxx',
    '3 7',
    'german',
    'Wien,Wien,10xx|Graz,Steiermark,80xx',
  ],
  [
    'CH',
    'CH|CHE|Switzerland',
    '41',
    '0',
    '00',
    '78xxxxxxx 79xxxxxxx',
    '2 3 2 2',
    'german',
    'Zürich,ZH,80xx|Genève,GE,12xx',
  ],
  [
    'NL',
    'NL|NLD|Netherlands|The Netherlands|Holland',
    '31',
    '0',
    '00',
    '61xxxxxxx 65xxxxxxx',
    '1 8',
    'german',
    'Amsterdam,Noord-Holland,1012 AB',
  ],
  ['BE', 'BE|BEL|Belgium', '32', '0', '00', '47nxxxxxx', '3 2 2 2', 'romance', 'Bruxelles,,10xx'],
  [
    'FR',
    'FR|FRA|France|france',
    '33',
    '0',
    '00',
    '61xxxxxxx 62xxxxxxx 66xxxxxxx',
    '1 2 2 2 2',
    'romance',
    'Paris,Île-de-France,750xx|Lyon,,690xx',
  ],
  [
    'ES',
    'ES|ESP|Spain',
    '34',
    '',
    '00',
    '61xxxxxxx 65xxxxxxx',
    '3 2 2 2',
    'romance',
    'Málaga,Andalucía,290xx|Madrid,Madrid,280xx',
  ],
  ['IT', 'IT|ITA|Italy', '39', '', '00', '320xxxxxxx 347xxxxxxx', '3 3 4', 'romance', 'Milano,MI,201xx|Forlì,FC,471xx'],
  ['PT', 'PT|PRT|Portugal', '351', '', '00', '91xxxxxxx 96xxxxxxx', '3 3 3', 'romance', 'Lisboa,,1100-xxx'],
  [
    'BR',
    'BR|BRA|Brazil|brazil',
    '55',
    '',
    '0015',
    '1196xxxxxxx 2198xxxxxxx',
    '2 5 4',
    'romance',
    'São Paulo,SP,01310-xxx|Rio de Janeiro,RJ,22041-xxx',
  ],
  ['MX', 'MX|MEX|Mexico', '52', '', '00', '55nxxxxxxx 33nxxxxxxx', '2 4 4', 'romance', 'Ciudad de México,CDMX,06xxx'],
  ['CO', 'CO|COL|Colombia', '57', '', '009', '310xxxxxxx 320xxxxxxx', '3 7', 'romance', 'Bogotá,,1101xx'],
  ['SE', 'SE|SWE|Sweden', '46', '0', '00', '70nxxxxxx 73nxxxxxx', '2 3 2 2', 'nordic', 'Göteborg,,411 xx'],
  ['NO', 'NO|NOR|Norway', '47', '', '00', '40nxxxxx 92nxxxxx', '2 2 2 2', 'nordic', 'Tromsø,,90xx'],
  ['DK', 'DK|DNK|Denmark', '45', '', '00', '40nxxxxx 53nxxxxx', '2 2 2 2', 'nordic', 'Århus,,8000'],
  ['FI', 'FI|FIN|Finland', '358', '0', '00', '40nxxxxxx 50nxxxxxx', '2 3 4', 'nordic', 'Jyväskylä,,401xx'],
  ['PL', 'PL|POL|Poland', '48', '', '00', '51nxxxxxx 60nxxxxxx', '3 3 3', 'slavic', 'Łódź,,90-xxx'],
  ['CZ', 'CZ|CZE|Czechia|Czech Republic', '420', '', '00', '602xxxxxx 72nxxxxxx', '3 3 3', 'slavic', 'Plzeň,,301 xx'],
  ['UA', 'UA|UKR|Ukraine', '380', '0', '00', '50xxxxxxx 67xxxxxxx', '2 3 4', 'slavic', 'Київ,,010xx'],
  ['GR', 'GR|GRC|Greece', '30', '', '00', '694xxxxxxx 697xxxxxxx', '3 3 4', 'greek', 'Αθήνα,,105 xx'],
  ['TR', 'TR|TUR|Turkey|Türkiye', '90', '0', '00', '532xxxxxxx 542xxxxxxx', '3 3 2 2', 'turkish', 'İstanbul,,340xx'],
  ['AE', 'AE|ARE|United Arab Emirates|UAE', '971', '0', '00', '50nxxxxxx 55nxxxxxx', '2 3 4', 'arabic', 'دبي,,'],
  ['SA', 'SA|SAU|Saudi Arabia|KSA', '966', '0', '00', '50xxxxxxx 55xxxxxxx', '2 3 4', 'arabic', 'الرياض,,116xx'],
  ['EG', 'EG|EGY|Egypt', '20', '0', '00', '100xxxxxxx 112xxxxxxx', '2 4 4', 'arabic', 'القاهرة,,115xx'],
  ['IL', 'IL|ISR|Israel', '972', '0', '00', '50nxxxxxx 54nxxxxxx', '2 3 4', 'hebrew', 'תל אביב,,61xxxxx'],
  [
    'IN',
    'IN|IND|India',
    '91',
    '0',
    '00',
    '98xxxxxxxx 99xxxxxxxx',
    '5 5',
    'indian',
    'मुंबई,Maharashtra,4000xx|Bengaluru,KA,5600xx',
  ],
  [
    'JP',
    'JP|JPN|Japan|japan',
    '81',
    '0',
    '010',
    '90nxxxxxxx 80nxxxxxxx',
    '2 4 4',
    'japanese',
    '東京,東京都,100-00xx|大阪市,大阪府,530-00xx',
  ],
  [
    'KR',
    'KR|KOR|South Korea|Republic of Korea',
    '82',
    '0',
    '001',
    '102xxxxxxx 108xxxxxxx',
    '2 4 4',
    'korean',
    '서울,,045xx',
  ],
  ['TH', 'TH|THA|Thailand', '66', '0', '001', '81nxxxxxx 89nxxxxxx', '2 3 4', 'thai', 'กรุงเทพฯ,,101xx'],
  ['VN', 'VN|VNM|Vietnam', '84', '0', '00', '90nxxxxxx 91nxxxxxx', '2 3 4', 'vietnamese', 'Đà Nẵng,,550000'],
];

export const COUNTRIES: readonly Country[] = ROWS.map(
  ([code, spellings, callingCode, trunkPrefix, exitPrefix, mobile, groups, names, places]) => ({
    code,
    spellings: spellings.split('|'),
    callingCode,
    trunkPrefix,
    exitPrefix,
    mobile: mobile.split(' '),
    groups: groups.split(' ').map(Number),
    names,
    places: places.split('|').map((place) => {
      const [city = '', region = '', zip = ''] = place.split(',');
      return [city, region, zip] as const;
    }),
  }),
);
