import { agreesOnConfidentiality } from '../../gp-connect/migration.ts'
import { defect } from '../defect.ts'

export const confidentialityOfTokensUnread = defect({
  name: 'confidentiality-of-tokens-unread',
  requirement: 'TIF-GPC-07',
  story: 'Does not compare what a token may be told with what is asked for.',
  replaces: agreesOnConfidentiality,
  with: () => true,
})
