/** Asks Acme's own back end for a session token; the elements call it whenever they need a fresh one. */
export async function fetchSessionToken(): Promise<string> {
  const response = await fetch('/api/tiktok-session', { method: 'POST' });
  if (!response.ok) throw new Error(`The back end answered ${response.status}`);
  const { token } = (await response.json()) as { token: string };
  return token;
}
