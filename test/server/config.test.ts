import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { ConfigError, loadConfig } from '../../server/config.ts';

const KEY = Buffer.alloc(32, 7).toString('base64');
const OTHER_KEY = Buffer.alloc(32, 8).toString('base64');
const needed = {
  PUBLIC_URL: 'https://ads.example.com',
  HOST_API_KEYS: 'a-host-key-of-some-length',
  SESSION_SIGNING_KEYS: KEY,
  ENCRYPTION_KEYS: `${KEY},${OTHER_KEY}`,
};

function problems(env: Record<string, string | undefined>): readonly string[] {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('loadConfig', () => {
  it('needs four variables and has a default for every other', () => {
    expect(loadConfig(needed)).toEqual({
      port: 8787,
      host: '127.0.0.1',
      publicUrl: 'https://ads.example.com',
      databaseUrl: 'file:./data/tiktok-ads-connect.db',
      dataDir: './data',
      dataDirReserveMb: 512,
      hostApiKeys: ['a-host-key-of-some-length'],
      sessionSigningKeys: [new Uint8Array(32).fill(7)],
      encryptionKeys: [new Uint8Array(32).fill(7), new Uint8Array(32).fill(8)],
      tiktokAppId: null,
      tiktokAppSecret: null,
      tiktokApiUrl: 'https://business-api.tiktok.com',
      tiktokSandboxApiUrl: 'https://sandbox-ads.tiktok.com',
      tiktokAuthUrl: 'https://business-api.tiktok.com',
      tiktokAccountAuthUrl: 'https://www.tiktok.com',
      tiktokRateTier: 'basic',
      tiktokWebhookSigningKeyCurrent: null,
      tiktokWebhookSigningKeyPrevious: null,
      hostWebhookUrl: null,
      hostWebhookSecret: null,
      segmentSourceAllowPrivate: false,
      segmentMaxRows: 50_000_000,
      logLevel: 'info',
    });
  });

  it('names every missing variable at once', () => {
    expect(problems({}).map((line) => line.split(' ')[0])).toEqual(Object.keys(needed));
  });

  it('is frozen', () => {
    expect(Object.isFrozen(loadConfig(needed))).toBe(true);
  });

  it.each(Object.keys(needed))('takes an empty %s for a missing one', (name) => {
    for (const empty of ['', '   ', ',', ' , ']) expect(problems({ ...needed, [name]: empty }).join()).toContain(name);
  });

  it('takes an empty optional variable for an unset one', () => {
    const empty = Object.fromEntries(
      [
        'PORT',
        'HOST',
        'DATABASE_URL',
        'DATA_DIR',
        'DATA_DIR_RESERVE_MB',
        'SEGMENT_MAX_ROWS',
        'TIKTOK_APP_ID',
        'TIKTOK_APP_SECRET',
        'TIKTOK_API_URL',
        'TIKTOK_RATE_TIER',
        'LOG_LEVEL',
        'SEGMENT_SOURCE_ALLOW_PRIVATE',
        'HOST_WEBHOOK_URL',
      ].map((name) => [name, '']),
    );
    expect(loadConfig({ ...needed, ...empty })).toEqual(loadConfig(needed));
  });

  it.each([
    ['PORT', 'http'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['PUBLIC_URL', 'ads.example.com'],
    ['PUBLIC_URL', 'ftp://ads.example.com'],
    ['PUBLIC_URL', 'https://ads.example.com/tiktok#top'],
    ['PUBLIC_URL', 'https://user:pass@ads.example.com'],
    ['PUBLIC_URL', 'https://ads.example.com?x=1'],
    ['DATABASE_URL', 'mysql://x'],
    ['DATABASE_URL', 'file:'],
    ['DATABASE_URL', './data.db'],
    ['TIKTOK_API_URL', 'https://business-api.tiktok.com/open_api'],
    ['TIKTOK_AUTH_URL', 'nowhere'],
    ['TIKTOK_RATE_TIER', 'gold'],
    ['LOG_LEVEL', 'loud'],
    ['SEGMENT_SOURCE_ALLOW_PRIVATE', 'yes'],
    ['SEGMENT_SOURCE_ALLOW_PRIVATE', '0'],
    ['DATA_DIR_RESERVE_MB', '-1'],
    ['DATA_DIR_RESERVE_MB', '1.5'],
    ['DATA_DIR_RESERVE_MB', '512 MB'],
    ['SEGMENT_MAX_ROWS', '0'],
    ['SEGMENT_MAX_ROWS', 'many'],
    ['HOST_API_KEYS', 'short'],
    ['HOST_API_KEYS', 'a-host-key-of-some-length,short'],
    ['HOST_API_KEYS', 'a host key with spaces'],
    ['ENCRYPTION_KEYS', 'not base64 at all!'],
    ['ENCRYPTION_KEYS', Buffer.alloc(16).toString('base64')],
    ['ENCRYPTION_KEYS', `${KEY},${KEY}`],
    ['SESSION_SIGNING_KEYS', `${KEY},x`],
    ['SESSION_SIGNING_KEYS', `${KEY}!`],
    ['HOST_WEBHOOK_SECRET', 'not base64 at all!'],
    ['HOST_WEBHOOK_SECRET', 'whsec_'],
  ])('refuses %s=%s with one line that begins with the name', (name, value) => {
    const lines = problems({ ...needed, [name]: value });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(new RegExp(`^${name} `));
  });

  it('tells every problem, not only the first', () => {
    const lines = problems({ ...needed, PORT: 'x', LOG_LEVEL: 'x', TIKTOK_RATE_TIER: 'x', TIKTOK_APP_ID: '7' });
    expect(lines.map((line) => line.split(' ')[0])).toEqual([
      'PORT',
      'TIKTOK_RATE_TIER',
      'LOG_LEVEL',
      'TIKTOK_APP_SECRET',
    ]);
  });

  it('never repeats a secret', () => {
    const secret = 'hunter2-hunter2!!';
    const lines = problems({
      ...needed,
      HOST_API_KEYS: `${secret} x`,
      SESSION_SIGNING_KEYS: secret,
      ENCRYPTION_KEYS: secret,
      TIKTOK_APP_SECRET: secret,
    });
    expect(lines.length).toBeGreaterThanOrEqual(4);
    expect(lines.join('\n')).not.toContain('hunter2');
  });

  it('takes the app’s id and secret together only', () => {
    expect(problems({ ...needed, TIKTOK_APP_ID: '7000000000000000001' })).toEqual([
      expect.stringMatching(/^TIKTOK_APP_SECRET is missing/),
    ]);
    expect(problems({ ...needed, TIKTOK_APP_SECRET: 'x' })).toEqual([
      expect.stringMatching(/^TIKTOK_APP_ID is missing/),
    ]);
    expect(loadConfig({ ...needed, TIKTOK_APP_ID: '7000000000000000001', TIKTOK_APP_SECRET: 'x' })).toMatchObject({
      tiktokAppId: '7000000000000000001',
    });
  });

  it('drops the slash at the end of an origin and takes base64 in both alphabets', () => {
    const bytes = Buffer.alloc(32, 0xfb);
    const config = loadConfig({
      ...needed,
      PUBLIC_URL: 'http://127.0.0.1:8787/',
      ENCRYPTION_KEYS: bytes.toString('base64url'),
    });
    expect(config.publicUrl).toBe('http://127.0.0.1:8787');
    expect(loadConfig({ ...needed, PUBLIC_URL: 'https://app.example.com/ads/' }).publicUrl).toBe(
      'https://app.example.com/ads',
    );
    for (const [given, used] of [
      ['https://app.example.com//', 'https://app.example.com'],
      ['https://app.example.com/ads/..', 'https://app.example.com'],
      ['https://app.example.com/%2e%2e/ads', 'https://app.example.com/ads'],
      ['https://app.example.com:443/a"b<c>/', 'https://app.example.com/a%22b%3Cc%3E'],
      ['https://пример.рф/ads', 'https://xn--e1afmkfd.xn--p1ai/ads'],
      ['https://[::1]:8080/ads', 'https://[::1]:8080/ads'],
    ])
      expect(loadConfig({ ...needed, PUBLIC_URL: given }).publicUrl).toBe(used);
    expect(config.encryptionKeys).toEqual([new Uint8Array(bytes)]);
  });

  it('has every variable in docs/configuration.md', async () => {
    const [source, docs] = await Promise.all(
      ['server/config.ts', 'docs/configuration.md'].map((path) => readFile(path, 'utf8')),
    );
    const names = [...(source ?? '').matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(([, name]) => name);
    expect(names.length).toBeGreaterThan(15);
    for (const name of names) expect(docs).toContain(`\`${name}\``);
  });
});
