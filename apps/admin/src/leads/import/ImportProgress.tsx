import { LinearProgress, Typography } from '@mui/material'
import type { LeadsImport } from '@relance/contract'
import { useQuery } from '@tanstack/react-query'
import { useWords } from '../../i18n/use-words.ts'
import { request } from '../../providers/request.ts'

interface Props {
  /** Of the upload, from 0 to 1. */
  done: number
  /** Writes nothing, so that nothing can be counted. */
  isTrial: boolean
}

const LATEST = `imports?range=${encodeURIComponent('[0,0]')}`

/** The upload, then how many lines the server has brought in. */
export const ImportProgress = ({ done, isTrial }: Props) => {
  const translate = useWords()
  const { data: [running] = [] } = useQuery({
    queryKey: ['imports', 'running'],
    queryFn: async () => (await request<LeadsImport[]>(LATEST)).json.filter(({ state }) => state === 'running'),
    enabled: done === 1 && !isTrial,
    refetchInterval: 1_000,
  })
  const percent = Math.round(done * 100)
  const words =
    done < 1
      ? translate('import.progress', { percent })
      : running
        ? translate('import.written', { lines: running.lines.toLocaleString(document.documentElement.lang) })
        : translate('import.reading')
  return (
    <div role="status">
      <Typography variant="body2">{words}</Typography>
      <LinearProgress variant={done < 1 ? 'determinate' : 'indeterminate'} value={percent} aria-label={words} />
    </div>
  )
}
