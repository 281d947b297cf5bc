/**
 * How far apart two colours look to people with and without colour blindness. Matrices of full dichromacy: Machado,
 * Oliveira, Fernandes (2009); distances in OKLab (Ottosson, 2020), where about 0.02 is just noticeable.
 */
type Vector = readonly [number, number, number]
type Matrix = readonly [Vector, Vector, Vector]

export const visions = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
} as const satisfies Record<string, Matrix>
export type Vision = keyof typeof visions

function toLinear(hex: string): Vector {
  const channel = (at: number): number => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return [channel(1), channel(3), channel(5)]
}

function apply(matrix: Matrix, [r, g, b]: Vector): Vector {
  const row = ([x, y, z]: Vector): number => Math.max(0, x * r + y * g + z * b)
  return [row(matrix[0]), row(matrix[1]), row(matrix[2])]
}

function toOklab([r, g, b]: Vector): Vector {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ]
}

/** Distance of two `#rrggbb` colours in OKLab, as seen with `vision`. */
export function colorDistance(a: string, b: string, vision: Vision): number {
  const [l1, a1, b1] = toOklab(apply(visions[vision], toLinear(a)))
  const [l2, a2, b2] = toOklab(apply(visions[vision], toLinear(b)))
  return Math.hypot(l1 - l2, a1 - a2, b1 - b2)
}

/** Hue in degrees in OKLab; only meaningful for colours that are not grey. */
export function hueDegrees(hex: string): number {
  const [, a, b] = toOklab(toLinear(hex))
  return ((Math.atan2(b, a) * 180) / Math.PI + 360) % 360
}
