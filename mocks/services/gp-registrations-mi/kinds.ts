/** The events of a registration, by their paths, in the order in which they come about. */
export const KINDS = [
  'registrations',
  'transfer-compatibility-statuses',
  'ehr-requests',
  'ehr-responses',
  'document-responses',
  'ready-to-integrate-statuses',
  'ehr-degrades',
  'ehr-integrations',
  'errors',
] as const

export type Kind = (typeof KINDS)[number]
