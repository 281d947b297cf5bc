#!/usr/bin/env node
// `npx tallybook <verb>`: installs what is missing and runs the command line on Node 24.
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Failure } from './failure.mjs'
import { installPackages } from './install-packages.mjs'
import { runNode } from './run-node.mjs'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
try {
  await installPackages({ root, withDev: false })
  process.exitCode = await runNode(root, ['src/main.ts', 'cli', ...process.argv.slice(2)])
} catch (error) {
  console.error(error instanceof Failure ? error.message : error)
  process.exitCode = 1
}
