import type { Property } from '../../../shared/properties.ts';
import '../../../widget/mapping-table/define.ts';
import { problem, type StubRoute, StubServer } from './stub-server.ts';

/** One property of the host; text of the system unless told. */
export const property = (
  name: string,
  label: string,
  example?: string,
  kind: Property['kind'] = 'system',
  type: Property['type'] = 'string',
): Property => ({
  name,
  label,
  kind,
  type,
  ...(example === undefined ? {} : { example }),
});
export const PROPERTIES: Property[] = [
  property('email', 'Email address', '  Ana.Lima+News@Exemplo.com.br '),
  property('mobile_phone', 'Mobile phone', '(11) 98765-4321'),
  property('first_name', 'First name', 'Ana'),
  property('country', 'Country', 'Brazil'),
  property('gender', 'Gender', 'Female'),
  property('ios_ad_id', 'iOS ad ID', '00000000-0000-0000-0000-000000000000'),
  property('email_sha', 'Email (hashed)', '80305C2F9BFB3A0B8A2E8B6C2E2C0C6A4F1B1E6A0F2B7A6E5D4C3B2A1F0D7705'),
  property('loyalty_country', 'Country of first purchase', 'PT', 'custom'),
  property('email_opt_in', 'Email opt-in', 'true', 'custom', 'boolean'),
];

interface Setup {
  properties?: Property[];
  attributes?: Record<string, string>;
  permissions?: string[];
  routes?: Record<string, StubRoute>;
}

/** The table in the page, before a server that keeps one mapping. */
export async function openMapping({
  properties = PROPERTIES,
  attributes = { email: 'email' },
  permissions = ['read', 'map'],
  routes = {},
}: Setup = {}) {
  let version = 1;
  let mapping = { attributes, version, updatedAt: '2026-03-12T14:32:00.000Z', updatedBy: 'maren' as string | null };
  const server = new StubServer({
    'GET /v1/session': () => ({
      body: { kind: 'session', workspaceId: 'w', userId: 'maren', permissions, origin: null, expiresAt: null },
    }),
    'GET /v1/properties': () => ({ body: { items: properties, nextCursor: null } }),
    'GET /v1/mapping': () => ({ body: mapping, headers: { ETag: `"${version}"` } }),
    'PUT /v1/mapping': ({ body, headers }) => {
      if (headers.get('If-Match') !== `"${version}"`) return problem(412, 'precondition_failed');
      version++;
      mapping = { ...mapping, ...(body as { attributes: Record<string, string> }), version };
      return { body: mapping, headers: { ETag: `"${version}"` } };
    },
    ...routes,
  });
  const element = document.createElement('tiktok-mapping-table');
  element.client = server.client;
  document.body.append(element);
  const someoneElseSaves = (theirs: Record<string, string>) => {
    version++;
    mapping = { attributes: theirs, version, updatedBy: 'Jun Tanaka', updatedAt: new Date().toISOString() };
  };
  return { element, server, someoneElseSaves };
}
