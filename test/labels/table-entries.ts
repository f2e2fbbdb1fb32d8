/** Every string and sentence of a table, with the path to it. */
export function* entries(table: object, path = ''): Generator<[string, unknown]> {
  for (const [key, value] of Object.entries(table)) {
    const at = path === '' ? key : `${path}.${key}`;
    if (typeof value === 'object' && value !== null) yield* entries(value, at);
    else yield [at, value];
  }
}
