import { ReportProblem } from '../../laboratory/read-report.ts'
import { valueIn } from '../../laboratory/read-fhir-result.ts'
import { defect } from '../defect.ts'

export const resultsWithoutANumberShownEmpty = defect({
  name: 'results-without-a-number-shown-empty',
  requirement: 'TIF-DDP-06',
  story: 'Where the number of a result cannot be read it shows the test without one, as if the laboratory had given none.',
  replaces: valueIn,
  with: (observation) => {
    try {
      return valueIn.proper(observation)
    } catch (error) {
      if (error instanceof ReportProblem) return {}
      throw error
    }
  },
})
