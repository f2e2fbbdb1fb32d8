import { describe, expect, test } from 'vitest';
import { KNOWN_CALLS } from '../../server/call-catalogue/known-calls.ts';
import { familyOf } from '../../server/call-catalogue/index.ts';
import { renderDocsPage } from '../../server/http/docs-page.ts';
import { newRouter } from '../../server/http/index.ts';
import { buildOpenApiDocument } from '../../server/http/openapi-document.ts';
import { BASE, documentPassThrough } from '../../server/pass-through/openapi.ts';
import { CALL_FAMILIES } from '../../shared/control-kinds.ts';
import { SDK_CALLS } from './pass-through-catalogue-rows.ts';

interface Operation {
  operationId: string;
  description: string;
  responses: Record<string, { description: string }>;
  'x-actions'?: Record<string, string>;
}

const router = newRouter();
documentPassThrough(router);
const document = buildOpenApiDocument(router, 'https://ads.example.com');
const operations = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
  Object.entries(item as Record<string, Operation>).map(([method, operation]) => ({ path, method, ...operation })),
);

describe('the reference of the pass-through', () => {
  test('has a page for every family, with a call of that family that TikTok documents', () => {
    for (const family of CALL_FAMILIES) {
      const found = operations.find(({ operationId }) => operationId === `tiktok_${family}`);
      expect(found, family).toBeDefined();
      const { path = '', method = '' } = found ?? {};
      expect(familyOf(path.slice(BASE.length))).toBe(family);
      const isInSdk = SDK_CALLS.some((row) =>
        row.startsWith(`${method.toUpperCase().padEnd(4)} ${path.slice(BASE.length)} |`),
      );
      expect(isInSdk || KNOWN_CALLS.has(path.slice(BASE.length)), path).toBe(true);
    }
  });

  test('says what every known call does, once', () => {
    const told = operations.flatMap((operation) => Object.keys(operation['x-actions'] ?? {}));
    expect(told.toSorted()).toEqual([...KNOWN_CALLS.keys()].toSorted());
  });

  test('tells writes from reads by what they can be answered', () => {
    for (const operation of operations) {
      const canBeAsked = '202' in operation.responses;
      expect(JSON.stringify(operation.responses).includes('`call_denied`'), operation.operationId).toBe(canBeAsked);
    }
    expect(operations.filter(({ responses }) => '202' in responses).map(({ operationId }) => operationId)).toEqual([
      'callTikTok',
      'tiktok_campaign',
      'tiktok_adgroup',
      'tiktok_ad',
      'tiktok_smart_plus',
      'tiktok_creative',
      'tiktok_audience',
      'tiktok_split_test',
      'tiktok_catalog',
      'tiktok_measurement',
      'tiktok_other',
    ]);
  });

  test('stays lean', () => {
    const { paths } = document;
    expect(JSON.stringify(paths).length).toBeLessThan(80_000);
  });

  test('is shown on the page for people, with what each call does', () => {
    const page = renderDocsPage(document);
    expect(page).toContain(`<code>${BASE}/campaign/create/</code>`);
    expect(page).toContain(
      '<td><code>/campaign/status/update/</code></td><td>resume (ENABLE), pause (DISABLE) or remove',
    );
    for (const [, target] of page.matchAll(/href="#([^"]+)"/g)) expect(page).toContain(`id="${target}"`);
  });
});
