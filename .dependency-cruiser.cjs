// The import law of the design, §4. A rule's comment is what the check prints: it says what to do.

/** Files without IO that are no `*.rules.ts`: shapes, and errors to be told apart. */
const shapes = [
  '^src/channels/meta/(attachments|graph-error|graph-shapes|webhook-event)[.]ts$',
  '^src/platform/outgoing/outgoing-error[.]ts$',
  '^src/platform/secrets/secret-error[.]ts$',
];
const pureFiles = [
  '^src/contracts/',
  '^src/scorer/',
  '^src/automation/model/',
  '[.]rules[.]ts$',
  ...shapes,
];
/** Of these, rules use only what computes: hashes and isIP. */
const computing = [
  '(^|/)node_modules/(zod|ipaddr[.]js|luxon|@types/luxon)/',
  '^(node:)?(crypto|net)$',
];

const tests = '([.]test|[.]fixture)[.]tsx?$|/test-[^/]+[.]ts$';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      comment: 'Files that import each other cannot be read or tested alone: move the shared part.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'contracts-import-nothing-of-ours',
      comment: 'src/contracts is read by server, web and command line: Zod and itself alone.',
      severity: 'error',
      from: { path: '^src/contracts/' },
      to: { pathNot: '^src/contracts/|(^|/)node_modules/zod/' },
    },
    {
      name: 'rules-are-pure',
      // Types are erased before anything runs: they may come from where the other laws allow.
      comment: '*.rules.ts decide and do no IO: pass what they need in, or import a pure file.',
      severity: 'error',
      from: { path: '[.]rules[.]ts$' },
      to: { pathNot: [...pureFiles, ...computing], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'pure-files-are-pure',
      comment: 'A file that *.rules.ts may import must itself import pure files alone.',
      severity: 'error',
      from: { path: shapes },
      to: { pathNot: [...pureFiles, ...computing] },
    },
    {
      name: 'scorer-is-pure',
      comment: 'src/scorer reads text alone: no IO, no database, nothing but contracts and itself.',
      severity: 'error',
      from: { path: '^src/scorer/', pathNot: tests },
      to: { pathNot: '^src/(scorer|contracts)/' },
    },
    {
      name: 'platform-knows-no-business',
      comment: 'src/platform is technology: it imports contracts and itself.',
      severity: 'error',
      from: { path: '^src/platform/', pathNot: tests },
      to: { path: '^(src|web)/', pathNot: '^src/(platform|contracts)/' },
    },
    {
      name: 'channels-are-leaves',
      comment: 'src/channels/<provider> imports platform, contracts and itself.',
      severity: 'error',
      from: { path: '^src/channels/([^/]+)/', pathNot: tests },
      to: { path: '^(src|web)/', pathNot: '^src/(channels/$1|platform|contracts)/' },
    },
    {
      name: 'sandbox-is-a-leaf',
      comment:
        'src/sandbox stands in for others: it must not share our code, or it shares our faults.',
      severity: 'error',
      from: { path: '^src/sandbox/', pathNot: tests },
      to: { path: '^(src|web)/', pathNot: '^src/(sandbox|contracts)/' },
    },
    {
      name: 'features-meet-at-the-index',
      comment: "Import another feature's index.ts, and export there what others may use.",
      severity: 'error',
      from: { path: '^src/features/([^/]+)/', pathNot: tests },
      to: { path: '^src/features/([^/]+)/', pathNot: '^src/features/($1/|[^/]+/index[.]ts$)' },
    },
    {
      name: 'features-know-no-wiring',
      comment: 'Features change tables; roles wire them, the sandbox and automations stay apart.',
      severity: 'error',
      from: { path: '^src/features/', pathNot: tests },
      to: { path: '^(src/(roles|sandbox|automation)/|src/main[.]ts$|web/)' },
    },
    {
      name: 'automation-model-is-pure',
      comment: 'src/automation/model decides: time, randomness and facts are inputs. No IO.',
      severity: 'error',
      from: { path: '^src/automation/model/', pathNot: tests },
      to: {
        pathNot: [
          '^src/(automation/model|contracts)/',
          '(^|/)node_modules/(zod|liquidjs|luxon|@types/luxon|cron-parser)/',
          '^(node:)?crypto$',
        ],
      },
    },
    {
      name: 'automation-catalogue-knows-no-engine',
      comment: 'src/automation/catalog says what there is; engine and API are built on it.',
      severity: 'error',
      from: { path: '^src/automation/catalog/', pathNot: tests },
      to: { path: '^src/(automation/(engine|api)|platform|channels)/' },
    },
    {
      name: 'automation-engine-knows-no-api',
      comment: 'src/automation/engine works without a web server.',
      severity: 'error',
      from: { path: '^src/automation/engine/', pathNot: tests },
      to: { path: '^src/automation/api/' },
    },
    {
      name: 'automations-meet-features-at-the-index',
      comment: "Import the feature's index.ts, and export there what others may use.",
      severity: 'error',
      from: { path: '^src/automation/', pathNot: tests },
      to: { path: '^src/features/', pathNot: '^src/features/[^/]+/index[.]ts$' },
    },
    {
      name: 'inner-parts-of-roles',
      comment: 'Only src/main.ts (and tests, benches, tools) import src/roles; nobody src/main.ts.',
      severity: 'error',
      from: { path: '^src/', pathNot: `^src/(roles/|main[.]ts$)|${tests}` },
      to: { path: '^src/(roles/|main[.]ts$)' },
    },
    {
      name: 'sandbox-through-its-index',
      comment: 'Import src/sandbox/index.ts.',
      severity: 'error',
      from: { path: '^src/', pathNot: `^src/sandbox/|${tests}` },
      to: { path: '^src/sandbox/', pathNot: '^src/sandbox/index[.]ts$' },
    },
    {
      name: 'web-takes-types-of-contracts',
      comment: 'The web app uses the public API; of the server it sees contracts and shared rules.',
      severity: 'error',
      from: { path: '^web/' },
      to: {
        path: '^src/',
        pathNot: '^src/(contracts/|(platform/realtime|features/pipelines)/[^/]+[.]rules[.]ts$)',
      },
    },
    {
      name: 'web-leaves-zod-out',
      comment: '`import type`: a contract imported as a value brings Zod (60 kB) into the browser.',
      severity: 'error',
      from: { path: '^web/', pathNot: tests },
      to: { path: '^src/contracts/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'screens-meet-at-the-shell',
      comment: 'web/ui has no business word; web/api none either.',
      severity: 'error',
      from: { path: '^web/(ui|api)/' },
      to: { path: '^web/(app|features)/' },
    },
    {
      name: 'product-without-test-tools',
      comment:
        'What runs in production imports no test, bench or tool, and no development package.',
      severity: 'error',
      from: { path: '^(src|web)/', pathNot: tests },
      to: { path: '^(test|bench|tools|scripts)/' },
    },
    {
      name: 'listed-packages-alone',
      comment: 'Add the package to package.json: what another one brings along may go tomorrow.',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'unknown', 'undetermined'] },
    },
    {
      name: 'no-development-packages',
      comment: 'Move the package to "dependencies": an installation without them must run.',
      severity: 'error',
      from: { path: '^(src|web)/', pathNot: tests },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'everything-resolves',
      comment: 'There is no such file.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^web/dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json', '.css', '.d.ts'],
    },
  },
};
