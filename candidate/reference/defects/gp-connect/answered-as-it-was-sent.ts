import { wantedFormat, formatSent } from '../../gp-connect/answering.ts'
import { defect } from '../defect.ts'

export const answeredAsItWasSent = defect({
  name: 'answered-as-it-was-sent',
  requirement: 'GPCARS01',
  story: 'Answers in the format of the body, whatever was asked for.',
  replaces: wantedFormat,
  with: (context) => formatSent(context.req.header('content-type') ?? '') ?? wantedFormat.proper(context),
})
