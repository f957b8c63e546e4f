import { sourceOf } from '../../documents/parts.ts'
import { defect } from '../defect.ts'

export const pharmacyForgotten = defect({
  name: 'pharmacy-forgotten',
  requirement: 'TIF-UR-01',
  story: 'Shows what a pharmacy measured and supplied as if it had been done at the practice.',
  replaces: sourceOf,
  with: (document, part) => {
    const { odsCode: _odsCode, name: _name, ...rest } = sourceOf.proper(document, part)
    return rest
  },
})
