/** What a backup holds: a ZIP archive with the manifest, one file per table as COPY writes it, and what each file should be. */
import { z } from 'zod'

export const MANIFEST = 'manifest.json'
export const CONTENTS = 'contents.json'

const table = z.object({ name: z.string().min(1), columns: z.array(z.string().min(1)).min(1) })

export const manifestSchema = z.object({
  format: z.literal(1),
  /** The instant whose data it holds. */
  takenAt: z.iso.datetime({ offset: true }),
  /** The audit log's head: the restored log must still hold it. */
  auditHead: z.string(),
  /** The names of the migrations that made the tables. */
  migrations: z.array(z.string()).min(1),
  tables: z.array(table).min(1),
  /** Where numbering goes on, by sequence. */
  sequences: z.array(z.object({ name: z.string().min(1), value: z.string().regex(/^-?\d+$/) })),
})
export type Manifest = z.infer<typeof manifestSchema>
export type TableContents = Manifest['tables'][number]

/** By table: rows, and the SHA-256 of its file. */
export const contentsSchema = z.record(z.string(), z.object({ rows: z.int().min(0), sha256: z.string().length(64) }))
export type Contents = z.infer<typeof contentsSchema>

export const fileOf = ({ name }: TableContents): string => `tables/${name}.copy`

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

export const columnsOf = ({ columns }: TableContents): string => columns.map(quoted).join(', ')
