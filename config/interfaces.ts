/**
 * National services that a GP system may reach in two ways: by the FHIR API, which whoever is new takes, or by the older messages, where a
 * system is already live on them. A scenario tagged `@interface:` asks for one of the two.
 */
export const INTERFACES = ['scr-fhir', 'scr-hl7'] as const

export type Interface = (typeof INTERFACES)[number]

/** What a candidate uses that does not say: what a new system uses. */
export const DEFAULT_INTERFACES: readonly Interface[] = ['scr-fhir']

export const isInterface = (name: string): name is Interface => INTERFACES.some((each) => each === name)
