import { execFile } from 'node:child_process'
import { chown, mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { errorMessage, RecordsFailure } from '../records-failure.ts'
import { withPrivateFile } from './data-folder.ts'
import { isAlive } from './postmaster-file.ts'
import { commandAs, type SystemUser } from './system-user.ts'

const run = promisify(execFile)
export const superuser = 'tallybook'

export interface InitOptions {
  readonly initdb: string
  readonly dataDir: string
  readonly databaseDir: string
  readonly password: string
  readonly user: SystemUser
}

/**
 * Makes a new cluster (UTF-8, C locale, passwords by SCRAM). It is made aside and renamed into place, so that a
 * crash in the middle leaves nothing that looks like a cluster; another process that was quicker wins.
 */
export async function initDatabase(options: InitOptions): Promise<void> {
  await removeAbandoned(options.dataDir)
  const draft = `${options.databaseDir}.new-${process.pid}`
  await mkdir(draft, { mode: 0o700 })
  if (options.user.uid !== undefined && options.user.gid !== undefined)
    await chown(draft, options.user.uid, options.user.gid)
  const passwordFile = `${options.databaseDir}.init-${process.pid}`
  const { file, args, ids } = commandAs(options.user, options.initdb, flags(draft, passwordFile))
  try {
    await withPrivateFile(passwordFile, options.password, options.user, () =>
      run(file, args, { ...ids, cwd: draft }),
    )
    await rename(draft, options.databaseDir).catch(ignoreLostRace)
  } catch (error) {
    throw toInitFailure(error)
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
}

function flags(databaseDir: string, passwordFile: string): string[] {
  return [
    `--pgdata=${databaseDir}`,
    `--pwfile=${passwordFile}`,
    `--username=${superuser}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--no-instructions',
  ]
}

async function removeAbandoned(dataDir: string): Promise<void> {
  for (const name of await readdir(dataDir)) {
    const pid = /^postgres\.(?:new|init)-(\d+)$/.exec(name)?.[1]
    if (pid !== undefined && (Number(pid) === process.pid || !isAlive(Number(pid))))
      await rm(join(dataDir, name), { recursive: true, force: true })
  }
}

function ignoreLostRace(error: unknown): void {
  const code = error instanceof Error && 'code' in error ? error.code : ''
  if (code !== 'ENOTEMPTY' && code !== 'EEXIST') throw error
}

function toInitFailure(error: unknown): RecordsFailure {
  const output = error instanceof Error && 'stderr' in error ? String(error.stderr) : ''
  if (/No space left on device/.test(output + errorMessage(error)))
    return new RecordsFailure(
      'disk_full',
      'There is no space left for the records: free some disk space.',
      error,
    )
  const reason =
    output.split('\n').findLast((line) => /error|fatal|could not/i.test(line)) ?? errorMessage(error)
  return new RecordsFailure(
    'postgres_did_not_start',
    `The records could not be laid out on disk: ${reason}.`,
    error,
  )
}
