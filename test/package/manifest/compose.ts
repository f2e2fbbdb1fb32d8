import { readdirSync, readFileSync } from 'node:fs';
import { type ElementDeclaration, elementsOf, folderOf, type Manifest } from './schema.ts';

// An element that draws others in its shadow root also fires what they fire, since our events cross shadow roots, and
// hands on the parts that it names in `exportparts`.

/** Tags in the templates of a folder, and the parts of them that come through. */
function readInside(folder: string): { tags: Set<string>; parts: Set<string> } {
  const texts = readdirSync(`widget/${folder}`, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(`widget/${folder}/${name}`, 'utf8'));
  const tags = new Set<string>();
  const parts = new Set<string>();
  for (const text of texts) {
    // With an attribute or its end behind it: in a comment it stands between back quotes.
    for (const [, tag = ''] of text.matchAll(/<(tiktok-[\w-]+)(?=[\s>][^`])/g)) tags.add(tag);
    for (const [, literal, constant] of text.matchAll(/exportparts=(?:"([^"]+)"|\$\{(\w+)\})/g)) {
      const list = literal ?? new RegExp(`const ${constant ?? ''} =\\s+'([^']+)'`).exec(text)?.[1];
      if (list === undefined)
        throw new Error(`${folder}: exportparts names ${constant ?? ''}, which is not in its file`);
      for (const part of list.split(/,\s*/)) parts.add(part);
    }
  }
  return { tags, parts };
}

/** Completes the elements that hold others. Works on the manifest itself, in the order of registration: the inner first. */
export function addWhatIsInside(manifest: Manifest): void {
  const elements = elementsOf(manifest);
  for (const element of elements) {
    const { tags, parts } = readInside(folderOf(manifest, element));
    const inside = elements.filter(({ tagName }) => tags.has(tagName) && tagName !== element.tagName);
    for (const inner of inside) {
      addMissing(
        element.events,
        inner.events.filter(({ name }) => name.startsWith('tiktok-')),
        (event) => event,
      );
      addMissing(
        element.cssParts,
        inner.cssParts.filter(({ name }) => parts.has(name)),
        (part) => ({
          ...part,
          description: `In \`<${inner.tagName}>\`: ${part.description ?? ''}`,
        }),
      );
    }
  }
}

function addMissing<Item extends ElementDeclaration['cssParts'][number]>(
  to: Item[],
  from: readonly Item[],
  asAdded: (item: Item) => Item,
): void {
  for (const item of from) if (!to.some(({ name }) => name === item.name)) to.push(asAdded(item));
}
