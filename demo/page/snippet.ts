/** The tag that people copy into a page of theirs, with a button that does. */
export function setUpSnippet(): void {
  const code = document.querySelector<HTMLElement>('#snippet');
  const status = document.querySelector('#copy-status');
  document.querySelector('#copy-snippet')?.addEventListener('click', () => {
    if (code === null || status === null) return;
    navigator.clipboard.writeText(code.textContent ?? '').then(
      () => (status.textContent = 'Copied'),
      () => {
        // Where the browser does not let a page copy, the person does: it is selected.
        getSelection()?.selectAllChildren(code);
        status.textContent = 'Press Ctrl+C to copy';
      },
    );
  });
}
