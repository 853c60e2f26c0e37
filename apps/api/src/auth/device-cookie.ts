/**
 * Known devices: a browser that has signed in to an account carries a signed cookie that says so. Failures of strangers do
 * not slow it down; its own do. It proves nothing else, and signs nobody in.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Db } from '@relance/relance'
import type { Request, Response } from 'express'
import type { Config } from '../environment/config.ts'
import { cookieOf, cookieOptions, hostCookie } from '../http/session-cookie.ts'
import { DAY } from '@relance/relance/core'

const NAME = 'relance_device'
const LIFE_MS = 365 * DAY
/** People who share a browser; the one who signed in longest ago is forgotten first. */
const PEOPLE = 5

interface Entry {
  id: string
  text: string
}

export class DeviceCookies {
  private key: Promise<Buffer> | null = null

  constructor(
    private readonly db: Db,
    private readonly config: Config,
  ) {}

  /** The id of the device, when it has signed in to the account before; else null. */
  async deviceOf(request: Request, email: string, now: number): Promise<string | null> {
    return (await this.find(request, email, now))?.id ?? null
  }

  /** Makes the device known, and keeps the others who use it. */
  async remember(request: Request, response: Response, email: string, now: number): Promise<void> {
    const before = await this.find(request, email, now)
    const head = `${before?.id ?? randomBytes(16).toString('base64url')}.${now}`
    const others = this.entries(request).filter((text) => text !== before?.text)
    const value = [`${head}.${await this.sign(head, email)}`, ...others].slice(0, PEOPLE).join('~')
    response.cookie(hostCookie(this.config, NAME), value, { ...cookieOptions(this.config), maxAge: LIFE_MS })
  }

  private entries(request: Request): string[] {
    return (cookieOf(request, hostCookie(this.config, NAME)) ?? '').split('~').filter(Boolean).slice(0, PEOPLE)
  }

  private async find(request: Request, email: string, now: number): Promise<Entry | null> {
    for (const text of this.entries(request)) {
      const [, head = '', id = '', at, mac = ''] = /^(([\w-]{22})\.(\d{1,15}))\.([\w-]{43})$/.exec(text) ?? []
      const isFresh = Number(at) <= now && Number(at) > now - LIFE_MS
      if (isFresh && timingSafeEqual(Buffer.from(mac), Buffer.from(await this.sign(head, email)))) return { id, text }
    }
    return null
  }

  private async sign(head: string, email: string): Promise<string> {
    this.key ??= this.readKey()
    return createHmac('sha256', await this.key)
      .update(`${head}\n${email}`)
      .digest('base64url')
  }

  private async readKey(): Promise<Buffer> {
    try {
      const [row] = await this.db.query<{ key: Buffer }>(`select key from signing_keys where name = 'device'`)
      if (!row) throw new Error('The key of known devices is missing from signing_keys.')
      return row.key
    } catch (error) {
      this.key = null
      throw error
    }
  }
}
