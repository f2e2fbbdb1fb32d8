/** The demo's own controls below the page: they move the simulated TikTok's clock and are no part of the widget. */
export function setUpSimulatorPanel(): void {
  const button = document.querySelector<HTMLButtonElement>('#skip');
  const status = document.querySelector('#skip-status');
  if (!button || !status) return;

  let skippedDays = 0;
  let isBusy = false;
  const skip = async (): Promise<void> => {
    if (isBusy) return;
    isBusy = true;
    // Not `disabled`, which would take the focus away from whoever uses the keyboard.
    button.setAttribute('aria-disabled', 'true');
    status.textContent = '';
    try {
      const response = await fetch('/api/simulator/skip', { method: 'POST' });
      if (!response.ok) throw new Error(`The back end answered ${response.status}`);
      skippedDays += 2;
      status.textContent = `TikTok’s clock is ${skippedDays} days ahead. Audiences that were processing get ready within seconds.`;
    } catch {
      status.textContent = 'The simulator didn’t answer. Start the demo again.';
    } finally {
      isBusy = false;
      button.removeAttribute('aria-disabled');
    }
  };
  button.addEventListener('click', () => void skip());
}
