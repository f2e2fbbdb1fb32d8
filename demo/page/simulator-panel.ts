/** The demo's own controls below the page: they bend the simulated TikTok and the product’s customers, and are no part of the widget. */
export function setUpSimulatorPanel(): void {
  const status = document.querySelector('#simulator-status');
  if (!status) return;

  let skippedDays = 0;
  onPress('#skip', status, '/api/simulator/skip', () => {
    skippedDays += 2;
    return `TikTok’s clock is ${skippedDays} days ahead. Audiences that were processing get ready within seconds.`;
  });
  onPress('#move', status, '/api/segments/move', (answer) => {
    const { left, joined } = answer as { left: number; joined: number };
    return `${left} people have left each segment and ${joined} others have joined. “Run now”, in what is kept in sync, sends only those.`;
  });
  onPress('#withdraw', status, '/api/simulator/withdraw', (answer) =>
    (answer as { withdrawn: number }).withdrawn === 0
      ? 'Nobody has signed in at TikTok yet.'
      : 'TikTok refuses the sign-ins that were there. Press ↻ in the list to see it. An export that was checked before waits when you send it.',
  );
  onPress('#disapprove', status, '/api/simulator/disapprove', (answer) => {
    const { ad, account, notified } = answer as ReviewAnswer;
    if (ad === null) return nothingToDo(account);
    return `TikTok turned “${ad}” down. ${heard(notified)}`;
  });
  onPress('#approve', status, '/api/simulator/approve', (answer) => {
    const { ad, account, notified } = answer as ReviewAnswer;
    if (ad === null)
      return account === null ? nothingToDo(null) : 'There is no ad to approve: let one be disapproved first.';
    return `TikTok passed “${ad}”. ${heard(notified)}`;
  });
  onPress('#suspend', status, '/api/simulator/suspend', (answer) => {
    const { account, notified, isAlready } = answer as ReviewAnswer;
    if (account === null) return nothingToDo(null);
    if (isAlready) return `“${account}” is suspended already. Lift it first.`;
    return `TikTok suspended “${account}”. ${heard(notified)}`;
  });
  onPress('#lift', status, '/api/simulator/lift', (answer) => {
    const { account, notified, isAlready } = answer as ReviewAnswer;
    if (account === null) return nothingToDo(null);
    if (isAlready) return `“${account}” is not suspended. Suspend it first.`;
    return `“${account}” may run ads again. ${heard(notified)}`;
  });
  onPress('#agent-campaign', status, '/api/campaigns/agent', sayCampaign);
  onPress('#program-campaign', status, '/api/campaigns/program', sayCampaign);
}

interface CampaignAnswer {
  account: string | null;
  campaign: string;
  outcome: 'made' | 'waits' | 'refused';
  id: string | null;
  said: string;
  wasRepeated: boolean;
}

function sayCampaign(answer: unknown): string {
  const { account, campaign, outcome, id, said, wasRepeated } = answer as CampaignAnswer;
  if (account === null) return 'Import an ad account first: one that is connected, and that may be worked in.';
  if (outcome === 'waits') return `“${campaign}” waits for a person (${id ?? ''}): see Controls.`;
  if (outcome === 'refused') return `“${campaign}” was refused: ${said}`;
  const repeat = wasRepeated ? ' Asked a second time with the same key, it got the same answer, and there is one.' : '';
  return `“${campaign}” is in “${account}”, paused.${repeat}`;
}

interface ReviewAnswer {
  ad: string | null;
  account: string | null;
  notified: number;
  isAlready?: boolean;
}

const nothingToDo = (account: string | null): string =>
  account === null
    ? 'Import an ad account first.'
    : 'The server hears of no ad that this could happen to: it subscribes within two minutes of an import, and a withdrawn sign-in has to be signed in again. Press again then.';

const heard = (notified: number): string =>
  notified > 0
    ? 'Its notice is on its way: see Activity.'
    : 'The server hears nothing of it: it subscribes within seconds of an import, and a withdrawn sign-in has to be signed in again. It finds out when it looks next.';

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
      status.textContent = 'The demo didn’t answer. Start it again.';
    } finally {
      isBusy = false;
      button.removeAttribute('aria-disabled');
    }
  };
  button.addEventListener('click', () => void press());
}
