/** An element with attributes; its content is text or elements in their order. */
export interface XmlElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly content: string | readonly XmlElement[]
}

/** What has no value is left out, so that builders can write optional elements in place. */
export type XmlContent = string | readonly (XmlElement | null)[]

export function element(
  name: string,
  content: XmlContent,
  attributes: Readonly<Record<string, string>> = {},
): XmlElement {
  return {
    name,
    attributes,
    content: typeof content === 'string' ? content : content.filter((child) => child !== null),
  }
}

/** The element, or nothing where there is no text: an empty element breaks the rules of EN 16931. */
export function optional(
  name: string,
  text: string | null | undefined,
  attributes: Readonly<Record<string, string>> = {},
): XmlElement | null {
  return text ? element(name, text, attributes) : null
}

/** The element, or nothing where all of its content is left out. */
export function group(name: string, content: readonly (XmlElement | null)[]): XmlElement | null {
  const children = content.filter((child) => child !== null)
  return children.length === 0 ? null : element(name, children)
}

/** A whole file, UTF-8, indented by two spaces: people open it too. */
export function writeXml(root: XmlElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${write(root, '')}`
}

function write({ name, attributes, content }: XmlElement, indent: string): string {
  const opening = [name, ...Object.entries(attributes).map(([key, value]) => `${key}="${escapeXml(value)}"`)]
  const inner =
    typeof content === 'string'
      ? escapeXml(content)
      : `\n${content.map((child) => write(child, `${indent}  `)).join('')}${indent}`
  return `${indent}<${opening.join(' ')}>${inner}</${name}>\n`
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
}

/** Escapes a text; characters that XML 1.0 cannot hold at all are left out. */
export function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replace(/(?![\t\n\r])[\p{Cc}\ufffe\uffff]/gu, '')
    .replace(/[&<>"\r]/g, (character) => entities[character] ?? character)
}
