/** The server's settings, parsed once and frozen. Secrets are named only here. */
export interface Config {
  readonly port: number;
  readonly host: string;
  /** Where browsers reach the server, without a slash at the end. */
  readonly publicUrl: string;
  readonly databaseUrl: string;
  readonly dataDir: string;
  readonly hostApiKeys: readonly string[];
  /** 32 bytes each; the first signs, the others still verify. */
  readonly sessionSigningKeys: readonly Uint8Array[];
  /** 32 bytes each; the first seals, the others still open. */
  readonly encryptionKeys: readonly Uint8Array[];
  readonly tiktokAppId: string | null;
  readonly tiktokAppSecret: string | null;
  /** Origins, without a slash at the end. */
  readonly tiktokApiUrl: string;
  readonly tiktokSandboxApiUrl: string;
  readonly tiktokAuthUrl: string;
  readonly tiktokAccountAuthUrl: string;
  readonly tiktokRateTier: 'basic' | 'advanced' | 'premium' | 'ultimate';
  readonly hostWebhookUrl: string | null;
  readonly hostWebhookSecret: string | null;
  /** Segment sources on loopback or private addresses are refused unless this is true (`SEGMENT_SOURCE_ALLOW_PRIVATE`). */
  readonly segmentSourceAllowPrivate: boolean;
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
}
