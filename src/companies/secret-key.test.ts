import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { loadSecretKey } from './secret-key.ts'

let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'tallybook-key-'))
})
afterEach(() => rm(dataDir, { recursive: true, force: true }))

test('the key is made once, kept, and readable by its owner only', async () => {
  const key = await loadSecretKey(dataDir)
  expect(Buffer.from(key.ok ? key.value : '', 'base64url')).toHaveLength(32)
  expect(await loadSecretKey(dataDir)).toEqual(key)
  expect((await stat(join(dataDir, 'secret.key'))).mode & 0o777).toBe(0o600)
  expect(await readdir(dataDir)).toEqual(['secret.key'])
})

test('a key that is there is taken as it is', async () => {
  const chosen = 'chosen by the operator, long enough'
  await writeFile(join(dataDir, 'secret.key'), `${chosen}\n`)
  expect(await loadSecretKey(dataDir)).toEqual({ ok: true, value: chosen })
})

test.each(['', '\n', 'too short'])(
  'a file that holds no key (%j) is refused, and left as it is',
  async (text) => {
    const path = join(dataDir, 'secret.key')
    await writeFile(path, text)
    expect(await loadSecretKey(dataDir)).toMatchObject({
      ok: false,
      failure: { code: 'secret_key_damaged', detail: expect.stringContaining(path) },
    })
    expect(await readFile(path, 'utf8')).toBe(text)
  },
)

test('a directory that is not there is an error, not a new key somewhere else', async () => {
  await expect(loadSecretKey(join(dataDir, 'missing'))).rejects.toMatchObject({ code: 'ENOENT' })
})
