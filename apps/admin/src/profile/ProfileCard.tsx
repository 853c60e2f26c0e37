import { Card, CardContent, Typography } from '@mui/material'
import type { ReactNode } from 'react'
import { useWords, type WordKey } from '../i18n/use-words.ts'

interface Props {
  title: WordKey
  hint?: WordKey
  children: ReactNode
}

export const ProfileCard = ({ title, hint, children }: Props) => {
  const translate = useWords()
  return (
    <Card variant="outlined" component="section">
      <CardContent>
        <Typography variant="h6" component="h2" gutterBottom>
          {translate(title)}
        </Typography>
        {hint && (
          <Typography variant="body2" color="text.secondary" gutterBottom>
            {translate(hint)}
          </Typography>
        )}
        {children}
      </CardContent>
    </Card>
  )
}
