import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

const INSTALLED = [
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** Root may not use Chrome's sandbox. Never @sparticuz/chromium's own argument list: it switches web security off. */
export const BROWSER_ARGUMENTS: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * The path of a Chrome or Chromium: `CHROME_PATH` if set, an installed one, or else the one that the dev dependency
 * `@sparticuz/chromium` carries in its npm package (Linux x64).
 * @throws when there is none, saying what to do.
 */
export async function findBrowser(): Promise<string> {
  const named = process.env['CHROME_PATH'];
  if (named !== undefined && named !== '') {
    if (!existsSync(named)) throw new Error(`CHROME_PATH points at ${named}, where there is no file`);
    return named;
  }
  const installed = INSTALLED.find((path) => existsSync(path));
  if (installed !== undefined) return installed;
  if (process.platform !== 'linux') throw new Error('No Chrome or Chromium found. Install one, or set CHROME_PATH.');
  return (await unpackCarriedBrowser()).executablePath;
}

/** A browser out of an npm package, the same on every machine, and the few fonts that came with it. */
export interface CarriedBrowser {
  readonly executablePath: string;
  /** Holds `fonts/`. */
  readonly folder: string;
}

/**
 * Unpacks the browser that `@sparticuz/chromium` carries, once for each version, into `CARRIED_BROWSER_FOLDER` or a folder of
 * its own among the temporary ones. Linux x64 only.
 */
export async function unpackCarriedBrowser(): Promise<CarriedBrowser> {
  // Its package.json is no export; node_modules is where it lies.
  const manifest = join(PROJECT, 'node_modules', '@sparticuz', 'chromium', 'package.json');
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
  // It unpacks into $TMPDIR and reuses whatever lies there, also another version's file: give each version its folder.
  const folder = process.env['CARRIED_BROWSER_FOLDER'] ?? join(tmpdir(), `tiktok-ads-connect-chromium-${version}`);
  mkdirSync(folder, { recursive: true });
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = folder;
  // Without a desktop's libnss3 it must bring its own libraries, which it does when it believes to be on a Lambda.
  const hasNss = [
    '/usr/lib/x86_64-linux-gnu/libnss3.so',
    '/usr/lib64/libnss3.so',
    '/lib/x86_64-linux-gnu/libnss3.so',
  ].some((path) => existsSync(path));
  if (!hasNss) process.env['AWS_LAMBDA_JS_RUNTIME'] = 'nodejs20.x';
  try {
    const { default: chromium } = await import('@sparticuz/chromium');
    return { executablePath: await chromium.executablePath(), folder };
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
}
