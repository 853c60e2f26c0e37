/** Makes workbooks for tests: the parts of an .xlsx, in a ZIP. */
import { crc32, deflateRawSync } from 'node:zlib'

/** `date`: an Excel serial shown as a day. `shared`: a text kept apart. */
export type CellValue =
  | string
  | number
  | { date: number }
  | { shared: string }
  | { raw: string }
  | { error: string }
  /** `value`: what was calculated last; null when nobody has. */
  | { formula: string; value: string | null }

interface Hiding {
  /** Names of sheets that nobody sees. */
  sheets?: readonly string[]
  /** Numbers of rows, from 1. */
  rows?: readonly number[]
  /** From 1. */
  columns?: readonly number[]
}

interface WorkbookOptions {
  hidden?: Hiding
  isFrom1904?: boolean
  /** `A2:A4` */
  merged?: readonly string[]
}

const escape = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')

export function aWorkbook(
  sheets: Readonly<Record<string, readonly (readonly CellValue[])[]>>,
  { hidden = {}, isFrom1904 = false, merged = [] }: WorkbookOptions = {},
): Uint8Array {
  const shared: string[] = []
  const names = Object.keys(sheets)
  const cell = (value: CellValue, column: number, row: number): string => {
    const at = `r="${String.fromCharCode(65 + column)}${row}"`
    if (typeof value === 'number') return `<c ${at}><v>${value}</v></c>`
    if (typeof value === 'string')
      return value === '' ? '' : `<c ${at} t="inlineStr"><is><t>${escape(value)}</t></is></c>`
    if ('date' in value) return `<c ${at} s="1"><v>${value.date}</v></c>`
    if ('error' in value) return `<c ${at} t="e"><v>${value.error}</v></c>`
    if ('formula' in value) {
      const formula = `<f>${escape(value.formula)}</f>`
      return value.value === null
        ? `<c ${at}>${formula}<v></v></c>`
        : `<c ${at} t="str">${formula}<v>${escape(value.value)}</v></c>`
    }
    if ('raw' in value) return `<c ${at}><v>${value.raw}</v></c>`
    return `<c ${at} t="s"><v>${shared.push(value.shared) - 1}</v></c>`
  }
  const rowsOf = (rows: readonly (readonly CellValue[])[]): string =>
    rows
      .map(
        (cells, n) =>
          `<row r="${n + 1}"${hidden.rows?.includes(n + 1) ? ' hidden="1"' : ''}>${cells.map((value, column) => cell(value, column, n + 1)).join('')}</row>`,
      )
      .join('')
  const columns = (hidden.columns ?? []).map((column) => `<col min="${column}" max="${column}" hidden="1"/>`).join('')
  const above = columns && `<cols>${columns}</cols>`
  const cellsMerged = merged.map((reference) => `<mergeCell ref="${reference}"/>`).join('')
  const below = cellsMerged && `<mergeCells>${cellsMerged}</mergeCells>`
  const parts = Object.fromEntries(
    names.map((name, n) => [
      `xl/worksheets/sheet${n + 1}.xml`,
      `<worksheet>${above}<sheetData>${rowsOf(sheets[name] ?? [])}</sheetData>${below}</worksheet>`,
    ]),
  )
  const list = names.map((name, n) => {
    const state = hidden.sheets?.includes(name) ? ' state="hidden"' : ''
    return `<sheet name="${escape(name)}" sheetId="${n + 1}"${state} r:id="rId${n + 1}"/>`
  })
  const relations = names.map((_, n) => `<Relationship Id="rId${n + 1}" Target="worksheets/sheet${n + 1}.xml"/>`)
  const texts = shared.map((text) => `<si><t>${escape(text)}</t></si>`).join('')
  return aZip({
    'xl/workbook.xml': `<workbook xmlns:r="r"><workbookPr date1904="${isFrom1904}"/><sheets>${list.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${relations.join('')}</Relationships>`,
    'xl/styles.xml': '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
    ...(shared.length > 0 && { 'xl/sharedStrings.xml': `<sst>${texts}</sst>` }),
    ...parts,
  })
}

export function aZip(files: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  const local: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const [name, content] of Object.entries(files)) {
    const bytes = Buffer.from(content)
    const packed = deflateRawSync(bytes)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(8, 4)
    common.writeUInt32LE(crc32(bytes), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(bytes.length, 18)
    common.writeUInt16LE(Buffer.byteLength(name), 22)
    const entry = Buffer.concat([Buffer.from('PK\x03\x04'), common, Buffer.from(name), packed])
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(offset, 10)
    central.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, rest, Buffer.from(name)]))
    local.push(entry)
    offset += entry.length
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(central.length, 4)
  end.writeUInt16LE(central.length, 6)
  end.writeUInt32LE(directory.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...local, directory, Buffer.from('PK\x05\x06'), end])
}
