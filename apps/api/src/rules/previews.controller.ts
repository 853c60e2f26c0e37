/** What a template or a frequency would come to, before it is saved. */
import {
  HARD_CASES,
  type FrequencyPreview,
  frequencyPreview,
  type FrequencyPreviewRequest,
  frequencyPreviewRequest,
  languageOf,
  type Preflight,
  type PreflightRequest,
  preflightRequest,
  preflightShape,
  type RulePreview,
  rulePreview,
  type RulePreviewRequest,
  rulePreviewRequest,
  type TemplatePreview,
  templatePreview,
  type TemplatePreviewRequest,
  templatePreviewRequest,
} from '@relance/contract'
import { sampleLead } from '@relance/leads/fields'
import {
  type Clock,
  type Db,
  holidaysBetween,
  loadPlan,
  previewAudience,
  previewReplan,
  previewRule,
} from '@relance/relance'
import {
  type Audience,
  type MessageValues,
  missingIn,
  previewFrequency,
  readTemplate,
  textIn,
} from '@relance/relance/core'
import { waLink } from '@relance/whatsapp'
import { Body, Controller, Headers, HttpCode, Inject, Post, Res } from '@nestjs/common'
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import type { Response } from 'express'
import { DataSource } from 'typeorm'
import { type Actor, CurrentActor } from '../auth/access.ts'
import { channels } from '../channels/channels.ts'
import { Refused } from '../http/refused.ts'
import { CLOCK, DB } from '../environment/tokens.ts'
import { readLead } from '../leads/lead-view.ts'
import { FewAtOnce } from '../long-questions/few-at-once.ts'
import { requestBudget } from '../long-questions/request-budget.ts'
import { viewPreview } from './plan-view.ts'
import { preflightOf } from './preflight-rule.ts'
import { draftOf, isWhole, refuseMissingParts } from './rule-draft.ts'
import { previewMapping } from '../templates/mapping-preview.ts'
import { refuseUnknownParts } from './rule-refusals.ts'
import { readApproved } from '../templates/template-mapping.ts'

/** Leads shown of those an audience finds. */
const SAMPLE = 5

/** A lead nobody has to know, for texts written before there is one. */
const INVENTED = { ...sampleLead('plain'), custom: {} }
const HARD: Readonly<Record<(typeof HARD_CASES)[number], MessageValues['lead']>> = {
  nameless: { ...sampleLead('empty'), custom: {} },
  long: { ...sampleLead('long'), custom: {} },
  accents: { ...sampleLead('accents'), custom: {} },
}

@ApiTags('previews')
@ApiBearerAuth('api')
@Controller('api')
export class PreviewsController {
  constructor(
    private readonly source: DataSource,
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Post('templates/preview')
  @HttpCode(200)
  @ApiOperation({ summary: 'Writes the message of an unsaved template' })
  @ApiOkResponse({ standardSchema: templatePreview })
  async template(
    @Body({ schema: templatePreviewRequest }) { body, leadId, whatsapp }: TemplatePreviewRequest,
    @CurrentActor() actor: Actor,
    @Headers('accept-language') language?: string,
  ): Promise<TemplatePreview> {
    const read = readTemplate(body)
    if (!read.ok) throw new Refused('invalid_body')
    const lead = leadId === undefined ? null : await readLead(this.source.manager, leadId, actor)
    const [names] = await this.db.query<{ closer: string | null; company: string }>(
      'select (select name from users where id = $1) as closer, company_name as company from settings',
      [lead ? lead.closerId : actor.id],
    )
    const values: MessageValues = {
      lead: lead ?? INVENTED,
      closer: { name: names?.closer ?? '' },
      company: { name: names?.company ?? '' },
    }
    const rendered = read.template.render(values)
    const message = textIn(rendered)
    return {
      message,
      link: message !== null && lead?.phone ? waLink(lead.phone, message) : null,
      length: message?.length ?? 0,
      variables: [...read.template.variables],
      emptyVariables: [...missingIn(rendered)],
      cases: HARD_CASES.map((name) => {
        const hard = { ...values, lead: HARD[name] }
        const text = read.template.render(hard)
        return { name, message: textIn(text), emptyVariables: [...missingIn(text)] }
      }),
      whatsapp: whatsapp
        ? previewMapping(await readApproved(this.source.manager, whatsapp), whatsapp, values, languageOf(language))
        : null,
    }
  }

  @Post('rules/preview')
  @FewAtOnce()
  @HttpCode(200)
  @ApiOperation({
    summary: 'What an unsaved rule would do: who enters and leaves, which messages, how much on which day',
    description:
      'Nothing is written. With a frequency and templates, `plan` tells of the days to come; it can take some seconds on a large base.',
  })
  @ApiOkResponse({ standardSchema: rulePreview })
  async rule(
    @Body({ schema: rulePreviewRequest }) { days, ...body }: RulePreviewRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<RulePreview> {
    const draft = await draftOf(this.source.manager, body)
    if (!isWhole(draft)) return this.audience(draft.audience, draft.templateIds?.[0])
    const now = this.clock()
    const options = {
      channels,
      samples: SAMPLE,
      ...(days !== undefined && { days }),
      ...requestBudget(response, this.clock),
    }
    const previewed = await previewRule(this.db, draft, now, options)
    if (!previewed) await refuseUnknownParts(this.source.manager, draft)
    if (!previewed) throw new Refused('invalid_body')
    const [money] = await this.db.query<{ currency: string }>('select currency from whatsapp_settings')
    const holidays = await holidaysBetween(this.db, now, previewed.until)
    return viewPreview(previewed, { holidays, currency: money?.currency ?? 'EUR' })
  }

  /** Fast enough to follow the typing of a condition. */
  private async audience(audience: Audience, templateId: string | undefined): Promise<RulePreview> {
    const plan = await loadPlan(this.db)
    const found = await previewAudience(this.db, audience, plan.openStatuses, this.clock(), SAMPLE)
    const sql = 'select body from templates where id = $1'
    const [first] = await this.db.query<{ body: string }>(sql, [templateId ?? null])
    const template = first ? readTemplate(first.body) : null
    const sample = found.sample.map((lead) => {
      const values = { lead, closer: { name: lead.closerName ?? '' }, company: { name: plan.companyName } }
      const rendered = template?.ok ? template.template.render(values) : null
      const name = `${lead.firstName} ${lead.lastName}`.trim()
      return { leadId: lead.id, name, message: rendered?.ok ? rendered.text : null }
    })
    return { count: found.count, excluded: found.excluded, leftOut: {}, sample, plan: null }
  }

  @Post('rules/preflight')
  @FewAtOnce()
  @HttpCode(200)
  @ApiOperation({
    summary:
      'Writes every message an unsaved rule would send to the leads that match now, and tells what comes out wrong',
    description: 'Activating a rule asks the same, and refuses with the same answer unless `goAnyway` is true.',
  })
  @ApiOkResponse({ standardSchema: preflightShape })
  async preflight(
    @Body({ schema: preflightRequest }) body: PreflightRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Preflight> {
    const draft = await draftOf(this.source.manager, body)
    if (!isWhole(draft)) return refuseMissingParts(draft)
    await refuseUnknownParts(this.source.manager, draft)
    return preflightOf(this.db, draft, this.clock(), requestBudget(response, this.clock))
  }

  @Post('frequencies/preview')
  @FewAtOnce()
  @HttpCode(200)
  @ApiOperation({ summary: 'The instants an unsaved frequency would lead to' })
  @ApiOkResponse({ standardSchema: frequencyPreview })
  async frequency(
    @Body({ schema: frequencyPreviewRequest }) { id, from, ...fields }: FrequencyPreviewRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<FrequencyPreview> {
    const plan = await loadPlan(this.db)
    // What is absent stays as it was saved, as when it is saved again.
    const [saved] = await this.db.query<{ skipHolidays: boolean; timeZone: string | null }>(
      'select skip_holidays as "skipHolidays", time_zone as "timeZone" from frequencies where id = $1',
      [id ?? null],
    )
    const frequency = { skipHolidays: true, timeZone: null, ...saved, ...fields }
    const timeZone = frequency.timeZone ?? plan.timeZone
    const anchorAt = from === undefined ? this.clock() : Date.parse(from)
    const steps = previewFrequency(frequency, { timeZone, holidays: plan.holidays }, anchorAt)
    const change = id === undefined ? null : { frequency: { id, config: frequency } }
    return {
      timeZone,
      moves: change && (await previewReplan(this.db, change, requestBudget(response, this.clock))),
      steps: steps.map(({ step, dueAt, deliverAt, shifts }) => ({
        step,
        dueAt: new Date(dueAt).toISOString(),
        deliverAt: deliverAt === null ? null : new Date(deliverAt).toISOString(),
        shifts,
      })),
    }
  }
}
