import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { nodePath } from './install-packages.mjs'

/**
 * Statements of the embedded engine hold a thread of Node's pool as long as they run; the usual four would be shared with
 * passwords and files.
 */
const threadPoolSize = '16'

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
      UV_THREADPOOL_SIZE: threadPoolSize,
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
  if (watched) stopWithNpm(child)
  return new Promise((resolve) => {
    child.once('error', (error) => {
      console.error(`Node 24 could not be run: ${error.message}`)
      resolve(1)
    })
    child.once('exit', (code, signal) => resolve(signal === null ? (code ?? 1) : 1))
  })
}

const parentPollMs = 500

/**
 * npm hands signals to the shell between it and this process, and some shells die of them without a word. Then this process
 * has another parent, and the server has to stop all the same.
 */
function stopWithNpm(child) {
  if (process.env.npm_lifecycle_event === undefined) return
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    child.kill('SIGTERM')
  }, parentPollMs)
  timer.unref()
}
