import { behaviour } from '../behaviour.ts'
import type { JsonObject } from '../national/json.ts'
import type { Services } from '../services.ts'
import capabilities from './capability.json' with { type: 'json' }

export type Root = keyof typeof capabilities

interface Capability {
  version: string
  profiles: string[]
  resources: { type: string; interactions: string[]; search?: string[][]; includes?: string[] }[]
  operations: Record<string, string>
}

const STU3 = 'https://fhir.nhs.uk/STU3'

/** What this system can do under one of its roots, in the terms of FHIR. Source: GP Connect, get the FHIR capability statement. */
export const capabilityStatement = behaviour('gp-connect.capabilityStatement', ({ config }: Pick<Services, 'config'>, root: Root): JsonObject => {
  const { version, profiles, resources, operations } = capabilities[root] as Capability
  return {
    resourceType: 'CapabilityStatement',
    version,
    name: 'GP Connect',
    status: 'active',
    date: '2026-01-15',
    publisher: 'Reference GP system',
    contact: [{ name: config.practice.name }],
    description: `This server implements the GP Connect API version ${version}`,
    kind: 'capability',
    software: { name: 'Reference GP system', version: '1', releaseDate: '2026-01-15' },
    fhirVersion: '3.0.1',
    acceptUnknown: 'both',
    format: ['application/fhir+json', 'application/fhir+xml'],
    profile: profiles.map((name) => ({ reference: `${STU3}/StructureDefinition/${name}` })),
    rest: [
      {
        mode: 'server',
        security: { cors: true },
        ...(resources.length > 0 && {
          resource: resources.map(({ type, interactions, search = [], includes = [] }) => ({
            type,
            interaction: interactions.map((code) => ({ code })),
            ...(includes.length > 0 && { searchInclude: includes }),
            ...(search.length > 0 && { searchParam: search.map(([name, kind]) => ({ name, type: kind })) }),
          })),
        }),
        ...(Object.keys(operations).length > 0 && {
          operation: Object.entries(operations).map(([name, definition]) => ({
            name,
            definition: { reference: `${STU3}/OperationDefinition/${definition}` },
          })),
        }),
      },
    ],
  }
})
