import { xlsxText } from './xlsx-text.ts'

/** A sheet as the workbook names it; its part is `sheet{position}.xml`, from 1. */
export interface SheetEntry {
  readonly name: string
  /** Cells with titles above them to filter by, such as `$A$1:$C$9`. */
  readonly filtered?: string
}

const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packaging = 'http://schemas.openxmlformats.org/package/2006'
const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** The parts that tie the sheets together (ECMA-376, parts 1 and 2), by name. */
export function workbookParts(
  sheets: readonly SheetEntry[],
): readonly (readonly [name: string, xml: string])[] {
  return [
    ['xl/workbook.xml', workbook(sheets)],
    ['xl/_rels/workbook.xml.rels', workbookRelations(sheets)],
    ['_rels/.rels', relations([relation('rId1', 'officeDocument', 'xl/workbook.xml')])],
    ['[Content_Types].xml', contentTypes(sheets)],
  ]
}

function workbook(sheets: readonly SheetEntry[]): string {
  const entries = sheets.map(
    ({ name }, index) => `<sheet name="${xlsxText(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  )
  // Excel keeps the range of a filter as a hidden name as well, and other programs look for it there.
  const names = sheets.flatMap(({ name, filtered }, index) =>
    filtered
      ? [
          `<definedName name="_xlnm._FilterDatabase" localSheetId="${index}" hidden="1">'${xlsxText(name.replaceAll("'", "''"))}'!${filtered}</definedName>`,
        ]
      : [],
  )
  const definedNames = names.length > 0 ? `<definedNames>${names.join('')}</definedNames>` : ''
  return `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${office}"><sheets>${entries.join('')}</sheets>${definedNames}</workbook>`
}

function workbookRelations(sheets: readonly SheetEntry[]): string {
  return relations([
    ...sheets.map((_sheet, index) =>
      relation(`rId${index + 1}`, 'worksheet', `worksheets/sheet${index + 1}.xml`),
    ),
    relation(`rId${sheets.length + 1}`, 'styles', 'styles.xml'),
    relation(`rId${sheets.length + 2}`, 'sharedStrings', 'sharedStrings.xml'),
  ])
}

function relation(id: string, type: string, target: string): string {
  return `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`
}

function relations(entries: readonly string[]): string {
  return `<Relationships xmlns="${packaging}/relationships">${entries.join('')}</Relationships>`
}

function contentTypes(sheets: readonly SheetEntry[]): string {
  return [
    `<Types xmlns="${packaging}/content-types">`,
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    '<Default Extension="xml" ContentType="application/xml"/>',
    override('workbook', 'sheet.main'),
    ...sheets.map((_sheet, index) => override(`worksheets/sheet${index + 1}`, 'worksheet')),
    override('styles', 'styles'),
    override('sharedStrings', 'sharedStrings'),
    '</Types>',
  ].join('')
}

function override(part: string, type: string): string {
  return `<Override PartName="/xl/${part}.xml" ContentType="${spreadsheet}.${type}+xml"/>`
}
