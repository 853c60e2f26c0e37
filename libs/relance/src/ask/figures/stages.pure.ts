/** How far the relances of a period brought their leads: each stage is part of the one before it. */
export const FUNNEL_STAGES = ['entered', 'relanced', 'replied', 'meeting', 'won'] as const
export type FunnelStage = (typeof FUNNEL_STAGES)[number]
