import type { Attribute } from '../../shared/identifiers/attributes.ts';

const DOTS = '•••';

function firstOf(text: string): string {
  const [first, second, third] = Array.from(text);
  return first !== undefined && second !== undefined && third !== undefined ? `${first}${DOTS}` : DOTS;
}

/**
 * A value that a person can recognise as the right column and nobody can read: the first letter, the last two digits of a
 * phone, the ending of an email's domain. Short values are hidden whole.
 */
export function maskValue(attribute: Attribute, value: string): string {
  const text = value.trim();
  if (text === '') return '';
  switch (attribute) {
    case 'email': {
      const at = text.lastIndexOf('@');
      if (at < 1) return firstOf(text);
      const domain = text.slice(at + 1);
      const dot = domain.lastIndexOf('.');
      return `${firstOf(text.slice(0, at))}@${dot < 1 ? DOTS : `${firstOf(domain.slice(0, dot))}${domain.slice(dot)}`}`;
    }
    case 'phone':
      return text.length > 6 ? `${text.startsWith('+') ? '+' : ''}${DOTS}${text.slice(-2)}` : DOTS;
    case 'googleAdvertisingId':
    case 'appleIdfa':
      return text.length > 16 ? `${text.slice(0, 2)}${DOTS}${text.slice(-2)}` : DOTS;
    case 'country':
    case 'gender':
      return text.length > 2 ? firstOf(text) : text;
    case 'firstNameInitial':
      return DOTS;
    default:
      return firstOf(text);
  }
}

/** Masks a value of which only its looks tell what it is. */
export function maskUnknown(value: string): string {
  const text = value.trim();
  if (text.includes('@')) return maskValue('email', text);
  if (/^[0-9a-f-]{32,}$/i.test(text)) return maskValue('googleAdvertisingId', text);
  return /\d{3}/.test(text) ? maskValue('phone', text) : text === '' ? '' : firstOf(text);
}
