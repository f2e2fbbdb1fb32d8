const PARAMETER = 'tab';
const TABS = ['accounts', 'mapping', 'audiences', 'controls', 'activity'] as const;

/** Opens the tab that the address names, `/?tab=mapping`, and keeps the address up to date when another one is opened. */
export function setUpDeepLink(): void {
  const settings = document.querySelector('tiktok-ads-settings');
  if (settings === null) return;
  const wanted = new URL(location.href).searchParams.get(PARAMETER);
  const tab = TABS.find((each) => each === wanted);
  if (tab !== undefined) settings.tab = tab;
  settings.addEventListener('change', (event) => {
    if (event.target !== settings) return;
    const address = new URL(location.href);
    address.searchParams.set(PARAMETER, settings.tab);
    history.replaceState(history.state, '', address);
  });
}
