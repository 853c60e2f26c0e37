import { Typography } from '@mui/material'
import { Login, LoginForm } from 'react-admin'

const SX = {
  backgroundImage: 'none',
  bgcolor: 'background.default',
  '& .RaLogin-avatar': { display: 'none' },
  '& .RaLogin-card': { border: 1, borderColor: 'divider' },
}

export const LoginPage = () => (
  <Login sx={SX}>
    <Typography variant="h5" component="h1" sx={{ textAlign: 'center', marginTop: 3 }}>
      Relance
    </Typography>
    <LoginForm />
  </Login>
)
