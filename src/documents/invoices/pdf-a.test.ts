import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { beforeAll, describe, expect, test } from 'vitest'
import { attachmentOf, type PdfObject, pdfObjects, xmpOf } from './read-pdf.fixture.ts'
import { renderInvoice } from './render-invoice.ts'
import {
  germanCreditNote,
  germanInvoice,
  proFormas,
  russianInvoice,
  swissProForma,
} from './sample-documents.fixture.ts'

const documents = [germanInvoice, germanCreditNote, russianInvoice, swissProForma] as const

describe.each(documents.map((document) => [document.number, document] as const))(
  '%s is PDF/A-3b',
  (_, document) => {
    let bytes: Uint8Array
    let objects: PdfObject[]
    let text: string
    beforeAll(async () => {
      bytes = await renderInvoice(document)
      objects = pdfObjects(bytes)
      text = Buffer.from(bytes).toString('latin1')
    })
    const withType = (type: string) =>
      objects.filter(({ head }) => new RegExp(`/Type /${type}\\b`).test(head))

    test('the head says version 1.7 and that the file is binary', () => {
      expect(text.startsWith('%PDF-1.7\n%\xff\xff\xff\xff')).toBe(true)
      expect(text.trimEnd().endsWith('%%EOF')).toBe(true)
    })

    test('the metadata says part 3, conformance B, and is well formed and not packed', () => {
      const xmp = xmpOf(bytes)
      expect(XMLValidator.validate(xmp)).toBe(true)
      expect(xmp).toContain('<pdfaid:part>3</pdfaid:part>')
      expect(xmp).toContain('<pdfaid:conformance>B</pdfaid:conformance>')
      const [metadata] = withType('Metadata')
      expect(metadata?.head).not.toContain('/Filter')
      const [catalog] = withType('Catalog')
      expect(catalog?.head).toContain(`/Metadata ${metadata?.id} 0 R`)
    })

    test('every font is embedded, with its widths and a map to Unicode', () => {
      const fonts = objects.filter(({ head }) => head.includes('/Subtype /Type0'))
      expect(fonts.length).toBeGreaterThan(0)
      for (const { head } of fonts) {
        expect(head).toMatch(/\/ToUnicode \d+ 0 R/)
        expect(head).toMatch(/\/BaseFont \/[A-Z]{6}\+Inter-/)
      }
      const descriptors = withType('FontDescriptor')
      expect(descriptors).toHaveLength(fonts.length)
      for (const { head } of descriptors) expect(head).toMatch(/\/FontFile2 \d+ 0 R/)
      expect(objects.filter(({ head }) => /\/Subtype \/(?:Type1|TrueType|Type3)\b/.test(head))).toEqual([])
    })

    test('no text uses the glyph for what is missing', () => {
      const contents = objects.flatMap(({ stream }) => (stream ? [stream.toString('latin1')] : []))
      const shown = contents.filter((content) => content.includes('BT')).join('\n')
      const glyphs = [...shown.matchAll(/<([0-9a-f]+)>/g)].flatMap(([, hex = '']) => hex.match(/.{4}/g) ?? [])
      expect(glyphs.length).toBeGreaterThan(100)
      expect(glyphs).not.toContain('0000')
    })

    test('colours are those of an embedded sRGB profile', () => {
      const [intent] = withType('OutputIntent')
      expect(intent?.head).toContain('/S /GTS_PDFA1')
      const profileId = Number(/\/DestOutputProfile (\d+) 0 R/.exec(intent?.head ?? '')?.[1])
      const profile = objects.find(({ id }) => id === profileId)
      expect(profile?.head).toContain('/N 3')
      expect(profile?.stream?.subarray(36, 40).toString('latin1')).toBe('acsp')
    })

    test('nothing that PDF/A forbids is in it', () => {
      const heads = objects.map(({ head }) => head).join('\n')
      for (const forbidden of [
        '/JavaScript',
        '/JS ',
        '/Encrypt',
        '/SMask',
        '/ExtGState',
        '/Launch',
        '/LZWDecode',
        '/AA',
        '/OpenAction',
        '/XFA',
      ])
        expect(heads).not.toContain(forbidden)
      expect(text.slice(text.lastIndexOf('trailer'))).not.toContain('/Encrypt')
      expect(text.slice(text.lastIndexOf('trailer'))).toMatch(/\/ID \[<[0-9a-f]{32}> <[0-9a-f]{32}>\]/)
    })

    test('every reference has its object, at the offset of the table', () => {
      const ids = new Set(objects.map(({ id }) => id))
      const references = objects.flatMap(({ head }) =>
        [...head.matchAll(/(\d+) 0 R/g)].map(([, id]) => Number(id)),
      )
      expect(references.filter((id) => !ids.has(id))).toEqual([])
      const table = [...text.slice(text.lastIndexOf('\nxref\n')).matchAll(/^(\d{10}) 00000 n $/gm)]
      expect(table).toHaveLength(ids.size)
      table.forEach(([, offset], index) => {
        expect(text.slice(Number(offset)).startsWith(`${index + 1} 0 obj\n`)).toBe(true)
      })
    })
  },
)

describe('Factur-X', () => {
  test.each([germanInvoice, germanCreditNote])(
    'the XML is attached as an alternative of the page',
    async (document) => {
      const bytes = await renderInvoice(document)
      const objects = pdfObjects(bytes)
      const spec = objects.find(({ head }) => head.includes('/Type /Filespec'))
      expect(spec?.head).toContain('/AFRelationship /Alternative')
      expect(spec?.head).toContain('/F (factur-x.xml)')
      expect(spec?.head).toContain('/UF (factur-x.xml)')
      const file = objects.find(({ head }) => head.includes('/Type /EmbeddedFile'))
      expect(file?.head).toContain('/Subtype /text#2Fxml')
      expect(file?.head).toContain(`/ModDate (D:${document.issuedOn.replaceAll('-', '')}120000Z)`)
      const catalog = objects.find(({ head }) => head.includes('/Type /Catalog'))
      expect(catalog?.head).toContain(`/AF [${spec?.id} 0 R]`)
      expect(objects.some(({ head }) => head.includes('/EmbeddedFiles'))).toBe(true)
      expect(attachmentOf(bytes)).toContain(`<ram:ID>${document.number}</ram:ID>`)
    },
  )

  test('the metadata names the file, the profile and describes its own schema', async () => {
    const xmp = xmpOf(await renderInvoice(germanInvoice))
    for (const part of [
      '<fx:DocumentType>INVOICE</fx:DocumentType>',
      '<fx:DocumentFileName>factur-x.xml</fx:DocumentFileName>',
      '<fx:Version>1.0</fx:Version>',
      '<fx:ConformanceLevel>EN 16931</fx:ConformanceLevel>',
      '<pdfaSchema:prefix>fx</pdfaSchema:prefix>',
    ])
      expect(xmp).toContain(part)
    const described = [...xmp.matchAll(/<pdfaProperty:name>(\w+)</g)].map(([, name]) => name).sort()
    const used = [...xmp.matchAll(/<fx:(\w+)>/g)].map(([, name]) => name).sort()
    expect(described).toEqual(used)
  })

  test('names that XML cannot hold as they are do no harm', async () => {
    const legalName = `Müller & <Söhne> "GmbH" ]]> \u0000\u0008`
    const bytes = await renderInvoice({
      ...germanInvoice,
      supplier: { ...germanInvoice.supplier, legalName },
    })
    const parser = new XMLParser({ ignoreAttributes: false, processEntities: true })
    expect(XMLValidator.validate(xmpOf(bytes))).toBe(true)
    expect(XMLValidator.validate(attachmentOf(bytes) ?? '')).toBe(true)
    expect(JSON.stringify(parser.parse(attachmentOf(bytes) ?? ''))).toContain('Müller & <Söhne>')
  })

  test('a pro-forma and a supplier elsewhere have none', async () => {
    for (const document of [{ ...proFormas.epc, electronicFormat: 'factur-x' as const }, russianInvoice])
      expect(attachmentOf(await renderInvoice(document))).toBeNull()
  })
})
