import type { Export, ExportReport } from '../../../shared/index.ts';
import type { Bend, Person, StagedExport } from '../scene.ts';

// What the scenes of one export have in common.

export const NAME = 'Spring shoppers';

/** One export that is opened from the history. */
export const staged = (until: StagedExport['until'], change: Partial<StagedExport> = {}) => ({
  audiences: 1,
  exports: [{ audience: NAME, people: 3_000, until, ...change }],
});

/** Opens the only export of the history. */
export const open = (person: Person): Promise<void> => person.press('button', /^Open the export of/);

/**
 * Changes what the server says about each export, and in the report before sending: for what would take days, or millions of
 * people.
 */
export function as(
  change: Partial<Export> | ((real: Export) => Partial<Export>),
  report: Partial<ExportReport> = {},
): readonly Bend[] {
  const bent = (real: Export): Export => ({ ...real, ...(typeof change === 'function' ? change(real) : change) });
  const counts = typeof change === 'object' && change.counts !== undefined ? { counts: change.counts } : {};
  const one = (body: Export | ExportReport) => ('findings' in body ? { ...body, ...counts, ...report } : bent(body));
  const list = (body: { items: Export[] }) => ({ ...body, items: body.items.map(bent) });
  return [
    { path: '/v1/exports/*', method: 'GET', kind: 'rewrite', change: one },
    { path: '/v1/exports', method: 'GET', kind: 'rewrite', change: list },
    { path: '/v1/exports/*', method: 'POST', kind: 'rewrite', change: one },
  ];
}
