import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { claimPort } from './claim-port.ts'
import { prepareDataDirectory } from './data-directory.ts'

describe('what is checked before the start', () => {
  test('a port that is taken is refused in one sentence', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    await expect(claimPort('127.0.0.1', port)).rejects.toThrow(
      `Port ${port} on 127.0.0.1 is taken by another program: stop that program or set PORT to another number.`,
    )
    other.close()
  })

  test('a port that was claimed is nobody else’s until it is released', async () => {
    const { port, release } = await claimPort('127.0.0.1', 0)
    await expect(claimPort('127.0.0.1', port)).rejects.toThrow(`Port ${port} on 127.0.0.1 is taken`)
    await release()
    await release()
    const again = await claimPort('127.0.0.1', port)
    expect(again.port).toBe(port)
    await again.release()
  })

  test('an address of another machine is refused in one sentence', async () => {
    await expect(claimPort('192.0.2.1', 0)).rejects.toThrow(
      'HOST 192.0.2.1 is not an address of this machine',
    )
  })

  test('a data directory that is a file is refused in one sentence', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tallybook-dir-'))
    await writeFile(join(folder, 'file'), '')
    await expect(prepareDataDirectory(join(folder, 'file', 'data'))).rejects.toThrow(
      'set DATA_DIR to a folder',
    )
    await rm(folder, { recursive: true })
  })
})
