/** The rows of a list: a table where there is room, a line or two per record on a phone. */
import { type Theme, useMediaQuery } from '@mui/material'
import type { ReactElement } from 'react'
import { type RaRecord, SimpleList, type SimpleListProps } from 'react-admin'

/** A name may be one long word. */
const LONG_WORDS = { overflowWrap: 'anywhere' } as const

interface Props<Row extends RaRecord> {
  phone: Pick<SimpleListProps<Row>, 'primaryText' | 'secondaryText' | 'tertiaryText' | 'rowClick'>
  /** What a phone shows when there is no row. */
  empty?: ReactElement
  children: ReactElement
}

export function Rows<Row extends RaRecord>({ phone, empty, children }: Props<Row>): ReactElement {
  const isNarrow = useMediaQuery<Theme>((theme) => theme.breakpoints.down('md'))
  return isNarrow ? <SimpleList<Row> {...phone} {...(empty && { empty })} sx={LONG_WORDS} /> : children
}
