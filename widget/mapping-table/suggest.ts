import { MAPPABLE, type Mappable } from '../../shared/identifiers/attributes.ts';
import type { Property } from '../../shared/properties.ts';
import { misfit } from './misfit.ts';

// What people call these things, in the languages that property lists are most often written in. Words are compared without
// case, accents and separators, so "e-mail", "E Mail" and "eMail" are one. A property must be the word itself, or the word
// with a qualifier that changes nothing ("customer_email"): "email_opt_in" and "order_state" are other things.
const WORDS: Readonly<Record<Mappable, readonly string[]>> = {
  email: ['email', 'emailaddress', 'mail', 'correo', 'correoelectronico', 'courriel', 'emailadresse'],
  phone: [
    'phone',
    'phonenumber',
    'mobile',
    'mobilephone',
    'mobilenumber',
    'mobilephonenumber',
    'cell',
    'cellphone',
    'cellphonenumber',
    'telephone',
    'telephonenumber',
    'tel',
    'msisdn',
    'telefono',
    'telefone',
    'celular',
    'telefon',
    'handy',
    'phonee164',
  ],
  firstName: ['firstname', 'givenname', 'forename', 'fname', 'prenom', 'vorname', 'nombre'],
  lastName: ['lastname', 'surname', 'familyname', 'lname', 'nom', 'nachname', 'apellido', 'apellidos', 'sobrenome'],
  firstNameInitial: ['firstnameinitial', 'firstinitial', 'initial', 'fi'],
  gender: ['gender', 'sex', 'genero', 'genre', 'geschlecht', 'sexo'],
  dateOfBirth: [
    'dateofbirth',
    'birthdate',
    'birthday',
    'dob',
    'birthdaydate',
    'fechadenacimiento',
    'datadenascimento',
    'geburtsdatum',
    'datedenaissance',
  ],
  city: ['city', 'town', 'cityname', 'ciudad', 'cidade', 'ville', 'stadt', 'ort'],
  state: [
    'state',
    'region',
    'province',
    'statecode',
    'stateprovince',
    'stateorprovince',
    'statename',
    'provincia',
    'estado',
    'bundesland',
  ],
  country: ['country', 'countrycode', 'countryname', 'countryiso', 'countryiso2', 'pais', 'pays', 'land'],
  zip: [
    'zip',
    'zipcode',
    'postalcode',
    'postcode',
    'postal',
    'zippostalcode',
    'codigopostal',
    'codepostal',
    'plz',
    'cep',
    'postleitzahl',
  ],
  googleAdvertisingId: [
    'googleadvertisingid',
    'gaid',
    'aaid',
    'androidadid',
    'androidadvertisingid',
    'googleadid',
    'androidid',
    'adidandroid',
    'advertisingidandroid',
  ],
  appleIdfa: [
    'appleidfa',
    'idfa',
    'iosadid',
    'iosidfa',
    'iosadvertisingid',
    'appleadid',
    'appleadvertisingid',
    'advertisingidios',
  ],
  // Consent to one channel ("email_opt_in", "newsletter_opt_in") is none to ads.
  consent: [
    'consent',
    'adsconsent',
    'adconsent',
    'advertisingconsent',
    'marketingconsent',
    'consenttoads',
    'consentmarketing',
    'consentads',
    'adsoptin',
    'adoptin',
    'marketingoptin',
    'optin',
    'optedin',
    'marketingoptedin',
    'consentgiven',
    'consented',
    'hasconsent',
    'hasconsented',
    'hasoptedin',
    'gdprconsent',
    'agreedtoads',
    'agreedtomarketing',
    'acceptsmarketing',
    'marketingpermission',
    'subscribed',
    'issubscribed',
    'subscriptionstatus',
    'consentimiento',
    'consentimento',
    'consentement',
    'einwilligung',
    'werbeeinwilligung',
  ],
};

const QUALIFIERS_BEFORE = [
  'user',
  'customer',
  'contact',
  'profile',
  'person',
  'personal',
  'primary',
  'main',
  'default',
  'home',
  'billing',
  'shipping',
  'mailing',
  'address',
  'member',
  'subscriber',
  'current',
];
const QUALIFIERS_AFTER = ['value', 'raw', 'hash', 'hashed', 'sha256', 'md5', '1'];

const EXACT = 100;
const QUALIFIED = 60;

/** Lower case, no accents, nothing but letters and digits: "Correo electrónico" → "correoelectronico". */
function toPlainName(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]/gu, '');
}

type Scores = Partial<Record<Mappable, number>>;

// Every spelling that says an attribute, with how well it does: one look instead of a search per property and attribute.
const SPELLINGS = spellings();

function spellings(): ReadonlyMap<string, Scores> {
  const found = new Map<string, Scores>();
  const add = (spelling: string, attribute: Mappable, score: number) => {
    const scores = found.get(spelling) ?? {};
    scores[attribute] = Math.max(scores[attribute] ?? 0, score);
    found.set(spelling, scores);
  };
  for (const attribute of MAPPABLE) {
    WORDS[attribute].forEach((word, place) => {
      add(word, attribute, EXACT - place);
      for (const before of QUALIFIERS_BEFORE) add(before + word, attribute, QUALIFIED);
      for (const after of QUALIFIERS_AFTER) add(word + after, attribute, QUALIFIED - 10);
    });
  }
  return found;
}

/** How well a property's name or label says an attribute; 0 = not at all, or its type cannot hold it. */
function scoreProperty(attribute: Mappable, property: Property): number {
  const score = scoresOf(property)[attribute] ?? 0;
  if (score === 0 || misfit(attribute, property) !== null) return 0;
  return (
    score + (property.kind === 'system' ? 2 : 0) + (property.type === 'date' && attribute === 'dateOfBirth' ? 1 : 0)
  );
}

// Names are read once: the suggestions are made anew at every change, among thousands of properties.
const kept = new WeakMap<Property, Scores>();

function scoresOf(property: Property): Scores {
  let scores = kept.get(property);
  if (scores === undefined) {
    const byName = SPELLINGS.get(toPlainName(property.name)) ?? {};
    const byLabel = SPELLINGS.get(toPlainName(property.label)) ?? {};
    scores = { ...byName };
    for (const [attribute, score] of Object.entries(byLabel) as [Mappable, number][])
      scores[attribute] = Math.max(scores[attribute] ?? 0, score);
    kept.set(property, scores);
  }
  return scores;
}

/**
 * A property for each attribute that has none, by name alone. A property that is already mapped, or says another attribute
 * better, is not suggested. The list's order settles ties, so the same properties always give the same suggestions.
 */
export function suggestMapping(
  mapped: Readonly<Partial<Record<Mappable, string>>>,
  properties: Iterable<Property>,
): Partial<Record<Mappable, string>> {
  const candidates: { attribute: Mappable; name: string; score: number }[] = [];
  const taken = new Set(Object.values(mapped));
  const open = MAPPABLE.filter((attribute) => mapped[attribute] === undefined);
  for (const property of properties) {
    if (taken.has(property.name)) continue;
    for (const attribute of open) {
      const score = scoreProperty(attribute, property);
      if (score > 0) candidates.push({ attribute, name: property.name, score });
    }
  }
  const order = (attribute: Mappable) => MAPPABLE.indexOf(attribute);
  candidates.sort((left, right) => right.score - left.score || order(left.attribute) - order(right.attribute));
  const suggestions: Partial<Record<Mappable, string>> = {};
  for (const { attribute, name } of candidates) {
    if (suggestions[attribute] !== undefined || taken.has(name)) continue;
    suggestions[attribute] = name;
    taken.add(name);
  }
  return suggestions;
}
