import { ItkProblem } from '../../itk/message.ts'
import { all, at, text } from '../../itk/tree.ts'
import { contentsOf } from '../../itk/read-message.ts'
import { defect } from '../defect.ts'

export const anyFileWillDo = defect({
  name: 'any-file-will-do',
  requirement: 'GPCSD01',
  story: 'Files whatever is attached, programs as well, and lets the browser find out what to do with it.',
  replaces: contentsOf,
  with: (payload, composition) => {
    try {
      return contentsOf.proper(payload, composition)
    } catch (error) {
      if (!(error instanceof ItkProblem) || error.response !== 'unsupportedFile') throw error
      const files = all(payload, 'entry').map((entry) => at(entry, 'resource'))
      const binaries = files.filter((resource) => text(resource, 'resourceType') === 'Binary')
      return binaries.map((file) => ({ contentType: text(file, 'contentType') ?? '', base64: text(file, 'content') ?? '' }))
    }
  },
})
