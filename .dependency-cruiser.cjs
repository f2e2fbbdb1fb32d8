// Who may import whom: docs/architecture.md in executable form. It works on resolved paths and sees `import type`.
const NODE_MODULES = 'node_modules/';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'shared-is-pure',
      comment: 'The contract runs anywhere; only the identifiers need phone metadata.',
      severity: 'error',
      from: { path: '^shared/' },
      to: { pathNot: ['^shared/', `${NODE_MODULES}zod/`, `${NODE_MODULES}libphonenumber-js/`] },
    },
    {
      name: 'phone-metadata-only-in-identifiers',
      severity: 'error',
      from: { path: '^(shared|widget|server)/', pathNot: '^shared/identifiers/' },
      to: { path: `${NODE_MODULES}libphonenumber-js/` },
    },
    {
      name: 'widget-knows-no-server',
      severity: 'error',
      from: { path: '^widget/' },
      to: { path: ['^server/', '^demo/', '^test/'] },
    },
    {
      name: 'widget-runs-in-browsers',
      severity: 'error',
      from: { path: '^widget/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'element-internals',
      comment: 'An element composes another by its tag, through its define.ts.',
      severity: 'error',
      from: { path: '^widget/([^/]+)/' },
      to: {
        path: '^widget/',
        pathNot: [
          '^widget/$1/',
          '^widget/(client|controllers|element|events|labels|styles|worker)/',
          '^widget/provider/context\\.ts$',
          '^widget/[^/]+/define\\.ts$',
        ],
      },
    },
    {
      name: 'feature-doors',
      comment: 'A server feature reaches another through its index.ts.',
      severity: 'error',
      from: { path: '^server/([^/]+)/', pathNot: '^server/(tiktok|store|http|crypto|cli)/' },
      to: {
        path: '^server/',
        pathNot: [
          '^server/$1/',
          '^server/(deps|errors|config)\\.ts$',
          '^server/(crypto|http)/',
          '^server/store/[^/]+\\.ts$',
          '^server/tiktok/(client|errors)\\.ts$',
          '^server/tiktok/endpoints/',
          '^server/[^/]+/index\\.ts$',
        ],
      },
    },
    {
      name: 'features-know-no-database',
      severity: 'error',
      from: { path: '^server/', pathNot: '^server/store/' },
      to: { path: [`${NODE_MODULES}(drizzle-orm|better-sqlite3|pg)/`] },
    },
    {
      name: 'tiktok-knows-no-feature',
      severity: 'error',
      from: { path: '^server/tiktok/' },
      to: { path: ['^server/(?!tiktok/)', `${NODE_MODULES}(hono|@hono)/`] },
    },
    {
      name: 'store-knows-no-feature',
      severity: 'error',
      from: { path: '^server/store/' },
      to: { path: ['^server/(?!store/)', `${NODE_MODULES}(hono|@hono)/`] },
    },
    {
      name: 'hono-at-the-edge',
      severity: 'error',
      from: {
        path: '^server/',
        pathNot: ['^server/(app|index)\\.ts$', '^server/http/', 'routes\\.ts$', '^server/health/'],
      },
      to: { path: `${NODE_MODULES}(hono|@hono)/` },
    },
    {
      name: 'simulator-is-a-second-reading',
      comment: 'It shares nothing with the server, so that it can catch the server’s mistakes.',
      severity: 'error',
      from: { path: '^demo/simulator/' },
      to: { path: ['^server/', '^widget/', '^shared/'] },
    },
    {
      name: 'manifest-stands-alone',
      comment: 'The build runs it, so it leans on nothing that only tests have.',
      severity: 'error',
      from: { path: '^test/package/manifest/' },
      to: { path: '^(test|demo|server)/', pathNot: '^test/package/manifest/' },
    },
    {
      name: 'demo-uses-public-doors',
      severity: 'error',
      from: { path: '^demo/(?!simulator/)' },
      to: {
        path: '^(server|widget|shared)/',
        pathNot: [
          '^server/index\\.ts$',
          '^widget/(index|define)\\.ts$',
          '^widget/[^/]+/define\\.ts$',
          '^shared/index\\.ts$',
          '^shared/identifiers/index\\.ts$',
        ],
      },
    },
    {
      name: 'server-knows-no-demo',
      comment: 'The process door alone offers `simulate`.',
      severity: 'error',
      from: { path: '^server/', pathNot: '^server/(main\\.ts$|cli/)' },
      to: { path: ['^demo/', '^widget/', '^test/'] },
    },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|\\.tmp|data|test/hosts/[^/]+|test/package/consumer)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.js', '.d.ts', '.json'],
    },
  },
};
