import { createHash, randomUUID } from 'node:crypto'
import { chmod, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Bucket, bucketKey, openBucket } from './bucket.fixture.ts'
import { openFolderStorage } from './folder-storage.ts'
import type { ByteRange, ReportStorage } from './report-storage.ts'
import { openS3Storage } from './s3-storage.ts'

let folder: string
let bucket: Bucket

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tallybook-storages-'))
  bucket = await openBucket()
})
afterAll(async () => {
  await bucket.close()
  await rm(folder, { recursive: true, force: true })
})

const newKey = () => `${randomUUID()}/${randomUUID()}-${randomUUID()}.csv`
const openBucketStorage = (secretAccessKey: string = bucketKey.secretAccessKey) =>
  openS3Storage({ ...bucketKey, secretAccessKey, url: bucket.url }, join(folder, 'on-their-way'))

async function keep(storage: ReportStorage, key: string, content: string) {
  const place = await storage.placeFor(key)
  if (!place.ok) return place
  await writeFile(place.value, content)
  return await storage.keep(key, { sha256: createHash('sha256').update(content).digest('hex') })
}

async function contentOf(storage: ReportStorage, key: string, range: ByteRange | null = null) {
  const file = await storage.read(key, range)
  if (!file.ok) throw new Error(file.failure.detail)
  return file.value === null ? null : await text(file.value)
}

describe.each([
  ['a folder', async () => openFolderStorage(join(folder, 'reports'))],
  ['a bucket', async () => await openBucketStorage()],
])('%s', (_name, open) => {
  test('gives back what it keeps, whole or a part of it, until it is removed', async () => {
    const storage = await open()
    const key = newKey()
    expect(await contentOf(storage, key)).toBeNull()
    expect(await keep(storage, key, 'Приход, 12.50')).toEqual({ ok: true, value: undefined })
    expect(await contentOf(storage, key)).toBe('Приход, 12.50')
    expect(await contentOf(storage, key, { from: 14, to: 15 })).toBe('12')
    expect(await storage.remove(key)).toEqual({ ok: true, value: undefined })
    expect(await contentOf(storage, key)).toBeNull()
    expect(await storage.remove(key)).toEqual({ ok: true, value: undefined })
  })

  test('takes no key that leads anywhere else', async () => {
    const storage = await open()
    // Nothing of the key may be looked at, not even whether there is something.
    for (const key of ['../secret.key', `${randomUUID()}/../../x.csv`, '/etc/passwd', `${newKey()}/x`])
      for (const ask of [storage.placeFor, (at: string) => storage.read(at, null), storage.remove])
        await expect((async () => void (await ask(key)))()).rejects.toThrow(TypeError)
  })
})

describe('a folder', () => {
  test('is open to its owner only', async () => {
    const storage = openFolderStorage(join(folder, 'own'))
    const key = newKey()
    await keep(storage, key, 'x')
    for (const path of ['own', join('own', key.slice(0, 36))])
      expect((await stat(join(folder, path))).mode & 0o777).toBe(0o700)
  })

  test('removes what a writer left in the middle', async () => {
    const storage = openFolderStorage(join(folder, 'left'))
    const key = newKey()
    const place = await storage.placeFor(key)
    if (!place.ok) throw new Error(place.failure.detail)
    await writeFile(`${place.value}.part`, 'half')
    await storage.remove(key)
    expect(await readdir(join(folder, 'left', key.slice(0, 36)))).toEqual([])
  })

  test('that is a file is a storage that cannot be used', async () => {
    await writeFile(join(folder, 'file'), '')
    await chmod(join(folder, 'file'), 0o600)
    expect(await openFolderStorage(join(folder, 'file')).placeFor(newKey())).toMatchObject({
      ok: false,
      failure: { code: 'storage_unavailable' },
    })
  })
})

describe('a bucket', () => {
  test('takes requests that are signed with its secret only', async () => {
    const storage = await openBucketStorage('another secret')
    expect(await keep(storage, newKey(), 'x')).toMatchObject({
      ok: false,
      failure: { code: 'storage_unavailable', detail: expect.stringContaining('403') },
    })
  })

  test('leaves nothing on this machine, whatever comes of it', async () => {
    const storage = await openBucketStorage()
    await keep(storage, newKey(), 'x')
    bucket.status = 503
    const key = newKey()
    expect(await keep(storage, key, 'x')).toMatchObject({ failure: { code: 'storage_unavailable' } })
    bucket.status = 507
    expect(await keep(storage, key, 'x')).toMatchObject({ failure: { code: 'storage_full' } })
    expect(await storage.read(key, null)).toMatchObject({ failure: { code: 'storage_full' } })
    bucket.status = null
    expect(await readdir(join(folder, 'on-their-way'))).toEqual([])
  })

  test('that is not there is a storage that does not answer', async () => {
    const gone = await openBucket()
    await gone.close()
    const storage = await openS3Storage({ ...bucketKey, url: gone.url }, join(folder, 'gone'))
    expect(await keep(storage, newKey(), 'x')).toMatchObject({ failure: { code: 'storage_unavailable' } })
  })
})
