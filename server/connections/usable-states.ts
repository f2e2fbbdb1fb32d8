/** States in which TikTok is believed to accept the token. */
export const USABLE_STATES = ['active', 'expiring', 'read_only'] as const;
