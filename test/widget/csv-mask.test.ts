import { expect } from 'chai';
import { ATTRIBUTES } from '../../shared/identifiers/attributes.ts';
import { maskValue } from '../../widget/worker/mask.ts';

describe('values shown masked', () => {
  it('hides all but a hint of every kind of value', () => {
    const masked = ATTRIBUTES.map((attribute) => maskValue(attribute, ' Supercalifragilistic@example.co.uk '));
    expect(masked.filter((text) => text.includes('upercali') || text.includes('example'))).to.deep.equal([]);
    expect(maskValue('phone', '+49 171 2345678')).to.equal('+•••78');
    expect(maskValue('phone', '12345')).to.equal('•••');
    expect(maskValue('googleAdvertisingId', '38400000-8cf0-11bd-b23e-10b96e40000d')).to.equal('38•••0d');
    expect(maskValue('email', '')).to.equal('');
    expect(maskValue('firstName', 'Al')).to.equal('•••');
  });
});
