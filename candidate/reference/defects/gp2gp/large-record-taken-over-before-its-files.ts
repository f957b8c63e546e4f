import { letFilesCome, finish } from '../../gp2gp/receive-extract.ts'
import { defect } from '../defect.ts'

export const largeRecordTakenOverBeforeItsFiles = defect({
  name: 'large-record-taken-over-before-its-files',
  requirement: 'TIF-GP2GP-05',
  story: 'Takes a record over when it comes, and lets its files follow when they may: what is shown is half a record.',
  replaces: letFilesCome,
  with: (services, spine, transfer, message, way) => {
    const references = message.envelope.references.filter(({ href }) => !href.startsWith('mid:'))
    finish(services, spine, transfer, { ...message, envelope: { ...message.envelope, references } }, new Map(), way)
  },
})
