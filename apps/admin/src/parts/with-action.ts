/** How a banner with a button stands. */

/** On a phone the sentence has the whole width, and the button its own line. */
export const WITH_ACTION = {
  marginTop: 1,
  flexWrap: { xs: 'wrap', sm: 'nowrap' },
  '& .MuiAlert-message': { flex: { xs: '1 0 calc(100% - 48px)', sm: '1 1 auto' }, width: 0 },
  '& .MuiAlert-action': { whiteSpace: 'nowrap', paddingTop: { xs: 0, sm: '4px' }, marginRight: { xs: 0, sm: -1 } },
}
