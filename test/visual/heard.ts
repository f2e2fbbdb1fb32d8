import type { CDPSession } from 'puppeteer-core';

// A page as the browser hands it to a screen reader: Chromium's accessibility tree.

interface AxNode {
  readonly nodeId: string;
  readonly parentId?: string;
  readonly ignored: boolean;
  readonly role?: { readonly value?: string | number | boolean };
  readonly name?: { readonly value?: string | number | boolean };
  readonly description?: { readonly value?: string | number | boolean };
  readonly value?: { readonly value?: string | number | boolean };
  readonly properties?: readonly {
    readonly name: string;
    readonly value: { readonly value?: string | number | boolean };
  }[];
  readonly childIds?: readonly string[];
}

const NAMED = [
  'button',
  'link',
  'checkbox',
  'radio',
  'textbox',
  'searchbox',
  'combobox',
  'spinbutton',
  'switch',
  'tab',
  'tablist',
  'menuitem',
  'menu',
  'option',
  'listbox',
  'dialog',
  'alertdialog',
  'table',
  'radiogroup',
  'progressbar',
  'meter',
  'image',
  'heading',
  'tabpanel',
  'region',
  'slider',
];
/** Buttons, of which two with one name must do the same. */
const PURPOSEFUL = ['button', 'link', 'checkbox', 'textbox', 'combobox', 'searchbox', 'switch', 'menuitem', 'tab'];

/** Controls without a name, and controls of one name that a listener cannot tell apart. */
export async function nameProblems(session: CDPSession): Promise<{ problems: string[]; twins: string[] }> {
  const { nodes } = (await session.send('Accessibility.getFullAXTree')) as unknown as { nodes: AxNode[] };
  const problems: string[] = [];
  const met = new Map<string, number>();
  for (const node of nodes) {
    const role = String(node.role?.value ?? '');
    const name = String(node.name?.value ?? '').trim();
    if (node.ignored || !NAMED.includes(role)) continue;
    if (name === '') problems.push(`a ${role} has no name`);
    else if (PURPOSEFUL.includes(role)) met.set(`${role} “${name}”`, (met.get(`${role} “${name}”`) ?? 0) + 1);
  }
  return { problems, twins: [...met].flatMap(([what, times]) => (times > 1 ? [`${times} × ${what}`] : [])) };
}

/** The page as a screen reader goes through it, a line for each thing it says. */
export async function heardPage(session: CDPSession): Promise<string> {
  const { nodes } = (await session.send('Accessibility.getFullAXTree')) as unknown as { nodes: AxNode[] };
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const lines: string[] = [];
  const SILENT = ['generic', 'none', 'InlineTextBox', 'RootWebArea', 'LineBreak', 'LayoutTable', 'paragraph'];
  const read = (node: AxNode, depth: number): void => {
    const role = String(node.role?.value ?? '');
    const name = String(node.name?.value ?? '').trim();
    const silent = node.ignored || SILENT.includes(role);
    if (!silent) {
      const facts = (node.properties ?? [])
        .filter(
          ({ name: fact, value }) =>
            [
              'checked',
              'expanded',
              'selected',
              'disabled',
              'invalid',
              'required',
              'live',
              'pressed',
              'level',
              'hasPopup',
              'busy',
              'roledescription',
              'valuetext',
            ].includes(fact) &&
            value.value !== false &&
            value.value !== 'false',
        )
        .map(({ name: fact, value }) => `${fact}=${String(value.value)}`);
      const description =
        node.description?.value === undefined || node.description.value === ''
          ? ''
          : ` — ${String(node.description.value)}`;
      const value = node.value?.value === undefined ? '' : ` =${String(node.value.value)}`;
      lines.push(
        `${'  '.repeat(depth)}${role === 'StaticText' ? '' : role} ${name}${value}${description}${facts.length === 0 ? '' : ` [${facts.join(' ')}]`}`,
      );
    }
    if (role === 'StaticText') return;
    for (const id of node.childIds ?? []) {
      const child = byId.get(id);
      if (child !== undefined) read(child, silent ? depth : depth + 1);
    }
  };
  const [root] = nodes;
  if (root !== undefined) read(root, 0);
  return lines.join('\n');
}
