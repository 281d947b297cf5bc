import { describe, expect, test } from 'vitest'
import { colorDistance, hueDegrees, type Vision, visions } from './color-blindness.ts'
import {
  accentColor,
  actorColors,
  backlogColors,
  type ColorScheme,
  channelColor,
  channelColors,
  chatStateColors,
  hatchedStatuses,
  otherColor,
  partColors,
  type Shades,
  speedColors,
  statusColors,
  statusKeys,
} from './palette.ts'

const schemes: readonly ColorScheme[] = ['light', 'dark']
const everyVision = Object.keys(visions) as Vision[]
/** Four times the just noticeable difference: told apart at a glance, also in a thin bar. */
const leastDistance = 0.08

function pairsOf<T>(items: readonly T[]): [T, T][] {
  return items.flatMap((first, index) => items.slice(index + 1).map((second): [T, T] => [first, second]))
}

function tooClose(colors: Readonly<Record<string, Shades>>, scheme: ColorScheme): string[] {
  return pairsOf(Object.keys(colors)).flatMap(([first, second]) =>
    everyVision
      .map((vision) => ({
        vision,
        distance: colorDistance(colors[first]?.[scheme] ?? '', colors[second]?.[scheme] ?? '', vision),
      }))
      .filter(({ distance }) => !(distance >= leastDistance))
      .map(({ vision, distance }) => `${first}/${second} ${vision} ${distance.toFixed(3)}`),
  )
}

describe('the palette', () => {
  test.each(schemes)('tells every two plain statuses apart for every vision (%s)', (scheme) => {
    const plain = Object.fromEntries(
      statusKeys.filter((key) => !hatchedStatuses.has(key)).map((key) => [key, statusColors[key]]),
    )
    expect(tooClose(plain, scheme)).toEqual([])
  })

  test.each(schemes)('tells every two well-known channels apart for every vision (%s)', (scheme) => {
    expect(tooClose(channelColors, scheme)).toEqual([])
  })

  test.each(schemes)('tells the parts of every chart of chats apart for every vision (%s)', (scheme) => {
    const charts: readonly Readonly<Record<string, Shades>>[] = [
      chatStateColors,
      actorColors,
      backlogColors,
      Object.fromEntries(speedColors.map((shades, place) => [`speed ${place}`, shades])),
      Object.fromEntries([...partColors, otherColor].map((shades, place) => [`part ${place}`, shades])),
    ]
    for (const colors of charts) expect(tooClose(colors, scheme)).toEqual([])
  })

  test('keeps the hue of a meaning in both themes', () => {
    const coloured = { ...statusColors, ...channelColors, accent: accentColor }
    const grey = new Set(['not_sent', 'unconfirmed'])
    const drifts = Object.entries(coloured)
      .filter(([key]) => !grey.has(key))
      .map(([key, shades]) => {
        const apart = Math.abs(hueDegrees(shades.light) - hueDegrees(shades.dark))
        return { key, degrees: Math.min(apart, 360 - apart) }
      })
      .filter(({ degrees }) => degrees > 12)
    expect(drifts).toEqual([])
  })

  test('gives an unknown channel the same colour every time', () => {
    expect(channelColor('telegram', 'light')).toBe(channelColor('telegram', 'light'))
    expect(channelColor('telegram', 'light')).toMatch(/^#[0-9a-f]{6}$/)
    expect(channelColor('constructor', 'light')).toMatch(/^#[0-9a-f]{6}$/)
  })
})
