import type { Config } from '../config.ts';
import { AppError } from '../errors.ts';
import type { TikTokApp } from '../tiktok/index.ts';

/** The developer app of the configuration, or null without one. */
export function findApp(config: Config): TikTokApp | null {
  const { tiktokAppId, tiktokAppSecret } = config;
  return tiktokAppId === null || tiktokAppSecret === null ? null : { appId: tiktokAppId, appSecret: tiktokAppSecret };
}

/** @throws {AppError} tiktok_app_missing - TIKTOK_APP_ID or TIKTOK_APP_SECRET is not set */
export function requireApp(config: Config): TikTokApp {
  const app = findApp(config);
  if (app === null) {
    throw new AppError(
      'tiktok_app_missing',
      'Signing in with TikTok needs a TikTok developer app: set TIKTOK_APP_ID and TIKTOK_APP_SECRET on the server.',
    );
  }
  return app;
}
