import { describe, expect, test } from 'vitest';
import { reviewSignIn } from '../../server/connections/sign-in-review.ts';

describe('what a review says', () => {
  const one = { advertiserId: '1', name: 'One' };
  const two = { advertiserId: '2', name: 'Two' };
  const kim = { coreUserId: 'kim', displayName: 'Kim' };
  const held = { connectionId: 'con_1', user: kim, scopes: ['1', '3'], advertisers: [one, two], imported: [two] };

  test('nothing where nothing is lost', () => {
    expect(reviewSignIn(held, { user: kim, scopes: ['1', '3', '4'], advertisers: [one, two] })).toBeNull();
    expect(reviewSignIn(held, { user: null, scopes: null, advertisers: [two, one] })).toBeNull();
  });

  test('the imported ad accounts first, scopes by name, and the other user', () => {
    const lee = { coreUserId: 'lee', displayName: 'Lee' };
    expect(reviewSignIn(held, { user: lee, scopes: ['1'], advertisers: [] })).toEqual({
      connectionId: 'con_1',
      otherUser: { before: 'Kim', now: 'Lee' },
      lostAdvertiserCount: 2,
      lostImportedCount: 1,
      lostAdvertisers: [
        { ...two, imported: true },
        { ...one, imported: false },
      ],
      lostScopes: [{ id: '3', name: 'Audience Management' }],
    });
  });

  test('every count whole where there are more ad accounts than are named', () => {
    const advertisers = Array.from({ length: 250 }, (_, index) => ({ advertiserId: `a${index}`, name: `A ${index}` }));
    const review = reviewSignIn({ ...held, advertisers, imported: [] }, { user: kim, scopes: null, advertisers: [] });
    expect([review?.lostAdvertiserCount, review?.lostAdvertisers.length]).toEqual([250, 100]);
  });
});
