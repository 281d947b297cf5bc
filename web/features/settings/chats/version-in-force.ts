interface Version {
  readonly from: string | null
}

/** Index of the version that is in force now; -1: none is yet. Versions are ascending. */
export function indexInForce(versions: readonly Version[], nowMs: number): number {
  return versions.findLastIndex(({ from }) => from === null || Date.parse(from) <= nowMs)
}

/** What a version that is about to be made begins with: what is in force now, else the first one. */
export function versionToStartFrom<V extends Version>(versions: readonly V[], nowMs: number): V | undefined {
  return versions[indexInForce(versions, nowMs)] ?? versions[0]
}
