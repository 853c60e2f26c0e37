/** react-admin's list. What could not be read is said in place of the rows, with a way to try again, and never that there is nothing. */
import { List as RaList, type ListProps, Pagination, type RaRecord, useListContext } from 'react-admin'
import type { ReactNode } from 'react'
import { Failure } from './Failure.tsx'

/** Said where the rows would be, not in passing. */
const IN_PLACE = { onError: () => undefined }

export const List = <Row extends RaRecord = RaRecord>({ children, ...props }: ListProps<Row>) => (
  <RaList<Row> pagination={<Pages />} {...props} queryOptions={IN_PLACE}>
    <Read>{children}</Read>
  </RaList>
)

/** Rows that were read before stay, under the news that they may be old. */
const Read = ({ children }: { children: ReactNode }) => {
  const { data, error, refetch } = useListContext()
  return (
    <>
      {error && <Failure error={error} retry={refetch} />}
      {!(error && !data?.length) && children}
    </>
  )
}

const Pages = () => {
  const { data, error } = useListContext()
  return error && !data?.length ? null : <Pagination />
}
