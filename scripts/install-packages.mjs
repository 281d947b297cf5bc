import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { accessSync, constants, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Failure, sentenceFor } from './failure.mjs'

const keptOutputChars = 20_000

/**
 * Installs the packages of package-lock.json when node_modules does not hold them yet.
 * `withDev`: what tests and checks need as well.
 */
export async function installPackages({ root, withDev }) {
  const lock = readFileSync(join(root, 'package-lock.json'))
  const stamp = `${createHash('sha256').update(lock).digest('hex')} ${process.platform} ${process.arch} ${withDev ? 'dev' : 'run'}`
  const stampPath = join(root, 'node_modules', '.tallybook-stamp')
  const stamped = existsSync(stampPath) ? readFileSync(stampPath, 'utf8') : ''
  const covers = stamped === stamp || stamped === stamp.replace(/run$/, 'dev')
  if (covers && hasRuntime(root)) return
  const packages = JSON.parse(lock).packages
  if (!(hasRuntime(root) && isInstalled(root, packages, withDev)))
    await runNpmInstall(root, packages, withDev)
  if (!hasRuntime(root))
    throw new Failure(
      'The install ended without Node 24 in node_modules: run `npm install` by hand and read what it says.',
    )
  try {
    writeFileSync(stampPath, stamp)
  } catch {
    // Without a stamp the next start compares the packages again, which is only slower.
  }
}

export function nodePath(root) {
  const name = process.platform === 'win32' ? 'node.exe' : 'node'
  return join(root, 'node_modules', 'node', 'bin', name)
}

function hasRuntime(root) {
  return existsSync(nodePath(root))
}

/** Compares npm's own record of what it installed with the lock file; packages for other platforms may be missing. */
function isInstalled(root, packages, withDev) {
  const recordPath = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(recordPath)) return false
  const installed = JSON.parse(readFileSync(recordPath, 'utf8')).packages
  return Object.entries(packages).every(([path, wanted]) => {
    if (path === '') return true
    const found = installed[path]
    if (!found) return Boolean(wanted.optional || wanted.devOptional || (wanted.dev && !withDev))
    return found.version === wanted.version && found.integrity === wanted.integrity
  })
}

async function runNpmInstall(root, packages, withDev) {
  try {
    accessSync(root, constants.W_OK)
  } catch {
    throw new Failure(sentenceFor('EACCES', root))
  }
  const total = Object.values(packages).filter((entry) => !entry.optional && (withDev || !entry.dev)).length
  console.error('Installing the packages (only once; it takes a minute or two) …')
  // Not `npm ci`: it refuses a lock that was made where the packages of other platforms are not served. An install keeps to the
  // locked versions just the same, and writes nothing back.
  const args = [
    'install',
    '--no-save',
    '--no-audit',
    '--no-fund',
    '--loglevel=http',
    '--ignore-scripts=false',
  ]
  const { code, output, missing } = await runNpm(root, withDev ? [...args, '--include=dev'] : args, total)
  if (missing) throw new Failure('npm is missing: install Node.js together with npm, then try again.')
  if (code === 0) return
  const known = sentenceFor(output, root)
  if (known) throw new Failure(known)
  console.error(
    output
      .split('\n')
      .filter((line) => !line.startsWith('npm http'))
      .slice(-20)
      .join('\n'),
  )
  throw new Failure('The packages could not be installed: npm’s own words are above.')
}

function runNpm(root, args, total) {
  const script = process.env.npm_execpath
  const useScript = script !== undefined && /\.c?js$/.test(script) && existsSync(script)
  const command = useScript ? process.execPath : process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const child = spawn(command, useScript ? [script, ...args] : args, {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
    shell: !useScript && process.platform === 'win32',
  })
  const progress = showProgress(total)
  let output = ''
  child.stderr.setEncoding('utf8')
  child.stderr.on('data', (text) => {
    output = (output + text).slice(-keptOutputChars)
    progress.add(text.match(/^npm http (fetch|cache)/gm)?.length ?? 0)
  })
  return new Promise((resolve) => {
    child.once('error', () => {
      progress.end()
      resolve({ code: 1, output, missing: true })
    })
    child.once('close', (code) => {
      progress.end()
      resolve({ code: code ?? 1, output, missing: false })
    })
  })
}

/** A line that rewrites itself on a terminal; a line every ten seconds elsewhere. */
function showProgress(total) {
  const startedAt = process.hrtime.bigint()
  const live = process.stderr.isTTY === true
  let fetched = 0
  const print = () => {
    const seconds = Number((process.hrtime.bigint() - startedAt) / 1_000_000_000n)
    const line = `  ${Math.min(fetched, total)} of ${total} packages, ${seconds} s`
    process.stderr.write(live ? `\r${line} ` : `${line}\n`)
  }
  const timer = setInterval(print, live ? 500 : 10_000)
  return {
    add: (count) => {
      fetched += count
    },
    end: () => {
      clearInterval(timer)
      if (live) process.stderr.write('\n')
    },
  }
}
