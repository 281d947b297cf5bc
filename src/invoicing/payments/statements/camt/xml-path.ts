import type { XmlElement } from './xml-tree.ts'

/** Children of this name. */
export function childrenOf(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter((child) => child.name === name)
}

/** The first element at `Tp/CdOrPrtry/Cd`; null when a step is missing. */
export function elementAt(element: XmlElement, path: string): XmlElement | null {
  let found: XmlElement | undefined = element
  for (const step of path.split('/')) found = found?.children.find((child) => child.name === step)
  return found ?? null
}

/** The text there, without spaces around it; undefined when there is none. */
export function textAt(element: XmlElement, path: string): string | undefined {
  const text = elementAt(element, path)?.text.trim()
  return text === '' ? undefined : text
}

/** The text at the first of the paths that has one. */
export function firstTextAt(element: XmlElement, paths: readonly string[]): string | undefined {
  for (const path of paths) {
    const text = textAt(element, path)
    if (text !== undefined) return text
  }
  return undefined
}
