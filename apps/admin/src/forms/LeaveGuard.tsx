/**
 * Asks before another page of the panel takes the place of one with something written and not saved on it.
 * One for the whole panel, not react-admin's one in each form: the router asks a single guard, and a page may hold several forms.
 */
import { useEffect } from 'react'
import { useLocation } from 'react-router-dom'
import { Confirm, type RouterBlockerFunction, useBlocker } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { letGo } from '../providers/kept.ts'
import { dropDrafts, useHasDrafts, wouldBeLost } from './drafts.ts'

/** Whoever is signed out cannot save any more; a filter, a tab of the address are the same page. */
const isLeaving: RouterBlockerFunction = ({ currentLocation, nextLocation }) =>
  wouldBeLost() && nextLocation.pathname !== currentLocation.pathname && nextLocation.pathname !== '/login'

export const LeaveGuard = () => {
  const translate = useWords()
  const { pathname } = useLocation()
  const { state, proceed, reset } = useBlocker(isLeaving)
  const isBlocked = state === 'blocked'
  const hasDrafts = useHasDrafts()
  useEffect(() => {
    // Nothing is left to lose: it was saved meanwhile, deleted, or let go.
    if (isBlocked && !hasDrafts) proceed?.()
  }, [isBlocked, hasDrafts, proceed])
  return (
    <Confirm
      isOpen={isBlocked && hasDrafts}
      title={translate('shell.leave')}
      content={translate('shell.unsaved_hint')}
      confirm={translate('shell.leave_anyway')}
      cancel={translate('shell.stay')}
      onConfirm={() => {
        letGo(`form${pathname}`)
        dropDrafts()
      }}
      onClose={() => reset?.()}
    />
  )
}
