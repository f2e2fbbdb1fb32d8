import type { Person, Role } from '../scene.ts';
import { elementsOf, findControl, isCalled, readPage } from './find-control.ts';
import { pressKey } from './keys.ts';
import { openedWindow, setOffline, setPageTime } from './page-world.ts';
import type { StageClient } from './stage-client.ts';

const PATIENCE_MS = 20_000;

/** Looks again and again until there is something; each look is a few milliseconds after the last. @throws {Error} with `failure()` */
export async function waitFor<Value>(look: () => Value | null, failure: () => string): Promise<Value> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const value = look();
    if (value !== null) return value;
    if (performance.now() > deadline) throw new Error(failure());
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** The person who plays a scene on this page. */
export function createPerson(stage: StageClient): Person {
  const find = (role: Role, name: string | RegExp): Promise<HTMLElement> =>
    waitFor(
      () => findControl(role, name),
      () => `There is no ${role} called ${String(name)} that can be used. The page reads: ${readPage()}`,
    );
  const tellTime = async (answer: Promise<unknown>): Promise<void> =>
    setPageTime(((await answer) as { now: number }).now);

  return {
    async press(role, name) {
      clickOn(await find(role, name));
      await settled();
    },
    async tick(role, name) {
      const box = await find(role, name);
      if (box.matches(':checked') || box.getAttribute('aria-checked') === 'true') return;
      clickOn(box);
      await settled();
    },
    async type(role, name, text) {
      const field = await find(role, name);
      field.focus();
      writeInto(field, text);
      await settled();
    },
    async key(key) {
      pressKey(key);
      await settled();
    },
    async focus(role, name) {
      const control = await find(role, name);
      control.focus({ focusVisible: true });
      control.scrollIntoView({ block: 'nearest' });
    },
    async select(name, option) {
      const list = (await find('combobox', name)) as HTMLSelectElement;
      const wanted = await waitFor(
        () => [...list.options].find((each) => isCalled(each.text.trim(), option)) ?? null,
        () =>
          `The list ${String(name)} has no option ${String(option)}, but: ${[...list.options].map((each) => each.text).join(', ')}`,
      );
      list.focus();
      list.value = wanted.value;
      list.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
      list.dispatchEvent(new Event('change', { bubbles: true }));
      await settled();
    },
    async attach(fileName, content) {
      const field = await fileField();
      field.files = filesWith(fileName, content).files;
      field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
      field.dispatchEvent(new Event('change', { bubbles: true }));
      await settled();
    },
    async dragOver() {
      const field = await fileField();
      const area = field.closest<HTMLElement>('[data-drop], .drop, label') ?? field.parentElement ?? field;
      const dataTransfer = filesWith('customers.csv', 'email\n');
      for (const type of ['dragenter', 'dragover'])
        area.dispatchEvent(new DragEvent(type, { bubbles: true, composed: true, cancelable: true, dataTransfer }));
      await settled();
    },
    async reads(words) {
      await waitFor(
        () => (says(words) ? true : null),
        () => `The page does not say ${String(words)}, but: ${readPage()}`,
      );
    },
    async allowAtTikTok(share) {
      const standIn = await waitFor(openedWindow, () => 'The page has opened no window.');
      await tellTime(stage.tell('allow', { authorizeUrl: await standIn.address, share }));
      standIn.close();
    },
    async offline(isOffline) {
      setOffline(isOffline);
      await settled();
    },
    someoneElseMaps: (attributes) => tellTime(stage.tell('mapping', { attributes })),
    turn: (turn) => tellTime(stage.tell('turn', turn)),
  };
}

/** Whether these words are on the page. */
export function says(words: string | RegExp): boolean {
  const text = readPage();
  return typeof words === 'string' ? text.includes(words) : words.test(text);
}

/** Two frames: what was rendered because of an event is on the page then. */
function settled(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0)).then(
    () => new Promise((resolve) => requestAnimationFrame(() => resolve())),
  );
}

function clickOn(control: HTMLElement): void {
  control.scrollIntoView({ block: 'nearest' });
  // Where the box is drawn away, its label is what people press.
  const box = control.getBoundingClientRect();
  const at = { clientX: box.x + box.width / 2, clientY: box.y + box.height / 2 };
  const init = { bubbles: true, composed: true, cancelable: true, button: 0, detail: 1, ...at };
  const pointer = { ...init, pointerId: 1, isPrimary: true, pointerType: 'mouse' };
  control.dispatchEvent(new PointerEvent('pointerover', pointer));
  control.dispatchEvent(new PointerEvent('pointerdown', { ...pointer, buttons: 1 }));
  const takesFocus = control.dispatchEvent(new MouseEvent('mousedown', { ...init, buttons: 1 }));
  // Browsers draw no ring for a press; text fields have theirs anyway.
  if (takesFocus) control.focus({ preventScroll: true, focusVisible: false });
  control.dispatchEvent(new PointerEvent('pointerup', pointer));
  control.dispatchEvent(new MouseEvent('mouseup', init));
  control.click();
}

function writeInto(field: HTMLElement, text: string): void {
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement))
    throw new TypeError('This is no text field.');
  const init = { bubbles: true, composed: true };
  const last = text.at(-1) ?? 'Backspace';
  field.select();
  field.dispatchEvent(new KeyboardEvent('keydown', { ...init, key: last, cancelable: true }));
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { ...init, inputType: 'insertText', data: text }));
  field.dispatchEvent(new KeyboardEvent('keyup', { ...init, key: last }));
  field.dispatchEvent(new Event('change', { bubbles: true }));
}

function fileField(): Promise<HTMLInputElement> {
  return waitFor(
    () => {
      for (const element of elementsOf(document)) {
        if (element instanceof HTMLInputElement && element.type === 'file' && !element.disabled) return element;
      }
      return null;
    },
    () => `There is no file field. The page reads: ${readPage()}`,
  );
}

function filesWith(fileName: string, content: string | Uint8Array): DataTransfer {
  const transfer = new DataTransfer();
  transfer.items.add(new File([content as BlobPart], fileName, { type: 'text/csv' }));
  return transfer;
}
