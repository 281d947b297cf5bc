import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { Failure, sentenceFor } from './failure.mjs'
import { nodePath } from './install-packages.mjs'

/** What the pages are made from; a change in any of these builds them anew. */
const sources = [
  'web',
  'src/contract',
  'src/core',
  'src/messages',
  'vite.config.ts',
  'index.html',
  'package-lock.json',
]

/** Builds the pages into dist/web when their sources changed. A failed build leaves the old pages in place. */
export function buildPages(root) {
  if (!existsSync(join(root, 'vite.config.ts'))) return
  const stamp = hashOf(root)
  const target = join(root, 'dist', 'web')
  const stampPath = join(target, '.stamp')
  if (existsSync(stampPath) && readFileSync(stampPath, 'utf8') === stamp) return
  console.error('Building the pages …')
  const fresh = join(root, 'dist', `web-${process.pid}`)
  const old = join(root, 'dist', `web-old-${process.pid}`)
  try {
    mkdirSync(join(root, 'dist'), { recursive: true })
    runVite(root, fresh)
    writeFileSync(join(fresh, '.stamp'), stamp)
    if (existsSync(target)) renameSync(target, old)
    renameSync(fresh, target)
  } catch (error) {
    if (error instanceof Failure) throw error
    throw new Failure(sentenceFor(String(error), root) ?? `The pages could not be built: ${error.message}`)
  } finally {
    rmSync(fresh, { recursive: true, force: true })
    rmSync(old, { recursive: true, force: true })
  }
}

function runVite(root, outDir) {
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  const args = [vite, 'build', '--outDir', outDir, '--emptyOutDir', '--logLevel', 'warn']
  const run = spawnSync(nodePath(root), args, {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NODE_ENV: 'production' },
  })
  if (run.status === 0) return
  const output = `${run.stdout ?? ''}${run.stderr ?? ''}`
  const known = sentenceFor(output, root)
  if (known) throw new Failure(known)
  console.error(output)
  throw new Failure('The pages could not be built: the builder’s own words are above.')
}

function hashOf(root) {
  const hash = createHash('sha256')
  for (const path of sources.flatMap((name) => filesBelow(join(root, name)))) {
    hash.update(relative(root, path)).update('\0').update(readFileSync(path)).update('\0')
  }
  return hash.digest('hex')
}

function filesBelow(path) {
  if (!existsSync(path)) return []
  try {
    return readdirSync(path)
      .sort()
      .flatMap((name) => filesBelow(join(path, name)))
  } catch (error) {
    if (error.code === 'ENOTDIR') return [path]
    throw error
  }
}
