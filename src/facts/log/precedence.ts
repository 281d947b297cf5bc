/** 42 bits of milliseconds: until the year 2109. */
const latestMs = 4_398_046_511_103
const contentBits = 22n
const contentMask = 0x3f_ffff

/**
 * Which of several copies of an event stays, as one number: the greatest is that of the earliest received; of copies
 * received in the same millisecond, a fixed one by content. A function of the copy alone, so that no order matters.
 */
export function precedenceOf(receivedAtMs: number, content: string): bigint {
  return (BigInt(latestMs - receivedAtMs) << contentBits) | BigInt(contentHash(content) & contentMask)
}

/** FNV-1a over UTF-16 code units, folded to 32 bits: tells contents apart, secures nothing. */
function contentHash(content: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < content.length; index += 1)
    hash = Math.imul(hash ^ content.charCodeAt(index), 0x01000193)
  return (hash ^ (hash >>> 15)) >>> 0
}
