import { onUndelivered } from '../../extracts/messages.ts'
import { defect } from '../defect.ts'

export const undeliveredExtractIsNobodysBusiness = defect({
  name: 'undelivered-extract-is-nobodys-business',
  requirement: 'TIF-MESH-02',
  story: 'Hears that something did not arrive, and takes note of it where nobody looks.',
  replaces: onUndelivered,
  with: () => undefined,
})
