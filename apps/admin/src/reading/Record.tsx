/** react-admin's pages of one record: what could not be read is said there, and a half-written form stays where it is. */
import type { ReactNode } from 'react'
import {
  Edit as RaEdit,
  type EditProps,
  type RaRecord,
  Show as RaShow,
  type ShowProps,
  useEditContext,
  useShowContext,
} from 'react-admin'
import { Failure } from './Failure.tsx'
import type { Reading } from './together.ts'

/** react-admin would call the record gone and leave the page, whatever the reason. */
const IN_PLACE = { onError: () => undefined }

type Changed<Row extends RaRecord> = Omit<EditProps<Row>, 'children' | 'render' | 'mutationMode'> & {
  children: ReactNode
}

/** Written first, said afterwards: what the server refuses never looks saved. */
export const Edit = <Row extends RaRecord = RaRecord>({ children, ...props }: Changed<Row>) => (
  <RaEdit<Row>
    {...props}
    mutationMode="pessimistic"
    queryOptions={IN_PLACE}
    render={() => <Edited>{children}</Edited>}
  />
)

const Edited = ({ children }: { children: ReactNode }) => {
  const { record, error, isPending, refetch } = useEditContext()
  return <Read reading={{ data: record, error: error ?? null, isPending, refetch }}>{children}</Read>
}

export const Show = <Row extends RaRecord = RaRecord>({
  children,
  ...props
}: Omit<ShowProps<Row>, 'children' | 'render'> & { children: ReactNode }) => (
  <RaShow<Row> {...props} queryOptions={IN_PLACE} render={() => <Shown>{children}</Shown>} />
)

const Shown = ({ children }: { children: ReactNode }) => {
  const { record, error, isPending, refetch } = useShowContext()
  return <Read reading={{ data: record, error: error ?? null, isPending, refetch }}>{children}</Read>
}

const Read = ({ reading: { data, error, refetch }, children }: { reading: Reading; children: ReactNode }) => (
  <>
    {error && <Failure error={error} retry={refetch} />}
    {data !== undefined && children}
  </>
)
