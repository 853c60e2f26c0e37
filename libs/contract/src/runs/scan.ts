/** How scans stand, as `/health/ready` and the alerts say it. */

/**
 * `late`: one expected run has not come. `missed`: several. `failing`: the latest run that is over failed. `stuck`: one does not
 * end. `ahead`: a clock that was wrong has fired a slot before its time, and no slot has come in time since.
 */
export const SCAN_TROUBLES = ['late', 'missed', 'failing', 'stuck', 'ahead'] as const
export type ScanTrouble = (typeof SCAN_TROUBLES)[number]

/** `disabled`: nothing is expected. */
export const SCAN_STATES = ['on_time', ...SCAN_TROUBLES, 'disabled'] as const
export type ScanState = (typeof SCAN_STATES)[number]

export const isScanTrouble = (state: unknown): state is ScanTrouble => SCAN_TROUBLES.some((one) => one === state)
