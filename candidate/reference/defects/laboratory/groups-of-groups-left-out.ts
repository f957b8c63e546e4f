import { listed } from '../../laboratory/fhir-document.ts'
import { observationAt, resultsWithin } from '../../laboratory/read-fhir-report.ts'
import { resultsIn } from '../../laboratory/read-fhir-result.ts'
import { defect } from '../defect.ts'

export const groupsOfGroupsLeftOut = defect({
  name: 'groups-of-groups-left-out',
  requirement: 'TIF-DDP-06',
  story: 'Takes the results that a report names and the members of its groups. What is in a group within a group is not looked for.',
  replaces: resultsWithin,
  with: (document, report) =>
    listed(report['result']).flatMap((reference) => {
      const observation = observationAt(document, reference, report)!
      const members = listed(observation['hasMember']).map((member) => observationAt(document, member, observation)!)
      return [observation, ...members].flatMap(resultsIn)
    }),
})
