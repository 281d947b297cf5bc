import { makeWorld } from './analytics-world.ts'

// A process of its own, so that the one that measures holds nothing but what a report takes.
const [dataDir = '', messages = '0', companies = '0'] = process.argv.slice(2)
const { facts, direct } = await makeWorld(dataDir, Number(messages), Number(companies))
await direct.close()
await facts.close()
process.exit(0)
