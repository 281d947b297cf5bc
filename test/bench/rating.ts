// npm run bench -- rating --json
// Messages rated per second: the product's choice of a rate over stored messages, beside the leanest hand-written join
// with the same answer (prices resolved once per distinct combination, then joined), and a whole re-rating with its writes.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ratedSelect } from '../../src/facts/charges/rate-layers.ts'
import { benchCompany, makeWorld } from './analytics-world.ts'
import { benchOptions, median, progress, report } from './report.ts'

const { json, numbers } = benchOptions({ messages: 20_000_000, companies: 50, prefixes: 3_000 })
const { messages = 0, companies = 0, prefixes = 0 } = numbers
const runs = 3

const versionId = '00000000-0000-4000-9000-000000000001'
const longest = 8
const channels = ['sms', 'viber', 'whatsapp', 'email', 'push']

/** A list as a provider has it: every country of some importance, networks, and prefixes of up to eight digits. */
function rates() {
  const rate = (channel: string, kind: string, destination: string, price: string) => {
    const unit = channel === 'sms' ? ('segment' as const) : ('message' as const)
    return { rateKey: `${versionId}|${channel}|${kind}|${destination}`, unit, price }
  }
  const cents = (n: number) => (((n * 7919) % 90_000) / 1_000_000 + 0.005).toFixed(6)
  return [
    ...channels.flatMap((channel, n) => [
      rate(channel, '', 'any', cents(n)),
      rate(channel, 'advertising', 'any', cents(n + 50)),
    ]),
    ...['DE', 'AT', 'CH', 'FR', 'GB', 'PL', 'RU', 'KZ', 'US', 'TR'].map((country, n) =>
      rate('sms', '', country, cents(n + 100)),
    ),
    ...['262-01', '262-02', '262-03', '250-01', '250-02'].map((network, n) =>
      rate('sms', '', network, cents(n + 200)),
    ),
    ...Array.from({ length: prefixes }, (_, n) =>
      rate(
        'sms',
        n % 2 === 0 ? '' : 'advertising',
        `+49${150_000 + n}`.slice(0, longest + 1 - (n % 2)),
        cents(n + 300),
      ),
    ),
  ]
}

const stored = 'SELECT * FROM messages FINAL WHERE is_deleted = 0'

/** Same rule, written for this list alone: one price per distinct combination, tried by a lambda, then one join. */
const leanest = `WITH rated AS (
  SELECT channel, kind, category, country, network, digits,
    arrayFirst(key -> joinGet('rates', 'unit', key) IN ('message', 'segment'),
      arrayFlatten(arrayMap(d -> arrayMap(k -> concat('${versionId}|', channel, '|', k, '|', d),
        arrayConcat(if(category = '', [], [toString(category)]), if(kind = '', [], [toString(kind)]), [''])),
        arrayConcat(if(network = '', [], [toString(network)]),
          arrayMap(n -> substring(digits, 1, n + 1), arrayFilter(n -> n < length(digits), [${longest}, ${longest - 1}])),
          if(country = '', [], [toString(country)]), ['any'])))) AS key,
    joinGet('rates', 'price', key) AS price, joinGet('rates', 'unit', key) AS unit
  FROM (SELECT DISTINCT channel, kind, category, country, network,
      if(startsWith(recipient, '+'), substring(recipient, 1, ${longest + 1}), '') AS digits FROM messages)
)
SELECT count() AS charged, toString(sum(price * if(unit = 'segment', greatest(segments, 1), 1))) AS amount
FROM (SELECT *, if(startsWith(recipient, '+'), substring(recipient, 1, ${longest + 1}), '') AS digits FROM messages FINAL
  WHERE is_deleted = 0 AND (progress >= 30 OR status IN ('expired', 'unconfirmed', 'delivered', 'read'))) AS m
LEFT ANY JOIN rated USING (channel, kind, category, country, network, digits)`

const ours = `SELECT countIf(rated_charge_state = 'charged') AS charged, toString(sum(rated_charge)) AS amount
FROM (${ratedSelect(stored, { kind: 'single' }, (name) => name, { isStored: true, hasCalls: false })})`

const scratch = await mkdtemp(join(tmpdir(), 'tallybook-bench-'))
try {
  const { facts, direct } = await makeWorld(join(scratch, 'clickhouse'), messages, companies)
  await facts.putPriceVersion({ versionId, rates: rates() })
  const companyIds = Array.from({ length: companies }, (_, n) => benchCompany(n + 1))
  await facts.putPricePlans(
    companyIds.map((companyId) => {
      const level = { payerId: companyId, versionId, currency: 'EUR', onDelivery: [] }
      return {
        companyId,
        periods: [{ fromMs: 0, levels: [level] }],
        prefixLengths: [longest, longest - 1],
      }
    }),
    1n,
  )
  const timed = async (query: string) => {
    const startedMs = performance.now()
    const answer = await direct.query({ query, format: 'JSON' })
    const { data } = await answer.json<{ charged: string; amount: string }>()
    return { answer: JSON.stringify(data[0]), seconds: (performance.now() - startedMs) / 1000 }
  }
  const samples = { ours: [] as number[], leanest: [] as number[] }
  for (let run = 0; run <= runs; run += 1) {
    const [a, b] = [await timed(ours), await timed(leanest)]
    if (a.answer !== b.answer) throw new Error(`The answers differ: ${a.answer} and ${b.answer}.`)
    progress(`run ${run}: ours ${a.seconds.toFixed(2)} s, leanest ${b.seconds.toFixed(2)} s, ${a.answer}`)
    if (run === 0) continue
    samples.ours.push(a.seconds)
    samples.leanest.push(b.seconds)
  }
  const startedMs = performance.now()
  let written = 0
  for (const companyId of companyIds)
    written += (await facts.rerate({ companyId, fromMs: 0, toMs: null })).messages
  const rerateSeconds = (performance.now() - startedMs) / 1000
  const [oursSeconds, leanSeconds] = [median(samples.ours), median(samples.leanest)]
  report(
    'rating',
    [
      {
        name: `rated messages per second, ${messages / 1e6} M messages`,
        value: messages / oursSeconds,
        unit: '1/s',
      },
      { name: 'leanest join: messages per second', value: messages / leanSeconds, unit: '1/s' },
      { name: 'ours ÷ leanest (time)', value: oursSeconds / leanSeconds, unit: 'ratio', goal: 1.5, op: '<=' },
      { name: 'rated again and written, messages per second', value: written / rerateSeconds, unit: '1/s' },
    ],
    json,
  )
  await direct.close()
  await facts.close()
} finally {
  await rm(scratch, { recursive: true, force: true })
}
process.exit(0)
