/**
 * The menu. One that stood open beside the page on a desk would lie over it once the window is a phone's, and whoever closed it
 * then would find the page hidden for screen readers: it is closed before it becomes a drawer, and open again on a desk.
 */
import { type Theme, useMediaQuery } from '@mui/material'
import { useEffect, useRef, useState } from 'react'
import { Sidebar, type SidebarProps, useSidebarState } from 'react-admin'

export const PanelSidebar = (props: SidebarProps) => {
  const isDrawer = useMediaQuery<Theme>((theme) => theme.breakpoints.down('sm'))
  const [isOpen, setIsOpen] = useSidebarState()
  const [wasDrawer, setWasDrawer] = useState(false)
  const wasOpenBeside = useRef(isDrawer || isOpen)
  useEffect(() => {
    if (isDrawer !== wasDrawer) {
      setIsOpen(!isDrawer && wasOpenBeside.current)
      setWasDrawer(isDrawer)
    } else if (!isDrawer) wasOpenBeside.current = isOpen
  }, [isDrawer, wasDrawer, isOpen, setIsOpen])
  return isDrawer === wasDrawer ? <Sidebar {...props} /> : null
}
