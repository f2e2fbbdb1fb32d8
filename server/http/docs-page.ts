import { createHash } from 'node:crypto';
import { ERROR_CODES, ERROR_TITLES } from '../../shared/errors.ts';
import { ERROR_STATUS } from '../errors.ts';
import { escapeHtml } from './escape-html.ts';
import type { OpenApiDocument } from './openapi-document.ts';
import { describeSchema } from './schema-text.ts';
import { STYLE } from './docs-style.ts';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** Nothing but this page's own style may load or run. */
export const DOCS_CSP = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

type Operation = NonNullable<NonNullable<OpenApiDocument['paths']>[string]['get']>;
interface Call {
  method: string;
  path: string;
  operation: Operation;
}

/** The reference as one page without scripts: every call, every schema, every error code. */
export function renderDocsPage(document: OpenApiDocument): string {
  const calls = listCalls(document);
  const tags = [...new Set(calls.map(tagOf))];
  const schemas = Object.entries(document.components?.schemas ?? {}).sort(([a], [b]) => a.localeCompare(b));
  const title = `${document.info.title} ${document.info.version}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<header><h1>${escapeHtml(title)}</h1>${paragraphs(document.info.description ?? '')}
<p><a href="openapi.json">openapi.json</a></p></header>
<nav aria-label="Calls">${tags
    .map(
      (tag) =>
        `<h2>${escapeHtml(tag)}</h2><ul>${calls
          .filter((call) => tagOf(call) === tag)
          .map(link)
          .join('')}</ul>`,
    )
    .join('')}
<h2>Reference</h2><ul><li><a href="#schemas">Schemas</a></li><li><a href="#errors">Error codes</a></li></ul></nav>
<main>
${tags
  .map(
    (tag) =>
      `<section><h2>${escapeHtml(tag)}</h2>${calls
        .filter((call) => tagOf(call) === tag)
        .map(renderCall)
        .join('\n')}</section>`,
  )
  .join('\n')}
<section id="schemas"><h2>Schemas</h2>
${schemas.map(([name, schema]) => `<article id="schema-${escapeHtml(name)}"><h3>${escapeHtml(name)}</h3><pre>${describeSchema(schema)}</pre></article>`).join('\n')}
</section>
<section id="errors"><h2>Error codes</h2>
<table><thead><tr><th scope="col">Code</th><th scope="col">Status</th><th scope="col">Meaning</th></tr></thead><tbody>
${ERROR_CODES.map((code) => `<tr id="error-${code}"><td><code>${code}</code></td><td>${ERROR_STATUS[code]}</td><td>${escapeHtml(ERROR_TITLES[code])}</td></tr>`).join('\n')}
</tbody></table></section>
</main>
</body>
</html>
`;
}

function listCalls(document: OpenApiDocument): Call[] {
  return Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method];
      return operation === undefined ? [] : [{ method: method.toUpperCase(), path, operation }];
    }),
  );
}

const tagOf = ({ operation }: Call): string => operation.tags?.[0] ?? 'Other';
const anchorOf = ({ operation, method, path }: Call): string => operation.operationId ?? `${method}${path}`;

function link(call: Call): string {
  return `<li><a href="#${escapeHtml(anchorOf(call))}">${escapeHtml(call.operation.summary ?? call.path)}</a></li>`;
}

function renderCall(call: Call): string {
  const { method, path, operation } = call;
  return `<article id="${escapeHtml(anchorOf(call))}"><h3><span class="method">${method}</span> <code>${escapeHtml(path)}</code></h3>
<p>${escapeHtml(operation.summary ?? '')}</p>${paragraphs(operation.description ?? '')}
<p class="who">${who(operation)}</p>
${actions(operation)}${parameters(operation)}${requestBody(operation)}${responses(operation)}</article>`;
}

function who(operation: Operation): string {
  const schemes = (operation.security ?? []).map((way) => Object.keys(way));
  if (schemes.length === 0) return 'Anybody may call this.';
  return schemes.some((way) => way.includes('session'))
    ? 'With a session token or a host key.'
    : 'With a host key only.';
}

/** What the calls of a family do to the control matrix; see pass-through/openapi.ts. */
function actions(operation: Operation): string {
  const byPath: unknown = operation['x-actions'];
  if (typeof byPath !== 'object' || byPath === null) return '';
  const rows = Object.entries(byPath).map(
    ([path, does]) => `<tr><td><code>${escapeHtml(path)}</code></td><td>${escapeHtml(String(does))}</td></tr>`,
  );
  if (rows.length === 0) return '';
  return `<details><summary>What ${rows.length} calls do</summary><table><thead><tr><th scope="col">Call</th><th scope="col">Actions</th></tr></thead><tbody>${rows.join('')}</tbody></table></details>`;
}

function parameters(operation: Operation): string {
  const rows = (operation.parameters ?? []).flatMap((parameter) => {
    if (!('in' in parameter)) return [];
    const { name, in: place, required, schema, description } = parameter;
    return [
      `<tr><td><code>${escapeHtml(name)}</code>${required === true ? ' (required)' : ''}</td><td>${escapeHtml(place)}</td><td>${describeSchema(schema ?? {})}</td><td>${inline(description ?? '')}</td></tr>`,
    ];
  });
  if (rows.length === 0) return '';
  return `<table><thead><tr><th scope="col">Parameter</th><th scope="col">In</th><th scope="col">Type</th><th scope="col">Meaning</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function requestBody(operation: Operation): string {
  const body = operation.requestBody;
  if (body === undefined || !('content' in body)) return '';
  return Object.entries(body.content)
    .map(
      ([type, { schema }]) =>
        `<h4>Body <code>${escapeHtml(type)}</code></h4><pre>${describeSchema(schema ?? {})}</pre>`,
    )
    .join('');
}

function responses(operation: Operation): string {
  const all = operation.responses;
  const rows = Object.entries(all ?? {}).map(([status, { description, content }]) => {
    const isProblem = content?.['application/problem+json'] !== undefined;
    const types = isProblem
      ? ''
      : Object.entries<{ schema?: object }>(content ?? {})
          .map(([type, media]) => `<code>${escapeHtml(type)}</code> ${describeSchema(media.schema ?? {})}`)
          .join('<br>');
    return `<tr><td>${escapeHtml(status)}</td><td>${isProblem ? errorLinks(description ?? '') : inline(description ?? '')}</td><td>${types}</td></tr>`;
  });
  return `<table><thead><tr><th scope="col">Status</th><th scope="col">Meaning</th><th scope="col">Body</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function errorLinks(description: string): string {
  return inline(description).replace(/<code>([a-z_]+)<\/code>/g, '<a href="#error-$1"><code>$1</code></a>');
}

function paragraphs(text: string): string {
  return text
    .split('\n\n')
    .filter((part) => part !== '')
    .map((part) => `<p>${inline(part)}</p>`)
    .join('');
}

/** Text with `code` in backquotes, the only mark-up that the descriptions use. */
function inline(text: string): string {
  return escapeHtml(text).replace(/`([^`]+)`/g, '<code>$1</code>');
}
