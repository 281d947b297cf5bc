/** The first rows of a file as they will be read; enough to see that columns and separators are right. */
export function previewCsv(text: string, maxRows: number): readonly (readonly string[])[] {
  const bare = text.replace(/^\ufeff/, '')
  const separator = separatorOf(bare)
  const rows: string[][] = [[]]
  let field = ''
  let quoted = false
  for (let at = 0; at < bare.length; at += 1) {
    const char = bare[at] ?? ''
    if (quoted) {
      if (char !== '"') field += char
      else if (bare[at + 1] === '"') {
        field += '"'
        at += 1
      } else quoted = false
    } else if (char === '"' && field === '') quoted = true
    else if (char === separator) {
      rows.at(-1)?.push(field)
      field = ''
    } else if (char === '\n') {
      rows.at(-1)?.push(field.replace(/\r$/, ''))
      field = ''
      if (rows.length >= maxRows) return rows
      rows.push([])
    } else field += char
  }
  rows.at(-1)?.push(field.replace(/\r$/, ''))
  return rows.filter((row) => row.some((value) => value !== ''))
}

/** The one that the first line has most of. */
function separatorOf(text: string): string {
  const [line = ''] = text.split('\n', 1)
  const counts = [',', ';', '\t'].map((mark) => ({ mark, count: line.split(mark).length }))
  return counts.toSorted((one, other) => other.count - one.count)[0]?.mark ?? ','
}
