import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { resolveLibchdb } from 'chdb/libchdb'
import { clusterConfig, clusterName, type NodeAddress } from './cluster-config.ts'
import { freePorts } from './free-ports.ts'

export interface ClusterNode {
  readonly host: string
  /** HTTP interface of this node. */
  readonly url: string
}

export interface TestCluster {
  /** HTTP interface of the first node. */
  readonly url: string
  readonly cluster: string
  readonly nodes: readonly ClusterNode[]
  /** Ends every node and removes its data. */
  stop(): Promise<void>
}

const shardHosts = ['127.0.0.2', '127.0.0.3'] as const
const startTimeoutMs = 60_000
const pollIntervalMs = 100
const nodeProgram = fileURLToPath(new URL('clickhouse-node.ts', import.meta.url))

const listenAndWait =
  'SYSTEM START LISTEN HTTP; SYSTEM START LISTEN TCP; ' +
  'SELECT sleepEachRow(1) FROM system.numbers SETTINGS max_block_size = 1 FORMAT Null'

/**
 * Starts a sharded ClickHouse cluster (two shards, cluster name `tallybook`) out of npm packages alone, on loopback
 * addresses of its own. Throws, in a sentence, where the platform can't run it: cluster tests never skip.
 */
export async function startCluster(): Promise<TestCluster> {
  const libraryPath = findLibrary()
  const [httpPort = 0, tcpPort = 0] = await freePorts(shardHosts, 2)
  const addresses = shardHosts.map((host) => ({ host, httpPort, tcpPort }))
  const started: NodeProcess[] = []
  const stop = async () => {
    await Promise.all(started.map(endNode))
  }
  try {
    for (const address of addresses) started.push(await startNode(libraryPath, address, addresses))
    await Promise.all(started.map(waitUntilAnswering))
  } catch (error) {
    await stop()
    throw error
  }
  const nodes = addresses.map(({ host }) => ({ host, url: `http://${host}:${httpPort}` }))
  return { url: `http://${shardHosts[0]}:${httpPort}`, cluster: clusterName, nodes, stop }
}

interface NodeProcess {
  readonly address: NodeAddress
  readonly directory: string
  readonly process: ChildProcess
}

function findLibrary(): string {
  if (process.platform !== 'linux')
    throw new Error(
      `The cluster tests need Linux (this is ${process.platform}): only there is every address of 127.0.0.0/8 ` +
        'a loopback address, and each node of the cluster needs its own. Run them in a Linux container.',
    )
  return resolveLibchdb().path
}

async function startNode(
  libraryPath: string,
  address: NodeAddress,
  all: readonly NodeAddress[],
): Promise<NodeProcess> {
  const directory = await mkdtemp(join(tmpdir(), 'tallybook-cluster-'))
  const configPath = join(directory, 'config.xml')
  await writeFile(configPath, clusterConfig(all))
  const nodeArguments = [
    nodeProgram,
    libraryPath,
    `--path=${directory}`,
    `--config-file=${configPath}`,
    `--http_port=${address.httpPort}`,
    `--tcp_port=${address.tcpPort}`,
    `--listen_host=${address.host}`,
    '--log-level=warning',
    `--query=${listenAndWait}`,
  ]
  const log = await open(logPath(directory), 'a')
  try {
    // The open end of the pipe on stdin is what keeps the node alive: see clickhouse-node.ts.
    const child = spawn(process.execPath, nodeArguments, { stdio: ['pipe', log.fd, log.fd], cwd: directory })
    return { address, directory, process: child }
  } finally {
    await log.close()
  }
}

const logPath = (directory: string): string => join(directory, 'node.log')

const hasEnded = (node: NodeProcess): boolean =>
  node.process.exitCode !== null || node.process.signalCode !== null

async function waitUntilAnswering(node: NodeProcess): Promise<void> {
  const { host, httpPort } = node.address
  const deadlineMs = performance.now() + startTimeoutMs
  while (performance.now() < deadlineMs && !hasEnded(node)) {
    const answered = await fetch(`http://${host}:${httpPort}/ping`)
      .then((response) => response.ok)
      .catch(() => false)
    if (answered) return
    await delay(pollIntervalMs)
  }
  const log = await readFile(logPath(node.directory), 'utf8').catch(() => '(no log)')
  throw new Error(`ClickHouse node ${host} did not start. Its log ends with:\n${log.slice(-2_000)}`)
}

async function endNode(node: NodeProcess): Promise<void> {
  if (!hasEnded(node)) {
    const ended = once(node.process, 'exit')
    node.process.kill('SIGKILL')
    await ended
  }
  await rm(node.directory, { recursive: true, force: true })
}
