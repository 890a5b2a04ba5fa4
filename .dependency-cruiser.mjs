/** Who may import whom. Each name is the rule as a sentence. */
const rule = (name, from, to, comment) => ({ name, severity: 'error', comment, from, to });

export default {
  forbidden: [
    rule(
      'no circular imports',
      {},
      { circular: true, dependencyTypesNot: ['type-only'] },
      'A cycle hides what depends on what.',
    ),
    rule(
      'shared stands alone',
      { path: '^shared/' },
      { path: '^(functions|addin|portal|infra|test)/' },
      'Shared code runs in browser, Outlook and service.',
    ),
    rule(
      'messages see only shared, ports and the sweeps',
      { path: '^functions/messages/' },
      {
        path: '^(functions|addin|portal|infra|test)/',
        pathNot: '^functions/(messages/|(ports|due|at-once)\\.ts$)',
      },
      'The domain knows nothing of Azure or HTTP.',
    ),
    rule(
      'accounts see only shared, ports and the sweeps',
      { path: '^functions/accounts/' },
      {
        path: '^(functions|addin|portal|infra|test)/',
        pathNot: '^functions/(accounts/|(ports|due|at-once)\\.ts$)',
      },
      'The domain knows nothing of Azure or HTTP.',
    ),
    rule(
      'admin sees only shared, ports and the sweeps',
      { path: '^functions/admin/' },
      {
        path: '^(functions|addin|portal|infra|test)/',
        pathNot: '^functions/(admin/|(ports|due|at-once)\\.ts$)',
      },
      'The domain knows nothing of Azure or HTTP.',
    ),
    rule(
      'azure sees ports, config and shared',
      { path: '^functions/azure/' },
      { path: '^(functions|addin|portal|infra|test)/', pathNot: '^functions/(azure/|(ports|config)\\.ts$)' },
      'An adapter holds no domain rule.',
    ),
    rule(
      'only main sees azure',
      { path: '^functions/', pathNot: '^functions/(azure/|main\\.ts$)' },
      { path: '^functions/azure/' },
      'Wiring stands in one place.',
    ),
    rule(
      'domain has no Azure SDK',
      {
        path: '^functions/(messages|accounts|http|admin)/',
        pathNot: '^functions/http/azure-functions\\.ts$',
      },
      { path: 'node_modules/@azure/' },
      'The SDKs stay behind the ports.',
    ),
    rule(
      'addin sees only shared',
      { path: '^addin/' },
      { path: '^(functions|portal|infra|test)/' },
      'Two front ends, one shared ground.',
    ),
    rule(
      'portal sees only shared',
      { path: '^portal/' },
      { path: '^(functions|addin|infra|test)/' },
      'Two front ends, one shared ground.',
    ),
    rule(
      'product never imports tests or the local stack',
      { path: '^(shared|functions|addin|portal)/' },
      { path: '^(test|infra)/' },
      'What ships does not depend on what tries it.',
    ),
    rule(
      'the local stack swaps processes, not code',
      { path: '^infra/local/', pathNot: '^infra/local/(functions-host|demo)/' },
      { path: '^(functions|addin|portal)/' },
      'The stack runs the product from outside.',
    ),
    rule(
      'the alert reaches only scan, policy, errors and outlook',
      { path: '^addin/alert/' },
      {
        path: '^(shared|addin)/',
        pathNot: '^(addin/(alert|outlook)/|shared/(scan|policy)/|shared/errors\\.ts$)',
      },
      'It runs in a JavaScript-only runtime.',
    ),
    rule(
      'the alert has no packages',
      { path: '^addin/alert/' },
      { path: 'node_modules' },
      'It runs in a JavaScript-only runtime.',
    ),
    rule(
      'only outlook touches Office.js',
      { path: '^(addin/(alert|pane|reader)|shared|functions|portal)/' },
      { path: 'node_modules/@microsoft/office-js' },
      'Every Office call stands behind a promise of ours.',
    ),
    rule(
      'a shared folder is entered by its index',
      { path: '^(functions|addin|portal)/' },
      { path: '^shared/(envelope|mail|api)/', pathNot: '/index\\.ts$' },
      'One door a folder.',
    ),
    rule('nothing unresolvable', {}, { couldNotResolve: true }, 'A typo, or a package that is not declared.'),
    rule(
      'no dev dependency in the product',
      { path: '^(shared|functions|addin|portal)/', pathNot: '\\.d\\.ts$' },
      { dependencyTypes: ['npm-dev'], pathNot: '@types/' },
      'It would be missing in production.',
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|\\.local)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
