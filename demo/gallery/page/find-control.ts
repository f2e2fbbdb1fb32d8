import type { Role } from '../scene.ts';

const SELECTORS: Readonly<Record<Role, string>> = {
  button: 'button, summary, [role="button"], input[type="submit"]',
  checkbox: 'input[type="checkbox"]:not([role="switch"]), [role="checkbox"]',
  combobox: 'select, [role="combobox"]',
  link: 'a[href], [role="link"]',
  option: 'option, [role="option"]',
  radio: 'input[type="radio"], [role="radio"]',
  tab: '[role="tab"]',
  textbox:
    'input:not([type]), input[type="text"], input[type="password"], input[type="number"], textarea, [role="textbox"]',
  searchbox: 'input[type="search"], [role="searchbox"]',
  row: 'tr, [role="row"]',
  columnheader: 'th, [role="columnheader"]',
  menuitem: '[role="menuitem"]',
  switch: '[role="switch"]',
};

/** Every element of the page, in the order of reading, in whatever shadow tree. */
export function* elementsOf(root: ParentNode): Generator<Element> {
  for (const element of root.querySelectorAll('*')) {
    yield element;
    if (element.shadowRoot !== null) yield* elementsOf(element.shadowRoot);
  }
}

/** The first control of that role that is shown, enabled and called so; null while there is none. */
export function findControl(role: Role, name: string | RegExp): HTMLElement | null {
  for (const element of elementsOf(document)) {
    if (element instanceof HTMLElement && element.matches(SELECTORS[role]) && isUsable(element)) {
      if (isCalled(nameOf(element), name)) return element;
    }
  }
  return null;
}

/** A text is the whole name, a pattern is looked for in it. */
export function isCalled(called: string, wanted: string | RegExp): boolean {
  return typeof wanted === 'string' ? called === wanted : wanted.test(called);
}

export function nameOf(element: Element): string {
  const own = tidy(element.getAttribute('aria-label'));
  if (own !== '') return own;
  const root = element.getRootNode() as Document | ShadowRoot;
  const ids = tidy(element.getAttribute('aria-labelledby')).split(' ').filter(Boolean);
  if (ids.length > 0) return tidy(ids.map((id) => root.getElementById(id)?.textContent ?? '').join(' '));
  if (
    element instanceof HTMLInputElement ||
    element instanceof HTMLSelectElement ||
    element instanceof HTMLTextAreaElement
  )
    return tidy([...(element.labels ?? [])].map((label) => label.textContent).join(' '));
  return tidy(element.textContent);
}

function isUsable(element: HTMLElement): boolean {
  // An option of a native list has no box of its own.
  if (element instanceof HTMLOptionElement) return !element.disabled;
  const box = element.getBoundingClientRect();
  const isOff = element.matches(':disabled') || element.getAttribute('aria-disabled') === 'true';
  return box.width > 0 && box.height > 0 && !isOff && element.checkVisibility({ visibilityProperty: true });
}

/** Everything that can be read on the page. */
export function readPage(): string {
  return tidy(read(document.body.childNodes));
}

function read(nodes: Iterable<Node>): string {
  let text = '';
  for (const node of nodes) {
    if (node instanceof Text) text += node.data;
    if (node instanceof HTMLInputElement || node instanceof HTMLTextAreaElement) text += ` ${readField(node)} `;
    if (!(node instanceof Element) || node.matches('script, style')) continue;
    const { display, visibility } = getComputedStyle(node);
    if (display === 'none' || visibility === 'hidden') continue;
    const slotted = node instanceof HTMLSlotElement ? node.assignedNodes() : [];
    text += ` ${read(slotted.length > 0 ? slotted : (node.shadowRoot ?? node).childNodes)} `;
  }
  return text;
}

/** A field shows its text, or else its placeholder. */
function readField(field: HTMLInputElement | HTMLTextAreaElement): string {
  if (['checkbox', 'radio', 'file', 'hidden', 'password'].includes(field.type)) return '';
  return field.value === '' ? field.placeholder : field.value;
}

function tidy(text: string | null | undefined): string {
  return (text ?? '').replace(/\s+/gu, ' ').trim();
}
