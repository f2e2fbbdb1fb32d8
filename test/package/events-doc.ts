import { readFile, writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { EVENT_TYPES, type EventType, type EventTypeEntry } from '../../shared/event-types.ts';
import { EVENT_DATA } from '../../shared/events.ts';

// Writes the catalogue of events in docs/events.md from shared/event-types.ts and the schemas in shared/events.ts:
// `npm run docs:events`. A test fails while the two differ.

export const EVENTS_DOC = 'docs/events.md';
const BEGIN = '<!-- catalogue: written by `npm run docs:events` from shared/event-types.ts and shared/events.ts -->';
const END = '<!-- end of catalogue -->';

/** The document with its generated part made anew. @throws {Error} the marks of that part are gone */
export function withCatalogue(document: string): string {
  const start = document.indexOf(BEGIN);
  const end = document.indexOf(END);
  if (start === -1 || end < start) throw new Error(`${EVENTS_DOC} has lost the marks around the catalogue.`);
  return `${document.slice(0, start)}${BEGIN}\n\n${renderCatalogue()}\n\n${document.slice(end)}`;
}

function renderCatalogue(): string {
  const types = Object.entries<EventTypeEntry>(EVENT_TYPES) as [EventType, EventTypeEntry][];
  const rows = types.map(([type, { meaning, severity, group, needsYou, resolves, isListed }]) => {
    const cells = [
      code(type),
      isListed ? meaning : `${meaning} Not in the list.`,
      severity,
      group,
      needsYou ? 'yes' : '',
      resolves.map(code).join(', '),
    ];
    return `| ${cells.join(' | ')} |`;
  });
  const fields = groupBySchema(types.map(([type]) => type)).map(({ names, schema }) => {
    const heading = `**${names.map(code).join(', ')}**`;
    const properties = Object.entries(toProperties(schema));
    if (properties.length === 0) return `${heading}: nothing.`;
    return [heading, '', '| Field | Type | Meaning |', '| --- | --- | --- |', ...properties.map(renderField)].join(
      '\n',
    );
  });
  return [
    '| Type | What happened | Severity | Group | Needs you | Resolves |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
    '',
    'What `data` holds:',
    '',
    fields.join('\n\n'),
  ].join('\n');
}

/** Types that share a schema are told together, at the first of them. */
function groupBySchema(types: readonly EventType[]): { names: EventType[]; schema: z.ZodType }[] {
  const groups = new Map<z.ZodType, EventType[]>();
  for (const type of types) groups.set(EVENT_DATA[type], [...(groups.get(EVENT_DATA[type]) ?? []), type]);
  return [...groups].map(([schema, names]) => ({ schema, names }));
}

interface JsonSchema {
  type?: string | string[];
  description?: string;
  enum?: unknown[];
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  $ref?: string;
  properties?: Record<string, JsonSchema>;
  format?: string;
}

function toProperties(schema: z.ZodType): Record<string, JsonSchema> {
  return (z.toJSONSchema(schema) as JsonSchema).properties ?? {};
}

function renderField([name, schema]: [string, JsonSchema]): string {
  return `| ${code(name)} | ${typeText(schema)} | ${schema.description ?? ''} |`;
}

function typeText(schema: JsonSchema): string {
  if (schema.anyOf !== undefined) return schema.anyOf.map(typeText).join(' or ');
  if (schema.enum !== undefined) return schema.enum.map((value) => code(String(value))).join(', ');
  if (schema.$ref !== undefined) return code(schema.$ref.split('/').at(-1) ?? '');
  if (schema.type === 'array') return `list of ${typeText(schema.items ?? {})}`;
  if (schema.format === 'date-time') return 'instant';
  return schema.type === undefined ? 'anything' : [schema.type].flat().join(' or ');
}

function code(text: string): string {
  return `\`${text}\``;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await writeFile(EVENTS_DOC, withCatalogue(await readFile(EVENTS_DOC, 'utf8')));
}
