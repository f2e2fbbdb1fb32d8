import { describeError, type ErrorLine } from '../log.ts';

/** What to print of an error nobody caught: names, messages and where, cause by cause, but none of the values it carries. */
export function crashReport(error: unknown): string {
  const lines: string[] = [];
  for (let each: ErrorLine | undefined = describeError(error); each !== undefined; each = each.cause) {
    lines.push(`${lines.length === 0 ? 'Crashed' : 'Caused by'}: ${each.type}: ${each.message}`);
    if (each.stack !== '') lines.push(each.stack);
  }
  return `${lines.join('\n')}\n`;
}
