import { ATTRIBUTES, type Attribute } from '../../shared/identifiers/attributes.ts';
import type { Property } from '../../shared/properties.ts';

// What people call these things, in the languages that property lists are most often written in. Words are compared without
// case, accents and separators, so "e-mail", "E Mail" and "eMail" are one. A property must be the word itself, or the word
// with a qualifier that changes nothing ("customer_email"): "email_opt_in" and "order_state" are other things.
const WORDS: Readonly<Record<Attribute, readonly string[]>> = {
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
export function toPlainName(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]/gu, '');
}

function scoreName(plain: string, words: readonly string[]): number {
  if (words.includes(plain)) return EXACT - words.indexOf(plain);
  for (const before of QUALIFIERS_BEFORE) {
    if (plain.startsWith(before) && words.includes(plain.slice(before.length))) return QUALIFIED;
  }
  for (const after of QUALIFIERS_AFTER) {
    if (plain.endsWith(after) && words.includes(plain.slice(0, -after.length))) return QUALIFIED - 10;
  }
  return 0;
}

/** How well a property's name or label says the attribute; 0 = not at all. A true/false property is none of the thirteen. */
export function scoreProperty(attribute: Attribute, property: Property): number {
  if (property.type === 'boolean') return 0;
  const words = WORDS[attribute];
  const score = Math.max(scoreName(toPlainName(property.name), words), scoreName(toPlainName(property.label), words));
  return score === 0
    ? 0
    : score + (property.kind === 'system' ? 2 : 0) + (property.type === 'date' && attribute === 'dateOfBirth' ? 1 : 0);
}

/**
 * A property for each attribute that has none, by name alone. A property that is already mapped, or says another attribute
 * better, is not suggested. The list's order settles ties, so the same properties always give the same suggestions.
 */
export function suggestMapping(
  mapped: Readonly<Partial<Record<Attribute, string>>>,
  properties: readonly Property[],
): Partial<Record<Attribute, string>> {
  const candidates: { attribute: Attribute; name: string; score: number }[] = [];
  const taken = new Set(Object.values(mapped));
  for (const attribute of ATTRIBUTES) {
    if (mapped[attribute] !== undefined) continue;
    for (const property of properties) {
      const score = taken.has(property.name) ? 0 : scoreProperty(attribute, property);
      if (score > 0) candidates.push({ attribute, name: property.name, score });
    }
  }
  candidates.sort((left, right) => right.score - left.score);
  const suggestions: Partial<Record<Attribute, string>> = {};
  for (const { attribute, name } of candidates) {
    if (suggestions[attribute] !== undefined || taken.has(name)) continue;
    suggestions[attribute] = name;
    taken.add(name);
  }
  return suggestions;
}
