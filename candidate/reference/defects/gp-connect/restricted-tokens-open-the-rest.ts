import { agreesOnConfidentiality } from '../../gp-connect/migration.ts'
import { defect } from '../defect.ts'

export const restrictedTokensOpenTheRest = defect({
  name: 'restricted-tokens-open-the-rest',
  requirement: 'TIF-GPC-07',
  story: 'Takes a token for what is restricted for one that opens everything.',
  replaces: agreesOnConfidentiality,
  with: (sensitive, { confidentiality }) => !sensitive || confidentiality === 'R',
})
