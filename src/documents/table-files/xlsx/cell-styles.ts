import { xlsxText } from './xlsx-text.ts'

/** Numbers of styles that do not depend on a format. */
export const fixedStyles = { plain: 0, title: 1, label: 2, note: 3 } as const

/** How cells look, by their format of numbers; a style gets its number when it is first needed. */
export interface CellStyles {
  styleOf(format: string): number
  /** The part `styles.xml`. */
  xml(): string
}

/** Numbers below are Excel's own formats (ECMA-376, 18.8.30). */
const firstFormatId = 164

export function createCellStyles(): CellStyles {
  const styles = new Map<string, number>()
  const firstStyle = Object.keys(fixedStyles).length
  return {
    styleOf(format) {
      const known = styles.get(format)
      if (known !== undefined) return known
      const style = firstStyle + styles.size
      styles.set(format, style)
      return style
    },
    xml: () => stylesXml([...styles.keys()]),
  }
}

function stylesXml(formats: readonly string[]): string {
  const numberFormats = formats
    .map((format, index) => `<numFmt numFmtId="${firstFormatId + index}" formatCode="${xlsxText(format)}"/>`)
    .join('')
  const cellFormats = formats
    .map(
      (_format, index) =>
        `<xf numFmtId="${firstFormatId + index}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`,
    )
    .join('')
  return [
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
    formats.length > 0 ? `<numFmts count="${formats.length}">${numberFormats}</numFmts>` : '',
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font>',
    '<font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>',
    '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>',
    '<fill><patternFill patternType="solid"><fgColor rgb="FFEEF1F5"/><bgColor indexed="64"/></patternFill></fill></fills>',
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>',
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
    `<cellXfs count="${Object.keys(fixedStyles).length + formats.length}">`,
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
    '<xf numFmtId="0" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1" applyAlignment="1"><alignment wrapText="1"/></xf>',
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1"><alignment vertical="top"/></xf>',
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment horizontal="left" vertical="top" wrapText="1"/></xf>',
    cellFormats,
    '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>',
    '</styleSheet>',
  ].join('')
}
