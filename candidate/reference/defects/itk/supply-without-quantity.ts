import { supplied } from '../../itk/read-parts.ts'
import { at } from '../../itk/tree.ts'
import { defect } from '../defect.ts'

export const supplyWithoutQuantity = defect({
  name: 'supply-without-quantity',
  requirement: 'DMPF2',
  story: 'Shows which medicine was supplied in an emergency and how to take it, and not how much there was.',
  replaces: supplied,
  with: (resource, dosage) => supplied.proper({ [dosage]: at(resource, dosage) }, dosage),
})
