import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { connectEmbedded } from './connect-embedded.ts'

const scratch = await mkdtemp(join(tmpdir(), 'tallybook-open-'))
afterAll(() => rm(scratch, { recursive: true, force: true }))

const holderScript = `
  const { connectEmbedded } = await import(process.argv[1])
  await connectEmbedded(process.argv[2])
  process.send('open')
  setInterval(() => {}, 60_000)`

/** Another process that has the directory open. */
async function startHolder(dataDir: string): Promise<ChildProcess> {
  const door = new URL('connect-embedded.ts', import.meta.url).href
  const holder = spawn(process.execPath, ['--input-type=module', '--eval', holderScript, door, dataDir], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  await once(holder, 'message')
  return holder
}

test('a directory that another process has open is named as in use, with that process', async () => {
  const dataDir = join(scratch, 'held')
  const holder = await startHolder(dataDir)
  try {
    await expect(connectEmbedded(dataDir)).rejects.toMatchObject({
      code: 'data_dir_in_use',
      message: expect.stringContaining(`process ${holder.pid}`),
    })
  } finally {
    holder.kill('SIGKILL')
    await once(holder, 'exit')
  }
  const topology = await connectEmbedded(dataDir)
  await topology.close()
})

test('a directory that cannot be made is named as not writable', async () => {
  const file = join(scratch, 'file')
  await writeFile(file, '')
  await expect(connectEmbedded(join(file, 'below'))).rejects.toMatchObject({ code: 'data_dir_not_writable' })
})

test('a second directory in one process is refused while the first is open', async () => {
  const first = await connectEmbedded(join(scratch, 'first'))
  await expect(connectEmbedded(join(scratch, 'second'))).rejects.toMatchObject({
    code: 'data_dir_second_in_process',
  })
  await first.close()
})

const insertScript = `
  const { connectEmbedded } = await import(process.argv[1])
  const { entry, close } = await connectEmbedded(process.argv[2])
  await entry.run('upkeep', 'CREATE TABLE numbers_in (n UInt64) ENGINE = MergeTree ORDER BY n')
  for (let n = 0; n < 20; n += 1)
    await entry.insertText({ table: 'numbers_in', columns: ['n'], text: n + '\\n' })
  const { rows } = await entry.ask('probe', 'SELECT count() AS rows, max(n) AS greatest FROM numbers_in')
  process.send(rows[0])
  await close()
  process.exit(0)`

test('an insert holds its own rows only, whatever stands in the standard input of the process', async () => {
  const door = new URL('connect-embedded.ts', import.meta.url).href
  const args = ['--input-type=module', '--eval', insertScript, door, join(scratch, 'input')]
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'ignore', 'inherit', 'ipc'] })
  child.stdin?.on('error', () => undefined)
  child.stdin?.write('999\n'.repeat(100))
  const [counted] = await once(child, 'message')
  expect(counted).toEqual({ rows: 20, greatest: 19 })
  await once(child, 'exit')
})

test('a question that fails after it has begun to answer leaves nothing in the answer to the next one', async () => {
  const { entry, close } = await connectEmbedded(join(scratch, 'failing'))
  const failing = 'SELECT number, throwIf(number = 90000) AS fault FROM numbers(100000)'
  for (let n = 0; n < 5; n += 1) {
    await expect(entry.ask('check', failing)).rejects.toThrow('throwIf')
    expect(await entry.ask('check', 'SELECT 7 AS seven')).toEqual({ rows: [{ seven: 7 }] })
  }
  await close()
})

test('any text comes back from the engine as it was bound', async () => {
  const { entry, close } = await connectEmbedded(join(scratch, 'texts'))
  const text = fc.string({
    unit: fc.oneof(
      fc.constantFrom("'", '\\', '\0', '\n', '{', '}', ':', '`'),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    ),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 50 }), text, async (texts, one) => {
      const { rows } = await entry.ask(
        'question',
        'SELECT {texts:Array(String)} AS texts, {one:String} AS one',
        {
          texts,
          one,
        },
      )
      expect(rows).toEqual([{ texts, one }])
    }),
    { numRuns: 200 },
  )
  await close()
})
