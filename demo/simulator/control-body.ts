import { isRecord, parseExactJson } from './exact-json.ts';

/**
 * The JSON object of a control call; an empty body is an empty object.
 *
 * @param known the fields it may have; any when not given
 * @throws {TypeError | SyntaxError} with a sentence saying what is wrong
 */
export async function readBody(request: Request, known?: readonly string[]): Promise<Record<string, unknown>> {
  const text = await request.text();
  const body: unknown = text.trim() === '' ? {} : parseExactJson(text);
  if (!isRecord(body)) throw new TypeError('the body must be a JSON object');
  const unknown = known === undefined ? undefined : Object.keys(body).find((key) => !known.includes(key));
  if (unknown !== undefined) throw new TypeError(`unknown field "${unknown}"`);
  return body;
}
