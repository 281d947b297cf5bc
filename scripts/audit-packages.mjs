// Asks the registry whether packages that the program runs with have known weaknesses. A registry that cannot say so (a mirror, no network) fails
// nothing, and is told of.
import { spawnSync } from 'node:child_process'

const severities = new Set(['high', 'critical'])
const timeoutMs = 60_000

/** 1 where a package of the lock file has a known weakness that is severe. */
export function auditPackages(root) {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const { stdout } = spawnSync(npm, ['audit', '--omit=dev', '--json'], {
    cwd: root,
    encoding: 'utf8',
    timeout: timeoutMs,
    shell: process.platform === 'win32',
  })
  const found = weaknessesIn(stdout ?? '')
  if (found === null) {
    console.error('packages: NOT CHECKED for known weaknesses: the registry does not say')
    return 0
  }
  for (const { name, severity, title } of found) console.error(`${name}: ${severity}: ${title}`)
  console.error(`packages: ${found.length === 0 ? 'ok' : 'known weaknesses above'}`)
  return found.length === 0 ? 0 : 1
}

/** What `npm audit --json` tells of severe weaknesses; null where it tells nothing. */
export function weaknessesIn(text) {
  let report
  try {
    report = JSON.parse(text)
  } catch {
    return null
  }
  if (typeof report?.vulnerabilities !== 'object' || report.vulnerabilities === null) return null
  return Object.values(report.vulnerabilities)
    .filter(({ severity }) => severities.has(severity))
    .map(({ name, severity, via }) => ({
      name,
      severity,
      title: via.map((each) => (typeof each === 'string' ? each : each.title)).join('; '),
    }))
}
