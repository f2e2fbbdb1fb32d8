import { escapeHtml } from './escape-html.ts';

interface SchemaLike {
  $ref?: string;
  type?: string | readonly string[];
  enum?: readonly unknown[];
  const?: unknown;
  properties?: Readonly<Record<string, SchemaLike>>;
  required?: readonly string[];
  items?: SchemaLike;
  additionalProperties?: boolean | SchemaLike;
  oneOf?: readonly SchemaLike[];
  anyOf?: readonly SchemaLike[];
  allOf?: readonly SchemaLike[];
  description?: string;
  format?: string;
}

/** A JSON schema the way a person would write the type down, as HTML; named schemas become links. */
export function describeSchema(schema: object, indent = ''): string {
  const {
    $ref,
    type,
    enum: values,
    properties,
    items,
    additionalProperties,
    description: _description,
    ...rest
  } = schema as SchemaLike;
  if ($ref !== undefined) {
    const name = escapeHtml($ref.split('/').at(-1) ?? '');
    return `<a href="#schema-${name}">${name}</a>`;
  }
  if (rest.const !== undefined) return escapeHtml(JSON.stringify(rest.const));
  if (values !== undefined) return values.map((value) => escapeHtml(JSON.stringify(value))).join(' | ');
  const branches = rest.oneOf ?? rest.anyOf;
  if (branches !== undefined) return branches.map((branch) => describeSchema(branch, indent)).join(' | ');
  if (rest.allOf !== undefined) return rest.allOf.map((branch) => describeSchema(branch, indent)).join(' &amp; ');
  if (properties !== undefined) return describeObject(properties, rest.required ?? [], indent);
  if (items !== undefined) return `Array&lt;${describeSchema(items, indent)}&gt;`;
  if (typeof additionalProperties === 'object') return `{ [name]: ${describeSchema(additionalProperties, indent)} }`;
  const types = Array.isArray(type) ? type.join(' | ') : String(type ?? 'any');
  return escapeHtml(rest.format === undefined ? types : `${types} (${rest.format})`);
}

function describeObject(
  properties: Readonly<Record<string, SchemaLike>>,
  required: readonly string[],
  indent: string,
): string {
  const inner = `${indent}  `;
  const lines = Object.entries(properties).map(([name, property]) => {
    const mark = required.includes(name) ? '' : '?';
    const note =
      property.description === undefined ? '' : ` <span class="note">// ${escapeHtml(property.description)}</span>`;
    return `${inner}${escapeHtml(name)}${mark}: ${describeSchema(property, inner)}${note}`;
  });
  return `{\n${lines.join('\n')}\n${indent}}`;
}
