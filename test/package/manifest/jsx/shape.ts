import { type ElementDeclaration, elementsOf, eventClassesOf, type Field, fieldsOf, type Manifest } from '../schema.ts';

// What all frameworks' types are made of. Types are never copied: each is looked up in the element's own class, and an
// event's class is imported.

const WIDGET = '../widget/index.js';

export interface Shape {
  readonly tag: string;
  readonly className: string;
  readonly doc: string;
  /** Properties that a page may set. */
  readonly properties: readonly Field[];
  readonly attributes: readonly Field[];
  readonly events: readonly { name: string; type: string; description: string }[];
}

/** One for each tag. Around the provider everything that bubbles out of it can be heard, too. */
export function shapesOf(manifest: Manifest): Shape[] {
  const elements = elementsOf(manifest);
  return elements.map((element) => {
    const fields = fieldsOf(element).filter(({ readonly }) => readonly !== true);
    return {
      tag: element.tagName,
      className: element.name,
      doc: [element.summary, ...(element.description === undefined ? [] : [element.description])].join('\n\n'),
      properties: fields,
      attributes: fields.filter(({ attribute }) => attribute !== undefined),
      events: eventsAt(element, elements).map(({ name, type, description }) => ({
        name,
        type: type.text,
        description: description ?? '',
      })),
    };
  });
}

function eventsAt(element: ElementDeclaration, elements: readonly ElementDeclaration[]): ElementDeclaration['events'] {
  if (!element.slots.some(({ name }) => name === '')) return element.events;
  const events = [...element.events];
  for (const other of elements.flatMap((each) => each.events)) {
    if (other.name.startsWith('tiktok-') && !events.some(({ name }) => name === other.name)) events.push(other);
  }
  return events;
}

/** `import type` of every class that the types name. */
export const importClasses = (manifest: Manifest): string =>
  `import type {\n${[...elementsOf(manifest), ...eventClassesOf(manifest)]
    .map(({ name }) => name)
    .sort()
    .map((name) => `  ${name},\n`)
    .join('')}} from '${WIDGET}';\n`;

function docComment(text: string | undefined, indent = '  '): string {
  if (text === undefined || text === '') return '';
  const lines = text.replaceAll('*/', '*\\/').split('\n');
  if (lines.length === 1) return `${indent}/** ${lines[0] ?? ''} */\n`;
  return `${indent}/**\n${lines.map((line) => `${indent} *${line === '' ? '' : ` ${line}`}\n`).join('')}${indent} */\n`;
}

const key = (name: string): string => (/^[a-zA-Z_$][\w$]*$/.test(name) ? name : `'${name}'`);

/** A line of an interface, `allowToken?: …`, with its comment. */
export const member = (name: string, type: string, doc?: string, indent?: string): string =>
  `${docComment(doc, indent)}${indent ?? '  '}${key(name)}?: ${type};\n`;

/** The type of a property as its class has it. With `exactOptionalPropertyTypes`, undefined has to be said. */
export const propertyType = (shape: Shape, { name }: Field): string => `${shape.className}['${name}'] | undefined`;

/** Whether the attribute is there or not, whatever its value. */
export const isBoolean = ({ type }: Field): boolean => type.text === 'boolean';

/**
 * Properties and attributes side by side, each name once: where both are called the same, the property's type holds.
 * `booleans` is the type of an attribute that is there or not: Vue and Svelte write `false` as the word, which would be there.
 */
export function bindings(shape: Shape, { booleans }: { booleans: string }): string {
  const properties = shape.properties.map((field) => member(field.name, propertyType(shape, field), field.description));
  const attributes = shape.attributes
    .filter(({ name, attribute }) => attribute !== name)
    .map((field) =>
      member(field.attribute ?? '', isBoolean(field) ? booleans : propertyType(shape, field), field.description),
    );
  return [...properties, ...attributes].join('');
}

/** Listeners named as the events are: `'ontiktok-export-finished'?: …`. */
export const listeners = (shape: Shape): string =>
  shape.events
    .map(({ name, type, description }) => member(`on${name}`, `((event: ${type}) => void) | undefined`, description))
    .join('');

/** One interface of an element's own props, `TikTokConnectButtonProps`. */
export const propsInterface = (shape: Shape, body: string, suffix = 'Props'): string =>
  `${docComment(shape.doc, '')}export interface ${shape.className}${suffix} {\n${body}}\n`;

/** What a framework's own interface of tags gets: one member for each element. */
export const tagMembers = (shapes: readonly Shape[], type: (shape: Shape) => string, indent: string): string =>
  shapes.map((shape) => `${docComment(shape.doc, indent)}${indent}'${shape.tag}': ${type(shape)};\n`).join('');
