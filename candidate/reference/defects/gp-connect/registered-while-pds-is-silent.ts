import { GpcError } from '../../gp-connect/gpc-error.ts'
import { traced } from '../../gp-connect/register-from-outside.ts'
import { defect } from '../defect.ts'

export const registeredWhilePdsIsSilent = defect({
  name: 'registered-while-pds-is-silent',
  requirement: 'TIF-GPC-11',
  story: 'Registers on the word of the other organisation when PDS does not answer.',
  replaces: traced,
  with: (work, sent) =>
    traced.proper(work, sent).catch((failure: unknown) => {
      if (failure instanceof GpcError) throw failure
      return ({ nhsNumber: sent.nhsNumber, version: 'W/"0"', patient: { resourceType: 'Patient', id: sent.nhsNumber, name: [{ use: 'usual', family: sent.family, given: [...sent.given] }], birthDate: sent.birthDate } })
    }),
})
