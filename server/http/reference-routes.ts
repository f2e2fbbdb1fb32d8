import type { OpenAPIHono } from '@hono/zod-openapi';
import type { AppEnv } from './app-env.ts';
import { DOCS_CSP, renderDocsPage } from './docs-page.ts';
import { buildOpenApiDocument, type OpenApiDocument } from './openapi-document.ts';

/** Adds `/openapi.json` and `/docs`, both made once, when somebody first asks. */
export function addReferenceRoutes(app: OpenAPIHono<AppEnv>, publicUrl: string): void {
  let document: OpenApiDocument | null = null;
  let page: string | null = null;
  const getDocument = () => {
    document ??= buildOpenApiDocument(app, publicUrl);
    return document;
  };
  app.get('/openapi.json', (c) => c.json(getDocument()));
  app.get('/docs', (c) => {
    page ??= renderDocsPage(getDocument());
    return c.html(page, 200, { 'Content-Security-Policy': DOCS_CSP });
  });
}
