import { body, type Canvas, lineHeight, styles } from './layout/canvas.ts'
import type { WrittenDocument } from './written-document.ts'

/** What else is to be said, at the end. */
export function drawNotes(canvas: Canvas, { document, t }: WrittenDocument): void {
  const { notes, kind } = document
  const all = [...(kind === 'pro_forma' ? [t('invoice_document.pro_forma_note')] : []), ...notes]
  if (all.length === 0) return
  canvas.y += 22
  canvas.keepTogether(lineHeight(styles.heading) + 3 * lineHeight(styles.body))
  canvas.text(t('invoice_document.notes'), { x: body.x, y: canvas.y }, styles.heading)
  canvas.y += lineHeight(styles.heading) + 3
  for (const note of all) {
    canvas.paragraph(note, body, styles.body)
    canvas.y += 3
  }
}
