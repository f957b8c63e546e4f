import { interactionNamed } from '../../gp-connect/caller.ts'
import { defect } from '../defect.ts'

export const addressDecidesTheInteraction = defect({
  name: 'address-decides-the-interaction',
  requirement: 'TIF-GPC-06',
  story: 'Takes the kind of a call from its address, so that what the header says is never compared.',
  replaces: interactionNamed,
  with: (id, served) => (id === '' ? undefined : served[0]),
})
