interface SessionAnswer {
  token: string;
  expiresAt: string;
}

/** Asks this product's back end for a token; the widget calls it whenever it needs a fresh one. */
export async function fetchSessionToken(): Promise<SessionAnswer> {
  const response = await fetch('/api/tiktok-session', { method: 'POST' });
  if (!response.ok) throw new Error(`The back end answered ${response.status}`);
  return (await response.json()) as SessionAnswer;
}
