import { SIGNATURE_SCHEMES, type SignatureScheme, type SignedText } from './signature.ts';

/** How webhooks go out; `POST /_simulator/webhooks/settings` changes any of it while the simulator runs. */
export interface WebhookSettings {
  scheme: SignatureScheme;
  signedText: SignedText;
  /** Puts the unicode-escaped text on the wire too. TikTok does not say whether it does [unverified]. */
  escapeBody: boolean;
  /** Share of deliveries that are made twice, from 0 to 1. */
  duplicates: number;
  /** Share of deliveries that later ones overtake, and of batches whose entries are shuffled, from 0 to 1. */
  disorder: number;
  /** How long updates of one kind to one callback are gathered, in milliseconds of real time; 0 sends each alone. */
  batchWindowMs: number;
  /** Updates per request at most, from 1 to TikTok's 1,000. */
  batchSize: number;
  /** Waits after each failed attempt, the last one repeated; null for those of the scheme. */
  retryDelaysSeconds: readonly number[] | null;
  /** How long after the first attempt a delivery is given up; null for the scheme's 24 or 72 hours. */
  retryForSeconds: number | null;
  /** How long a callback may take to answer. */
  timeoutMs: number;
  /** Deliveries under way at any moment, over all callbacks. */
  maxConcurrent: number;
  /**
   * Whether `/subscription/get/` goes on listing a subscription whose token has ended, which nobody has published. `gone`
   * by default: TikTok says that subscriptions end with their token, and what has ended is not listed.
   */
  deadSubscriptions: 'gone' | 'listed';
}

export const DEFAULT_WEBHOOK_SETTINGS: WebhookSettings = {
  scheme: 'X-Open-Signature',
  signedText: 'escaped',
  escapeBody: false,
  duplicates: 0,
  disorder: 0,
  batchWindowMs: 50,
  batchSize: 1_000,
  retryDelaysSeconds: null,
  retryForSeconds: null,
  timeoutMs: 10_000,
  maxConcurrent: 16,
  deadSubscriptions: 'gone',
};

const READERS: { readonly [Key in keyof WebhookSettings]: (value: unknown, key: string) => WebhookSettings[Key] } = {
  scheme: oneOf(SIGNATURE_SCHEMES),
  signedText: oneOf(['escaped', 'raw']),
  escapeBody: readBoolean,
  duplicates: numberBetween(0, 1),
  disorder: numberBetween(0, 1),
  batchWindowMs: numberBetween(0, 60_000),
  batchSize: wholeBetween(1, 1_000),
  retryDelaysSeconds: orNull(readDelays),
  retryForSeconds: orNull(numberBetween(0, 2_592_000)),
  timeoutMs: wholeBetween(1, 600_000),
  maxConcurrent: wholeBetween(1, 1_000),
  deadSubscriptions: oneOf(['gone', 'listed']),
};

/**
 * The settings with some of them replaced.
 *
 * @throws {TypeError} with a sentence naming the field that is unknown or out of range; nothing is changed then
 */
export function changeSettings(before: WebhookSettings, changes: Readonly<Record<string, unknown>>): WebhookSettings {
  const after: Record<string, unknown> = { ...before };
  for (const [key, value] of Object.entries(changes)) {
    if (!isSetting(key)) throw new TypeError(`unknown field "${key}"; known are ${Object.keys(READERS).join(', ')}`);
    if (value !== undefined) after[key] = READERS[key](value, key);
  }
  return after as unknown as WebhookSettings;
}

function isSetting(key: string): key is keyof WebhookSettings {
  return Object.hasOwn(READERS, key);
}

function oneOf<T extends string>(words: readonly T[]): (value: unknown, key: string) => T {
  return (value, key) => {
    const word = words.find((candidate) => candidate === value);
    if (word === undefined) throw new TypeError(`${key} must be ${words.join(' or ')}`);
    return word;
  };
}

function readBoolean(value: unknown, key: string): boolean {
  if (typeof value !== 'boolean') throw new TypeError(`${key} must be true or false`);
  return value;
}

function numberBetween(min: number, max: number): (value: unknown, key: string) => number {
  return (value, key) => {
    if (typeof value !== 'number' || !(value >= min && value <= max))
      throw new TypeError(`${key} must be a number from ${min} to ${max}`);
    return value;
  };
}

function wholeBetween(min: number, max: number): (value: unknown, key: string) => number {
  return (value, key) => {
    if (typeof value !== 'number' || !Number.isInteger(value) || value < min || value > max)
      throw new TypeError(`${key} must be a whole number from ${min} to ${max}`);
    return value;
  };
}

function orNull<T>(read: (value: unknown, key: string) => T): (value: unknown, key: string) => T | null {
  return (value, key) => (value === null ? null : read(value, key));
}

function readDelays(value: unknown, key: string): readonly number[] {
  const isDelay = (delay: unknown): delay is number => typeof delay === 'number' && delay >= 0 && delay <= 86_400;
  if (!Array.isArray(value) || value.length < 1 || value.length > 1_000 || !value.every(isDelay))
    throw new TypeError(`${key} must be a list of 1 to 1,000 waits in seconds, or null`);
  // The last one is repeated: without a pause that would be a storm.
  if ((value.at(-1) ?? 0) < 0.01) throw new TypeError(`${key} must end with a wait of at least 0.01 seconds`);
  return value;
}
