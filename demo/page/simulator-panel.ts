/** The demo's own controls below the page: they bend the simulated TikTok and are no part of the widget. */
export function setUpSimulatorPanel(): void {
  const status = document.querySelector('#simulator-status');
  if (!status) return;

  let skippedDays = 0;
  onPress('#skip', status, '/api/simulator/skip', () => {
    skippedDays += 2;
    return `TikTok’s clock is ${skippedDays} days ahead. Audiences that were processing get ready within seconds.`;
  });
  onPress('#withdraw', status, '/api/simulator/withdraw', (answer) =>
    (answer as { withdrawn: number }).withdrawn === 0
      ? 'Nobody has signed in at TikTok yet.'
      : 'TikTok refuses the sign-ins that were there. Press ↻ in the list to see it. An export that was checked before waits when you send it.',
  );
}

/** Asks the back end when a button is pressed, one press at a time, and says what came of it. */
function onPress(selector: string, status: Element, path: string, said: (answer: unknown) => string): void {
  const button = document.querySelector<HTMLButtonElement>(selector);
  if (!button) return;
  let isBusy = false;
  const press = async (): Promise<void> => {
    if (isBusy) return;
    isBusy = true;
    // Not `disabled`, which would take the focus away from whoever uses the keyboard.
    button.setAttribute('aria-disabled', 'true');
    status.textContent = '';
    try {
      const response = await fetch(path, { method: 'POST' });
      if (!response.ok) throw new Error(`The back end answered ${response.status}`);
      status.textContent = said(await response.json());
    } catch {
      status.textContent = 'The simulator didn’t answer. Start the demo again.';
    } finally {
      isBusy = false;
      button.removeAttribute('aria-disabled');
    }
  };
  button.addEventListener('click', () => void press());
}
