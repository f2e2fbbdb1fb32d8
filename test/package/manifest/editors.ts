import { readFileSync } from 'node:fs';
import { type Attribute, type ElementDeclaration, elementsOf, fieldsOf, type Manifest } from './schema.ts';
import { readTokens } from './tokens.ts';

// What VS Code (html.customData, css.customData) and JetBrains (web-types) show while somebody types. Written out here:
// the generators there are know neither that a boolean attribute takes no value nor our documentation's addresses.

const HTML_SCHEMA =
  'https://raw.githubusercontent.com/microsoft/vscode-html-languageservice/main/docs/customData.schema.json';
const CSS_SCHEMA =
  'https://raw.githubusercontent.com/microsoft/vscode-css-languageservice/main/docs/customData.schema.json';
const WEB_TYPES_SCHEMA = 'https://raw.githubusercontent.com/JetBrains/web-types/master/schema/web-types.json';

const wordsOf = ({ type }: Attribute): string[] => [...type.text.matchAll(/'([^']+)'/g)].map(([, word = '']) => word);
const markdown = (value: string): { kind: 'markdown'; value: string } => ({ kind: 'markdown', value });
const withDefault = (text: string | undefined, fallback: string | undefined): string =>
  fallback === undefined || fallback === "''" || /\bDefault\b/.test(text ?? '')
    ? (text ?? '')
    : `${text ?? ''} Default \`${fallback.replaceAll("'", '')}\`.`;

/** Files for `dist/editors`. */
export function renderEditorData(manifest: Manifest): { name: string; text: string }[] {
  const file = (name: string, data: object) => ({ name, text: `${JSON.stringify(data, null, 2)}\n` });
  return [
    file('vscode.html-custom-data.json', vscodeHtml(manifest)),
    file('vscode.css-custom-data.json', vscodeCss(manifest)),
    file('web-types.json', webTypes(manifest)),
  ];
}

function vscodeHtml(manifest: Manifest): object {
  return {
    $schema: HTML_SCHEMA,
    version: 1.1,
    tags: elementsOf(manifest).map((element) => ({
      name: element.tagName,
      description: markdown(about(element)),
      attributes: element.attributes.map((attribute) => ({
        name: attribute.name,
        description: markdown(withDefault(attribute.description, attribute.default)),
        // "v": it takes no value.
        ...(attribute.type.text === 'boolean' ? { valueSet: 'v' } : {}),
        ...(wordsOf(attribute).length === 0 ? {} : { values: wordsOf(attribute).map((name) => ({ name })) }),
      })),
    })),
  };
}

function vscodeCss(manifest: Manifest): object {
  const parts = new Set(elementsOf(manifest).flatMap(({ cssParts }) => cssParts.map(({ name }) => name)));
  return {
    $schema: CSS_SCHEMA,
    version: 1.1,
    properties: readTokens().map(({ name, description, default: fallback, syntax }) => ({
      name,
      description: markdown(`${description ?? ''} Default: ${fallback ?? ''}`),
      ...(syntax === undefined ? {} : { syntax }),
    })),
    pseudoElements: [...parts].sort().map((name) => ({
      name: `::part(${name})`,
      description: markdown(
        elementsOf(manifest)
          .flatMap(({ tagName, cssParts }) =>
            cssParts
              .filter((part) => part.name === name)
              .map((part) => `- \`<${tagName}>\`: ${part.description ?? ''}`),
          )
          .join('\n'),
      ),
    })),
  };
}

/** What is told about a tag as a whole: its attributes have entries of their own. */
function about({ summary, description, events, slots, members }: ElementDeclaration): string {
  const list = (title: string, items: readonly string[]): string[] =>
    items.length === 0 ? [] : [`**${title}**\n${items.map((item) => `- ${item}`).join('\n')}`];
  return [
    summary,
    ...(description === undefined ? [] : [description]),
    ...list(
      'Properties without an attribute',
      members
        .filter((member) => member.kind === 'field' && member.attribute === undefined)
        .map((member) => `\`${member.name}\`: ${member.description ?? ''}`),
    ),
    ...list(
      'Events',
      events.map(({ name, description: when }) => `\`${name}\`: ${when ?? ''}`),
    ),
    ...list(
      'Slots',
      slots.map(({ name, description: what }) => `${name === '' ? 'the default one' : `\`${name}\``}: ${what ?? ''}`),
    ),
  ].join('\n\n');
}

function webTypes(manifest: Manifest): object {
  const { name, version } = JSON.parse(readFileSync('package.json', 'utf8')) as { name: string; version: string };
  const told = (item: { name: string; description?: string }) => ({
    name: item.name,
    ...(item.description === undefined ? {} : { description: item.description }),
  });
  return {
    $schema: WEB_TYPES_SCHEMA,
    name,
    version,
    'description-markup': 'markdown',
    contributions: {
      html: {
        elements: elementsOf(manifest).map((element) => ({
          name: element.tagName,
          description: [element.summary, ...(element.description === undefined ? [] : [element.description])].join(
            '\n\n',
          ),
          attributes: element.attributes.map((attribute) => ({
            ...told(attribute),
            ...(attribute.default === undefined ? {} : { default: attribute.default.replaceAll("'", '') }),
            value:
              attribute.type.text === 'boolean'
                ? { kind: 'no-value', type: 'boolean' }
                : { kind: 'plain', type: attribute.type.text },
          })),
          slots: element.slots.map(told),
          css: {
            parts: element.cssParts.map(told),
            properties: element.cssProperties.map((property) => ({
              ...told(property),
              ...(property.default === undefined ? {} : { default: property.default }),
            })),
          },
          js: {
            properties: fieldsOf(element).map((field) => ({
              ...told(field),
              type: field.type.text,
              ...(field.readonly === true ? { 'read-only': true } : {}),
            })),
            events: element.events.map((event) => ({ ...told(event), type: event.type.text })),
          },
        })),
      },
    },
  };
}
