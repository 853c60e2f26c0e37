/** Contacts and notes of a lead: what people say was said, outside the engine. A contact moves the lead's dates at once. */
import {
  contact,
  type ContactCreate,
  contactCreate,
  idShape,
  leadNote,
  type NoteCreate,
  noteCreate,
} from '@relance/contract'
import {
  addNote,
  type ContactRefusal,
  type Db,
  type Host,
  type Noted,
  recordContact,
  removeNote,
  takeBackContact,
} from '@relance/relance'
import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Res } from '@nestjs/common'
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger'
import type { Response } from 'express'
import { DataSource } from 'typeorm'
import { type Actor, CurrentActor, isCloser } from '../auth/access.ts'
import { attributedDb } from '../database/attribution.ts'
import { DB } from '../environment/tokens.ts'
import { implausible } from './lead-refusals.ts'
import { currentAttribution } from '../http/request-context.ts'
import { Refused, refuseFields } from '../http/refused.ts'
import { readContacts, readNotes } from './contact-view.ts'
import { readLead } from './lead-view.ts'

@ApiTags('leads')
@ApiBearerAuth('api')
@Controller('api/leads/:id')
export class ContactsController {
  constructor(
    private readonly source: DataSource,
    @Inject(DB) private readonly db: Db,
  ) {}

  @Get('contacts')
  @ApiOperation({ summary: 'Lists what was said to and by a lead outside the engine, newest first' })
  @ApiOkResponse({ standardSchema: contact, isArray: true })
  async contacts(
    @Param('id', { schema: idShape }) id: string,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) response: Response,
  ) {
    await readLead(this.source.manager, id, actor)
    return ranged(response, 'contacts', await readContacts(this.db, id))
  }

  @Post('contacts')
  @ApiOperation({ summary: 'Notes a contact; the lead’s next dates follow' })
  @ApiCreatedResponse({ standardSchema: contact })
  async noteContact(
    @Param('id', { schema: idShape }) id: string,
    @Body({ schema: contactCreate }) { at, ...fields }: ContactCreate,
    @CurrentActor() actor: Actor,
  ) {
    await readLead(this.source.manager, id, actor)
    const asked = { ...fields, ...(at !== undefined && { at: Date.parse(at) }) }
    const contactId = idOf(await recordContact(this.host(), id, asked, personOf(actor)), at)
    const [noted] = await readContacts(this.db, id, contactId)
    return noted
  }

  @Delete('contacts/:contactId')
  @HttpCode(200)
  @ApiOperation({ summary: 'Takes a contact back; what it moved returns' })
  @ApiOkResponse({ standardSchema: contact })
  async takeBack(
    @Param('id', { schema: idShape }) id: string,
    @Param('contactId', { schema: idShape }) contactId: string,
    @CurrentActor() actor: Actor,
  ) {
    await readLead(this.source.manager, id, actor)
    idOf(await takeBackContact(this.host(), id, contactId, personOf(actor)))
    const [taken] = await readContacts(this.db, id, contactId)
    return taken
  }

  @Get('notes')
  @ApiOperation({ summary: 'Lists the notes on a lead, newest first' })
  @ApiOkResponse({ standardSchema: leadNote, isArray: true })
  async notes(
    @Param('id', { schema: idShape }) id: string,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) response: Response,
  ) {
    await readLead(this.source.manager, id, actor)
    return ranged(response, 'notes', await readNotes(this.db, id))
  }

  @Post('notes')
  @ApiOperation({ summary: 'Adds a note; it moves no date' })
  @ApiCreatedResponse({ standardSchema: leadNote })
  async addNote(
    @Param('id', { schema: idShape }) id: string,
    @Body({ schema: noteCreate }) { text }: NoteCreate,
    @CurrentActor() actor: Actor,
  ) {
    await readLead(this.source.manager, id, actor)
    const noteId = idOf(await addNote(this.host(), id, text, personOf(actor)))
    const [note] = await readNotes(this.db, id, noteId)
    return note
  }

  @Delete('notes/:noteId')
  @HttpCode(204)
  @ApiOperation({ summary: 'Deletes a note for good' })
  @ApiNoContentResponse()
  async removeNote(
    @Param('id', { schema: idShape }) id: string,
    @Param('noteId', { schema: idShape }) noteId: string,
    @CurrentActor() actor: Actor,
  ) {
    await readLead(this.source.manager, id, actor)
    idOf(await removeNote(this.host(), id, noteId, personOf(actor)))
  }

  private host(): Host {
    return { db: attributedDb(this.db, currentAttribution) }
  }
}

const personOf = (actor: Actor) => ({ id: actor.id, name: actor.name, isManager: !isCloser(actor) })

function ranged<Row>(response: Response, resource: string, rows: Row[]): Row[] {
  response.set('Content-Range', `${resource} 0-${Math.max(rows.length - 1, 0)}/${rows.length}`)
  return rows
}

/** @throws when it was refused. */
function idOf(noted: Noted, at?: string): string {
  if (noted.ok) return noted.id
  throw REFUSED[noted.refused](at)
}

const REFUSED: Record<ContactRefusal, (at?: string) => Refused> = {
  not_found: () => new Refused('not_found'),
  erased: () => new Refused('erased'),
  forbidden: () => new Refused('forbidden'),
  not_retractable: () => new Refused('contact_not_retractable'),
  in_future: (at = '') => refuseFields({ field: 'at', code: 'contact_in_future', params: { value: at } }),
  implausible: (at = '') => refuseFields(implausible('at', Date.parse(at))),
}
