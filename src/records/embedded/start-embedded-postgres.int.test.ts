import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { isAlive } from './postmaster-file.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './start-embedded-postgres.ts'

const run = promisify(execFile)
const fixture = fileURLToPath(new URL('hold-open.fixture.ts', import.meta.url))
const soon = { timeout: 15_000, interval: 20 }

let dataDir: string
let started: EmbeddedPostgres[] = []
let children: ChildProcess[] = []

/** A data directory after a first start and stop, to be copied: laying one out takes longest. */
let laidOut: string
beforeAll(async () => {
  laidOut = await mkdtemp(join(tmpdir(), 'tallybook-laid-out-'))
  const server = await startEmbeddedPostgres({ dataDir: laidOut })
  await server.stop()
})
afterAll(() => rm(laidOut, { recursive: true, force: true }))

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'tallybook-embedded-'))
  await run('cp', ['-a', `${laidOut}/.`, dataDir])
})
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL')
  for (const server of started) await server.stop()
  const left = await postmasterPid().catch(() => 0)
  if (left > 0 && isAlive(left)) process.kill(left, 'SIGQUIT')
  await vi.waitFor(() => expect(left > 0 && isAlive(left)).toBe(false), soon)
  await rm(dataDir, { recursive: true, force: true })
  started = []
  children = []
})

async function start(): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir })
  started.push(server)
  return server
}

/** Another process that uses the directory, with the address of its server. */
async function startElsewhere(): Promise<{ process: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [fixture, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(child)
  const [url] = await once(createInterface({ input: child.stdout }), 'line')
  return { process: child, url: String(url) }
}

async function kill(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit')
  child.kill('SIGKILL')
  await exited
}

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new Client(url)
  await client.connect()
  return await client
    .query({ text: sql, rowMode: 'array' })
    .then((result) => result.rows.flat())
    .finally(() => client.end())
}

async function postmasterPid(): Promise<number> {
  return Number((await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0])
}

/** Kills the guard of a server: the shell that started it and the part of it that waits for the pipe. */
async function killGuard(): Promise<void> {
  const server = await postmasterPid()
  const processes = await listProcesses()
  const guard = processes.find(({ pid }) => pid === server)?.parent
  for (const { pid, parent } of processes)
    if ((pid === guard || parent === guard) && pid !== server) process.kill(pid, 'SIGKILL')
}

/** From `/proc` where there is one, as small images have no `ps`. */
async function listProcesses(): Promise<{ pid: number; parent: number }[]> {
  const numbers = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name))
  if (numbers.length === 0) {
    const { stdout } = await run('ps', ['-A', '-o', 'pid=,ppid='])
    const lines = stdout.trim().split('\n')
    return lines
      .map((line) => line.trim().split(/\s+/).map(Number))
      .map(([pid = 0, parent = 0]) => ({ pid, parent }))
  }
  const stats = await Promise.all(numbers.map((pid) => readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')))
  return stats
    .map((text) => /^(\d+) \(.*\) \S (\d+)/s.exec(text))
    .map((match) => ({ pid: Number(match?.[1] ?? 0), parent: Number(match?.[2] ?? 0) }))
}

describe('the embedded server', () => {
  test('keeps records over a restart, in UTF-8 and C order, durably, for this machine alone', async () => {
    const first = await start()
    await ask(first.url, "create table kept as select 'Приклад' as text")
    await first.stop()
    const second = await start()
    expect(await ask(second.url, 'select text from kept')).toEqual(['Приклад'])
    expect(
      await ask(
        second.url,
        `select pg_encoding_to_char(encoding), datcollate, current_setting('fsync'),
           current_setting('listen_addresses'), current_setting('unix_socket_directories'),
           current_setting('TimeZone')
         from pg_database where datname = current_database()`,
      ),
    ).toEqual(['UTF8', 'C', 'on', '127.0.0.1', '', 'UTC'])
  })

  test('asks for a password that only the owner of the directory can read', async () => {
    const server = await start()
    expect((await stat(join(dataDir, 'postgres.password'))).mode & 0o777).toBe(0o600)
    const wrong = new URL(server.url)
    wrong.password = 'wrong'
    await expect(ask(wrong.href, 'select 1')).rejects.toMatchObject({ code: '28P01' })
    expect(await readdir(dataDir)).toEqual(['postgres', 'postgres.password'])
  })

  test('says when it has ended', async () => {
    const server = await start()
    process.kill(await postmasterPid(), 'SIGKILL')
    await server.exited
  })
})

describe('after its process was killed', () => {
  test('the server ends by itself, and the next start has everything that was committed', async () => {
    const elsewhere = await startElsewhere()
    await ask(elsewhere.url, 'create table kept as select 1 as n')
    const pid = await postmasterPid()
    await kill(elsewhere.process)
    await vi.waitFor(() => expect(isAlive(pid)).toBe(false), soon)
    expect(await ask((await start()).url, 'select n from kept')).toEqual([1])
  })

  test('the next start waits for a server that is still ending', async () => {
    const elsewhere = await startElsewhere()
    await ask(elsewhere.url, 'create table kept as select 1 as n')
    await kill(elsewhere.process)
    expect(await ask((await start()).url, 'select n from kept')).toEqual([1])
  })

  test('a server that survived, guard killed too, is stopped and never doubled', async () => {
    const elsewhere = await startElsewhere()
    await ask(elsewhere.url, 'create table kept as select 1 as n')
    const survivor = await postmasterPid()
    await killGuard()
    await kill(elsewhere.process)
    expect(isAlive(survivor)).toBe(true)

    const server = await start()
    expect(await postmasterPid()).not.toBe(survivor)
    // Stopped; it counts as alive until whoever inherited it has taken note of its end.
    await vi.waitFor(() => expect(isAlive(survivor)).toBe(false), soon)
    expect(await ask(server.url, 'select n from kept')).toEqual([1])
  })

  test('a server killed with everything else leaves nothing that blocks the next start', async () => {
    const elsewhere = await startElsewhere()
    await ask(elsewhere.url, 'create table kept as select 1 as n')
    const pid = await postmasterPid()
    await killGuard()
    process.kill(pid, 'SIGKILL')
    await kill(elsewhere.process)
    expect(await ask((await start()).url, 'select n from kept')).toEqual([1])
  })

  test('a first start cut off in the middle is begun anew', async () => {
    await run('rm', ['-r', join(dataDir, 'postgres'), join(dataDir, 'postgres.password')])
    const dead = spawn(process.execPath, ['-e', '0'])
    await once(dead, 'exit')
    await mkdir(join(dataDir, `postgres.new-${dead.pid}`, 'base'), { recursive: true })
    await writeFile(join(dataDir, `postgres.init-${dead.pid}`), 'password')
    await start()
    expect(await readdir(dataDir)).toEqual(['postgres', 'postgres.password'])
  })

  test('a process number used again by another program does not block the start', async () => {
    const other = spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)'])
    children.push(other)
    const file = [
      other.pid,
      join(dataDir, 'postgres'),
      1_700_000_000,
      5432,
      '',
      '127.0.0.1',
      '  1 1',
      'ready',
      '',
    ]
    await writeFile(join(dataDir, 'postgres', 'postmaster.pid'), file.join('\n'))
    expect(await ask((await start()).url, 'select 1')).toEqual([1])
    expect(isAlive(other.pid ?? 0)).toBe(true)
  })
})

test('a data directory below a folder that is closed to others is reached, under root too', async () => {
  const closed = join(dataDir, 'closed')
  await mkdir(closed, { mode: 0o700 })
  const below = join(closed, 'data')
  await run('cp', ['-a', laidOut, below])
  const server = await startEmbeddedPostgres({ dataDir: below })
  try {
    expect(await ask(server.url, 'select 1')).toEqual([1])
    expect((await stat(closed)).mode & 0o777).toBe(0o700)
  } finally {
    await server.stop()
  }
})

describe('a start that cannot be says why', () => {
  test('when another process uses the directory, whose server goes on', async () => {
    const elsewhere = await startElsewhere()
    await expect(start()).rejects.toMatchObject({
      code: 'data_dir_in_use',
      message: expect.stringContaining('in use by another running Tallybook'),
    })
    expect(await ask(elsewhere.url, 'select 1')).toEqual([1])
  })

  test('when the directory cannot be made', async () => {
    await writeFile(join(dataDir, 'file'), '')
    await expect(startEmbeddedPostgres({ dataDir: join(dataDir, 'file', 'data') })).rejects.toMatchObject({
      code: 'data_dir_not_writable',
      message: expect.stringContaining('set DATA_DIR'),
    })
  })

  test('when the password was lost', async () => {
    await rm(join(dataDir, 'postgres.password'))
    await expect(start()).rejects.toMatchObject({ code: 'password_lost' })
  })

  test('when the records were written by another version of PostgreSQL', async () => {
    await writeFile(join(dataDir, 'postgres', 'PG_VERSION'), '14\n')
    await expect(start()).rejects.toMatchObject({ code: 'wrong_data_version' })
  })

  test('when the server finds its own files broken', async () => {
    await writeFile(join(dataDir, 'postgres', 'postgresql.conf'), 'nonsense = here\n')
    await expect(start()).rejects.toMatchObject({
      code: 'postgres_did_not_start',
      message: expect.stringContaining('did not start'),
    })
  })
})
