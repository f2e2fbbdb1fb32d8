import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENDPOINTS } from '../../shared/endpoints.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

interface Operation {
  operationId?: string;
  parameters?: { name: string; in: string; required?: boolean; schema?: object }[];
  responses: Record<string, { description?: string }>;
  security?: Record<string, string[]>[];
}

interface OpenApi {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { securitySchemes: Record<string, object> };
}

/** TikTok's own interface, passed through: its calls are TikTok's, not of the table. */
const TIKTOKS_OWN = ' /v1/tiktok/open_api/';

/** Calls that stream or are for browsers: outside the table, which holds the JSON calls of the typed client. */
const OUTSIDE_THE_TABLE = [
  'GET /v1/events',
  'GET /v1/exports/{exportId}/audience.csv',
  'GET /v1/exports/{exportId}/rejects.csv',
  'GET /v1/oauth/callback',
  'POST /v1/webhooks/tiktok',
  'PUT /v1/exports/{exportId}/records',
];

let server: TestServer;
let document: OpenApi;
let operations: Map<string, Operation>;

beforeAll(async () => {
  server = await startTestServer();
  document = (await server.call('GET', '/openapi.json')).json;
  operations = new Map(
    Object.entries(document.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation]),
    ),
  );
});
afterAll(() => server.stop());

describe('the endpoint table', () => {
  it('names every JSON call of the OpenAPI document, and none that is not there', () => {
    const table = Object.entries(ENDPOINTS).map(([name, { method, path }]) => [
      `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`,
      name,
    ]);
    const documented = [...operations]
      .filter(([call]) => call.includes(' /v1/') && !call.includes(TIKTOKS_OWN) && !OUTSIDE_THE_TABLE.includes(call))
      .map(([call, { operationId }]) => [call, operationId]);
    expect(table.toSorted()).toEqual(documented.toSorted());
    for (const call of OUTSIDE_THE_TABLE) expect([...operations.keys()]).toContain(call);
  });
});

describe('the OpenAPI document', () => {
  it('is 3.1 and holds nothing of the 3.0 dialect', () => {
    expect(document.openapi).toMatch(/^3\.1\./);
    const relics = nodesOf(document as unknown as Json).filter(
      ([, node]) => 'nullable' in node || typeof node['exclusiveMinimum'] === 'boolean' || '$schema' in node,
    );
    expect(relics.map(([path]) => path)).toEqual([]);
  });

  it('leads every $ref to something', () => {
    const dangling = nodesOf(document as unknown as Json).filter(
      ([, node]) => typeof node['$ref'] === 'string' && resolve(node['$ref']) === undefined,
    );
    expect(dangling.map(([path]) => path)).toEqual([]);
  });

  it('declares each path parameter, each way to authenticate, and what each answer means', () => {
    for (const [call, { parameters = [], responses, security = [] }] of operations) {
      const inPath = parameters.filter((parameter) => parameter.in === 'path');
      const named = [...call.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(
        inPath.map(({ name, required }) => [name, required]),
        call,
      ).toEqual(named.map((name) => [name, true]));
      for (const parameter of parameters) expect(parameter.schema, `${call} ${parameter.name}`).toBeTypeOf('object');
      for (const scheme of security.flatMap(Object.keys))
        expect(document.components.securitySchemes, call).toHaveProperty(scheme);
      for (const [status, { description }] of Object.entries(responses)) {
        expect(status).toMatch(/^[1-5]\d\d$/);
        expect(description, `${call} ${status}`).toBeTypeOf('string');
      }
    }
  });
});

function nodesOf(value: Json, path = '#'): [path: string, node: { [key: string]: Json }][] {
  if (Array.isArray(value)) return value.flatMap((item, index) => nodesOf(item, `${path}/${index}`));
  if (typeof value !== 'object' || value === null) return [];
  return [[path, value], ...Object.entries(value).flatMap(([key, item]) => nodesOf(item, `${path}/${key}`))];
}

function resolve(ref: string): unknown {
  return ref
    .replace(/^#\//, '')
    .split('/')
    .reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], document);
}
