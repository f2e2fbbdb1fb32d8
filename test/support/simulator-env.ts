import type { SimulatorInfo } from '../../demo/simulator/index.ts';

/** The settings of a server that takes a running simulator for TikTok. */
export function simulatorEnv(info: SimulatorInfo): Record<string, string> {
  return {
    TIKTOK_APP_ID: info.appId,
    TIKTOK_APP_SECRET: info.appSecret,
    TIKTOK_API_URL: info.apiUrl,
    TIKTOK_SANDBOX_API_URL: info.sandboxApiUrl,
    TIKTOK_AUTH_URL: info.authUrl,
    TIKTOK_ACCOUNT_AUTH_URL: info.accountAuthUrl,
    TIKTOK_RATE_TIER: 'ultimate',
  };
}
