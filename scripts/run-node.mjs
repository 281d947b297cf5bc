import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { nodePath } from './install-packages.mjs'

/**
 * Runs a script on the Node 24 of node_modules and resolves with its exit code. Signals are passed on. `watched`
 * opens a channel that tells the child when this process is gone, however it went, so that a server never outlives
 * the command that began it.
 */
export function runNode(root, args, { watched = false } = {}) {
  const child = spawn(nodePath(root), args, {
    cwd: root,
    stdio: watched ? ['inherit', 'inherit', 'inherit', 'ipc'] : 'inherit',
    env: {
      ...process.env,
      PATH: `${join(root, 'node_modules', '.bin')}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH ?? ''}`,
    },
  })
  for (const signal of ['SIGTERM', 'SIGHUP', 'SIGINT']) {
    process.on(signal, () => {
      // A terminal sends Ctrl-C to the whole group: the child already has it, and a second one would cut its stop short.
      if (signal === 'SIGINT' && process.stdin.isTTY) return
      child.kill(signal)
    })
  }
  return new Promise((resolve) => {
    child.once('error', (error) => {
      console.error(`Node 24 could not be run: ${error.message}`)
      resolve(1)
    })
    child.once('exit', (code, signal) => resolve(signal === null ? (code ?? 1) : 1))
  })
}
