import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { systemClock, uuidV7 } from '../../core/index.ts'
import { apiConnectionId, type RawRequest } from '../message-event.ts'
import { openFacts } from '../open-facts.ts'

function request(): RawRequest {
  return {
    companyId: '11111111-1111-4111-8111-111111111111',
    requestId: uuidV7(systemClock()),
    connectionId: apiConnectionId,
    provider: 'api',
    receivedAtMs: systemClock(),
    method: 'POST',
    path: '/api/v1/events',
    headers: {},
    body: Buffer.from('[]'),
  }
}

test('a store that cannot be written says so to who writes and to who asks whether it is ready', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'tallybook-facts-'))
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }))
  const facts = await openFacts({ dataDir, clock: systemClock })
  onTestFinished(() => facts.close())
  await facts.migrate()
  await facts.ping()
  // Holds for the system's administrator too, who may write anywhere.
  await rename(join(dataDir, 'store'), join(dataDir, 'away'))
  await writeFile(join(dataDir, 'store'), 'not a directory')
  const notWritable = { name: 'FactsError', code: 'not_writable' }
  await expect(facts.append(request(), [])).rejects.toMatchObject(notWritable)
  await expect(facts.ping()).rejects.toMatchObject(notWritable)
  await rm(join(dataDir, 'store'))
  await rename(join(dataDir, 'away'), join(dataDir, 'store'))
  expect(await facts.append(request(), [])).toEqual({ ok: true, value: undefined })
})
