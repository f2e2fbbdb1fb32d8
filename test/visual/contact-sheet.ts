import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SceneGroup } from '../../demo/gallery/scenes/index.ts';
import { viewsOf } from './photograph.ts';

// All pictures on one page, to be opened from the folder it lies in: plain HTML and CSS, no server and no script.

const STYLE = `
:root { color-scheme: light dark; --line: light-dark(#dde1e5, #32383f); --muted: light-dark(#5a636d, #a2abb4); }
body { margin: 0 auto; max-width: 1920px; padding: 24px; font: 14px/20px system-ui, sans-serif; }
h1 { font-size: 22px; margin: 0; }
h2 { font-size: 18px; margin: 48px 0 0; padding-bottom: 8px; border-bottom: 1px solid var(--line); }
h3 { font-size: 14px; margin: 24px 0 8px; }
h3 code, .sum, figcaption { color: var(--muted); font-weight: 400; font-size: 12px; }
nav { display: flex; flex-wrap: wrap; gap: 8px 16px; margin-top: 12px; }
.row { display: grid; grid-template-columns: repeat(6, minmax(0, 1fr)); gap: 12px; align-items: start; }
@media (width < 900px) { .row { grid-template-columns: repeat(2, minmax(0, 1fr)); } }
figure { margin: 0; }
a.shot { display: block; max-height: 320px; overflow: hidden; border: 1px solid var(--line); border-radius: 6px; }
img { display: block; width: 100%; height: auto; }
.absent { padding: 24px 8px; border: 1px dashed var(--line); border-radius: 6px; color: var(--muted); font-size: 12px; }
`;

/** Writes `test/visual/contact-sheet.html`: every scene with its pictures, grouped by element. */
export function writeContactSheet(root: string, groups: readonly SceneGroup[]): void {
  const folder = join(root, 'test', 'visual');
  const filled = groups.filter(({ scenes }) => scenes.length > 0);
  const count = filled.reduce((sum, { scenes }) => sum + scenes.length, 0);
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Contact sheet</title>
<style>${STYLE}</style>
</head>
<body>
<h1>Contact sheet</h1>
<p class="sum">${count} scenes at 360, 768 and 1280 pixels, light and dark. Made by <code>npm run gallery:shots</code>.</p>
<nav aria-label="Elements">${filled.map(({ element, title }) => `<a href="#${element}">${escape(title)}</a>`).join('\n')}</nav>
${filled.map((group) => drawGroup(group, folder)).join('\n')}
</body>
</html>
`;
  writeFileSync(join(folder, 'contact-sheet.html'), html);
}

function drawGroup({ element, title, scenes }: SceneGroup, folder: string): string {
  const rows = scenes.map((scene) => {
    const figures = [...viewsOf(scene)]
      .sort(byWidth)
      .map((view) => drawFigure(`baseline/${element}/${scene.id}-${view}.png`, view, folder));
    return `<section>
<h3 id="${element}/${scene.id}">${escape(scene.title)} <code>${element}/${scene.id}</code></h3>
<div class="row">
${figures.join('\n')}
</div>
</section>`;
  });
  return `<h2 id="${element}">${escape(title)} <span class="sum">${scenes.length}</span></h2>\n${rows.join('\n')}`;
}

/** Phones first; a skin after the plain pictures. */
function byWidth(one: string, other: string): number {
  const rank = (view: string): number => Number.parseInt(view, 10) + (view.split('-').length > 2 ? 10_000 : 0);
  return rank(one) - rank(other);
}

function drawFigure(path: string, view: string, folder: string): string {
  const file = join(folder, path);
  if (!existsSync(file))
    return `<figure><div class="absent">No picture yet</div><figcaption>${view}</figcaption></figure>`;
  const { width, height } = sizeOf(readFileSync(file));
  return `<figure><a class="shot" href="${path}"><img src="${path}" alt="${view}" width="${width}" height="${height}" loading="lazy" decoding="async"></a><figcaption>${view}</figcaption></figure>`;
}

/** From the header of a PNG file. */
function sizeOf(png: Buffer): { width: number; height: number } {
  return { width: png.readUInt32BE(16), height: png.readUInt32BE(20) };
}

function escape(text: string): string {
  return text.replace(/[&"<>]/g, (character) => `&#${character.charCodeAt(0)};`);
}
