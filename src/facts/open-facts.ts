import { Turnstile } from '../core/index.ts'
import { CallFold } from './calls/call-fold.ts'
import { chargeDrifts } from './charges/charge-drift.ts'
import { addChatMessages } from './charges/chat-messages.ts'
import { driftWindows } from './charges/drift-windows.ts'
import { createFirstUsage } from './charges/first-usage.ts'
import { invoicedCharges } from './charges/invoiced-charges.ts'
import { invoicedUsage } from './charges/invoiced-usage.ts'
import { messageEnds } from './charges/message-ends.ts'
import { PriceMirror } from './charges/price-mirror.ts'
import { rateDrifts } from './charges/rate-drift.ts'
import { rerateOnShard } from './charges/rerate.ts'
import { unratedBelow } from './charges/unrated-below.ts'
import { unratedPayers } from './charges/unrated-payers.ts'
import {
  enteredTotals,
  enterUsage,
  forgetPostedChanges,
  isChangedSince,
  usageTotals,
} from './charges/usage-pass.ts'
import { ChatFold, noChatSettings } from './chats/chat-fold.ts'
import { rebuildChatsOfShard, refoldChatsOfShard } from './chats/fold-chats-again.ts'
import { openCompanyFacts } from './company/company-facts.ts'
import { companyShards } from './company/company-shards.ts'
import { connectEmbedded } from './connect/connect-embedded.ts'
import { connectServer } from './connect/connect-server.ts'
import { allEngines } from './connect/topology.ts'
import type { Facts, FactsOptions, FoldReport, RebuildOptions, RebuiltFacts } from './facts.ts'
import { mergeQuietPartitions } from './fold/merge-quiet-partitions.ts'
import { rebuildShard } from './fold/rebuild.ts'
import { ShardFold } from './fold/shard-fold.ts'
import { MessageLog } from './log/message-log.ts'
import { WriteProbe } from './log/write-probe.ts'
import { openPersons } from './persons/open-persons.ts'
import { openReplays } from './replay/open-replays.ts'
import { migrate, tryToWrite } from './schema/migrate.ts'

const defaultQuietForMs = 600_000

/**
 * Opens the store of facts. Nothing is created before `migrate`.
 * @throws FactsError when it cannot be reached or the directory cannot be used
 */
export async function openFacts(options: FactsOptions): Promise<Facts> {
  const { clock } = options
  const topology =
    'dataDir' in options ? await connectEmbedded(options.dataDir) : await connectServer(options)
  const { layout } = topology
  const writing = new WriteProbe(() => tryToWrite(topology))
  const log = new MessageLog(topology.entry, clock, () => writing.doubt())
  const byNumber = new Map(
    topology.shards.map(({ number, replicas }) => [number, new ShardFold(replicas[0], layout, clock)]),
  )
  const shards = [...byNumber.values()]
  const chatFolds = shards.map((shard) => ({
    shard,
    fold: new ChatFold(shard, options.chatSettings ?? noChatSettings),
  }))
  const callFolds = shards.map((shard) => new CallFold(shard))
  const engineOf = companyShards(topology)
  // What rewrites logs goes one at a time: a replay holds a copy of what an erasure takes out.
  const rewriting = new Turnstile()
  const replays = openReplays(topology, byNumber, { engineOf, clock })
  const forCompany: Facts['forCompany'] = (companyId, view) =>
    openCompanyFacts(companyId, layout, engineOf, view)
  const persons = openPersons(topology, byNumber, { engineOf, forCompany, clock })
  const mirror = new PriceMirror(topology)

  function shardOf(shardNumber: number): ShardFold {
    const shard = byNumber.get(shardNumber)
    if (!shard) throw new TypeError(`There is no shard ${shardNumber}.`)
    return shard
  }

  async function foldChanges(): Promise<FoldReport> {
    const foldedThroughMs = clock()
    const ticks = await Promise.all(shards.map((shard) => shard.tick()))
    const chatTicks = await Promise.all(chatFolds.map(({ fold }) => fold.tick()))
    const callTicks = await Promise.all(callFolds.map((fold) => fold.tick()))
    return {
      keys: ticks.reduce((sum, tick) => sum + tick.keys, 0),
      chats: chatTicks.reduce((sum, tick) => sum + tick.keys, 0),
      calls: callTicks.reduce((sum, tick) => sum + tick.keys, 0),
      companyIds: [...new Set([...ticks, ...chatTicks, ...callTicks].flatMap((tick) => tick.companyIds))],
      foldedThroughMs,
    }
  }

  async function rebuild(rebuildOptions: RebuildOptions = {}): Promise<RebuiltFacts> {
    let messages = 0
    let chats = 0
    let calls = 0
    for (const { shard, fold } of chatFolds) {
      const rebuilt = await rebuildShard(
        shard,
        rebuildOptions,
        rebuildOptions.onProgress ?? (() => undefined),
      )
      messages += rebuilt.messages
      chats += await rebuildChatsOfShard(shard, fold, rebuildOptions)
    }
    for (const fold of callFolds) calls += await fold.rebuild(rebuildOptions)
    return { messages, chats, calls }
  }

  return {
    migrate: () => migrate(topology),
    append: (request, events, chatEvents, callEvents) => log.append(request, events, chatEvents, callEvents),
    importEvents: (events) => log.importEvents(events),
    importChatEvents: (events) => log.importChatEvents(events),
    importCallEvents: (events) => log.importCallEvents(events),
    beginTurn: () => {
      for (const shard of shards) shard.beginTurn()
    },
    foldChanges,
    rebuild,
    refoldChats: async (refoldOptions) => {
      let chats = 0
      for (const { shard, fold } of chatFolds) chats += await refoldChatsOfShard(shard, fold, refoldOptions)
      return { chats }
    },
    mergeQuietPartitions: async ({ quietForMs = defaultQuietForMs } = {}) => {
      for (const engine of allEngines(topology)) await mergeQuietPartitions(engine, layout, quietForMs)
    },
    putPriceVersion: (version) => mirror.putVersion(version),
    putPricePlans: (plans, revision) => mirror.putPlans(plans, revision),
    rateDrifts: (version) => rateDrifts(topology, version),
    rerate: async (rerateOptions) => {
      let messages = 0
      for (const [place, shard] of shards.entries()) {
        await addChatMessages(shard, rerateOptions, clock())
        await callFolds[place]?.addCharged(rerateOptions.companyId)
        messages += (await rerateOnShard(shard, rerateOptions)).messages
      }
      return { messages }
    },
    unratedBelow: (asked) => unratedBelow(shards, asked),
    usage: {
      shardNumbers: topology.shards.map((shard) => shard.number),
      foldedVersion: (shardNumber) => shardOf(shardNumber).completedVersion(),
      isChangedSince: (shardNumber, version) => isChangedSince(shardOf(shardNumber), version),
      enter: (shardNumber, pass) => enterUsage(shardOf(shardNumber), pass),
      totals: (shardNumber, pass) => usageTotals(shardOf(shardNumber), pass),
      enteredTotals: (shardNumber, version) => enteredTotals(shardOf(shardNumber), version),
      invoiced: (asked) => invoicedUsage(byNumber, asked),
      firstUsage: createFirstUsage(byNumber),
      unratedPayers: (asked) => unratedPayers(shards, asked),
      charges: (asked) => invoicedCharges(byNumber, asked),
      ends: (shardNumber, asked) => messageEnds(shardOf(shardNumber), asked),
      forget: (shardNumber, postedVersion) => forgetPostedChanges(shardOf(shardNumber), postedVersion),
      driftWindows: (shardNumber) => driftWindows(shardOf(shardNumber)),
      drifts: (shardNumber, asked) => chargeDrifts(shardOf(shardNumber), asked),
    },
    replays: { ...replays, carryOut: (asked) => rewriting.pass(() => replays.carryOut(asked)) },
    persons: {
      ...persons,
      erase: (erasure) => rewriting.pass(() => persons.erase(erasure)),
      eraseOlder: (cuts) => rewriting.pass(() => persons.eraseOlder(cuts)),
    },
    forCompany,
    ping: async () => {
      for (const engine of allEngines(topology)) await engine.ask('probe', 'SELECT 1')
      await writing.check()
    },
    close: async () => {
      await log.close()
      await Promise.all(shards.map((shard) => shard.idle()))
      await topology.close()
    },
  }
}
