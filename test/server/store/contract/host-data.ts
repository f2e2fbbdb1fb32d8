import { describe, expect, it } from 'vitest';
import { allOf } from './all-of.ts';
import type { Opened } from './opened.ts';

/** What every driver does with properties, segments and the mapping. */
export function hostDataContract(its: Opened): void {
  describe('host data', () => {
    const property = (propertyName: string) =>
      ({ name: propertyName, label: propertyName, type: 'string', kind: 'custom' }) as const;

    it('replaces the properties and lists them in the order given', async () => {
      await its.mine.properties.replaceAll([property('Old')], 1);
      const list = [{ ...property('Zip'), example: '10115' }, property('Email'), property('Age')];
      await its.mine.properties.replaceAll(list, 2);
      expect(await allOf((query) => its.mine.properties.list(query), 2)).toEqual(list);
      expect((await its.mine.properties.existing(['Age', 'Old', 'Zip'])).sort()).toEqual(['Age', 'Zip']);
      expect(await its.mine.properties.existing([])).toEqual([]);
    });

    it('leaves the old properties when the new ones cannot all be written', async () => {
      await its.mine.properties.replaceAll([property('Old')], 1);
      await expect(its.mine.properties.replaceAll([property('Twice'), property('Twice')], 2)).rejects.toThrow();
      expect((await its.mine.properties.list({ after: null, limit: 10 })).items).toEqual([property('Old')]);
    });

    it('starts with an empty mapping of version 0 and counts up', async () => {
      expect(await its.mine.mapping.get()).toEqual({ attributes: {}, version: 0, updatedAt: null, updatedBy: null });
      const change = { attributes: { email: 'Email' }, updatedAt: 5, updatedBy: 'user-1' };
      expect(await its.mine.mapping.put({ ...change, expectedVersion: null })).toEqual({ ...change, version: 1 });
      expect(
        await its.mine.mapping.put({ ...change, attributes: {}, updatedBy: null, expectedVersion: null }),
      ).toMatchObject({ version: 2, attributes: {} });
      expect(await its.mine.mapping.get()).toEqual({ attributes: {}, version: 2, updatedAt: 5, updatedBy: null });
    });

    it.each([0, 3])('lets one of several racing savers of version %i win', async (version) => {
      const change = { attributes: {}, updatedAt: 5, updatedBy: null };
      for (let count = 0; count < version; count += 1) await its.mine.mapping.put({ ...change, expectedVersion: null });
      const saved = await Promise.all(
        ['a', 'b', 'c', 'd'].map((updatedBy, index) =>
          (index % 2 ? its.store : its.other)
            .workspace('mine')
            .mapping.put({ ...change, updatedBy, expectedVersion: version }),
        ),
      );
      expect(saved.filter((record) => record !== null)).toHaveLength(1);
      expect((await its.mine.mapping.get()).version).toBe(version + 1);
    });

    it('puts, replaces and lists segments by name', async () => {
      const segment = {
        segmentId: 'vip',
        name: 'VIP',
        size: 12,
        filled: { Email: 12, Größe: 0 },
        sourceUrl: 'https://host.example/vip',
        updatedAt: 5,
      };
      await its.mine.segments.put(segment);
      await its.mine.segments.put({
        segmentId: 'all',
        name: 'everyone',
        size: null,
        filled: null,
        sourceUrl: null,
        updatedAt: 5,
      });
      await its.mine.segments.put({ ...segment, name: 'A-list', sourceUrl: null });
      expect((await allOf((query) => its.mine.segments.list(query), 1)).map(({ segmentId }) => segmentId)).toEqual([
        'vip',
        'all',
      ]);
      expect(await its.mine.segments.get('vip')).toEqual({ ...segment, name: 'A-list', sourceUrl: null });
      expect(await its.mine.segments.get('all')).toMatchObject({ filled: null });
      expect(await its.mine.segments.get('none')).toBeNull();
    });

    it('keeps properties, mapping and segments of another workspace apart', async () => {
      await its.mine.properties.replaceAll([property('Email')], 1);
      await its.mine.mapping.put({
        attributes: { email: 'Email' },
        expectedVersion: null,
        updatedAt: 1,
        updatedBy: null,
      });
      await its.mine.segments.put({
        segmentId: 'vip',
        name: 'VIP',
        size: null,
        filled: null,
        sourceUrl: null,
        updatedAt: 1,
      });

      expect((await its.theirs.properties.list({ after: null, limit: 10 })).items).toEqual([]);
      expect(await its.theirs.properties.existing(['Email'])).toEqual([]);
      expect(await its.theirs.mapping.get()).toMatchObject({ version: 0, attributes: {} });
      expect((await its.theirs.segments.list({ after: null, limit: 10 })).items).toEqual([]);
      expect(await its.theirs.segments.get('vip')).toBeNull();

      await its.theirs.properties.replaceAll([], 2);
      expect(
        await its.theirs.mapping.put({ attributes: {}, expectedVersion: 1, updatedAt: 2, updatedBy: null }),
      ).toBeNull();
      await its.theirs.mapping.put({ attributes: {}, expectedVersion: 0, updatedAt: 2, updatedBy: null });
      await its.theirs.segments.put({
        segmentId: 'vip',
        name: 'Theirs',
        size: null,
        filled: null,
        sourceUrl: null,
        updatedAt: 2,
      });
      expect(await its.mine.properties.existing(['Email'])).toEqual(['Email']);
      expect(await its.mine.mapping.get()).toMatchObject({ version: 1, attributes: { email: 'Email' } });
      expect(await its.mine.segments.get('vip')).toMatchObject({ name: 'VIP' });
    });
  });
}
