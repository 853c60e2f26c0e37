import { RelanceList } from './RelanceList.tsx'

export const pages = { list: RelanceList }
