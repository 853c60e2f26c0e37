import { instantFormat } from '@relance/contract/instants'
import { useLocaleState } from 'react-admin'

/** The hour alone: the day stands above. */
export const Hour = ({ at }: { at: string }) => {
  const [locale] = useLocaleState()
  return <time dateTime={at}>{instantFormat(locale, { hour: 'numeric', minute: '2-digit' }).format(new Date(at))}</time>
}
