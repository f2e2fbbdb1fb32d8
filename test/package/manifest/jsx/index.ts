import type { Manifest } from '../schema.ts';
import { renderPreact } from './preact.ts';
import { renderReact } from './react.ts';
import { renderSolid } from './solid.ts';
import { renderSvelte } from './svelte.ts';
import { renderVue } from './vue.ts';

export const FRAMEWORKS = ['react', 'preact', 'solid', 'vue', 'svelte'] as const;
type Framework = (typeof FRAMEWORKS)[number];

const RENDER: Readonly<Record<Framework, (manifest: Manifest) => string>> = {
  react: renderReact,
  preact: renderPreact,
  solid: renderSolid,
  vue: renderVue,
  svelte: renderSvelte,
};

/** Files for `dist/jsx`: types, and an empty module for whoever imports one for its effect. */
export const renderJsx = (manifest: Manifest): { name: string; text: string }[] =>
  FRAMEWORKS.flatMap((framework) => [
    { name: `${framework}.d.ts`, text: RENDER[framework](manifest) },
    { name: `${framework}.js`, text: 'export {};\n' },
  ]);
