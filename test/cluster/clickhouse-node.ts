/**
 * One ClickHouse server as a process of its own: `node clickhouse-node.ts <libchdb.so> <argument>…`.
 *
 * `chdb_query_cmdline` is the whole `clickhouse local` program. It blocks its thread for as long as its last query
 * waits, so it runs on a thread of its own, and this one watches the pipe from the parent: when that closes, because the
 * parent died, the process removes its data (its working directory) and kills itself. An ordinary exit would wait for the
 * query.
 */
import { rmSync } from 'node:fs'
import { DataType, load, open } from 'ffi-rs'

const [libraryPath, ...clickhouseArguments] = process.argv.slice(2)
if (libraryPath === undefined) throw new Error('The path of libchdb.so is missing.')

process.stdin.on('end', leave).on('error', leave).resume()

function leave(): void {
  rmSync(process.cwd(), { recursive: true, force: true, maxRetries: 3 })
  killOurselves()
}

function killOurselves(): void {
  process.kill(process.pid, 'SIGKILL')
}

const programArguments = ['clickhouse', ...clickhouseArguments]
open({ library: 'chdb', path: libraryPath })
await load({
  library: 'chdb',
  funcName: 'chdb_query_cmdline',
  retType: DataType.External,
  paramsType: [DataType.I32, DataType.StringArray],
  paramsValue: [programArguments.length, programArguments],
  runInNewThread: true,
})
// The waiting query never ends by itself: coming here means that the server could not start, and has said why.
killOurselves()
