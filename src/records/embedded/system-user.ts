import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { RecordsFailure } from '../records-failure.ts'

/** Whom the server runs as. Empty when this process may run it itself. */
export interface SystemUser {
  readonly uid?: number
  readonly gid?: number
  /** Passes through folders that are closed to it, by one right of root that is left to it. */
  readonly passesClosedFolders?: true
}

/** How to start a program as a system user. */
export interface Command {
  readonly file: string
  readonly args: readonly string[]
  readonly ids: { readonly uid?: number; readonly gid?: number }
}

const run = promisify(execFile)
const userName = 'postgres'

/** PostgreSQL refuses to run as root, so under root it runs as the system user `postgres`, made when missing. */
export async function findSystemUser(): Promise<SystemUser> {
  if (process.getuid?.() !== 0) return {}
  return (await lookUp()) ?? (await create())
}

export function commandAs(user: SystemUser, file: string, args: readonly string[]): Command {
  const { uid, gid } = user
  if (uid === undefined || gid === undefined) return { file, args, ids: {} }
  if (!user.passesClosedFolders) return { file, args, ids: { uid, gid } }
  return {
    file: 'setpriv',
    args: [...keepOneRight, `--reuid=${uid}`, `--regid=${gid}`, '--', file, ...args],
    ids: {},
  }
}

/** Everything that makes root is given up but the right to open what file modes close (util-linux). */
const keepOneRight = [
  '--clear-groups',
  '--no-new-privs',
  '--securebits=+no_setuid_fixup',
  '--bounding-set=-all,+dac_override',
  '--inh-caps=-all,+dac_override',
  '--ambient-caps=-all,+dac_override',
]

/**
 * The user with what it needs to reach all of these folders and programs. A clone in `/root`, usual in containers, is
 * closed to every other user; then one right of root is left to the server.
 */
export async function withReach(user: SystemUser, paths: readonly string[]): Promise<SystemUser> {
  for (const way of [user, { ...user, passesClosedFolders: true as const }]) {
    const reached = await Promise.all(paths.map((path) => canReach(way, path)))
    if (reached.every(Boolean)) return way
  }
  throw new RecordsFailure(
    'data_dir_unreadable_for_postgres',
    `PostgreSQL cannot run as root, and its system user "${userName}" cannot reach ${paths.join(' and ')}: ` +
      'start Tallybook as the user who owns that folder, move it out of a private folder such as /root, or set DATABASE_URL.',
  )
}

/** Whether the user can pass through a folder or run a program. */
export async function canReach(user: SystemUser, path: string): Promise<boolean> {
  if (user.uid === undefined) return true
  const { file, args, ids } = commandAs(user, '/bin/sh', ['-c', 'test -x "$1"', 'sh', path])
  return run(file, args, { ...ids, cwd: '/' }).then(
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
