/// <reference lib="dom" />
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { CDPSession, Page } from 'puppeteer-core';

const require = createRequire(import.meta.url);
let axeSource: Promise<string> | undefined;

const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

interface AxeResults {
  violations: { id: string; nodes: { target: unknown[]; failureSummary?: string }[] }[];
}

/**
 * What axe finds wrong with the element, as readable lines. Rules about whole pages stay out: the page around it is the
 * gallery's.
 * @param rules `all`, or only what another colour scheme can change
 */
export async function axeProblems(page: Page, rules: 'all' | 'colours'): Promise<string[]> {
  axeSource ??= readFile(require.resolve('axe-core/axe.min.js'), 'utf8');
  // By the debugger, past the page's policy, which allows no foreign script. Once for each page: it is half a megabyte.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(`${await axeSource}; undefined`);
  const options = {
    resultTypes: ['violations'],
    runOnly: rules === 'all' ? { type: 'tag', values: STANDARDS } : { type: 'rule', values: ['color-contrast'] },
    ...(rules === 'all' ? { rules: { region: { enabled: false } } } : {}),
  };
  const { violations } = await page.evaluate(async (wanted) => {
    const { axe } = globalThis as unknown as { axe: { run(context: unknown, options: unknown): Promise<AxeResults> } };
    const element = document.querySelector('tiktok-ads-provider');
    return element === null ? { violations: [] } : axe.run(element, wanted);
  }, options);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ target, failureSummary }) =>
        `axe ${id} at ${JSON.stringify(target)}: ${(failureSummary ?? '').replace(/\s+/g, ' ')}`,
    ),
  );
}

/** What goes wrong on a page while a scene is on it. */
export interface Complaints {
  /** Those since the last time they were asked for. */
  take(): string[];
}

/** Listens for errors of scripts and of the console, and for violations of the content security policy. */
export async function listenForComplaints(page: Page, session: CDPSession): Promise<Complaints> {
  let complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`page error: ${String(error)}`));
  page.on('console', (message) => {
    if (!['error', 'warn'].includes(message.type())) return;
    // The browser writes down every answer that is an error, also those that a scene wants.
    if (message.text().startsWith('Failed to load resource')) return;
    complaints.push(`console ${message.type()}: ${message.text()}`);
  });
  await session.send('Log.enable');
  session.on('Log.entryAdded', ({ entry }) => {
    if (entry.source === 'security' || entry.source === 'violation') complaints.push(`browser: ${entry.text}`);
  });
  return {
    take() {
      const taken = complaints;
      complaints = [];
      return taken;
    },
  };
}
