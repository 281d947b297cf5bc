import { encodeQR } from 'qr'
import type { PaymentQrKind } from '../invoice-document.ts'
import type { Canvas } from '../layout/canvas.ts'

/** Millimetres in PDF points. */
const pointsPerMm = 72 / 25.4
/** The Swiss standard sets 46 mm, with a cross of 7 mm; the others leave it open. */
const sizesMm = { epc: 30, swiss: 46, st00012: 34 } as const satisfies Record<PaymentQrKind, number>

export function qrSize(kind: PaymentQrKind): number {
  return sizesMm[kind] * pointsPerMm
}

/** Draws the code, error correction M as all three standards want it, with its upper left corner at the given place. */
export function drawPaymentQr(
  canvas: Canvas,
  kind: PaymentQrKind,
  payload: string,
  x: number,
  y: number,
): void {
  const modules = encodeQR(payload, 'raw', { ecc: 'medium', encoding: 'byte', border: 1 })
    .slice(1, -1)
    .map((row) => row.slice(1, -1))
  const size = qrSize(kind)
  const module = size / modules.length
  const { pdf } = canvas
  modules.forEach((row, line) => {
    for (const [start, end] of darkRuns(row))
      pdf.rect(x + start * module, y + line * module, (end - start) * module, module)
  })
  pdf.fill('#000000')
  if (kind === 'swiss') drawSwissCross(canvas, x + size / 2, y + size / 2)
}

/** Neighbouring dark modules as one rectangle `[start, end)`: no hairlines between them, and a smaller file. */
function darkRuns(row: readonly boolean[]): [start: number, end: number][] {
  const runs: [number, number][] = []
  row.forEach((dark, index) => {
    const last = runs.at(-1)
    if (!dark) return
    if (last?.[1] === index) last[1] = index + 1
    else runs.push([index, index + 1])
  })
  return runs
}

/** Black square with a white cross and a white edge, 7 mm in all: proportions of the Swiss implementation guidelines. */
function drawSwissCross({ pdf }: Canvas, centerX: number, centerY: number): void {
  const square = (edge: number, color: string) => {
    const points = edge * pointsPerMm
    pdf.rect(centerX - points / 2, centerY - points / 2, points, points).fill(color)
  }
  const arm = { length: 3.9 * pointsPerMm, width: 1.17 * pointsPerMm }
  square(7, '#ffffff')
  square(6.3, '#000000')
  pdf.rect(centerX - arm.length / 2, centerY - arm.width / 2, arm.length, arm.width)
  pdf.rect(centerX - arm.width / 2, centerY - arm.length / 2, arm.width, arm.length)
  pdf.fill('#ffffff')
}
