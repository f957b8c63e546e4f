/**
 * Who may import whom. The pipeline only flows one way, so that each part can be read, tested and replaced alone.
 * The reasons stand in docs/decisions.md.
 */
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { path: '^(cli|steps|candidate|mocks|reports|config|features|tests)/', pathNot: allowed },
})

module.exports = {
  forbidden: [
    only('config-alone', '^config/', '^config/', 'config is what is true; it depends on nothing of ours'),
    only('kit-alone', '^mocks/kit/', '^(mocks/kit|config)/', 'the services kit knows no service'),
    only('services-on-the-kit', '^mocks/services/([^/]+)/', '^(mocks/kit|mocks/services/$1|config)/', 'a service builds on the kit only: no service imports another'),
    only('hub', '^mocks/[^/]+\\.ts$', '^(mocks|config)/', 'the hub hosts the services'),
    only('pages', '^mocks/pages/', '^(mocks|config)/', 'the pages of the hub show what it hosts'),
    only('candidate', '^candidate/(?!reference/)', '^(candidate/(?!reference/)|config/)', 'the port and its drivers know no service and no scenario'),
    only('reference-alone', '^candidate/reference/', '^candidate/reference/', 'the reference candidate is a system like any other: it reaches everything over the wire'),
    only('steps', '^steps/', '^(steps|candidate/(?!reference/)|mocks/[^/]+\\.ts|mocks/kit|config)/?', 'steps speak through the port and the control client'),
    only('reports', '^reports/', '^(reports|config)/', 'reports read only the pack'),
    only('cli-is-the-top', '^(?!cli/|tests/)', '^(?!cli/)', 'nothing imports the command line'),
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'], extensions: ['.ts', '.js', '.mjs', '.json'] },
    tsConfig: { fileName: 'tsconfig.json' },
  },
}
