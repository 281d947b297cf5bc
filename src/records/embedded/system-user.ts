import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { RecordsFailure } from '../records-failure.ts'

/** Numbers of the system user that the server runs as; empty when this process may run it itself. */
export interface SystemUser {
  readonly uid?: number
  readonly gid?: number
}

const run = promisify(execFile)
const userName = 'postgres'

/** PostgreSQL refuses to run as root, so under root it runs as the system user `postgres`, made when missing. */
export async function findSystemUser(): Promise<SystemUser> {
  if (process.getuid?.() !== 0) return {}
  return (await lookUp()) ?? (await create())
}

/** Whether the system user can pass through a folder or run a program (every folder above lets it through). */
export async function canReach(user: SystemUser, path: string): Promise<boolean> {
  if (user.uid === undefined) return true
  return run('/bin/sh', ['-c', 'test -x "$1"', 'sh', path], user).then(
    () => true,
    () => false,
  )
}

async function lookUp(): Promise<SystemUser | null> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', userName]), run('id', ['-g', userName])])
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
  } catch {
    return null
  }
}

async function create(): Promise<SystemUser> {
  const ways: readonly (readonly [string, readonly string[]])[] = [
    ['useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/bin/false', userName]],
    ['adduser', ['-S', '-D', '-H', '-s', '/bin/false', userName]],
  ]
  for (const [program, args] of ways) {
    await run(program, args).catch(() => undefined)
    const user = await lookUp()
    if (user) return user
  }
  throw new RecordsFailure(
    'no_system_user',
    `PostgreSQL cannot run as root and the system user "${userName}" could not be made: ` +
      'start Tallybook as an ordinary user, add that system user, or set DATABASE_URL.',
  )
}
