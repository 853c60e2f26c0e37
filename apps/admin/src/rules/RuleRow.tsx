import DragIcon from '@mui/icons-material/DragIndicator'
import { useSortable } from '@dnd-kit/sortable'
import { Box, Chip, IconButton, Link as MuiLink, ListItem, Typography } from '@mui/material'
import type { Rule } from '@relance/contract'
import type { Audience } from '@relance/contract/audience-fields'
import { CHANNELS, isInbox } from '@relance/contract/channels'
import { ReferenceField, RecordContextProvider, TextField } from 'react-admin'
import { Link } from 'react-router-dom'
import { useLanguage } from '../i18n/use-language.ts'
import { useWords } from '../i18n/use-words.ts'
import { audienceWords } from '../versions/value-words.ts'
import { PausedRule } from '../whatsapp/PausedRule.tsx'
import { Activate } from './Activate.tsx'

/** One rule: what it does, in words; its handle, its switch, its versions. */
export const RuleRow = ({ rule, place }: { rule: Rule; place: number }) => {
  const translate = useWords()
  const language = useLanguage()
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } = useSortable({
    id: rule.id,
  })
  return (
    <ListItem
      ref={setNodeRef}
      divider
      alignItems="flex-start"
      style={{ transform: transform ? `translate3d(0, ${Math.round(transform.y)}px, 0)` : undefined, transition }}
      sx={{
        gap: 1,
        flexWrap: { xs: 'wrap', sm: 'nowrap' },
        bgcolor: 'background.paper',
        ...(isDragging && { boxShadow: 4, zIndex: 1 }),
      }}
    >
      <IconButton
        ref={setActivatorNodeRef}
        {...attributes}
        {...listeners}
        aria-label={translate('rule.drag', { name: rule.name, place })}
        sx={{ cursor: 'grab', touchAction: 'none' }}
      >
        <DragIcon />
      </IconButton>
      <Box sx={{ flex: { xs: '1 1 calc(100% - 56px)', sm: '1 1 0' }, minWidth: 0 }}>
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, flexWrap: 'wrap' }}>
          <MuiLink component={Link} to={`/rules/${rule.id}`} variant="subtitle1">
            {place}. {rule.name}
          </MuiLink>
          <Chip
            size="small"
            variant="outlined"
            color={rule.active ? 'success' : 'default'}
            sx={{ color: 'text.primary' }}
            label={translate(rule.active ? 'rule.active' : 'rule.inactive')}
          />
        </Box>
        <Typography variant="body2" sx={{ overflowWrap: 'anywhere' }}>
          {audienceWords(rule.audience as unknown as Audience, translate)}
        </Typography>
        <Typography variant="body2" color="text.secondary" component="div">
          <RecordContextProvider value={rule}>
            <ReferenceField source="frequencyId" reference="frequencies" link={false}>
              <TextField source="name" />
            </ReferenceField>
          </RecordContextProvider>
          {' · '}
          {translate('rule.messages', { smart_count: rule.templateIds.length })}
          {!isInbox(rule.channel) && ` · ${CHANNELS[rule.channel].label[language]}`}
          {rule.stopOn.length > 0 &&
            ` · ${translate('rule.stops_when')} ${rule.stopOn.map((stop) => translate(`stops.${stop}`, { _: stop }).toLowerCase()).join(', ')}`}
          {' · '}
          <MuiLink component={Link} to={`/rules/${rule.id}/versions`}>
            {translate('versions.number', { version: rule.version })}
          </MuiLink>
        </Typography>
        <PausedRule rule={rule} />
      </Box>
      <Box sx={{ flexShrink: 0, marginLeft: { xs: 5, sm: 0 } }}>
        <Activate rule={rule} />
      </Box>
    </ListItem>
  )
}
