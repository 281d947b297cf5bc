import type { RawSearch } from '../ui/selection/search-values.ts'

/**
 * Reads an address so that a page sees what it knows and nothing else. The router lays what a page reads over what the address says,
 * so a value that makes no sense would come through wherever the page leaves it out: here it is overlaid by `undefined`.
 */
export function onlyKnown<Search extends object>(
  parse: (raw: RawSearch) => Search,
): (raw: RawSearch) => Search {
  return (raw) => ({
    ...Object.fromEntries(Object.keys(raw).map((name) => [name, undefined])),
    ...parse(raw),
  })
}
