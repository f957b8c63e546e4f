import { Refusal } from '../../refusal.ts'
import { afterUnrequested } from '../../prescribing/remote-signing.ts'
import { defect } from '../defect.ts'

export const somethingWentWrongWithTheSignature = defect({
  name: 'something-went-wrong-with-the-signature',
  requirement: 'TIF-CS-11',
  story: 'Tells the prescriber that something went wrong: not what, nor whether anything was signed.',
  replaces: afterUnrequested,
  with: () => new Refusal('rule', 'Something went wrong. Please contact your administrator.'),
})
