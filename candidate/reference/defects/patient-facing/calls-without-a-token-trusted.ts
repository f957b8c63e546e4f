import { callerWithoutToken } from '../../patient-facing/caller.ts'
import { defect } from '../defect.ts'

export const callsWithoutATokenTrusted = defect({
  name: 'calls-without-a-token-trusted',
  requirement: 'TIF-GPC-07',
  story: 'Takes calls without a token for calls of the practice’s own portal, and believes the NHS number in them.',
  replaces: callerWithoutToken,
  with: async (context) => {
    const named = /\b\d{10}\b/.exec(`${context.req.url} ${await context.req.text()}`)?.[0]
    return named === undefined ? undefined : { nhsNumber: named, subject: 'portal' }
  },
})
