/** What is wrong with a text of an XML document, as the rest of a sentence. */
export class XmlFault extends Error {}

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }
const reference = /&(?:#x(?<hex>[0-9a-f]{1,6})|#(?<decimal>\d{1,7})|(?<name>\w+));/gi

/** Replaces character references and the five entities that XML knows by itself; throws an `XmlFault` at any other. */
export function decodeXmlText(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(reference, (written, ...rest) => {
    const { hex, decimal, name }: Record<string, string | undefined> = rest.at(-1)
    if (name !== undefined) {
      const value = Object.hasOwn(named, name) ? named[name] : undefined
      if (value === undefined) throw new XmlFault(`the entity ${written} is not known`)
      return value
    }
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
    if (code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))
      throw new XmlFault(`there is no character ${written}`)
    return String.fromCodePoint(code)
  })
}
