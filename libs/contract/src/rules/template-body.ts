/** The text of a template; the engine says what it may hold, and where it does not. */
import { readTemplate } from '@relance/relance/core'
import { z } from 'zod'

export const templateBody = z
  .string()
  .check(({ value, issues }) => {
    const read = readTemplate(value)
    if (read.ok) return
    for (const { code, ...params } of read.refusals) {
      issues.push({ code: 'custom', message: code, params, input: value })
    }
  })
  .meta({ example: 'Bonjour {{ lead.firstName | default: "à vous" }}, avez-vous pu y réfléchir ?' })
