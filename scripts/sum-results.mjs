// Adds up vitest's JSON results and ends with the line "N passed, N failed"; exits 1 when anything failed.
// Usage: node scripts/sum-results.mjs FAILED_STEPS FILE…
import { existsSync, readFileSync } from 'node:fs'

const [failedSteps = '0', ...files] = process.argv.slice(2)
let passed = 0
let failed = 0
for (const file of files) {
  if (!existsSync(file)) {
    console.error(`No results in ${file}: its run ended before any test did.`)
    failed += 1
    continue
  }
  const results = JSON.parse(readFileSync(file, 'utf8'))
  passed += results.numPassedTests
  // A suite that breaks outside its tests has no failed test of its own, and still counts.
  failed += Math.max(results.numFailedTests, results.success ? 0 : 1)
  if (results.numPendingTests > 0) {
    console.error(`${results.numPendingTests} tests were skipped in ${file}; none may be.`)
    failed += results.numPendingTests
  }
}
failed = Math.max(failed, Number(failedSteps))
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 || passed === 0 ? 1 : 0
