import { CONSENT, type Mappable } from '../../shared/identifiers/attributes.ts';
import type { Property } from '../../shared/properties.ts';

const DIGITS: readonly Mappable[] = ['phone', 'zip', 'dateOfBirth', CONSENT];

/** The type of a property that can hardly hold the attribute; null where it can. Any attribute may come as text. */
export function misfit(attribute: Mappable, { type }: Property): Exclude<Property['type'], 'string'> | null {
  switch (type) {
    case 'string':
      return null;
    case 'boolean':
      return attribute === CONSENT ? null : type;
    case 'number':
      return DIGITS.includes(attribute) ? null : type;
    case 'date':
      return attribute === 'dateOfBirth' ? null : type;
  }
}
