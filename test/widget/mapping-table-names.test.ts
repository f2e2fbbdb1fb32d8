import { expect } from 'chai';
import { findConflict, resolveConflict } from '../../widget/mapping-table/mapping-changes.ts';
import { misfit } from '../../widget/mapping-table/misfit.ts';
import { suggestMapping } from '../../widget/mapping-table/suggest.ts';
import { property } from './support/mapping-page.ts';

describe('mapping by name', () => {
  it('suggests what a property says, in several spellings, and nothing that only sounds like it', () => {
    const list = (...names: string[]) => names.map((name) => property(name, name));
    expect(
      suggestMapping(
        {},
        list('E-Mail', 'mobilePhone', 'customer_first_name', 'Birthday', 'ZIP / Postal code', 'GAID', 'region'),
      ),
    ).to.deep.equal({
      email: 'E-Mail',
      phone: 'mobilePhone',
      firstName: 'customer_first_name',
      dateOfBirth: 'Birthday',
      zip: 'ZIP / Postal code',
      googleAdvertisingId: 'GAID',
      state: 'region',
    });
    expect(
      suggestMapping({}, list('email_opt_in', 'order_state', 'phone_verified', 'city_count', 'username')),
    ).to.deep.equal({});
    expect(suggestMapping({}, list('Correo electrónico', 'Teléfono', 'País'))).to.deep.equal({
      email: 'Correo electrónico',
      phone: 'Teléfono',
      country: 'País',
    });
    expect(suggestMapping({}, [property('email', 'Email', undefined, 'custom', 'boolean')])).to.deep.equal({});
  });

  it('never suggests one property twice or touches what is mapped', () => {
    const suggestions = suggestMapping({ email: 'mail' }, [
      property('mail', 'Mail'),
      property('email', 'Email'),
      property('phone', 'Phone'),
    ]);
    expect(suggestions).to.deep.equal({ phone: 'phone' });
  });

  it('merges two people’s changes: only rows that both changed need a choice', () => {
    const base = { email: 'a', phone: 'p', city: 'c' };
    const mine = { email: 'b', phone: 'p', city: 'c', zip: 'z' };
    const theirs = { email: 'x', city: 'c', state: 's' };
    const conflict = findConflict(base, mine, theirs);
    expect(conflict).to.deep.equal({
      rows: [{ attribute: 'email', mine: 'b', theirs: 'x' }],
      onlyMine: ['zip'],
      onlyTheirs: ['phone', 'state'],
    });
    expect(resolveConflict(mine, theirs, conflict, new Set())).to.deep.equal({
      email: 'x',
      city: 'c',
      state: 's',
      zip: 'z',
    });
    expect(resolveConflict(mine, theirs, conflict, new Set(['email']))).to.deep.equal({
      email: 'b',
      city: 'c',
      state: 's',
      zip: 'z',
    });
  });

  it('knows which types can hold an attribute', () => {
    const of = (type: 'string' | 'number' | 'boolean' | 'date') => property('x', 'X', undefined, 'custom', type);
    expect(misfit('email', of('string'))).to.equal(null);
    expect(misfit('email', of('boolean'))).to.equal('boolean');
    expect(misfit('email', of('number'))).to.equal('number');
    expect(misfit('phone', of('number'))).to.equal(null);
    expect(misfit('dateOfBirth', of('date'))).to.equal(null);
    expect(misfit('zip', of('date'))).to.equal('date');
    expect(suggestMapping({}, [property('email', 'Email', undefined, 'system', 'date')])).to.deep.equal({});
  });
});
