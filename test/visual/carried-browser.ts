import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, launch } from 'puppeteer-core';
import { BROWSER_ARGUMENTS, unpackCarriedBrowser } from '../support/browser.ts';

/** Whatever depends on screen, graphics card or desktop settings, switched off. */
const STEADY_ARGUMENTS = [
  '--font-render-hinting=none',
  '--disable-lcd-text',
  '--disable-font-subpixel-positioning',
  '--force-color-profile=srgb',
  '--force-device-scale-factor=1',
  '--hide-scrollbars',
  '--lang=en-US',
  // A mouse, which a headless browser lacks; touch emulation takes its place at the smallest width.
  '--blink-settings=primaryHoverType=2,availableHoverTypes=2,primaryPointerType=4,availablePointerTypes=4',
  '--disable-skia-runtime-opts',
  '--disable-partial-raster',
];

/** The browser that takes the pictures: always the one from the npm package, and with no fonts but those beside it. */
export async function launchCarriedBrowser(): Promise<Browser> {
  const { executablePath, folder } = await unpackCarriedBrowser();
  const fontFile = join(folder, 'pictures-fonts.conf');
  const cacheFolder = join(folder, 'fonts-cache');
  mkdirSync(cacheFolder, { recursive: true });
  writeFileSync(
    fontFile,
    `<?xml version="1.0"?><fontconfig><dir>${join(folder, 'fonts')}</dir><cachedir>${cacheFolder}</cachedir><config/></fontconfig>\n`,
  );
  return launch({
    executablePath,
    args: [...BROWSER_ARGUMENTS, ...STEADY_ARGUMENTS],
    env: { ...process.env, FONTCONFIG_FILE: fontFile, LANG: 'en_US.UTF-8', TZ: 'UTC' },
  });
}
