/** Lets the queue's library speak of failures alone, in the server's log. */
import type { Logger as NestLogger } from '@nestjs/common'
import { Logger } from 'graphile-worker'

export function queueLogger(log: NestLogger): Logger {
  return new Logger(() => (level, message) => {
    if (level === 'error') log.error({ what: 'queue', message: message.slice(0, 200) })
  })
}
