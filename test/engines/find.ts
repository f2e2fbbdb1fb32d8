// Where the browsers of this machine are. Nothing here installs or downloads one: what is missing is named, with the
// command that would install it on Debian.

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { findBrowser } from '../support/browser.ts';

export const ENGINES = ['chromium', 'firefox', 'webkit'] as const;
export type EngineName = (typeof ENGINES)[number];

/** What an engine is run with. */
export interface FoundEngine {
  readonly name: EngineName;
  /** As the browser says it, or '' when it says nothing. */
  readonly version: string;
  /** The browser's program. */
  readonly path: string;
  /** WebKit: the W3C WebDriver server. */
  readonly driver?: string;
  /** WebKit: the virtual screen, when there is one. */
  readonly screen?: string;
}

/** An engine that is not there, why, and what would install it. */
export interface MissingEngine {
  readonly name: EngineName;
  readonly missing: string;
  readonly install: string;
}

const FIREFOX_PATHS = [
  '/usr/bin/firefox-esr',
  '/usr/bin/firefox',
  '/snap/bin/firefox',
  '/Applications/Firefox.app/Contents/MacOS/firefox',
];
const MINI_BROWSER_PATHS = ['x86_64-linux-gnu', 'aarch64-linux-gnu', 'arm-linux-gnueabihf', '.']
  .flatMap((folder) => ['webkit2gtk-4.1', 'webkitgtk-6.0', 'webkit2gtk-4.0'].map((name) => `${folder}/${name}`))
  .flatMap((name) => [`/usr/lib/${name}/MiniBrowser`, `/usr/libexec/${name}/MiniBrowser`]);
const INSTALL = 'apt-get install -y --no-install-recommends';

/** A program that a variable names, one on the PATH, or one at a known place; undefined when there is none. */
function findProgram(variable: string, names: readonly string[], paths: readonly string[] = []): string | undefined {
  const named = process.env[variable];
  if (named !== undefined && named !== '') {
    if (!existsSync(named)) throw new Error(`${variable} points at ${named}, where there is no file`);
    return named;
  }
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...onPath, ...paths].find((path) => existsSync(path));
}

/** '' where the program does not say: a version is only shown, never asked about. */
async function versionOf(path: string): Promise<string> {
  const said = await promisify(execFile)(path, ['--version'], { timeout: 20_000 }).catch(() => ({ stdout: '' }));
  return said.stdout.trim().split('\n')[0] ?? '';
}

async function findChromium(): Promise<FoundEngine | MissingEngine> {
  try {
    const path = await findBrowser();
    return { name: 'chromium', path, version: await versionOf(path) };
  } catch (error) {
    return { name: 'chromium', missing: (error as Error).message, install: `${INSTALL} chromium` };
  }
}

async function findFirefox(): Promise<FoundEngine | MissingEngine> {
  const path = findProgram('FIREFOX_PATH', ['firefox-esr', 'firefox'], FIREFOX_PATHS);
  if (path !== undefined) return { name: 'firefox', path, version: await versionOf(path) };
  const missing = 'no Firefox on the PATH, and FIREFOX_PATH is not set';
  return { name: 'firefox', missing, install: `${INSTALL} firefox-esr` };
}

async function findWebKit(): Promise<FoundEngine | MissingEngine> {
  const driver = findProgram('WEBKIT_DRIVER_PATH', ['WebKitWebDriver']);
  const path = findProgram('MINIBROWSER_PATH', ['MiniBrowser'], MINI_BROWSER_PATHS);
  const screen = findProgram('XVFB_PATH', ['Xvfb']);
  const hasScreen = screen !== undefined || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
  if (driver === undefined || path === undefined || !hasScreen) {
    const lacking = [
      ...(driver === undefined ? ['WebKitWebDriver (WEBKIT_DRIVER_PATH)'] : []),
      ...(path === undefined ? ['MiniBrowser (MINIBROWSER_PATH)'] : []),
      ...(hasScreen ? [] : ['a screen or Xvfb (XVFB_PATH)']),
    ];
    return {
      name: 'webkit',
      missing: `not found: ${lacking.join(', ')}`,
      install: `${INSTALL} webkit2gtk-driver xvfb`,
    };
  }
  // Neither program says its version without opening a screen.
  const found = { name: 'webkit', path, driver, version: 'WebKitGTK' } as const;
  return screen === undefined ? found : { ...found, screen };
}

const FINDERS: Readonly<Record<EngineName, () => Promise<FoundEngine | MissingEngine>>> = {
  chromium: findChromium,
  firefox: findFirefox,
  webkit: findWebKit,
};

/**
 * Looks for an engine: by its variable (`CHROME_PATH`, `FIREFOX_PATH`, `WEBKIT_DRIVER_PATH`, `MINIBROWSER_PATH`,
 * `XVFB_PATH`), on the PATH, at the places where Debian, snap and macOS put it.
 * @throws when a variable points where there is no file: somebody meant it, so it is not passed over.
 */
export function findEngine(name: EngineName): Promise<FoundEngine | MissingEngine> {
  return FINDERS[name]();
}

/** @throws when the engine is not there, saying what installs it. */
export async function requireEngine(name: EngineName): Promise<FoundEngine> {
  const found = await findEngine(name);
  if ('missing' in found) throw new Error(`${name}: ${found.missing}. To install it: ${found.install}`);
  return found;
}
