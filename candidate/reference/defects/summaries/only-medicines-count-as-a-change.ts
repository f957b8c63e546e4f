import { digestOf } from '../../summaries/build-bundle.ts'
import { defect } from '../defect.ts'

export const onlyMedicinesCountAsAChange = defect({
  name: 'only-medicines-count-as-a-change',
  requirement: 'TIF-SCR-03',
  story: 'Looks at medication for what has changed: a new allergy waits for the next prescription.',
  replaces: digestOf,
  with: (sections) => digestOf.proper(sections.filter(({ code }) => code !== 'AllergiesHeader')),
})
