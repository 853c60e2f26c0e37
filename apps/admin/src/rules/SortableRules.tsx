import {
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import { arrayMove, SortableContext, sortableKeyboardCoordinates, verticalListSortingStrategy } from '@dnd-kit/sortable'
import { List, Typography } from '@mui/material'
import type { Rule } from '@relance/contract'
import { useEffect, useState } from 'react'
import { useNotify, useRefresh } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { orderRules } from '../providers/verbs.ts'
import { RuleRow } from './RuleRow.tsx'

/** Put in order with the pointer or the keyboard; all priorities are written in one call. */
export const SortableRules = ({ rules }: { rules: Rule[] }) => {
  const translate = useWords()
  const notify = useNotify()
  const refresh = useRefresh()
  const [shown, setShown] = useState(rules)
  useEffect(() => setShown(rules), [rules])
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  )
  const nameOf = (id: unknown): string => shown.find((rule) => rule.id === id)?.name ?? ''
  const placeOf = (id: unknown): number => shown.findIndex((rule) => rule.id === id)
  const move = async ({ active, over }: DragEndEvent): Promise<void> => {
    if (!over || active.id === over.id) return
    const before = shown
    const after = arrayMove(shown, placeOf(active.id), placeOf(over.id))
    setShown(after)
    try {
      await orderRules(after.map(({ id }) => id))
      notify('rule.ordered', { type: 'success' })
    } catch (error) {
      setShown(before)
      notify((error as Error).message, { type: 'error' })
    }
    refresh()
  }
  const at = (id: unknown): object => ({ name: nameOf(id), place: placeOf(id) + 1, all: shown.length })
  return (
    <>
      <Typography variant="body2" color="text.secondary" sx={{ padding: 2, paddingBottom: 0 }}>
        {translate('rule.order_hint')}
      </Typography>
      <DndContext
        sensors={sensors}
        collisionDetection={closestCenter}
        onDragEnd={(event) => void move(event)}
        accessibility={{
          screenReaderInstructions: { draggable: translate('rule.drag_help') },
          announcements: {
            onDragStart: ({ active }) => translate('rule.drag_start', at(active.id) as Record<string, unknown>),
            onDragOver: ({ active, over }) =>
              over ? translate('rule.drag_over', { ...at(over.id), name: nameOf(active.id) }) : undefined,
            onDragEnd: ({ active, over }) =>
              over ? translate('rule.drag_end', { ...at(over.id), name: nameOf(active.id) }) : undefined,
            onDragCancel: ({ active }) => translate('rule.drag_cancel', { name: nameOf(active.id) }),
          },
        }}
      >
        <SortableContext items={shown.map(({ id }) => id)} strategy={verticalListSortingStrategy}>
          <List aria-label={translate('rule.order')} sx={{ paddingBottom: 0, '& > :last-child': { borderBottom: 0 } }}>
            {shown.map((rule, place) => (
              <RuleRow key={rule.id} rule={rule} place={place + 1} />
            ))}
          </List>
        </SortableContext>
      </DndContext>
    </>
  )
}
