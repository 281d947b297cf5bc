// What the npm scripts call. Runs on Node 20 with npm and nothing else: installs what is missing, builds the pages
// when they changed, and hands over to Node 24 from node_modules.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { auditPackages } from './audit-packages.mjs'
import { buildPages } from './build-pages.mjs'
import { Failure, sentenceFor } from './failure.mjs'
import { installPackages } from './install-packages.mjs'
import { runNode } from './run-node.mjs'

const minNodeMajor = 20
const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const bin = (path) => join(root, 'node_modules', path)
const vitest = bin('vitest/vitest.mjs')

const commands = {
  start: { withDev: false, pages: true, run: (args) => runServer('start', args) },
  demo: { withDev: false, pages: true, run: (args) => runServer('demo', args) },
  test: { withDev: true, pages: true, run: runTests },
  prove: {
    withDev: true,
    pages: true,
    run: (args) => runNode(root, [vitest, 'run', '--project', 'prove', ...args]),
  },
  check: { withDev: true, pages: false, run: runChecks },
  bench: { withDev: true, pages: true, run: runBench },
}

function runServer(verb, args) {
  return runNode(root, ['src/main.ts', verb, ...args], { watched: true })
}

async function runTests(args) {
  const base = [vitest, 'run', '--project', 'unit', '--project', 'engines']
  if (!process.env.CI || args.some((arg) => arg.startsWith('--reporter')))
    return runNode(root, [...base, ...args])
  const folder = mkdtempSync(join(tmpdir(), 'tallybook-results-'))
  try {
    const results = join(folder, 'results.json')
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${results}`]
    const code = await runNode(root, [...base, ...reporters, ...args])
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(results, 'utf8'))
    console.log(
      `${numPassedTests} passed, ${code === 0 ? numFailedTests : Math.max(1, numFailedTests)} failed`,
    )
    return code
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function runChecks() {
  const checks = [
    ['types', [bin('typescript/bin/tsc'), '--noEmit']],
    ['lint', [bin('oxlint/bin/oxlint')]],
    ['format', [bin('@biomejs/biome/bin/biome'), 'check', '.']],
  ]
  let failed = 0
  for (const [name, args] of checks) {
    const code = await runNode(root, args)
    console.error(`${name}: ${code === 0 ? 'ok' : 'faults above'}`)
    if (code !== 0) failed += 1
  }
  failed += auditPackages(root)
  return failed === 0 ? 0 : 1
}

async function runBench([name, ...args]) {
  if (!name || !/^[a-z-]+$/.test(name))
    throw new Failure('Say which benchmark to run: npm run bench -- NAME [--json].')
  return runNode(root, [`test/bench/${name}.ts`, ...args])
}

async function main([name = '', ...args]) {
  const major = Number(process.versions.node.split('.')[0])
  if (major < minNodeMajor)
    throw new Failure(
      `Node.js ${minNodeMajor} or newer is needed, and this is ${process.version}: install a newer one.`,
    )
  const command = commands[name]
  if (!command)
    throw new Failure(`Unknown command "${name}": use one of ${Object.keys(commands).join(', ')}.`)
  await installPackages({ root, withDev: command.withDev })
  if (command.pages) buildPages(root)
  return command.run(args)
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  const known = error instanceof Failure ? error.message : sentenceFor(String(error?.code ?? ''), root)
  console.error(known ?? error)
  process.exitCode = 1
}
