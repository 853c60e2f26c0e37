/** What every connection to the database is made with, by the server and by the command line. */
export const connectionOptions = {
  application_name: 'relance',
  connectionTimeoutMillis: 3_000,
  // Seconds for a firewall that forgets idle connections: the kernel's own probes begin after two hours.
  keepAlive: true,
  keepAliveInitialDelayMillis: 10_000,
} as const
