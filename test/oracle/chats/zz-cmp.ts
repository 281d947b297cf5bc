import { mkdtemp, rm } from 'node:fs/promises'
import { systemClock } from '../../../src/core/index.ts'
import { openFacts } from '../../../src/facts/index.ts'
import { compareChatsWithOracle } from './compare-chats-with-oracle.ts'
import { openSettingsBook } from './load-chat-worlds.ts'

const directory = await mkdtemp('/tmp/co-')
const book = openSettingsBook()
const facts = await openFacts({ dataDir: directory, clock: systemClock, chatSettings: book.port })
await facts.migrate()
facts.beginTurn()
const from = Number(process.argv[2]),
  n = Number(process.argv[3]),
  q = Number(process.argv[4])
const t = performance.now()
try {
  const r = await compareChatsWithOracle({
    facts,
    book,
    seeds: Array.from({ length: n }, (_, i) => from + i),
    questions: q,
  })
  for (const d of r.differences) console.log(d.slice(0, 1500), '\n')
  console.log(r.questions, r.differences.length, performance.now() - t)
} catch (e) {
  console.log(e)
}
await facts.close()
await rm(directory, { recursive: true })
