/** The refused lines of an import as the answer, for `Accept: text/csv`: however many there are, they are never held in memory. */
import { type Language, mendHeadings, mendNotes } from '@relance/contract'
import { mendHeader, mendLine, type RefusedLine } from '@relance/leads/files'
import type { Response } from 'express'
import { once } from 'node:events'

interface Shape {
  header: readonly string[]
  separator: string | null
}

export interface MendFile {
  onRefused(line: RefusedLine, shape: Shape): Promise<void>
  end(): void
}

/** Nothing is written before the first refused line: until then the request can still be refused as a whole. */
export function mendFile(response: Response, language: Language): MendFile {
  const begin = ({ header, separator }: Shape): void => {
    if (response.headersSent) return
    response.type('text/csv; charset=utf-8').set('Content-Disposition', 'attachment; filename="refused.csv"')
    response.write(mendHeader(header, separator, mendHeadings(language)))
  }
  return {
    async onRefused({ line, cells, refusals }, shape) {
      begin(shape)
      const text = mendLine(shape.header, shape.separator, { line, cells, ...mendNotes(language, refusals) })
      if (!response.write(text) && !response.destroyed) await once(response, 'drain')
    },
    end() {
      if (!response.headersSent) response.status(204)
      response.end()
    },
  }
}
