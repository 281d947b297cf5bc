import { inflateSync } from 'node:zlib'
import { createCanvas } from '@napi-rs/canvas'
import { getDocument, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { decodeQR } from 'qr/decode.js'

async function pagesOf(bytes: Uint8Array): Promise<PDFPageProxy[]> {
  // pdf.js takes the bytes over: it gets its own copy.
  const document = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise
  return Promise.all(Array.from({ length: document.numPages }, (_, index) => document.getPage(index + 1)))
}

/** The text of every page, in the order of writing; no-break and thin spaces as spaces, lines parted by a space. */
export async function pageTexts(bytes: Uint8Array): Promise<string[]> {
  const pages = await pagesOf(bytes)
  return Promise.all(
    pages.map(async (page) => {
      const { items } = await page.getTextContent()
      return plain(items.map((item) => ('str' in item ? item.str : '')).join(' '))
    }),
  )
}

export const plain = (text: string): string => text.replace(/\s+/gu, ' ').trim()

/** Boxes of all texts of a page, in points from its upper left corner. */
export async function textBoxes(bytes: Uint8Array, pageNumber: number) {
  const page = (await pagesOf(bytes))[pageNumber - 1]
  if (!page) return []
  const { items } = await page.getTextContent()
  return items.flatMap((item) =>
    'str' in item && item.str.trim() !== ''
      ? [
          {
            text: item.str,
            left: item.transform[4],
            right: item.transform[4] + item.width,
            bottom: item.transform[5],
          },
        ]
      : [],
  )
}

/** What the only payment code of a page says, read from the page as it looks. */
export async function decodePage(bytes: Uint8Array, pageNumber = 1): Promise<string> {
  const page = (await pagesOf(bytes))[pageNumber - 1]
  if (!page) throw new Error(`There is no page ${pageNumber}.`)
  const viewport = page.getViewport({ scale: 4 })
  const canvas = createCanvas(Math.round(viewport.width), Math.round(viewport.height))
  const context = canvas.getContext('2d')
  // It draws like the canvas of a browser, of which pdf.js has the type.
  const options = { canvas: null, canvasContext: Object.create(null), viewport }
  await page.render(Object.assign(options, { canvasContext: context })).promise
  const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height)
  return decodeQR({ data, width, height }, { timeLimit: 5_000, effort: 3 })
}

export interface PdfObject {
  readonly id: number
  /** The dictionary as it is written. */
  readonly head: string
  /** Unpacked. */
  readonly stream: Buffer | null
}

/** The objects of a file as pdfkit writes it: one after another, streams packed with Flate or not at all. */
export function pdfObjects(bytes: Uint8Array): PdfObject[] {
  const text = Buffer.from(bytes).toString('latin1')
  return [...text.matchAll(/^(\d+) 0 obj\n([\s\S]*?)\nendobj$/gm)].map(([, id = '', body = '']) => {
    const start = body.indexOf('\nstream\n')
    if (start < 0) return { id: Number(id), head: body, stream: null }
    const head = body.slice(0, start)
    const packed = Buffer.from(
      body.slice(start + '\nstream\n'.length, body.lastIndexOf('\nendstream')),
      'latin1',
    )
    return { id: Number(id), head, stream: head.includes('/FlateDecode') ? inflateSync(packed) : packed }
  })
}

/** Text of the XMP metadata. */
export function xmpOf(bytes: Uint8Array): string {
  const metadata = pdfObjects(bytes).find(({ head }) => head.includes('/Type /Metadata'))
  return metadata?.stream?.toString('utf8') ?? ''
}

/** The embedded XML, or null. */
export function attachmentOf(bytes: Uint8Array): string | null {
  const file = pdfObjects(bytes).find(({ head }) => head.includes('/Type /EmbeddedFile'))
  return file?.stream?.toString('utf8') ?? null
}
