const ASK_MS = 2_000;

/** What the server told this product's back end last, with a signature that was right. Shown once there is something. */
export function showWhatWasTold(): void {
  const line = document.querySelector<HTMLElement>('#told');
  if (line === null) return;
  let shown = 0;
  const ask = async (): Promise<void> => {
    if (document.hidden) return;
    // The demo's server is stopping or being started again: the next look tells.
    const response = await fetch('/api/told').catch(() => null);
    if (response?.ok !== true) return;
    const { count, last } = (await response.json()) as { count: number; last: { id: string; type: string } | null };
    if (last === null || count === shown) return;
    shown = count;
    const [id, type] = [document.createElement('code'), document.createElement('code')];
    id.textContent = last.id;
    type.textContent = last.type;
    line.replaceChildren(
      `This product’s back end was told of ${count} ${count === 1 ? 'event' : 'events'} by signed webhook. The last: `,
      type,
      ', ',
      id,
      '.',
    );
    line.hidden = false;
  };
  setInterval(() => void ask(), ASK_MS);
  void ask();
}
