import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from '@swc/core';

// Which values each sentence takes, read from the types of its parameters in English: counts whose plural forms differ, names, lists,
// each member of a union.

const ENGLISH = 'widget/labels/en';
const COUNTS = [0, 1, 2, 3, 5, 11, 21, 100, 1_000_000];
const NAME = 'Kopi Pagi';
/** Files whose words are part of another group; the others are named like their group. */
const GROUPS: Readonly<Record<string, string>> = {
  connectNotice: 'connectButton',
  accountPicker: 'connectButton',
  exportWays: 'audienceExporter',
  exportReport: 'audienceExporter',
  exportRuns: 'audienceExporter',
  exportHistory: 'audienceExporter',
};
/** Of the combinations of values, so many. */
const MOST_COMBINATIONS = 300;

interface Node {
  type: string;
  [key: string]: unknown;
}

/** The values that each sentence is said with, by its path in the table. What has types of its own is left out. */
export function valuesOfSentences(): Map<string, unknown[][]> {
  const found = new Map<string, unknown[][]>();
  for (const file of readdirSync(ENGLISH)) {
    const { body } = parseSync(readFileSync(join(ENGLISH, file), 'utf8'), { syntax: 'typescript' });
    for (const statement of body as unknown as Node[]) {
      if (statement.type !== 'ExportDeclaration') continue;
      const { declarations = [] } = statement['declaration'] as { declarations?: Node[] };
      for (const { id, init } of declarations) {
        const name = (id as Node)['value'] as string;
        collect(init as Node, GROUPS[name] ?? name, found);
      }
    }
  }
  return found;
}

function collect(node: Node, path: string, found: Map<string, unknown[][]>): void {
  if (node.type === 'TsAsExpression') return collect(node['expression'] as Node, path, found);
  if (node.type === 'ArrowFunctionExpression') {
    const types = (node['params'] as Node[]).map(
      (parameter) => (parameter['typeAnnotation'] as Node | undefined)?.['typeAnnotation'] as Node,
    );
    const kinds = types.map(valuesOf);
    if (kinds.every((values) => values.length > 0)) found.set(path, combinations(kinds));
    return;
  }
  if (node.type !== 'ObjectExpression') return;
  for (const property of node['properties'] as Node[]) {
    if (property.type !== 'KeyValueProperty') continue;
    collect(property['value'] as Node, `${path}.${String((property['key'] as Node)['value'])}`, found);
  }
}

/** Empty for a type that is not one of the simple ones. */
function valuesOf(type: Node | undefined): unknown[] {
  switch (type?.type) {
    case 'TsKeywordType':
      return (
        { number: COUNTS, string: [NAME], boolean: [true, false], null: [null], undefined: [undefined] }[
          type['kind'] as string
        ] ?? []
      );
    case 'TsLiteralType':
      return [(type['literal'] as Node)['value']];
    case 'TsUnionType':
      return (type['types'] as Node[]).flatMap(valuesOf);
    case 'TsTypeOperator':
      return valuesOf(type['typeAnnotation'] as Node);
    case 'TsArrayType':
      return valuesOf(type['elemType'] as Node).length === 0 ? [] : [[NAME], [NAME, 'Lumen', 'Nomad']];
    case 'TsParenthesizedType':
      return valuesOf(type['typeAnnotation'] as Node);
    default:
      return [];
  }
}

function combinations(kinds: readonly unknown[][]): unknown[][] {
  let all: unknown[][] = [[]];
  for (const values of kinds) {
    // Of many values few go together with all the others: each is there, though not with each.
    const few = all.length * values.length > MOST_COMBINATIONS;
    all = few
      ? Array.from({ length: Math.max(all.length, values.length) }, (_, at) => [
          ...(all[at % all.length] ?? []),
          values[at % values.length],
        ])
      : all.flatMap((before) => values.map((value) => [...before, value]));
  }
  return all;
}
