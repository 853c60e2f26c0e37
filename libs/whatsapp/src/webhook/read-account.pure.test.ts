import type { Json } from './json.pure.ts'
import { ACCOUNT_FIELDS, perDayOf } from './read-account.pure.ts'

const read = (field: string, value: Json) => ACCOUNT_FIELDS[field]?.(value, 7)
const notice = (what: string) => [{ kind: 'account_notice', what, at: 7 }]

it.each<[unknown, number | null | undefined]>([
  ['TIER_250', 250],
  ['TIER_2K', 2_000],
  ['TIER_UNLIMITED', null],
  [-1, null],
  ['-1', null],
  ['1000', 1_000],
  [1_000, 1_000],
  [0, undefined],
  [-2, undefined],
  [1.5, undefined],
  ['1'.repeat(9), 111_111_111],
  ['1'.repeat(10), undefined],
  ['TIER_NOT_SET', undefined],
  ['XTIER_250', undefined],
  [undefined, undefined],
])('the limit %j is %j people a day', (told, expected) => {
  expect(perDayOf(told)).toBe(expected)
})

describe('a number', () => {
  const value = { display_phone_number: '33639980001' }
  const quality = (one: string) => ({ kind: 'number_quality', phone: '+33639980001', quality: one, at: 7 })
  it('is low or good again, with its limit where that is told', () => {
    expect(read('phone_number_quality_update', { ...value, event: 'FLAGGED' })).toEqual([quality('RED')])
    expect(read('phone_number_quality_update', { ...value, event: 'UNFLAGGED', current_limit: 'TIER_2K' })).toEqual([
      quality('GREEN'),
      { kind: 'people_limit', perDay: 2_000, at: 7 },
    ])
    expect(read('phone_number_quality_update', { ...value, event: 'ONBOARDING' })).toEqual([])
    expect(read('phone_number_quality_update', { event: 'FLAGGED' })).toEqual([])
  })

  it('has its name refused, and nothing is told of one that is not', () => {
    expect(read('phone_number_name_update', { decision: 'REJECTED' })).toEqual(
      notice('phone_number_name_update REJECTED'),
    )
    expect(read('phone_number_name_update', { decision: 'APPROVED' })).toEqual([])
  })
})

it('the limit of the portfolio holds before the number’s', () => {
  const both = {
    max_daily_conversations_per_business: 'TIER_10K',
    max_daily_conversation_per_phone: 250,
    current_limit: 1,
  }
  const perDay = (value: Json) => read('business_capability_update', value)
  expect(perDay(both)).toEqual([{ kind: 'people_limit', perDay: 10_000, at: 7 }])
  expect(perDay({ max_daily_conversation_per_phone: 250, current_limit: 1 })).toMatchObject([{ perDay: 250 }])
  expect(perDay({})).toEqual([])
})

describe('the account', () => {
  it.each<[string, Json, boolean]>([
    ['ACCOUNT_DELETED', {}, true],
    ['PARTNER_REMOVED', {}, true],
    ['PARTNER_APP_UNINSTALLED', {}, true],
    ['ACCOUNT_OFFBOARDED', {}, true],
    ['ACCOUNT_RESTRICTION', { restriction_info: [{ restriction_type: 'RESTRICTED_BIZ_INITIATED_MESSAGING' }] }, true],
    ['ACCOUNT_RESTRICTION', { restriction_info: [{ restriction_type: 'RESTRICTED_ADD_PHONE_NUMBER_ACTION' }] }, false],
    ['OTHER', { restriction_info: [{ restriction_type: 'RESTRICTED_BIZ_INITIATED_MESSAGING' }] }, false],
    ['DISABLED_UPDATE', { ban_info: { waba_ban_state: 'DISABLE' } }, true],
    ['DISABLED_UPDATE', { ban_info: { waba_ban_state: ['DISABLE'] } }, true],
    ['DISABLED_UPDATE', { ban_info: { waba_ban_state: 'SCHEDULE_FOR_DISABLE' } }, false],
    ['DISABLED_UPDATE', { ban_info: { waba_ban_state: 'REINSTATE' } }, false],
  ])('%s %j stops it: %s', (event, more, expected) => {
    const told = read('account_update', { event, ...more })
    expect(told?.some(({ kind }) => kind === 'account_stopped')).toBe(expected)
    if (expected) expect(told).toEqual([{ kind: 'account_stopped', reason: event, at: 7 }])
  })

  it('is told of in the channel’s own words where it goes on', () => {
    const violation = { event: 'ACCOUNT_VIOLATION', violation_info: { violation_type: 'SPAM' } }
    expect(read('account_update', violation)).toEqual(notice('account_update ACCOUNT_VIOLATION SPAM'))
    const ban = { event: 'DISABLED_UPDATE', ban_info: { waba_ban_state: 'REINSTATE' } }
    expect(read('account_update', ban)).toEqual(notice('account_update DISABLED_UPDATE REINSTATE'))
    expect(read('account_update', { event: 'VERIFIED_ACCOUNT' })).toEqual([])
    expect(read('account_update', {})).toEqual([])
  })

  it('has alerts and reviews told, except a review that went well', () => {
    expect(read('account_alerts', { alert_info: { alert_type: 'A' }, alert_description: 'b' })).toEqual(
      notice('account_alerts A'),
    )
    expect(read('account_alerts', { alert_description: 'x'.repeat(300) })).toEqual(
      notice(`account_alerts ${'x'.repeat(200)}`),
    )
    expect(read('account_alerts', {})).toEqual(notice('account_alerts'))
    expect(read('account_review_update', { decision: 'APPROVED' })).toEqual([])
    expect(read('account_review_update', { decision: 'REJECTED' })).toEqual(notice('account_review_update REJECTED'))
  })
})

describe('a template', () => {
  const name = { message_template_name: 'hello' }
  const both = { ...name, message_template_language: 'fr' }
  it('has another category, or is announced to get one', () => {
    const told = { kind: 'template_category', name: 'hello', language: 'fr', category: 'MARKETING', at: 7 }
    expect(read('template_category_update', { ...both, new_category: 'MARKETING', correct_category: 'X' })).toEqual([
      told,
    ])
    expect(read('template_category_update', { ...name, new_category: 'MARKETING' })).toEqual([])
    expect(read('template_category_update', { ...both, correct_category: 'MARKETING' })).toEqual(
      notice('template_category_update hello'),
    )
    expect(read('template_category_update', { correct_category: 'MARKETING' })).toEqual([])
  })

  it('reads otherwise, where it is named in full', () => {
    expect(read('message_template_components_update', both)).toEqual([
      { kind: 'template_changed', name: 'hello', language: 'fr', at: 7 },
    ])
    expect(read('message_template_components_update', name)).toEqual([])
  })

  it('is told of when its quality is low', () => {
    expect(read('message_template_quality_update', { ...name, new_quality_score: 'RED' })).toEqual(
      notice('message_template_quality_update hello'),
    )
    expect(read('message_template_quality_update', { ...name, new_quality_score: 'YELLOW' })).toEqual([])
  })
})
