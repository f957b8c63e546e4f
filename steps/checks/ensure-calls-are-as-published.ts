import { check, finding } from './check.ts'

/**
 * Every call a candidate makes is one the published API has, made as it demands. Holds for every scenario, whatever it
 * is about. Calls that an injected fault shaped are left out: there the candidate may be in the middle of recovering.
 */
export const ensureCallsAreAsPublished = check('every call to a national service was as its published API demands', async ({ calls }, _args: object) => {
  const made = await calls({ from: 'beginning' })
  return made
    .filter((call) => !call.entry.fault)
    .flatMap((call) => [
      call.entry.service === 'unmatched' && finding('a call to an address no national service has', { seen: `${call.entry.method} ${call.entry.url}`, at: call }),
      ...call.entry.violations.map((violation) => finding(`${call.entry.service} ${call.entry.operation}: ${violation.rule}`, { expected: violation.clause, seen: violation.detail, at: call })),
    ])
})
