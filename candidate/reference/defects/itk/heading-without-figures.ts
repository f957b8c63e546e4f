import { measured } from '../../itk/read-parts.ts'
import { all, at, text } from '../../itk/tree.ts'
import { defect } from '../defect.ts'

export const headingWithoutFigures = defect({
  name: 'heading-without-figures',
  requirement: 'GPCUR01',
  story: 'Reads the first figure of a measurement only: of a blood pressure the systolic one.',
  replaces: measured,
  with: (resource) => measured.proper({ component: all(resource, 'component').slice(0, 1), valueQuantity: at(resource, 'valueQuantity'), valueString: text(resource, 'valueString') }),
})
