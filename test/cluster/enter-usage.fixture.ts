/** Enters a pass of usage into a store, as a process that can be killed meanwhile: url, id of the pass, its last version. */
import { systemClock } from '../../src/core/index.ts'
import { openFacts } from '../../src/facts/index.ts'

const [url = '', passId = '', toVersion = '0'] = process.argv.slice(2)
const facts = await openFacts({ url, clock: systemClock })
const [shard = 0] = facts.usage.shardNumbers
await facts.usage.enter(shard, { passId, fromVersion: 0n, toVersion: BigInt(toVersion) })
await facts.close()
