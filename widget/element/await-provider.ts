const waiting = new Set<() => void>();
let isAsked = false;

/** Tells once a provider is defined. One promise for all: where none ever is, what waits on it is kept for the life of the page. */
export function awaitProvider(tell: () => void): void {
  waiting.add(tell);
  if (!isAsked) void ask();
}

export function stopAwaiting(tell: () => void): void {
  waiting.delete(tell);
}

async function ask(): Promise<void> {
  isAsked = true;
  await customElements.whenDefined('tiktok-ads-provider');
  isAsked = false;
  const told = [...waiting];
  waiting.clear();
  for (const tell of told) tell();
}
