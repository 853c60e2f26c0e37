/** What WhatsApp would refuse is not asked for, and what is asked for is written as it wants it. */
import type { Content, TemplateParameter } from '@relance/relance/core'
import { cleanValue, messageBody, messageFault } from './message-body.pure.ts'

const text = (body: string): Content => ({ kind: 'text', body })
const template = (...parameters: TemplateParameter[]): Content => ({
  kind: 'template',
  name: 'hello',
  language: 'fr',
  parameters,
})
const faultOf = (to: string, content: Content = text('a')) => messageFault({ relanceId: 's1', to, content })

it.each([
  ['+33639980001', true],
  ['+123456', true],
  ['+12345', false],
  ['+123456789012345', true],
  ['+1234567890123456', false],
  ['+033639980', false],
  ['33639980001', false],
  ['FR.150abc', true],
  ['FR.ENT.150abc', true],
  [`FR.${'a'.repeat(128)}`, true],
  [`FR.${'a'.repeat(129)}`, false],
  ['fr.150', false],
  ['FRA.150', false],
  ['FR.', false],
  ['zoe', false],
  ['', false],
])('%s can be written to: %s', (to, expected) => {
  expect(faultOf(to) === null).toBe(expected)
})

it('a text is neither empty nor longer than WhatsApp takes', () => {
  expect(faultOf('+33639980001', text(' \n'))).toBe('The text is empty.')
  expect(faultOf('+33639980001', text('x'.repeat(4_096)))).toBeNull()
  expect(faultOf('+33639980001', text('x'.repeat(4_097)))).toBe('The text is longer than 4096 characters.')
})

it('a value of a template is not blank, and the fault names which', () => {
  expect(faultOf('+33639980001', template())).toBeNull()
  expect(faultOf('+33639980001', template({ value: 'a' }, { value: ' \u200B' }))).toBe(
    'Parameter 2 of template hello is empty.',
  )
  expect(faultOf('+33639980001', template({ name: 'who', value: '' }))).toBe(
    'Parameter who of template hello is empty.',
  )
})

it('a value is written on one line', () => {
  expect(cleanValue(' a\n\tb     c\u200B')).toBe('a b c')
})

it('a text is sent to a number or to an id, with ours to come back', () => {
  const body = {
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    type: 'text',
    text: { body: 'a', preview_url: false },
    biz_opaque_callback_data: 's1',
  }
  expect(messageBody({ relanceId: 's1', to: '+33639980001', content: text('a') })).toEqual({
    ...body,
    to: '+33639980001',
  })
  expect(messageBody({ relanceId: 's1', to: 'FR.1', content: text('a') })).toEqual({ ...body, recipient: 'FR.1' })
})

it('a template has its parts in the order WhatsApp asks for, each with its values in order', () => {
  const content = template(
    { place: 'button_1', value: 'z' },
    { place: 'button_0', value: 'y' },
    { value: 'a\nb' },
    { place: 'header', value: 'h' },
    { place: 'body', name: 'who', value: 'c' },
  )
  expect(messageBody({ relanceId: 's1', to: '+33639980001', content })).toMatchObject({
    type: 'template',
    template: {
      name: 'hello',
      language: { policy: 'deterministic', code: 'fr' },
      components: [
        { type: 'header', parameters: [{ type: 'text', text: 'h' }] },
        {
          type: 'body',
          parameters: [
            { type: 'text', text: 'a b' },
            { type: 'text', parameter_name: 'who', text: 'c' },
          ],
        },
        { type: 'button', sub_type: 'url', index: '0', parameters: [{ type: 'text', text: 'y' }] },
        { type: 'button', sub_type: 'url', index: '1', parameters: [{ type: 'text', text: 'z' }] },
      ],
    },
  })
  const bare = messageBody({ relanceId: 's1', to: '+33639980001', content: template() }).template
  expect(bare).not.toHaveProperty('components')
})
