import { sectionsOf } from '../../nhs111/cda.ts'
import { below } from '../../nhs111/dom.ts'
import { defect } from '../defect.ts'

export const innerSectionsLost = defect({
  name: 'inner-sections-lost',
  requirement: '111-01',
  story: 'Shows the sections of a report, and not those within them.',
  replaces: sectionsOf,
  // Sections lie within one that has no words of its own.
  with: (body) => (body?.localName === 'section' && below(body, 'title') ? '' : sectionsOf.proper(body)),
})
