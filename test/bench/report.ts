import { cpus, totalmem } from 'node:os'
import { parseArgs } from 'node:util'

/** One measured figure. `goal` with `op` says what is aimed at; a bench reports and never fails on it. */
export interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly goal?: number
  readonly op?: '<=' | '>='
}

export interface BenchOptions {
  readonly json: boolean
  readonly numbers: Readonly<Record<string, number>>
}

/** Reads `--json` and the named whole numbers (`--messages 1000000`) from the command line. */
export function benchOptions(defaults: Readonly<Record<string, number>>): BenchOptions {
  const { values } = parseArgs({
    options: {
      json: { type: 'boolean', default: false },
      ...Object.fromEntries(Object.keys(defaults).map((name) => [name, { type: 'string' as const }])),
    },
  })
  const given: Record<string, unknown> = values
  const numbers = Object.fromEntries(
    Object.entries(defaults).map(([name, standard]) => {
      const value = given[name] === undefined ? standard : Number(given[name])
      if (!Number.isSafeInteger(value) || value < 1) throw new Error(`--${name} takes a whole number above 0`)
      return [name, value]
    }),
  )
  return { json: values.json === true, numbers }
}

export function progress(text: string): void {
  process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${text}\n`)
}

/** Prints the figures as a table and, with `--json`, the whole bench as the last line. */
export function report(bench: string, figures: readonly Figure[], json: boolean): void {
  for (const figure of figures) {
    const goal = figure.goal === undefined ? '' : `  (goal ${figure.op ?? '<='} ${figure.goal})`
    console.log(`${figure.name.padEnd(64)} ${format(figure.value).padStart(12)} ${figure.unit}${goal}`)
  }
  const machine = {
    cores: cpus().length,
    model: cpus()[0]?.model ?? '',
    memory_bytes: totalmem(),
    node: process.version,
  }
  if (json) console.log(JSON.stringify({ bench, machine, figures }))
}

function format(value: number): string {
  return value >= 100 ? Math.round(value).toString() : value.toPrecision(3)
}

/** Median of the given values. */
export function median(values: readonly number[]): number {
  return percentile(values, 0.5)
}

/** Nearest-rank percentile; `share` between 0 and 1. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}

/** Milliseconds that one call takes: the median of `runs` after `warmUps`. */
export async function medianMs(call: () => Promise<unknown>, runs = 15, warmUps = 3): Promise<number> {
  const samples: number[] = []
  for (let run = 0; run < runs + warmUps; run += 1) {
    const started = performance.now()
    await call()
    if (run >= warmUps) samples.push(performance.now() - started)
  }
  return median(samples)
}
