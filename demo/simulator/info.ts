import type { SimulatorState } from './state.ts';

/** What a client needs to talk to this simulator; the URLs are origins. */
export interface SimulatorInfo {
  appId: string;
  appSecret: string;
  apiUrl: string;
  authUrl: string;
  /** Where the TikTok-account flow asks for consent, below `/v2/auth/authorize`. */
  accountAuthUrl: string;
  sandboxApiUrl: string;
  sandboxAccessToken: string;
  sandboxAdvertiserId: string;
  profile: string;
  seed: string;
  /** The calendar, ISO 8601. */
  now: string;
  clockRate: number;
}

/** The URLs are empty until the simulator listens. */
export function simulatorInfo(state: SimulatorState): SimulatorInfo {
  const origin = state.settings.publicUrl ?? state.origins.production ?? '';
  return {
    ...state.developerApp,
    apiUrl: origin,
    authUrl: origin,
    accountAuthUrl: origin,
    sandboxApiUrl: state.origins.sandbox ?? '',
    sandboxAccessToken: state.world.sandbox.accessToken,
    sandboxAdvertiserId: state.world.sandbox.advertiserId,
    profile: state.settings.profile,
    seed: state.settings.seed,
    now: new Date(state.clock.now()).toISOString(),
    clockRate: state.clock.rate(),
  };
}
