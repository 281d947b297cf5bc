/** Draws from a seeded sequence: the same seed gives the same draws on every machine. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number
  /** Uniform whole number in [0, below). */
  below(below: number): number
  /** True with the given probability. */
  chance(probability: number): boolean
  /** One of a list; all equally likely. Throws on an empty list. */
  pick<T>(list: readonly T[]): T
  /** A draw of the log-normal distribution with this median; `sigma` is the spread of its logarithm. */
  logNormal(median: number, sigma: number): number
  /** 32 random bits as an unsigned number. */
  bits(): number
}

/**
 * The generator sfc32 ("small fast counting", Chris Doty-Humphrey, PractRand), seeded through a mixer so that
 * neighbouring seeds give unrelated sequences. Not for secrets.
 */
export function createRandom(seed: number | string): Random {
  let [a, b, c] = mix(String(seed))
  let counter = 1
  const bits = (): number => {
    const result = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + result
    c |= 0
    return result >>> 0
  }
  for (let round = 0; round < 12; round++) bits()
  const next = (): number => bits() / 4_294_967_296
  // Box-Muller; 1 - next() keeps the logarithm finite.
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
  const below = (limit: number): number => Math.floor(next() * limit)
  return {
    next,
    below,
    bits,
    chance: (probability) => next() < probability,
    pick: (list) => {
      const picked = list[below(list.length)]
      if (picked === undefined) throw new RangeError('Nothing to pick from.')
      return picked
    },
    logNormal: (median, sigma) => median * Math.exp(sigma * normal()),
  }
}

/** Three words of FNV-1a over the seed's characters, each from a basis of its own. */
function mix(seed: string): [number, number, number] {
  const words: [number, number, number] = [0x811c9dc5, 0x9e3779b9, 0x85ebca6b]
  for (let index = 0; index < seed.length; index++)
    for (const place of [0, 1, 2] as const)
      words[place] = Math.imul(words[place] ^ (seed.charCodeAt(index) + place), 0x01000193)
  return words
}
