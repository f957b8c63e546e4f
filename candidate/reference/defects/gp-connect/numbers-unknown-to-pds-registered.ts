import { GpcError } from '../../gp-connect/gpc-error.ts'
import { traced } from '../../gp-connect/register-from-outside.ts'
import { defect } from '../defect.ts'

export const numbersUnknownToPdsRegistered = defect({
  name: 'numbers-unknown-to-pds-registered',
  requirement: 'TIF-GPC-18',
  story: 'Registers under a number that PDS does not have, on the word of the other organisation.',
  replaces: traced,
  with: (work, sent) =>
    traced.proper(work, sent).catch((failure: unknown) => {
      if (!(failure instanceof GpcError)) throw failure
      return ({ nhsNumber: sent.nhsNumber, version: 'W/"0"', patient: { resourceType: 'Patient', id: sent.nhsNumber, name: [{ use: 'usual', family: sent.family, given: [...sent.given] }], birthDate: sent.birthDate } })
    }),
})
