import { asksToShow } from '../../demographics/api.ts'
import { defect } from '../defect.ts'

export const pdsAskedAtEveryLook = defect({
  name: 'pds-asked-at-every-look',
  requirement: 'TIF-PDS-06',
  story:
    'Asks PDS whenever somebody as much as looks at a record. A busy morning uses up what PDS allows, and when PDS is away nobody sees anything.',
  replaces: asksToShow,
  with: () => true,
})
