/** react-admin's list. What could not be read is said in place of the rows, with a way to try again, and never that there is nothing. */
import { type QueryKey, useQueryErrorResetBoundary } from '@tanstack/react-query'
import { Component, type ReactNode } from 'react'
import { HttpError, List as RaList, type ListProps, Pagination, type RaRecord, useListContext } from 'react-admin'
import { useLocation } from 'react-router-dom'
import { Failure } from './Failure.tsx'

const pageOf = (key: QueryKey): number => {
  const { pagination } = (key[2] ?? {}) as { pagination?: { page?: number } }
  return pagination?.page ?? 1
}

const IN_PLACE = {
  /** Said where the rows would be, not in passing. */
  onError: () => undefined,
  /** react-admin takes a later page without rows for one that does not exist, and goes to the first: it is kept from seeing it. */
  throwOnError: (_: Error, query: { queryKey: QueryKey; state: { data?: unknown } }) =>
    query.state.data === undefined && pageOf(query.queryKey) > 1,
}

export const List = <Row extends RaRecord = RaRecord>({ children, ...props }: ListProps<Row>) => {
  const { reset } = useQueryErrorResetBoundary()
  const { pathname, search } = useLocation()
  return (
    <LaterPage address={pathname + search} beforeRetry={reset}>
      <RaList<Row> pagination={<Pages />} {...props} queryOptions={IN_PLACE}>
        <Read>{children}</Read>
      </RaList>
    </LaterPage>
  )
}

interface Guarded {
  /** Another address is another page of the list. */
  address: string
  beforeRetry(): void
  children: ReactNode
}

/** Says that a later page could not be read, and reads that page again. */
class LaterPage extends Component<Guarded, { error: Error | null }> {
  override state = { error: null as Error | null }

  static getDerivedStateFromError(error: Error): { error: Error } {
    return { error }
  }

  override componentDidUpdate({ address }: Guarded): void {
    if (this.state.error && address !== this.props.address) this.setState({ error: null })
  }

  private readonly retry = (): void => {
    this.props.beforeRetry()
    this.setState({ error: null })
  }

  override render(): ReactNode {
    const { error } = this.state
    if (!error) return this.props.children
    // Not a reading: the page is broken, and that has a page of its own.
    if (!(error instanceof HttpError)) throw error
    return <Failure error={error} retry={this.retry} />
  }
}

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
