// A page as a person meets it: things are found by role and name, through shadow roots, never by class.

const IMPLICIT: Readonly<Record<string, string>> = {
  button: 'button',
  select: 'combobox',
  h2: 'heading',
  h3: 'heading',
  h4: 'heading',
  dialog: 'dialog',
  li: 'listitem',
  progress: 'progressbar',
};
const BY_TYPE: Readonly<Record<string, string>> = {
  radio: 'radio',
  checkbox: 'checkbox',
  number: 'spinbutton',
  text: 'textbox',
  search: 'searchbox',
};

function* walk(node: ParentNode): Generator<HTMLElement> {
  for (const child of node.children) {
    if (child instanceof HTMLElement) yield child;
    if (child.shadowRoot !== null) yield* walk(child.shadowRoot);
    yield* walk(child);
  }
}

function roleOf(element: HTMLElement): string | undefined {
  const role = element.getAttribute('role');
  if (role !== null) return role;
  if (element instanceof HTMLInputElement) return BY_TYPE[element.type];
  return IMPLICIT[element.localName];
}

function textOf(element: Element): string {
  return (element.textContent ?? '').replace(/\s+/g, ' ').trim();
}

export function nameOf(element: HTMLElement): string {
  const label = element.getAttribute('aria-label');
  if (label !== null) return label;
  const ids = element.getAttribute('aria-labelledby');
  const root = element.getRootNode() as ShadowRoot;
  if (ids !== null)
    return ids
      .split(' ')
      .map((id) => textOf(root.getElementById(id) as Element))
      .join(' ');
  if ('labels' in element && element.labels instanceof NodeList && element.labels.length > 0)
    return textOf(element.labels[0] as Element);
  return textOf(element);
}

function isVisible(element: HTMLElement): boolean {
  // An element that draws only its content, like the provider, has no box of its own.
  return getComputedStyle(element).display === 'contents' || element.checkVisibility({ visibilityProperty: true });
}

/** Every visible element of a role, in page order, whose name is or starts with the text (or matches it). */
export function all(role: string, name?: string | RegExp): HTMLElement[] {
  return [...walk(document.body)].filter((element) => {
    if (roleOf(element) !== role || !isVisible(element)) return false;
    return name === undefined || (typeof name === 'string' ? nameOf(element) === name : name.test(nameOf(element)));
  });
}

/** Waits for the page to show it. Polls by animation frames, so that a slow machine only makes it slower. */
export async function until<Value>(look: () => Value | undefined | null | false, what: string): Promise<Value> {
  const deadline = performance.now() + 10_000;
  for (;;) {
    const found = look();
    if (found !== undefined && found !== null && found !== false) return found;
    if (performance.now() > deadline)
      throw new Error(`The page never showed ${what}. It says: ${seen().slice(0, 1500)}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

export function find(role: string, name?: string | RegExp): Promise<HTMLElement> {
  return until(() => all(role, name)[0], `${role} ${String(name ?? '')}`);
}

export async function press(role: string, name: string | RegExp): Promise<void> {
  (await find(role, name)).click();
}

/** Presses a button once it can be pressed, such as that which sends once the report is there. */
export async function pressFree(name: string | RegExp): Promise<void> {
  const free = await until(
    () => all('button', name).find((button) => button.getAttribute('aria-disabled') !== 'true'),
    `button ${String(name)} to be free`,
  );
  free.click();
}

/** All text a person can see. */
export function seen(): string {
  const parts: string[] = [];
  const read = (node: Node): void => {
    if (node instanceof HTMLElement && (!isVisible(node) || node.localName === 'style')) return;
    if (node.nodeType === Node.TEXT_NODE) parts.push(node.textContent ?? '');
    const root = node instanceof HTMLElement ? node.shadowRoot : null;
    const children =
      node instanceof HTMLSlotElement ? node.assignedNodes({ flatten: true }) : (root ?? node).childNodes;
    for (const child of children) read(child);
  };
  read(document.body);
  return parts.join(' ').replace(/\s+/g, ' ');
}

export function sees(text: string): Promise<true> {
  return until<true>(() => seen().includes(text), `“${text}”`);
}

/** Name of the focused element, through shadow roots. */
export function focusedName(): string {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement != null) active = active.shadowRoot.activeElement;
  return active instanceof HTMLElement ? nameOf(active) : '';
}

/** Takes what tests put into the page out again. */
export function clearPage(): void {
  for (const child of Array.from(document.body.children)) if (child.localName !== 'script') child.remove();
}
