import type { OpenAPIHono } from '@hono/zod-openapi';
import type { AppEnv } from './app-env.ts';
import { VERSION } from './version.ts';

const DESCRIPTION = `Connects TikTok ad accounts, maps a host's user properties, exports audiences to TikTok, and takes any call of TikTok's API with guards on the way.

Every answer that is not a success is a problem document (RFC 9457) whose \`code\` is stable. Lists come in pages: send \`nextCursor\` back as \`cursor\`. Ids are text, instants are ISO-8601 in UTC. An id of another workspace is answered exactly like one that does not exist.`;

export type OpenApiDocument = ReturnType<OpenAPIHono['getOpenAPI31Document']>;

/** The interface as an OpenAPI 3.1 document, made from the schemas that the routes themselves check with. */
export function buildOpenApiDocument(app: OpenAPIHono<AppEnv>, publicUrl: string): OpenApiDocument {
  return app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: { title: 'TikTok Ads Connect', version: VERSION, description: DESCRIPTION, license: { name: 'MIT' } },
    servers: [{ url: publicUrl }],
  });
}

/** Declares the ways to authenticate that the routes' `security` names. */
export function registerSecuritySchemes(app: OpenAPIHono<AppEnv>): void {
  const { openAPIRegistry: registry } = app;
  registry.registerComponent('securitySchemes', 'session', {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'A session token from `POST /v1/sessions`: what a page holds.',
  });
  registry.registerComponent('securitySchemes', 'hostKey', {
    type: 'http',
    scheme: 'bearer',
    description: 'One of HOST_API_KEYS: for the host’s back end only, never for a page.',
  });
  registry.registerComponent('securitySchemes', 'workspace', {
    type: 'apiKey',
    in: 'header',
    name: 'X-Workspace-Id',
    description: 'The workspace that a host key acts for.',
  });
}
