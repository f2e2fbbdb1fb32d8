import type { Exporting } from './exports-support.ts';
import type { Answer } from '../support/server.ts';

/** Short ways to one audience of the ad account that `Exporting` has imported. */
export interface AudienceCalls {
  /** An audience that TikTok has finished; @returns its id. */
  plant(audience?: Record<string, unknown>): Promise<string>;
  pathOf(customAudienceId: string, more?: string, advertiserId?: string): string;
  get(customAudienceId: string): Promise<Answer>;
  change(customAudienceId: string, json: unknown): Promise<Answer>;
  remove(customAudienceId: string): Promise<Answer>;
  /** The answer to one call of TikTok's is lost, after or before TikTok did what was asked. */
  loseAnswer(path: string, when: 'before' | 'after', times?: number): Promise<void>;
  /** How often TikTok was called at that path. */
  asked(path: string): Promise<number>;
  audited(customAudienceId: string): Promise<{ action: string; detail: Record<string, unknown> }[]>;
}

export function audienceCalls(its: Exporting): AudienceCalls {
  const { advertiserId: own } = its;
  const pathOf = (customAudienceId: string, more = '', advertiserId = own) =>
    `/v1/audiences/${customAudienceId}${more}?advertiserId=${advertiserId}`;
  return {
    pathOf,
    async plant(audience = {}) {
      const planted = (await its.simulator.control('audiences', {
        advertiserId: own,
        audiences: [{ name: 'Planted', people: 5000, ...audience }],
      })) as { customAudienceIds: string[] };
      return planted.customAudienceIds[0] ?? '';
    },
    get: (customAudienceId) => its.call('GET', pathOf(customAudienceId)),
    change: (customAudienceId, json) => its.call('PATCH', pathOf(customAudienceId), { json }),
    remove: (customAudienceId) => its.call('DELETE', pathOf(customAudienceId)),
    loseAnswer: (path, when, times = 1) => its.simulator.addFault({ kind: 'reset', path, when, times }),
    asked: async (path) => (await its.simulator.requests(path)).length,
    audited: async (customAudienceId) =>
      (await its.call('GET', `/v1/audit-log?subjectId=${customAudienceId}`)).json.items,
  };
}

/** What a lookalike is asked for with. */
export function lookalike(name: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  return { name, audienceSize: 'BALANCED', locationIds: ['9000276'], ...more };
}
