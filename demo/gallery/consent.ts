// A person at TikTok's consent page, without a browser: opens the address, signs in, ticks ad accounts, and lets TikTok lead
// the way back to the server's callback.

export interface ConsentChoice {
  /** Ad accounts to tick, where the page asks for them; null refuses. */
  readonly advertiserIds: readonly string[] | null;
}

/**
 * Walks the simulated TikTok's forms to the end, the callback included.
 * @throws {Error} when a form or the callback does not answer as a browser would need it
 */
export async function walkConsent(authorizeUrl: string, { advertiserIds }: ConsentChoice): Promise<void> {
  const signInUrl = new URL(authorizeUrl);
  const form = hiddenAndChosen(await readPage(signInUrl));
  const consentUrl = await submit(new URL(signInUrl.pathname, signInUrl), form);
  const choice = new URLSearchParams({ action: advertiserIds === null ? 'cancel' : 'authorize' });
  for (const advertiserId of advertiserIds ?? []) choice.append('advertiser_id', advertiserId);
  const callbackUrl = await submit(consentUrl, choice);
  const callback = await fetch(callbackUrl, { redirect: 'manual', headers: { accept: 'text/html' } });
  const text = await callback.text();
  // A refusal comes back as a page too; its status says that nothing was connected.
  if (callback.status >= 500) throw new Error(`The callback answered ${callback.status}: ${text.slice(0, 300)}`);
}

async function readPage(url: URL): Promise<string> {
  const response = await fetch(url);
  const text = await response.text();
  if (!response.ok) throw new Error(`${url.pathname} answered ${response.status}`);
  return text;
}

/** Posts a form and says where the answer leads. */
async function submit(url: URL, form: URLSearchParams): Promise<URL> {
  const response = await fetch(url, { method: 'POST', redirect: 'manual', body: form });
  const location = response.headers.get('location');
  await response.body?.cancel();
  if (location === null) throw new Error(`${url.pathname} answered ${response.status} and leads nowhere`);
  return new URL(location, url);
}

/** What the sign-in form holds as served: the person offered first, with their password. */
function hiddenAndChosen(page: string): URLSearchParams {
  const fields = new URLSearchParams();
  for (const [tag] of page.matchAll(/<input\b[^>]*>/g)) {
    const name = attributeOf(tag, 'name');
    if (name === null || (attributeOf(tag, 'type') === 'radio' && !/\schecked[\s>]/.test(tag))) continue;
    fields.append(name, attributeOf(tag, 'value') ?? '');
  }
  return fields;
}

const ENTITIES: Readonly<Record<string, string>> = { quot: '"', lt: '<', gt: '>', amp: '&' };

function attributeOf(tag: string, name: string): string | null {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
  if (value === undefined) return null;
  return value.replace(/&(?:#(\d+)|(quot|lt|gt|amp));/g, (_, digits?: string, entity?: string) =>
    digits === undefined ? (ENTITIES[entity ?? ''] ?? '') : String.fromCharCode(Number(digits)),
  );
}
