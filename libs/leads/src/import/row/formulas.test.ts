import fc from 'fast-check'
import { guardFormulas, readGuarded } from './formulas.ts'

/** What a spreadsheet of any list separator would see as the beginning of a cell. */
const cellsOf = (text: string) => text.split(/[;\t|\r\n]/).map((cell) => cell.replace(/^["\s]+/, ''))

describe('guarding against formulas', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['ok;=1+1', "ok;'=1+1"],
    ['ok|@SUM(A1)', "ok|'@SUM(A1)"],
    ['ok\t"=1+1', 'ok\t"\'=1+1'],
    ['first line\n=cmd()', "first line\n'=cmd()"],
    ['  -2+3', "  '-2+3"],
    ['＝1', "'＝1"],
  ])('guards %j', (text, guarded) => expect(guardFormulas(text)).toBe(guarded))

  it.each(['a, -5 %', '1=1', 'a+b@example.fr', "l'été"])('leaves %j', (text) => expect(guardFormulas(text)).toBe(text))

  const texts = fc.string({ unit: fc.constantFrom(...'=+-@\'";|\t\r\n ab＝') })
  it('leaves no cell that begins with a formula, whatever the list separator', () => {
    fc.assert(
      fc.property(texts, (text) => {
        for (const cell of cellsOf(guardFormulas(text))) expect(cell).not.toMatch(/^[=+\-@＝＋－＠]/)
      }),
    )
  })
  it('is taken off again whole', () => {
    fc.assert(fc.property(texts, (text) => expect(readGuarded(guardFormulas(text))).toBe(text)))
  })
})
