/** Message templates. Deleting archives: relances keep the version they used. */
import { template, templateCreate, templateList, type TemplateUpdate, templateUpdate } from '@relance/contract'
import { Template } from '@relance/relance/nest'
import { Controller } from '@nestjs/common'
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger'
import { DataSource, type EntityManager } from 'typeorm'
import { saveTemplate, saveTemplates, viewSnapshot } from './template-mapping.ts'
import type { Refusals } from '../http/bulk.ts'
import { versionedRoutes } from '../versions/versioned-routes.ts'

@ApiTags('templates')
@ApiBearerAuth('api')
@Controller('api/templates')
export class TemplatesController extends versionedRoutes<Template, TemplateUpdate>({
  entity: Template,
  resource: 'templates',
  shapes: { row: template, list: templateList, create: templateCreate, update: templateUpdate },
  searched: ['row.name', 'row.body'],
  defaultSort: ['name', 'ASC'],
  view: viewSnapshot,
  inUse: `exists (select from rules where active and (template_ids @> array[x.id]
    or variants @> jsonb_build_array(jsonb_build_object('templateId', x.id::text))))`,
}) {
  constructor(source: DataSource) {
    super(source)
  }

  override save(manager: EntityManager, fields: TemplateUpdate, id?: string): Promise<Template> {
    return saveTemplate(manager, fields, id)
  }

  override saveAll(manager: EntityManager, fields: TemplateUpdate, rows: readonly Template[]): Promise<Refusals> {
    return saveTemplates(manager, fields, rows)
  }
}
