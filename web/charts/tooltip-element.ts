import styles from './charts.module.css'

export interface TooltipLine {
  readonly name: string
  readonly value: string
  readonly color?: string
  readonly dashed?: boolean
  readonly hatched?: boolean
  readonly strong?: boolean
  /** A detail of the line above it. */
  readonly indented?: boolean
}

export interface TooltipContent {
  readonly title: string
  readonly lines: readonly TooltipLine[]
  readonly note?: string | undefined
}

/** The tooltip as elements, never as HTML text: names come from customers' data. */
export function tooltipElement(content: TooltipContent): HTMLElement {
  const box = element('div', styles['tooltip'])
  box.append(element('div', styles['tooltipTitle'], content.title))
  for (const line of content.lines) box.append(lineElement(line))
  if (content.note) box.append(element('div', styles['tooltipNote'], content.note))
  return box
}

/** The same in words, for the screen reader. */
export function tooltipText(content: TooltipContent): string {
  const lines = content.lines.map(({ name, value }) => `${name}: ${value}`)
  return [content.title, ...lines, ...(content.note ? [content.note] : [])].join('. ')
}

function lineElement(line: TooltipLine): HTMLElement {
  const row = element('div', styles['tooltipLine'])
  if (line.strong) row.classList.add(styles['tooltipStrong'] ?? '')
  if (line.indented) row.classList.add(styles['tooltipIndented'] ?? '')
  const swatch = element(
    'span',
    styles[line.dashed ? 'swatchDashed' : line.hatched ? 'swatchHatched' : 'swatch'],
  )
  if (line.color) swatch.style.setProperty('--swatch', line.color)
  else swatch.style.visibility = 'hidden'
  row.append(swatch, element('span', styles['tooltipName'], line.name))
  row.append(element('span', styles['tooltipValue'], line.value))
  return row
}

function element(tag: string, className: string | undefined, text?: string): HTMLElement {
  const node = document.createElement(tag)
  if (className) node.className = className
  if (text !== undefined) node.textContent = text
  return node
}
