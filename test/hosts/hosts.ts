/** A host app of this folder: how it is made ready, and what is particular about it. */
export interface Host {
  readonly name: string;
  /** Its folder, when that is called otherwise. */
  readonly source?: string;
  /** Scripts of its package.json that check and build it, in this order; none for a page that nobody builds. */
  readonly scripts: readonly string[];
  /** Where the page to serve lies then. */
  readonly page: string;
  /** Where the framework's development build lies, if it has one. */
  readonly developmentPage?: string;
  /** A script that draws the app on a server, and what must be in the markup. */
  readonly serverScript?: string;
  /** More of the address. */
  readonly query?: string;
  readonly comesWithPage?: boolean;
  readonly hasClosedRoots?: boolean;
  readonly usesScriptTag?: boolean;
}

/** Apps that Vite builds, in production and in development, and that their framework can also draw on a server. */
const BUILT_BY_VITE = {
  page: 'dist',
  developmentPage: 'dist-dev',
  serverScript: 'dist-server/server.js',
  scripts: ['check', 'build', 'build:dev', 'build:server'],
} as const;

export const HOSTS: readonly Host[] = [
  { name: 'script-tag', scripts: [], page: '.', comesWithPage: true, usesScriptTag: true },
  { name: 'import-map', scripts: [], page: '.', comesWithPage: true },
  { ...BUILT_BY_VITE, name: 'react' },
  { ...BUILT_BY_VITE, name: 'react-18' },
  { ...BUILT_BY_VITE, name: 'vue' },
  { ...BUILT_BY_VITE, name: 'svelte' },
  { name: 'angular', scripts: ['check', 'build', 'build:dev'], page: 'dist', developmentPage: 'dist-dev' },
  { name: 'shadow-root', scripts: ['check', 'build'], page: 'dist' },
  {
    name: 'shadow-root-closed',
    source: 'shadow-root',
    scripts: ['check', 'build'],
    page: 'dist',
    query: '?closed',
    hasClosedRoots: true,
  },
];
