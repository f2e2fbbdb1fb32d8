import { OpenAPIHono } from '@hono/zod-openapi';
import { adAccountRoutes } from './accounts/index.ts';
import { approvalRoutes } from './approvals/index.ts';
import { audienceRoutes } from './audiences/index.ts';
import { auditRoutes } from './audit/index.ts';
import { callLogRoutes } from './call-log/index.ts';
import { connectionRoutes } from './connections/index.ts';
import { controlRoutes } from './controls/index.ts';
import type { Deps } from './deps.ts';
import { createEmbedFiles, type EmbedFiles, embedRoutes } from './embed/index.ts';
import type { AppError } from './errors.ts';
import { eventRoutes } from './events/index.ts';
import { createExportEngine, type ExportEngine, exportReportRoutes, exportRoutes } from './exports/index.ts';
import { createGuards } from './guards.ts';
import { healthRoutes } from './health/index.ts';
import { hostWebhookRoutes } from './host-webhooks/index.ts';
import { accessLog } from './http/access-log.ts';
import type { AppEnv } from './http/app-env.ts';
import { bodyLimit, JSON_LIMIT_BYTES, PROPERTIES_LIMIT_BYTES } from './http/body-limit.ts';
import { cors } from './http/cors.ts';
import { createErrorHandler } from './http/error-handler.ts';
import { badCursor } from './http/index.ts';
import { knownRoute } from './http/known-route.ts';
import { registerSecuritySchemes } from './http/openapi-document.ts';
import { addReferenceRoutes } from './http/reference-routes.ts';
import { requestId } from './http/request-id.ts';
import { securityHeaders } from './http/security-headers.ts';
import { oauthRoutes } from './oauth/index.ts';
import { mappingRoutes } from './mappings/index.ts';
import { mirrorRoutes } from './mirrors/index.ts';
import {
  createPassThrough,
  documentPassThrough,
  isForPassThrough,
  type PassThrough,
  passThroughRoutes,
} from './pass-through/index.ts';
import { propertyRoutes } from './properties/index.ts';
import { segmentRoutes } from './segments/index.ts';
import { sessionAuth, sessionRoutes } from './sessions/index.ts';
import { spendCapRoutes } from './spend-caps/index.ts';
import { SliceKeyError } from './store/index.ts';
import { tiktokAppRoutes } from './tiktok-apps/index.ts';
import { toAppError } from './tiktok-failure/index.ts';
import { TikTokApiError } from './tiktok/index.ts';
import { createWebhookReceiver, isForWebhooks, type WebhookReceiver, webhookRoutes } from './webhooks/index.ts';

/**
 * The whole HTTP interface on the given parts. It answers `fetch`-style requests, so it runs alone or mounted in another
 * app. Background work is apart: see `createServer`.
 *
 * @param exportEngine the sizes and waits of exports; TikTok's own unless a test brings smaller ones
 * @param webhooks where TikTok's notices go, for who also hands them in straight from Node
 * @param passThrough where calls to TikTok go, likewise
 * @param embedFiles what the script tag is made of
 */
export function createApp(
  deps: Deps,
  exportEngine: ExportEngine = createExportEngine(),
  webhooks: WebhookReceiver = createWebhookReceiver(deps),
  passThrough: PassThrough = createPassThrough(deps, createGuards()),
  embedFiles: EmbedFiles = createEmbedFiles(deps),
): OpenAPIHono<AppEnv> {
  const app = new OpenAPIHono<AppEnv>();
  // Before every middleware, so that a notice passes none of them.
  app.route('/', webhookRoutes(webhooks));
  // Likewise: it answers for all that they do itself, without touching a body.
  app.route('/', passThroughRoutes(passThrough));
  app.use('*', requestId(deps.random));
  app.use(
    '*',
    accessLog(deps.log, deps.clock, (request) => deps.metrics.httpRequest(request)),
  );
  app.use('*', securityHeaders());
  app.use('*', cors());
  app.use(
    '*',
    knownRoute(() => app.routes),
  );
  app.use('*', bodyLimit(limitFor));
  app.use('/v1/*', sessionAuth(deps));

  registerSecuritySchemes(app);
  app.route('/', healthRoutes(deps));
  app.route('/', sessionRoutes(deps));
  app.route('/', propertyRoutes(deps));
  app.route('/', mappingRoutes(deps));
  app.route('/', segmentRoutes(deps));
  app.route('/', connectionRoutes(deps));
  app.route('/', oauthRoutes(deps));
  app.route('/', adAccountRoutes(deps));
  app.route('/', exportRoutes(deps, exportEngine));
  app.route('/', exportReportRoutes(deps));
  app.route('/', audienceRoutes(deps));
  app.route('/', mirrorRoutes(deps, exportEngine));
  app.route('/', spendCapRoutes(deps));
  app.route('/', callLogRoutes(deps));
  app.route('/', tiktokAppRoutes(deps));
  app.route('/', auditRoutes(deps));
  app.route('/', eventRoutes(deps));
  app.route('/', hostWebhookRoutes(deps));
  app.route('/', controlRoutes(deps));
  app.route('/', approvalRoutes(deps));
  app.route('/', embedRoutes(embedFiles));
  documentPassThrough(app);
  addReferenceRoutes(app, deps.config.publicUrl);

  app.onError(createErrorHandler({ log: deps.log, publicUrl: deps.config.publicUrl, translate }));
  // Finding a route and making a context takes as long as verifying a notice, so those do without. Where the app is mounted
  // in another one, `fetch` is not asked and the route above answers.
  const { fetch } = app;
  app.fetch = (request, env, context) => {
    if (isForWebhooks(request)) return webhooks.fetch(request, env);
    return isForPassThrough(request) ? passThrough.fetch(request, env) : fetch(request, env, context);
  };
  return app;
}

function translate(error: Error): AppError | null {
  if (error instanceof SliceKeyError) return badCursor();
  if (error instanceof TikTokApiError) return toAppError(error);
  return null;
}

/** Records stream through and have limits of their own. */
function limitFor(path: string): number | null {
  if (/^\/v1\/exports\/[^/]+\/records$/.test(path)) return null;
  return path === '/v1/properties' ? PROPERTIES_LIMIT_BYTES : JSON_LIMIT_BYTES;
}
