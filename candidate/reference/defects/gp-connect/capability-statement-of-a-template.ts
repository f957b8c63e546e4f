import { capabilityStatement } from '../../gp-connect/capability.ts'
import { defect } from '../defect.ts'

export const capabilityStatementOfATemplate = defect({
  name: 'capability-statement-of-a-template',
  requirement: 'GPCARS01',
  story: 'Leaves in the capability statement what the FHIR library has put there.',
  replaces: capabilityStatement,
  with: (services, root) => ({ ...capabilityStatement.proper(services, root), fhirVersion: '3.0.2', software: { name: 'FHIR server' } }),
})
