import { all, at, isTree, text } from '../../itk/tree.ts'
import { readDocument } from '../../itk/read-message.ts'
import { defect } from '../defect.ts'

export const anyPatientInTheDocumentWillDo = defect({
  name: 'any-patient-in-the-document-will-do',
  requirement: 'TIF-GFR-01',
  story: 'Takes the first patient in the document for its subject when it names none.',
  replaces: readDocument,
  with: (bundle) => {
    for (const entry of all(bundle, 'entry')) {
      const inner = all(at(entry, 'resource'), 'entry')
      const patient = inner.find((each) => text(each, 'resource', 'resourceType') === 'Patient')
      const composition = at(inner[0], 'resource')
      if (isTree(composition) && patient !== undefined) composition['subject'] ??= { reference: text(patient, 'fullUrl') }
    }
    return readDocument.proper(bundle)
  },
})
