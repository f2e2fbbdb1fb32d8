import { readFile, writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { OUTCOMES, RETURN_CODES, type ReturnCode, UNKNOWN_CODE } from '../../server/tiktok/index.ts';

// Writes the part of docs/errors.md that is about TikTok's return codes from server/tiktok/outcomes.ts:
// `npm run docs:errors`. A test fails while the two differ.

export const ERRORS_DOC = 'docs/errors.md';
const BEGIN = '<!-- return codes: written by `npm run docs:errors` from server/tiktok/outcomes.ts -->';
const END = '<!-- end of return codes -->';

/** The document with its generated part made anew. @throws {Error} the marks of that part are gone */
export function withReturnCodes(document: string): string {
  const start = document.indexOf(BEGIN);
  const end = document.indexOf(END);
  if (start === -1 || end < start) throw new Error(`${ERRORS_DOC} has lost the marks around TikTok's return codes.`);
  return `${document.slice(0, start)}${BEGIN}\n\n${renderReturnCodes()}\n\n${document.slice(end)}`;
}

function renderReturnCodes(): string {
  const outcomes = Object.entries(OUTCOMES).map(([outcome, meaning]) => `- **${words(outcome)}**: ${meaning}`);
  const rows = [...RETURN_CODES, UNKNOWN_CODE].map(renderRow);
  return [
    ...outcomes,
    '',
    '| TikTok’s code | Meaning | Outcome | Code here |',
    '| --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

function renderRow({ codes, text, meaning, outcome, error }: ReturnCode): string {
  const told = codes.map((each) => (typeof each === 'number' ? String(each) : `${each[0]}–${each[1]}`)).join(', ');
  const code = `${told === '' ? 'others' : told}${text === undefined ? '' : `, where the text ${text.says}`}`;
  return `| ${code} | ${meaning} | ${words(outcome)} | ${error === null ? '' : `\`${error}\``} |`;
}

function words(outcome: string): string {
  return outcome.replaceAll('_', ' ');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await writeFile(ERRORS_DOC, withReturnCodes(await readFile(ERRORS_DOC, 'utf8')));
}
