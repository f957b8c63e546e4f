import { behaviour } from '../behaviour.ts'
import type { Marked } from '../fhir/confidentiality.ts'
import type { XmlElement } from '../spine/xml.ts'
import { at } from '../spine/xml.ts'
import type { Entry, Mark } from './transfer.ts'

/** The marks of an entry of this practice's own record, as they go along with it. */
export const marksOf = behaviour('gp2gp.marksOf', ({ confidential, notForPatient }: Marked): Pick<Entry, 'marks'> => {
  const marks: Mark[] = [...(notForPatient ? ['NOPAT' as const] : []), ...(confidential ? ['R' as const] : [])]
  return marks.length > 0 ? { marks } : {}
})

/** The same, the other way: how an entry that came is marked once it is this practice's own. */
export const markedAs = behaviour('gp2gp.markedAs', ({ marks = [] }: Pick<Entry, 'marks'>): Marked => ({
  ...(marks.includes('R') && { confidential: true }),
  ...(marks.includes('NOPAT') && { notForPatient: true }),
}))

/** The marks of an element and of all that it is in. Whatever is marked otherwise than normal is kept from others. */
export const marksWithin = behaviour('gp2gp.marksWithin', (element: XmlElement, around: readonly Mark[]): readonly Mark[] => {
  const code = at(element, 'confidentialityCode')?.attributes['code']
  if (code === undefined || code === 'N' || code === 'L' || code === 'M' || code === 'U') return around
  const mark = code === 'NOPAT' ? code : 'R'
  return around.includes(mark) ? around : [...around, mark]
})
