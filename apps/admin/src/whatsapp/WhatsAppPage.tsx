/** Sending through WhatsApp: how it stands, what a person has to settle, templates, money; for admins the settings as well. */
import { Stack } from '@mui/material'
import { Title, useCanAccess } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { Failure } from '../reading/Failure.tsx'
import { Waiting } from '../reading/Waiting.tsx'
import { ConnectionCard } from './ConnectionCard.tsx'
import { RatesCard } from './RatesCard.tsx'
import { SettingsCard } from './SettingsCard.tsx'
import { SpendCard } from './SpendCard.tsx'
import { StatusCard } from './StatusCard.tsx'
import { TemplatesCard } from './TemplatesCard.tsx'
import { ToSettle } from './ToSettle.tsx'
import { WhoIsIt } from './WhoIsIt.tsx'
import { useWhatsAppStatus } from './use-whatsapp.ts'

export const WhatsAppPage = () => {
  const translate = useWords()
  const { canAccess: isAdmin = false } = useCanAccess({ resource: 'settings/whatsapp', action: 'edit' })
  const { data: status, error, refetch } = useWhatsAppStatus()
  return (
    <Stack spacing={2} sx={{ maxWidth: 900, marginY: 2 }}>
      <Title title={translate('whatsapp.title')} />
      {error && <Failure error={error} retry={refetch} />}
      {status ? (
        <>
          <StatusCard status={status} mayStop={isAdmin} />
          <WhoIsIt />
          <ToSettle awaiting={status.awaiting} />
          {isAdmin && <ConnectionCard />}
          <TemplatesCard status={status} />
          <SpendCard current={status.month} />
          <RatesCard mayEdit={isAdmin} currency={status.currency} />
          {isAdmin && <SettingsCard />}
        </>
      ) : (
        !error && <Waiting />
      )}
    </Stack>
  )
}
