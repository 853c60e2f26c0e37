/** The parts of an Excel workbook besides its rows: sheets, shared texts, and which number formats are dates. */
import { readXml } from './xml.ts'
import { type Archive, ArchiveRefused } from './zip.ts'

const SMALL_PART = 20_000_000
const SHARED = 'xl/sharedStrings.xml'
const SHARED_TEXTS = 200_000_000
const STYLES = 'xl/styles.xml'
const MAX_TEXTS = 3_000_000

export interface Sheet {
  name: string
  path: string
  /** Nobody who opens the workbook sees it: lists of choices, settings. */
  isHidden: boolean
}

export interface Workbook {
  sheets: Sheet[]
  /** Days are counted from 1904. */
  isFrom1904: boolean
}

export async function readWorkbook(archive: Archive): Promise<Workbook> {
  const targets = new Map<string, string>()
  await readXml(archive.read('xl/_rels/workbook.xml.rels', SMALL_PART), {
    open: (name, attributes) => {
      const { Id = '', Target = '' } = name === 'Relationship' ? attributes() : {}
      if (Id) targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`)
    },
  })
  const book: Workbook = { sheets: [], isFrom1904: false }
  await readXml(archive.read('xl/workbook.xml', SMALL_PART), {
    open: (name, attributes) => {
      if (name === 'workbookPr') book.isFrom1904 = /^(1|true)$/.test(attributes().date1904 ?? '')
      if (name !== 'sheet') return
      const { name: title = '', 'r:id': id = '', state = 'visible' } = attributes()
      const path = targets.get(id)
      if (path && archive.names.includes(path)) book.sheets.push({ name: title, path, isHidden: state !== 'visible' })
    },
  })
  return book
}

/** Workbooks whose cells all hold their own texts have no such part. */
export async function readSharedTexts(archive: Archive): Promise<string[]> {
  const texts: string[] = []
  if (!archive.names.includes(SHARED)) return texts
  let text = ''
  let isText = false
  let isReading = false
  await readXml(archive.read(SHARED, SHARED_TEXTS), {
    open: (name) => {
      if (name === 'si') text = ''
      // Phonetic hints stand beside the text, not in it.
      if (name === 'rPh') isReading = true
      if (name === 't') isText = !isReading
    },
    text: (part) => {
      if (isText) text += part
    },
    close: (name) => {
      if (name === 't') isText = false
      if (name === 'rPh') isReading = false
      if (name === 'si' && texts.push(text) > MAX_TEXTS) throw new ArchiveRefused('too_large')
    },
  })
  return texts
}

const DATE_FORMATS = new Set([14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 30, 36, 45, 46, 47, 50, 57])

/** For each style of cells, whether its numbers are dates. */
export async function readDateStyles(archive: Archive): Promise<boolean[]> {
  const own = new Set<number>()
  const styles: boolean[] = []
  if (!archive.names.includes(STYLES)) return styles
  let isCells = false
  await readXml(archive.read(STYLES, SMALL_PART), {
    open: (name, attributes) => {
      if (name === 'numFmt') {
        const { numFmtId = '', formatCode = '' } = attributes()
        if (isDateFormat(formatCode)) own.add(Number(numFmtId))
      }
      if (name === 'cellXfs') isCells = true
      if (name !== 'xf' || !isCells) return
      const id = Number(attributes().numFmtId ?? 0)
      styles.push(DATE_FORMATS.has(id) || own.has(id))
    },
    close: (name) => {
      if (name === 'cellXfs') isCells = false
    },
  })
  return styles
}

/** Letters of years, months, days and hours outside quotes, colours and conditions. */
const isDateFormat = (code: string): boolean => /[ymdhs]/i.test(code.replace(/"[^"]*"|\\.|\[[^\]]*\]|general/gi, ''))
