import type { Analysis, RawClass, RawMember, RawNamed } from './analyse.ts';
import type { DetailField, TypeReader } from './read-types.ts';
import type {
  Attribute,
  CssProperty,
  ElementDeclaration,
  ElementEvent,
  EventDeclaration,
  Field,
  Manifest,
  Method,
  Module,
} from './schema.ts';

// From what the analyzer found to what a customer is promised: public members only, paths of the compiled files, types
// written out, and every custom property that the styles read.

/** Elements with styles of their own derive from it. */
const STYLED_BASE = 'TikTokElement';
/** Where the analyzer sees an attribute because of `state: true`, there is none: those fields are protected. */
const isPublic = (member: RawMember): boolean =>
  member.static !== true && (member.privacy ?? 'public') === 'public' && !member.name.startsWith('#');

/**
 * The manifest of what the analyzer found, inner elements not yet added to those that hold them (`compose.ts`).
 *
 * @throws when a registered class is not among what was found
 */
export function tidy(
  { classes, registrations }: Analysis,
  types: TypeReader,
  tokens: readonly CssProperty[],
): Manifest {
  const eventPaths = new Map(
    [...classes].filter(([, { path }]) => path.startsWith('widget/events/')).map(([name, { path }]) => [name, path]),
  );
  const elements = registrations.flatMap(({ tag, className, path, definePath }): Module[] => {
    const raw = classes.get(className)?.declaration;
    if (raw === undefined) throw new Error(`${path} has no class ${className}`);
    const declaration = tidyElement(tag, path, raw, types, eventPaths);
    if (raw.members?.some(({ inheritedFrom }) => inheritedFrom?.name === STYLED_BASE) === true)
      declaration.cssProperties = [...tokens];
    const reference = { name: className, module: compiled(path) };
    return [
      {
        kind: 'javascript-module',
        path: compiled(path),
        declarations: [declaration],
        exports: [{ kind: 'js', name: className, declaration: reference }],
      },
      {
        kind: 'javascript-module',
        path: compiled(definePath),
        declarations: [],
        exports: [{ kind: 'custom-element-definition', name: tag, declaration: reference }],
      },
    ];
  });
  const events = [...eventPaths].map(([name, path]): Module => {
    const declaration = tidyEvent(path, classes.get(name)?.declaration ?? { kind: 'class', name }, types);
    return {
      kind: 'javascript-module',
      path: compiled(path),
      declarations: [declaration],
      exports: [{ kind: 'js', name, declaration: { name, module: compiled(path) } }],
    };
  });
  return { schemaVersion: '2.1.0', readme: 'README.md', modules: [...elements, ...events] };
}

function tidyElement(
  tagName: string,
  path: string,
  raw: RawClass,
  types: TypeReader,
  eventPaths: ReadonlyMap<string, string>,
): ElementDeclaration {
  const [summary = '', ...rest] = (raw.summary ?? '').split(/\n\s*\n/);
  const description = [...rest, raw.description ?? ''].map(oneLine).filter((text) => text !== '');
  const members = (raw.members ?? []).filter(isPublic);
  const fields = members
    .filter(({ kind }) => kind === 'field')
    .map((member) => tidyField(member, types.property(path, raw.name, member.name, member.type?.text ?? 'unknown')));
  const methods = members.filter(({ kind }) => kind === 'method').map(tidyMethod);
  return {
    kind: 'class',
    customElement: true,
    name: raw.name,
    tagName,
    summary: oneLine(summary),
    ...(description.length === 0 ? {} : { description: description.join('\n\n') }),
    superclass: { name: 'LitElement', package: 'lit' },
    members: [...fields, ...methods],
    attributes: fields.flatMap((field) => (field.attribute === undefined ? [] : [attributeOf(field, field.attribute)])),
    // A `dispatchEvent` in the class is found as well, without a name.
    events: (raw.events ?? [])
      .filter(({ name }) => (name as string | undefined) !== undefined)
      .map((event) => tidyEventOf(event, eventPaths)),
    slots: (raw.slots ?? []).map(named),
    cssParts: (raw.cssParts ?? []).map(named),
    cssProperties: (raw.cssProperties ?? []).map(named),
  };
}

function tidyField(member: RawMember, type: string): Field {
  const fallback = member.default === 'undefined' ? undefined : member.default;
  return {
    kind: 'field',
    name: member.name,
    ...described(member.description),
    type: { text: type },
    ...(fallback === undefined ? {} : { default: fallback }),
    ...(member.attribute === undefined ? {} : { attribute: member.attribute }),
    ...(member.reflects === true ? { reflects: true } : {}),
    ...(member.readonly === true ? { readonly: true } : {}),
  };
}

const attributeOf = (field: Field, name: string): Attribute => ({
  name,
  ...described(field.description),
  type: { text: field.type.text },
  ...(field.default === undefined ? {} : { default: field.default }),
  fieldName: field.name,
});

function tidyMethod(member: RawMember): Method {
  // `@param options.token` describes a part of a parameter, which the schema has no place for: it goes into the text.
  const parts = (member.parameters ?? []).filter(({ name }) => name.includes('.'));
  const parameters = (member.parameters ?? []).filter(({ name }) => !name.includes('.'));
  const told = parts.map(({ name, description }) => `- \`${name.split('.')[1] ?? ''}\`: ${oneLine(description ?? '')}`);
  return {
    kind: 'method',
    name: member.name,
    ...described([oneLine(member.description ?? ''), told.join('\n')].filter((text) => text !== '').join('\n\n')),
    ...(parameters.length === 0
      ? {}
      : {
          parameters: parameters.map(({ name, type, default: fallback, description, optional }) => ({
            name: name.startsWith('{') ? 'options' : name,
            ...described(description),
            ...(type === undefined ? {} : { type: { text: type.text } }),
            ...(fallback === undefined ? {} : { default: fallback }),
            ...(optional === true || fallback !== undefined ? { optional: true } : {}),
          })),
        }),
    ...(member.return === undefined ? {} : { return: { type: { text: member.return.type.text } } }),
  };
}

function tidyEventOf({ name, description, type }: RawNamed, eventPaths: ReadonlyMap<string, string>): ElementEvent {
  const text = type?.text ?? 'Event';
  const path = eventPaths.get(text);
  return {
    name,
    ...described(sentence(description?.replace(/^-\s*/, '') ?? '')),
    type: path === undefined ? { text } : { text, references: [{ name: text, module: compiled(path) }] },
  };
}

function tidyEvent(path: string, raw: RawClass, types: TypeReader): EventDeclaration {
  const fields = types.detail(path, raw.name);
  const told = fields.filter(({ description }) => description !== '');
  return {
    kind: 'class',
    name: raw.name,
    ...described(raw.description),
    superclass: { name: 'Event' },
    members: [
      {
        kind: 'field',
        name: 'detail',
        type: { text: `{ ${fields.map(fieldText).join('; ')} }` },
        readonly: true,
        ...described(told.map(({ name, description }) => `- \`${name}\`: ${description}`).join('\n')),
      },
    ],
  };
}

const fieldText = ({ name, type, isOptional }: DetailField): string => `${name}${isOptional ? '?' : ''}: ${type}`;

const sentence = (text: string): string =>
  text === '' ? '' : `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;

function named({ name, description }: RawNamed): { name: string; description?: string } {
  // The slot without a name is written `-` in a doc comment.
  return { name: name === '-' ? '' : name, ...described(description) };
}

const described = (text: string | undefined): { description?: string } => {
  const trimmed = (text ?? '').trim();
  return trimmed === ''
    ? {}
    : { description: trimmed.includes('\n- ') || trimmed.startsWith('- ') ? trimmed : oneLine(trimmed) };
};

const oneLine = (text: string): string => text.trim().replaceAll(/\s*\n\s*/g, ' ');

const compiled = (path: string): string => `dist/${path.replace(/\.ts$/, '.js')}`;
