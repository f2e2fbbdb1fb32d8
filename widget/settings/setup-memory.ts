// Whether the set-up was finished when this browser last saw it. Only a guess at whether to keep room for the strip while
// the truth is on its way: wrong, it costs one jump.

const PREFIX = 'tiktok-ads-connect:set-up:';

export function wasSetUp(serverUrl: string): boolean {
  try {
    return localStorage.getItem(PREFIX + serverUrl) === 'done';
  } catch {
    return false; // Storage can be refused to a page or a frame.
  }
}

export function rememberSetUp(serverUrl: string, isDone: boolean): void {
  try {
    if (isDone) localStorage.setItem(PREFIX + serverUrl, 'done');
    else localStorage.removeItem(PREFIX + serverUrl);
  } catch {
    // As above.
  }
}
