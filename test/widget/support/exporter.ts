import '../../../widget/audience-exporter/define.ts';
import { ExportServer, type ExportServerOptions } from './export-server.ts';
import { all, find, nameOf, press, until } from './page.ts';

/** An exporter in the page, talking to a stub of the export calls; its events by name and detail. */
export async function openExporter(options: ExportServerOptions = {}) {
  const server = new ExportServer(options);
  const element = document.createElement('tiktok-audience-exporter');
  element.client = server.client;
  const events: string[] = [];
  const details: unknown[] = [];
  for (const name of ['tiktok-export-started', 'tiktok-export-progress', 'tiktok-export-finished'] as const) {
    element.addEventListener(name, (event) => {
      events.push(name);
      details.push(event.detail);
    });
  }
  document.body.append(element);
  await find('heading', 'History');
  return { element, server, events, details };
}

/** Presses Continue until the step is open. */
export async function toStep(name: string): Promise<void> {
  for (;;) {
    const heading = await until(
      () => all('heading').find((one) => one.tabIndex === -1 && one.hasAttribute('tabindex')),
      'an open step',
    );
    if (nameOf(heading) === name) return;
    await press('button', 'Continue');
    await until(
      () => all('heading').some((one) => one.hasAttribute('tabindex') && nameOf(one) !== nameOf(heading)),
      'the next step',
    );
  }
}

/** Opens what few need. */
export async function openMore(text = 'More options'): Promise<void> {
  const summary = await until(() => {
    const root = document.querySelector('tiktok-audience-exporter')?.shadowRoot;
    return [...(root?.querySelectorAll('summary') ?? [])].find(({ textContent }) => textContent.includes(text));
  }, text);
  summary.click();
}

/** Chooses files in the file field, or drops them on it. */
export async function chooseFiles(files: readonly File[], how: 'pick' | 'drop' | 'paste' = 'pick'): Promise<void> {
  (await find('radio', 'CSV file')).click();
  const input = await until(() => {
    const root = document.querySelector('tiktok-audience-exporter')?.shadowRoot;
    return root?.querySelector<HTMLInputElement>('input[type=file]');
  }, 'a file input');
  const transfer = new DataTransfer();
  for (const file of files) transfer.items.add(file);
  if (how === 'pick') {
    input.files = transfer.files;
    input.dispatchEvent(new Event('change'));
  } else if (how === 'drop') input.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true }));
  else input.dispatchEvent(new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true }));
}

export const chooseFile = (content: BlobPart, name = 'people.csv'): Promise<void> =>
  chooseFiles([new File([content], name)]);

/** Chooses an option of a native list. */
export async function select(name: string | RegExp, option: RegExp): Promise<void> {
  const field = (await find('combobox', name)) as HTMLSelectElement;
  const wanted = await until(
    () => [...field.options].find(({ textContent }) => option.test(textContent.trim())),
    `option ${String(option)}`,
  );
  field.value = wanted.value;
  field.dispatchEvent(new Event('change'));
}

/** Chooses an existing audience in the searchable list. */
export async function chooseAudience(typed: string, option: RegExp): Promise<void> {
  (await find('radio', 'Existing audience')).click();
  await press('button', /^Audience:/);
  const input = (await find('combobox', 'Audience')) as HTMLInputElement;
  input.value = typed;
  input.dispatchEvent(new InputEvent('input', { bubbles: true }));
  (await find('option', option)).click();
}
