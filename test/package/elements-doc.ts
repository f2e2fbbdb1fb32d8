import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { EXAMPLES, markupOf } from '../../demo/elements/examples.ts';
import { makeManifest } from './manifest/make.ts';
import {
  type CssProperty,
  type ElementDeclaration,
  elementsOf,
  eventClassesOf,
  type Field,
  folderOf,
  type Manifest,
  type Method,
} from './manifest/schema.ts';

// A page for each element in docs/elements/, and what the demo's live pages know of it, from the custom elements manifest:
// `npm run docs:elements`. `npm run check:package` fails while they differ. What no manifest knows stands in
// docs/elements/_<tag>.md, and is put in here.

const FOLDER = 'docs/elements';
const LIVE = 'demo/elements/elements.json';
const SERVER = 'https://ads.example';
/** The first ones that a page sets; docs/theming.md has them all. */
const FIRST_TOKENS = [
  '--tiktok-accent',
  '--tiktok-font',
  '--tiktok-font-mono',
  '--tiktok-font-size',
  '--tiktok-radius',
];
/** Tag → folder and scene of its pictures in test/visual/baseline, and what they show. */
const PICTURES: Readonly<Record<string, readonly [scene: string, shows: string]>> = {
  'tiktok-ads-provider': ['provider/hands-down', 'Two elements under one provider'],
  'tiktok-connect-button': ['connect-button/idle', 'The button before a sign-in'],
  'tiktok-ad-account-list': ['ad-account-list/every-status', 'Ad accounts in every status'],
  'tiktok-mapping-table': ['mapping-table/mapped', 'A saved mapping'],
  'tiktok-audience-exporter': ['audience-exporter/what', 'The third step of an export'],
  'tiktok-event-feed': ['event-feed/ordinary', 'An ordinary week'],
  'tiktok-controls': ['controls/ordinary', 'A call that waits, rules, caps and what was sent'],
  'tiktok-ads-settings': ['settings/half-way', 'Half-way through the set-up'],
};

/** Path → text of every file that is written from the manifest. */
function renderElementDocs(manifest: Manifest): ReadonlyMap<string, string> {
  const elements = elementsOf(manifest);
  return new Map([
    ...elements.map((element) => [join(FOLDER, `${element.tagName}.md`), renderPage(manifest, element)] as const),
    [join(FOLDER, 'README.md'), renderIndex(elements)],
    [LIVE, `${JSON.stringify(elements.map(liveOf), null, 2)}\n`],
  ]);
}

/** The files that are not as the manifest has them. */
export const staleElementDocs = (manifest: Manifest): string[] =>
  [...renderElementDocs(manifest)].flatMap(([path, text]) =>
    existsSync(path) && readFileSync(path, 'utf8') === text ? [] : [`${path} is not up to date: npm run docs:elements`],
  );

function renderPage(manifest: Manifest, element: ElementDeclaration): string {
  const { tagName: tag, summary, description } = element;
  const notes = join(FOLDER, `_${tag}.md`);
  const methods = element.members.filter((member): member is Method => member.kind === 'method');
  const properties = element.members.filter(
    (member): member is Field => member.kind === 'field' && member.attribute === undefined,
  );
  return (
    [
      '<!-- Written by `npm run docs:elements` from the custom elements manifest: change the class comment instead. -->',
      `# \`<${tag}>\``,
      summary,
      ...(description === undefined ? [] : [description]),
      renderPicture(tag),
      `Live, with its attributes to play with: \`npm run demo\`, then \`/elements/${tag}\` on the demo’s page.`,
      '## Example',
      renderExample(tag, folderOf(manifest, element)),
      ...(existsSync(notes) ? [readFileSync(notes, 'utf8').trim()] : []),
      ...section('Attributes', element.attributes.length === 0, () =>
        table(
          ['Attribute', 'Property', 'Type', 'Default', 'Meaning'],
          element.attributes.map(({ name, fieldName, type, default: fallback, description: told }) => [
            code(name),
            code(fieldName),
            code(type.text),
            defaultText(fallback),
            meaning(told),
          ]),
        ),
      ),
      ...section('Properties', properties.length === 0, () =>
        table(
          ['Property', 'Type', 'Meaning'],
          properties.map(({ name, type, readonly, description: told }) => [
            code(name),
            code(type.text),
            `${readonly === true ? 'Read only. ' : ''}${meaning(told)}`,
          ]),
        ),
      ),
      ...section('Methods', methods.length === 0, () => methods.map(renderMethod).join('\n\n')),
      ...section('Events', element.events.length === 0, () => renderEvents(manifest, element)),
      ...section('Slots', element.slots.length === 0, () =>
        table(
          ['Slot', 'What for'],
          element.slots.map(({ name, description: told }) => [
            name === '' ? '(the default one)' : code(name),
            told ?? '',
          ]),
        ),
      ),
      ...section('Parts', element.cssParts.length === 0, () =>
        table(
          ['Part', 'What it is'],
          element.cssParts.map(({ name, description: told }) => [code(name), told ?? '']),
        ),
      ),
      ...section('Custom properties', element.cssProperties.length === 0, () => renderTokens(element.cssProperties)),
    ].join('\n\n') + '\n'
  );
}

const section = (title: string, isEmpty: boolean, render: () => string): string[] =>
  isEmpty ? [] : [`## ${title}`, render()];

function renderPicture(tag: string): string {
  const [scene, shows] = PICTURES[tag] ?? [];
  if (scene === undefined || shows === undefined) throw new Error(`${tag} has no picture: see PICTURES`);
  const path = (view: string): string => {
    const file = `test/visual/baseline/${scene}-${view}.png`;
    if (!existsSync(file)) throw new Error(`${file}, which shows <${tag}>, is not there`);
    return `../../${file}`;
  };
  const picture = (width: number, pixels: number, alt: string): string =>
    [
      '<picture>',
      `  <source media="(prefers-color-scheme: dark)" srcset="${path(`${width}-dark`)}">`,
      `  <img src="${path(`${width}-light`)}" width="${pixels}" alt="${alt}">`,
      '</picture>',
    ].join('\n');
  return `${picture(1280, 720, `${shows}.`)}\n${picture(360, 180, `${shows}, 360 pixels wide.`)}`;
}

function renderExample(tag: string, folder: string): string {
  const markup = markupOf(tag, EXAMPLES[tag]?.attributes ?? [], SERVER);
  const imports = [...(tag === 'tiktok-ads-provider' ? ['connect-button'] : [folder]), 'provider'].map(
    (each) => `import 'tiktok-ads-connect/widget/${each}/define';`,
  );
  return `\`\`\`html
${markup}
\`\`\`

\`\`\`js
${imports.sort().join('\n')}

const provider = document.querySelector('tiktok-ads-provider');
provider.fetchSessionToken = async () => {
  const response = await fetch('/api/tiktok-session', { method: 'POST' });
  if (!response.ok) throw new Error(\`The back end answered \${response.status}\`);
  return response.json(); // { token, expiresAt }
};
\`\`\``;
}

function renderMethod({ name, parameters = [], return: returned, description }: Method): string {
  const inputs = parameters.map(
    (each) => `${each.name}${each.optional === true ? '?' : ''}: ${each.type?.text ?? 'unknown'}`,
  );
  return `**\`${name}(${inputs.join(', ')}): ${returned?.type.text ?? 'void'}\`**\n\n${description ?? ''}`;
}

function renderEvents(manifest: Manifest, { events }: ElementDeclaration): string {
  const classes = new Map(eventClassesOf(manifest).map((declaration) => [declaration.name, declaration]));
  const rows = events.map(({ name, type, description }) => [code(name), code(type.text), description ?? '']);
  const details = events.flatMap(({ name, type }) => {
    const detail = classes.get(type.text)?.members[0];
    if (detail === undefined) return [];
    const told = (detail.description ?? '').split('\n').filter((line) => line !== '');
    return [`- \`${name}\`: \`${detail.type.text}\``, ...told.map((line) => `  ${line}`)];
  });
  const bubbling = events.some(({ type }) => type.text !== 'Event');
  return [
    table(['Event', 'Class', 'Fired'], rows),
    ...(bubbling ? ['All `tiktok-…` events bubble and cross shadow roots. Their `detail`:', details.join('\n')] : []),
  ].join('\n\n');
}

function renderTokens(tokens: readonly CssProperty[]): string {
  const first = tokens.filter(({ name }) => FIRST_TOKENS.includes(name));
  const rows = first.map(({ name, default: fallback, description }) => [code(name), fallback ?? '', description ?? '']);
  return `${table(['Property', 'Default', 'Use'], rows)}\n\nThe element reads ${tokens.length} in all: [theming](../theming.md#tokens).`;
}

function renderIndex(elements: readonly ElementDeclaration[]): string {
  const rows = elements.map(({ tagName, summary }) => [`[\`<${tagName}>\`](${tagName}.md)`, summary]);
  return `<!-- Written by \`npm run docs:elements\` from the custom elements manifest. -->

# Elements

${table(['Tag', 'Job'], rows)}

Each has a live page in the demo: \`npm run demo\`, then \`/elements\`.

## In editors and frameworks

The package carries a [custom elements manifest](https://github.com/webcomponents/custom-elements-manifest),
\`tiktok-ads-connect/custom-elements.json\`, which these pages are written from too. Made from it:

- **VS Code**: in \`.vscode/settings.json\`, \`"html.customData": ["./node_modules/tiktok-ads-connect/dist/editors/vscode.html-custom-data.json"]\` and
  \`"css.customData": ["./node_modules/tiktok-ads-connect/dist/editors/vscode.css-custom-data.json"]\`.
- **JetBrains**: nothing to do, \`package.json\` names its \`web-types\`.
- **Typed templates and JSX**: name the framework once, \`import type {} from 'tiktok-ads-connect/jsx/react'\`, or in \`tsconfig.json\`,
  \`"types": ["tiktok-ads-connect/jsx/react"]\`.

| Framework | Types | Properties | Events | Attributes that are there or not |
| --- | --- | --- | --- | --- |
| React 19 | \`jsx/react\` | \`fetchSessionToken={…}\` | \`ontiktok-export-finished={…}\` | \`allow-token\`, \`allow-token={false}\` |
| React 18 | \`jsx/react\` | through a \`ref\` | through a \`ref\` | \`allow-token=""\` or left out |
| Preact | \`jsx/preact\` | \`fetchSessionToken={…}\` | \`ontiktok-export-finished={…}\` | \`allow-token\`, \`allow-token={false}\` |
| Solid | \`jsx/solid\` | \`prop:fetchSessionToken={…}\` | \`on:tiktok-export-finished={…}\` | \`bool:allow-token={…}\` |
| Vue | \`jsx/vue\` | \`:fetchSessionToken="…"\` | \`@tiktok-export-finished="…"\` | \`allow-token\`, or \`:allowToken="false"\` |
| Svelte 5 | \`jsx/svelte\` | \`fetchSessionToken={…}\` | \`ontiktok-export-finished={…}\` | \`allow-token\`, or \`allowToken={false}\` |

Vue and Svelte write \`false\` as a word when an attribute is bound by its dashed name, and an attribute that is there counts as true:
bind the property there. In Vue, tell the compiler that the tags are elements: \`isCustomElement: (tag) => tag.startsWith('tiktok-')\`.
`;
}

/** What the demo's page of the element shows. */
const liveOf = ({ tagName, summary, attributes, events }: ElementDeclaration): object => ({
  tag: tagName,
  summary,
  attributes: attributes.map(({ name, type, default: fallback, description }) => ({
    name,
    type: type.text,
    default: (fallback ?? '').replaceAll("'", ''),
    description: meaning(description),
  })),
  events: events.map(({ name, description }) => ({ name, description })),
});

const code = (text: string): string => `\`${text.replaceAll('|', '\\|')}\``;
const defaultText = (fallback: string | undefined): string =>
  fallback === undefined || fallback === "''" ? '' : code(fallback.replaceAll("'", ''));
/** Without what the column beside it says. */
const meaning = (description: string | undefined): string => (description ?? '').replace(/\s*Default [^.]*\.$/, '');

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll(/\s*\n\s*/g, ' ')).join(' | ')} |`)
    .join('\n');

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const [path, text] of renderElementDocs(makeManifest())) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}
