import { describe, expect, it } from 'vitest';
import type { ControlChange } from '../../../../server/store/controls.ts';
import type { Opened } from './opened.ts';

const ACCOUNT = '7100000000000000001';
const OTHER = '7100000000000000002';

const change = (input: Partial<ControlChange> = {}): ControlChange => ({
  advertiserId: null,
  cells: [{ actorKind: 'agent', action: 'create', decision: 'deny' }],
  expectedVersion: null,
  at: 1000,
  by: 'user-1',
  ...input,
});

/** What every driver does with the control matrix. */
export function controlContract(its: Opened): void {
  describe('controls', () => {
    it('has no rules before there are any, and keeps them for their workspace alone', async () => {
      const nothing = { rules: [], advertisersWithRules: [], version: 0, updatedAt: null, updatedBy: null };
      expect(await its.mine.controls.get(null)).toEqual(nothing);
      await its.mine.controls.change(change());
      expect(await its.theirs.controls.get(null)).toEqual(nothing);
      expect(await its.theirs.controls.rulesFor('agent', [ACCOUNT])).toEqual([]);
      expect(await its.other.workspace('mine').controls.get(null)).toEqual({
        rules: [{ advertiserId: null, actorKind: 'agent', action: 'create', decision: 'deny' }],
        advertisersWithRules: [],
        version: 1,
        updatedAt: 1000,
        updatedBy: 'user-1',
      });
    });

    it('gives a decision the rules of the workspace and of the named ad accounts, about such a caller', async () => {
      const allow = (advertiserId: string | null, actorKind: 'agent' | 'person') =>
        its.mine.controls.change(change({ advertiserId, cells: [{ actorKind, action: 'pause', decision: 'allow' }] }));
      for (const advertiserId of [null, ACCOUNT, OTHER]) {
        await allow(advertiserId, 'agent');
        await allow(advertiserId, 'person');
      }
      const scopes = async (...advertiserIds: string[]) =>
        (await its.mine.controls.rulesFor('agent', advertiserIds)).map(({ advertiserId }) => advertiserId).sort();
      expect(await scopes()).toEqual([null]);
      expect(await scopes(ACCOUNT)).toEqual([ACCOUNT, null]);
      expect(await scopes(ACCOUNT, OTHER)).toEqual([ACCOUNT, OTHER, null]);
      expect(await scopes(`${ACCOUNT}' or 1=1 --`, '"]')).toEqual([null]);
      expect(new Set((await its.mine.controls.rulesFor('agent', [ACCOUNT])).map((rule) => rule.actorKind))).toEqual(
        new Set(['agent']),
      );
    });

    it('changes the cells that are named, takes away those without a decision, and tells before and after', async () => {
      await its.mine.controls.change(change({ advertiserId: ACCOUNT }));
      const changed = await its.mine.controls.change(
        change({
          advertiserId: ACCOUNT,
          cells: [
            { actorKind: 'agent', action: 'create', decision: 'ask' },
            { actorKind: 'person', action: 'remove', decision: null },
            { actorKind: 'person', action: 'upload', decision: 'deny' },
          ],
          at: 2000,
          by: null,
        }),
      );
      const rule = { advertiserId: ACCOUNT, actorKind: 'agent', action: 'create' };
      expect(changed?.before).toEqual([{ ...rule, decision: 'deny' }]);
      expect(changed?.after).toEqual([
        { ...rule, decision: 'ask' },
        { ...rule, actorKind: 'person', action: 'upload', decision: 'deny' },
      ]);
      expect(changed?.scope).toMatchObject({ version: 2, updatedAt: 2000, updatedBy: null });
      expect(changed?.scope.advertisersWithRules).toEqual([ACCOUNT]);
    });

    it('remembers who took the last rule away', async () => {
      await its.mine.controls.change(change({ advertiserId: ACCOUNT }));
      const cells = [{ actorKind: 'agent', action: 'create', decision: null }] as const;
      await its.mine.controls.change(change({ advertiserId: ACCOUNT, cells, at: 3000, by: 'user-2' }));
      expect(await its.mine.controls.get(ACCOUNT)).toEqual({
        rules: [],
        advertisersWithRules: [],
        version: 2,
        updatedAt: 3000,
        updatedBy: 'user-2',
      });
    });

    it('takes a change that has seen the latest version, of any scope, and of many at once exactly one', async () => {
      await its.mine.controls.change(change());
      await its.mine.controls.change(change({ advertiserId: ACCOUNT }));
      expect(await its.mine.controls.change(change({ expectedVersion: 1 }))).toBeNull();
      const changes = await Promise.all(
        Array.from({ length: 8 }, (_, index) =>
          (index % 2 === 0 ? its.store : its.other)
            .workspace('mine')
            .controls.change(change({ advertiserId: OTHER, expectedVersion: 2, by: `user-${index}` })),
        ),
      );
      expect(changes.filter((one) => one !== null)).toHaveLength(1);
      expect((await its.mine.controls.get(OTHER)).version).toBe(3);
      expect(await its.theirs.controls.change(change({ expectedVersion: 0 }))).not.toBeNull();
    });
  });
}
