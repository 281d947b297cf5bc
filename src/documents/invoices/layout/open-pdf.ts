import Pdf from 'pdfkit'
import { escapeXml } from '../factur-x/xml.ts'
import { fontOf } from './fonts.ts'

/** Points of 1/72 inch; A4. */
export const page = { width: 595.28, height: 841.89, left: 44, right: 44, top: 44, bottom: 60 } as const

export interface PdfOptions {
  readonly title: string
  readonly author: string
  readonly language: string
  readonly madeAt: Date
  /** Tells this file from every other one; its identifier is made of it. */
  readonly fingerprint: string
}

/**
 * An empty PDF/A-3b file (ISO 19005-3): fonts embedded, colours of the sRGB output intent, no encryption. Nothing in it
 * depends on the clock, the time zone or the process.
 */
export function openPdf(options: PdfOptions): PDFKit.PDFDocument {
  const info = {
    Producer: 'Tallybook',
    Creator: 'Tallybook',
    CreationDate: options.madeAt,
    ModDate: options.madeAt,
    Fingerprint: options.fingerprint,
  }
  const pdf = new Pdf({
    pdfVersion: '1.7',
    subset: 'PDF/A-3b',
    lang: options.language,
    displayTitle: true,
    autoFirstPage: false,
    // All pages stay open until the end: each says how many there are.
    bufferPages: true,
    size: 'A4',
    margin: 0,
    // No font here: the standard ones are not embedded, which PDF/A forbids.
    font: '',
    info,
  })
  pdf.registerFont('regular', fontOf('regular'))
  pdf.registerFont('semibold', fontOf('semibold'))
  // The title and the author stand in the XMP metadata alone: pdfkit writes those of `info` there without escaping them.
  pdf.appendXML(titleMetadata(options))
  return pdf
}

function titleMetadata({ title, author, madeAt }: PdfOptions): string {
  const instant = `${madeAt.toISOString().slice(0, 19)}Z`
  return `
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
  <dc:format>application/pdf</dc:format>
  <dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escapeXml(title)}</rdf:li></rdf:Alt></dc:title>
  <dc:creator><rdf:Seq><rdf:li>${escapeXml(author)}</rdf:li></rdf:Seq></dc:creator>
  <xmp:ModifyDate>${instant}</xmp:ModifyDate>
  <xmp:MetadataDate>${instant}</xmp:MetadataDate>
</rdf:Description>`
}

/** The whole file, once it is ended. */
export async function pdfBytes(pdf: PDFKit.PDFDocument): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  pdf.on('data', (chunk: Uint8Array) => chunks.push(chunk))
  const ended = new Promise<void>((resolve, reject) => {
    pdf.on('end', resolve)
    pdf.on('error', reject)
  })
  pdf.end()
  await ended
  return Buffer.concat(chunks)
}
